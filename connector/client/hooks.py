"""What the client tells observers about each attempt: shapes and times, never values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class AttemptDetails:
    """One attempt of one request. Times in seconds; ``status`` is None when no reply came.

    ``lanes`` and ``in_flight``: how many lanes this process had for the account, and how many requests were in flight
    with this one, when it got its lane.
    """

    account_id: str
    summary: str
    method: str
    path: str
    attempt: int
    status: int | None
    lane_wait_s: float
    duration_s: float
    reply_bytes: int
    failure: str
    wait_before_next_s: float | None
    operation_id: str
    lanes: int = 0
    in_flight: int = 0


class Hook(Protocol):
    """Called after each attempt, in the event loop: it must not block."""

    def __call__(self, details: AttemptDetails, /) -> None:
        """Take note of one attempt."""
        ...
