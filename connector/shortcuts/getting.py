"""Get actions: one record with its lines, by internal or external ID."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, ActionOutput, ExternalId, JsonObject, RecordId
from suiteplug.connector.records.declared import READ_ERRORS, REST, oracle_help
from suiteplug.connector.records.ref import RecordRef
from suiteplug.connector.spec import ActionSpec, Effect, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session
    from suiteplug.connector.shortcuts.families import RecordFamily
    from suiteplug.connector.spec import Example

FieldName = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,99}$")]


class GetInputs(ActionInputs):
    """Which record, and how much of it."""

    record_id: RecordId | None = Field(default=None, description="Internal ID. Give this or external_id.")
    external_id: ExternalId | None = Field(
        default=None, description="External ID, without the prefix eid:. Give this or record_id."
    )
    expand_sub_resources: bool = Field(
        default=True, description="Give lines, addresses and other sublists and subrecords too."
    )
    fields: list[FieldName] = Field(
        default=[], max_length=200, description="Give only these body fields, and no sublists. Empty: all."
    )


class GetOutput(ActionOutput):
    """The record."""

    record_type: str = Field(description="REST name of its type.")
    record: JsonObject = Field(
        description="The record with NetSuite's own field names, without links. Fields without a value are absent."
    )
    not_expanded: list[str] = Field(
        description="Sublists and subrecords that the record has but that are not in this reply."
    )


async def read(session: Session, ref: RecordRef, inputs: GetInputs) -> GetOutput:
    """Read one record as the inputs ask for it."""
    found = await session.records.get(
        ref,
        expand_sub_resources=inputs.expand_sub_resources and not inputs.fields,
        fields=inputs.fields,
    )
    return GetOutput(record_type=ref.record_type, record=found.body, not_expanded=list(found.not_expanded))


def get_action(
    family: RecordFamily, *, description: str, guidance: str, examples: tuple[Example, ...]
) -> ActionSpec[GetInputs, GetOutput]:
    """The ActionSpec for a family whose records share one type."""

    async def run(session: Session, inputs: GetInputs) -> GetOutput:
        return await read(session, RecordRef(family.record_type, inputs.record_id, inputs.external_id), inputs)

    return ActionSpec(
        key=f"get-{family.singular.replace(' ', '-')}",
        title=f"Get {family.singular}",
        description=description,
        guidance=f"{guidance} It only reads; repeating is safe.",
        group=family.group,
        effect=Effect.READ,
        inputs=GetInputs,
        output=GetOutput,
        run=run,
        examples=examples,
        idempotency=Idempotency.NATURAL,
        permissions=(REST, f"{family.permission} (Edit)"),
        errors=READ_ERRORS,
        source=oracle_help("section_1545141500"),
    )
