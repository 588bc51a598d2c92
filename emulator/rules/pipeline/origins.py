"""What a document does to the estimate, opportunity or requisition it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.pipeline.requisition import requisition_status
from suiteplug.emulator.rules.purchasing.purchase_order import gained
from suiteplug.emulator.rules.sales.order_lines import copy_order
from suiteplug.emulator.rules.shared.money import number, tidy

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Found

_SALES = frozenset({"salesOrder", "invoice", "cashSale"})


def follow_origin(context: Context, record_type: str, old: Body | None, new: Body | None) -> None:
    """Bring the origin's status up to date after a save, or before a delete (``new`` None)."""
    body: Body = new if new is not None else old or {}
    if record_type == "estimate" and body.get("opportunity"):
        _refresh(context, context.lookup.transaction(body["opportunity"]), record_type, new, old)
    if not body.get("createdFrom"):
        return
    origin = context.lookup.transaction(body["createdFrom"])
    if origin is None:
        return
    if origin.record_type == "purchaseRequisition" and record_type == "purchaseOrder":
        _order(context, origin, old, new)
    elif origin.record_type in ("estimate", "opportunity") and (old is None or new is None):
        _refresh(context, origin, record_type, new, old)


def _refresh(context: Context, origin: Found | None, record_type: str, new: Body | None, old: Body | None) -> None:
    if origin is None:
        return
    status = _reached(origin.record_type, record_type)
    if new is None:
        gone = str((old or {}).get("id"))
        others = [child for child in context.lookup.children(origin.record_id) if child.record_id != gone]
        reached = [_reached(origin.record_type, child.record_type) for child in others]
        status = max(filter(None, reached), default="A")
    if status and origin.body.get("status") != status:
        stamp = context.calendar.moment()
        context.store.put(origin.record_type, {**origin.body, "status": status, "lastModifiedDate": stamp})


def _reached(origin: str, record_type: str) -> str | None:
    """The status an origin reaches by a document of this type."""
    if origin == "estimate":
        return "B" if record_type in _SALES else None
    if record_type == "estimate":
        return "B"
    return "C" if record_type in _SALES else None


def _order(context: Context, origin: Found, old: Body | None, new: Body | None) -> None:
    counts = gained(old, new)
    after = copy_order(origin.body)
    for line in after["item"]:
        if counts.get(line["line"]):
            line["quantityOrdered"] = tidy(number(line.get("quantityOrdered")) + counts[line["line"]])
    after["orderStatus"] = after["status"] = requisition_status(after)
    after["lastModifiedDate"] = context.calendar.moment()
    context.store.put("purchaseRequisition", after)
