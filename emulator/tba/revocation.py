"""``/rest/revoketoken``: a user ends a TBA token of their own (Oracle help: chapter_157017286140).

What a success is answered with is not published: ours is 200 with an empty object.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.restlet.errors import RestletError

if TYPE_CHECKING:
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.core.wire import Request


class RevokeTokenDoor:
    """Ends tokens; behind the sign-in."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def handle(self, request: Request) -> Response:
        """Answer one request of a caller who has signed in.

        Raises:
            RestletError: A parameter is missing, or there is no such token of the caller's.
        """
        if request.method != "GET":
            return Response.text("Method not allowed", status=405)
        given = {name: request.param(name) for name in ("consumerKey", "token")}
        missing = [name for name, value in given.items() if not value]
        if missing:
            message = f"You need to provide a proper value for the required field: {missing[0]}."
            raise RestletError("USER_ERROR", message, HTTPStatus.BAD_REQUEST)
        token = self._access.tokens.get(given["token"] or "")
        integration = self._access.integration_of(given["consumerKey"] or "")
        caller = request.caller
        if (
            token is None
            or integration is None
            or caller is None
            or not token.active
            or (token.integration_id, token.user_id) != (integration.id, caller.user.id)
        ):
            raise RestletError("USER_ERROR", "There is no such token.", HTTPStatus.BAD_REQUEST)
        token.active = False
        self._access.save()
        return Response.json({}, kind=None)
