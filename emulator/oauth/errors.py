"""Refusals of the OAuth 2.0 endpoints and their bodies (Oracle help: subsect_158521832417)."""

from __future__ import annotations

from suiteplug.emulator.core.wire import Response

_STATUS = {"invalid_client": 401}


class OAuthRefusal(Exception):  # noqa: N818 - not an error of the emulator but an answer to the caller
    """A refused token, refresh or revoke request.

    Attributes:
        error: What the caller is told.
        detail: What only the login audit trail tells.
    """

    def __init__(self, error: str, detail: str) -> None:
        super().__init__(f"{error} ({detail})")
        self.error = error
        self.detail = detail

    def response(self, account_id: str) -> Response:
        """The documented body: one key, no description."""
        status = _STATUS.get(self.error, 400)
        headers = {"www-authenticate": f'Basic realm="{account_id}"'} if status == _STATUS["invalid_client"] else {}
        return Response.json({"error": self.error}, kind=None, status=status, headers=headers)


class BearerRefusal(Exception):  # noqa: N818 - as above
    """An access token that does not open a door; ``detail`` is for the login audit trail.

    Attributes:
        malformed: The header itself cannot be read, which is answered with 400 instead of 401.
    """

    def __init__(self, detail: str, *, malformed: bool = False) -> None:
        super().__init__(detail)
        self.detail = detail
        self.malformed = malformed
