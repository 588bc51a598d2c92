"""Reads a result in slices by key: each slice is a query of its own that fits into one page."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from suiteplug.connector.errors import ContractError
from suiteplug.connector.export.in_order import in_order
from suiteplug.connector.export.pages import CHOOSE_KEY, Item, Pages, has_more
from suiteplug.connector.export.plan import RANGE_ROWS, Plan, Proof, between
from suiteplug.connector.export.queries import Queries, Slice

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from suiteplug.connector.export.keys import Key
    from suiteplug.connector.suiteql.paging import Page


@dataclass(frozen=True, slots=True)
class KeyedReading:
    """One result, cut by ``key``. ``ahead``: slices under way at a time."""

    pages: Pages
    queries: Queries
    key: Key
    ahead: int

    async def make_plan(self) -> Plan:
        """Ask NetSuite how many rows there are and where to cut.

        Raises:
            InvalidQueryError: The result cannot be cut by this key.
        """
        counted = await self.pages.one(self.queries.count(Slice()))
        plan = Plan(int(counted.get("n") or 0), int(counted.get("k") or 0), counted.get("top"))
        if plan.keyed > RANGE_ROWS:
            plan.bounds = await self._cuts(plan.whole, RANGE_ROWS)
        elif plan.keyed:
            plan.cuts[0] = await self._cuts(plan.whole, self.pages.rows)
        return plan

    async def batches(self, plan: Plan, done: int, on_plan: Callable[[Plan], None]) -> AsyncGenerator[list[Item]]:
        """The rows, a slice at a time, without the first ``done`` slices. ``on_plan`` hears of each new cut."""
        slices = self._slices(plan, done, on_plan)
        async with aclosing(slices), aclosing(in_order(slices, self._read, ahead=self.ahead)) as pieces:
            async for _, items in pieces:
                yield items

    async def prove(self, plan: Plan, rows: int) -> Proof:
        """Count again what the plan covers."""
        after = int((await self.pages.one(self.queries.count(plan.whole))).get("n") or 0) if plan.keyed else 0
        if plan.total > plan.keyed:
            after += int((await self.pages.one(self.queries.count(Slice(without_key=True)))).get("n") or 0)
        return Proof(rows, plan.total, after)

    async def _slices(self, plan: Plan, skip: int, on_plan: Callable[[Plan], None]) -> AsyncGenerator[Slice]:
        """The slices from number ``skip`` on; the cuts of a range are asked for while the one before it is read."""
        number = 0
        ranges = plan.ranges() if plan.keyed else []
        coming: asyncio.Task[list[str]] | None = None
        try:
            for position, part in enumerate(ranges):
                if position not in plan.cuts:
                    plan.cuts[position] = await (coming or self._asked(part))
                    on_plan(plan)
                coming = None
                if position + 1 < len(ranges) and position + 1 not in plan.cuts:
                    coming = self._asked(ranges[position + 1])
                for piece in between(part, plan.cuts[position]):
                    if number >= skip:
                        yield piece
                    number += 1
        finally:
            if coming is not None:
                coming.cancel()
        if plan.total > plan.keyed and number >= skip:
            yield Slice(without_key=True)

    def _asked(self, part: Slice) -> asyncio.Task[list[str]]:
        return asyncio.ensure_future(self._cuts(part, self.pages.rows))

    async def _cuts(self, part: Slice, step: int) -> list[str]:
        items = await self.pages.all(self.queries.boundaries(part, step))
        return [str(item["k"]) for item in items]

    async def _read(self, part: Slice) -> list[Item]:
        """All rows of a slice: one page, unless rows were added to it or many share a key."""
        items = await (self.pages.all(self.queries.without_key()) if part.without_key else self._with_key(part))
        if self.key.unique and not part.without_key:
            self._check_once(items)
        if self.key.hidden:
            for item in items:
                item.pop(self.key.output, None)
        return items

    async def _with_key(self, part: Slice) -> list[Item]:
        rows: list[Item] = []
        low = part.low
        while True:
            page = await self.pages.page(self.queries.rows(Slice(low, part.high)))
            if not has_more(page):
                return rows + page.items
            if not self.key.output:  # no room for the key among the outputs: only an order by all of them is left
                return rows + await self.pages.all(self.queries.rows(Slice(low, part.high), firm=True))
            low, items = await self._whole_keys(page)
            rows += items

    async def _whole_keys(self, page: Page) -> tuple[str, list[Item]]:
        """The rows of a full page whose keys are complete, and the last of these keys."""
        items, name = page.items, self.key.output
        last = items[-1].get(name)
        if self.key.unique:
            return str(last), items
        whole = len(items)
        while whole and items[whole - 1].get(name) == last:
            whole -= 1
        if whole:
            return str(items[whole - 1].get(name)), items[:whole]
        return str(last), await self.pages.all(self.queries.rows_of(str(last)))

    def _check_once(self, items: list[Item]) -> None:
        name = self.key.output
        if not name or len({item.get(name) for item in items}) == len(items):
            return
        for before, item in pairwise(items):
            if before.get(name) == item.get(name):
                raise ContractError(
                    f"The row with {self.key.expression} {item.get(name)} came twice.",
                    code="ROW_DOUBLED",
                    cause=f"{self.key.expression} was taken for unique, and is not in this result.",
                    fix=CHOOSE_KEY,
                )
