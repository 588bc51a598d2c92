"""The gate of this process: how many of its requests may be in flight to one account, and who goes next.

NetSuite counts requests in flight per account, over all integrations together (Oracle help: section_1500275531), so
the gate belongs to the account and not to a client object, a thread or an event loop.
"""

from __future__ import annotations

import asyncio
import math
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suiteplug.connector.call import Priority
from suiteplug.connector.lanes.line import Waiter, WaitingLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.connector.lanes.line import Counts


@dataclass(frozen=True, slots=True)
class Lane:
    """The right to have one request in flight. ``lanes`` and ``in_flight`` tell how it stood when it was given."""

    priority: Priority
    lanes: int
    in_flight: int


@dataclass(frozen=True, slots=True)
class Need:
    """What a process does with its lanes now."""

    busy: Counts
    waiting: Counts


Turn = tuple[asyncio.AbstractEventLoop, "asyncio.Future[Lane]"]


class LaneGate:
    """Safe across threads and event loops.

    Attributes:
        lanes: Requests that may be in flight.
        for_all: How many of them calls that are not interactive may take.
        in_flight: Requests in flight now.
        peak: The most that ever were.
        unmet: Called when somebody has to wait, or a lane came free that is one too many; must not block.
        valid_until: Until when ``lanes`` holds, on ``clock``; later nobody is let in until it is set anew.
    """

    def __init__(
        self, lanes: int, *, for_all: int | None = None, clock: Callable[[], float] = lambda: -math.inf
    ) -> None:
        self.lanes = lanes
        self.for_all = lanes if for_all is None else for_all
        self.peak = 0
        self.unmet: Callable[[], None] = lambda: None
        self.valid_until = math.inf
        self._clock = clock
        self._busy = [0 for _ in Priority]
        self._lock = threading.Lock()
        self._line: WaitingLine[Turn] = WaitingLine()

    @property
    def in_flight(self) -> int:
        """Requests in flight now."""
        return sum(self._busy)

    @property
    def need(self) -> Need:
        """What is in flight and what waits."""
        with self._lock:
            interactive, write, bulk = self._busy
            return Need((interactive, write, bulk), self._line.counts)

    async def acquire(self, priority: Priority = Priority.WRITE, run: str = "") -> Lane:
        """Wait for a lane and take it; whoever gets one gives it back with ``release``."""
        with self._lock:
            if not len(self._line) and self._is_open() and self._has_room(priority):
                return self._take(priority)
            loop = asyncio.get_running_loop()
            turn: asyncio.Future[Lane] = loop.create_future()
            waiter = Waiter((loop, turn), priority, run)
            self._line.join(waiter)
            self._admit()
        self.unmet()
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release(turn.result())  # the lane was handed over in the same moment
            else:
                with self._lock:
                    self._line.leave(waiter)
            raise

    def release(self, lane: Lane) -> None:
        """Give the lane back; who waits longest goes first."""
        with self._lock:
            self._busy[lane.priority] -= 1
            self._admit()
            too_many = self.in_flight >= self.lanes
        if too_many:
            self.unmet()

    def resize(self, lanes: int, for_all: int | None = None, *, valid_until: float = math.inf) -> None:
        """Change the number of lanes; running requests are not interrupted."""
        with self._lock:
            self.lanes = lanes
            self.for_all = lanes if for_all is None else for_all
            self.valid_until = valid_until
            self._admit()

    def hold_still(self) -> Need:
        """Let no more in than are in now, so that what is told to others stays true until ``resize`` says otherwise."""
        with self._lock:
            self.lanes = min(self.lanes, self.in_flight)
            interactive, write, bulk = self._busy
            return Need((interactive, write, bulk), self._line.counts)

    def forget(self) -> None:
        """Begin anew in a forked child, whose parent goes on with everything that was in flight or waited."""
        self._lock = threading.Lock()
        self._busy = [0 for _ in Priority]
        self._line = WaitingLine()
        self.peak = 0

    def _is_open(self) -> bool:
        return self._clock() < self.valid_until

    def _has_room(self, priority: Priority) -> bool:
        if self.in_flight >= self.lanes:
            return False
        return priority is Priority.INTERACTIVE or self._general() < self.for_all

    def _general(self) -> int:
        return self._busy[Priority.WRITE] + self._busy[Priority.BULK]

    def _take(self, priority: Priority) -> Lane:
        self._busy[priority] += 1
        in_flight = self.in_flight
        self.peak = max(self.peak, in_flight)
        return Lane(priority, self.lanes, in_flight)

    def _admit(self) -> None:
        """Hand free lanes to those who wait."""
        here = _running_loop() if len(self._line) else None
        while len(self._line) and self.in_flight < self.lanes and self._is_open():
            waiter = self._line.next(interactive_only=self._general() >= self.for_all)
            if waiter is None:
                return
            loop, turn = waiter.value
            if loop is here:
                if not turn.done():
                    turn.set_result(self._take(waiter.priority))
                continue
            lane = self._take(waiter.priority)
            try:
                loop.call_soon_threadsafe(self._grant, turn, lane)
            except RuntimeError:  # that event loop is closed: its waiter will never run
                self._busy[lane.priority] -= 1

    def _grant(self, turn: asyncio.Future[Lane], lane: Lane) -> None:
        if turn.done():  # cancelled between the hand-over and now
            self.release(lane)
        else:
            turn.set_result(lane)


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
