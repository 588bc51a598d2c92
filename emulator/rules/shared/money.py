"""Amounts and rates: half-up rounding to the precision of the currency."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

_STEPS = {places: Decimal(1).scaleb(-places) for places in range(9)}


def money(value: float | Decimal, places: int = 2) -> float:
    """``value`` rounded half up, as amounts are stored."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return float(exact.quantize(_STEPS[places], ROUND_HALF_UP))


def exact(value: Any) -> Decimal:
    """A stored number as the decimal it shows; None counts as zero."""
    if value is None:
        return Decimal(0)
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def amount_of(quantity: Any, rate: Any, places: int = 2) -> float:
    """Quantity times rate."""
    return money(exact(quantity) * exact(rate), places)


def number(value: Any) -> float:
    """A stored number, zero when there is none."""
    return float(value) if value else 0.0


def tidy(value: float) -> float:
    """A quantity without the dust of binary addition."""
    return round(value, 8)
