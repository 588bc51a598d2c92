"""WHERE conditions with bound values. A value never becomes part of the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suiteplug.connector.suiteql.binding import Param


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition and the values of its ``?``."""

    sql: str
    params: tuple[Param, ...] = ()


Build = Callable[[Any], Condition]
"""From the value of an input to its condition."""


def equals(column: str) -> Build:
    """The column has exactly this value."""
    return lambda value: Condition(f"{column} = ?", (value,))


def same_text(column: str) -> Build:
    """The same text, upper or lower case; NetSuite compares by case."""
    return lambda value: Condition(f"LOWER({column}) = LOWER(?)", (value,))


def contains(*columns: str) -> Build:
    """Some column contains the text, upper or lower case. INSTR, because % and _ are no wildcards there."""
    sql = " OR ".join(f"INSTR(LOWER({column}), LOWER(?)) > 0" for column in columns)
    return lambda value: Condition(f"({sql})", (value,) * len(columns))


def flag(column: str) -> Build:
    """A checkbox; some are NULL instead of 'F'."""
    return lambda value: Condition(f"NVL({column}, 'F') = ?", (bool(value),))


def among(column: str, values: Callable[[Any], tuple[str, ...]] = tuple) -> Build:
    """The column is one of the values."""

    def build(value: Any) -> Condition:
        wanted = values(value)
        return Condition(f"{column} IN ({', '.join('?' for _ in wanted)})", wanted)

    return build


def from_day(column: str) -> Build:
    """On that day or later."""
    return lambda value: Condition(f"{column} >= TO_DATE(?, 'YYYY-MM-DD')", (_day(value),))


def to_day(column: str) -> Build:
    """On that day or earlier, whatever the time of day."""
    return lambda value: Condition(f"{column} < TO_DATE(?, 'YYYY-MM-DD')", (_day(value + timedelta(days=1)),))


def before_day(column: str) -> Build:
    """Before that day."""
    return lambda value: Condition(f"{column} < TO_DATE(?, 'YYYY-MM-DD')", (_day(value),))


def since(column: str) -> Build:
    """At that moment or later, to the second."""
    return lambda value: Condition(
        f"{column} >= TO_DATE(?, 'YYYY-MM-DD HH24:MI:SS')", (value.strftime("%Y-%m-%d %H:%M:%S"),)
    )


def only(sql: str) -> Build:
    """A condition that holds when a switch is on; off, it says nothing."""
    return lambda value: Condition(sql if value else "")


def within(column: str, subquery: str) -> Build:
    """The column is among the results of a sub-select with one ``?``."""
    return lambda value: Condition(f"{column} IN ({subquery})", (value,))


def _day(value: date | datetime) -> str:
    return value.strftime("%Y-%m-%d")
