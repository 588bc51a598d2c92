"""Turns at a key: one task at a time, first come, first served, across threads and event loops."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Waiter = tuple[asyncio.AbstractEventLoop, "asyncio.Future[None]"]


class Turns:
    """A lock per key. An ``asyncio.Lock`` would belong to one event loop; the synchronous front has its own."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: dict[str, deque[Waiter]] = {}  # a key is present while somebody holds it

    @asynccontextmanager
    async def of(self, key: str) -> AsyncIterator[None]:
        """Hold the key."""
        await self._take(key)
        try:
            yield
        finally:
            self._pass_on(key)

    async def _take(self, key: str) -> None:
        loop = asyncio.get_running_loop()
        with self._guard:
            queue = self._waiting.get(key)
            if queue is None:
                self._waiting[key] = deque()
                return
            turn: asyncio.Future[None] = loop.create_future()
            queue.append((loop, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._pass_on(key)  # the turn came in the same moment
            raise

    def _pass_on(self, key: str) -> None:
        """Give the key to the longest waiting, or free it."""
        with self._guard:
            queue = self._waiting[key]
            while queue:
                loop, turn = queue.popleft()
                try:
                    loop.call_soon_threadsafe(self._grant, key, turn)
                except RuntimeError:  # that event loop is closed: its waiter will never run
                    continue
                return
            del self._waiting[key]

    def _grant(self, key: str, turn: asyncio.Future[None]) -> None:
        if turn.done():  # cancelled while it was queued
            self._pass_on(key)
        else:
            turn.set_result(None)
