"""Press a button of a record's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from suiteplug.connector.inputs import ActionOutput, JsonObject
from suiteplug.connector.records.declared import CAN_EDIT, WRITE_ERRORS, RecordInputs, oracle_help
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(RecordInputs):
    """Which record, and which of its actions."""

    action: str = Field(
        pattern=r"^@?[A-Za-z][A-Za-z0-9_]{0,99}$",
        description="ID of the action in Oracle's list of record actions, such as approve, confirm or markforgrouping.",
    )
    parameters: JsonObject = Field(
        default={}, description="Parameters of the action, as Oracle's page of the record type names them."
    )


class Output(ActionOutput):
    """What NetSuite says about it."""

    result: Any = Field(description="The result, as a rule true; an action may give something else.")
    reply: JsonObject = Field(description="Whatever else the reply holds, such as notifications.")


async def run(session: Session, inputs: Inputs) -> Output:
    """Run the action."""
    reply = await session.operations.run_action(inputs.ref, inputs.action, inputs.parameters)
    return Output(result=reply.pop("result", None), reply=reply)


ACTION = ActionSpec(
    key="run-record-action",
    title="Run record action",
    description="Does what a button on a record's page does: approve, reject, submit, confirm, mark for grouping ...",
    guidance="Use it for the actions that Oracle lists for a record type: timeBill approve, reject, submit; "
    "inventoryCount startcount, completecount, approve, reject; invoice markforgrouping, unmarkforgrouping; "
    "vendorPayment confirm, decline. It changes the record at once, and NetSuite has no metadata to ask which there "
    "are. Many approvals are no action but a field: update-record. Never repeat it when the outcome is unknown.",
    group="records",
    effect=Effect.ANY,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "An invoice is marked for grouping",
            {"record_type": "invoice", "record_id": "5415", "action": "markforgrouping"},
            {"result": True, "reply": {}},
        ),
    ),
    idempotency=Idempotency.NONE,
    settled_by=SettledBy.NOTHING,
    settle="Read the record (get-record): the action's effect shows in its status or fields.",
    permissions=CAN_EDIT,
    release="2021.1",
    errors=WRITE_ERRORS,
    source=oracle_help("section_156631158782"),
)
