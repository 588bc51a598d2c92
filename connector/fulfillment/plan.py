"""From the open lines of an order and what is wanted to the lines of the fulfilment. Pure.

Every open line that is not mentioned would be shipped whole, so that all open lines are listed, unwanted ones with
``itemReceive`` false (Oracle help: section_161425629582).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from suiteplug.connector.order_lines.line import as_number
from suiteplug.connector.order_lines.picking import Words, pick, plain, refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.fulfillment.wanted import InventoryAssignment, WantedLine
    from suiteplug.connector.order_lines.line import OrderLine


_WORDS = Words(
    verb="ship", nothing="NOTHING_TO_FULFILL", look="fulfilments made before show under list-item-fulfillments."
)


@dataclass(frozen=True, slots=True)
class Shipment:
    """One line to ship. ``wanted`` is its index among the wanted lines, for messages; None when all are shipped."""

    line: OrderLine
    quantity: Decimal
    location_id: str | None
    detail: tuple[InventoryAssignment, ...] = ()
    wanted: int | None = None


def plan(lines: Sequence[OrderLine], wanted: Sequence[WantedLine], location_id: str | None) -> tuple[Shipment, ...]:
    """What to ship, in the order of the lines. Nothing wanted means everything that is open.

    Raises:
        InputError: A line is unknown, closed, done or named twice, or more is wanted than is left.
    """
    shipments = []
    for picked in pick(lines, wanted, _WORDS):
        shipment = Shipment(picked.line, picked.quantity, location_id)
        if picked.wanted is not None:
            entry = wanted[picked.wanted]
            location = entry.location_id or location_id
            shipment = Shipment(
                picked.line, picked.quantity, location, tuple(entry.inventory_detail), wanted=picked.wanted
            )
            _check_detail(picked.wanted, shipment)
        shipments.append(shipment)
    return tuple(shipments)


def body_lines(
    lines: Sequence[OrderLine], shipments: Sequence[Shipment], numbers: dict[str, str]
) -> list[dict[str, Any]]:
    """The item lines of the transform. ``numbers`` gives the internal ID of each ``item/lot or serial number``."""
    chosen = {shipment.line.line: shipment for shipment in shipments}
    return [
        _body_line(chosen[line.line], numbers)
        if line.line in chosen
        else {"orderLine": line.line, "itemReceive": False}
        for line in lines
        if not line.why_not
    ]


def number_key(item_id: str, inventory_number: str) -> str:
    """How ``body_lines`` looks the ID of a lot or serial number up."""
    return f"{item_id}/{inventory_number}"


def _check_detail(index: int, shipment: Shipment) -> None:
    """Lots and bins must make up the quantity, and each name its number once."""
    for at, part in enumerate(shipment.detail):
        if part.inventory_number is not None and part.inventory_number_id is not None:
            raise refusal(
                index,
                "A lot or serial number is given by text and by ID.",
                "TWO_NUMBERS",
                "Give one of the two.",
                member=f"inventory_detail[{at}]",
            )
    total = sum((Decimal(str(part.quantity)) for part in shipment.detail), Decimal(0))
    if shipment.detail and total != shipment.quantity:
        raise refusal(
            index,
            f"The inventory detail makes up {plain(total)}, the line ships {plain(shipment.quantity)}.",
            "DETAIL_DOES_NOT_ADD_UP",
            "Make the quantities of inventory_detail add up to the quantity of the line.",
            member="inventory_detail",
        )


def _body_line(shipment: Shipment, numbers: dict[str, str]) -> dict[str, Any]:
    line: dict[str, Any] = {
        "orderLine": shipment.line.line,
        "itemReceive": True,
        "quantity": as_number(shipment.quantity),
    }
    location = shipment.location_id or shipment.line.location_id
    if location:
        line["location"] = {"id": location}
    if shipment.detail:
        parts = [_assignment(shipment.line.item_id, part, numbers) for part in shipment.detail]
        line["inventoryDetail"] = {"inventoryAssignment": {"items": parts}}
    return line


def _assignment(item_id: str, part: InventoryAssignment, numbers: dict[str, str]) -> dict[str, Any]:
    body: dict[str, Any] = {"quantity": part.quantity}
    number = part.inventory_number_id
    if part.inventory_number is not None:
        number = numbers[number_key(item_id, part.inventory_number)]
    if number is not None:
        body["issueInventoryNumber"] = {"id": number}
    if part.bin_id is not None:
        body["binNumber"] = {"id": part.bin_id}
    return body
