"""Change a line of a record."""

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
    """Which line, and what to set."""

    sublist: SublistName
    line_key: LineKey
    line: JsonObject = Field(
        min_length=1, description="Members to set, with NetSuite's own field names; null clears one, the others stay."
    )
    if_unmodified_since: IfUnmodifiedSince = None


class Output(ActionOutput):
    """The changed line."""

    line_key: dict[str, int | str] = Field(description="What names the line.")
    line: JsonObject = Field(description="The line as NetSuite shows it now; empty when it could not be read again.")
    warnings: Warnings


async def run(session: Session, inputs: Inputs) -> Output:
    """Make sure that the line exists, change it, read it again."""
    await check_unmodified(session, inputs.ref, inputs.if_unmodified_since)
    edits = LineEdits(session.records, session.metadata, session.once)
    change = await edits.change(inputs.ref, inputs.sublist, inputs.line_key, inputs.line)
    line = change.lines[0] if change.lines else {}
    key = change.sublist.shown_key(line or change.sublist.find(inputs.line_key))
    return Output(line_key=key, line=line, warnings=list(change.warnings))


ACTION = ActionSpec(
    key="update-sublist-item",
    title="Update sublist item",
    description="Changes one line of a record, named by its key.",
    guidance="Use it to change quantity, price or any other member of one line; get-sublist shows the keys. A key "
    "that does not exist is refused, because NetSuite would add a line for it. Repeating sets the same values "
    "again.",
    group="sublists",
    effect=Effect.UPDATE,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "Quantity of a line",
            {
                "record_type": "salesOrder",
                "record_id": "5369",
                "sublist": "item",
                "line_key": 1,
                "line": {"quantity": 3},
            },
            {
                "line_key": {"line": 1},
                "line": {
                    "amount": 52.5,
                    "custcol_gift_wrap": False,
                    "department": {"id": "1", "refName": "Web Shop"},
                    "description": "Dinner plate, 27 cm",
                    "excludeFromRateRequest": False,
                    "isClosed": False,
                    "isOpen": True,
                    "isTaxable": True,
                    "item": {"id": "315", "refName": "PLATE-L"},
                    "itemType": {"id": "InvtPart", "refName": "Inventory Item"},
                    "line": 1,
                    "linked": False,
                    "location": {"id": "14", "refName": "Leeds Warehouse"},
                    "marginal": False,
                    "price": {"id": "1", "refName": "Base Price"},
                    "printItems": False,
                    "quantity": 3,
                    "quantityBackOrdered": 0,
                    "quantityCommitted": 3,
                    "rate": 17.5,
                },
                "warnings": [],
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    settled_by=SettledBy.REPEATING,
    settle="Read the line with get-sublist, or run it again.",
    permissions=CAN_EDIT,
    errors=WRITE_ERRORS,
    cost=Cost.FEW,
    source=oracle_help("section_1545295601"),
)
