"""Create many records of one type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, RecordType
from suiteplug.connector.jobs.batches import Batch, Operation, items_to_create
from suiteplug.connector.jobs.batching import run_batch
from suiteplug.connector.jobs.declared import BATCH_ERRORS, BatchOutput, Items, Order, Timeout
from suiteplug.connector.records.declared import CAN_CREATE, oracle_help
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """What to create."""

    record_type: RecordType
    items: Items = Field(
        description="Record bodies with NetSuite's own field names. Give each an externalId: it makes sure that "
        "nothing is doubled and tells which result is whose."
    )
    order: Order = "sequential"
    timeout_s: Timeout = 1800


async def run(session: Session, inputs: Inputs) -> BatchOutput:
    """Create the records, 100 a request."""
    batch = Batch(
        operation=Operation.CREATE,
        record_type=inputs.record_type,
        items=items_to_create(inputs.items),
        parallel=inputs.order == "parallel",
    )
    runs = await run_batch(session, batch, timeout_s=inputs.timeout_s)
    return BatchOutput.of(inputs.record_type, runs)


ACTION = ActionSpec(
    key="create-records",
    title="Create records",
    description="Creates many records of one type in the background and tells what became of each.",
    guidance="Use it for more than a few new records of one type; create-record is quicker for one. Some may fail "
    "while others succeed: look at each item, and repeat only those that failed. Running it again with the very same "
    "items finds the first jobs and writes nothing; where records may exist already use upsert-records.",
    group="batch",
    effect=Effect.CREATE,
    inputs=Inputs,
    output=BatchOutput,
    run=run,
    examples=(
        Example(
            "Two customers, one of them without its subsidiary",
            {
                "record_type": "customer",
                "items": [
                    {
                        "externalId": "EXAMPLE-2001",
                        "companyName": "Ridge & Rill",
                        "isPerson": False,
                        "subsidiary": {"id": "1"},
                    },
                    {"externalId": "EXAMPLE-2002", "companyName": "Moss Studio", "isPerson": False},
                ],
            },
            {
                "record_type": "customer",
                "succeeded": 1,
                "failed": 1,
                "unknown": 0,
                "jobs": [{"job_id": "2", "items": 2, "completed": True, "repeated": False}],
                "warnings": [],
                "items": [
                    {
                        "index": 0,
                        "external_id": "EXAMPLE-2001",
                        "record_id": "1069",
                        "outcome": "created",
                        "error": None,
                        "warnings": [],
                        "job_id": "2",
                        "task_id": "1",
                        "matched_by": "external ID",
                    },
                    {
                        "index": 1,
                        "external_id": "EXAMPLE-2002",
                        "record_id": None,
                        "outcome": "failed",
                        "error": {
                            "error": "InvalidRecordError",
                            "message": "Please enter value(s) for: Primary Subsidiary.",
                            "code": "USER_ERROR",
                            "cause": "The form used by this role asks for these fields.",
                            "fix": "Give a value for: subsidiary (Primary Subsidiary).",
                            "field": "subsidiary",
                        },
                        "warnings": [],
                        "job_id": "2",
                        "task_id": "2",
                        "matched_by": "request order",
                    },
                ],
            },
        ),
    ),
    idempotency=Idempotency.KEY,
    settled_by=SettledBy.JOB_KEY,
    settle="Run it again with the same items (or the same idempotency key): NetSuite then names the first jobs.",
    permissions=CAN_CREATE,
    release="2026.1",
    errors=BATCH_ERRORS,
    cost=Cost.FAN_OUT,
    source=oracle_help("article_0127092747"),
)
