"""Run a SuiteAnalytics dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector import errors
from suiteplug.connector.datasets import check_id
from suiteplug.connector.inputs import ActionInputs, ActionOutput, AllPages, JsonObject, Limit, Offset
from suiteplug.connector.records.declared import READ_ERRORS, oracle_help
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """Which dataset, and which part of its rows."""

    dataset_id: str = Field(
        min_length=1,
        max_length=200,
        description="Script ID of the dataset, such as custdataset_open_orders.",
        json_schema_extra={"x-choices": {"source": "datasets"}},
    )
    limit: Limit = 1000
    offset: Offset = 0
    all_pages: AllPages = False


class Output(ActionOutput):
    """The rows."""

    rows: list[JsonObject] = Field(
        description="Rows in the dataset's order. Keys are its columns; values are texts as people see them; a column "
        "without a value is absent."
    )
    count: int = Field(description="Number of rows given.")
    total: int | None = Field(description="Rows of the whole result; null when NetSuite did not tell.")
    has_more: bool = Field(description="Whether rows are left.")
    next_offset: int | None = Field(description="Offset of the first row not given; null at the end.")


async def run(session: Session, inputs: Inputs) -> Output:
    """Run it."""
    page = await session.datasets.rows(
        check_id(inputs.dataset_id),
        limit=inputs.limit,
        offset=inputs.offset,
        all_pages=inputs.all_pages,
        report=session.report,
    )
    return Output(
        rows=page.items,
        count=len(page.items),
        total=page.total,
        has_more=page.has_more,
        next_offset=page.next_offset,
    )


ACTION = ActionSpec(
    key="run-dataset",
    title="Run dataset",
    description="Runs a SuiteAnalytics dataset and gives its rows.",
    guidance="Use it for figures that somebody has set up in NetSuite as a dataset; list-datasets shows them. It only "
    "reads; repeating is safe. It cannot be filtered here, its values are written for people (names, local dates), and "
    "100,000 rows is the end: for IDs, filters and typed values use run-suiteql.",
    group="queries",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "The first customers of a dataset",
            {"dataset_id": "custdataset_customers", "limit": 2},
            {
                "rows": [
                    {
                        "companyname": "Blue Kiln Ltd",
                        "currency": "US Dollar",
                        "email": "ap@bluekilnltd.example",
                        "entityid": "CUST1001",
                        "entitystatus": "Closed Won",
                        "id": "1013",
                    },
                    {
                        "companyname": "Harbour Goods",
                        "currency": "US Dollar",
                        "email": "ap@harbourgoods.example",
                        "entityid": "CUST1002",
                        "entitystatus": "Closed Won",
                        "id": "1015",
                    },
                ],
                "count": 2,
                "total": 48,
                "has_more": True,
                "next_offset": 2,
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=("Setup > REST Web Services (Full)", "Reports > SuiteAnalytics Workbook (Edit)"),
    features=("REST Web Services", "SuiteAnalytics Workbook"),
    release="2020.1",
    errors=(*READ_ERRORS, errors.ContractError),
    cost=Cost.PAGED,
    source=oracle_help("section_156577938018"),
)
