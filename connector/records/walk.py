"""Walks a record type: page after page of IDs, and bodies fetched side by side."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from suiteplug.connector.errors import NotFoundError, RejectedError
from suiteplug.connector.records.paging import MAX_LIMIT, ceiling
from suiteplug.connector.records.ref import RecordRef

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from suiteplug.connector.records.results import RecordBody, RecordPage
    from suiteplug.connector.records.service import RecordService

    Report = Callable[[int, int | None, str], None]


@dataclass(slots=True)
class Walk:
    """What a walk found: IDs without repetition, in NetSuite's order.

    ``total`` is NetSuite's count at the first page. ``has_more`` tells that there are records after these.
    """

    ids: list[str] = field(default_factory=list)
    total: int = 0
    has_more: bool = False
    warnings: list[str] = field(default_factory=list)


async def walk(
    records: RecordService,
    record_type: str,
    *,
    q: str,
    limit: int,
    offset: int,
    max_rows: int | None,
    report: Report,
) -> Walk:
    """All pages from ``offset`` on, up to ``max_rows`` IDs.

    Raises:
        RejectedError: There are more records than NetSuite serves; nothing is cut off in silence.
    """
    page = await records.list_page(record_type, q=q, limit=limit, offset=offset)
    found = Walk(total=page.total)
    wanted = expected = max(0, page.total - offset)
    if max_rows is not None:
        wanted, expected = max_rows, min(expected, max_rows)
    _check_reach(page, limit, offset, wanted)
    seen: set[str] = set()
    while True:
        fresh = [record_id for record_id in page.ids if record_id not in seen]
        seen.update(fresh)
        found.ids += fresh
        report(min(len(found.ids), expected), expected, f"{record_type} listed")
        if page.total != found.total:
            _warn_once(found, "Records were added or removed while the pages were read; some may be missing.")
        offset += limit
        if not page.has_more or not page.ids or (max_rows is not None and len(found.ids) >= max_rows):
            break
        page = await records.list_page(record_type, q=q, limit=limit, offset=offset)
    found.has_more = page.has_more
    if max_rows is not None and len(found.ids) > max_rows:
        del found.ids[max_rows:]
        found.has_more = True
    return found


def _check_reach(page: RecordPage, limit: int, offset: int, wanted: int) -> None:
    """Refuse a walk that NetSuite would cut off. A total at its ceiling may hide more (section_156414087576)."""
    reach = ceiling(limit) - offset
    hidden = page.total >= ceiling(limit) and wanted >= reach
    if wanted <= reach and not (hidden and limit < MAX_LIMIT):
        return
    larger = f" Pages of {limit} reach {ceiling(limit):,} records; set limit to 1000." if limit < MAX_LIMIT else ""
    raise RejectedError(
        f"There are {page.total:,} records or more, beyond what NetSuite lists.",
        code="TOO_MANY_RECORDS",
        cause="A list reaches 1000 pages and 100,000 records at most.",
        fix=f"Narrow the query, set max_rows, or use run-suiteql with ranges of id.{larger}",
    )


def _warn_once(found: Walk, warning: str) -> None:
    if warning not in found.warnings:
        found.warnings.append(warning)


async def fetch_bodies(
    records: RecordService,
    record_type: str,
    ids: Sequence[str],
    *,
    expand_sub_resources: bool,
    side_by_side: int,
    report: Report,
) -> list[RecordBody | None]:
    """Bodies in the order of ``ids``, at most ``side_by_side`` at a time; None for a record that is gone by now.

    Any other error ends the walk at once.
    """
    bodies: list[RecordBody | None] = [None] * len(ids)
    turns = iter(enumerate(ids))
    done = 0

    async def work() -> None:
        nonlocal done
        for index, record_id in turns:
            ref = RecordRef(record_type, record_id=record_id)
            try:
                bodies[index] = await records.get(ref, expand_sub_resources=expand_sub_resources)
            except NotFoundError:
                bodies[index] = None
            done += 1
            report(done, len(ids), f"{record_type} read")

    workers = [asyncio.ensure_future(work()) for _ in range(min(side_by_side, len(ids)))]
    try:
        await asyncio.gather(*workers)
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    return bodies
