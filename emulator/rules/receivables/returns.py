"""Return authorizations and credit memos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory import inventory_detail, movement
from suiteplug.emulator.rules.inventory.stock import StockLedger
from suiteplug.emulator.rules.receivables import balances
from suiteplug.emulator.rules.receivables.applications import book_on_invoices, complete_apply, limit_to
from suiteplug.emulator.rules.sales.billed_lines import follow_source
from suiteplug.emulator.rules.sales.order_lines import copy_order
from suiteplug.emulator.rules.sales.sales_header import fill_header
from suiteplug.emulator.rules.sales.sales_lines import complete_lines
from suiteplug.emulator.rules.sales.source_order import by_order_line, check_not_more
from suiteplug.emulator.rules.sales.tax_and_totals import complete_totals
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import money, number, tidy
from suiteplug.emulator.rules.shared.required import check_has_lines, check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Found

SETTLED = "settledElsewhere"
"""What refunds took of a credit, payment or deposit; not a field of NetSuite, never shown."""
_PENDING_RECEIPT, _REFUNDED, _CLOSED, _PENDING_REFUND = "B", "G", "H", "F"
_OPEN, _FULLY_APPLIED = "A", "B"


def left_to_return(context: Context, source: Found) -> dict[int, float]:
    """What of an order or sale may come back, per line: shipped or billed less what is returned already."""
    counter = "quantityFulfilled" if source.record_type == "salesOrder" else "quantity"
    left = {line: number(body.get(counter)) for line, body in _lines(source.body).items()}
    return _less_children(context, source, "returnAuthorization", left)


def left_to_credit(context: Context, source: Found) -> dict[int, float]:
    """What of an invoice or return authorization may be credited, per line.

    Goods of a return authorization are credited when they have arrived.
    """
    left = {}
    for number_, line in _lines(source.body).items():
        waits = source.record_type == "returnAuthorization" and context.lookup.item(line["item"]).fulfillable
        left[number_] = number(line.get("quantityReceived" if waits else "quantity"))
    for record_type in ("creditMemo", "cashRefund"):
        left = _less_children(context, source, record_type, left)
    return left


def _less_children(context: Context, source: Found, record_type: str, left: dict[int, float]) -> dict[int, float]:
    for child in context.lookup.children(source.record_id, record_type):
        for line, quantity in by_order_line(child.body).items():
            if line in left:
                left[line] = max(0.0, tidy(left[line] - quantity))
    return left


def check_left(left: dict[int, float], old: Body | None, new: Body, verb: str) -> None:
    """Refuse a document that takes more than is left, itself not counted."""
    for line, quantity in by_order_line(old).items():
        if line in left:
            left[line] = tidy(left[line] + quantity)
    check_not_more({line: count for line, count in by_order_line(new).items() if line in left}, left, verb)


class ReturnAuthorizationRules:
    """Rules of ``returnAuthorization``: the customer may send goods back."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        fill_header(self._context, "returnAuthorization", old, new)
        check_required("returnAuthorization", new)
        source = self._context.lookup.transaction(new.get("createdFrom"))
        left = {} if source is None else left_to_return(self._context, source)
        if source is not None and old is None:
            new["item"] = follow_source(new.get("item", []), source.body, left)
        check_has_lines(new)
        complete_lines(self._context, old, new)
        complete_totals(self._context, old, new)
        check_left(left, old, new, "return")
        new["orderStatus"] = new["status"] = _status(new)
        return new

    def after_save(self, old: Body | None, new: Body) -> None:
        """Nothing else changes until the goods arrive or are refunded."""

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "child", old["id"])


def _status(authorization: Body) -> str:
    asked = authorization.get("orderStatus", _PENDING_RECEIPT)
    lines = [line for line in authorization["item"] if line.get("quantity") is not None]
    if all(line.get("isClosed") for line in lines):
        return _CLOSED
    if all(number(line.get("quantityBilled")) >= number(line["quantity"]) for line in lines):
        return _REFUNDED
    received = [number(line.get("quantityReceived")) >= number(line["quantity"]) for line in lines]
    if all(received):
        return _PENDING_REFUND
    if any(number(line.get("quantityReceived")) for line in lines):
        refund_due = any(number(line.get("quantityReceived")) > number(line.get("quantityBilled")) for line in lines)
        return "E" if refund_due else "D"
    return "A" if asked == "A" else _PENDING_RECEIPT


def book_on_authorization(context: Context, authorization: Body, counter: str, counts: dict[int, float]) -> None:
    """Add to a counter of a return authorization's lines and save it with its new status."""
    after = copy_order(authorization)
    for line in after["item"]:
        if counts.get(line["line"]):
            line[counter] = tidy(number(line.get(counter)) + counts[line["line"]])
    after["orderStatus"] = after["status"] = _status(after)
    after["lastModifiedDate"] = context.calendar.moment()
    context.store.put("returnAuthorization", after)


class CreditMemoRules:
    """Rules of ``creditMemo``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        source = context.lookup.transaction(new.get("createdFrom"))
        left = {} if source is None else left_to_credit(context, source)
        if source is not None and old is None:
            new["item"] = follow_source(new.get("item", []), source.body, left)
        fill_header(context, "creditMemo", old, new)
        receivable = context.lookup.account("accountType", "AcctRec")
        if receivable is not None:
            new.setdefault("account", receivable)
        check_required("creditMemo", new)
        check_has_lines(new)
        period = context.calendar.require_open(new["tranDate"], "receivables")
        if period is not None:
            new["postingPeriod"] = period
        complete_lines(context, old, new)
        complete_totals(context, old, new)
        check_left(left, old, new, "credit")
        if self._brings_goods(new):
            for at, line, item in movement.goods(context, new["item"]):
                if "location" in line:
                    inventory_detail.check_receipt(item, line, at)
        complete_apply(context, old, new, "entity")
        limit_to(new, money(new["total"] - number(new.get(SETTLED))), "credit")
        new["applied"] = money(sum(line["amount"] for line in new["apply"]) + number(new.get(SETTLED)))
        new["amountPaid"] = new["applied"]
        new["unapplied"] = new["amountRemaining"] = money(new["total"] - new["applied"])
        new["status"] = _FULLY_APPLIED if new["amountRemaining"] <= 0 else _OPEN
        return new

    def _brings_goods(self, memo: Body) -> bool:
        """Goods of a return authorization come back by its receipt, not by the credit."""
        source = self._context.lookup.transaction(memo.get("createdFrom"))
        return source is None or source.record_type != "returnAuthorization"

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "child", old["id"])
        refuse_when_used(self._context, "applies", old["id"])
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        context = self._context
        source: Body = new if new is not None else old or {}
        if self._brings_goods(source):
            ledger = StockLedger(context)
            for body, direction in ((old, -1), (new, 1)):
                if body is not None:
                    movement.book(context, ledger, body["item"], direction)
            ledger.flush()
        else:
            authorization = context.lookup.transaction(source["createdFrom"])
            before, after = by_order_line(old), by_order_line(new)
            gained = {line: tidy(after.get(line, 0.0) - before.get(line, 0.0)) for line in {**before, **after}}
            if authorization is not None:
                book_on_authorization(context, authorization.body, "quantityBilled", gained)
        book_on_invoices(context, old, new)
        balances.open_amount_changed(context, (old, -_open(old)), (new, -_open(new)))


def _open(memo: Body | None) -> float:
    return 0.0 if memo is None else number(memo.get("amountRemaining"))


def _lines(source: Body) -> dict[int, Body]:
    return {int(line["line"]): line for line in source["item"] if line.get("quantity") is not None}
