"""Rows that SuiteQL gives for captured records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from suiteplug.connector.errors import PermissionDeniedError, RejectedError
from suiteplug.hosts.capture.tables import RowTable, column_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from suiteplug.connector.suiteql import SuiteqlService

Row = dict[str, Any]
_OWNERS_AT_ONCE = 100
_COLUMNS_AT_ONCE = 80
_OWNER = "mirror_owner"
_FORMS = {"date": "YYYY-MM-DD", "moment": "YYYY-MM-DD HH24:MI:SS"}


class Answer(NamedTuple):
    """Rows of one table: columns with their kinds, and rows by the ID of their owner."""

    columns: dict[str, str]
    rows: dict[int, list[Row]]


class Queries:
    """Asks for rows; learns which columns an account has by what it refuses."""

    def __init__(self, suiteql: SuiteqlService) -> None:
        self._suiteql = suiteql

    async def rows(self, table: RowTable, owners: Sequence[int], custom: Mapping[str, str]) -> Answer:
        """All rows of these owners; none when the account does not know the table.

        Args:
            table: What to ask for.
            owners: Internal IDs.
            custom: Custom fields that are columns here, with their kinds.

        Raises:
            PermissionDeniedError: The role may not query.
        """
        kinds = {name: column_kind(name) for name in table.columns.split()} | dict(custom)
        columns: dict[str, str] = {}
        found: dict[int, dict[str, Row]] = {}
        for names in _chunks(list(kinds), _COLUMNS_AT_ONCE):
            asked = {name: kinds[name] for name in names}
            for place, part in enumerate(_chunks(list(owners), _OWNERS_AT_ONCE)):
                if place == 0:
                    asked = await self._known(table, asked, part)
                    columns |= asked
                if asked:
                    for row in await self._ask(table, asked, part):
                        _merge(found, table, row)
        return Answer(columns, {owner: list(rows.values()) for owner, rows in sorted(found.items())})

    async def _known(self, table: RowTable, kinds: dict[str, str], owners: Sequence[int]) -> dict[str, str]:
        """The columns that the account accepts: those it names in a refusal go first, else halves are tried."""
        while kinds:
            try:
                await self._ask(table, kinds, owners[:1])
            except PermissionDeniedError:
                raise
            except RejectedError as error:
                named = _named(error, kinds)
                if not named:
                    return await self._halves(table, kinds, owners)
                kinds = {name: kind for name, kind in kinds.items() if name not in named}
            else:
                return kinds
        return {}

    async def _halves(self, table: RowTable, kinds: dict[str, str], owners: Sequence[int]) -> dict[str, str]:
        names = list(kinds)
        if len(names) == 1:
            return {}
        middle = len(names) // 2
        first, second = ({name: kinds[name] for name in part} for part in (names[:middle], names[middle:]))
        if not await self._answers(table, owners):
            return {}
        return {**await self._known(table, first, owners), **await self._known(table, second, owners)}

    async def _answers(self, table: RowTable, owners: Sequence[int]) -> bool:
        """Whether the account knows the table at all."""
        try:
            await self._ask(table, {}, owners[:1])
        except RejectedError:
            return False
        return True

    async def _ask(self, table: RowTable, kinds: Mapping[str, str], owners: Sequence[int]) -> list[Row]:
        order = table.order or (table.key,)
        wanted = dict.fromkeys((*kinds, *order))
        selected = ", ".join(_selected(name, kinds.get(name, "value")) for name in wanted if name != table.key)
        listed = ", ".join(map(str, owners))
        # names come from the tables of this module, or are custom field IDs that were checked; owners are numbers
        statement = (
            f"SELECT {table.key} AS {_OWNER}{', ' if selected else ''}{selected} FROM {table.name}"  # noqa: S608
            f" WHERE {table.key} IN ({listed}) ORDER BY {', '.join(f'{name} ASC' for name in order)}"
        )
        result = await self._suiteql.run(statement, all_pages=True)
        return [dict(row) for row in result.rows]


def _selected(name: str, kind: str) -> str:
    form = _FORMS.get(kind)
    return name if form is None else f"TO_CHAR({name}, '{form}') AS {name}"


def _merge(found: dict[int, dict[str, Row]], table: RowTable, row: Row) -> None:
    """Join the parts of a row that were asked for in several queries."""
    owner = row.pop(_OWNER)
    if owner is None:
        return
    row[table.key] = str(owner)
    key = "|".join(str(row.get(name)) for name in table.order or (table.key,))
    found.setdefault(int(owner), {}).setdefault(key, {}).update(
        {name: str(value) for name, value in row.items() if value is not None}
    )


def _named(error: RejectedError, kinds: Mapping[str, str]) -> set[str]:
    """Columns that a refusal names in quotes: Unknown identifier 'x', Field 'x' for record 'y' was not found."""
    text = " ".join([error.message, *(detail.message for detail in error.details)]).lower()
    quoted = set(re.findall(r"(?:identifier|field) '([a-z0-9_.]+)'", text))
    return {name for name in kinds if name in quoted}


def _chunks(values: Sequence[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(values), size):
        yield list(values[start : start + size])


def custom_columns(schemas: Iterable[Mapping[str, Any]], prefix: str) -> dict[str, str]:
    """Custom fields of component schemas that begin like this, with the kind of their column."""
    found: dict[str, str] = {}
    for schema in schemas:
        for name, described in (schema.get("properties") or {}).items():
            column = str(name).lower()
            if prefix and column.startswith((prefix, "cseg")) and re.fullmatch(r"[a-z0-9_]+", column):
                found[column] = {"date": "date", "date-time": "moment"}.get(str(described.get("format")), "value")
    return found
