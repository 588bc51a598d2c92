"""Values that are remembered for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

T = TypeVar("T")


class Remembered(Generic[T]):
    """Values with the time they were fetched at; old ones are forgotten when asked for.

    ``most`` bounds how many are kept: the oldest goes first.
    """

    def __init__(self, now: Callable[[], datetime], keep: timedelta, most: int = 1000) -> None:
        self._now = now
        self._keep = keep
        self._most = most
        self._values: dict[str, tuple[datetime, T]] = {}

    def get(self, key: str) -> T | None:
        """The value; None when there is none or it is too old."""
        fetched_at, value = self._values.get(key, (None, None))
        if fetched_at is None or self._now() - fetched_at >= self._keep:
            self._values.pop(key, None)
            return None
        return value

    def put(self, key: str, value: T) -> T:
        """Remember the value, and give it back."""
        self._values.pop(key, None)
        self._values[key] = (self._now(), value)
        if len(self._values) > self._most:
            del self._values[next(iter(self._values))]
        return value
