"""Sales orders: approval, commitment of stock, status, closing and cancelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory.stock import StockLedger
from suiteplug.emulator.rules.receivables import balances
from suiteplug.emulator.rules.sales.order_lines import commit_lines, copy_order, refresh_status
from suiteplug.emulator.rules.sales.order_status import CANCELLED, CLOSED, PENDING_APPROVAL, PENDING_FULFILLMENT
from suiteplug.emulator.rules.sales.sales_header import fill_header
from suiteplug.emulator.rules.sales.sales_lines import complete_lines
from suiteplug.emulator.rules.sales.tax_and_totals import complete_totals
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import number
from suiteplug.emulator.rules.shared.refusals import invalid_value, quantity_text, refuse
from suiteplug.emulator.rules.shared.required import check_has_lines, check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

_MAY_BE_SET = frozenset({PENDING_APPROVAL, PENDING_FULFILLMENT, CANCELLED, CLOSED})
_APPROVED = frozenset("BDEFGH")
_COUNTERS = ("quantityFulfilled", "quantityBilled", "quantityPicked", "quantityPacked")


class SalesOrderRules:
    """Rules of ``salesOrder``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        fill_header(self._context, "salesOrder", old, new)
        check_required("salesOrder", new)
        check_has_lines(new)
        _keep_counters(old, new)
        complete_lines(self._context, old, new)
        complete_totals(self._context, old, new)
        self._apply_status(old, new)
        refresh_status(self._context, new)  # first: a billed order that got longer waits for goods again
        commit_lines(self._context, old, new)
        return new

    def _apply_status(self, old: Body | None, new: Body) -> None:
        """What the caller asked for: approve (B), hold or hold again (A), cancel (C), close all lines (H).

        Approving and taking the approval back: Oracle help section_159795516182. Nothing goes back once goods have
        moved or a bill is written; approving what is approved already changes nothing.
        """
        was = None if old is None else old.get("orderStatus")
        wanted = new.setdefault("orderStatus", self._context.preferences.default_order_status)
        if wanted == was:
            return
        if wanted == PENDING_FULFILLMENT and was in _APPROVED:
            new["orderStatus"] = was
            return
        started = any(number(line.get(name)) for line in new["item"] for name in _COUNTERS)
        if wanted not in _MAY_BE_SET or was in (CANCELLED, CLOSED) or (started and wanted != CLOSED):
            raise invalid_value(wanted, "orderstatus", "orderStatus")
        if wanted in (CANCELLED, CLOSED):
            for line in new["item"]:
                line["isClosed"] = True

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        ledger = StockLedger(self._context)
        ledger.change_commitments(old, new)
        ledger.flush()
        balances.order_changed(self._context, old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "child", old["id"])
        ledger = StockLedger(self._context)
        ledger.change_commitments(old, None)
        ledger.flush()
        balances.order_changed(self._context, old, None)


def _keep_counters(old: Body | None, new: Body) -> None:
    """Counters are NetSuite's own: keep the saved ones, and refuse lines below or without what is done already."""
    done = {line["line"]: line for line in (old or {}).get("item", ())}
    copied = copy_order(new)
    for position, line in enumerate(copied["item"]):
        saved = done.pop(line.get("line"), {})
        for name in _COUNTERS:
            line.pop(name, None)
            if name in saved:
                line[name] = saved[name]
        least = max(number(saved.get("quantityPicked")), number(saved.get("quantityBilled")))
        if least and (line.get("item") != saved.get("item") or number(line.get("quantity", 1)) < least):
            raise refuse(
                f"Line {saved['line']} of the item list is fulfilled or billed for {quantity_text(least)} already.",
                f"item.items[{position}].quantity",
            )
    for saved in done.values():
        if any(number(saved.get(name)) for name in _COUNTERS):
            raise refuse(f"Line {saved['line']} of the item list is fulfilled or billed already.", "item")
    new["item"] = copied["item"]
