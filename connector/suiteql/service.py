"""The SuiteQL service: one page, or all of them, as rows that people expect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.connector import bodies, paths
from suiteplug.connector.errors import InvalidQueryError, RejectedError
from suiteplug.connector.exchange import Request
from suiteplug.connector.suiteql import binding, hints, paging
from suiteplug.connector.suiteql.dated import with_iso_dates
from suiteplug.connector.suiteql.kinds import Kind
from suiteplug.connector.suiteql.rows import ResultColumn, Row, Typing, build_rows, type_rows
from suiteplug.connector.suiteql.statement import Statement, prepare
from suiteplug.connector.suiteql.text import placeholders
from suiteplug.connector.suiteql.tokens import tokenize

if TYPE_CHECKING:
    from suiteplug.connector.exchange import Sender
    from suiteplug.connector.suiteql.binding import Param

Report = Callable[[int, int | None, str], None]

_HEADERS = {"prefer": "transient"}  # without it NetSuite answers 400 (Oracle help: section_157909186990)
_BAD_REQUEST = 400


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Rows of one query. ``total`` is None when NetSuite named none; ``next_offset`` None when nothing is left."""

    rows: list[Row]
    columns: tuple[ResultColumn, ...]
    total: int | None
    has_more: bool
    next_offset: int | None
    warnings: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.rows)


class SuiteqlService:
    """Runs SuiteQL. ``date_format`` is the one of the connection's user (``M/D/YYYY``)."""

    def __init__(self, sender: Sender, *, date_format: str) -> None:
        self._sender = sender
        self._date_format = date_format
        self.hidden: set[str] = set()
        """Tables and columns, in lower case, that NetSuite denied knowing; lists do without them from then on."""
        self._binds: bool | None = None  # whether this account takes ``params``; None: not known yet

    async def run(
        self,
        query: str | Statement,
        params: Sequence[Param] = (),
        *,
        limit: int = paging.MAX_PAGE,
        offset: int = 0,
        all_pages: bool = False,
        max_rows: int | None = None,
        typing: Typing | None = None,
        report: Report | None = None,
    ) -> QueryResult:
        """Run a query and give one page, or with ``all_pages`` all rows up to ``max_rows``.

        Raises:
            InputError: Query, values, limit or offset cannot work; nothing was sent.
            InvalidQueryError: NetSuite refused it, or the result is longer than NetSuite hands out.
        """
        statement = prepare(query) if isinstance(query, str) else query
        if typing is not None and typing.known:
            statement = with_iso_dates(statement)
        binding.check_count(statement.marks, params)
        paging.check_window(limit, offset)
        plan = paging.Plan(limit=limit, offset=offset, all_pages=all_pages, max_rows=max_rows)
        reading = paging.Reading(plan, statement)
        while (window := reading.next_window()) is not None:
            reading.add(await self._page(statement.text, params, *window))
            if report is not None and all_pages:
                report(len(reading.items), reading.expected, "rows")
        return self._result(reading, statement, typing)

    async def page(self, text: str, params: Sequence[Param] = (), *, limit: int, offset: int = 0) -> paging.Page:
        """One page as NetSuite sends it, of a statement that the caller has made or checked."""
        paging.check_window(limit, offset)
        return await self._page(text, params, limit, offset)

    def _result(self, reading: paging.Reading, statement: Statement, typing: Typing | None) -> QueryResult:
        rows, keys = build_rows(reading.items, statement.outputs)
        columns, misfits = [ResultColumn(key, Kind.TEXT) for key in keys], list[str]()
        if typing is not None:
            columns, misfits = type_rows(rows, keys, statement.outputs, typing, self._date_format)
        return QueryResult(
            rows=rows,
            columns=tuple(columns),
            total=reading.total,
            has_more=reading.has_more,
            next_offset=reading.next_offset,
            warnings=(*reading.warnings(len(keys)), *misfits),
        )

    async def _page(self, text: str, params: Sequence[Param], limit: int, offset: int) -> paging.Page:
        if not params:
            return await self._send({"q": text}, limit, offset)
        if self._binds is not False:
            try:
                page = await self._send({"q": text, "params": binding.bound(params)}, limit, offset)
            except RejectedError as refusal:
                # accounts before 2026.2 know only q; whether params or the query is at fault shows without them
                if self._binds or refusal.http_status != _BAD_REQUEST:
                    raise
            else:
                self._binds = True
                return page
        marks = placeholders(tokenize(text))
        page = await self._send({"q": binding.with_literals(text, marks, params)}, limit, offset)
        self._binds = False
        return page

    async def _send(self, body: dict[str, Any], limit: int, offset: int) -> paging.Page:
        request = Request(
            "POST",
            f"{paths.QUERY}/suiteql",
            "run the query",
            query=(("limit", str(limit)), ("offset", str(offset))),
            headers=_HEADERS,
            content=bodies.encode(body, field="query"),
            content_type=bodies.JSON,
        )
        try:
            return paging.read_page(await self._sender.send(request))
        except InvalidQueryError as error:
            hints.add_hint(error)
            raise
