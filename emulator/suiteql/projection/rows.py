"""Rows for the query tables, made from named values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.emulator.suiteql.columns import ColumnKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping

    from suiteplug.emulator.suiteql.columns import Table
    from suiteplug.emulator.suiteql.local_time import LocalTime

    Values = Mapping[str, Any]
    Converter = Callable[[Any], Any]

_LARGEST = 2.0**63
_DAY_LENGTH = len("2026-08-12")


class RowWriter:
    """Writes rows of one table; values come by the record's own lower-case field names.

    Tables are wide and rows are sparse, so a row names only the columns it has values for; one statement is kept per
    set of names.
    """

    def __init__(self, db: sqlite3.Connection, table: Table, time: LocalTime) -> None:
        self._db = db
        self._time = time
        self._physical = table.physical
        converters = self._converters()
        self._columns: dict[str, list[tuple[str, Converter]]] = {}
        # Only records that were loaded as they are can lack what these columns hold.
        # Check boxes are off by default.
        self._never_null = {
            column.name
            for column in table.columns.values()
            if column.not_null and column.kind is not ColumnKind.BOOLEAN and (column.name,) != table.primary
        }
        for column in table.columns.values():
            convert = converters[column.kind]
            self._columns.setdefault(column.key, []).append(
                (column.name, _never_none(convert) if column.not_null else convert)
            )
        self._plans: dict[tuple[str, ...], tuple[str, list[tuple[str, Converter]]]] = {}
        self._delete = f'DELETE FROM "{table.physical}"'

    def _converters(self) -> dict[ColumnKind, Converter]:
        return {
            ColumnKind.KEY: _whole,
            ColumnKind.REFERENCE: _whole,
            ColumnKind.NUMBER: _number,
            ColumnKind.TEXT: _text,
            ColumnKind.CODE: _text,
            ColumnKind.BOOLEAN: _flag,
            ColumnKind.DATE: self._seconds,
            ColumnKind.MOMENT: self._seconds,
            ColumnKind.MANY: _many,
        }

    def _seconds(self, value: Any) -> int | None:
        if isinstance(value, str):
            try:
                return self._time.of_day(value) if len(value) == _DAY_LENGTH else self._time.of_moment(value)
            except ValueError:
                # A record that was loaded may hold another text where the emulator knows a date.
                return None
        return value if isinstance(value, int) else None

    def write(self, rows: Iterable[Values]) -> None:
        """Insert rows, or replace those with the same key."""
        for values in rows:
            names = tuple(values)
            plan = self._plans.get(names)
            if plan is None:
                plan = self._plans[names] = self._plan(names)
            statement, converters = plan
            self._db.execute(statement, [convert(values[key]) for key, convert in converters])

    def _plan(self, keys: tuple[str, ...]) -> tuple[str, list[tuple[str, Converter]]]:
        """The insert for rows with these values, and how each is converted."""
        fed = [(name, key, convert) for key in keys for name, convert in self._columns.get(key, ())]
        missing = sorted(self._never_null - {name for name, _, _ in fed})
        names = ", ".join(f'"{name}"' for name in (*(name for name, _, _ in fed), *missing))
        marks = ", ".join((*("?" * len(fed)), *("0" for _ in missing)))
        statement = f'INSERT OR REPLACE INTO "{self._physical}" ({names}) VALUES ({marks})'
        return statement, [(key, convert) for _, key, convert in fed]

    def remove(self, column: str, value: int) -> None:
        """Delete the rows of one owner."""
        self._db.execute(f'{self._delete} WHERE "{column}" = ?', (value,))

    def clear(self) -> None:
        """Delete every row."""
        self._db.execute(self._delete)


def lowered(body: Mapping[str, Any]) -> dict[str, Any]:
    """A body, or a line, by lower-case names."""
    return {name.lower(): value for name, value in body.items()}


def _never_none(convert: Converter) -> Converter:
    def converted(value: Any) -> Any:
        found = convert(value)
        return 0 if found is None else found

    return converted


def _whole(value: Any) -> Any:
    if value is None or isinstance(value, int):
        return value
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        # Some IDs are codes (account types); they are kept as they are.
        return value if isinstance(value, str) else None
    return number if abs(number) < _LARGEST else str(value)


def _number(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST:
        return int(value)
    return None if isinstance(value, list | dict) else value


def _text(value: Any) -> Any:
    if value is None or value == "":
        return None
    return value if isinstance(value, str) else str(value)


def _flag(value: Any) -> str:
    return "T" if value is True or value == "T" else "F"


def _many(value: Any) -> str | None:
    if not value:
        return None
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
