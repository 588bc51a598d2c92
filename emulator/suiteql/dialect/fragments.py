"""Pieces of SQLite SQL with what is known about their value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from suiteplug.emulator.suiteql.columns import Column, ColumnKind

if TYPE_CHECKING:
    from collections.abc import Sequence


class ValueKind(Enum):
    """Types that Oracle Database keeps apart; UNKNOWN is NULL or a bound parameter."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    UNKNOWN = "unknown"
    CONDITION = "condition"


_OF_COLUMN = {
    ColumnKind.KEY: ValueKind.NUMBER,
    ColumnKind.REFERENCE: ValueKind.NUMBER,
    ColumnKind.NUMBER: ValueKind.NUMBER,
    ColumnKind.DATE: ValueKind.DATE,
    ColumnKind.MOMENT: ValueKind.DATE,
}
_TO_COLUMN = {ValueKind.NUMBER: ColumnKind.NUMBER, ValueKind.DATE: ColumnKind.MOMENT}


@dataclass(frozen=True, slots=True)
class Fragment:
    """SQL text of one expression.

    Attributes:
        column: The column, when the expression is nothing else.
        owner: SQL alias of the table that column belongs to.
        literal: Text of a string or number literal.
        whole: A number that is always an integer.
        not_null: Never NULL.
    """

    sql: str
    kind: ValueKind
    column: Column | None = None
    owner: str = ""
    literal: str | None = None
    whole: bool = False
    not_null: bool = False

    @property
    def is_parameter(self) -> bool:
        """Whether this is a bound parameter."""
        return self.sql.startswith(":p")


NULL = Fragment("NULL", ValueKind.UNKNOWN)


def kind_of(column: Column) -> ValueKind:
    """Value kind of a column."""
    return _OF_COLUMN.get(column.kind, ValueKind.TEXT)


def column_for(name: str, fragment: Fragment, *, keep_target: bool) -> Column:
    """The column a derived table offers for one of its outputs."""
    source = fragment.column
    if source is not None:
        return Column(name, source.kind, name, source.target if keep_target else "", source.labels, not_null=False)
    kind = ColumnKind.KEY if fragment.whole else _TO_COLUMN.get(fragment.kind, ColumnKind.TEXT)
    return Column(name, kind, name)


def quote(text: str) -> str:
    """A SQLite string literal."""
    escaped = text.replace("'", "''")
    return f"'{escaped}'"


def identifier(name: str) -> str:
    """A quoted SQLite identifier."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def number(sql: str, *, whole: bool = False) -> Fragment:
    """A number."""
    return Fragment(sql, ValueKind.NUMBER, whole=whole)


def text(sql: str) -> Fragment:
    """A text that is never the empty string."""
    return Fragment(sql, ValueKind.TEXT)


def emptied(sql: str) -> Fragment:
    """A text that may come out empty, which to Oracle is NULL."""
    return Fragment(f"NULLIF({sql}, '')", ValueKind.TEXT)


def date(sql: str) -> Fragment:
    """A date."""
    return Fragment(sql, ValueKind.DATE)


def condition(sql: str) -> Fragment:
    """A condition: it may stand where a condition is asked for, and nowhere else."""
    return Fragment(sql, ValueKind.CONDITION)


def listed(fragments: Sequence[Fragment]) -> str:
    """SQL of several fragments, comma-separated."""
    return ", ".join(fragment.sql for fragment in fragments)
