"""Pages of a query: which to ask for, when to stop, and what went wrong in between. Pure.

Every page runs the query anew, so its order must be firm; limit at most 1,000, offset a multiple of limit, 100,000
rows at most (Oracle help: section_156414087576, section_157909186990, section_158394344595).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import ContractError, InputError, InvalidQueryError
from suiteplug.connector.suiteql.statement import MAX_COLUMNS

if TYPE_CHECKING:
    from suiteplug.connector.exchange import Reply
    from suiteplug.connector.suiteql.statement import Statement

MAX_PAGE = 1000
MAX_REACH = 100_000


@dataclass(frozen=True, slots=True)
class Page:
    """One page as NetSuite sent it."""

    items: list[dict[str, Any]]
    total: int | None
    has_more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the caller asked for, in rows."""

    limit: int
    offset: int
    all_pages: bool
    max_rows: int | None


def read_page(reply: Reply) -> Page:
    """Raises ContractError when the reply is no list of rows."""
    data = reply.data
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise ContractError(
            "NetSuite's answer to the query holds no rows.",
            code="NOT_A_RESULT",
            cause="The reply has no 'items'.",
            fix="Repeat it; if it stays, report it with the operation ID.",
            http_status=reply.status,
            operation_id=reply.operation_id,
            reply=reply.content.decode("utf-8", "replace"),
        )
    total = data.get("totalResults")
    return Page(items, total if isinstance(total, int) else None, bool(data.get("hasMore", False)))


def check_window(limit: int, offset: int) -> None:
    """Raises InputError for a page that NetSuite does not give."""
    if not 1 <= limit <= MAX_PAGE:
        raise InputError(f"limit is {limit}.", code="INVALID_LIMIT", field="limit", fix=f"Give 1 to {MAX_PAGE:,} rows.")
    if offset < 0 or offset % limit:
        below = max(offset, 0) // limit * limit
        raise InputError(
            f"offset {offset} is not a multiple of limit {limit}.",
            code="INVALID_OFFSET",
            field="offset",
            cause="NetSuite only gives whole pages (Oracle help: section_156414087576). Nothing was sent.",
            fix=f"The nearest right values are {below} and {below + limit}; "
            f"or keep offset {offset} and give limit {gcd(max(offset, 0), MAX_PAGE) or MAX_PAGE}.",
        )
    if offset + limit > MAX_REACH:
        raise InputError(
            f"offset {offset} with limit {limit} reaches beyond row {MAX_REACH:,}.",
            code="ROW_LIMIT",
            field="offset",
            cause=f"NetSuite hands out at most {MAX_REACH:,} rows of a query. Nothing was sent.",
            fix=_KEYSET,
        )


_KEYSET = "Read in slices by key instead of by offset: WHERE id > (the last id you have) ... ORDER BY id ASC."


class Reading:
    """The pages of one query as they come in."""

    def __init__(self, plan: Plan, statement: Statement) -> None:
        self._plan = plan
        self._statement = statement
        self._at = plan.offset
        self._pages = 0
        self._more = True
        self._cut = False
        self._totals: list[int] = []
        self.items: list[dict[str, Any]] = []

    @property
    def total(self) -> int | None:
        """Rows of the whole result, as the last page told it."""
        return self._totals[-1] if self._totals else None

    @property
    def expected(self) -> int | None:
        """Rows that this reading will give, as far as known."""
        if self.total is None:
            return self._plan.max_rows
        left = max(self.total - self._plan.offset, 0)
        return left if self._plan.max_rows is None else min(left, self._plan.max_rows)

    @property
    def has_more(self) -> bool:
        """Whether rows are left after those read."""
        return self._more or self._cut

    @property
    def next_offset(self) -> int | None:
        """Offset of the first row not given, None at the end."""
        return self._plan.offset + len(self.items) if self.has_more else None

    def next_window(self) -> tuple[int, int] | None:
        """(limit, offset) of the page to ask for; None when done.

        Raises:
            InvalidQueryError: The caller wants more rows than NetSuite hands out.
        """
        if self._pages == 0:
            return self._first_limit(), self._at
        if not self._plan.all_pages or not self._more or self._cut:
            return None
        if self._at + self._plan.limit > MAX_REACH:
            raise self._too_many()
        return self._plan.limit, self._at

    def add(self, page: Page) -> None:
        """Take a page in.

        Raises:
            InvalidQueryError: The result is too long to be read whole.
            ContractError: NetSuite promises rows and gives none.
        """
        limit = self._first_limit() if self._pages == 0 else self._plan.limit
        self._pages += 1
        if page.total is not None:
            self._totals.append(page.total)
        self._at += limit
        self._more = page.has_more or (page.total is not None and self._at < page.total)
        if self._more and not page.items:
            raise ContractError(
                "NetSuite promises more rows, but gives an empty page.",
                code="PAGING_BROKEN",
                cause=f"The page at offset {self._at - limit} is empty although {page.total} rows are announced.",
                fix="Run the query again; if it stays, read by key: WHERE id > ? ORDER BY id ASC.",
            )
        self.items += page.items
        self._check_reach()
        most = self._plan.max_rows
        if most is not None and len(self.items) >= most:
            self._cut = self._more or len(self.items) > most
            del self.items[most:]
            self._more = False

    def warnings(self, columns: int) -> tuple[str, ...]:
        """What the caller should know about the rows."""
        found = []
        if self._plan.all_pages and self._pages > 1 and self._statement.firm_order is False:
            found.append(
                "The query has no ORDER BY with ASC or DESC on something unique. NetSuite runs it anew for each page, "
                "so rows may be missing or doubled; add for example ORDER BY id ASC."
            )
        if len(set(self._totals)) > 1:
            found.append(
                f"The result changed from {self._totals[0]} to {self._totals[-1]} rows while its pages were read; "
                "rows may be missing or doubled. Read by key (WHERE id > ? ORDER BY id ASC) where that matters."
            )
        if columns > MAX_COLUMNS and not self.items:
            found.append(
                f"No rows, but {columns} columns: some accounts give nothing beyond {MAX_COLUMNS}. Ask for fewer."
            )
        step = self.next_offset
        if step is not None and step % self._plan.limit:
            found.append(f"To read on at next_offset {step}, give limit {gcd(step, MAX_PAGE)}.")
        return tuple(found)

    def _first_limit(self) -> int:
        """The limit asked for, or less where fewer rows are wanted and the offset allows it."""
        most = self._plan.max_rows or self._plan.limit
        return most if most < self._plan.limit and self._plan.offset % most == 0 else self._plan.limit

    def _check_reach(self) -> None:
        """Refuse a whole reading that must fail, after its first page and not after a hundred."""
        if not self._plan.all_pages or self.total is None or self.total <= MAX_REACH:
            return
        most = self._plan.max_rows
        if most is None or self._plan.offset + most > MAX_REACH:
            raise self._too_many()

    def _too_many(self) -> InvalidQueryError:
        size = f"{self.total:,}" if self.total else f"more than {MAX_REACH:,}"
        return InvalidQueryError(
            f"The result has {size} rows; NetSuite hands out {MAX_REACH:,} of them.",
            code="ROW_LIMIT",
            field="all_pages",
            cause=f"SuiteQL over REST ends at row {MAX_REACH:,} (Oracle help: section_157909186990).",
            fix=f"{_KEYSET} Or narrow the query, or give max_rows if the first rows are enough.",
        )
