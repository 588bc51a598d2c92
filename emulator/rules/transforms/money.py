"""Targets that move money a customer has with the company, and expense reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.receivables.applications import apply_line as invoice_line
from suiteplug.emulator.rules.receivables.applications import open_invoices
from suiteplug.emulator.rules.sales.billed_lines import carried_header, carried_lines
from suiteplug.emulator.rules.shared import settlement
from suiteplug.emulator.rules.shared.money import money, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Found


def _party(source: Found) -> Body:
    names = ("customer", "subsidiary", "currency")
    return {name: source.body[name] for name in names if name in source.body}


def _refund(_context: Context, source: Found) -> Body | None:
    left = settlement.open_amount(source.record_type, source.body)
    if left <= 0:
        return None
    sublist = "deposit" if source.record_type == "customerDeposit" else "apply"
    return {**_party(source), sublist: [settlement.apply_line(source.record_type, source.body, left)]}


def _use_deposit(context: Context, source: Found) -> Body | None:
    """Oldest invoices first, as far as the deposit reaches."""
    left = settlement.open_amount("customerDeposit", source.body)
    if left <= 0:
        return None
    lines = []
    for invoice in open_invoices(context, source.body["customer"], source.body.get("currency")):
        amount = money(min(left, number(invoice["amountRemaining"])))
        lines.append(invoice_line(invoice, amount if amount > 0 else None))
        left = money(left - amount)
    return {**_party(source), "deposit": source.record_id, "apply": lines}


def _credit_refund(_context: Context, source: Found) -> Body | None:
    """A credit memo for what was refunded in cash."""
    left = {line["line"]: number(line["quantity"]) for line in source.body["item"] if line.get("quantity") is not None}
    lines = carried_lines(source.body, left)
    for line in lines:
        del line["orderLine"]
    return {**carried_header(source.body), "entity": source.body["entity"], "item": lines} if lines else None


def _expense_report(_context: Context, source: Found) -> Body | None:
    names = ("subsidiary", "department", "class", "location")
    header = {name: source.body[name] for name in names if name in source.body}
    return {**header, "entity": source.record_id}


PAIRS: dict[tuple[str, str], Callable[[Context, Found], Body | None]] = {
    ("customerDeposit", "customerRefund"): _refund,
    ("customerPayment", "customerRefund"): _refund,
    ("customerDeposit", "depositApplication"): _use_deposit,
    ("cashRefund", "creditMemo"): _credit_refund,
    ("employee", "expenseReport"): _expense_report,
}
