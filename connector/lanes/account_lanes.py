"""One account as this process sees it: its gate, its health, and the store that other processes share."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from suiteplug.connector.call import Priority
from suiteplug.connector.lanes.gate import Lane, LaneGate
from suiteplug.connector.lanes.health import Barrier, Health, Note, Sign, barrier, with_note, with_probe
from suiteplug.connector.lanes.size import Terms, ceiling, lanes_now

if TYPE_CHECKING:
    from collections.abc import Callable

if hasattr(time, "CLOCK_BOOTTIME"):  # goes on while the machine sleeps, as leases elsewhere do

    def steady() -> float:
        """Seconds that never jump."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)
else:
    steady = time.monotonic


class AccountLanes:
    """The lanes of an account, for all clients of this process. Safe across threads and event loops.

    Attributes:
        gate: Who waits here for a lane, and how many there are.
    """

    def __init__(self, terms: Terms, *, clock: Callable[[], float] = steady) -> None:
        self._terms = [terms]
        self._clock = clock
        self._lock = threading.Lock()
        self._health = Health()
        self._accepted: set[str] = set()
        self.gate = LaneGate(ceiling(terms, None), clock=clock)
        self._resize()

    async def acquire(self, priority: Priority = Priority.WRITE, run: str = "") -> Lane:
        """Wait for a lane; give it back with ``release``."""
        return await self.gate.acquire(priority, run)

    def release(self, lane: Lane) -> None:
        """Give a lane back."""
        self.gate.release(lane)

    def barrier(self, door: str) -> Barrier | None:
        """What stands in the way of a new call; None: nothing."""
        health = self._health
        if not health.down.is_open and not health.sign_in:
            return None
        return barrier(health, door, self._clock())

    async def probe(self, door: str) -> bool:
        """Whether the caller is the one that tests the way back."""
        with self._lock:
            now = self._clock()
            found = barrier(self._health, door, now)
            if found is not None and found.wait_s > 0:
                return False
            self._health = with_probe(self._health, door, now)
            return True

    def was_accepted(self, door: str) -> bool:
        """Whether NetSuite has let this process in through ``door`` before, and has not refused it since."""
        return door in self._accepted

    def note(self, note: Note) -> None:
        """Learn from an attempt."""
        if note.sign is Sign.FINE:
            self._accepted.add(note.door)
        elif note.sign is Sign.SIGN_IN:
            self._accepted.discard(note.door)
        with self._lock:
            before = self._health
            self._health = with_note(before, note, self._most(), self._clock())
            changed = self._health is not before
        if changed or self._health.shrunk is not None:
            self._resize()

    def join(self, terms: Terms) -> None:
        """One more client works with the account; of different wishes the smallest counts."""
        with self._lock:
            self._terms.append(terms)
        self._resize()

    async def leave(self, terms: Terms) -> None:
        """A client is closed."""
        with self._lock, suppress(ValueError):
            if len(self._terms) > 1:
                self._terms.remove(terms)
        self._resize()

    def _most(self) -> int:
        return min(ceiling(terms, self._health.told) for terms in self._terms)

    def _resize(self) -> None:
        lanes = lanes_now(self._most(), self._health.shrunk, self._clock())
        reserved = min(max(terms.interactive_only for terms in self._terms), lanes - 1)
        if (lanes, lanes - reserved) != (self.gate.lanes, self.gate.for_all):
            self.gate.resize(lanes, lanes - reserved)
