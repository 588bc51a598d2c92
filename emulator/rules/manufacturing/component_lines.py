"""The ``component`` list of builds and of work in process: what is consumed, or comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from suiteplug.emulator.core.problems import ACCESS_PREFIX, Problem
from suiteplug.emulator.rules.inventory import inventory_detail
from suiteplug.emulator.rules.inventory.moves import Move
from suiteplug.emulator.rules.inventory.stock import location_line
from suiteplug.emulator.rules.manufacturing.recipe import unit_cost
from suiteplug.emulator.rules.shared.money import amount_of, money, number, tidy
from suiteplug.emulator.rules.shared.refusals import refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Item

OFFERED = "offeredQuantity"
"""Key of a line that a transform offers: its quantity then, so that it follows when fewer assemblies are built."""


class Wanted(NamedTuple):
    """A component as order or bill of materials want it: ``each`` for one assembly."""

    number: int
    item: Item
    each: float


def complete(old: Body | None, new: Body, wanted: Sequence[Wanted], quantity: float) -> None:
    """Replace ``new["component"]`` by finished lines.

    A quantity that the caller gave leads; every other one follows the number of assemblies.

    Args:
        old: The saved body, or None.
        new: The body to complete.
        wanted: All components there are; one that a new document does not mention is consumed all the same.
        quantity: Assemblies of this document.
    """
    saved = {int(line["lineNumber"]): line for line in (old or {}).get("component", ())}
    sent = _by_number(new, wanted)
    lines: list[Body] = []
    for entry in wanted:
        line = sent.get(entry.number)
        if line is None and old is not None:
            continue
        line = {} if line is None else line
        used = _quantity(line, saved.get(entry.number), entry, quantity, old)
        if used < 0:
            raise refuse(f"The quantity of item {entry.item.name} cannot be negative.", "component")
        line.update({"lineNumber": entry.number, "item": entry.item.item_id, "quantity": used})
        line["compItemName"], line["isNonInventory"] = entry.item.name, not entry.item.kind.stocked
        line["unitCost"] = saved.get(entry.number, {}).get("unitCost", unit_cost(entry.item))
        known = location_line(entry.item.body, new["location"]) or {}
        line["quantityOnHand"], line["quantityPer"] = number(known.get("quantityOnHand")), entry.each
        lines.append(line)
    new["component"] = lines


def _by_number(new: Body, wanted: Sequence[Wanted]) -> dict[int, Body]:
    """The caller's lines by line number; a line may name its item instead (Oracle help: article_29213414016)."""
    numbers = {entry.number for entry in wanted}
    by_item = {entry.item.item_id: entry.number for entry in reversed(wanted)}
    sent: dict[int, Body] = {}
    for line in new.get("component", ()):
        at = line.get("lineNumber", by_item.get(str(line.get("item"))))
        if at is None or int(at) not in numbers:
            raise _no_such_line()
        sent[int(at)] = {**sent.get(int(at), {}), **{name: value for name, value in line.items() if value is not None}}
    return sent


def _no_such_line() -> Problem:
    """As recorded for other lists whose lines a transform decides."""
    detail = (
        "You have attempted an invalid sublist or line item operation. You are either trying to access a field on a "
        "non-existent line or you are trying to add or remove lines from a static sublist."
    )
    return Problem(400, "USER_ERROR", ACCESS_PREFIX + detail, path="component")


def _quantity(line: Body, saved: Body | None, entry: Wanted, quantity: float, old: Body | None) -> float:
    offered = line.pop(OFFERED, None)
    given = line.get("quantity")
    if saved is not None and old is not None:
        before = number(old.get("quantity"))
        if given is None or given == saved["quantity"]:
            return tidy(saved["quantity"] * quantity / before) if before else number(given)
        return tidy(number(given))
    if given is None or given == offered:
        return tidy(entry.each * quantity)
    return tidy(number(given))


def offered_lines(wanted: Sequence[Wanted], quantity: float) -> list[Body]:
    """Lines as a transform offers them."""
    found = []
    for entry in wanted:
        used = tidy(entry.each * quantity)
        line = {"lineNumber": entry.number, "item": entry.item.item_id, "quantity": used, OFFERED: used}
        line |= {"compItemName": entry.item.name, "isNonInventory": not entry.item.kind.stocked}
        line["unitCost"] = unit_cost(entry.item)
        found.append(line)
    return found


def check_details(context: Context, body: Body, *, arriving: bool = False) -> None:
    """Refuse lines without the lots and bins that they have to name; fills preferred bins."""
    for position, line in enumerate(body["component"]):
        item = context.lookup.item(line["item"])
        if not item.kind.stocked or not line["quantity"]:
            continue
        moved = {"location": body["location"], "quantity": line["quantity"]}
        if "componentInventoryDetail" in line:
            moved["inventoryDetail"] = line["componentInventoryDetail"]
        if arriving:
            inventory_detail.check_receipt(item, moved, position, "component")
            continue
        inventory_detail.check_issue(context, item, moved, position, "component")
        if "inventoryDetail" in moved:
            line["componentInventoryDetail"] = moved["inventoryDetail"]


def moves(context: Context, body: Body | None, sign: int) -> list[Move]:
    """The components' own moves: ``sign`` -1 when they are consumed."""
    found: list[Move] = []
    for line in (body or {}).get("component", ()):
        item = context.lookup.item(line["item"])
        if item.kind.stocked and number(line.get("quantity")):
            detail = {"inventoryDetail": line.get("componentInventoryDetail")}
            parts = tuple(inventory_detail.assignments(detail))
            found.append(Move(item, str((body or {})["location"]), sign * line["quantity"], parts))
    return found


def worth(body: Body) -> float:
    """What the components of a document are worth together."""
    return money(sum(amount_of(line.get("quantity"), line.get("unitCost")) for line in body.get("component", ())))
