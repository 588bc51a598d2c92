"""Inventory adjustments: stock is set right, with its cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory import inventory_detail
from suiteplug.emulator.rules.inventory.stock import FreeStock, StockLedger, location_line
from suiteplug.emulator.rules.sales.sales_header import check_location
from suiteplug.emulator.rules.sales.sales_lines import is_item_of, number_lines
from suiteplug.emulator.rules.shared.money import amount_of, money, number, tidy
from suiteplug.emulator.rules.shared.posting import fill_posting_header, require_account
from suiteplug.emulator.rules.shared.refusals import invalid_value, missing, quantity_text, refuse
from suiteplug.emulator.rules.shared.required import check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.inventory.stock import Place
    from suiteplug.emulator.rules.ports import Body


class InventoryAdjustmentRules:
    """Rules of ``inventoryAdjustment``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        check_required("inventoryAdjustment", new, one_world=context.one_world)
        require_account(context, new, frozenset())
        fill_posting_header(context, "inventoryAdjustment", old, new, "general")
        new["inventory"] = lines = number_lines(new.get("inventory", ()))
        if not lines:
            raise refuse("You must enter at least one line item for this transaction.", "inventory")
        before = _by_place(old)
        for position, line in enumerate(lines):
            self._fill_line(new, line, before, position)
        self._check_stock(before, new)
        new["estimatedTotalValue"] = money(sum(amount_of(line["adjustQtyBy"], line.get("unitCost")) for line in lines))
        return new

    def _fill_line(self, new: Body, line: Body, before: dict[Place, float], position: int) -> None:
        path = f"inventory.items[{position}]"
        if not line.get("item"):
            raise missing(["Item"], f"{path}.item")
        item = self._context.lookup.item(line["item"], f"{path}.item")
        if not item.kind.stocked or not is_item_of(self._context, item, new.get("subsidiary")):
            raise invalid_value(line["item"], "item", f"{path}.item")
        place = line.get("location") or new.get("adjLocation") or new.get("location")
        if place is None:
            raise missing(["Location"], f"{path}.location")
        line["location"] = place
        check_location(self._context, place, new.get("subsidiary"), f"{path}.location")
        by = number(line.get("adjustQtyBy"))
        if not by:
            raise missing(["Adjust Qty. By"], f"{path}.adjustQtyBy")
        known = location_line(item.body, place) or {}
        on_hand = tidy(number(known.get("quantityOnHand")) - before.get((item.item_id, place), 0.0))
        line["quantityOnHand"], line["newQuantity"] = on_hand, tidy(on_hand + by)
        line.setdefault("unitCost", number(item.body.get("averageCost", item.body.get("cost"))))
        line["currentValue"] = amount_of(on_hand, item.body.get("averageCost"))
        moved = {**line, "quantity": abs(by)}
        if by > 0:
            inventory_detail.check_receipt(item, moved, position)
        elif not before:
            inventory_detail.check_issue(self._context, item, moved, position)
            if "inventoryDetail" in moved:
                line["inventoryDetail"] = moved["inventoryDetail"]

    def _check_stock(self, before: dict[Place, float], new: Body) -> None:
        """Refuse to take away more than is on hand and not committed: stock is never negative here."""
        free = FreeStock(self._context)
        after = _by_place(new)
        for place in {**before, **after}:
            change = after.get(place, 0.0) - before.get(place, 0.0)
            if change < 0 and -change > free.at(*place):
                name = self._context.lookup.item(place[0]).name
                raise refuse(
                    f"Item {name} has {quantity_text(free.at(*place))} available at this location, "
                    f"{quantity_text(-change)} are to be taken away.",
                    "inventory",
                )

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        self._check_stock(_by_place(old), {})
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        context = self._context
        ledger = StockLedger(context)
        for body, sign in ((old, -1), (new, 1)):
            for line in (body or {}).get("inventory", ()):
                item = context.lookup.item(line["item"])
                by = sign * number(line["adjustQtyBy"])
                if sign > 0 and by > 0 and old is None:
                    ledger.receive_cost(item.item_id, by, number(line.get("unitCost")))
                ledger.change(item.item_id, line["location"], on_hand=by)
                inventory_detail.move(context, ledger, item, line, 1 if by > 0 else -1)
        ledger.flush()


def _by_place(body: Body | None) -> dict[Place, float]:
    places: dict[Place, float] = {}
    for line in (body or {}).get("inventory", ()):
        place = (str(line["item"]), str(line["location"]))
        places[place] = tidy(places.get(place, 0.0) + number(line["adjustQtyBy"]))
    return places
