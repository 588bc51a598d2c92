"""What this room needs of the world outside; replaced in tests."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """``monotonic`` and ``wall`` in seconds, of which the first may stand still while the machine sleeps."""

    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep


@dataclass(slots=True)
class Stopwatch:
    """Seconds that have passed: by the clock, or by what was slept where that is more (a test's clock stands still)."""

    clock: Clock
    ahead_s: float = 0.0
    _started: float = field(init=False)
    _started_at: float = field(init=False)
    _slept: float = 0.0

    def __post_init__(self) -> None:
        self._started = self.clock.monotonic()
        self._started_at = self.clock.wall()

    @property
    def passed_s(self) -> float:
        """Seconds since the start, and what had passed before it."""
        return self.ahead_s + max(self._slept, self.clock.monotonic() - self._started)

    @property
    def longest_s(self) -> float:
        """Seconds that may have passed, a machine that slept included."""
        return max(self.passed_s, self.ahead_s + self.clock.wall() - self._started_at)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self.clock.sleep(seconds)
        await asyncio.sleep(0)  # others get their turn also where nobody really sleeps
        self._slept += seconds
