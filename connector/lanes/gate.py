"""The gate: how many requests of this process may be in flight to one account.

NetSuite counts requests in flight per account, over all integrations together (Oracle help: section_1500275531), so
the gate belongs to the account and not to a client object, a thread or an event loop.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from typing import TYPE_CHECKING, Self
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from types import TracebackType

_gates: WeakValueDictionary[str, LaneGate] = WeakValueDictionary()
_gates_lock = threading.Lock()


class LaneGate:
    """First come, first served; safe across threads and event loops.

    Attributes:
        size: Requests that may be in flight.
        in_flight: Requests in flight now.
        peak: The most that ever were.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.in_flight = 0
        self.peak = 0
        self._lock = threading.Lock()
        self._waiting: deque[tuple[asyncio.AbstractEventLoop, asyncio.Future[None]]] = deque()

    async def acquire(self) -> None:
        """Wait for a lane and take it."""
        with self._lock:
            if self.in_flight < self.size and not self._waiting:
                self._take()
                return
            loop = asyncio.get_running_loop()
            turn: asyncio.Future[None] = loop.create_future()
            self._waiting.append((loop, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release()  # the lane was handed over in the same moment
            raise

    def release(self) -> None:
        """Give the lane back, to the longest waiting first."""
        with self._lock:
            self.in_flight -= 1
            self._admit()

    def resize(self, size: int) -> None:
        """Change the number of lanes; running requests are not interrupted."""
        with self._lock:
            self.size = size
            self._admit()

    def _take(self) -> None:
        self.in_flight += 1
        self.peak = max(self.peak, self.in_flight)

    def _admit(self) -> None:
        while self._waiting and self.in_flight < self.size:
            loop, turn = self._waiting.popleft()
            if turn.cancelled():
                continue
            self._take()
            try:
                loop.call_soon_threadsafe(self._grant, turn)
            except RuntimeError:  # that event loop is closed: its waiter will never run
                self.in_flight -= 1

    def _grant(self, turn: asyncio.Future[None]) -> None:
        if turn.done():  # cancelled between the hand-over and now
            self.release()
        else:
            turn.set_result(None)

    async def __aenter__(self) -> Self:
        """Take a lane."""
        await self.acquire()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it back."""
        self.release()


def gate_for(account: str, size: int) -> LaneGate:
    """The gate that all connections of this process to ``account`` share. The smallest size asked for counts."""
    with _gates_lock:
        gate = _gates.get(account)
        if gate is None:
            gate = _gates[account] = LaneGate(size)
        elif size < gate.size:
            gate.resize(size)
        return gate
