"""List the record types of the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, ActionModel, ActionOutput
from suiteplug.connector.metadata.labels import is_custom, label_of
from suiteplug.connector.records.declared import READ_ERRORS, REST, oracle_help
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """Which of them."""

    search: str = Field(default="", max_length=100, description="Only types whose name contains this, in any case.")
    custom_only: bool = Field(default=False, description="Only custom types: records, lists, transactions.")
    refresh: bool = Field(default=False, description="Ask NetSuite even when the list was read a while ago.")


class RecordTypeEntry(ActionModel):
    """One record type."""

    name: str = Field(description="Name to use as record_type.")
    label: str = Field(description="The name in words.")
    custom: bool = Field(description="Whether it is a custom type of this account: a record, list or transaction.")


class Output(ActionOutput):
    """The record types."""

    record_types: list[RecordTypeEntry] = Field(description="Types that the role sees, by name.")
    count: int = Field(description="Number of types given.")


async def run(session: Session, inputs: Inputs) -> Output:
    """List them, from memory where the list is fresh."""
    wanted = inputs.search.replace(" ", "").lower()
    entries = [
        RecordTypeEntry(name=name, label=label_of(name), custom=is_custom(name))
        for name in await session.metadata.record_types(refresh=inputs.refresh)
        if wanted in name.lower()
    ]
    if inputs.custom_only:
        entries = [entry for entry in entries if entry.custom]
    return Output(record_types=entries, count=len(entries))


ACTION = ActionSpec(
    key="list-record-types",
    title="List record types",
    description="Lists the record types of this account that the role sees, custom ones included.",
    guidance="Use it to find the right record_type for other actions. It only reads and is remembered for 15 "
    "minutes; repeating is safe. Items have a type per kind (inventoryItem, serviceSaleItem ...); there is no type "
    "item or file.",
    group="metadata",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "Types about fulfilment",
            {"search": "itemfulfil"},
            {
                "record_types": [{"name": "itemFulfillment", "label": "Item Fulfillment", "custom": False}],
                "count": 1,
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=(REST,),
    errors=READ_ERRORS,
    source=oracle_help("section_1540810174"),
)
