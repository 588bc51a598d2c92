"""Work in process: components issued to a work order, assemblies completed, the order closed.

Oracle help: section_N3698631, section_N3701691 and section_N3699241 (what the three records are for, and completion
with backflush), article_29213414016, article_94213635853 and article_37213527353 (made by transforming a work order).
Components go to the work-in-process account of the assembly, completed assemblies leave it at the cost of their
components, and what then remains is the variance that the close books. How scrap counts is ours: it is not stocked, so
that its cost is part of the variance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory import moves
from suiteplug.emulator.rules.manufacturing import component_lines
from suiteplug.emulator.rules.manufacturing.builds import fill_made_header, made_moves
from suiteplug.emulator.rules.manufacturing.recipe import unit_cost
from suiteplug.emulator.rules.manufacturing.work_order import (
    book_on_work_order,
    held_for,
    is_open,
    used_by_line,
    wanted_of_order,
)
from suiteplug.emulator.rules.shared.dependents import dependent_records
from suiteplug.emulator.rules.shared.money import amount_of, money, number, tidy
from suiteplug.emulator.rules.shared.refusals import invalid_value, missing, quantity_text

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.inventory.moves import Move
    from suiteplug.emulator.rules.ports import Body

_FROM_ORDER = ("subsidiary", "location", "department", "class", "billOfMaterials", "billOfMaterialsRevision")


class _InProcess:
    """What the three records share: they belong to a work order that is worked off in steps."""

    record_type = ""

    def __init__(self, context: Context) -> None:
        self._context = context

    def _fill_header(self, old: Body | None, new: Body) -> Body:
        """Take over what the work order says; the order."""
        if not new.get("createdFrom"):
            raise missing(["Created From"], "createdFrom")
        found = self._context.lookup.transaction(new["createdFrom"])
        usable = found is not None and found.record_type == "workOrder" and bool(found.body.get("isWip"))
        moved = old is not None and old["createdFrom"] != new["createdFrom"]
        if found is None or not usable or moved or (old is None and not self._is_due(found.body)):
            raise invalid_value(new["createdFrom"], "createdfrom", "createdFrom")
        new["item"] = found.body["assemblyItem"]
        for name in _FROM_ORDER:
            if name in found.body:
                new.setdefault(name, found.body[name])
        fill_made_header(self._context, self.record_type, old, new)
        return found.body

    def _is_due(self, order: Body) -> bool:
        return is_open(order)

    def _refuse_after_close(self, old: Body) -> Body:
        """The order of a document that goes; nothing of a closed order does."""
        found = self._context.lookup.transaction(old["createdFrom"])
        if found is None or found.body["orderStatus"] == "H":
            raise dependent_records()
        return found.body


class WorkOrderIssueRules(_InProcess):
    """Rules of ``workOrderIssue``."""

    record_type = "workOrderIssue"

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        order = self._fill_header(old, new)
        left = issuable(order)
        component_lines.complete(old, new, wanted_of_order(self._context, order), left)
        new["component"] = [line for line in new["component"] if line["quantity"]]
        if not new["component"]:
            raise missing(["Components"], "component")
        if old is None:
            component_lines.check_details(self._context, new)
        moves.check(self._context, self._moves(old), self._moves(new), held_for(self._context, order, new))
        return new

    def _moves(self, body: Body | None) -> list[Move]:
        return component_lines.moves(self._context, body, -1)

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        self._refuse_after_close(old)
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        moves.rebook(self._context, self._moves(old), self._moves(new))
        source: Body = new if new is not None else old or {}
        found = self._context.lookup.transaction(source["createdFrom"])
        if found is not None:
            book_on_work_order(self._context, found.body, used=used_by_line(old, new))


class WorkOrderCompletionRules(_InProcess):
    """Rules of ``workOrderCompletion``; with ``isBackflush`` it consumes components, too."""

    record_type = "workOrderCompletion"

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        order = self._fill_header(old, new)
        self._fill_quantities(old, new)
        new["orderQuantity"] = number(order["quantity"])
        wanted = wanted_of_order(context, order)
        if new.get("isBackflush"):
            component_lines.complete(old, new, wanted, new["quantity"])
            if old is None:
                component_lines.check_details(context, new)
        else:
            new.pop("component", None)
        each = sum(entry.each * unit_cost(entry.item) for entry in wanted)
        value = (old or {}).get("unitValue", money(each, 4))
        new["unitValue"] = value
        new["projectedValue"] = new["total"] = amount_of(new["completedQuantity"], value)
        held = held_for(context, order, new) if new.get("isBackflush") else {}
        moves.check(context, self._moves(old), self._moves(new), held)
        return new

    def _fill_quantities(self, old: Body | None, new: Body) -> None:
        """What was worked on is what was completed and what was scrapped."""
        scrap = number(new.get("scrapQuantity"))
        changed = old is None or old.get("completedQuantity") != new.get("completedQuantity")
        if changed and new.get("completedQuantity") is not None:
            new["quantity"] = tidy(number(new["completedQuantity"]) + scrap)
        elif new.get("quantity") is None:
            raise missing(["Quantity"], "quantity")
        new["completedQuantity"] = tidy(number(new["quantity"]) - scrap)
        new["scrapQuantity"] = scrap
        if scrap < 0 or new["completedQuantity"] < 0 or not new["quantity"]:
            raise invalid_value(quantity_text(number(new["quantity"])), "quantity", "quantity")

    def _moves(self, body: Body | None) -> list[Move]:
        made = made_moves(self._context, body, number((body or {}).get("completedQuantity")))
        return [*component_lines.moves(self._context, body, -1), *made]

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        self._refuse_after_close(old)
        moves.check(self._context, self._moves(old), ())
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        cost = None
        if old is None and new is not None and new["completedQuantity"]:
            cost = moves.Made(new["item"], new["completedQuantity"], new["total"] / new["completedQuantity"])
        moves.rebook(self._context, self._moves(old), self._moves(new), cost)
        source: Body = new if new is not None else old or {}
        found = self._context.lookup.transaction(source["createdFrom"])
        if found is not None:
            built = number((new or {}).get("completedQuantity")) - number((old or {}).get("completedQuantity"))
            book_on_work_order(self._context, found.body, built=built, used=used_by_line(old, new))


class WorkOrderCloseRules(_InProcess):
    """Rules of ``workOrderClose``: nothing is made any more, and what is left in process becomes a variance."""

    record_type = "workOrderClose"

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        order = self._fill_header(old, new)
        new["orderQuantity"], new["quantity"] = number(order["quantity"]), number(order.get("built"))
        steps = [found.body for found in context.lookup.children(order["id"])]
        scrapped = [(number(body.get("scrapQuantity")), number(body.get("unitValue"))) for body in steps]
        new["scrapQuantity"] = tidy(sum(quantity for quantity, _ in scrapped))
        new["scrapAmount"] = money(sum(amount_of(quantity, value) for quantity, value in scrapped))
        new["quantityVarianceAmount"] = new["total"] = in_process(context, order)
        new["component"] = [
            {
                "lineNumber": line["line"],
                "item": line["item"],
                "compItemName": context.lookup.item(line["item"]).name,
                "isNonInventory": not context.lookup.item(line["item"]).kind.stocked,
                "orderQuantity": line["quantity"],
                "quantity": number(line.get("quantityFulfilled")),
                "unitCost": unit_cost(context.lookup.item(line["item"])),
            }
            for line in order["item"]
        ]
        return new

    def _is_due(self, order: Body) -> bool:
        return is_open(order) or order["orderStatus"] == "G"

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        found = self._context.lookup.transaction(new["createdFrom"])
        if found is not None and old is None:
            book_on_work_order(self._context, found.body, close=True)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        found = self._context.lookup.transaction(old["createdFrom"])
        if found is not None:
            book_on_work_order(self._context, found.body, close=False)


def issuable(order: Body) -> float:
    """Assemblies whose components are not issued yet, by the component that is furthest."""
    quantity = number(order["quantity"])
    shares = [number(line.get("quantityFulfilled")) / line["quantity"] for line in order["item"] if line["quantity"]]
    return max(0.0, tidy(quantity * (1 - max(shares, default=0.0))))


def in_process(context: Context, order: Body) -> float:
    """What lies in the work-in-process account for an order: issued less completed."""
    amount = 0.0
    for found in context.lookup.children(order["id"]):
        if found.record_type in ("workOrderIssue", "workOrderCompletion"):
            amount += component_lines.worth(found.body) - number(found.body.get("total"))
    return money(amount)
