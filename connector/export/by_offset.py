"""Reads a result of at most 100,000 rows by offset, for want of a key."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from suiteplug.connector.export.in_order import in_order
from suiteplug.connector.export.layout import Piece, lay_out
from suiteplug.connector.export.pages import CHOOSE_KEY, Item, Pages
from suiteplug.connector.export.plan import Proof

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from suiteplug.connector.suiteql.binding import Param
    from suiteplug.connector.suiteql.paging import Page
    from suiteplug.connector.suiteql.statement import Statement


class OffsetReading:
    """Pages side by side, in an order that is as firm as can be. After the last page ``proof`` is there."""

    def __init__(self, pages: Pages, statement: Statement, params: Sequence[Param], *, total: int, ahead: int) -> None:
        self._pages = pages
        self._total = total
        self._ahead = ahead
        self.warnings: list[str] = []
        self._piece = self._ordered(statement, tuple(params))
        self.proof: Proof | None = None

    async def batches(self) -> AsyncGenerator[list[Item]]:
        """The rows, a page at a time."""
        rows, last = 0, self._total
        async with aclosing(in_order(self._offsets(), self._page, ahead=self._ahead)) as pieces:
            async for _, page in pieces:
                rows += len(page.items)
                last = page.total if page.total is not None else last
                yield page.items
        self.proof = Proof(rows, self._total, last)

    async def _offsets(self) -> AsyncGenerator[int]:
        for offset in range(0, self._total, self._pages.rows):
            yield offset

    async def _page(self, offset: int) -> Page:
        return await self._pages.page(self._piece, offset)

    def _ordered(self, statement: Statement, params: tuple[Param, ...]) -> Piece:
        """In its own order if that is firm, else by all columns: then only equal rows can change places."""
        if statement.firm_order:
            return Piece(statement.text, params)
        outputs = statement.outputs or ()
        columns = [output.column for output in outputs if output.column]
        if not columns or len(columns) < len(outputs):
            self.warnings.append(
                "The rows have no order that two pages share, and no key: some may be missing or doubled if NetSuite "
                f"changes their order between pages. {CHOOSE_KEY}"
            )
        if not columns:
            return Piece(statement.text, params)
        return lay_out(statement, params).unordered + f" ORDER BY {', '.join(f'{name} ASC' for name in columns)}"
