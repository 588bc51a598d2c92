"""Attach a contact or a file to a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from suiteplug.connector.inputs import ActionOutput
from suiteplug.connector.records.attachment_inputs import ATTACH_ERRORS, AttachmentInputs
from suiteplug.connector.records.declared import CAN_EDIT, oracle_help
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(AttachmentInputs):
    """What to attach to which record."""

    role_id: Annotated[str, Field(pattern=r"^-?[0-9]{1,18}$")] | None = Field(
        default=None, description="Internal ID of a contact's role at this record, such as -10 (Primary Contact)."
    )
    role_external_id: str | None = Field(
        default=None, min_length=1, max_length=255, description="External ID of that role, instead."
    )


class Output(ActionOutput):
    """What was done."""

    attached: bool = Field(description="True: it is attached now.")


async def run(session: Session, inputs: Inputs) -> Output:
    """Attach it."""
    role = inputs.role(inputs.role_id, inputs.role_external_id)
    await session.operations.attach(inputs.ref, inputs.kind, inputs.attached, role)
    return Output(attached=True)


ACTION = ActionSpec(
    key="attach-record",
    title="Attach record",
    description="Attaches a contact, or a file of the file cabinet, to a record.",
    guidance="Use it to make a contact a contact of a customer, vendor or transaction, with its role there, or to hang "
    "a file on a record. NetSuite attaches only contacts and files; a file must be in the file cabinet already. "
    "Repeating leaves it attached.",
    group="records",
    effect=Effect.UPDATE,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "A contact becomes the primary contact of a customer",
            {
                "record_type": "customer",
                "record_id": "1013",
                "kind": "contact",
                "attached_id": "1029",
                "role_id": "-10",
            },
            {"attached": True},
        ),
    ),
    idempotency=Idempotency.NATURAL,
    settled_by=SettledBy.REPEATING,
    permissions=CAN_EDIT,
    release="2026.1",
    errors=ATTACH_ERRORS,
    source=oracle_help("article_0113084334"),
)
