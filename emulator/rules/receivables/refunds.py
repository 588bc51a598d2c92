"""Money back to customers: cash refunds, customer refunds; and deposits used for invoices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory import inventory_detail, movement
from suiteplug.emulator.rules.inventory.stock import StockLedger
from suiteplug.emulator.rules.purchasing.purchase_order import gained
from suiteplug.emulator.rules.receivables.applications import book_on_invoices, complete_apply, limit_to
from suiteplug.emulator.rules.receivables.returns import book_on_authorization, check_left, left_to_credit
from suiteplug.emulator.rules.sales.billed_lines import follow_source
from suiteplug.emulator.rules.sales.sales_header import fill_header
from suiteplug.emulator.rules.sales.sales_lines import complete_lines
from suiteplug.emulator.rules.sales.tax_and_totals import complete_totals
from suiteplug.emulator.rules.shared import settlement
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import money, number
from suiteplug.emulator.rules.shared.posting import require_account
from suiteplug.emulator.rules.shared.refusals import invalid_value, refuse
from suiteplug.emulator.rules.shared.required import check_has_lines, check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

_MONEY = frozenset({"Bank", "OthCurrAsset", "CredCard"})
_PAID_OUT = "B"


def _open_period(context: Context, new: Body) -> None:
    period = context.calendar.require_open(new["tranDate"], "receivables")
    if period is not None:
        new["postingPeriod"] = period


def bank_account(context: Context, new: Body) -> None:
    """The account that money leaves: named by the caller, or undeposited funds."""
    undeposited = context.lookup.account("accountRole", "UndepFunds")
    if "account" not in new and undeposited is not None:
        new["account"] = undeposited
    require_account(context, new, _MONEY)


class CashRefundRules:
    """Rules of ``cashRefund``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        source = context.lookup.transaction(new.get("createdFrom"))
        left = {} if source is None else left_to_credit(context, source)
        if source is not None and old is None:
            new["item"] = follow_source(new.get("item", []), source.body, left)
        fill_header(context, "cashRefund", old, new)
        bank_account(context, new)
        check_required("cashRefund", new)
        check_has_lines(new)
        _open_period(context, new)
        complete_lines(context, old, new)
        complete_totals(context, old, new)
        check_left(left, old, new, "refund")
        if self._brings_goods(new):
            for at, line, item in movement.goods(context, new["item"]):
                if "location" in line:
                    inventory_detail.check_receipt(item, line, at)
        if new["total"] < 0:
            raise refuse("The total of this transaction cannot be negative.", "item")
        new["status"] = _PAID_OUT
        return new

    def _brings_goods(self, refund: Body) -> bool:
        """Goods of a return authorization come back by its receipt."""
        source = self._context.lookup.transaction(refund.get("createdFrom"))
        return source is None or source.record_type != "returnAuthorization"

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "child", old["id"])
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        context = self._context
        body: Body = new if new is not None else old or {}
        if not self._brings_goods(body):
            authorization = context.lookup.get("returnAuthorization", body["createdFrom"])
            if authorization is not None:
                book_on_authorization(context, authorization, "quantityBilled", gained(old, new))
            return
        ledger = StockLedger(context)
        for state, direction in ((old, -1), (new, 1)):
            if state is not None:
                movement.book(context, ledger, state["item"], direction)
        ledger.flush()


class CustomerRefundRules:
    """Rules of ``customerRefund``: credits, unapplied payments and deposits are paid out."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        fill_header(context, "customerRefund", old, new, party="customer")
        bank_account(context, new)
        receivable = context.lookup.account("accountType", "AcctRec")
        if receivable is not None:
            new.setdefault("arAcct", receivable)
        check_required("customerRefund", new)
        _open_period(context, new)
        total = settlement.complete(context, old, new, "apply", ("creditMemo", "customerPayment"), "customer")
        total += settlement.complete(context, old, new, "deposit", ("customerDeposit",), "customer")
        new["total"] = money(total)
        if new["total"] <= 0:
            raise refuse("You must apply this refund to at least one credit or deposit.", "apply")
        new["status"] = _PAID_OUT
        return {name: value for name, value in new.items() if value != []}

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        settlement.book(self._context, old, new, "apply")
        settlement.book(self._context, old, new, "deposit")


class DepositApplicationRules:
    """Rules of ``depositApplication``: a customer deposit pays invoices."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        deposit = context.lookup.get("customerDeposit", new.get("deposit"))
        check_required("depositApplication", new)
        if deposit is None or (old is not None and old["deposit"] != new["deposit"]):
            raise invalid_value(new["deposit"], "deposit", "deposit")
        new.setdefault("customer", deposit["customer"])
        new.setdefault("currency", deposit.get("currency"))
        if new["customer"] != deposit["customer"] or new["currency"] != deposit.get("currency"):
            raise invalid_value(new["deposit"], "deposit", "deposit")
        fill_header(context, "depositApplication", old, new, party="customer")
        new["depositDate"] = deposit["tranDate"]
        receivable = context.lookup.account("accountType", "AcctRec")
        if receivable is not None:
            new.setdefault("arAcct", receivable)
        _open_period(context, new)
        complete_apply(context, old, new, "customer")
        free = money(settlement.open_amount("customerDeposit", deposit) + number((old or {}).get("applied")))
        limit_to(new, free, "deposit")
        new["applied"] = new["total"] = money(sum(line["amount"] for line in new["apply"]))
        if not new["apply"]:
            raise refuse("You must apply this deposit to at least one invoice.", "apply")
        new["unapplied"] = money(free - new["applied"])
        new["status"] = "A"
        return new

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        body: Body = new if new is not None else old or {}
        by = money(number((new or {}).get("applied")) - number((old or {}).get("applied")))
        settlement.settle(self._context, "customerDeposit", str(body["deposit"]), by)
        book_on_invoices(self._context, old, new)
