"""Create or update many records of one type by their external IDs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, RecordType
from suiteplug.connector.jobs.batches import Batch, Operation, check_replaced, items_to_upsert, sublists_of
from suiteplug.connector.jobs.batching import run_batch
from suiteplug.connector.jobs.declared import BATCH_ERRORS, BatchOutput, Items, Order, Timeout
from suiteplug.connector.records.declared import CAN_CREATE, Replace, oracle_help
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """What the records shall be."""

    record_type: RecordType
    items: Items = Field(description="Record bodies with NetSuite's own field names, each with its externalId.")
    replace: Replace | None = Field(
        default=None,
        description="Sublists to replace by the lines in the bodies. Left out: all sublists that the bodies carry, so "
        "that repeating never doubles lines; all items then have to carry the same ones. An empty list: none.",
    )
    order: Order = "sequential"
    timeout_s: Timeout = 1800


async def run(session: Session, inputs: Inputs) -> BatchOutput:
    """Write the records, 100 a request."""
    items = items_to_upsert(inputs.items)
    replaced = sublists_of(items) if inputs.replace is None else tuple(inputs.replace)
    check_replaced(items, replaced)
    batch = Batch(
        operation=Operation.UPSERT,
        record_type=inputs.record_type,
        items=items,
        query=(("replace", ",".join(replaced)),) if replaced else (),
        parallel=inputs.order == "parallel",
    )
    runs = await run_batch(session, batch, timeout_s=inputs.timeout_s)
    return BatchOutput.of(inputs.record_type, runs)


ACTION = ActionSpec(
    key="upsert-records",
    title="Upsert records",
    description="Creates or updates many records of one type by their external IDs and tells what became of each.",
    guidance="Use it to bring many records of another system into NetSuite: running it again gives the same records, "
    "never second ones. Sublists in the bodies replace those of the records, so send all lines. Some may fail while "
    "others succeed: look at each item. NetSuite does not say which were new.",
    group="batch",
    effect=Effect.UPSERT,
    inputs=Inputs,
    output=BatchOutput,
    run=run,
    examples=(
        Example(
            "Two customers of a web shop, one of them known already",
            {
                "record_type": "customer",
                "items": [
                    {"externalId": "ERP-C-0001", "email": "accounts@bluekilnltd.example"},
                    {
                        "externalId": "EXAMPLE-2003",
                        "companyName": "Fern & Clay",
                        "isPerson": False,
                        "subsidiary": {"id": "1"},
                    },
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
                        "outcome": "created or updated",
                        "error": None,
                        "warnings": [],
                        "job_id": "2",
                        "task_id": "1",
                        "matched_by": "external ID",
                    },
                    {
                        "index": 1,
                        "external_id": "EXAMPLE-2003",
                        "record_id": "1069",
                        "outcome": "created or updated",
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
    idempotency=Idempotency.EXTERNAL_ID,
    settled_by=SettledBy.JOB_KEY,
    settle="Run it again: the external IDs make sure that nothing is doubled.",
    permissions=CAN_CREATE,
    release="2026.1",
    errors=BATCH_ERRORS,
    cost=Cost.FAN_OUT,
    source=oracle_help("article_0127092747"),
)
