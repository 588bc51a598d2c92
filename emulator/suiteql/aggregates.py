"""Aggregates that SQLite does not have."""

from __future__ import annotations

import math
from functools import cmp_to_key
from statistics import StatisticsError, correlation, covariance, median, stdev, variance
from typing import Any


def compare(a: tuple[Any, ...], b: tuple[Any, ...], directions: str) -> int:
    """Order of two keys; NULL is greater than everything, as in Oracle."""
    for left, right, direction in zip(a, b, directions, strict=True):
        if left == right:
            continue
        greater = left is None or (right is not None and left > right)
        return 1 if greater == (direction == "+") else -1
    return 0


class _Listagg:
    """``LISTAGG``: flags are ``A`` or ``D`` (distinct) and ``+`` or ``-`` per key."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, tuple[Any, ...]]] = []
        self._flags = "A"
        self._separator = ""

    def step(self, flags: str, value: Any, separator: str, *keys: Any) -> None:
        """Take a row."""
        self._flags, self._separator = flags, separator
        if value is not None:
            self._rows.append((str(value), keys))

    def _compare(self, a: tuple[str, tuple[Any, ...]], b: tuple[str, tuple[Any, ...]]) -> int:
        return compare(a[1], b[1], self._flags[1:])

    def finalize(self) -> str | None:
        """The joined values; NULL without any."""
        if self._flags[1:]:
            self._rows.sort(key=cmp_to_key(self._compare))
        values = [value for value, _ in self._rows]
        if self._flags[0] == "D":
            values = list(dict.fromkeys(values))
        return self._separator.join(values) if values else None


class _Keep:
    """``KEEP (DENSE_RANK FIRST|LAST ORDER BY …)``: aggregates the rows that come first or last."""

    def __init__(self) -> None:
        self._best: tuple[Any, ...] | None = None
        self._values: list[Any] = []
        self._function = ""

    def step(self, function: str, flags: str, value: Any, *keys: Any) -> None:
        """Take a row."""
        self._function = function
        order = 0 if self._best is None else compare(keys, self._best, flags[1:])
        if flags[0] == "L":
            order = -order
        if self._best is None or order < 0:
            self._best, self._values = keys, [value]
        elif order == 0:
            self._values.append(value)

    def finalize(self) -> Any:
        """The aggregate of what was kept."""
        values = [value for value in self._values if value is not None]
        if self._function == "COUNT":
            return len(values)
        if not values:
            return None
        if self._function == "AVG":
            return math.fsum(values) / len(values)
        if self._function == "SUM":
            return sum(values)
        return min(values) if self._function == "MIN" else max(values)


class _Numbers:
    """Collects numbers."""

    def __init__(self) -> None:
        self._values: list[float] = []

    def step(self, value: float | None) -> None:
        """Take a row."""
        if value is not None:
            self._values.append(value)


class _Median(_Numbers):
    def finalize(self) -> float | None:
        """The middle value."""
        return median(self._values) if self._values else None


class _Variance(_Numbers):
    def finalize(self) -> float | None:
        """0 for one value, as in Oracle."""
        if len(self._values) < 2:  # noqa: PLR2004 - a sample needs two
            return 0 if self._values else None
        return variance(self._values)


class _Stddev(_Numbers):
    def finalize(self) -> float | None:
        """0 for one value, as in Oracle."""
        if len(self._values) < 2:  # noqa: PLR2004 - a sample needs two
            return 0 if self._values else None
        return stdev(self._values)


class _Pairs:
    """Collects pairs of numbers."""

    def __init__(self) -> None:
        self._left: list[float] = []
        self._right: list[float] = []

    def step(self, left: float | None, right: float | None) -> None:
        """Take a row."""
        if left is not None and right is not None:
            self._left.append(left)
            self._right.append(right)


class _Correlation(_Pairs):
    def finalize(self) -> float | None:
        """Pearson's; NULL where it is not defined."""
        try:
            return correlation(self._left, self._right)
        except StatisticsError:
            return None


class _SampleCovariance(_Pairs):
    def finalize(self) -> float | None:
        """NULL for fewer than two pairs."""
        return covariance(self._left, self._right) if len(self._left) > 1 else None


class _PopulationCovariance(_Pairs):
    def finalize(self) -> float | None:
        """NULL without pairs."""
        count = len(self._left)
        if count < 2:  # noqa: PLR2004 - a single pair does not vary
            return 0 if count else None
        return covariance(self._left, self._right) * (count - 1) / count


AGGREGATES: dict[str, type] = {
    "ns_listagg": _Listagg,
    "ns_keep": _Keep,
    "ns_median": _Median,
    "ns_variance": _Variance,
    "ns_stddev": _Stddev,
    "ns_corr": _Correlation,
    "ns_covar_samp": _SampleCovariance,
    "ns_covar_pop": _PopulationCovariance,
}
