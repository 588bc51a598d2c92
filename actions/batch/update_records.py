"""Update many records of one type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, RecordType
from suiteplug.connector.jobs.batches import Batch, Operation, check_replaced, items_to_update
from suiteplug.connector.jobs.batching import run_batch
from suiteplug.connector.jobs.declared import BATCH_ERRORS, BatchOutput, Items, Order, Timeout
from suiteplug.connector.records.declared import CAN_EDIT, Replace, oracle_help
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """What to change."""

    record_type: RecordType
    items: Items = Field(
        description="Changes with NetSuite's own field names; 'id' or 'externalId' in each says of which record. With "
        "both, id says it and externalId is set. null clears a field."
    )
    replace: Replace = Field(
        default=[],
        description="Sublists to replace as a whole, in every record. Without it, lines without a key are added.",
    )
    order: Order = "sequential"
    timeout_s: Timeout = 1800


async def run(session: Session, inputs: Inputs) -> BatchOutput:
    """Update the records, 100 a request."""
    items = items_to_update(inputs.items)
    check_replaced(items, inputs.replace)
    batch = Batch(
        operation=Operation.UPDATE,
        record_type=inputs.record_type,
        items=items,
        query=(("replace", ",".join(inputs.replace)),) if inputs.replace else (),
        parallel=inputs.order == "parallel",
    )
    runs = await run_batch(session, batch, timeout_s=inputs.timeout_s)
    return BatchOutput.of(inputs.record_type, runs)


ACTION = ActionSpec(
    key="update-records",
    title="Update records",
    description="Changes many records of one type in the background and tells what became of each.",
    guidance="Use it to change more than a few records of one type; update-record is quicker for one. Only the fields "
    "sent change. Some may fail while others succeed: look at each item. Repeating sets the same values again, but "
    "sublist lines without a key are added again: name such sublists in replace, or give an idempotency key.",
    group="batch",
    effect=Effect.UPDATE,
    inputs=Inputs,
    output=BatchOutput,
    run=run,
    examples=(
        Example(
            "Phone numbers of two customers",
            {
                "record_type": "customer",
                "items": [
                    {"externalId": "ERP-C-0001", "phone": "+1 415 555 0201"},
                    {"externalId": "ERP-C-0003", "phone": "+1 415 555 0202"},
                ],
            },
            {
                "record_type": "customer",
                "succeeded": 2,
                "failed": 0,
                "unknown": 0,
                "jobs": [{"job_id": "2", "items": 2, "completed": True, "repeated": False}],
                "warnings": [],
                "items": [
                    {
                        "index": 0,
                        "external_id": "ERP-C-0001",
                        "record_id": "1013",
                        "outcome": "updated",
                        "error": None,
                        "warnings": [],
                        "job_id": "2",
                        "task_id": "1",
                        "matched_by": "external ID",
                    },
                    {
                        "index": 1,
                        "external_id": "ERP-C-0003",
                        "record_id": "1016",
                        "outcome": "updated",
                        "error": None,
                        "warnings": [],
                        "job_id": "2",
                        "task_id": "2",
                        "matched_by": "external ID",
                    },
                ],
            },
        ),
    ),
    idempotency=Idempotency.KEY,
    settled_by=SettledBy.JOB_KEY,
    settle="Read the records. Or run it again with the idempotency key of the first run.",
    permissions=CAN_EDIT,
    release="2026.1",
    errors=BATCH_ERRORS,
    cost=Cost.FAN_OUT,
    source=oracle_help("article_0127092747"),
)
