"""Which lots, serial numbers and bins a line moves (``inventoryDetail``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.shared.money import number, tidy
from suiteplug.emulator.rules.shared.refusals import invalid_value, quantity_text, refuse

if TYPE_CHECKING:
    from suiteplug.emulator.core.problems import Problem
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.inventory.stock import StockLedger
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Item


def assignments(line: Body) -> list[Body]:
    """The assignment lines of a line's inventory detail."""
    detail = line.get("inventoryDetail") or {}
    found: list[Body] = detail.get("inventoryAssignment") or []
    return found


def needs_bins(context: Context, item: Item, location: str) -> bool:
    """Whether an item is kept in bins at a location."""
    place = context.lookup.get("location", location) or {}
    return bool(place.get("useBins") and item.body.get("useBins"))


def check_issue(context: Context, item: Item, line: Body, position: int, sublist: str = "item") -> None:
    """Refuse goods going out without, or with wrong, lots and bins. Fills a preferred bin when nothing is said.

    Texts are ours, after the wording of the form; ``sublist`` is where the line stands.
    """
    location, quantity = line["location"], number(line["quantity"])
    binned = needs_bins(context, item, location)
    if not (item.kind.lot or binned):
        return
    if not assignments(line) and binned and not item.kind.lot:
        _use_preferred_bin(item, line)
    path = f"{sublist}.items[{position}].inventoryDetail"
    assigned = assignments(line)
    if not assigned:
        raise _not_configured(position, sublist, path)
    _check_total(assigned, quantity, position, sublist, path)
    for at, part in enumerate(assigned):
        _check_part(context, item, line, part, f"{path}.inventoryAssignment.items[{at}]", binned=binned)


def _use_preferred_bin(item: Item, line: Body) -> None:
    for entry in item.body.get("binNumber", ()):
        fits = entry.get("preferredBin") and entry.get("location") == line["location"]
        if fits and number(entry.get("onHandAvail")) >= number(line["quantity"]):
            part = {"internalId": 1, "binNumber": entry["binNumber"], "quantity": line["quantity"]}
            line["inventoryDetail"] = {"quantity": line["quantity"], "inventoryAssignment": [part]}


def _check_part(context: Context, item: Item, line: Body, part: Body, path: str, *, binned: bool) -> None:
    wanted = number(part.get("quantity"))
    if item.kind.lot:
        lot = context.lookup.get("inventoryNumber", part.get("issueInventoryNumber"))
        if lot is None or lot.get("item") != item.item_id:
            raise invalid_value(part.get("issueInventoryNumber"), "issueinventorynumber", path)
        held = lot_quantity(lot, line["location"])
        if held < wanted:
            raise refuse(
                f"Lot {lot['inventoryNumber']} of item {item.name} has {quantity_text(held)} at this location, "
                f"{quantity_text(wanted)} are asked for.",
                path,
            )
    if binned:
        stored = bin_quantity(item, str(part.get("binNumber")), line["location"])
        if stored is None:
            raise invalid_value(part.get("binNumber"), "binnumber", path)
        if stored < wanted:
            raise refuse(
                f"The bin has {quantity_text(stored)} of item {item.name}, {quantity_text(wanted)} are asked for.", path
            )


def lot_quantity(lot: Body, location: str) -> float:
    """On hand of a lot at a location."""
    lines = lot.get("locations", ())
    return sum(number(line.get("quantityOnHand")) for line in lines if line["location"] == location)


def bin_quantity(item: Item, bin_id: str, location: str) -> float | None:
    """On hand of an item in a bin; None when the item was never put there."""
    for entry in item.body.get("binNumber", ()):
        if entry["binNumber"] == bin_id and entry.get("location") == location:
            return number(entry.get("onHandAvail"))
    return None


def check_receipt(item: Item, line: Body, position: int, sublist: str = "item") -> None:
    """Refuse goods coming in without lot numbers; bins may be left open."""
    if not item.kind.lot:
        return
    path = f"{sublist}.items[{position}].inventoryDetail"
    assigned = assignments(line)
    if not assigned or not all(part.get("receiptInventoryNumber") for part in assigned):
        raise _not_configured(position, sublist, path)
    _check_total(assigned, number(line["quantity"]), position, sublist, path)


def _not_configured(position: int, sublist: str, path: str) -> Problem:
    return refuse(f"Please configure the inventory detail in line {position + 1} of the {sublist} list.", path)


def _check_total(assigned: list[Body], quantity: float, position: int, sublist: str, path: str) -> None:
    total = tidy(sum(number(part.get("quantity")) for part in assigned))
    if total != quantity:
        raise refuse(
            f"The total inventory detail quantity must be {quantity_text(quantity)}, "
            f"but {quantity_text(total)} is assigned on line {position + 1} of the {sublist} list.",
            path,
        )


def move(context: Context, ledger: StockLedger, item: Item, line: Body, direction: int) -> None:
    """Book the lots and bins of one line: ``direction`` 1 brings in, -1 takes out."""
    for part in assignments(line):
        by = direction * number(part.get("quantity"))
        if item.kind.lot:
            _move_lot(context, item, part, line["location"], by)
        if part.get("binNumber"):
            ledger.change_bin(item.item_id, line["location"], str(part["binNumber"]), by)


def take_oldest_lots(context: Context, item: Item, location: str, quantity: float) -> None:
    """Take a kit's lot-numbered member: the fulfilment line names the kit only, so the oldest lots go first."""
    left = quantity
    for found in context.lookup.named("lots", item.item_id):
        take = min(left, lot_quantity(found.body, location))
        if take > 0:
            _save_lot(context, found.body, location, -take)
            left = tidy(left - take)


def _move_lot(context: Context, item: Item, part: Body, location: str, by: float) -> None:
    if part.get("issueInventoryNumber"):
        lot = context.lookup.get("inventoryNumber", str(part["issueInventoryNumber"]))
    else:
        found = context.lookup.first("lot", f"{item.item_id}:{part['receiptInventoryNumber']}")
        lot = None if found is None else found.body
    if lot is None:
        lot = {"inventoryNumber": part["receiptInventoryNumber"], "item": item.item_id, "locations": []}
        if part.get("expirationDate"):
            lot["expirationDate"] = part["expirationDate"]
    _save_lot(context, lot, location, by)


def _save_lot(context: Context, lot: Body, location: str, by: float) -> None:
    lines = [dict(line) for line in lot.get("locations", ())]
    line = next((line for line in lines if line["location"] == location), None)
    if line is None:
        line = {"location": location, "quantityOnHand": 0.0, "quantityAvailable": 0.0}
        lines.append(line)
    line["quantityOnHand"] = line["quantityAvailable"] = tidy(number(line["quantityOnHand"]) + by)
    context.store.put("inventoryNumber", {**lot, "locations": lines})
