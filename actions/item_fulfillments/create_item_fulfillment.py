"""Fulfil a sales order, whole or in part."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from suiteplug.connector.fulfillment.fulfill import Fulfillment, fulfill
from suiteplug.connector.fulfillment.wanted import Package, WantedLine
from suiteplug.connector.inputs import ActionInputs, ActionModel, ActionOutput, ExternalId, JsonObject, RecordId
from suiteplug.connector.order_lines.line import as_number
from suiteplug.connector.records import RecordRef
from suiteplug.connector.records.declared import REST, WRITE_ERRORS, NewRecordId, Warnings, oracle_help
from suiteplug.connector.shortcuts.bodies import merged
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session

_STATUS = {"picked": "A", "packed": "B", "shipped": "C"}


class Inputs(ActionInputs):
    """Which order, and what of it is shipped how."""

    record_id: RecordId | None = Field(
        default=None,
        description="Internal ID of the sales order. Give this or external_id.",
        json_schema_extra={"x-choices": {"source": "sales-orders"}},
    )
    external_id: ExternalId | None = Field(
        default=None, description="External ID of the sales order, without the prefix eid:. Give this or record_id."
    )
    fulfillment_external_id: ExternalId | None = Field(
        default=None,
        description="Your own ID for the new fulfilment. With it repeating is safe: the fulfilment that has it is "
        "given back instead of making another.",
    )
    lines: list[WantedLine] = Field(
        default=[], max_length=1000, description="Lines to ship. Left out: everything that is open."
    )
    location_id: RecordId | None = Field(
        default=None,
        description="Internal ID of the location that ships lines without a location of their own here.",
        json_schema_extra={"x-choices": {"source": "locations"}},
    )
    ship_status: Literal["picked", "packed", "shipped"] | None = Field(
        default=None,
        description="How far it is. Only shipped takes goods out of stock. Left out: NetSuite's own default.",
    )
    ship_date: date | None = Field(default=None, description="Date of the fulfilment, YYYY-MM-DD; without it today.")
    ship_method_id: RecordId | None = Field(default=None, description="Internal ID of the shipping method.")
    packages: list[Package] = Field(default=[], max_length=500, description="Parcels with weight and tracking number.")
    memo: str | None = Field(default=None, max_length=999, description="Memo of the fulfilment.")
    fields: JsonObject = Field(
        default={}, description="More fields of the fulfilment, with NetSuite's own names, such as custom ones."
    )


class FulfilledLine(ActionModel):
    """A line of the fulfilment."""

    order_line: int = Field(description="Number of the line on the order.")
    item_id: str = Field(description="Internal ID of the item.")
    item: str = Field(description="Name of the item.")
    quantity: float = Field(description="Quantity, in the unit of the order line.")
    location_id: str | None = Field(description="Internal ID of the location that ships it; null without one.")


class Output(ActionOutput):
    """The fulfilment."""

    record_id: NewRecordId
    sales_order_id: str = Field(description="Internal ID of the order.")
    created: bool = Field(description="False when a fulfilment with this external ID was there before.")
    lines: list[FulfilledLine] = Field(description="What it ships, read back from NetSuite.")
    warnings: Warnings


async def run(session: Session, inputs: Inputs) -> Output:
    """Check the order's open lines, make the fulfilment, read it back."""
    done = await fulfill(
        session,
        Fulfillment(
            order=RecordRef("salesOrder", inputs.record_id, inputs.external_id),
            wanted=inputs.lines,
            location_id=inputs.location_id,
            external_id=inputs.fulfillment_external_id,
            fields=_fields(inputs),
        ),
    )
    return Output(
        record_id=done.record_id,
        sales_order_id=done.order_id,
        created=done.created,
        lines=[
            FulfilledLine(
                order_line=line.order_line,
                item_id=line.item_id,
                item=line.item,
                quantity=as_number(line.quantity),
                location_id=line.location_id,
            )
            for line in done.lines
        ],
        warnings=list(done.warnings),
    )


def _fields(inputs: Inputs) -> dict[str, Any]:
    """The body without its item lines. Raises InputError when a field is given by an input and in fields."""
    typed: dict[str, tuple[str, Any]] = {
        "shipStatus": ("ship_status", {"id": _STATUS[inputs.ship_status]} if inputs.ship_status else None),
        "tranDate": ("ship_date", inputs.ship_date.isoformat() if inputs.ship_date else None),
        "shipMethod": ("ship_method_id", {"id": inputs.ship_method_id} if inputs.ship_method_id else None),
        "memo": ("memo", inputs.memo),
        "package": ("packages", {"items": [_package(p) for p in inputs.packages]} if inputs.packages else None),
    }
    given = {name: value for name, (_, value) in typed.items() if value is not None}
    named = {name.lower(): source for name, (source, value) in typed.items() if value is not None}
    return merged(given, inputs.fields, {**named, "item": "lines", "externalid": "fulfillment_external_id"})


def _package(package: Package) -> dict[str, Any]:
    members = {
        "packageWeight": package.weight,
        "packageTrackingNumber": package.tracking_number,
        "packageDescr": package.description,
    }
    return {name: value for name, value in members.items() if value is not None}


ACTION = ActionSpec(
    key="create-item-fulfillment",
    title="Create item fulfillment",
    description="Fulfils a sales order: all open lines or some, from a location, with lots, bins, packages and "
    "tracking.",
    guidance="Use it when goods leave. Without lines everything open is shipped; with lines only those, all others "
    "stay open. Lines, quantities and lots are checked against the order before anything is sent. Give "
    "fulfillment_external_id to make repeating safe; without it a repeat ships what is still open.",
    group="item-fulfillments",
    effect=Effect.CREATE,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "Ship a part of an order",
            {
                "record_id": "5369",
                "fulfillment_external_id": "EXAMPLE-SHIP-1",
                "lines": [{"line": 1, "quantity": 1}],
                "ship_status": "shipped",
                "packages": [{"weight": 2.5, "tracking_number": "1Z999AA10123456784"}],
            },
            {
                "record_id": "5421",
                "sales_order_id": "5369",
                "created": True,
                "lines": [{"order_line": 1, "item_id": "315", "item": "PLATE-L", "quantity": 1.0, "location_id": "14"}],
                "warnings": [],
            },
        ),
    ),
    idempotency=Idempotency.EXTERNAL_ID,
    settled_by=SettledBy.SOURCE,
    settle="Run it again with the same fulfillment_external_id; without one, look for fulfilments of the order with "
    "list-item-fulfillments first.",
    permissions=(REST, "Transactions > Fulfill Orders (Create)", "Transactions > Sales Order (Edit)"),
    errors=WRITE_ERRORS,
    cost=Cost.FEW,
    source=oracle_help("section_161425629582"),
)
