"""Transfer orders: goods leave one location by a fulfilment and reach another by a receipt.

Letters as in public status dictionaries; stock is committed as for a sales order (Oracle help: "Transfer Orders").
Between two subsidiaries it is an intercompany transfer order (Oracle help: section_0822103427); what one company owes
the other for the goods is not booked here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory.stock import StockLedger
from suiteplug.emulator.rules.sales.order_lines import commit_lines, copy_order
from suiteplug.emulator.rules.sales.order_status import CANCELLED, CLOSED, PENDING_APPROVAL
from suiteplug.emulator.rules.sales.sales_header import check_location
from suiteplug.emulator.rules.sales.sales_lines import check_item, number_lines
from suiteplug.emulator.rules.sales.source_order import count_on_lines
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import amount_of, money, number, tidy
from suiteplug.emulator.rules.shared.posting import fill_posting_header
from suiteplug.emulator.rules.shared.refusals import invalid_value, missing, refuse
from suiteplug.emulator.rules.shared.required import check_has_lines, check_required

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.sales.source_order import Counts

TO_LOCATION = "transferLocation"
TO_SUBSIDIARY = "toSubsidiary"
TRANSFER_ORDERS = frozenset({"transferOrder", "intercompanyTransferOrder"})
_COUNTERS = ("quantityPicked", "quantityPacked", "quantityFulfilled", "quantityReceived")
_PENDING_FULFILLMENT, _PARTLY, _RECEIPT_PARTLY, _PENDING_RECEIPT, _RECEIVED = "B", "D", "E", "F", "G"
_MAY_BE_SET = frozenset({PENDING_APPROVAL, _PENDING_FULFILLMENT, CANCELLED, CLOSED})


def left_to_arrive(line: Body) -> float:
    """Shipped less received."""
    return max(0.0, tidy(number(line.get("quantityFulfilled")) - number(line.get("quantityReceived"))))


def _status(order: Body) -> str:
    """Where the order stands by its lines."""
    lines = order["item"]
    if all(line.get("isClosed") for line in lines) and not any(map(left_to_arrive, lines)):
        return CLOSED
    shipped = all(line.get("isClosed") or number(line.get("quantityFulfilled")) >= line["quantity"] for line in lines)
    on_the_way = any(map(left_to_arrive, lines))
    if shipped:
        return _PENDING_RECEIPT if on_the_way else _RECEIVED
    if not any(number(line.get("quantityFulfilled")) for line in lines):
        return _PENDING_FULFILLMENT
    return _RECEIPT_PARTLY if on_the_way else _PARTLY


class TransferOrderRules:
    """Rules of ``transferOrder``, and of ``intercompanyTransferOrder``, which goes to another subsidiary."""

    def __init__(self, context: Context, record_type: str = "transferOrder") -> None:
        self._context = context
        self._record_type = record_type

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        check_required(self._record_type, new, one_world=context.one_world)
        fill_posting_header(context, self._record_type, old, new, None)
        if new["location"] == new[TO_LOCATION]:
            raise invalid_value(new[TO_LOCATION], TO_LOCATION, TO_LOCATION)
        check_location(context, new["location"], new.get("subsidiary"), "location")
        check_location(context, new[TO_LOCATION], self._receiver(new), TO_LOCATION)
        check_has_lines(new)
        self._fill_lines(old, new)
        new["subtotal"] = new["total"] = money(sum(line["amount"] for line in new["item"]))
        self._apply_status(old, new)
        commit_lines(context, old, new)
        return new

    def _receiver(self, new: Body) -> str | None:
        """The subsidiary that the goods go to."""
        sender: str | None = new.get("subsidiary")
        if self._record_type == "transferOrder":
            return sender
        receiver = self._context.lookup.get("subsidiary", new.get(TO_SUBSIDIARY))
        if self._context.one_world and (receiver is None or receiver["id"] == sender or receiver.get("isInactive")):
            raise invalid_value(new.get(TO_SUBSIDIARY), TO_SUBSIDIARY.lower(), TO_SUBSIDIARY)
        return new.get(TO_SUBSIDIARY)

    def _fill_lines(self, old: Body | None, new: Body) -> None:
        saved = {line["line"]: line for line in (old or {}).get("item", ())}
        new["item"] = number_lines(new["item"])
        for position, line in enumerate(new["item"]):
            path = f"item.items[{position}]"
            if not line.get("item"):
                raise missing(["Item"], f"{path}.item")
            item = self._context.lookup.item(line["item"], f"{path}.item")
            was = saved.pop(line["line"], {})
            if not item.kind.stocked:
                raise invalid_value(line["item"], "item", f"{path}.item")
            if not was:
                for owner in (new.get("subsidiary"), new.get(TO_SUBSIDIARY)):
                    check_item(self._context, item, owner, path)
            for name in _COUNTERS:
                line.pop(name, None)
                if name in was:
                    line[name] = was[name]
            line["itemType"], line["location"] = item.kind.code, new["location"]
            quantity = number(line.setdefault("quantity", 1.0))
            if quantity < number(line.get("quantityPicked")) or quantity <= 0:
                raise refuse(f"The quantity of line {line['line']} is too small.", f"{path}.quantity")
            line.setdefault("rate", number(item.body.get("averageCost", item.body.get("cost"))))
            line["amount"] = amount_of(quantity, line["rate"])
        if any(number(line.get("quantityPicked")) for line in saved.values()):
            raise refuse("A line of the item list is fulfilled already.", "item")

    def _apply_status(self, old: Body | None, new: Body) -> None:
        was = None if old is None else old["orderStatus"]
        wanted = new.setdefault("orderStatus", _PENDING_FULFILLMENT)
        started = any(number(line.get(name)) for line in new["item"] for name in _COUNTERS)
        if wanted != was:
            if wanted not in _MAY_BE_SET or was in (CANCELLED, CLOSED) or (started and wanted != CLOSED):
                raise invalid_value(wanted, "orderstatus", "orderStatus")
            if wanted == CLOSED:
                for line in new["item"]:
                    line["isClosed"] = True
        if wanted not in (PENDING_APPROVAL, CANCELLED):
            new["orderStatus"] = _status(new)
        new["status"] = new["orderStatus"]

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        ledger = StockLedger(self._context)
        ledger.change_commitments(old, new)
        ledger.flush()

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "child", old["id"])
        ledger = StockLedger(self._context)
        ledger.change_commitments(old, None)
        ledger.flush()


def book_on_transfer(context: Context, order: Body, changes: Mapping[str, Counts], ledger: StockLedger) -> None:
    """Add to counters of the order's lines and save goods and order."""
    after = count_on_lines(context, copy_order(order), order, changes, ledger)
    after["orderStatus"] = after["status"] = _status(after)
    after["lastModifiedDate"] = context.calendar.moment()
    context.store.put("intercompanyTransferOrder" if TO_SUBSIDIARY in order else "transferOrder", after)
