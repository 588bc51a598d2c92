"""Delete many records of one type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, RecordType
from suiteplug.connector.jobs.batches import Batch, Operation, items_by_id
from suiteplug.connector.jobs.batching import run_batch
from suiteplug.connector.jobs.declared import BATCH_ERRORS, BatchOutput, ExternalIds, Order, RecordIds, Timeout
from suiteplug.connector.records.declared import CAN_DELETE, oracle_help
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """Which records."""

    record_type: RecordType
    record_ids: RecordIds = Field(default=[])
    external_ids: ExternalIds = Field(default=[])
    order: Order = "sequential"
    timeout_s: Timeout = 1800


async def run(session: Session, inputs: Inputs) -> BatchOutput:
    """Delete the records, up to 100 a request."""
    batch = Batch(
        operation=Operation.DELETE,
        record_type=inputs.record_type,
        items=items_by_id(inputs.record_ids, inputs.external_ids),
        parallel=inputs.order == "parallel",
    )
    runs = await run_batch(session, batch, timeout_s=inputs.timeout_s)
    return BatchOutput.of(inputs.record_type, runs)


ACTION = ActionSpec(
    key="delete-records",
    title="Delete records",
    description="Deletes many records of one type in the background. They cannot be brought back.",
    guidance="Use it only when a person asked for these very records to be deleted. NetSuite refuses those that other "
    "records depend on; the others go. Look at each item. Repeating is safe: what is gone is then not found.",
    group="batch",
    effect=Effect.DELETE,
    inputs=Inputs,
    output=BatchOutput,
    run=run,
    examples=(
        Example(
            "A customer by external ID, and one that does not exist",
            {"record_type": "customer", "external_ids": ["ERP-C-0049", "ERP-C-9999"]},
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
                        "external_id": "ERP-C-0049",
                        "record_id": None,
                        "outcome": "deleted",
                        "error": None,
                        "warnings": [],
                        "job_id": "2",
                        "task_id": "1",
                        "matched_by": "request order",
                    },
                    {
                        "index": 1,
                        "external_id": "ERP-C-9999",
                        "record_id": None,
                        "outcome": "failed",
                        "error": {
                            "error": "NotFoundError",
                            "message": "The record instance does not exist. Provide a valid record instance ID.",
                            "code": "NONEXISTENT_ID",
                            "cause": "There is no such record, or the role does not see it.",
                            "fix": "Check the ID, the record type, and whether the record was deleted or merged.",
                            "field": "",
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
    idempotency=Idempotency.NATURAL,
    settled_by=SettledBy.JOB_KEY,
    settle="Run it again, or get-records: not found means deleted.",
    permissions=CAN_DELETE,
    release="2026.1",
    errors=BATCH_ERRORS,
    cost=Cost.FAN_OUT,
    source=oracle_help("article_0127092747"),
)
