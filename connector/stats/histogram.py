"""Times in buckets that grow by a fifth: percentiles within ten percent from a few numbers that add up. Pure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_GROWTH = 1.2
_SMALLEST_S = 0.0005


def bucket_of(seconds: float) -> int:
    """The bucket of a time; 0 holds everything below half a millisecond."""
    return 0 if seconds < _SMALLEST_S else 1 + int(math.log(seconds / _SMALLEST_S, _GROWTH))


def middle_of(bucket: int) -> float:
    """Seconds that stand for a bucket: the geometric middle."""
    return _SMALLEST_S * _GROWTH ** (bucket - 0.5) if bucket else _SMALLEST_S / 2


def percentile(counts: Mapping[int, float], share: float) -> float | None:
    """The time that ``share`` of all stay within, in seconds; None without any."""
    total = sum(counts.values())
    if not total:
        return None
    wanted, seen = share * total, 0.0
    for bucket in sorted(counts):
        seen += counts[bucket]
        if seen >= wanted:
            return middle_of(bucket)
    return middle_of(max(counts))
