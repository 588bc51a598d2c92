"""Consents given by users, each with the chain of refresh tokens that hangs on it."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suiteplug.emulator.access.model import Integration
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.state import AccountState

_STATE = "grants"
CONFIDENTIAL_LIFE_S = 7 * 86_400
"""Life of a confidential client's refresh token, from the consent on; refreshing does not prolong it
(Oracle help: section_158082518856)."""


@dataclass(slots=True)
class Grant:
    """One consent.

    Attributes:
        id: ``<uuid>_<milliseconds>``, the part that all tokens of a chain share in their ``jti``.
        started: Seconds since 1970; ``oit`` of every token.
        ends: When the user must consent again, whatever is refreshed until then.
        refresh_expires: When the current refresh token dies.
        generation: Number of the current refresh token; a public client's earlier ones are used up.
    """

    id: str
    client_id: str
    user_id: str
    role_id: str
    scopes: list[str]
    started: float
    ends: float
    refresh_expires: float
    generation: int = 0
    revoked: bool = False


class Grants:
    """All living grants of the account."""

    def __init__(self, state: AccountState, clock: Clock) -> None:
        self._state = state
        self._clock = clock
        self._by_id = {saved["id"]: Grant(**saved) for saved in state.load(_STATE) or ()}

    def find(self, grant_id: str) -> Grant | None:
        """The grant a token belongs to."""
        return self._by_id.get(grant_id)

    def start(self, integration: Integration, *, user_id: str, role_id: str, scopes: list[str]) -> Grant:
        """Note a consent that was just given."""
        now = self._clock.timestamp()
        if integration.public_client:
            ends = now + integration.rotation_hours * 3600
            refresh_expires = min(now + integration.refresh_hours * 3600, ends)
        else:
            ends = refresh_expires = now + CONFIDENTIAL_LIFE_S
        grant = Grant(
            id=f"{uuid.uuid4()}_{int(now * 1000)}",
            client_id=integration.client_id,
            user_id=user_id,
            role_id=role_id,
            scopes=scopes,
            started=now,
            ends=ends,
            refresh_expires=refresh_expires,
        )
        self._by_id[grant.id] = grant
        self._save()
        return grant

    def rotate(self, grant: Grant, integration: Integration) -> None:
        """Use up the current refresh token of a public client and start the next one."""
        now = self._clock.timestamp()
        grant.generation += 1
        grant.refresh_expires = min(now + integration.refresh_hours * 3600, grant.ends)
        self._save()

    def revoke(self, grant: Grant) -> None:
        """End the chain together with its access tokens."""
        grant.revoked = True
        self._save()

    def has_consented(self, client_id: str, role_id: str, scopes: list[str]) -> bool:
        """Whether a living grant covers the same client, role and scopes."""
        return any(
            grant.client_id == client_id and grant.role_id == role_id and set(scopes) <= set(grant.scopes)
            for grant in self._by_id.values()
            if not grant.revoked
        )

    def _save(self) -> None:
        """Keep what is not over yet."""
        now = self._clock.timestamp()
        self._state.save(_STATE, [asdict(grant) for grant in self._by_id.values() if grant.ends > now])
