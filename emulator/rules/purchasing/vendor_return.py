"""Vendor return authorizations: goods go back to the vendor and are credited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.purchasing.direct_goods import complete_expenses
from suiteplug.emulator.rules.purchasing.purchase_order import fill_purchase_total
from suiteplug.emulator.rules.sales.billed_lines import follow_source
from suiteplug.emulator.rules.sales.order_lines import copy_order
from suiteplug.emulator.rules.sales.sales_header import fill_header
from suiteplug.emulator.rules.sales.sales_lines import complete_lines, number_lines
from suiteplug.emulator.rules.sales.source_order import by_order_line, check_not_more, count_on_lines
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import number, tidy
from suiteplug.emulator.rules.shared.refusals import invalid_value
from suiteplug.emulator.rules.shared.required import check_has_lines, check_required

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.inventory.stock import StockLedger
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.sales.source_order import Counts
    from suiteplug.emulator.rules.shared.lookup import Found

_COUNTERS = ("quantityPicked", "quantityPacked", "quantityFulfilled", "quantityBilled")
_PENDING_APPROVAL, _PENDING_RETURN, _CANCELLED, _CLOSED = "A", "B", "C", "H"


def left_to_send_back(context: Context, source: Found) -> dict[int, float]:
    """What of a purchase order or bill may go back, per line: received or billed less earlier returns."""
    counter = "quantityReceived" if source.record_type == "purchaseOrder" else "quantity"
    lines = [line for line in source.body.get("item", ()) if line.get("quantity") is not None]
    left = {int(line["line"]): number(line.get(counter)) for line in lines}
    for child in context.lookup.children(source.record_id, "vendorReturnAuthorization"):
        for line, quantity in by_order_line(child.body).items():
            if line in left:
                left[line] = max(0.0, tidy(left[line] - quantity))
    return left


def left_to_credit_back(context: Context, line: Body) -> float:
    """What of a returned line may be credited: goods when they have left."""
    waits = context.lookup.item(line["item"]).fulfillable
    done = number(line.get("quantityFulfilled" if waits else "quantity"))
    return max(0.0, tidy(done - number(line.get("quantityBilled"))))


def _status(order: Body) -> str:
    asked = order.get("orderStatus", _PENDING_RETURN)
    if asked in (_PENDING_APPROVAL, _CANCELLED):
        return str(asked)
    lines = [line for line in order["item"] if line.get("quantity") is not None]
    if all(line.get("isClosed") for line in lines):
        return _CLOSED
    if all(number(line.get("quantityBilled")) >= number(line["quantity"]) for line in lines):
        return "G"
    if all(number(line.get("quantityFulfilled")) >= number(line["quantity"]) for line in lines):
        return "F"
    if any(number(line.get("quantityFulfilled")) for line in lines):
        due = any(number(line.get("quantityFulfilled")) > number(line.get("quantityBilled")) for line in lines)
        return "E" if due else "D"
    return _PENDING_RETURN


class VendorReturnRules:
    """Rules of ``vendorReturnAuthorization``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        source = context.lookup.transaction(new.get("createdFrom"))
        left = {} if source is None else left_to_send_back(context, source)
        if source is not None and old is None:
            new["item"] = follow_source(new.get("item", []), source.body, left)
        fill_header(context, "vendorReturnAuthorization", old, new)
        check_required("vendorReturnAuthorization", new)
        check_has_lines(new)
        saved = {line["line"]: line for line in (old or {}).get("item", ())}
        new["item"] = number_lines(new["item"])
        for line in new["item"]:
            for name in _COUNTERS:
                line.pop(name, None)
                if name in saved.get(line["line"], {}):
                    line[name] = saved[line["line"]][name]
        complete_lines(context, old, new, "purchase")
        complete_expenses(context, new)
        for line, quantity in by_order_line(old).items():
            left[line] = tidy(left.get(line, 0.0) + quantity)
        check_not_more({line: count for line, count in by_order_line(new).items() if line in left}, left, "return")
        fill_purchase_total(new)
        if new.setdefault("orderStatus", _PENDING_RETURN) not in "ABCDEFGH":
            raise invalid_value(new["orderStatus"], "orderstatus", "orderStatus")
        new["orderStatus"] = new["status"] = _status(new)
        return new

    def after_save(self, old: Body | None, new: Body) -> None:
        """Nothing else changes until goods leave."""

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "child", old["id"])


def book_on_vendor_return(context: Context, order: Body, changes: Mapping[str, Counts], ledger: StockLedger) -> None:
    """Add to counters of the authorization's lines and save goods and authorization."""
    after = count_on_lines(context, copy_order(order), order, changes, ledger)
    after["orderStatus"] = after["status"] = _status(after)
    after["lastModifiedDate"] = context.calendar.moment()
    context.store.put("vendorReturnAuthorization", after)
