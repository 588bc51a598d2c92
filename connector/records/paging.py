"""Pages of the record service: what may be asked for, and what came back. Pure.

Oracle help: section_156414087576 (limit at most 1000, offset a multiple of limit, 1000 pages, 100,000 records).
"""

from __future__ import annotations

from typing import Any

from suiteplug.connector.errors import InputError
from suiteplug.connector.records.results import RecordPage

MAX_LIMIT = 1000
MAX_PAGES = 1000
MAX_RECORDS = 100_000


def check_page(limit: int, offset: int) -> None:
    """Refuse what NetSuite would refuse. Raises InputError that names the nearest right values."""
    if not 1 <= limit <= MAX_LIMIT:
        raise InputError(
            f"limit is {limit}.", code="INVALID_LIMIT", field="limit", fix="Give 1 to 1000; read on with offset."
        )
    if offset < 0:
        raise InputError(f"offset is {offset}.", code="INVALID_OFFSET", field="offset", fix="Give 0 or more.")
    if offset % limit:
        below = offset - offset % limit
        raise InputError(
            f"offset {offset} is not a multiple of limit {limit}.",
            code="INVALID_OFFSET",
            field="offset",
            cause="NetSuite serves whole pages only.",
            fix=f"Give offset {below} or {below + limit}.",
        )
    if offset + limit > ceiling(limit):
        raise InputError(
            f"offset {offset} with limit {limit} lies beyond what NetSuite serves.",
            code="PAGE_OUT_OF_REACH",
            field="offset",
            cause="At most 1000 pages and 100,000 records can be listed.",
            fix="Narrow the query, for example by ranges of id, or page with limit 1000.",
        )


def ceiling(limit: int) -> int:
    """How many records can be reached with pages of ``limit``."""
    return min(limit * MAX_PAGES, MAX_RECORDS)


def read_page(data: Any) -> RecordPage:
    """A page from NetSuite's collection body."""
    body = data if isinstance(data, dict) else {}
    ids = tuple(str(item["id"]) for item in body.get("items") or [])
    return RecordPage(
        ids=ids,
        offset=int(body.get("offset", 0)),
        total=int(body.get("totalResults", len(ids))),
        has_more=bool(body.get("hasMore", False)),
    )
