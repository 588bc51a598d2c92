"""Show what NetSuite would fill in for a new record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.connector.inputs import RecordType
from suiteplug.connector.records.declared import CAN_CREATE, oracle_help
from suiteplug.connector.records.form_inputs import FORM_ERRORS, FormInputs, FormOutput, form_output
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(FormInputs):
    """Of which type, and with which values already in it."""

    record_type: RecordType


class Output(FormOutput):
    """The form of a new record."""


async def run(session: Session, inputs: Inputs) -> Output:
    """Ask for the form."""
    form = await session.forms.create(inputs.record_type, inputs.body, inputs.view)
    return Output(**form_output(inputs.record_type, form).model_dump())


ACTION = ActionSpec(
    key="get-create-form",
    title="Get create form",
    description="Shows a new record with all that NetSuite fills in, without saving it.",
    guidance="Use it before create-record to see defaults, prices, taxes and totals that follow from the values given: "
    "the customer and the items of an order, for example. Nothing is saved; repeating is safe. Needs NetSuite 2026.1; "
    "on an older account it refuses before anything is sent.",
    group="records",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "What an order of a customer begins with",
            {
                "record_type": "salesOrder",
                "body": {"entity": {"id": "1013"}},
                "fields": ["entity", "currency", "tranDate", "terms"],
            },
            {
                "record_type": "salesOrder",
                "record": {
                    "entity": {"id": "1013", "refName": "CUST1001 Blue Kiln Ltd"},
                    "currency": {"id": "1", "refName": "US Dollar"},
                    "tranDate": "2026-11-20",
                    "terms": {"id": "1", "refName": "Net 15"},
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
