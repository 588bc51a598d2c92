"""Goods moved at once: between locations (``inventoryTransfer``), between the bins of one (``binTransfer``).

Oracle help: section_0817112542 and section_N3678082 (one step, both locations at the same time), section_0817095603 and
section_N3661654 (bins only, nothing is posted, and only goods that lie in a bin can be moved).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory import inventory_detail, moves
from suiteplug.emulator.rules.inventory.moves import Move
from suiteplug.emulator.rules.inventory.stock import location_line
from suiteplug.emulator.rules.sales.sales_header import check_location
from suiteplug.emulator.rules.sales.sales_lines import is_item_of, number_lines
from suiteplug.emulator.rules.shared.money import number
from suiteplug.emulator.rules.shared.posting import fill_posting_header
from suiteplug.emulator.rules.shared.refusals import incomplete, invalid_value, missing, refuse
from suiteplug.emulator.rules.shared.required import check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Item

_TO = "transferLocation"


class _MovingRules(ABC):
    """What both have in common: saving and deleting is moving goods, or moving them back."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @abstractmethod
    def _moves(self, body: Body | None) -> list[Move]:
        """What a document moves; nothing when there is none."""

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        moves.rebook(self._context, self._moves(old), self._moves(new))

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        moves.check(self._context, self._moves(old), ())
        moves.rebook(self._context, self._moves(old), [])


class InventoryTransferRules(_MovingRules):
    """Rules of ``inventoryTransfer``."""

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        check_required("inventoryTransfer", new, one_world=context.one_world)
        fill_posting_header(context, "inventoryTransfer", old, new, "general")
        if new["location"] == new[_TO]:
            raise invalid_value(new[_TO], _TO, _TO)
        for name in ("location", _TO):
            check_location(context, new[name], new.get("subsidiary"), name)
        new["inventory"] = stocked_lines(context, new, "adjustQtyBy", "Qty to Transfer")
        for position, line in enumerate(new["inventory"]):
            item = context.lookup.item(line["item"])
            known = location_line(item.body, new["location"]) or {}
            line["quantityOnHand"] = number(known.get("quantityOnHand"))
            line.setdefault("unitCost", number(item.body.get("averageCost") or item.body.get("cost")))
            if old is None:
                moved = {**line, "location": new["location"], "quantity": line["adjustQtyBy"]}
                inventory_detail.check_issue(context, item, moved, position, "inventory")
                line.update({name: moved[name] for name in ("inventoryDetail",) if name in moved})
        moves.check(context, self._moves(old), self._moves(new))
        return new

    def _moves(self, body: Body | None) -> list[Move]:
        """Out of one location and, with the same lots, into the other; into the bins that ``toBinNumber`` names."""
        found: list[Move] = []
        for line in (body or {}).get("inventory", ()):
            item, quantity = self._context.lookup.item(line["item"]), number(line["adjustQtyBy"])
            parts = inventory_detail.assignments(line)
            found.append(Move(item, str((body or {})["location"]), -quantity, tuple(parts)))
            arriving = tuple({**part, "binNumber": part.get("toBinNumber")} for part in parts)
            found.append(Move(item, str((body or {})[_TO]), quantity, arriving))
        return found


class BinTransferRules(_MovingRules):
    """Rules of ``binTransfer``."""

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        check_required("binTransfer", new)
        place = context.lookup.get("location", new["location"]) or {}
        if not place.get("useBins"):
            raise invalid_value(new["location"], "location", "location")
        owners = place.get("subsidiary") or []
        if context.one_world and owners:
            new.setdefault("subsidiary", owners if isinstance(owners, str) else owners[0])
        fill_posting_header(context, "binTransfer", old, new, None)
        check_location(context, new["location"], new.get("subsidiary"), "location")
        new["inventory"] = stocked_lines(context, new, "quantity", "Quantity")
        for position, line in enumerate(new["inventory"]):
            self._check_line(new, line, position)
        moves.check(context, self._moves(old), self._moves(new))
        return new

    def _check_line(self, new: Body, line: Body, position: int) -> None:
        """Every part names the bin it comes from and the one it goes to."""
        path = f"inventory.items[{position}]"
        item = self._context.lookup.item(line["item"])
        if not inventory_detail.needs_bins(self._context, item, new["location"]):
            raise invalid_value(line["item"], "item", f"{path}.item")
        moved = {**line, "location": new["location"]}
        inventory_detail.check_issue(self._context, item, moved, position, "inventory")
        line["inventoryDetail"] = moved["inventoryDetail"]
        for at, part in enumerate(inventory_detail.assignments(line)):
            self._check_target(new, part, f"{path}.inventoryDetail.inventoryAssignment.items[{at}]")

    def _check_target(self, new: Body, part: Body, path: str) -> None:
        target = part.get("toBinNumber")
        if not target:
            raise missing(["To Bins"], f"{path}.toBinNumber")
        bin_ = self._context.lookup.get("bin", str(target))
        if bin_ is None or bin_.get("location") != new["location"] or target == part.get("binNumber"):
            raise invalid_value(target, "tobinnumber", f"{path}.toBinNumber")

    def _moves(self, body: Body | None) -> list[Move]:
        """Out of a bin and into another; what the location holds stays the same."""
        found: list[Move] = []
        for line in (body or {}).get("inventory", ()):
            item, place = self._context.lookup.item(line["item"]), str((body or {})["location"])
            for part in inventory_detail.assignments(line):
                quantity = number(part.get("quantity"))
                found.append(Move(item, place, -quantity, (part,)))
                found.append(Move(item, place, quantity, ({**part, "binNumber": part["toBinNumber"]},)))
        return found


def stocked_lines(context: Context, new: Body, quantity: str, label: str) -> list[Body]:
    """Numbered copies of the ``inventory`` lines, each with a stocked item and a positive quantity."""
    lines = number_lines(new.get("inventory", ()))
    if not lines:
        raise incomplete("You must enter at least one line item for this transaction.", "inventory")
    for position, line in enumerate(lines):
        path = f"inventory.items[{position}]"
        item = _line_item(context, new, line, path)
        if not number(line.get(quantity)):
            raise missing([label], f"{path}.{quantity}")
        if number(line[quantity]) < 0:
            raise refuse(f"The quantity of item {item.name} cannot be negative.", f"{path}.{quantity}")
        line.setdefault("description", item.body.get("displayName", item.name))
    return lines


def _line_item(context: Context, new: Body, line: Body, path: str) -> Item:
    if not line.get("item"):
        raise missing(["Item"], f"{path}.item")
    item = context.lookup.item(line["item"], f"{path}.item")
    if not item.kind.stocked or not is_item_of(context, item, new.get("subsidiary")):
        raise invalid_value(line["item"], "item", f"{path}.item")
    return item
