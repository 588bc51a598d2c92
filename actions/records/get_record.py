"""Read one record of any type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from suiteplug.connector.inputs import ActionOutput, JsonObject
from suiteplug.connector.records.declared import CAN_EDIT, READ_ERRORS, RecordInputs, oracle_help
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session

FieldName = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,99}$")]


class Inputs(RecordInputs):
    """Which record, and how much of it."""

    expand_sub_resources: bool = Field(
        default=False, description="Give all sublists, lines and subrecords too. Makes the reply much longer."
    )
    simple_enum_format: bool = Field(
        default=False, description="Give choice fields as a plain ID instead of ID and name."
    )
    fields: list[FieldName] = Field(
        default=[],
        max_length=200,
        description="Give only these body fields. Not together with expand_sub_resources.",
        json_schema_extra={"x-choices": {"source": "record-fields", "depends_on": ["record_type"]}},
    )


class Output(ActionOutput):
    """The record."""

    record: JsonObject = Field(
        description="The record with NetSuite's own field names, without links. Fields without a value are absent."
    )
    not_expanded: list[str] = Field(
        description="Sublists and subrecords that the record has but that are not in this reply."
    )


async def run(session: Session, inputs: Inputs) -> Output:
    """Read the record."""
    found = await session.records.get(
        inputs.ref,
        expand_sub_resources=inputs.expand_sub_resources,
        simple_enum_format=inputs.simple_enum_format,
        fields=inputs.fields,
    )
    return Output(record=found.body, not_expanded=list(found.not_expanded))


ACTION = ActionSpec(
    key="get-record",
    title="Get record",
    description="Reads one record of any type by internal or external ID.",
    guidance="Use it when the type and the ID are known; to find IDs use list-records or run-suiteql. It only reads; "
    "repeating is safe. Ask for fields, or for expand_sub_resources when lines or addresses are needed.",
    group="records",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "Two fields of a currency",
            {"record_type": "currency", "record_id": "1", "fields": ["name", "symbol"]},
            {"record": {"name": "US Dollar", "symbol": "USD"}, "not_expanded": []},
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=CAN_EDIT,
    errors=READ_ERRORS,
    source=oracle_help("section_1545141500"),
)
