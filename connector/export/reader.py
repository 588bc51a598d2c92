"""Reads every row of a query once, however many there are.

NetSuite hands out 100,000 rows of a query and runs it anew for each page (Oracle help: section_157909186990,
section_158394344595). So what has a key is not paged by offset: NetSuite itself names the keys at which to cut, and
no row that comes or goes while others are read can move them.
"""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suiteplug.connector.errors import InvalidQueryError
from suiteplug.connector.export.by_offset import OffsetReading
from suiteplug.connector.export.keyed import KeyedReading
from suiteplug.connector.export.keys import choose_key
from suiteplug.connector.export.layout import Piece
from suiteplug.connector.export.pages import Item, Pages, has_more, too_many
from suiteplug.connector.export.plan import Plan, Proof
from suiteplug.connector.export.queries import Queries
from suiteplug.connector.suiteql.binding import check_count
from suiteplug.connector.suiteql.paging import MAX_PAGE, MAX_REACH

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence

    from suiteplug.connector.suiteql.binding import Param
    from suiteplug.connector.suiteql.service import SuiteqlService
    from suiteplug.connector.suiteql.statement import Statement

_AHEAD = 2
"""Slices under way for each lane: one in it, one that waits for it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows as NetSuite sent them, ``number`` counting from 0 in an order that a second run of the plan shares."""

    number: int
    items: list[Item]


class Reader:
    """One export. Read ``batches`` to the end; then ``prove`` says whether all rows are there.

    Attributes:
        key: The column it is cut by; None where there is none, or none is needed.
        plan: Where it is cut; None where the result is small or has no key.
        total: Rows that NetSuite announced at the beginning; None until the first answer.
        proof: Counted at the end; None before.
        warnings: What the caller should know.
    """

    def __init__(
        self,
        suiteql: SuiteqlService,
        statement: Statement,
        params: Sequence[Param] = (),
        *,
        key: str = "",
        lanes: int = 1,
        page: int = MAX_PAGE,
        plan: Plan | None = None,
        on_plan: Callable[[Plan], None] | None = None,
    ) -> None:
        """``plan``: of an earlier run, to go on with; ``on_plan`` hears of it whenever it grows, to keep it."""
        check_count(statement.marks, params)
        self._statement = statement
        self._params = tuple(params)
        self._pages = Pages(suiteql, page)
        self._ahead = max(lanes, 1) * _AHEAD
        self._on_plan = on_plan or (lambda _plan: None)
        self.key = choose_key(statement, key)
        self.plan = plan
        self.total: int | None = plan.total if plan else None
        self.proof: Proof | None = None
        self.warnings: list[str] = []
        self._prove: Callable[[Plan, int], Awaitable[Proof]] | None = None

    async def batches(self, *, done: int = 0) -> AsyncGenerator[Batch]:
        """All rows, a batch at a time, without the first ``done`` batches, which an earlier run of this plan gave.

        Raises:
            InvalidQueryError: NetSuite refuses the query, or it has too many rows and no key to cut it by.
            ContractError: Rows came doubled.
        """
        number = done
        async with aclosing(self._items(done)) as pieces:
            async for items in pieces:
                yield Batch(number, items)
                number += 1

    async def prove(self, rows: int) -> Proof | None:
        """Hold the rows that were read, those of earlier runs too, against NetSuite's count. After the last batch."""
        if self._prove is not None and self.plan is not None:
            self.proof = await self._prove(self.plan, rows)
        return self.proof

    async def _items(self, done: int) -> AsyncGenerator[list[Item]]:
        if self.plan is None:
            first = await self._pages.page(Piece(self._statement.text, self._params))
            if not has_more(first):
                self.total = len(first.items)
                self.proof = Proof(self.total, self.total, self.total)
                yield first.items
                return
            self.total = first.total
        reading = await self._cut()
        if reading is None:
            async for items in self._by_offset():
                yield items
            return
        assert self.plan is not None  # noqa: S101 - made by _cut
        async with aclosing(reading.batches(self.plan, done, self._on_plan)) as pieces:
            async for items in pieces:
                yield items
        self._prove = reading.prove

    async def _cut(self) -> KeyedReading | None:
        """The reading by key, with a plan. None where there is none and offsets reach all rows."""
        reachable = self.total is not None and self.total <= MAX_REACH
        if self.key is None:
            if reachable:
                return None
            raise too_many(self.total)
        reading = KeyedReading(self._pages, Queries(self._statement, self._params, self.key), self.key, self._ahead)
        if self.plan is not None:
            return reading
        try:
            self.plan = await reading.make_plan()
        except InvalidQueryError as error:
            if not reachable:
                raise too_many(
                    self.total, f"cutting by {self.key.expression} failed, {error.message}", error
                ) from error
            self.warnings.append(f"Read by offset, because cutting by {self.key.expression} failed: {error.message}")
            self.key = None
            return None
        self.total = self.plan.total
        self._on_plan(self.plan)
        return reading

    async def _by_offset(self) -> AsyncGenerator[list[Item]]:
        total = self.total or 0
        reading = OffsetReading(self._pages, self._statement, self._params, total=total, ahead=self._ahead)
        self.warnings += reading.warnings
        async with aclosing(reading.batches()) as pieces:
            async for items in pieces:
                yield items
        self.proof = reading.proof
