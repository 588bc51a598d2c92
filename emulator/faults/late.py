"""Work that goes on after its caller has gone: NetSuite keeps at a request for up to 15 minutes, whoever still listens.

Oracle help: section_1540364662 tells that the outcome of a dropped request is unknown and the server works on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.core.lanes import Lanes
    from suiteplug.emulator.faults.kinds import Work


class _Waiting(NamedTuple):
    due: float
    number: int
    work: Work
    pool: str


class LateWork:
    """Requests whose callers are gone; each is done when the account's clock reaches its time, with the next request.

    Each takes a lane until then.
    """

    def __init__(self, clock: Clock, lanes: Lanes) -> None:
        self._clock = clock
        self._lanes = lanes
        self._waiting: list[_Waiting] = []
        self._count = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, seconds: float, integration_id: str, work: Work) -> None:
        """Do some work so many seconds from now."""
        self._count += 1
        pool = self._lanes.occupy(integration_id)
        self._waiting.append(_Waiting(self._clock.timestamp() + seconds, self._count, work, pool))

    async def run_due(self) -> None:
        """Do what is due, in the order it became so."""
        if not self._waiting:
            return
        now = self._clock.timestamp()
        due = sorted(entry for entry in self._waiting if entry.due <= now)
        self._waiting = [entry for entry in self._waiting if entry.due > now]
        for entry in due:
            self._lanes.leave(entry.pool)
            await entry.work()
