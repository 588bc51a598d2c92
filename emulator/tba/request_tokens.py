"""Request tokens of the three-step flow: asked for, allowed by a user, exchanged once for an access token."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suiteplug.emulator.access.model import Integration
    from suiteplug.emulator.clock import Clock

LIFE_S = 3600
"""No Oracle page says how long a request token may wait; the figure is ours."""


@dataclass(slots=True)
class RequestToken:
    """One that waits.

    Attributes:
        callback: Where the browser is sent afterwards.
        role_id: The role that was asked for in step one, or chosen on the page; empty until then.
        verifier: Given out when the user has allowed it; empty until then.
    """

    token: str
    secret: str
    integration_id: str
    callback: str
    role_id: str
    expires: float
    verifier: str = ""


class RequestTokens:
    """Those that wait; they are kept in memory only, a flow does not outlive the process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: dict[str, RequestToken] = {}

    def new(self, integration: Integration, callback: str, role_id: str) -> RequestToken:
        """A token for a flow that begins."""
        now = self._clock.timestamp()
        self._waiting = {name: entry for name, entry in self._waiting.items() if entry.expires > now}
        token = RequestToken(
            secrets.token_hex(32), secrets.token_hex(32), integration.id, callback, role_id, now + LIFE_S
        )
        self._waiting[token.token] = token
        return token

    def find(self, token: str) -> RequestToken | None:
        """One that still waits."""
        found = self._waiting.get(token)
        return found if found is not None and found.expires > self._clock.timestamp() else None

    def allow(self, token: RequestToken, role_id: str) -> str:
        """Note the user's consent; gives the verifier."""
        token.role_id = role_id
        token.verifier = secrets.token_hex(32)
        return token.verifier

    def use_up(self, token: RequestToken) -> None:
        """It was exchanged, or denied."""
        self._waiting.pop(token.token, None)
