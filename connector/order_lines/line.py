"""One line of an order, bill or other source, and what of it is left for the next step."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line. ``why_not`` says why nothing can be done with it; empty for an open line.

    ``countless``: it has no quantity, like a discount; it can be taken along, but not in part.
    """

    line: int
    item_id: str
    item: str
    ordered: Decimal
    left: Decimal
    location_id: str | None
    why_not: str = ""
    countless: bool = False


def reference(value: Any) -> tuple[str, str]:
    """(ID, name) of a reference as a record shows it; empty texts for none."""
    if isinstance(value, dict):
        return str(value.get("id") or ""), str(value.get("refName") or "")
    return ("", "") if value is None else (str(value), "")


def number(value: Any) -> Decimal | None:
    """A quantity or amount; None where there is none."""
    return None if value is None or value == "" else Decimal(str(value))


def as_number(value: Decimal) -> int | float:
    """A JSON number: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
