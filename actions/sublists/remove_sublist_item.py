"""Remove a line from a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionOutput, JsonObject
from suiteplug.connector.records.declared import (
    CAN_EDIT,
    WRITE_ERRORS,
    LineKey,
    RecordInputs,
    SublistName,
    Warnings,
    oracle_help,
)
from suiteplug.connector.records.line_edits import LineEdits
from suiteplug.connector.records.unmodified import IfUnmodifiedSince, check_unmodified
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(RecordInputs):
    """Which line."""

    sublist: SublistName
    line_key: LineKey
    if_unmodified_since: IfUnmodifiedSince = None


class Output(ActionOutput):
    """The removed line."""

    removed: bool = Field(description="Always true: a line that is not there is an error.")
    line_key: dict[str, int | str] = Field(description="What named the line.")
    line: JsonObject = Field(description="The line as it was, so that it can be added again.")
    lines_left: int = Field(description="Number of lines that the sublist has now.")
    warnings: Warnings


async def run(session: Session, inputs: Inputs) -> Output:
    """Keep all other lines, and make sure that they are still there."""
    await check_unmodified(session, inputs.ref, inputs.if_unmodified_since)
    edits = LineEdits(session.records, session.metadata, session.once)
    change = await edits.remove(inputs.ref, inputs.sublist, inputs.line_key)
    removed = change.lines[0]
    left = sum(1 for line in change.sublist.lines if line is not removed)
    return Output(
        removed=True,
        line_key=change.sublist.shown_key(removed),
        line=removed,
        lines_left=left,
        warnings=list(change.warnings),
    )


ACTION = ActionSpec(
    key="remove-sublist-item",
    title="Remove sublist item",
    description="Removes one line from a record, named by its key.",
    guidance="Use it to take one line off an order or an address off a customer. NetSuite cannot delete a line, so "
    "the sublist is replaced by all other lines, and read again to make sure that only this one went; a line that "
    "somebody else adds in that second would go too. Lines that were fulfilled or billed cannot be removed: close "
    "them with update-sublist-item. Repeating is safe: the second time the line is not found.",
    group="sublists",
    effect=Effect.DELETE,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "The second line of an order",
            {"record_type": "salesOrder", "record_id": "5369", "sublist": "item", "line_key": 2},
            {
                "removed": True,
                "line_key": {"line": 2},
                "line": {
                    "amount": 228,
                    "custcol_gift_wrap": False,
                    "department": {"id": "1", "refName": "Web Shop"},
                    "description": "Linen apron",
                    "excludeFromRateRequest": False,
                    "isClosed": False,
                    "isOpen": True,
                    "isTaxable": True,
                    "item": {"id": "322", "refName": "APRON-LIN"},
                    "itemType": {"id": "InvtPart", "refName": "Inventory Item"},
                    "line": 2,
                    "linked": False,
                    "location": {"id": "14", "refName": "Leeds Warehouse"},
                    "marginal": False,
                    "price": {"id": "1", "refName": "Base Price"},
                    "printItems": False,
                    "quantity": 6,
                    "quantityBackOrdered": 0,
                    "quantityCommitted": 6,
                    "rate": 38,
                },
                "lines_left": 1,
                "warnings": [],
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    settled_by=SettledBy.REPEATING,
    settle="Read the lines with get-sublist.",
    permissions=CAN_EDIT,
    errors=WRITE_ERRORS,
    cost=Cost.FEW,
    source=oracle_help("section_161717311354"),
)
