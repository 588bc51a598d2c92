"""Read the lines of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionModel, ActionOutput, JsonObject
from suiteplug.connector.records.declared import CAN_EDIT, READ_ERRORS, RecordInputs, SublistName, oracle_help
from suiteplug.connector.records.line_edits import LineEdits
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(RecordInputs):
    """Which sublist of which record."""

    sublist: SublistName
    simple_enum_format: bool = Field(
        default=False, description="Give choice fields as a plain ID instead of ID and name."
    )


class LineEntry(ActionModel):
    """One line."""

    line_key: dict[str, int | str] = Field(
        description="What names the line in update-sublist-item and remove-sublist-item; empty where lines have no key."
    )
    line: JsonObject = Field(
        description="The line with NetSuite's own field names, subrecords included, without links."
    )


class Output(ActionOutput):
    """The lines."""

    lines: list[LineEntry] = Field(description="Lines in NetSuite's order.")
    count: int = Field(description="Number of lines given.")
    total: int = Field(description="Number of lines that NetSuite counts.")
    keyed: bool = Field(description="Whether single lines can be changed and removed.")
    key: list[str] = Field(description="Members that name a line.")


async def run(session: Session, inputs: Inputs) -> Output:
    """Read all lines."""
    edits = LineEdits(session.records, session.metadata, session.once)
    found = await edits.read(inputs.ref, inputs.sublist, simple_enum_format=inputs.simple_enum_format)
    return Output(
        lines=[LineEntry(line_key=found.shown_key(line), line=line) for line in found.lines],
        count=len(found.lines),
        total=found.total,
        keyed=bool(found.keys),
        key=list(found.keys),
    )


ACTION = ActionSpec(
    key="get-sublist",
    title="Get sublist",
    description="Reads the lines of a record: items of an order, addresses of a customer, invoices a payment "
    "applies to.",
    guidance="Use it to see lines and their keys before changing them. The key of a line is not its position: "
    "numbers have gaps. It only reads; repeating is safe.",
    group="sublists",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "Currencies of a customer",
            {"record_type": "customer", "record_id": "1013", "sublist": "currencyList"},
            {
                "lines": [
                    {
                        "line_key": {"currency": "1"},
                        "line": {
                            "balance": 48.99,
                            "currency": {"id": "1", "refName": "US Dollar"},
                            "depositBalance": 0,
                            "overrideCurrencyFormat": False,
                            "unbilledOrders": 412.8,
                        },
                    },
                    {
                        "line_key": {"currency": "4"},
                        "line": {
                            "balance": 0,
                            "currency": {"id": "4", "refName": "Euro"},
                            "depositBalance": 0,
                            "overrideCurrencyFormat": False,
                            "unbilledOrders": 0,
                        },
                    },
                ],
                "count": 2,
                "total": 2,
                "keyed": True,
                "key": ["currency"],
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=CAN_EDIT,
    errors=READ_ERRORS,
    cost=Cost.FEW,
    source=oracle_help("section_159894563219"),
)
