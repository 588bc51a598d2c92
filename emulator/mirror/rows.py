"""Rows that the account itself gave: they stand in place of the projected ones until their record is changed.

Columns that were not asked for keep what is projected from the record.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.mirror.decoding import number_of
from suiteplug.emulator.suiteql.columns import Column, ColumnKind, Table

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from suiteplug.emulator.mirror.kept import KeptReplies
    from suiteplug.emulator.mirror.source import Rows
    from suiteplug.emulator.schema import RecordType
    from suiteplug.emulator.suiteql.catalogue import Catalogue
    from suiteplug.emulator.suiteql.local_time import LocalTime

Json = dict[str, Any]
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d):(\d\d):(\d\d))?")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NUMBERS = frozenset({ColumnKind.KEY, ColumnKind.REFERENCE, ColumnKind.NUMBER})
_TIMES = frozenset({ColumnKind.DATE, ColumnKind.MOMENT})
_LISTS_OF_ITEMS = ("item", "inventory", "member", "component")
_STAMPED = frozenset({"transaction", "entity", "item"})
_AMOUNTS = frozenset(
    {
        "total",
        "estimatedtotal",
        "payment",
        "exchangerate",
        "taxtotal",
        "shippingcost",
        "handlingcost",
        "discounttotal",
        "giftcertapplied",
        "amountremaining",
        "amountpaid",
    }
)
_UNSTAMPED = "2000-01-01"
_NUMBERED = {"line": 0, "lineNumber": 0}
_DECLARED = {"date": ColumnKind.DATE, "moment": ColumnKind.MOMENT}


def unknown_columns(tables: Mapping[str, Json], known: Mapping[str, Table], rows: Iterable[Rows]) -> dict[str, Json]:
    """Columns, and whole tables, that the emulator has not: letter of their kind by name.

    What holds numbers only is one; what a column without values holds nobody can say, so it is text.
    """
    found: dict[str, dict[str, str]] = {}
    for name, about in tables.items():
        columns = known[name].columns if name in known else {}
        new = {
            column: _DECLARED[kind].value if kind in _DECLARED else ""
            for column, kind in {**about["columns"], about["key"]: "value"}.items()
            if column not in columns and _NAME.fullmatch(column)
        }
        if new and _NAME.fullmatch(name):
            found[name] = new
    if any(not letter for letters in found.values() for letter in letters.values()):
        _vote(found, rows)
    return {name: dict(letters) for name, letters in found.items()}


def _vote(found: dict[str, dict[str, str]], rows: Iterable[Rows]) -> None:
    numbers, texts = ColumnKind.NUMBER.value, ColumnKind.TEXT.value
    open_columns = {name: {each for each, letter in letters.items() if not letter} for name, letters in found.items()}
    for each in rows:
        for column in open_columns.get(each.table, ()):
            for row in each.rows:
                if column in row and found[each.table][column] != texts:
                    found[each.table][column] = numbers if number_of(row[column]) is not None else texts
    for letters in found.values():
        letters.update({column: texts for column, letter in letters.items() if not letter})


def with_columns(
    tables: Mapping[str, Table], unknown: Mapping[str, Mapping[str, str]], keys: Mapping[str, str]
) -> dict[str, Table]:
    """The tables with what was not known of them."""
    extended = dict(tables)
    for name, letters in unknown.items():
        columns = [Column(column, ColumnKind(letter), column) for column, letter in letters.items()]
        known = extended.get(name)
        if known is not None:
            extended[name] = known.with_columns(columns)
        else:
            extended[name] = _new_table(name, keys[name], columns)
    return extended


def _new_table(name: str, key: str, columns: list[Column]) -> Table:
    by_name = {column.name: column for column in columns}
    by_name[key] = replace(by_name[key], kind=ColumnKind.KEY, not_null=True)
    display = next((each for each in ("name", "entityid", "tranid") if each in by_name), "")
    return Table(name, by_name, display, (key,) if key == "id" else ())


class RecordedRows:
    """Puts recorded rows in place of projected ones."""

    def __init__(self, kept: KeptReplies, tables: Mapping[str, Json], unknown: Mapping[str, Mapping[str, str]]) -> None:
        self._kept = kept
        self._tables = tables
        self._unknown = unknown

    @staticmethod
    def projectable(kind: RecordType, values: Json) -> Json:
        """A body as the projection takes it: what was recorded may lack what every record of the emulator has.

        Lines without an item have no rows of their own, lines without a number are numbered by their place; fields of
        types that the emulator does not know may hold anything.
        """
        if kind.kind in _STAMPED:
            values.setdefault("lastmodifieddate", values.get("lastmodified") or _UNSTAMPED)
        for name, value in values.items():
            odd_amount = name in _AMOUNTS and not isinstance(value, int | float | list)
            if odd_amount or (isinstance(value, dict) and not name.endswith("address")):
                values[name] = None
        if "inventorynumber" in values:
            values.setdefault("item", None)
        for name in _LISTS_OF_ITEMS:
            lines = values.get(name)
            if isinstance(lines, list):
                values[name] = [
                    {**_NUMBERED, **line, **{key: place for key in _NUMBERED if line.get(key) is None}}
                    for place, line in enumerate(lines, 1)
                    if line.get("item") is not None
                ]
        return values

    def extend(self, tables: Mapping[str, Table]) -> dict[str, Table]:
        """The tables of the account with columns that only the recorded rows have."""
        return with_columns(tables, self._unknown, {name: str(about["key"]) for name, about in self._tables.items()})

    def apply(self, db: sqlite3.Connection, catalogue: Catalogue, time: LocalTime, owner: tuple[str, int]) -> None:
        """Write the rows of one record, right after its own were projected."""
        found = self._kept.rows(*owner)
        stored = {table.name: table for table in catalogue.stored if table.name in self._tables} if found else {}
        for name, rows in found:
            table = stored.get(name)
            if table is not None:
                _Replacement(db, table, self._tables[name], time).write(owner[1], rows)


class _Replacement:
    """Rows of one table that belong to one record."""

    def __init__(self, db: sqlite3.Connection, table: Table, about: Json, time: LocalTime) -> None:
        self._db = db
        self._table = table
        self._key = str(about["key"])
        self._asked = [name for name in (*about["columns"], self._key) if name in table.columns]
        self._identity = [name for name in about.get("order") or (self._key,) if name in table.columns]
        self._time = time

    def write(self, owner: int, rows: list[dict[str, str]]) -> None:
        """Replace what was projected."""
        columns = list(self._table.columns)
        listed = ", ".join(f'"{name}"' for name in columns)
        where = f'FROM "{self._table.physical}" WHERE "{self._key}" = ?'
        found = self._db.execute(f"SELECT {listed} {where}", (owner,)).fetchall()
        projected = [dict(zip(columns, values, strict=True)) for values in found]
        known = {self._identity_of(row): row for row in projected}
        self._db.execute(f"DELETE {where}", (owner,))
        marks = ", ".join("?" * len(columns))
        # names are those of the emulator's own tables, or were checked when the file was read
        statement = f'INSERT OR REPLACE INTO "{self._table.physical}" ({listed}) VALUES ({marks})'  # noqa: S608
        for row in rows:
            told = {name: self._value(self._table.columns[name], row.get(name)) for name in self._asked}
            base = known.get(self._identity_of(told), {})
            merged = [self._merged(self._table.columns[name], base, told) for name in columns]
            self._db.execute(statement, merged)

    def _identity_of(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(row.get(name) for name in self._identity)

    @staticmethod
    def _merged(column: Column, base: Mapping[str, Any], told: Mapping[str, Any]) -> Any:
        value = told[column.name] if column.name in told else base.get(column.name)
        if value is None and column.kind is ColumnKind.BOOLEAN:
            return "F"
        if value is None and column.not_null:
            value = base.get(column.name)
            return value if value is not None else 0
        return value

    def _value(self, column: Column, text: str | None) -> Any:
        """A value as the emulator's tables hold it."""
        if text is None or text == "":
            return None
        if column.kind in _TIMES:
            return self._seconds(text)
        if column.kind in _NUMBERS:
            number = number_of(text)
            return text if number is None else int(number) if number.is_integer() else number
        return text

    def _seconds(self, text: str) -> int | None:
        """Account time; the rows tell it without a zone."""
        match = _MOMENT.fullmatch(text)
        if match is None:
            return None
        hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
        return self._time.of_day(match[1]) + (hours * 60 + minutes) * 60 + seconds
