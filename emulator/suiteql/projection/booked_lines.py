"""Lines of transactions that name their accounts themselves: journals, checks, deposits, payments to vendors.

Amounts are debit minus credit, as everywhere. A journal has no line of its own above the entered ones, so its first
line takes that place (ours: how NetSuite numbers them is not published).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    Values = dict[str, Any]

# Payments and their like: role of the other side, and whether it is debited by the total.
COUNTERPARTS = {
    "CustPymt": ("receivable", -1),
    "CustDep": ("deposit", -1),
    "VendPymt": ("payable", 1),
    "DepAppl": ("deposit", 1),
}


class Booked(NamedTuple):
    """One amount on an account: what `lines.Line` is made from."""

    source: Values
    amount: float
    role: str
    account: str | None
    item: str | None = None


def booked_lines(code: str, body: Values) -> Iterator[Booked]:
    """The lines of a journal, adjustment, deposit, and the expense lines of everything else."""
    for line in body.get("line") or []:
        amount = (line.get("debit") or 0.0) - (line.get("credit") or 0.0)
        yield Booked(line, round(amount, 2), "entry", line.get("account"))
    for line in body.get("inventory") or []:
        value = round((line.get("adjustQtyBy") or 0.0) * (line.get("unitCost") or 0.0), 2)
        yield Booked({**line, "quantity": line.get("adjustQtyBy")}, value, "asset", None, line.get("item"))
    sign = -1 if code in {"VendCred", "VendAuth"} else 1
    for line in body.get("expense") or []:
        account = line.get("account", line.get("expenseAccount"))
        yield Booked(line, round(sign * (line.get("amount") or 0.0), 2), "expense", account)
    if code == "Deposit":
        yield from _deposited(body)
    elif code == "CustRfnd":
        yield from _refunded(body)


def _deposited(body: Values) -> Iterator[Booked]:
    for line in body.get("payment") or []:
        yield Booked(line, -(line.get("paymentAmount") or 0.0), "undeposited", None)
    for name, sign in (("other", -1), ("cashback", 1)):
        for line in body.get(name) or []:
            yield Booked(line, sign * (line.get("amount") or 0.0), "entry", line.get("account"))


def _refunded(body: Values) -> Iterator[Booked]:
    """Credits and payments were held as receivables, deposits apart from them."""
    for name, role, account in (("apply", "receivable", body.get("aracct")), ("deposit", "deposit", None)):
        amount = round(sum(line.get("amount") or 0.0 for line in body.get(name) or []), 2)
        if amount:
            yield Booked({}, amount, role, account)
