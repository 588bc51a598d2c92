"""SuiteAnalytics datasets: what there is, and the rows of one (Oracle help: section_156577938018).

Values come as people see them: names instead of IDs, dates as the user formats them, numbers as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.connector import paths
from suiteplug.connector.errors import InputError
from suiteplug.connector.exchange import Request
from suiteplug.connector.suiteql import paging

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.connector.exchange import Sender

    Report = Callable[[int, int | None, str], None]

_PATH = f"{paths.QUERY}/dataset"


@dataclass(frozen=True, slots=True)
class DatasetEntry:
    """One dataset of the list; what NetSuite leaves out is empty."""

    id: str
    name: str
    description: str
    record_type: str


@dataclass(frozen=True, slots=True)
class DatasetPage:
    """Part of the list of datasets, or of the rows of one; ``next_offset`` is None at the end."""

    items: list[dict[str, Any]]
    total: int | None
    has_more: bool
    next_offset: int | None


class DatasetService:
    """Lists and runs datasets."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def entries(self, *, limit: int = 1000, offset: int = 0) -> tuple[list[DatasetEntry], DatasetPage]:
        """One page of the datasets that the role may run."""
        page = await self._page(f"{_PATH}/", "list the datasets", limit, offset)
        return [_entry(item) for item in page.items], page

    async def rows(
        self,
        dataset_id: str,
        *,
        limit: int = 1000,
        offset: int = 0,
        all_pages: bool = False,
        report: Report | None = None,
    ) -> DatasetPage:
        """One page of a dataset's rows, or with ``all_pages`` all from ``offset`` on. Columns without value are absent.

        Raises:
            InputError: NetSuite would not give such a page; nothing was sent.
        """
        path = f"{_PATH}/{paths.segment(dataset_id)}/result"
        rows: list[dict[str, Any]] = []
        while True:
            page = await self._page(path, f"run the dataset {dataset_id}", limit, offset + len(rows))
            rows += [_row(item) for item in page.items]
            if report is not None and all_pages:
                report(len(rows), page.total, "rows")
            if not (all_pages and page.has_more and page.items):
                next_offset = offset + len(rows) if page.has_more else None
                return DatasetPage(rows, page.total, page.has_more, next_offset)

    async def _page(self, path: str, summary: str, limit: int, offset: int) -> DatasetPage:
        paging.check_window(limit, offset)
        query = (("limit", str(limit)), ("offset", str(offset)))
        page = paging.read_page(await self._sender.send(Request("GET", path, summary, query=query)))
        more = page.has_more or (page.total is not None and offset + len(page.items) < page.total)
        return DatasetPage(page.items, page.total, more, offset + len(page.items) if more else None)


def check_id(dataset_id: str) -> str:
    """The ID, which is a script ID. Raises InputError for a name with blanks."""
    if not dataset_id.replace("_", "").isalnum():
        raise InputError(
            f"'{dataset_id}' is not the ID of a dataset.",
            code="INVALID_DATASET_ID",
            field="dataset_id",
            fix="list-datasets shows the IDs; those of an account's own begin with custdataset.",
        )
    return dataset_id


def _entry(item: dict[str, Any]) -> DatasetEntry:
    """The page names the members only in words, so that several spellings are read."""
    plain = {name.lower().replace("_", ""): value for name, value in item.items()}

    def text(*names: str) -> str:
        found = (plain.get(name) for name in names)
        return next((str(value) for value in found if isinstance(value, str | int)), "")

    return DatasetEntry(
        text("id", "scriptid"),
        text("name", "title"),
        text("description"),
        text("recordtype", "type", "record", "baserecordtype"),
    )


def _row(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name != "links"}
