"""Add a line to a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionModel, ActionOutput, JsonObject
from suiteplug.connector.records.declared import (
    CAN_EDIT,
    WRITE_ERRORS,
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
    """What to add, and where."""

    sublist: SublistName
    line: JsonObject = Field(
        min_length=1,
        description='The new line with NetSuite\'s own field names, such as {"item": {"id": "328"}, "quantity": 2}. '
        "Without its key: NetSuite numbers lines.",
    )
    unless: JsonObject = Field(
        default={},
        description='Add nothing when a line has all these values already, such as {"item": 328}. Makes repeating '
        "safe.",
    )
    if_unmodified_since: IfUnmodifiedSince = None


class LineEntry(ActionModel):
    """A line as it stands now."""

    line_key: dict[str, int | str] = Field(description="What names the line; empty where lines have no key.")
    line: JsonObject = Field(description="The line as NetSuite shows it.")


class Output(ActionOutput):
    """The new line."""

    added: bool = Field(description="False when a line had the values of unless already.")
    lines: list[LineEntry] = Field(
        description="The new line, or those that were there already; several where NetSuite adds more, such as the "
        "members of a group."
    )
    warnings: Warnings


async def run(session: Session, inputs: Inputs) -> Output:
    """Read, add, read again."""
    await check_unmodified(session, inputs.ref, inputs.if_unmodified_since)
    edits = LineEdits(session.records, session.metadata, session.once)
    change = await edits.add(inputs.ref, inputs.sublist, inputs.line, unless=inputs.unless)
    return Output(
        added=change.changed,
        lines=[LineEntry(line_key=change.sublist.shown_key(line), line=line) for line in change.lines],
        warnings=list(change.warnings),
    )


ACTION = ActionSpec(
    key="add-sublist-item",
    title="Add sublist item",
    description="Adds one line to a record: an item to an order, an address to a customer.",
    guidance="Use it to add a single line to an existing record; the other lines stay. Repeating adds the line "
    "again, unless 'unless' says by which values it is recognised: always give it in automated runs. To change a "
    "line use update-sublist-item.",
    group="sublists",
    effect=Effect.UPDATE,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "An address, only once",
            {
                "record_type": "customer",
                "record_id": "1013",
                "sublist": "addressBook",
                "line": {"label": "Warehouse", "addressBookAddress": {"country": {"id": "US"}, "city": "Portland"}},
                "unless": {"label": "Warehouse"},
            },
            {
                "added": True,
                "lines": [
                    {
                        "line_key": {"internalId": 1},
                        "line": {
                            "addressBookAddress": {
                                "addressee": "Blue Kiln Ltd",
                                "addrText": "Blue Kiln Ltd\nPortland\nUnited States",
                                "city": "Portland",
                                "country": {"id": "US", "refName": "United States"},
                                "override": False,
                            },
                            "addressBookAddress_text": "Blue Kiln Ltd\nPortland\nUnited States",
                            "addressId": "1",
                            "defaultBilling": False,
                            "defaultShipping": False,
                            "id": 1,
                            "internalId": 1,
                            "isResidential": False,
                            "label": "Warehouse",
                        },
                    }
                ],
                "warnings": [],
            },
        ),
    ),
    idempotency=Idempotency.NONE,
    settled_by=SettledBy.LINES,
    settle="With an idempotency key: run it again with the same key. Otherwise read the lines with get-sublist, or run "
    "it again with unless.",
    permissions=CAN_EDIT,
    errors=WRITE_ERRORS,
    cost=Cost.FEW,
    source=oracle_help("section_1545142420"),
)
