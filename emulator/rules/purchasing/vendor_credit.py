"""Vendor credits: what a vendor owes back, applied to bills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory.stock import StockLedger
from suiteplug.emulator.rules.purchasing.direct_goods import check_goods, complete_expenses, move_goods
from suiteplug.emulator.rules.purchasing.purchase_order import fill_purchase_total, gained
from suiteplug.emulator.rules.purchasing.vendor_balances import owed_changed
from suiteplug.emulator.rules.purchasing.vendor_return import book_on_vendor_return, left_to_credit_back
from suiteplug.emulator.rules.sales.billed_lines import follow_source
from suiteplug.emulator.rules.sales.sales_header import fill_header
from suiteplug.emulator.rules.sales.sales_lines import complete_lines
from suiteplug.emulator.rules.sales.source_order import by_order_line, check_not_more
from suiteplug.emulator.rules.shared import settlement
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import money, number, tidy
from suiteplug.emulator.rules.shared.refusals import refuse
from suiteplug.emulator.rules.shared.required import check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Found

_BILLS = ("vendorBill",)


def left_to_credit_vendor(context: Context, source: Found) -> dict[int, float]:
    """What of a bill or vendor return may be credited, per line."""
    lines = [line for line in source.body.get("item", ()) if line.get("quantity") is not None]
    if source.record_type == "vendorReturnAuthorization":
        return {int(line["line"]): left_to_credit_back(context, line) for line in lines}
    left = {int(line["line"]): number(line["quantity"]) for line in lines}
    for child in context.lookup.children(source.record_id, "vendorCredit"):
        for line, quantity in by_order_line(child.body).items():
            if line in left:
                left[line] = max(0.0, tidy(left[line] - quantity))
    return left


class VendorCreditRules:
    """Rules of ``vendorCredit``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        source = context.lookup.transaction(new.get("createdFrom"))
        left = {} if source is None else left_to_credit_vendor(context, source)
        if source is not None and old is None:
            new["item"] = follow_source(new.get("item", []), source.body, left)
        fill_header(context, "vendorCredit", old, new)
        payable = context.lookup.account("accountType", "AcctPay")
        if payable is not None:
            new.setdefault("account", payable)
        check_required("vendorCredit", new)
        if not new.get("item") and not new.get("expense"):
            raise refuse("You must enter at least one line item for this transaction.", "item")
        period = context.calendar.require_open(new["tranDate"], "payables")
        if period is not None:
            new["postingPeriod"] = period
        complete_lines(context, old, new, "purchase")
        complete_expenses(context, new)
        for line, quantity in by_order_line(old).items():
            if line in left:
                left[line] = tidy(left[line] + quantity)
        check_not_more({line: count for line, count in by_order_line(new).items() if line in left}, left, "credit")
        if self._moves_goods(new):
            check_goods(context, old, new, -1)
        fill_purchase_total(new)
        new["userTotal"] = new["total"]
        total = settlement.complete(context, old, new, "apply", _BILLS, "entity")
        if money(total + number(new.get(settlement.SETTLED))) > new["total"]:
            raise refuse(f"The applied amounts are more than the credit of {new['total']:.2f}.", "apply")
        settlement.refresh("vendorCredit", new)
        return new

    def _moves_goods(self, body: Body) -> bool:
        """Goods of a vendor return left by its fulfilment."""
        source = self._context.lookup.transaction(body.get("createdFrom"))
        return source is None or source.record_type != "vendorReturnAuthorization"

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "child", old["id"])
        if number(old.get(settlement.SETTLED)):
            refuse_when_used(self._context, "applies", old["id"])
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        context = self._context
        body: Body = new if new is not None else old or {}
        if self._moves_goods(body):
            move_goods(context, old, new, -1)
        else:
            source = context.lookup.get("vendorReturnAuthorization", body["createdFrom"])
            if source is not None:
                book_on_vendor_return(context, source, {"quantityBilled": gained(old, new)}, StockLedger(context))
        settlement.book(context, old, new, "apply")
        owed_changed(context, old, new, -1)
