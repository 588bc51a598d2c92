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

_MADE = frozenset({"Build", "Unbuild", "WOIssue", "WOCompl", "WOClose"})
_MOVED = frozenset({"InvTrnfr", "BinTrnfr"})


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
    if code in _MADE:
        yield from _made(code, body)
        return
    if code in _MOVED:
        yield from _moved(code, body)
        return
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


def _made(code: str, body: Values) -> Iterator[Booked]:
    """Components by their cost, against the assembly (a build) or work in process; the main line takes the rest.

    A completion's main line is the assembly, so that the change of work in process is a line of its own; the close
    books what is left there as a variance.
    """
    sign = {"Build": -1, "WOIssue": -1, "WOCompl": -1, "Unbuild": 1}.get(code, 0)
    consumed = 0.0
    for line in (body.get("component") or []) if sign else []:
        value = round((line.get("quantity") or 0.0) * (line.get("unitCost") or 0.0), 2)
        consumed += value
        numbered = {**line, "line": line["lineNumber"], "quantity": sign * (line.get("quantity") or 0.0)}
        role = "expense" if line.get("isNonInventory") else "asset"
        yield Booked({**numbered, "assemblycomponent": True}, sign * value, role, None, line.get("item"))
    total = body.get("total") or 0.0
    if code == "Unbuild" and round(total - consumed, 2):
        yield Booked({"memo": "Unbuild variance"}, round(total - consumed, 2), "variance", None)
    elif code == "WOCompl":
        yield Booked({"memo": "Work in process"}, round(consumed - total, 2), "process", None)
    elif code == "WOClose" and total:
        yield Booked({"memo": "Production variance"}, total, "variance", None)


def _moved(code: str, body: Values) -> Iterator[Booked]:
    """Two lines for an item that changes its place: out there, in here, at the same cost."""
    last = max((int(line.get("line") or 0) for line in body.get("inventory") or []), default=0)
    for line in body.get("inventory") or []:
        quantity = line.get("adjustQtyBy", line.get("quantity")) or 0.0
        value = 0.0 if code == "BinTrnfr" else round(quantity * (line.get("unitCost") or 0.0), 2)
        target = body.get("transferlocation", body.get("location"))
        yield Booked({**line, "quantity": -quantity}, -value, "asset", None, line.get("item"))
        last += 1
        there = {**line, "line": last, "location": target, "quantity": quantity}
        yield Booked(there, value, "asset", None, line.get("item"))


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
