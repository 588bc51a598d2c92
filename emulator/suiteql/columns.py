"""Tables and columns as SuiteQL shows them, and the short notation they are declared in.

A table is declared as text, one entry per column: ``name``, a kind letter, and ``=key`` when the record calls it
otherwise::

    id k, entityid s, parent >customer, isinactive b, datecreated t, creditlimit n

``k`` integer key · ``>table`` reference · ``n`` number · ``s`` text · ``x`` code · ``b`` ``T``/``F`` · ``d`` date ·
``t`` date with time · ``m`` several IDs (``m>table`` when they are references).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class ColumnKind(Enum):
    """What a column holds; the value is its letter in a declaration."""

    KEY = "k"
    REFERENCE = ">"
    NUMBER = "n"
    TEXT = "s"
    CODE = "x"
    BOOLEAN = "b"
    DATE = "d"
    MOMENT = "t"
    MANY = "m"


_AFFINITY = {
    ColumnKind.KEY: "INTEGER",
    ColumnKind.REFERENCE: "INTEGER",
    ColumnKind.NUMBER: "NUMERIC",
    ColumnKind.DATE: "INTEGER",
    ColumnKind.MOMENT: "INTEGER",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        target: Table a reference points to; its display column is what ``BUILTIN.DF`` shows.
        key: Lower-case name of the record field that feeds the column.
        labels: Dictionary of codes to labels (``type``, ``itemtype``, ...), for ``BUILTIN.DF`` of a code.
        not_null: Every row has a value; lets SQLite sort by index.
    """

    name: str
    kind: ColumnKind
    key: str
    target: str = ""
    labels: str = ""
    not_null: bool = False

    @property
    def ddl(self) -> str:
        """As SQLite declares it; dates are seconds since 1970 in account time, check boxes are off by default."""
        default = " DEFAULT 'F'" if self.kind is ColumnKind.BOOLEAN else ""
        return f'"{self.name}" {_AFFINITY.get(self.kind, "TEXT")}{default}{" NOT NULL" if self.not_null else ""}'


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        display: Column that ``BUILTIN.DF`` shows for a reference to a row.
        primary: Columns of the key; empty for a table without one.
        indexes: Columns, comma-separated, of each further index.
        permission: Permission a role needs to see the table at all; empty for tables everybody sees.
        one_world: The table exists only in OneWorld accounts.
        storage: Another table whose rows this one shows; empty for a table with rows of its own.
        view: SELECT over other tables that makes the rows; empty for a table that keeps them.
    """

    name: str
    columns: dict[str, Column]
    display: str = ""
    primary: tuple[str, ...] = ("id",)
    indexes: tuple[str, ...] = ()
    permission: str = ""
    one_world: bool = False
    storage: str = ""
    view: str = ""

    @property
    def physical(self) -> str:
        """Name of the SQLite table."""
        return f"suiteql_{self.storage or self.name}"

    def column(self, name: str) -> Column | None:
        """A column by its lower-case name."""
        return self.columns.get(name)

    def with_columns(self, extra: Iterable[Column]) -> Table:
        """The table with further columns, such as an account's custom fields."""
        return replace(self, columns={**self.columns, **{column.name: column for column in extra}})

    def statements(self) -> list[str]:
        """DDL of table and indexes."""
        if self.view:
            subsidiary = "l.subsidiary AS subsidiary," if "subsidiary" in self.columns else ""
            return [f'CREATE VIEW "{self.physical}" AS {self.view.replace("{subsidiary}", subsidiary).strip()}']
        columns = ", ".join(column.ddl for column in self.columns.values())
        key = ", ".join(f'"{name}"' for name in self.primary)
        constraint = f", PRIMARY KEY ({key})" if key else ""
        statements = [f'CREATE TABLE "{self.physical}" ({columns}{constraint})']
        for number, names in enumerate(self.indexes):
            listed = ", ".join(f'"{name.strip()}"' for name in names.split(","))
            statements.append(f'CREATE INDEX "{self.physical}_{number}" ON "{self.physical}" ({listed})')
        return statements


def table(
    name: str,
    *specs: str,
    display: str = "",
    primary: str = "id",
    indexes: tuple[str, ...] = (),
    permission: str = "",
    one_world: bool = False,
    labels: dict[str, str] | None = None,
    required: str = "",
    storage: str = "",
    view: str = "",
) -> Table:
    """Declare a table.

    Args:
        name: As queries write it, lower case.
        specs: Columns in the notation above; several texts so that tables can share blocks.
        display: See `Table`.
        primary: Comma-separated columns of the key.
        indexes: See `Table`.
        permission: See `Table`.
        one_world: See `Table`.
        labels: Column to dictionary of codes.
        required: Comma-separated columns that are never NULL, beside those of the key.
        storage: See `Table`.
        view: See `Table`.
    """
    keys = _names(primary)
    never_null = {*keys, *_names(required)}
    columns: dict[str, Column] = {}
    for spec in specs:
        for entry in _entries(spec):
            column = _column(entry)
            columns[column.name] = replace(
                column, labels=(labels or {}).get(column.name, ""), not_null=column.name in never_null
            )
    return Table(name, columns, display, keys, indexes, permission, one_world, storage, view)


def columns(spec: str) -> list[Column]:
    """Columns in the notation above."""
    return [_column(entry) for entry in _entries(spec)]


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in listed.split(",") if name.strip())


def _entries(spec: str) -> list[str]:
    return [entry for entry in (part.strip() for part in spec.replace("\n", " ").split(",")) if entry]


def _column(entry: str) -> Column:
    name, notation = entry.split()
    notation, _, key = notation.partition("=")
    letters, _, target = notation.partition(">")
    kind = ColumnKind(letters) if letters else ColumnKind.REFERENCE
    return Column(name, kind, key or name, target)
