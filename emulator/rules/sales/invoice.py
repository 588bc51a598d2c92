"""Invoices and cash sales: billing an order, or selling without one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory import movement
from suiteplug.emulator.rules.inventory.stock import StockLedger
from suiteplug.emulator.rules.receivables import balances
from suiteplug.emulator.rules.sales import gift_certificates
from suiteplug.emulator.rules.sales.billed_lines import follow_source
from suiteplug.emulator.rules.sales.sales_header import fill_header
from suiteplug.emulator.rules.sales.sales_lines import complete_lines
from suiteplug.emulator.rules.sales.source_order import (
    book_on_order,
    by_order_line,
    check_not_more,
    left_to_bill,
    source_order,
)
from suiteplug.emulator.rules.sales.tax_and_totals import complete_totals
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import money, number, tidy
from suiteplug.emulator.rules.shared.refusals import refuse
from suiteplug.emulator.rules.shared.required import check_has_lines, check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

OPEN, PAID_IN_FULL = "A", "B"
NOT_DEPOSITED, DEPOSITED = "B", "C"


class _BillingRules(ABC):
    """What invoices and cash sales share."""

    record_type = ""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        order = source_order(context, new)
        if order is not None:
            new.setdefault("entity", order["entity"])
        if old is None and order is not None:
            new["item"] = follow_source(new.get("item", []), order, left_to_bill(context, order))
        fill_header(context, self.record_type, old, new)
        self._fill_account(new)
        check_required(self.record_type, new)
        check_has_lines(new)
        period = context.calendar.require_open(new["tranDate"], "receivables")
        if period is not None:
            new["postingPeriod"] = period
        complete_lines(context, old, new)
        complete_totals(context, old, new)
        if new["total"] < 0:
            raise refuse("The total of this transaction cannot be negative.", "item")
        gift_certificates.check_redemption(context, old, new)
        self._check_quantities(old, new, order)
        self._fill_amounts(old, new)
        return new

    @abstractmethod
    def _fill_account(self, new: Body) -> None:
        """The account that the sale is booked to."""

    @abstractmethod
    def _fill_amounts(self, old: Body | None, new: Body) -> None:
        """What is paid and what remains."""

    def _check_quantities(self, old: Body | None, new: Body, order: Body | None) -> None:
        if order is None:
            own = movement.quantities(self._context, (old or {}).get("item", []))
            if old is None or own != movement.quantities(self._context, new["item"]):
                movement.check_issue(self._context, new["item"], own)
            return
        left = left_to_bill(self._context, order)
        for order_line, quantity in by_order_line(old).items():
            left[order_line] = tidy(left.get(order_line, 0.0) + quantity)
        by_quantity = {line: count for line, count in by_order_line(new).items() if line in left}
        check_not_more(by_quantity, left, "bill")

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)
        gift_certificates.booked(self._context, self.record_type, old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "child", old["id"])
        refuse_when_used(self._context, "applies", old["id"])
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        source: Body = new if new is not None else old or {}
        order = source_order(self._context, source)
        if order is None:
            self._move_goods(old, new)
            return
        before, after = by_order_line(old), by_order_line(new)
        gained = {line: tidy(after.get(line, 0.0) - before.get(line, 0.0)) for line in {**before, **after}}
        if any(gained.values()) or old is None:
            book_on_order(self._context, order, {"quantityBilled": gained})

    def _move_goods(self, old: Body | None, new: Body | None) -> None:
        ledger = StockLedger(self._context)
        for body, direction in ((old, 1), (new, -1)):
            if body is not None:
                movement.book(self._context, ledger, body["item"], direction)
        ledger.flush()


class InvoiceRules(_BillingRules):
    """Rules of ``invoice``."""

    record_type = "invoice"

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        new = super().prepare(old, new)
        follows = old is None or any(old.get(name) != new.get(name) for name in ("tranDate", "terms"))
        if "dueDate" not in new or (old is not None and follows and old.get("dueDate") == new["dueDate"]):
            new["dueDate"] = self._context.calendar.due_date(new["tranDate"], new.get("terms"))
        return new

    def _fill_account(self, new: Body) -> None:
        customer = self._context.lookup.entity(new.get("entity"))
        own = customer.body.get("receivablesAccount") if customer is not None else None
        account = own or self._context.lookup.account("accountType", "AcctRec")
        if account is not None:
            new.setdefault("account", account)

    def _fill_amounts(self, old: Body | None, new: Body) -> None:
        set_paid(new, number((old or {}).get("amountPaid")))
        if new["amountRemaining"] < 0:
            raise refuse("The total of this invoice cannot be less than what is paid on it.", "item")

    def _effects(self, old: Body | None, new: Body | None) -> None:
        super()._effects(old, new)
        balances.open_amount_changed(self._context, (old, _owed(old)), (new, _owed(new)))


class CashSaleRules(_BillingRules):
    """Rules of ``cashSale``."""

    record_type = "cashSale"

    def _fill_account(self, new: Body) -> None:
        if "account" in new and not new.get("undepFunds"):
            new["undepFunds"] = False
            new["status"] = DEPOSITED
            return
        new["undepFunds"] = True
        new["status"] = NOT_DEPOSITED
        account = self._context.lookup.account("accountRole", "UndepFunds")
        if account is not None:
            new["account"] = account

    def _fill_amounts(self, old: Body | None, new: Body) -> None:
        """Nothing is owed after a cash sale."""


def _owed(body: Body | None) -> float:
    return 0.0 if body is None else number(body.get("amountRemaining"))


def set_paid(invoice: Body, paid: float) -> None:
    """Set what is paid, what remains and the status that follows, in place."""
    invoice["amountPaid"] = money(paid)
    invoice["amountRemaining"] = money(invoice["total"] - paid)
    invoice["status"] = PAID_IN_FULL if invoice["amountRemaining"] <= 0 else OPEN
