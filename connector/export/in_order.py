"""Work side by side, results in order: at most so many pieces ahead of the one that is wanted next."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable

W = TypeVar("W")
R = TypeVar("R")


async def in_order(
    work: AsyncIterator[W], do: Callable[[W], Awaitable[R]], *, ahead: int
) -> AsyncGenerator[tuple[W, R]]:
    """Do each piece of ``work``; give the results in its order.

    New pieces begin only while fewer than ``ahead`` are under way or wait to be taken, so a slow taker slows the
    work and memory stays bounded. Whoever stops taking early closes the iterator; what is under way is cancelled.
    """
    under_way: deque[tuple[W, asyncio.Task[R]]] = deque()
    exhausted = False
    try:
        while True:
            while not exhausted and len(under_way) < ahead:
                try:
                    piece = await anext(work)
                except StopAsyncIteration:
                    exhausted = True
                else:
                    under_way.append((piece, asyncio.ensure_future(do(piece))))
            if not under_way:
                return
            piece, task = under_way.popleft()
            try:
                result = await task
            except BaseException:
                task.cancel()
                raise
            yield piece, result
    finally:
        for _, task in under_way:
            task.cancel()
        await asyncio.gather(*(task for _, task in under_way), return_exceptions=True)
