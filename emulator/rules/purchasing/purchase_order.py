"""Purchase orders, and what receipts and bills book on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory import movement
from suiteplug.emulator.rules.inventory.stock import StockLedger
from suiteplug.emulator.rules.sales.order_lines import copy_order
from suiteplug.emulator.rules.sales.sales_header import fill_header
from suiteplug.emulator.rules.sales.sales_lines import complete_lines, number_lines
from suiteplug.emulator.rules.sales.source_order import by_order_line
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import money, number, tidy
from suiteplug.emulator.rules.shared.required import check_has_lines, check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

_PENDING_RECEIPT, _PARTIALLY, _BILLING_PARTIALLY, _PENDING_BILL, _FULLY_BILLED, _CLOSED = "B", "D", "E", "F", "G", "H"
_COUNTERS = ("quantityReceived", "quantityBilled")


def fill_purchase_total(new: Body) -> None:
    """Set ``total``: item and expense lines and tax, in place."""
    lines = sum(number(line.get("amount")) for name in ("item", "expense") for line in new.get(name, ()))
    new["total"] = money(lines + number(new.get("taxTotal")))


def left_to_receive(line: Body) -> float:
    """Ordered less received; a closed line has none."""
    return (
        0.0 if line.get("isClosed") else max(0.0, tidy(number(line["quantity"]) - number(line.get("quantityReceived"))))
    )


def left_to_bill(line: Body) -> float:
    """Ordered less billed; a closed line has none."""
    return (
        0.0 if line.get("isClosed") else max(0.0, tidy(number(line["quantity"]) - number(line.get("quantityBilled"))))
    )


def _purchase_status(order: Body) -> str:
    lines = [line for line in order["item"] if line.get("quantity") is not None]
    if all(line.get("isClosed") for line in lines):
        return _CLOSED
    if all(not left_to_receive(line) for line in lines):
        return _PENDING_BILL if any(left_to_bill(line) for line in lines) else _FULLY_BILLED
    if not any(number(line.get("quantityReceived")) for line in lines):
        return _PENDING_RECEIPT
    unbilled = any(number(line.get("quantityReceived")) > number(line.get("quantityBilled")) for line in lines)
    return _BILLING_PARTIALLY if unbilled else _PARTIALLY


class PurchaseOrderRules:
    """Rules of ``purchaseOrder``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        fill_header(self._context, "purchaseOrder", old, new)
        check_required("purchaseOrder", new)
        check_has_lines(new)
        saved = {line["line"]: line for line in (old or {}).get("item", ())}
        new["item"] = number_lines(new["item"])
        for line in new["item"]:
            for name in _COUNTERS:
                line.pop(name, None)
                if name in saved.get(line["line"], {}):
                    line[name] = saved[line["line"]][name]
        complete_lines(self._context, old, new, "purchase")
        fill_purchase_total(new)
        new["orderStatus"] = new["status"] = _purchase_status(new)
        return new

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        _change_on_order(self._context, old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "child", old["id"])
        _change_on_order(self._context, old, None)


def _change_on_order(context: Context, old: Body | None, new: Body | None, ledger: StockLedger | None = None) -> None:
    ledger = StockLedger(context) if ledger is None else ledger
    for order, sign in ((old, -1), (new, 1)):
        for _, line, item in movement.goods(context, (order or {}).get("item", [])):
            if item.kind.stocked and "location" in line:
                ledger.change(item.item_id, line["location"], on_order=sign * left_to_receive(line))
    ledger.flush()


def book_on_purchase(
    context: Context, order: Body, counter: str, counts: dict[int, float], ledger: StockLedger
) -> None:
    """Add to a counter of the order's lines; save goods and order."""
    after = copy_order(order)
    for line in after["item"]:
        if counts.get(line["line"]):
            line[counter] = tidy(number(line.get(counter)) + counts[line["line"]])
    after["orderStatus"] = after["status"] = _purchase_status(after)
    _change_on_order(context, order, after, ledger)
    after["lastModifiedDate"] = context.calendar.moment()
    context.store.put("purchaseOrder", after)


def gained(old: Body | None, new: Body | None) -> dict[int, float]:
    """What a document's quantities per order line grew by."""
    before, after = by_order_line(old), by_order_line(new)
    return {line: tidy(after.get(line, 0.0) - before.get(line, 0.0)) for line in {**before, **after}}
