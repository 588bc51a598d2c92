"""Create a record of any type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, ActionOutput, Body, ExternalId, RecordType
from suiteplug.connector.records.declared import (
    CAN_CREATE,
    WRITE_ERRORS,
    NewRecordId,
    Replace,
    Warnings,
    oracle_help,
)
from suiteplug.connector.records.external_ids import with_external_id
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """What to create."""

    record_type: RecordType
    body: Body
    external_id: ExternalId | None = Field(
        default=None,
        description="Your own ID for the record. With it NetSuite refuses a second record, so that a repeat after a "
        "lost answer cannot double anything.",
    )
    replace: Replace = Field(default=[], description="Sublists whose default lines NetSuite removes first.")


class Output(ActionOutput):
    """The new record."""

    record_type: str = Field(description="Type of the record.")
    record_id: NewRecordId
    warnings: Warnings


async def run(session: Session, inputs: Inputs) -> Output:
    """Create the record."""
    body = with_external_id(inputs.body, inputs.external_id)
    written = await session.records.create(inputs.record_type, body, replace=inputs.replace)
    return Output(record_type=inputs.record_type, record_id=written.record_id, warnings=list(written.warnings))


ACTION = ActionSpec(
    key="create-record",
    title="Create record",
    description="Creates a record of any type.",
    guidance="Use it for a record that must be new; where a repeat may happen use upsert-record instead. Look "
    'fields up with get-record-metadata; references are objects: "subsidiary": {"id": "1"}; sublists are {"items": '
    "[...]}. Misspelt fields are refused. Repeating creates a second record, unless external_id is given (then the "
    "repeat fails) or the host gives the same idempotency key (then it gets the same output).",
    group="records",
    effect=Effect.CREATE,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "A company as customer",
            {
                "record_type": "customer",
                "external_id": "EXAMPLE-1001",
                "body": {"companyName": "Blue Kiln Ltd", "isPerson": False, "subsidiary": {"id": "1"}},
            },
            {"record_type": "customer", "record_id": "1069", "warnings": []},
        ),
    ),
    idempotency=Idempotency.NONE,
    settled_by=SettledBy.EXTERNAL_ID,
    settle="With an idempotency key: run it again with the same key. With external_id: get-record by it. With neither: "
    "look for the record by what it contains.",
    permissions=CAN_CREATE,
    errors=WRITE_ERRORS,
    source=oracle_help("section_1545141395"),
)
