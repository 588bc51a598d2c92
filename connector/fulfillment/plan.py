"""From the open lines of an order and what is wanted to the lines of the fulfilment. Pure.

Every open line that is not mentioned would be shipped whole, so that all open lines are listed, unwanted ones with
``itemReceive`` false (Oracle help: section_161425629582).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.fulfillment.open_lines import OrderLine
    from suiteplug.connector.fulfillment.wanted import InventoryAssignment, WantedLine


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
    still_open = [line for line in lines if not line.why_not]
    if not still_open:
        raise InputError(
            "Nothing on this order is left to ship.",
            code="NOTHING_TO_FULFILL",
            field="lines",
            cause=_state(lines),
            fix="Check the order; fulfilments made before show under list-item-fulfillments.",
        )
    if not wanted:
        return tuple(Shipment(line, line.left, location_id) for line in still_open)
    shipments: dict[int, Shipment] = {}
    for index, entry in enumerate(wanted):
        for shipment in _ship(index, entry, lines, location_id):
            if shipment.line.line in shipments:
                raise _refusal(
                    index, f"Line {shipment.line.line} is wanted twice.", "TWICE", "Give each line once, with its sum."
                )
            _check_detail(index, shipment)
            shipments[shipment.line.line] = shipment
    return tuple(shipments[line.line] for line in still_open if line.line in shipments)


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


def _ship(index: int, entry: WantedLine, lines: Sequence[OrderLine], location_id: str | None) -> list[Shipment]:
    """The lines that one wish is met from: one by number, several where an item stands on several lines."""
    candidates = _candidates(index, entry, lines)
    location = entry.location_id or location_id
    total = sum((line.left for line in candidates), Decimal(0))
    asked = total if entry.quantity is None else Decimal(str(entry.quantity))
    if asked > total:
        raise _refusal(
            index,
            f"{_plain(asked)} of {candidates[0].item} are wanted, {_plain(total)} are left to ship.",
            "MORE_THAN_LEFT",
            f"Give at most {_plain(total)}.",
            member="quantity",
        )
    if entry.inventory_detail and len(candidates) > 1:
        numbers = ", ".join(str(line.line) for line in candidates)
        raise _refusal(
            index, f"{candidates[0].item} stands on lines {numbers}.", "ITEM_NOT_UNIQUE", "Name the line, not the item."
        )
    shipments = []
    for line in candidates:
        quantity = min(asked, line.left)
        if quantity:
            shipments.append(Shipment(line, quantity, location, tuple(entry.inventory_detail), index))
        asked -= quantity
    return shipments


def _candidates(index: int, entry: WantedLine, lines: Sequence[OrderLine]) -> list[OrderLine]:
    """The open lines that an entry can mean, at least one."""
    if (entry.line is None) == (entry.item is None):
        raise _refusal(
            index, "A line is named by line or by item.", "LINE_OR_ITEM", "Give one of the two.", member="line"
        )
    named = [line for line in lines if _is_meant(entry, line)]
    still_open = [line for line in named if not line.why_not]
    if still_open:
        return still_open
    name = f"line {entry.line}" if entry.line is not None else f"line with the item '{entry.item}'"
    if named:
        raise _refusal(
            index, f"The {name} {named[0].why_not}.", "LINE_NOT_OPEN", f"Leave it out. {_state(lines)}", member="line"
        )
    raise _refusal(index, f"The order has no {name}.", "NO_SUCH_LINE", _state(lines), member="line")


def _is_meant(entry: WantedLine, line: OrderLine) -> bool:
    if entry.line is not None:
        return line.line == entry.line
    wanted = str(entry.item)
    return line.item_id == wanted or line.item.lower() == wanted.lower()


def _check_detail(index: int, shipment: Shipment) -> None:
    """Lots and bins must make up the quantity, and each name its number once."""
    for at, part in enumerate(shipment.detail):
        if part.inventory_number is not None and part.inventory_number_id is not None:
            raise _refusal(
                index,
                "A lot or serial number is given by text and by ID.",
                "TWO_NUMBERS",
                "Give one of the two.",
                member=f"inventory_detail[{at}]",
            )
    total = sum((Decimal(str(part.quantity)) for part in shipment.detail), Decimal(0))
    if shipment.detail and total != shipment.quantity:
        raise _refusal(
            index,
            f"The inventory detail makes up {_plain(total)}, the line ships {_plain(shipment.quantity)}.",
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


def as_number(value: Decimal) -> int | float:
    """A JSON number: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def _plain(value: Decimal) -> str:
    return str(as_number(value))


def _state(lines: Sequence[OrderLine]) -> str:
    """The lines of the order in words."""
    words = [
        f"line {line.line} ({line.item}) {line.why_not or f'has {_plain(line.left)} of {_plain(line.ordered)} left'}"
        for line in lines[:50]
    ]
    return f"The order: {'; '.join(words)}." if words else "The order has no item lines."


def _refusal(index: int, message: str, code: str, fix: str, *, member: str = "") -> InputError:
    field = f"lines[{index}]" + (f".{member}" if member else "")
    return InputError(message, code=code, field=field, cause="Nothing was sent.", fix=fix)
