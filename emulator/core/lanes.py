"""The account's limit of requests in flight, over all integrations together (Oracle help: bridgehead_1500275603).

An integration with lanes of its own has exactly those, the others share what is left (bridgehead_156224824287).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suiteplug.emulator.access.registry import Access

_SHARED = "shared"


class Lanes:
    """Counts what is in flight; nothing waits here, who finds no lane is refused.

    Attributes:
        limit: What the account is told that it has.
        beyond: What is let in over the limit, into the shared lanes.
        held: Lanes taken by nobody in particular, as other programs of the company would.
        peak: Most requests ever in flight at once.
        refused: Requests that found no lane.
    """

    def __init__(self, limit: int, access: Access, *, beyond: int = 0) -> None:
        self.limit = limit
        self.beyond = beyond
        self.held = 0
        self.peak = 0
        self.refused = 0
        self._access = access
        self._in_flight: Counter[str] = Counter()

    @property
    def in_flight(self) -> int:
        """Requests in flight now."""
        return self._in_flight.total()

    def enter(self, integration_id: str) -> str | None:
        """Take a lane: the pool to give it back to, or None when there is none left."""
        pool, limit = self._pool(integration_id)
        taken = self._in_flight[pool] + (self.held if pool == _SHARED else 0)
        if taken >= limit:
            self.refused += 1
            return None
        self._take(pool)
        return pool

    def occupy(self, integration_id: str) -> str:
        """Take a lane for work that is let in whatever the limit says; gives the pool."""
        pool, _ = self._pool(integration_id)
        self._take(pool)
        return pool

    def leave(self, pool: str) -> None:
        """Give a lane back."""
        self._in_flight[pool] -= 1

    def _take(self, pool: str) -> None:
        self._in_flight[pool] += 1
        self.peak = max(self.peak, self.in_flight)

    @property
    def reserved(self) -> int:
        """Lanes that belong to single integrations."""
        return sum(entry.concurrency_limit or 0 for entry in self._access.integrations.values())

    @property
    def unallocated(self) -> int:
        """Lanes that are not reserved for an integration; never less than one."""
        return max(1, self.limit - self.reserved)

    def _pool(self, integration_id: str) -> tuple[str, int]:
        """Which pool a request counts against, and its size."""
        integration = self._access.integrations.get(integration_id)
        if integration is not None and integration.concurrency_limit is not None:
            return integration_id, integration.concurrency_limit
        return _SHARED, self.unallocated + self.beyond
