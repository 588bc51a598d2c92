"""Detach a contact or a file from a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionOutput
from suiteplug.connector.records.attachment_inputs import ATTACH_ERRORS, AttachmentInputs
from suiteplug.connector.records.declared import CAN_EDIT, oracle_help
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(AttachmentInputs):
    """What to detach from which record."""


class Output(ActionOutput):
    """What was done."""

    detached: bool = Field(
        description="True: this call detached it. False: an earlier attempt of this call had, and its answer was lost."
    )


async def run(session: Session, inputs: Inputs) -> Output:
    """Detach it."""
    return Output(detached=await session.operations.detach(inputs.ref, inputs.kind, inputs.attached))


ACTION = ActionSpec(
    key="detach-record",
    title="Detach record",
    description="Detaches a contact or a file from a record. Neither of them is deleted.",
    guidance="Use it to undo attach-record. The contact or file itself stays. Repeating leaves it detached; NetSuite "
    "may refuse to detach what is not attached.",
    group="records",
    effect=Effect.UPDATE,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "A contact is no longer one of this customer",
            {"record_type": "customer", "record_id": "1028", "kind": "contact", "attached_id": "1029"},
            {"detached": True},
        ),
    ),
    idempotency=Idempotency.NATURAL,
    settled_by=SettledBy.REPEATING,
    permissions=CAN_EDIT,
    release="2026.1",
    errors=ATTACH_ERRORS,
    source=oracle_help("article_0113084334"),
)
