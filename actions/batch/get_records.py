"""Read many records of one type by their IDs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, RecordType
from suiteplug.connector.jobs.batches import Batch, Operation, items_by_id
from suiteplug.connector.jobs.batching import run_batch
from suiteplug.connector.jobs.declared import (
    JOB_READ_ERRORS,
    Counts,
    ExternalIds,
    Order,
    ReadItem,
    RecordIds,
    Timeout,
    counts,
    outcomes,
)
from suiteplug.connector.records.declared import CAN_EDIT, oracle_help
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """Which records, and what of them."""

    record_type: RecordType
    record_ids: RecordIds = Field(default=[])
    external_ids: ExternalIds = Field(default=[])
    fields: list[Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,99}$")]] = Field(
        default=[], max_length=200, description="Only these fields. Left out: all."
    )
    expand_sub_resources: bool = Field(default=False, description="Include sublists and subrecords in full.")
    order: Order = "parallel"
    timeout_s: Timeout = 1800


class Output(Counts):
    """The records."""

    items: list[ReadItem] = Field(description="Every record, in the order of the input.")


async def run(session: Session, inputs: Inputs) -> Output:
    """Read the records, up to 100 a request."""
    query = [("expandRecords", "true")]
    if inputs.fields:
        # the external ID in the result tells whose it is
        tell_tale = ["externalId"] if inputs.external_ids and "externalId" not in inputs.fields else []
        query.append(("fields", ",".join([*inputs.fields, *tell_tale])))
    if inputs.expand_sub_resources:
        query.append(("expandSubResources", "true"))
    batch = Batch(
        operation=Operation.GET,
        record_type=inputs.record_type,
        items=items_by_id(inputs.record_ids, inputs.external_ids),
        query=tuple(query),
        parallel=inputs.order == "parallel",
    )
    runs = await run_batch(session, batch, timeout_s=inputs.timeout_s)
    found = [ReadItem.of(outcome) for outcome in outcomes(runs)]
    return Output(**counts(inputs.record_type, runs), items=found)


ACTION = ActionSpec(
    key="get-records",
    title="Get records",
    description="Reads many records of one type by their IDs, in the background.",
    guidance="Use it to read the bodies of known records while nobody waits for them; get-record answers at once, "
    "list-records with expand reads what a filter finds, and run-suiteql is quicker for a few columns of many. Records "
    "that do not exist have the outcome failed.",
    group="batch",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "The names of two currencies",
            {"record_type": "currency", "record_ids": [1, 2], "fields": ["name", "symbol"]},
            {
                "record_type": "currency",
                "succeeded": 2,
                "failed": 0,
                "unknown": 0,
                "jobs": [{"job_id": "2", "items": 2, "completed": True, "repeated": False}],
                "warnings": [],
                "items": [
                    {
                        "index": 0,
                        "external_id": None,
                        "record_id": "1",
                        "outcome": "read",
                        "error": None,
                        "warnings": [],
                        "job_id": "2",
                        "task_id": "1",
                        "matched_by": "internal ID",
                        "record": {"name": "US Dollar", "symbol": "USD"},
                    },
                    {
                        "index": 1,
                        "external_id": None,
                        "record_id": "2",
                        "outcome": "read",
                        "error": None,
                        "warnings": [],
                        "job_id": "2",
                        "task_id": "2",
                        "matched_by": "internal ID",
                        "record": {"name": "British Pound", "symbol": "GBP"},
                    },
                ],
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=CAN_EDIT,
    release="2026.1",
    errors=JOB_READ_ERRORS,
    cost=Cost.FAN_OUT,
    source=oracle_help("article_0127092747"),
)
