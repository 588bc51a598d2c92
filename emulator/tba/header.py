"""The ``Authorization: OAuth …`` header (Oracle help: section_1534941295)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

_PARAMETER = re.compile(r'\s*([A-Za-z0-9_.~%-]+)="([A-Za-z0-9_.~%-]*)"\s*')
ALWAYS = ("oauth_consumer_key", "oauth_nonce", "oauth_timestamp", "oauth_signature_method", "oauth_signature")
SIGNED_IN = ("realm", "oauth_token", *ALWAYS)


class TbaRefusal(Exception):  # noqa: N818 - not an error of the emulator but an answer to the caller
    """A sign-in that NetSuite refuses; the argument is the detail code of the login audit trail."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True, slots=True)
class OAuthHeader:
    """The decoded header parameters; ``realm`` is not among those that are signed."""

    parameters: dict[str, str]

    @property
    def signed(self) -> list[tuple[str, str]]:
        """What goes into the base string: everything but the realm and the signature itself."""
        return [(name, value) for name, value in self.parameters.items() if name not in {"realm", "oauth_signature"}]

    def __getitem__(self, name: str) -> str:
        return self.parameters[name]

    def get(self, name: str) -> str | None:
        """A parameter that need not be there."""
        return self.parameters.get(name)


def parse(value: str, required: tuple[str, ...] = SIGNED_IN) -> OAuthHeader:
    """Read the header value after the scheme.

    Args:
        value: Everything after ``OAuth``.
        required: Parameters that must be there; those of a signed-in request unless told otherwise.

    Raises:
        TbaRefusal: Unescaped or malformed parameter, a parameter sent twice or empty, a required one missing.
    """
    parameters: dict[str, str] = {}
    position = 0
    while position < len(value):
        match = _PARAMETER.match(value, position)
        if match is None:
            raise TbaRefusal("parameter_rejected")
        name, text = unquote(match[1]), unquote(match[2])
        if name in parameters or not text:
            raise TbaRefusal("parameter_rejected")
        parameters[name] = text
        position = match.end()
        if position < len(value):
            if value[position] != ",":
                raise TbaRefusal("parameter_rejected")
            position += 1
    if any(name not in parameters for name in required):
        raise TbaRefusal("MissingTokenPassportRequiredFields")
    return OAuthHeader(parameters)
