"""The one scrubber: what it has seen never shows a secret."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HIDDEN = "***"

_SECRET_HEADERS = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})
_SECRET_MEMBER = re.compile(
    r"""(?P<key>["']?\b(?:access_token|refresh_token|id_token|client_secret|client_assertion|code_verifier|password"""
    r"""|consumer_secret|token_secret|private_key(?:_passphrase)?)["']?\s*[:=]\s*)(?P<value>"[^"]*"|'[^']*'|[^\s,&;}"']+)""",
    re.IGNORECASE,
)
_PEM = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----", re.DOTALL)
_ACCESS_TOKEN = re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*")  # a JWT: tokens and assertions come and go while we run
_SHORTEST_SECRET = 6  # shorter strings occur by chance in ordinary text


class Redactor:
    """Removes known secrets, secret-looking members, private keys and signing headers from text."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        wholes = {secret for secret in secrets if len(secret) >= _SHORTEST_SECRET}
        lines = {line for secret in wholes if "PRIVATE KEY" in secret for line in secret.splitlines()[1:-1] if line}
        known = sorted(wholes | lines, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def known(self, text: str) -> str:
        """The text without the connection's own secrets, private keys and tokens; all else as it was."""
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        return _ACCESS_TOKEN.sub(HIDDEN, _PEM.sub(HIDDEN, text))

    def text(self, text: str) -> str:
        """The text with every secret replaced by ``***``, those of others too where a member's name tells them."""
        return _SECRET_MEMBER.sub(lambda match: match["key"] + HIDDEN, self.known(text))

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Headers with signing ones hidden."""
        return {
            name: HIDDEN if name.lower() in _SECRET_HEADERS else self.text(value) for name, value in headers.items()
        }
