"""Make a record from another: an invoice from an order, a payment from an invoice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from suiteplug.connector.inputs import ActionOutput, Body, RecordType
from suiteplug.connector.records.declared import (
    CAN_CREATE,
    WRITE_ERRORS,
    NewRecordId,
    RecordInputs,
    Replace,
    Warnings,
    oracle_help,
)
from suiteplug.connector.records.made_from import newest_made_from
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(RecordInputs):
    """Which record, into what, and what is different from NetSuite's proposal."""

    target_type: RecordType = Field(description="Type of the new record, such as invoice or customerPayment.")
    body: Body = Field(
        default={},
        description="Fields of the new record to set or override. Lines are named by orderLine (the line of the "
        "source). An externalId here makes it safe to look the record up after a lost answer.",
    )
    replace: Replace = Field(default=[])


class Output(ActionOutput):
    """The new record."""

    record_type: str = Field(description="Type of the new record.")
    record_id: NewRecordId
    found_by: Literal["reply", "createdFrom", "nothing"] = Field(
        description="Where the ID comes from: NetSuite's reply or the external ID; the newest record made from the "
        "source; or it is not known."
    )
    warnings: Warnings


async def run(session: Session, inputs: Inputs) -> Output:
    """Transform, and look the new record up where the reply does not name it."""
    made = await session.records.transform(inputs.ref, inputs.target_type, inputs.body, replace=inputs.replace)
    if made.record_id:
        return Output(
            record_type=inputs.target_type, record_id=made.record_id, found_by="reply", warnings=list(made.warnings)
        )
    record_id = await newest_made_from(session.records, session.suiteql, inputs.ref, inputs.target_type)
    return Output(
        record_type=inputs.target_type,
        record_id=record_id,
        found_by="createdFrom" if record_id else "nothing",
        warnings=list(made.warnings),
    )


ACTION = ActionSpec(
    key="transform-record",
    title="Transform record",
    description="Makes a record from another, such as an invoice from a sales order or a payment from an invoice.",
    guidance="Use it to bill an order (salesOrder to invoice), pay an invoice (invoice to customerPayment), credit "
    "or return. For fulfilling an order use create-item-fulfillment. NetSuite proposes all that is open; lines you "
    "do not name are taken over whole. Repeating makes another record; give body.externalId and look that up first.",
    group="records",
    effect=Effect.CREATE,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "Bill a sales order",
            {
                "record_type": "salesOrder",
                "record_id": "5367",
                "target_type": "invoice",
                "body": {"memo": "Shop order 1001", "externalId": "EXAMPLE-INV-1"},
            },
            {"record_type": "invoice", "record_id": "5421", "found_by": "reply", "warnings": []},
        ),
    ),
    idempotency=Idempotency.NONE,
    settled_by=SettledBy.SOURCE,
    settle="With an idempotency key: run it again with the same key. Otherwise look for a record of the target type "
    "whose createdFrom is the source, or by body.externalId.",
    permissions=CAN_CREATE,
    errors=WRITE_ERRORS,
    source=oracle_help("section_157901123882"),
)
