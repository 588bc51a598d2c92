"""Show a saved record with changes applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.connector.records.declared import CAN_EDIT, RecordInputs, oracle_help
from suiteplug.connector.records.form_inputs import FORM_ERRORS, FormInputs, FormOutput, form_output
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(FormInputs, RecordInputs):
    """Which record, and the changes to try."""


class Output(FormOutput):
    """The record as it would be after the changes."""


async def run(session: Session, inputs: Inputs) -> Output:
    """Ask for the form."""
    form = await session.forms.edit(inputs.ref, inputs.body, inputs.view)
    return Output(**form_output(inputs.record_type, form).model_dump())


ACTION = ActionSpec(
    key="get-edit-form",
    title="Get edit form",
    description="Shows a saved record as it would be after some changes, without saving them.",
    guidance="Use it before update-record to see what a change does to the rest: totals, taxes, defaults that follow. "
    "Nothing is saved; repeating is safe. Needs NetSuite 2026.1; on an older account it refuses before anything is "
    "sent.",
    group="records",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "A customer with other terms",
            {
                "record_type": "customer",
                "record_id": "1013",
                "body": {"terms": {"id": "3"}},
                "fields": ["companyName", "terms"],
            },
            {
                "record_type": "customer",
                "record": {"companyName": "Blue Kiln Ltd", "terms": {"id": "3", "refName": "Net 60"}},
                "not_expanded": [],
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=CAN_EDIT,
    release="2026.1",
    errors=FORM_ERRORS,
    cost=Cost.FEW,
    source=oracle_help("article_1217103046"),
)
