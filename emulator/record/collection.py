"""Lists of records: IDs only, paged, filtered by ``q`` (Oracle help: section_1540810951, section_156414087576)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from suiteplug.emulator.record import refusals
from suiteplug.emulator.record.body_writer import self_link
from suiteplug.emulator.record.query_filter.grammar import parse
from suiteplug.emulator.record.query_filter.to_sql import Clause, Translator, column
from suiteplug.emulator.record.restrictions import scope_of

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.schema import RecordType
    from suiteplug.emulator.store import RecordStore

MAX_LIMIT = 1000
MAX_PAGES = 1000
MAX_ROWS = 100_000
_INDEX_FROM_ROWS = 500
_MAX_INDEXES = 12
_EVERYTHING = Clause("1", [])
_ORDER = "abs(id) % 7, id"
"""The order of a list cannot be chosen, and in no recorded list is it that of the IDs (the first vendors are -3, 37060,
69564, 27595: julienchriqui-okkoer/netsuite-mcp-server, 2026). Which order it is nobody says: this one is ours."""


@dataclass(frozen=True, slots=True)
class Page:
    """The wanted page."""

    limit: int
    offset: int

    @classmethod
    def of(cls, request: Request) -> Page:
        """Read and check the paging parameters; the sentences of the errors are ours."""
        limit = _integer(request, "limit", MAX_LIMIT)
        offset = _integer(request, "offset", 0)
        if not 1 <= limit <= MAX_LIMIT:
            raise refusals.bad_parameter("limit", str(limit), f"Provide a number from 1 to {MAX_LIMIT}.")
        if offset < 0 or offset % limit:
            raise refusals.bad_parameter(
                "offset", str(offset), f"The offset must be 0 or a multiple of the limit ({limit})."
            )
        if offset >= limit * MAX_PAGES:
            raise refusals.bad_parameter("offset", str(offset), f"Only the first {MAX_PAGES} pages can be read.")
        return cls(limit, offset)


def _integer(request: Request, name: str, default: int) -> int:
    text = request.param(name)
    if text is None:
        return default
    if not text.lstrip("-").isdecimal():
        raise refusals.bad_parameter(name, text, "Provide a whole number.")
    return int(text)


class Collections:
    """Lists the records of one account."""

    def __init__(self, store: RecordStore, date_format: str) -> None:
        self._store = store
        self._date_format = date_format
        self._indexed: set[tuple[str, str, str]] = set()

    def page(self, record_type: RecordType, request: Request) -> dict[str, Any]:
        """The reply to ``GET {type}``."""
        page = Page.of(request)
        query = request.param("q")
        clause = _EVERYTHING
        if query is not None:
            clause = Translator(record_type, self._date_format).clause(parse(query))
            self._index(record_type, clause)
        table = self._store.table(record_type.name)
        scope = scope_of(self._store, self._store.actor)
        reached = "" if scope is None else f" AND ({scope.condition(record_type)})"
        where = f"FROM {table} WHERE ({clause.sql}){reached}"
        total = self._store.db.execute(f"SELECT count(*) {where}", clause.parameters).fetchone()[0]
        order = _ORDER
        if query is None and scope is None and total > _INDEX_FROM_ROWS:
            self._index_order(table)
        else:
            order = f"+{_ORDER}"  # the plus keeps SQLite from reading the whole list in this order
        # A small limit cuts totalResults, as recorded live: three large types all reported limit times 1000.
        total = min(total, page.limit * MAX_PAGES, MAX_ROWS)
        rows = self._store.db.execute(
            f"SELECT id {where} ORDER BY {order} LIMIT ? OFFSET ?",
            [*clause.parameters, max(0, min(page.limit, total - page.offset)), page.offset],
        ).fetchall()
        return _reply(record_type, request, page, total, [row[0] for row in rows])

    def _index_order(self, table: str) -> None:
        """Without it every page of a long list sorts the whole list."""
        key = (table, _ORDER, "")
        if key not in self._indexed:
            self._store.db.execute(f'CREATE INDEX IF NOT EXISTS "o_{table}" ON {table} ({_ORDER})')
            self._indexed.add(key)

    def _index(self, record_type: RecordType, clause: Clause) -> None:
        """Index fields that are filtered on, once the table is large enough to need it."""
        if not clause.indexed or self._store.count(record_type.name) < _INDEX_FROM_ROWS:
            return
        table = self._store.table(record_type.name)
        for name, collation in clause.indexed:
            key = (table, name, collation)
            if key in self._indexed or name == "externalId" or len(self._indexed) >= _MAX_INDEXES:
                continue
            self._store.db.execute(
                f'CREATE INDEX IF NOT EXISTS "q_{table}_{name}_{collation}"'
                f" ON {table} ({column(name)} COLLATE {collation})"
            )
            self._indexed.add(key)


def _reply(record_type: RecordType, request: Request, page: Page, total: int, ids: list[int]) -> dict[str, Any]:
    base = f"{request.door_url}/{record_type.name.lower()}"
    return {
        "links": _links(request, base, page, total),
        "count": len(ids),
        "hasMore": page.offset + page.limit < total,
        "items": [{"links": self_link(f"{base}/{number}"), "id": str(number)} for number in ids],
        "offset": page.offset,
        "totalResults": total,
    }


def _links(request: Request, base: str, page: Page, total: int) -> list[dict[str, str]]:
    """Live relations: previous, first, next, last, self; a one-page result has only ``self``.

    ``last`` is what live accounts send, not what one would expect: all 13 recorded replies fit
    ``floor((pages - 1) / limit) * limit``.
    """
    query = request.param("q")
    prefix = "" if query is None else f"q={quote(query, safe='')}&"

    def link(rel: str, offset: int) -> dict[str, str]:
        return {"rel": rel, "href": f"{base}?{prefix}limit={page.limit}&offset={offset}"}

    links: list[dict[str, str]] = []
    if page.offset > 0:
        links += [link("previous", page.offset - page.limit), link("first", 0)]
    if page.offset + page.limit < total:
        pages = -(-total // page.limit)
        links += [
            link("next", page.offset + page.limit),
            link("last", (pages - 1) // page.limit * page.limit),
        ]
    return [*links, *self_link(request.url)]
