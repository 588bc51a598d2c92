"""Item fulfilments: picked (A), packed (B), shipped (C).

Only a shipped fulfilment takes goods from stock and counts on the order; picked and packed ones keep their part of
the order lines, so that nobody else ships it (letters: Oracle's status dictionary; that only C posts is reported by
public clients).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory import movement
from suiteplug.emulator.rules.inventory.stock import StockLedger, commitments
from suiteplug.emulator.rules.inventory.transfer_order import book_on_transfer
from suiteplug.emulator.rules.purchasing.vendor_return import book_on_vendor_return
from suiteplug.emulator.rules.sales.sales_header import check_location, fill_header
from suiteplug.emulator.rules.sales.sales_lines import number_lines
from suiteplug.emulator.rules.sales.source_order import (
    book_on_order,
    by_order_line,
    check_not_more,
    left_to_fulfil,
    line_of,
    require_source,
)
from suiteplug.emulator.rules.shared.dependents import dependent_records
from suiteplug.emulator.rules.shared.money import number, tidy
from suiteplug.emulator.rules.shared.refusals import invalid_value, missing, refuse
from suiteplug.emulator.rules.shared.required import check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

SHIPPED_FROM = {
    "salesOrder": book_on_order,
    "transferOrder": book_on_transfer,
    "intercompanyTransferOrder": book_on_transfer,
    "vendorReturnAuthorization": book_on_vendor_return,
}
"""What can be fulfilled, and how a fulfilment is booked on it."""
_SHIPPED = "C"
_STAGES = ("A", "B", "C")
_STAGE_DATES = {"A": "pickedDate", "B": "packedDate", "C": "shippedDate"}
_COUNTER_FROM = {"quantityPicked": 0, "quantityPacked": 1, "quantityFulfilled": 2}


class ItemFulfillmentRules:
    """Rules of ``itemFulfillment``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        if not new.get("createdFrom"):
            raise missing(["Created From"], "createdFrom")
        _, order = require_source(self._context, new, *SHIPPED_FROM)
        if "entity" in order:
            new["entity"] = order["entity"]
        for name in ("subsidiary", "currency", "exchangeRate", "shipMethod", "shippingAddress", "shipAddressList"):
            if name in order:
                new.setdefault(name, order[name])
        fill_header(self._context, "itemFulfillment", old, new)
        check_required("itemFulfillment", new)
        self._fill_stage(old, new)
        self._fill_lines(old, new, order)
        left = {line["line"]: left_to_fulfil(line) for line in order["item"]}
        for order_line, quantity in by_order_line(old).items():
            left[order_line] = tidy(left.get(order_line, 0.0) + quantity)
        check_not_more(by_order_line(new), left, "fulfill")
        if order.get("orderStatus") == "A" and old is None:
            raise refuse("The order is pending approval and cannot be fulfilled.", "createdFrom")
        self._check_stock(old, new, order)
        return new

    def _fill_stage(self, old: Body | None, new: Body) -> None:
        stage = new.setdefault("shipStatus", self._context.preferences.default_ship_status)
        was = None if old is None else old["shipStatus"]
        if stage not in _STAGES or (was == _SHIPPED and stage != _SHIPPED):
            raise invalid_value(stage, "shipstatus", "shipStatus")
        new["status"] = stage
        for passed in _STAGES[: _STAGES.index(stage) + 1]:
            new.setdefault(_STAGE_DATES[passed], new["tranDate"])
        if stage == _SHIPPED:
            period = self._context.calendar.require_open(new["tranDate"], "general")
            if period is not None:
                new["postingPeriod"] = period

    def _fill_lines(self, old: Body | None, new: Body, order: Body) -> None:
        """Keep the lines that are ticked, and copy what the order says about them."""
        lines = []
        for position, line in enumerate(number_lines(new.get("item", ()))):
            if not line.get("itemReceive", True) or (old is None and not number(line.get("quantity", 1))):
                continue
            path = f"item.items[{position}]"
            if "orderLine" not in line:
                raise missing(["Order Line"], f"{path}.orderLine")
            ordered = line_of(order, int(line["orderLine"]), "item")
            line["item"] = ordered["item"]
            line["itemReceive"] = True
            line.setdefault("quantity", left_to_fulfil(ordered))
            for name in ("itemType", "description", "location", "units", "inventoryDetail"):
                if name in ordered:
                    line.setdefault(name, ordered[name])
            check_location(self._context, line.get("location"), new.get("subsidiary"), f"{path}.location")
            lines.append(line)
        if not lines:
            raise refuse("You must enter at least one line item for this transaction.", "item")
        for number_, line in enumerate(lines, start=1):
            if old is None:
                line["line"] = number_
        new["item"] = lines

    def _check_stock(self, old: Body | None, new: Body, order: Body) -> None:
        chosen = {int(line["orderLine"]) for line in new["item"]}
        held_by = {"item": [line for line in order["item"] if line["line"] in chosen]}
        own = {place: held for place, (held, _) in commitments(self._context, held_by).items()}
        if old is not None and old["shipStatus"] == _SHIPPED:
            for place, taken in movement.quantities(self._context, old["item"]).items():
                own[place] = tidy(own.get(place, 0.0) + taken)
            if movement.quantities(self._context, old["item"]) == movement.quantities(self._context, new["item"]):
                return
        movement.check_issue(self._context, new["item"], own)

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        order = self._context.lookup.transaction(old["createdFrom"])
        counts = by_order_line(old)
        if order is not None and old["shipStatus"] == _SHIPPED:
            for line in order.body["item"]:
                follows = max(number(line.get("quantityBilled")), number(line.get("quantityReceived")))
                if counts.get(line["line"], 0.0) > tidy(number(line.get("quantityFulfilled")) - follows):
                    raise dependent_records()
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        source: Body = new if new is not None else old or {}
        ledger = StockLedger(self._context)
        for body, direction in ((old, 1), (new, -1)):
            if body is not None and body["shipStatus"] == _SHIPPED:
                movement.book(self._context, ledger, body["item"], direction)
        record_type, order = require_source(self._context, source, *SHIPPED_FROM)
        SHIPPED_FROM[record_type](self._context, order, _counter_changes(old, new), ledger)


def _counter_changes(old: Body | None, new: Body | None) -> dict[str, dict[int, float]]:
    """What each stage's counter gains: a shipped line counts as picked and packed too."""
    changes: dict[str, dict[int, float]] = {}
    for name, reached_at in _COUNTER_FROM.items():
        gained: dict[int, float] = {}
        for body, sign in ((old, -1), (new, 1)):
            if body is not None and _STAGES.index(body["shipStatus"]) >= reached_at:
                for order_line, quantity in by_order_line(body).items():
                    gained[order_line] = tidy(gained.get(order_line, 0.0) + sign * quantity)
        changes[name] = gained
    return changes
