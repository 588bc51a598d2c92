"""Show what a transform would make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import RecordType
from suiteplug.connector.records.declared import CAN_CREATE, RecordInputs, oracle_help
from suiteplug.connector.records.form_inputs import FORM_ERRORS, FormInputs, FormOutput, form_output
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(FormInputs, RecordInputs):
    """From which record, into what, and with which values already in it."""

    target_type: RecordType = Field(description="Type of the record to be made, such as invoice or itemFulfillment.")


class Output(FormOutput):
    """The form of the record that would be made."""


async def run(session: Session, inputs: Inputs) -> Output:
    """Ask for the form."""
    form = await session.forms.transform(inputs.ref, inputs.target_type, inputs.body, inputs.view)
    return Output(**form_output(inputs.target_type, form).model_dump())


ACTION = ActionSpec(
    key="get-transform-form",
    title="Get transform form",
    description="Shows the record that a transform would make, with the lines it offers, without saving it.",
    guidance="Use it before transform-record or create-item-fulfillment to see which lines are left and their keys: "
    "expand item, and name a line by its orderLine. Nothing is saved; repeating is safe. Needs NetSuite 2026.1; on an "
    "older account it refuses before anything is sent.",
    group="records",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "The invoice that a sales order would give",
            {
                "record_type": "salesOrder",
                "record_id": "5367",
                "target_type": "invoice",
                "fields": ["entity", "createdFrom", "subtotal", "total"],
            },
            {
                "record_type": "invoice",
                "record": {
                    "entity": {"id": "1021", "refName": "CUST1007 Old Mill Homeware"},
                    "createdFrom": {"id": "5367", "refName": "Sales Order #SO1095"},
                    "subtotal": 112.0,
                    "total": 118.9,
                },
                "not_expanded": [],
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=CAN_CREATE,
    release="2026.1",
    errors=FORM_ERRORS,
    cost=Cost.FEW,
    source=oracle_help("article_1217103046"),
)
