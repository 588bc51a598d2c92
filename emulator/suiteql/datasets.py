"""``/services/rest/query/v1/dataset``: SuiteAnalytics datasets, listed and run (Oracle help: section_156577938018).

Values come as people see them: names instead of IDs, dates in the account's format, numbers as text. Rows of
transactions have no links; other rows have one when the dataset holds the internal ID.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.suiteql.paging import Page, read_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.suiteql.service import SuiteqlService


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset.

    Attributes:
        id: Script ID; ``custdataset…`` for one of the account's own.
        record_type: Its root record type.
        statement: SuiteQL behind it; the names of its columns are the keys of the rows.
        linked: REST type of the records that the column ``id`` names; empty for transactions.
    """

    id: str
    name: str
    description: str
    record_type: str
    statement: str
    linked: str = ""


INSTALLED = (
    Dataset(
        "custdataset_open_orders",
        "Open sales orders",
        "Orders that are not billed or closed, oldest first.",
        "transaction",
        "SELECT t.tranid, t.trandate, BUILTIN.DF(t.entity) AS entity, BUILTIN.DF(t.status) AS status, "
        "BUILTIN.DF(t.postingperiod) AS postingperiod, t.foreigntotal AS amount, t.memo FROM transaction t "
        "WHERE t.type = 'SalesOrd' AND t.status IN ('A', 'B', 'D', 'E', 'F') ORDER BY t.trandate ASC, t.id ASC",
    ),
    Dataset(
        "custdataset_customers",
        "Customers with their stage",
        "Active customers, with internal ID.",
        "customer",
        "SELECT c.id, c.entityid, c.companyname, c.email, BUILTIN.DF(c.currency) AS currency, "
        "BUILTIN.DF(c.entitystatus) AS entitystatus FROM customer c WHERE c.isinactive = 'F' ORDER BY c.id ASC",
        linked="customer",
    ),
    Dataset(
        "custdataset_sales_by_month",
        "Invoiced by month",
        "Sum and number of invoices of each posting period.",
        "transaction",
        "SELECT BUILTIN.DF(t.postingperiod) AS postingperiod, COUNT(t.id) AS invoices, SUM(t.foreigntotal) AS amount "
        "FROM transaction t WHERE t.type = 'CustInvc' GROUP BY t.postingperiod, BUILTIN.DF(t.postingperiod) "
        "ORDER BY t.postingperiod ASC",
    ),
)


class DatasetDoor:
    """Lists and runs the datasets of one account."""

    def __init__(self, suiteql: SuiteqlService, datasets: Sequence[Dataset] = INSTALLED) -> None:
        self._suiteql = suiteql
        self._datasets = {dataset.id: dataset for dataset in datasets}

    def handle(self, request: Request) -> Response:
        """Answer one request.

        Raises:
            Problem: There is no such dataset, or the page cannot be had.
        """
        if request.method != "GET":
            raise Problem(405, "INVALID_METHOD", f"Method {request.method} is not allowed.", headers={"allow": "GET"})
        page = read_page(request, truncate=False)
        match request.segments:
            case ():
                return self._list(request, page)
            case (name, "result") if name in self._datasets:
                return self._run(request, self._datasets[name], page)
            case (name,) | (name, "result"):
                # the words for a dataset that is not there are not published
                raise Problem(404, "NONEXISTENT_ID", f"Dataset '{name}' does not exist.", url_part=request.path)
            case _:
                raise Problem(404, "INVALID_REQUEST", "There is nothing at this URL.", url_part=request.path)

    def _list(self, request: Request, page: Page) -> Response:
        """Name, ID, description and record type of each; the spelling ``recordType`` is ours."""
        everything = [
            {
                "links": [{"rel": "self", "href": f"{request.door_url}/{dataset.id}"}],
                "id": dataset.id,
                "name": dataset.name,
                "description": dataset.description,
                "recordType": dataset.record_type,
            }
            for dataset in self._datasets.values()
        ]
        items = everything[page.offset : page.offset + page.limit]
        return Response.json(_envelope(request, page, items, len(everything)), kind="collection")

    def _run(self, request: Request, dataset: Dataset, page: Page) -> Response:
        if request.caller is None:
            raise LookupError("datasets are behind the sign-in")
        result = self._suiteql.rows(request.caller, dataset.statement, (), page)
        if dataset.linked:
            base = request.door_url.partition("/services/")[0]
            for row in result.items:
                href = f"{base}/services/rest/record/v1/{dataset.linked}/{row['id']}"
                row["links"] = [{"rel": "self", "href": href}]
        return Response.json(_envelope(request, page, result.items, result.total), kind="collection")


def _envelope(request: Request, page: Page, items: list[dict[str, Any]], total: int) -> dict[str, Any]:
    def link(relation: str, offset: int) -> dict[str, str]:
        address = request.url.partition("?")[0]
        return {"rel": relation, "href": f"{address}?{urlencode({'limit': page.limit, 'offset': offset})}"}

    links = [link("self", page.offset)]
    if page.offset:
        links += [link("first", 0), link("prev", page.offset - page.limit)]
    if page.offset + page.limit < total:
        links += [link("next", page.offset + page.limit), link("last", (total - 1) // page.limit * page.limit)]
    return {
        "links": links,
        "count": len(items),
        "hasMore": page.offset + len(items) < total,
        "items": items,
        "offset": page.offset,
        "totalResults": total,
    }
