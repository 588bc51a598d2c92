"""Documents that amounts are applied to: what is open on each, and how it changes.

Which document of a type is open, and its letters: SuiteAnswers 23874 as copied in public; that a customer refund is
applied to credit memos, payments and deposits: Oracle help "Customer Refund".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from suiteplug.emulator.rules.receivables import balances
from suiteplug.emulator.rules.receivables.returns import SETTLED
from suiteplug.emulator.rules.shared.money import money, number
from suiteplug.emulator.rules.shared.refusals import invalid_value, refuse

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Found


__all__ = ["SETTLED", "SETTLED_TYPES", "apply_line", "book", "complete", "open_amount", "open_documents", "settle"]


@dataclass(frozen=True, slots=True)
class Settled:
    """How a type of document counts what is applied to it.

    Attributes:
        title: What its line in an apply list calls it.
        total: Field with the whole amount.
        is_credit: It gives money (credit, payment, deposit) instead of asking for it.
        letters: Status while something is open, and when nothing is.
        balance: Which of the customer's balances holds it; empty for vendors and employees.
    """

    title: str
    total: str = "total"
    is_credit: bool = False
    letters: tuple[str, str] = ("A", "B")
    balance: str = ""


SETTLED_TYPES = {
    "vendorBill": Settled("Bill"),
    "expenseReport": Settled("Expense Report", letters=("F", "I")),
    "vendorCredit": Settled("Bill Credit", is_credit=True),
    "creditMemo": Settled("Credit Memo", is_credit=True, balance="balance"),
    "customerPayment": Settled("Payment", total="payment", is_credit=True, letters=("", ""), balance="balance"),
    "customerDeposit": Settled(
        "Customer Deposit", total="payment", is_credit=True, letters=("", "C"), balance="depositBalance"
    ),
}


def open_amount(record_type: str, body: Body) -> float:
    """What is left on a document."""
    if not SETTLED_TYPES[record_type].is_credit:
        return number(body.get("amountRemaining"))
    applied = sum(number(line.get("amount")) for line in body.get("apply", ()) if line.get("apply", True))
    return money(number(body.get(SETTLED_TYPES[record_type].total)) - applied - number(body.get(SETTLED)))


def refresh(record_type: str, body: Body) -> None:
    """Set what is paid or applied, what is open and the status that follows, in place."""
    kind = SETTLED_TYPES[record_type]
    if not kind.is_credit:
        body["amountRemaining"] = money(number(body.get(kind.total)) - number(body.get("amountPaid")))
        left = body["amountRemaining"]
    else:
        left = open_amount(record_type, body)
        if record_type != "customerDeposit":
            body["unapplied"] = left
            body["applied"] = money(number(body.get(kind.total)) - left)
        if "amountRemaining" in body:
            body["amountRemaining"], body["amountPaid"] = left, body["applied"]
    letter = kind.letters[0 if left > 0 else 1]
    if letter:
        body["status"] = letter
    elif record_type == "customerDeposit" and body.get("status") == "C":
        body["status"] = "A" if body.get("undepFunds") else "B"


def settle(context: Context, record_type: str, record_id: str, by: float) -> None:
    """Apply an amount to a document, or take one back, and save it."""
    body = context.lookup.get(record_type, record_id)
    if not by or body is None:
        return
    kind = SETTLED_TYPES[record_type]
    after = dict(body)
    counter = SETTLED if kind.is_credit else "amountPaid"
    after[counter] = money(number(body.get(counter)) + by)
    refresh(record_type, after)
    after["lastModifiedDate"] = context.calendar.moment()
    context.store.put(record_type, after)
    if kind.balance == "balance":
        balances.open_amount_changed(context, (None, 0.0), (body, by))
    elif kind.balance == "depositBalance":
        balances.deposit_changed(context, (body, by), (None, 0.0))


def apply_line(record_type: str, body: Body, amount: float | None = None) -> Body:
    """A line for a document; ticked when it gets an amount."""
    kind = SETTLED_TYPES[record_type]
    line: Body = {"doc": body["id"], "line": 0, "apply": amount is not None, "type": kind.title}
    for name, source in (("refNum", "tranId"), ("applyDate", "tranDate"), ("total", kind.total)):
        if source in body:
            line[name] = body[source]
    line["due"] = open_amount(record_type, body)
    if "currency" in body:
        line["currency"] = body["currency"]
    if amount is not None:
        line["amount"] = money(amount)
    return line


def applied(body: Body | None, sublist: str) -> dict[str, float]:
    """Amount per document of the ticked lines."""
    amounts: dict[str, float] = {}
    lines = (body or {}).get(sublist, ())
    for line in lines if isinstance(lines, list | tuple) else ():
        if line.get("apply", True) and line.get("doc"):
            amounts[line["doc"]] = money(amounts.get(line["doc"], 0.0) + number(line.get("amount")))
    return amounts


def complete(context: Context, old: Body | None, new: Body, sublist: str, types: tuple[str, ...], party: str) -> float:
    """Keep the ticked lines of an apply list, check them, fill amounts; the sum applied.

    Args:
        context: The account.
        old: The saved body, or None.
        new: The body to complete.
        sublist: ``apply``, ``credit`` or ``deposit``.
        types: Record types that may stand there.
        party: Field of ``new`` that names the customer, vendor or employee.
    """
    before = applied(old, sublist)
    lines: list[Body] = []
    for position, line in enumerate(new.get(sublist, ())):
        if line.get("apply", True) and line.get("doc"):
            path = f"{sublist}.items[{position}]"
            found = context.lookup.transaction(str(line["doc"]))
            if found is None or found.record_type not in types:
                raise invalid_value(line["doc"], "doc", f"{path}.doc")
            lines.append(_checked(found, new, line, before.get(found.record_id, 0.0), party, path))
    if len({line["doc"] for line in lines}) < len(lines):
        raise refuse("The same document is listed more than once.", sublist)
    new[sublist] = lines
    return money(sum(line["amount"] for line in lines))


def _checked(found: Found, new: Body, line: Body, before: float, party: str, path: str) -> Body:
    owner = found.body.get("entity") or found.body.get("customer")
    if owner != new.get(party):
        raise invalid_value(line["doc"], "doc", f"{path}.doc")
    if found.body.get("currency") != new.get("currency"):
        raise invalid_value(new.get("currency"), "currency", "currency")
    due = money(open_amount(found.record_type, found.body) + before)
    amount = number(line.get("amount", due))
    if amount <= 0 or money(amount) > due:
        raise refuse(
            f"The amount applied to {found.body.get('tranId', found.record_id)} ({amount:.2f}) must be greater than "
            f"zero and not more than what is open ({due:.2f}).",
            f"{path}.amount",
        )
    return {**apply_line(found.record_type, found.body, amount), "due": due}


def book(context: Context, old: Body | None, new: Body | None, sublist: str) -> None:
    """Move the documents from one state of an apply list to another."""
    before, after = applied(old, sublist), applied(new, sublist)
    for record_id in {**before, **after}:
        found = context.lookup.transaction(record_id)
        if found is not None and found.record_type in SETTLED_TYPES:
            settle(context, found.record_type, record_id, money(after.get(record_id, 0.0) - before.get(record_id, 0.0)))


def open_documents(context: Context, party: str, types: tuple[str, ...], currency: str | None) -> list[Body]:
    """Open documents of a party, oldest first, as unticked apply lines."""
    found = [entry for entry in context.lookup.named("party", party) if entry.record_type in types]
    found = [entry for entry in found if currency is None or entry.body.get("currency") == currency]
    found = [entry for entry in found if open_amount(entry.record_type, entry.body) > 0]
    found.sort(key=lambda entry: (entry.body["tranDate"], int(entry.record_id)))
    return [apply_line(entry.record_type, entry.body) for entry in found]
