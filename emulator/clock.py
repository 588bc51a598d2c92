"""The account's own time: real time plus a shift, or a frozen instant."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import NamedTuple


class ClockHands(NamedTuple):
    """How a clock is set: what ``hands`` gives can be given back to it later."""

    frozen_at: datetime | None
    shift_s: float


class Clock:
    """Tells the time to every part of the account, so that tests can move it instead of waiting."""

    def __init__(self, frozen_at: datetime | None = None) -> None:
        self._frozen_at = frozen_at
        self._shift_s = 0.0

    def timestamp(self) -> float:
        """Seconds since 1970 in UTC."""
        base = time.time() if self._frozen_at is None else self._frozen_at.timestamp()
        return base + self._shift_s

    def now(self) -> datetime:
        """Aware UTC time."""
        return datetime.fromtimestamp(self.timestamp(), UTC)

    @property
    def hands(self) -> ClockHands:
        """How the clock is set."""
        return ClockHands(self._frozen_at, self._shift_s)

    @hands.setter
    def hands(self, hands: ClockHands) -> None:
        self._frozen_at, self._shift_s = hands

    def shift(self, by: timedelta) -> None:
        """Move the time on (or back, with a negative ``by``), frozen or not."""
        self._shift_s += by.total_seconds()

    def freeze(self, at: datetime | None = None) -> None:
        """Stop the time at ``at`` (aware), or where it stands."""
        self._frozen_at = at if at is not None else self.now()
        self._shift_s = 0.0

    def thaw(self) -> None:
        """Go on from real time, without a shift."""
        self._frozen_at = None
        self._shift_s = 0.0
