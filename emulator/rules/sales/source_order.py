"""The order behind a fulfilment or invoice: finding it, what is left of it, and booking counters on its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory.stock import StockLedger
from suiteplug.emulator.rules.receivables import balances
from suiteplug.emulator.rules.sales.order_lines import commit_lines, copy_order, counters, open_quantity, refresh_status
from suiteplug.emulator.rules.shared.money import number, tidy
from suiteplug.emulator.rules.shared.refusals import invalid_value, quantity_text, refuse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

Counts = dict[int, float]


def source_order(context: Context, body: Body) -> Body | None:
    """The sales order a transaction was created from, or None when it came from elsewhere."""
    found = context.lookup.transaction(body.get("createdFrom"))
    return found.body if found is not None and found.record_type == "salesOrder" else None


def require_source(context: Context, body: Body, *record_types: str) -> tuple[str, Body]:
    """``(type, body)`` of the transaction in ``createdFrom``.

    Raises:
        Problem: It is not one of ``record_types``.
    """
    found = context.lookup.transaction(body["createdFrom"])
    if found is None or found.record_type not in record_types:
        raise invalid_value(body["createdFrom"], "createdfrom", "createdFrom")
    return found.record_type, found.body


def by_order_line(body: Body | None) -> Counts:
    """Quantity per ``orderLine`` of a document's lines."""
    counts: Counts = {}
    for line in (body or {}).get("item", ()):
        if "orderLine" in line:
            order_line = int(line["orderLine"])
            counts[order_line] = tidy(counts.get(order_line, 0.0) + number(line.get("quantity", 1)))
    return counts


def line_of(order: Body, order_line: int, path: str) -> Body:
    """An order's line by number.

    Raises:
        Problem: The order has no such line; wording as recorded by public clients of the transform.
    """
    for line in order["item"]:
        if line["line"] == order_line:
            found: Body = line
            return found
    raise refuse("You have attempted to access a field on a non-existent line in the sublist item.", path)


def left_to_fulfil(order_line: Body) -> float:
    """Ordered less everything picked, packed or shipped."""
    if order_line.get("isClosed"):
        return 0.0
    return max(0.0, tidy(number(order_line.get("quantity")) - number(order_line.get("quantityPicked"))))


def left_to_bill(context: Context, order: Body) -> Counts:
    """What may be billed now, per line; discount and text lines are not in it."""
    ahead = context.preferences.invoice_before_fulfillment
    lines = [line for line in order["item"] if line.get("quantity") is not None]
    found: Counts = {}
    for line, counter in zip(lines, counters(context, {"item": lines}), strict=True):
        if ahead and not counter.closed:
            found[line["line"]] = max(0.0, tidy(counter.ordered - counter.billed))
        else:
            found[line["line"]] = counter.billable_now
    return found


def check_not_more(counts: Counts, left: Mapping[int, float], verb: str) -> None:
    """Refuse a document that takes more of an order line than there is (text ours)."""
    for order_line, quantity in counts.items():
        if quantity > left.get(order_line, 0.0):
            raise refuse(
                f"Order line {order_line} has {quantity_text(left.get(order_line, 0.0))} left to {verb}, "
                f"{quantity_text(quantity)} are asked for.",
                "item",
            )


def book_on_order(
    context: Context, order: Body, changes: Mapping[str, Counts], ledger: StockLedger | None = None
) -> None:
    """Add to counters of the order's lines, commit again, and save the order with its new status.

    Args:
        context: The account.
        order: The sales order as saved.
        changes: Counter name to (order line to what is added).
        ledger: Goods that move in the same save; a new one is used when none do.
    """
    ledger = StockLedger(context) if ledger is None else ledger
    after = count_on_lines(context, copy_order(order), order, changes, ledger)
    refresh_status(context, after)
    after["lastModifiedDate"] = context.calendar.moment()
    context.store.put("salesOrder", after)
    balances.order_changed(context, order, after)


def count_on_lines(
    context: Context, after: Body, order: Body, changes: Mapping[str, Counts], ledger: StockLedger
) -> Body:
    """Add to counters of ``after``, a copy of ``order``, and save the goods that moved; returns ``after``."""
    for line in after["item"]:
        for name, counts in changes.items():
            if counts.get(line["line"]):
                line[name] = tidy(number(line.get(name)) + counts[line["line"]])
    _release_shipped(order, after, ledger, context)
    return after


def _release_shipped(order: Body, after: Body, ledger: StockLedger, context: Context) -> None:
    """Goods that left no longer need their commitment; goods that came back are committed again."""
    before = {line["line"]: number(line.get("quantityFulfilled")) for line in order["item"]}
    moved = [line for line in after["item"] if number(line.get("quantityFulfilled")) != before[line["line"]]]
    if not moved:
        ledger.flush()
        return
    for line in moved:
        if "quantityCommitted" not in line:
            continue
        still_open = open_quantity(after, line)
        shipped = tidy(number(line.get("quantityFulfilled")) - before[line["line"]])
        line["quantityCommitted"] = min(still_open, max(0.0, tidy(line["quantityCommitted"] - max(0.0, shipped))))
        line["quantityBackOrdered"] = tidy(still_open - line["quantityCommitted"]) if "location" in line else 0.0
    ledger.change_commitments(order, after)
    ledger.flush()
    if any(number(line.get("quantityFulfilled")) < before[line["line"]] for line in moved):
        released = copy_order(after)
        commit_lines(context, released, after)
        ledger.change_commitments(released, after)
        ledger.flush()
