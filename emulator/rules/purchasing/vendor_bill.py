"""Vendor bills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory.stock import StockLedger
from suiteplug.emulator.rules.purchasing.direct_goods import check_goods, complete_expenses, move_goods
from suiteplug.emulator.rules.purchasing.purchase_order import (
    book_on_purchase,
    fill_purchase_total,
    gained,
    left_to_bill,
)
from suiteplug.emulator.rules.purchasing.vendor_balances import owed_changed
from suiteplug.emulator.rules.sales.billed_lines import follow_source
from suiteplug.emulator.rules.sales.sales_header import fill_header
from suiteplug.emulator.rules.sales.sales_lines import complete_lines
from suiteplug.emulator.rules.sales.source_order import by_order_line, check_not_more
from suiteplug.emulator.rules.shared import settlement
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import number, tidy
from suiteplug.emulator.rules.shared.refusals import refuse
from suiteplug.emulator.rules.shared.required import check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body


class VendorBillRules:
    """Rules of ``vendorBill``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        order = context.lookup.transaction(new.get("createdFrom"))
        if order is not None:
            new.setdefault("entity", order.body["entity"])
            if old is None:
                left = {line["line"]: left_to_bill(line) for line in order.body["item"]}
                new["item"] = follow_source(new.get("item", []), order.body, left)
        fill_header(context, "vendorBill", old, new)
        self._fill_from_vendor(new)
        check_required("vendorBill", new)
        if not new.get("item") and not new.get("expense"):
            raise refuse("You must enter at least one line item for this transaction.", "item")
        period = context.calendar.require_open(new["tranDate"], "payables")
        if period is not None:
            new["postingPeriod"] = period
        complete_lines(context, old, new, "purchase")
        complete_expenses(context, new)
        fill_purchase_total(new)
        if order is None:
            check_goods(context, old, new, 1)
        if order is not None and order.record_type == "purchaseOrder":
            left = {line["line"]: left_to_bill(line) for line in order.body["item"] if line.get("quantity") is not None}
            for order_line, quantity in by_order_line(old).items():
                left[order_line] = tidy(left.get(order_line, 0.0) + quantity)
            check_not_more(by_order_line(new), left, "bill")
        new.setdefault("dueDate", context.calendar.due_date(new["tranDate"], new.get("terms")))
        new["userTotal"] = new["total"]
        new["amountPaid"] = number((old or {}).get("amountPaid"))
        settlement.refresh("vendorBill", new)
        if new["amountRemaining"] < 0:
            raise refuse("The total of this bill cannot be less than what is paid on it.", "item")
        return new

    def _fill_from_vendor(self, new: Body) -> None:
        payable = self._context.lookup.account("accountType", "AcctPay")
        if payable is not None:
            new.setdefault("account", payable)
        vendor = self._context.lookup.entity(new.get("entity"))
        if vendor is not None and "terms" in vendor.body:
            new.setdefault("terms", vendor.body["terms"])

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "child", old["id"])
        refuse_when_used(self._context, "applies", old["id"])
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        source: Body = new if new is not None else old or {}
        order = self._context.lookup.transaction(source.get("createdFrom"))
        if order is not None and order.record_type == "purchaseOrder":
            book_on_purchase(self._context, order.body, "quantityBilled", gained(old, new), StockLedger(self._context))
        elif order is None:
            move_goods(self._context, old, new, 1)
        owed_changed(self._context, old, new, 1)
