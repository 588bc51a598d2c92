"""Columns and filters of a list shortcut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.connector.suiteql.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from suiteplug.connector.shortcuts.conditions import Build

_TYPES: dict[Kind, Any] = {
    Kind.TEXT: str,
    Kind.INTEGER: int,
    Kind.NUMBER: float,
    Kind.BOOLEAN: bool,
    Kind.DATE: str,
    Kind.DATE_TIME: str,
}
_MODELS: dict[Kind, str] = {Kind.DATE: "YYYY-MM-DD", Kind.DATE_TIME: "YYYY-MM-DD HH24:MI:SS"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: ``sql`` gives it, or ``derive`` makes it from the others of its row.

    ``join`` names the join it needs. A column that the role or the account lacks is left empty, with a warning,
    unless it is ``essential``.
    """

    name: str
    description: str
    sql: str = ""
    kind: Kind = Kind.TEXT
    join: str = ""
    derive: Callable[[Mapping[str, Any]], str | None] | None = None
    essential: bool = False

    @property
    def selected(self) -> str:
        """Its entry in the SELECT list. Dates go through TO_CHAR, because their text depends on the user."""
        model = _MODELS.get(self.kind)
        sql = f"TO_CHAR({self.sql}, '{model}')" if model else self.sql
        return f"{sql} AS {self.name}"

    @property
    def type(self) -> Any:
        """Python type of its values, with NULL unless it is essential."""
        return _TYPES[self.kind] if self.essential else _TYPES[self.kind] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A further table, joined only when a column asks for it."""

    name: str
    sql: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One input that narrows the list; left out, it does not."""

    name: str
    type: Any
    description: str
    build: Build
    choices: str = ""


def created(sql: str) -> Column:
    """When a record was created."""
    return Column(
        name="created",
        sql=sql,
        kind=Kind.DATE_TIME,
        description="Created, YYYY-MM-DDTHH:MM:SS in the zone in which NetSuite shows it to the user.",
    )


def last_modified(sql: str) -> Column:
    """When a record was last changed."""
    return Column(
        name="last_modified",
        sql=sql,
        kind=Kind.DATE_TIME,
        description="Last changed, YYYY-MM-DDTHH:MM:SS in the zone in which NetSuite shows it to the user.",
    )
