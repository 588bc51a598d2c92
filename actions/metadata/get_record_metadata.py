"""Describe a record type: fields, choices, sublists and their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, ActionOutput, RecordType
from suiteplug.connector.metadata.model import FieldMetadata, SublistMetadata, SubrecordMetadata
from suiteplug.connector.metadata.select import select
from suiteplug.connector.records.declared import READ_ERRORS, REST, oracle_help
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """Which record type, and what of it."""

    record_type: RecordType
    search: str = Field(
        default="",
        max_length=100,
        description="Only fields, sublists and subrecords whose name or label contains this, in any case; lines too.",
    )
    custom_only: bool = Field(default=False, description="Only custom fields.")
    refresh: bool = Field(default=False, description="Ask NetSuite even when the type was read a while ago.")


class Output(ActionOutput):
    """The record type."""

    record_type: str = Field(description="Name of the record type, in NetSuite's spelling.")
    fields: list[FieldMetadata] = Field(description="Body fields, by name.")
    sublists: list[SublistMetadata] = Field(description="Sublists, by name.")
    subrecords: list[SubrecordMetadata] = Field(description="Nested objects of the body, by name.")
    filterable: list[str] = Field(description="Fields that a filter of list-records may use.")


async def run(session: Session, inputs: Inputs) -> Output:
    """Describe the type, from memory where it is fresh."""
    described = await session.metadata.describe(inputs.record_type, refresh=inputs.refresh)
    chosen = select(described, search=inputs.search, custom_only=inputs.custom_only)
    return Output(
        record_type=chosen.record_type,
        fields=list(chosen.fields),
        sublists=list(chosen.sublists),
        subrecords=list(chosen.subrecords),
        filterable=[field.name for field in chosen.fields if field.filterable],
    )


ACTION = ActionSpec(
    key="get-record-metadata",
    title="Get record metadata",
    description="Describes a record type: fields with kind and label, choices, custom fields, sublists with their "
    "keys.",
    guidance="Use it before writing a record, or after NetSuite refused a field. Narrow it with search: some types "
    "have hundreds of fields. NetSuite does not tell which fields are required; its refusal does. It only reads "
    "and is remembered for 15 minutes; repeating is safe.",
    group="metadata",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "The symbol of a currency",
            {"record_type": "currency", "search": "iso code"},
            {
                "record_type": "currency",
                "fields": [
                    {
                        "name": "symbol",
                        "label": "ISO Code",
                        "kind": "text",
                        "values": [],
                        "record_types": [],
                        "custom": False,
                        "filterable": True,
                        "read_only": False,
                        "max_length": None,
                    }
                ],
                "sublists": [],
                "subrecords": [],
                "filterable": ["symbol"],
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=(REST,),
    errors=READ_ERRORS,
    source=oracle_help("section_1545129726"),
)
