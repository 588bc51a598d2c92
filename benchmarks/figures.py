"""How figures are taken in turn and printed."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def in_turn(first: Callable[[], float], second: Callable[[], float], rounds: int) -> tuple[list[float], list[float]]:
    """Measure two things alternately, so that a drifting machine hits both; one warm-up each is thrown away."""
    first(), second()
    pairs = [(first(), second()) for _ in range(rounds)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def ratio(ours: Sequence[float], baseline: Sequence[float]) -> float:
    """Median of the pairwise ratios."""
    return statistics.median(a / b for a, b in zip(ours, baseline, strict=True))


def show(what: str, value: str, goal: str) -> None:
    """One line: what, the figure, what is to be reached."""
    print(f"{what:<58} {value:>22}   goal {goal}", flush=True)
