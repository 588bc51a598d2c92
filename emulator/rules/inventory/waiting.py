"""Goods that arrive are committed to the orders that wait for them, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory.stock import StockLedger
from suiteplug.emulator.rules.sales.order_lines import commit_lines, copy_order, refresh_status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.inventory.stock import Place
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Found

_WAITING = frozenset({"salesOrder", "transferOrder", "intercompanyTransferOrder", "workOrder"})


def commit_waiting(context: Context, places: Iterable[Place], *, leaving: str | None = None) -> None:
    """Commit what is free at the places to the orders with back orders there; ``leaving`` is one that is deleted."""
    for item_id, location in dict.fromkeys(places):
        for found in list(context.lookup.named("backordered", item_id)):
            if found.record_type not in _WAITING or found.record_id == leaving:
                continue
            if _waits(found.body, item_id, location):
                _commit(context, found)


def _waits(order: Body, item_id: str, location: str) -> bool:
    return any(
        line.get("quantityBackOrdered") and line.get("location") == location and line.get("item") == item_id
        for line in order["item"]
    )


def _commit(context: Context, found: Found) -> None:
    order = found.body
    after = copy_order(order)
    commit_lines(context, order, after)
    if after["item"] == order["item"]:
        return
    ledger = StockLedger(context)
    ledger.change_commitments(order, after)
    ledger.flush()
    if found.record_type == "salesOrder":
        refresh_status(context, after)
    after["lastModifiedDate"] = context.calendar.moment()
    context.store.put(found.record_type, after)
