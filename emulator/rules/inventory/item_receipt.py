"""Item receipts: goods of a purchase order or return authorization arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory import inventory_detail, movement
from suiteplug.emulator.rules.inventory.stock import StockLedger
from suiteplug.emulator.rules.inventory.transfer_order import (
    TO_LOCATION,
    TO_SUBSIDIARY,
    TRANSFER_ORDERS,
    book_on_transfer,
    left_to_arrive,
)
from suiteplug.emulator.rules.inventory.waiting import commit_waiting
from suiteplug.emulator.rules.purchasing.purchase_order import book_on_purchase, gained, left_to_receive
from suiteplug.emulator.rules.receivables.returns import book_on_authorization
from suiteplug.emulator.rules.sales.sales_header import check_location, fill_header
from suiteplug.emulator.rules.sales.sales_lines import number_lines
from suiteplug.emulator.rules.sales.source_order import by_order_line, check_not_more, line_of, require_source
from suiteplug.emulator.rules.shared.money import number, tidy
from suiteplug.emulator.rules.shared.refusals import missing
from suiteplug.emulator.rules.shared.required import check_has_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body


_RECEIVED_FROM: dict[str, Callable[[Body], float]] = {
    "purchaseOrder": left_to_receive,
    "returnAuthorization": left_to_receive,
    "transferOrder": left_to_arrive,
    "intercompanyTransferOrder": left_to_arrive,
}


class ItemReceiptRules:
    """Rules of ``itemReceipt``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        if not new.get("createdFrom"):
            raise missing(["Created From"], "createdFrom")
        record_type, order = require_source(context, new, *_RECEIVED_FROM)
        if "entity" in order:
            new["entity"] = order["entity"]
        if TO_SUBSIDIARY in order:
            new["subsidiary"] = order[TO_SUBSIDIARY]
        for name in ("subsidiary", "currency", "exchangeRate"):
            if name in order:
                new.setdefault(name, order[name])
        fill_header(context, "itemReceipt", old, new)
        period = context.calendar.require_open(new["tranDate"], "general")
        if period is not None:
            new["postingPeriod"] = period
        waiting = _RECEIVED_FROM[record_type]
        self._fill_lines(new, order, waiting)
        left = {line["line"]: waiting(line) for line in order["item"] if line.get("quantity") is not None}
        for order_line, quantity in by_order_line(old).items():
            left[order_line] = tidy(left.get(order_line, 0.0) + quantity)
        check_not_more(by_order_line(new), left, "receive")
        for at, line, item in movement.goods(context, new["item"]):
            if "location" not in line:
                raise missing(["Items list: Location"], f"item.items[{at}].location")
            inventory_detail.check_receipt(item, line, at)
        return new

    def _fill_lines(self, new: Body, order: Body, waiting: Callable[[Body], float]) -> None:
        lines = [line for line in number_lines(new.get("item", ())) if line.get("itemReceive", True)]
        for position, line in enumerate(lines):
            if "orderLine" not in line:
                raise missing(["Order Line"], f"item.items[{position}].orderLine")
            ordered = line_of(order, int(line["orderLine"]), "item")
            line["item"], line["itemReceive"] = ordered["item"], True
            line.setdefault("quantity", waiting(ordered))
            if TO_LOCATION in order:
                line["location"] = order[TO_LOCATION]
            for name in ("itemType", "description", "location", "rate"):
                if name in ordered:
                    line.setdefault(name, ordered[name])
            check_location(
                self._context, line.get("location"), new.get("subsidiary"), f"item.items[{position}].location"
            )
        check_has_lines({"item": lines})
        new["item"] = lines

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)
        goods = movement.goods(self._context, new["item"])
        commit_waiting(self._context, [(item.item_id, line["location"]) for _, line, item in goods])

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        movement.check_issue(self._context, old["item"], details=False)
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        context = self._context
        source: Body = new if new is not None else old or {}
        ledger = StockLedger(context)
        rate_of_exchange = number(source.get("exchangeRate")) or 1.0
        record_type, order = require_source(context, source, *_RECEIVED_FROM)
        if old is None and record_type == "purchaseOrder":
            for _, line, item in movement.goods(context, source["item"]):
                ledger.receive_cost(item.item_id, number(line["quantity"]), number(line.get("rate")) * rate_of_exchange)
        for body, direction in ((old, -1), (new, 1)):
            if body is not None:
                movement.book(context, ledger, body["item"], direction)
        if record_type == "purchaseOrder":
            book_on_purchase(context, order, "quantityReceived", gained(old, new), ledger)
        elif record_type in TRANSFER_ORDERS:
            book_on_transfer(context, order, {"quantityReceived": gained(old, new)}, ledger)
        else:
            ledger.flush()
            book_on_authorization(context, order, "quantityReceived", gained(old, new))
