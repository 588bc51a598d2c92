"""Delete a record of any type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector import errors
from suiteplug.connector.inputs import ActionOutput
from suiteplug.connector.records.declared import CAN_DELETE, READ_ERRORS, RecordInputs, oracle_help
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(RecordInputs):
    """Which record."""


class Output(ActionOutput):
    """What became of it."""

    record_type: str = Field(description="Type of the record.")
    deleted: bool = Field(description="Always true: a record that does not exist is an error.")
    answer_was_lost: bool = Field(
        description="Whether the first answer was lost, and a repeat found the record gone: this call deleted it."
    )


async def run(session: Session, inputs: Inputs) -> Output:
    """Delete the record."""
    plainly = await session.records.delete(inputs.ref)
    return Output(record_type=inputs.record_type, deleted=True, answer_was_lost=not plainly)


ACTION = ActionSpec(
    key="delete-record",
    title="Delete record",
    description="Deletes a record of any type. It cannot be brought back.",
    guidance="Use it only when a person asked for this very record to be deleted. NetSuite refuses when other "
    "records depend on it: make it inactive (update-record with isInactive true) or void it instead. Repeating is "
    "safe: the second time it is not found.",
    group="records",
    effect=Effect.DELETE,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "A customer by external ID",
            {"record_type": "customer", "external_id": "ERP-C-0049"},
            {"record_type": "customer", "deleted": True, "answer_was_lost": False},
        ),
    ),
    idempotency=Idempotency.NATURAL,
    settled_by=SettledBy.REPEATING,
    settle="Run it again, or get-record: not found means deleted.",
    permissions=CAN_DELETE,
    errors=(*READ_ERRORS, errors.InvalidRecordError, errors.RecordChangedError),
    source=oracle_help("section_1545142287"),
)
