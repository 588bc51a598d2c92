"""Customer payments and deposits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.receivables import balances
from suiteplug.emulator.rules.receivables.applications import (
    apply_line,
    book_on_invoices,
    complete_apply,
    limit_to,
    open_invoices,
)
from suiteplug.emulator.rules.receivables.returns import SETTLED
from suiteplug.emulator.rules.sales.invoice import DEPOSITED, NOT_DEPOSITED
from suiteplug.emulator.rules.sales.sales_header import fill_header
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import money, number
from suiteplug.emulator.rules.shared.refusals import invalid_value, missing, refuse
from suiteplug.emulator.rules.shared.required import check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

_MONEY_ACCOUNTS = frozenset({"Bank", "OthCurrAsset"})


def _fill_money_header(context: Context, record_type: str, old: Body | None, new: Body) -> None:
    fill_header(context, record_type, old, new, party="customer")
    _fill_account(context, new)
    receivable = context.lookup.account("accountType", "AcctRec")
    if receivable is not None:
        new.setdefault("arAcct", receivable)
    check_required(record_type, new)
    method = new.get("paymentMethod")
    if method is not None and context.lookup.get("paymentMethod", method) is None:
        raise invalid_value(method, "paymentmethod", "paymentMethod")
    period = context.calendar.require_open(new["tranDate"], "receivables")
    if period is not None:
        new["postingPeriod"] = period


def _fill_account(context: Context, new: Body) -> None:
    """Money goes to undeposited funds unless the caller names an account to deposit into."""
    undeposited = context.lookup.account("accountRole", "UndepFunds")
    if new.get("undepFunds") or "account" not in new or new["account"] == undeposited:
        new["undepFunds"] = True
        new["status"] = NOT_DEPOSITED
        if undeposited is not None:
            new["account"] = undeposited
        return
    account = context.lookup.get("account", new["account"])
    owners = (account or {}).get("subsidiary") or []
    unfit = account is None or account.get("acctType") not in _MONEY_ACCOUNTS or account.get("isInactive")
    if unfit or (context.one_world and owners and new.get("subsidiary") not in owners):
        raise invalid_value(new["account"], "account", "account")
    new["undepFunds"] = False
    new["status"] = DEPOSITED


class CustomerPaymentRules:
    """Rules of ``customerPayment``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        self._fill_currency_from_invoices(new)
        _fill_money_header(context, "customerPayment", old, new)
        complete_apply(context, old, new, "customer")
        if "payment" not in new and not new["apply"]:
            raise missing(["Payment Amount"], "payment")
        if new.get("autoApply") and not new["apply"]:
            self._auto_apply(new)
        new["payment"] = money(new.get("payment", sum(line["amount"] for line in new["apply"])))
        if new["payment"] < 0:
            raise refuse("The payment amount cannot be negative.", "payment")
        refunded = number(new.get(SETTLED))
        limit_to(new, money(new["payment"] - refunded), "payment")
        new["applied"] = money(sum(line["amount"] for line in new["apply"]) + refunded)
        new["unapplied"] = money(new["payment"] - new["applied"])
        new["total"] = new["payment"]
        new["autoApply"] = bool(new.get("autoApply"))
        return new

    def _fill_currency_from_invoices(self, new: Body) -> None:
        for line in new.get("apply", ()):
            invoice = self._context.lookup.get("invoice", line.get("doc"))
            if line.get("apply", True) and invoice is not None and "currency" in invoice:
                new.setdefault("currency", invoice["currency"])

    def _auto_apply(self, new: Body) -> None:
        """Oldest invoices first (*Auto Apply* on the payment form)."""
        left = number(new.get("payment"))
        for invoice in open_invoices(self._context, new["customer"], new.get("currency")):
            amount = money(min(left, invoice["amountRemaining"]))
            if amount > 0:
                new["apply"].append(apply_line(invoice, amount))
                left = money(left - amount)

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "applies", old["id"])
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        book_on_invoices(self._context, old, new)
        balances.open_amount_changed(self._context, (old, -_unapplied(old)), (new, -_unapplied(new)))


def _unapplied(body: Body | None) -> float:
    return 0.0 if body is None else number(body.get("unapplied"))


class CustomerDepositRules:
    """Rules of ``customerDeposit``: money received before there is an invoice."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        order = self._context.lookup.get("salesOrder", new.get("salesOrder"))
        if new.get("salesOrder") is not None:
            if order is None or order.get("entity") != new.setdefault("customer", (order or {}).get("entity")):
                raise invalid_value(new["salesOrder"], "salesorder", "salesOrder")
            new.setdefault("currency", order.get("currency"))
        _fill_money_header(self._context, "customerDeposit", old, new)
        new["payment"] = money(new["payment"])
        if new["payment"] <= 0:
            raise refuse("The payment amount must be greater than zero.", "payment")
        new["status"] = "B" if new["status"] == DEPOSITED else "A"
        used = number(new.get(SETTLED))
        if used > new["payment"]:
            raise refuse("The payment amount cannot be less than what is applied of it.", "payment")
        if used and used == new["payment"]:
            new["status"] = "C"
        return new

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        balances.deposit_changed(self._context, (old, number((old or {}).get("payment"))), (new, new["payment"]))

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "applies", old["id"])
        balances.deposit_changed(self._context, (old, number(old.get("payment"))), (None, 0.0))
