"""``limit`` and ``offset`` of a query, and the links of its reply (Oracle help: section_156414087576).

Status and code for a bad pair are not documented; ours is 400 ``INVALID_PARAMETER`` naming the parameter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from suiteplug.emulator.core.problems import Problem

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Request

MAX_LIMIT = 1000
MAX_PAGES = 1000
CEILING = 100_000
"""Rows one SuiteQL query gives over REST (Oracle help: section_157909186990)."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows are asked for."""

    limit: int
    offset: int


def read_page(request: Request, *, truncate: bool) -> Page:
    """The page a request asks for.

    Args:
        request: Its query parameters are read; other ones than limit and offset are ignored.
        truncate: Past row 100,000, answer with no rows instead of refusing: what happens there is not documented.

    Raises:
        Problem: A value is no number, or out of range.
    """
    limit = _number(request, "limit", MAX_LIMIT)
    offset = _number(request, "offset", 0)
    if not 1 <= limit <= MAX_LIMIT:
        raise _refused("limit", f"Invalid limit {limit}. Provide a number from 1 to {MAX_LIMIT}.")
    if offset % limit:
        raise _refused("offset", f"Invalid offset {offset}. The offset must be divisible by the limit ({limit}).")
    if offset // limit >= MAX_PAGES:
        raise _refused("offset", f"Invalid offset {offset}. At most {MAX_PAGES} pages can be read.")
    if offset + limit > CEILING and not truncate:
        raise _refused("offset", f"A query gives at most {CEILING} rows. Use SuiteAnalytics Connect for more.")
    return Page(limit, offset)


def _number(request: Request, name: str, default: int) -> int:
    written = request.param(name)
    if written is None:
        return default
    if not (written.isascii() and written.isdigit()):
        raise _refused(name, f"Invalid value '{written}' of the {name} parameter. Provide a whole number.")
    return int(written)


def _refused(name: str, detail: str) -> Problem:
    return Problem(400, "INVALID_PARAMETER", detail, query_param=name)


def links(request: Request, page: Page, total: int) -> list[dict[str, Any]]:
    """Only ``self`` on a single page, as recorded; else the relations of record lists, in their order.

    ``self`` alone has a method (julienchriqui-okkoer/netsuite-mcp-server, 2026; no longer SuiteQL reply is on record).
    """

    def link(relation: str, offset: int) -> dict[str, str]:
        query = urlencode({"limit": page.limit, "offset": offset})
        return {"rel": relation, "href": f"{request.door_url}?{query}"}

    found: list[dict[str, Any]] = []
    if page.offset:
        found += [link("previous", page.offset - page.limit), link("first", 0)]
    if page.offset + page.limit < total:
        found += [link("next", page.offset + page.limit), link("last", (total - 1) // page.limit * page.limit)]
    found.append({"rel": "self", "href": request.url, "method": "POST"})
    return found
