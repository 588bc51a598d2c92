"""Pages of the queries that an export sends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import InvalidQueryError
from suiteplug.connector.suiteql.paging import MAX_REACH

if TYPE_CHECKING:
    from suiteplug.connector.export.layout import Piece
    from suiteplug.connector.suiteql.paging import Page
    from suiteplug.connector.suiteql.service import SuiteqlService

Item = dict[str, Any]

CHOOSE_KEY = (
    "Name a column to cut by with 'key': one that has a value in every row and few rows for each value, "
    "such as an internal ID or a date."
)


@dataclass(frozen=True, slots=True)
class Pages:
    """Asks for pages of ``rows`` rows."""

    suiteql: SuiteqlService
    rows: int

    async def page(self, piece: Piece, offset: int = 0) -> Page:
        """One page."""
        return await self.suiteql.page(piece.text, piece.params, limit=self.rows, offset=offset)

    async def one(self, piece: Piece) -> Item:
        """The only row of an aggregate."""
        items = (await self.page(piece)).items
        return items[0] if items else {}

    async def all(self, piece: Piece) -> list[Item]:
        """All rows by offset, one page after the other.

        Raises:
            InvalidQueryError: There are more than NetSuite hands out.
        """
        items: list[Item] = []
        while True:
            page = await self.page(piece, len(items))
            items += page.items
            if not has_more(page, len(items)) or not page.items:
                return items
            if len(items) + self.rows > MAX_REACH:
                raise too_many(page.total)


def has_more(page: Page, seen: int | None = None) -> bool:
    """Whether rows are left after this page; ``seen`` rows came up to its end (None: it is the first)."""
    return page.has_more or (page.total is not None and page.total > (len(page.items) if seen is None else seen))


def too_many(total: int | None, why: str = "", error: InvalidQueryError | None = None) -> InvalidQueryError:
    """The error for rows that no page reaches."""
    many = f"{total:,} rows" if total else f"more than {MAX_REACH:,} rows"
    return InvalidQueryError(
        f"There are {many} that cannot be told apart by a key{f': {why}' if why else ''}.",
        code="NO_KEY",
        field="key",
        cause=f"NetSuite hands out {MAX_REACH:,} rows of one query (Oracle help: section_157909186990).",
        fix=CHOOSE_KEY,
        details=error.details if error else (),
    )
