"""Counters of sales order lines: what is committed, shipped and billed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory.stock import FreeStock, commitments, components
from suiteplug.emulator.rules.sales.order_status import (
    BILLED,
    CANCELLED,
    CLOSED,
    PENDING_APPROVAL,
    OrderLine,
    status_of,
)
from suiteplug.emulator.rules.shared.money import number, tidy

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

_NO_GOODS = frozenset({"Discount", "Markup", "Subtotal", "Description", "Payment", "Group", "EndGroup"})


def copy_order(order: Body) -> Body:
    """A copy whose lines may be changed."""
    return {**order, "item": [dict(line) for line in order.get("item", ())]}


def counters(context: Context, order: Body) -> list[OrderLine]:
    """Counters of the lines that are shipped or billed by quantity."""
    found = []
    for line in order["item"]:
        if line.get("itemType") not in _NO_GOODS:
            item = context.lookup.item(line["item"])
            found.append(OrderLine(line, fulfillable=item.fulfillable))
    return found


def refresh_status(context: Context, order: Body) -> None:
    """Set ``orderStatus``, ``status`` and the lines' ``isOpen`` from the counters, in place."""
    status = order.get("orderStatus")
    if status not in (PENDING_APPROVAL, CANCELLED):
        status = status_of(counters(context, order))
    elif status == PENDING_APPROVAL and all(line.get("isClosed") for line in order["item"]):
        status = CLOSED
    order["orderStatus"] = order["status"] = status
    for line in order["item"]:
        line["isOpen"] = not line.get("isClosed") and status not in (CANCELLED, CLOSED)


def commit_lines(context: Context, old: Body | None, order: Body) -> None:
    """Reserve stock for the open part of each line as far as there is any, in place; the rest is backordered.

    A line without a location holds nothing: NetSuite commits per location.
    """
    own = {place: committed for place, (committed, _) in commitments(context, old).items()}
    free = FreeStock(context, own)
    for line in order["item"]:
        for name in ("quantityCommitted", "quantityBackOrdered"):
            line.pop(name, None)
        if line.get("itemType") in _NO_GOODS:
            continue
        item = context.lookup.item(line["item"])
        if not components(context, item):
            continue
        wanted, location = open_quantity(order, line), line.get("location")
        committed = free.take(item, location, wanted) if location is not None and wanted else 0.0
        line["quantityCommitted"] = committed
        line["quantityBackOrdered"] = tidy(wanted - committed) if location is not None else 0.0


def open_quantity(order: Body, line: Body) -> float:
    """Quantity of a line that still waits for goods; nothing on closed lines and orders that do not stand.

    The letters mean the same for all kinds of orders: waiting for approval or only planned, cancelled, done (billed,
    received, built) and closed.
    """
    if line.get("isClosed") or order.get("orderStatus") in (PENDING_APPROVAL, CANCELLED, BILLED, CLOSED):
        return 0.0
    return max(0.0, tidy(number(line.get("quantity")) - number(line.get("quantityFulfilled"))))
