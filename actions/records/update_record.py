"""Change fields and lines of a record of any type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionOutput, Body
from suiteplug.connector.records.declared import (
    CAN_EDIT,
    WRITE_ERRORS,
    NewRecordId,
    RecordInputs,
    Replace,
    Warnings,
    oracle_help,
)
from suiteplug.connector.records.unmodified import IfUnmodifiedSince, check_unmodified
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


_LINES = "lines before"


class Inputs(RecordInputs):
    """Which record, and what to change."""

    body: Body = Field(
        description="Fields to set, with NetSuite's own names; null clears a field, a field left out stays. A line "
        "with its key changes that line, a line without is added."
    )
    replace: Replace = Field(default=[])
    replace_selected_fields: bool = Field(
        default=False, description="Clear only the fields named in replace; other nulls in the body are ignored."
    )
    if_unmodified_since: IfUnmodifiedSince = None


class Output(ActionOutput):
    """The changed record."""

    record_type: str = Field(description="Type of the record.")
    record_id: NewRecordId
    warnings: Warnings


async def run(session: Session, inputs: Inputs) -> Output:
    """Change the record."""
    await check_unmodified(session, inputs.ref, inputs.if_unmodified_since)
    written = await session.records.update(
        inputs.ref,
        inputs.body,
        replace=inputs.replace,
        replace_selected_fields=inputs.replace_selected_fields,
        lines_before=await _lines_before(session, inputs),
    )
    return Output(record_type=inputs.record_type, record_id=written.record_id, warnings=list(written.warnings))


async def _lines_before(session: Session, inputs: Inputs) -> int | None:
    """The number of lines before some are added, by which a lost answer is settled; asked for only with a key."""
    if not session.once.has_key:
        return None
    seen = session.once.recall(_LINES)
    if seen is None:
        seen = await session.records.count_lines(inputs.ref, inputs.body, inputs.replace)
        await session.once.remember(_LINES, seen)
    return None if seen is None else int(seen)


ACTION = ActionSpec(
    key="update-record",
    title="Update record",
    description="Changes fields and lines of a record of any type.",
    guidance="Use it for an existing record; only what is sent changes. Setting fields and changing lines by their "
    "key may be repeated; a line without its key is added again by every repeat, so use add-sublist-item with "
    "'unless', or replace. With replace, lines that are not sent are removed. Misspelt fields are refused.",
    group="records",
    effect=Effect.UPDATE,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "Telephone number of a customer",
            {"record_type": "customer", "record_id": 1013, "body": {"phone": "+1 555 0100"}},
            {"record_type": "customer", "record_id": "1013", "warnings": []},
        ),
    ),
    idempotency=Idempotency.NONE,
    settled_by=SettledBy.BODY,
    settle="Read the record: get-record, with expand_sub_resources when lines were sent.",
    permissions=CAN_EDIT,
    errors=WRITE_ERRORS,
    source=oracle_help("section_1545142173"),
)
