"""The login audit trail: the only place that tells why a sign-in was refused (Oracle help: subsect_156935170194)."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from suiteplug.emulator.clock import Clock

_KEPT = 10_000
LOCK_AFTER = 5
LOCK_S = 30 * 60


class LoginEntry(NamedTuple):
    """One line of the trail; ``detail`` is empty for a success."""

    at: float
    detail: str
    scheme: str
    integration: str
    user: str
    role: str
    url: str

    def as_dict(self) -> dict[str, str]:
        """As the page shows it."""
        return {
            "date": datetime.fromtimestamp(self.at, UTC).isoformat(timespec="seconds"),
            "status": "Failure" if self.detail else "Success",
            "detail": self.detail,
            "scheme": self.scheme,
            "integration": self.integration,
            "user": self.user,
            "role": self.role,
            "url": self.url,
        }


class LoginAuditTrail:
    """The last sign-ins, how many there were, and the lock after five failures of one user within the lock time."""

    def __init__(self, clock: Clock, *, locking: bool = False) -> None:
        self._clock = clock
        self._locking = locking
        self._failures: dict[str, list[float]] = {}
        self.entries: deque[LoginEntry] = deque(maxlen=_KEPT)
        self.total = 0

    def add(self, detail: str, *, scheme: str, url: str, integration: str = "", user: str = "", role: str = "") -> None:
        """Write one line; an empty ``detail`` is a success."""
        at = self._clock.timestamp()
        self.total += 1
        self.entries.append(LoginEntry(at, detail, scheme, integration, user, role, url))
        if not (self._locking and user):
            return
        if detail:
            self._failures.setdefault(user, []).append(at)
        else:
            self._failures.pop(user, None)

    def is_locked(self, user: str) -> bool:
        """Whether the last five sign-ins of a user failed less than 30 minutes ago."""
        if not self._locking:
            return False
        failures = self._failures.get(user, [])
        if len(failures) < LOCK_AFTER:
            return False
        if self._clock.timestamp() - failures[-1] < LOCK_S:
            return True
        del self._failures[user]
        return False
