"""List SuiteAnalytics datasets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector import errors
from suiteplug.connector.inputs import ActionInputs, ActionModel, ActionOutput, Limit, Offset
from suiteplug.connector.records.declared import READ_ERRORS, oracle_help
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """Which part of the list."""

    limit: Limit = 1000
    offset: Offset = 0


class Dataset(ActionModel):
    """One dataset."""

    id: str = Field(description="Script ID, for run-dataset.")
    name: str = Field(description="Name.")
    description: str = Field(description="Description; empty without one.")
    record_type: str = Field(description="Record type it begins with; empty where NetSuite does not say.")


class Output(ActionOutput):
    """The datasets."""

    items: list[Dataset] = Field(description="The datasets that this role may run.")
    count: int = Field(description="Number of datasets given.")
    total: int | None = Field(description="Number of all datasets; null when NetSuite did not tell.")
    has_more: bool = Field(description="Whether datasets are left.")
    next_offset: int | None = Field(description="Offset of the first dataset not given; null at the end.")


async def run(session: Session, inputs: Inputs) -> Output:
    """List them."""
    entries, page = await session.datasets.entries(limit=inputs.limit, offset=inputs.offset)
    return Output(
        items=[
            Dataset(id=entry.id, name=entry.name, description=entry.description, record_type=entry.record_type)
            for entry in entries
        ],
        count=len(entries),
        total=page.total,
        has_more=page.has_more,
        next_offset=page.next_offset,
    )


ACTION = ActionSpec(
    key="list-datasets",
    title="List datasets",
    description="Lists the SuiteAnalytics datasets that can be run.",
    guidance="Use it to find the ID for run-dataset. It only reads; repeating is safe. Datasets are made in NetSuite "
    "(Analytics > Datasets), not by REST. Saved searches are not among them: REST has none; a RESTlet can run one.",
    group="queries",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "The first datasets",
            {"limit": 1},
            {
                "items": [
                    {
                        "id": "custdataset_open_orders",
                        "name": "Open sales orders",
                        "description": "Orders that are not billed or closed, oldest first.",
                        "record_type": "transaction",
                    }
                ],
                "count": 1,
                "total": 3,
                "has_more": True,
                "next_offset": 1,
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=("Setup > REST Web Services (Full)", "Reports > SuiteAnalytics Workbook (Edit)"),
    features=("REST Web Services", "SuiteAnalytics Workbook"),
    release="2020.1",
    errors=(*READ_ERRORS, errors.ContractError),
    source=oracle_help("section_156577938018"),
)
