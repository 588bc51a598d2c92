"""Applying money to open invoices: shared by payments and credit memos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.receivables import balances
from suiteplug.emulator.rules.sales.invoice import set_paid
from suiteplug.emulator.rules.shared.money import money, number
from suiteplug.emulator.rules.shared.refusals import invalid_value, refuse

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

Amounts = dict[str, float]


def applied_by_document(body: Body | None, sublist: str = "apply") -> Amounts:
    """Amount applied per document."""
    amounts: Amounts = {}
    for line in (body or {}).get(sublist, ()):
        if line.get("apply", True) and line.get("doc"):
            amounts[line["doc"]] = money(amounts.get(line["doc"], 0.0) + number(line.get("amount")))
    return amounts


def open_invoices(context: Context, customer: str, currency: str | None = None) -> list[Body]:
    """A customer's open invoices, oldest first."""
    found = [entry.body for entry in context.lookup.named("open", customer) if entry.record_type == "invoice"]
    found = [body for body in found if currency is None or body.get("currency") == currency]
    return sorted(found, key=lambda body: (body["tranDate"], int(body["id"])))


def apply_line(invoice: Body, amount: float | None = None) -> Body:
    """An ``apply`` line for an invoice; ticked when it gets an amount."""
    line: Body = {
        "doc": invoice["id"],
        "line": 0,
        "apply": amount is not None,
        "type": "Invoice",
        "refNum": invoice["tranId"],
        "applyDate": invoice["tranDate"],
        "total": invoice["total"],
        "due": invoice["amountRemaining"],
    }
    if "currency" in invoice:
        line["currency"] = invoice["currency"]
    if amount is not None:
        line["amount"] = money(amount)
    return line


def complete_apply(context: Context, old: Body | None, new: Body, party: str) -> None:
    """Keep the ticked lines, check them against their invoices, and fill amounts that are not given."""
    before = applied_by_document(old)
    lines = []
    for position, line in enumerate(new.get("apply", ())):
        if not line.get("apply", True):
            continue
        path = f"apply.items[{position}]"
        invoice = context.lookup.get("invoice", line.get("doc"))
        if invoice is None or invoice.get("entity") != new.get(party):
            raise invalid_value(line.get("doc"), "doc", f"{path}.doc")
        if invoice.get("currency") != new.get("currency"):
            raise invalid_value(new.get("currency"), "currency", "currency")
        due = money(number(invoice["amountRemaining"]) + before.get(invoice["id"], 0.0))
        amount = number(line.get("amount", due))
        done = {**apply_line(invoice, amount), "due": due}
        if amount <= 0 and due > 0:
            raise refuse("The amount applied must be greater than zero.", f"{path}.amount")
        if money(amount) > due:
            raise refuse(
                f"The amount applied to invoice {invoice['tranId']} ({amount:.2f}) is more than the amount due "
                f"({due:.2f}).",
                f"{path}.amount",
            )
        lines.append(done)
    if len({line["doc"] for line in lines}) < len(lines):
        raise refuse("The same invoice is listed more than once.", "apply")
    new["apply"] = lines


def limit_to(new: Body, available: float, what: str) -> None:
    """Bring what is applied down to what there is: whole-due lines give way, amounts the caller named do not."""
    over = money(sum(line["amount"] for line in new["apply"]) - available)
    for line in reversed(new["apply"]):
        if over > 0 and line["amount"] == line["due"]:
            take = min(over, line["amount"])
            line["amount"] = money(line["amount"] - take)
            over = money(over - take)
    if over > 0:
        raise refuse(f"The applied amounts are more than the {what} of {available:.2f}.", "apply")
    new["apply"] = [line for line in new["apply"] if line["amount"] > 0]


def book_on_invoices(context: Context, old: Body | None, new: Body | None) -> None:
    """Move the invoices' paid amounts from one state of a payment or credit memo to another."""
    before, after = applied_by_document(old), applied_by_document(new)
    for invoice_id in {**before, **after}:
        by = money(after.get(invoice_id, 0.0) - before.get(invoice_id, 0.0))
        invoice = context.lookup.get("invoice", invoice_id)
        if not by or invoice is None:
            continue
        paid = dict(invoice)
        set_paid(paid, number(invoice["amountPaid"]) + by)
        paid["lastModifiedDate"] = context.calendar.moment()
        context.store.put("invoice", paid)
        balances.open_amount_changed(context, (invoice, invoice["amountRemaining"]), (paid, paid["amountRemaining"]))
