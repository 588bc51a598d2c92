"""All tables of one account: the standard ones with its custom fields, and one per custom record type."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from suiteplug.emulator.suiteql.columns import Column, ColumnKind, Table, columns
from suiteplug.emulator.suiteql.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from suiteplug.emulator.mirror.rows import RecordedRows
    from suiteplug.emulator.schema import Field, RecordType, Schema

_COLUMN_KINDS = {
    "text": ColumnKind.TEXT,
    "integer": ColumnKind.NUMBER,
    "number": ColumnKind.NUMBER,
    "currency": ColumnKind.NUMBER,
    "boolean": ColumnKind.BOOLEAN,
    "date": ColumnKind.DATE,
    "datetime": ColumnKind.MOMENT,
    "reference": ColumnKind.REFERENCE,
    "enum": ColumnKind.CODE,
    "multiselect": ColumnKind.MANY,
}
_CUSTOM_RECORD = (
    Column("id", ColumnKind.KEY, "id", not_null=True),
    Column("name", ColumnKind.TEXT, "name"),
    Column("scriptid", ColumnKind.TEXT, "scriptid"),
    Column("externalid", ColumnKind.TEXT, "externalid"),
    Column("isinactive", ColumnKind.BOOLEAN, "isinactive"),
    Column("owner", ColumnKind.REFERENCE, "owner", target="employee"),
    Column("created", ColumnKind.MOMENT, "created"),
    Column("lastmodified", ColumnKind.MOMENT, "lastmodified"),
)


_DISPUTED = {
    "transaction": """
        total n, subsidiary >subsidiary, department >department, class >classification, location >location,
        createdfrom >transaction
    """,
    "transactionline": "amount n=netamount, account >account",
    "item": "type x=itemtype",
}
"""Behind ``Settings.suiteql_disputed_columns``."""


class Catalogue:
    """The tables of an account by name.

    Attributes:
        tables: Every table.
        stored: Those that have a SQLite table of their own.
    """

    def __init__(
        self, schema: Schema, *, one_world: bool, recorded: RecordedRows | None = None, disputed: bool = False
    ) -> None:
        self._schema = schema
        self._types: dict[str, list[RecordType]] = {}
        for record_type in schema.types:
            self._types.setdefault(self.table_of(record_type.name), []).append(record_type)
        tables = {table.name: self._extended(table) for table in TABLES}
        if disputed:
            tables |= {name: tables[name].with_columns(columns(text)) for name, text in _DISPUTED.items()}
        for record_type in schema.of_kind("custom"):
            tables[record_type.name.lower()] = self._custom(record_type)
        if recorded is not None:
            tables = recorded.extend(tables)
        if not one_world:
            tables = {name: _without_subsidiaries(table) for name, table in tables.items()}
        self.tables = tables
        self.stored = [table for table in tables.values() if not (table.storage or table.view)]
        self._views = [table for table in tables.values() if table.view]
        self.hidden_without_one_world = (
            frozenset() if one_world else frozenset(table.name for table in tables.values() if table.one_world)
        )

    def statements(self) -> Iterator[str]:
        """DDL of everything."""
        for table in (*self.stored, *self._views):
            yield from table.statements()

    def table_of(self, record_type: str) -> str:
        """Table that references to a record type point to."""
        found = self._schema.find(record_type)
        if found is None:
            return ""
        if found.kind == "transaction":
            return "transaction"
        if found.kind == "item" and found.name.lower() not in {"shipitem", "salestaxitem"}:
            return "item"
        return found.name.lower()

    def _extended(self, table: Table) -> Table:
        known = self._schema.find(table.name)
        permission = known.permission if known is not None and known.kind == "list" else table.permission
        return replace(table.with_columns(self._custom_columns(table)), permission=permission)

    def _custom_columns(self, table: Table) -> Iterator[Column]:
        if table.name == "transactionline":
            for record_type in self._schema.of_kind("transaction"):
                items = record_type.find_sublist("item")
                yield from self._columns_of(items.fields.values() if items is not None else ())
            return
        for record_type in self._types.get(table.name, ()):
            yield from self._columns_of(record_type.fields.values())

    def _columns_of(self, fields: Iterable[Field]) -> Iterator[Column]:
        return (self._column(field) for field in fields if field.custom and field.kind != "subrecord")

    def _column(self, field: Field) -> Column:
        name = field.name.lower()
        target = self.table_of(field.target[0]) if field.target else ""
        return Column(name, _COLUMN_KINDS[field.kind], name, target=target)

    def _custom(self, record_type: RecordType) -> Table:
        columns = {column.name: column for column in _CUSTOM_RECORD}
        columns |= {column.name: column for column in self._columns_of(record_type.fields.values())}
        name = record_type.name.lower()
        return Table(name, columns, display="name", indexes=("lastmodified",), permission=record_type.permission)


def _without_subsidiaries(table: Table) -> Table:
    """Accounts without OneWorld do not know the column (seen live on such an account)."""
    kept = {name: column for name, column in table.columns.items() if column.target != "subsidiary"}
    indexes = tuple(listed for listed in table.indexes if "subsidiary" not in listed)
    if "subsidiary" in table.primary or len(kept) == len(table.columns):
        return table
    return replace(table, columns=kept, indexes=indexes)
