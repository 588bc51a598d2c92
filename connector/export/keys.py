"""By which column a result is cut into slices. Pure.

Any column will do for completeness: every row has one value of it, and those without a value are a slice of their
own. A unique one makes slices of one page each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from suiteplug.connector.errors import InputError
from suiteplug.connector.suiteql.kinds import Kind, kind_of
from suiteplug.connector.suiteql.statement import MAX_COLUMNS

if TYPE_CHECKING:
    from suiteplug.connector.suiteql.statement import Output, Statement

HIDDEN = "suiteplug_key"
"""Name of the key in rows whose query does not ask for it; it is taken out again."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?")
_TIME = "YYYY-MM-DD HH24:MI:SS"

_OWN_KEYS = {
    "transactionline": ("uniquekey", True),
    "transactionaccountingline": ("transaction", False),
    "inventoryitemlocations": ("item", False),
    "aggregateitemlocation": ("item", False),
    "inventorybalance": ("item", False),
    "pricing": ("item", False),
    "itemvendor": ("item", False),
    "deletedrecord": ("recordid", False),
    "nexttransactionlink": ("previousdoc", False),
    "nexttransactionlinelink": ("previousdoc", False),
    "previoustransactionlink": ("nextdoc", False),
    "previoustransactionlinelink": ("nextdoc", False),
    "customersubsidiaryrelationship": ("entity", False),
    "vendorsubsidiaryrelationship": ("entity", False),
}
"""Tables without ``id``, or whose ``id`` is not unique; True where the column is."""


class Cut(StrEnum):
    """Where the condition on the key goes: into the statement's own WHERE, or around the whole statement."""

    INSIDE = "inside"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class Key:
    """The column to cut by.

    Attributes:
        expression: How the statement calls it.
        output: Its key in a row.
        cut: Where conditions on it go.
        hidden: Whether it is added to the outputs, and taken out of the rows.
        unique: Whether no two rows share a value.
        is_time: Whether its values are dates, which are compared as such.
    """

    expression: str
    output: str
    cut: Cut
    hidden: bool = False
    unique: bool = False
    is_time: bool = False

    @property
    def as_text(self) -> str:
        """The value as text that ``bound`` understands."""
        return f"TO_CHAR({self.expression}, '{_TIME}')" if self.is_time else self.expression

    @property
    def bound(self) -> str:
        """The mark for a value to compare with."""
        return f"TO_DATE(?, '{_TIME}')" if self.is_time else "?"


def choose_key(statement: Statement, wanted: str = "") -> Key | None:
    """The key to cut a statement by; ``wanted`` is an output of it or a column of its tables. None without one.

    Raises:
        InputError: The key that was asked for cannot be used with this statement.
    """
    if wanted:
        return _asked_for(statement, wanted.strip())
    if statement.source is not None:
        column, unique = _OWN_KEYS.get(statement.source.table, ("id", True))
        expression = f"{statement.source.name}.{column}"
        return _inside(statement, expression, unique=unique and not statement.source.joined)
    for output in statement.outputs or ():
        if output.key in {"id", "uniquekey", "internalid"}:
            return _around(output)
    return None


def _asked_for(statement: Statement, wanted: str) -> Key:
    if not _NAME.fullmatch(wanted):
        raise InputError(
            f"'{wanted}' is no name of a column.",
            code="KEY_UNKNOWN",
            field="key",
            fix="Give the name of a column, such as id or t.id, without anything else.",
        )
    output = next((output for output in statement.outputs or () if output.key == wanted.lower()), None)
    if statement.source is not None and (output is None or output.column):
        name = output.column if output else wanted
        expression = name if "." in name or statement.source.joined else f"{statement.source.name}.{name}"
        return _inside(statement, expression, unique=False)
    if output is None:
        known = ", ".join(output.key for output in statement.outputs or () if output.key)
        raise InputError(
            f"'{wanted}' is no column of the result.",
            code="KEY_UNKNOWN",
            field="key",
            cause="A query that groups, limits or joins results can only be cut by what it gives. Nothing was sent.",
            fix=f"Give one of: {known}." if known else "Name the columns of the query, with an alias for each.",
        )
    return _around(output)


def _inside(statement: Statement, expression: str, *, unique: bool) -> Key:
    column = expression.rpartition(".")[2].lower()
    outputs = statement.outputs or ()
    shown = next((output for output in outputs if output.column.lower() in {expression.lower(), column}), None)
    is_time = _is_time(shown.kind if shown else _kind(statement, column))
    if shown is not None and not is_time:
        return Key(expression, shown.key, Cut.INSIDE, unique=unique)
    room = len(outputs) < MAX_COLUMNS
    return Key(expression, HIDDEN if room else "", Cut.INSIDE, hidden=room, unique=unique, is_time=is_time)


def _around(output: Output) -> Key:
    # what only looks like a date, such as the text of TO_CHAR, is compared as the text that it is
    is_time = bool(output.column) and _is_time(output.kind)
    return Key(output.key, HIDDEN if is_time else output.key, Cut.AROUND, hidden=is_time, is_time=is_time)


def _kind(statement: Statement, column: str) -> Kind | None:
    return kind_of(statement.source.table, column) if statement.source else None


def _is_time(kind: Kind | None) -> bool:
    return kind in {Kind.DATE, Kind.DATE_TIME}
