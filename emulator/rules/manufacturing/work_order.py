"""Work orders: which assemblies are to be made of what, and how far that is.

Statuses and the fields that hold them: REST API Browser 2026.1 (wsjmnh/netsuite-record-rest-docs); that nothing is
committed to a planned order and that the first posted transaction begins it: wp.jjknowledgebase.com, "work order
status", after NetSuite's own pages. The assembly cannot be exchanged once something was built (SuiteScript Records
Browser: workorder). That a new order is released is a preference of each company.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory.stock import StockLedger, commitments
from suiteplug.emulator.rules.inventory.waiting import commit_waiting
from suiteplug.emulator.rules.manufacturing.component_lines import Wanted
from suiteplug.emulator.rules.manufacturing.recipe import assembly, choose_revision, ingredients
from suiteplug.emulator.rules.sales.order_lines import commit_lines, copy_order
from suiteplug.emulator.rules.sales.sales_header import check_location
from suiteplug.emulator.rules.sales.sales_lines import check_item, number_lines
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import number, tidy
from suiteplug.emulator.rules.shared.posting import fill_posting_header
from suiteplug.emulator.rules.shared.refusals import invalid_value, missing, quantity_text, refuse
from suiteplug.emulator.rules.shared.required import check_required

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.inventory.stock import Place
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Item

_PLANNED, _RELEASED, _CANCELLED, _IN_PROCESS, _BUILT, _CLOSED = "A", "B", "C", "D", "G", "H"
_RUNNING = frozenset({_RELEASED, _IN_PROCESS})
_USED = "quantityFulfilled"


def is_open(order: Body) -> bool:
    """Whether something can still be made for it."""
    return order.get("orderStatus") in _RUNNING


def left_to_build(order: Body) -> float:
    """Ordered less built."""
    return max(0.0, tidy(number(order.get("quantity")) - number(order.get("built"))))


def wanted_of_order(context: Context, order: Body) -> list[Wanted]:
    """The components as the order's lines want them, by line number."""
    quantity = number(order["quantity"])
    return [
        Wanted(int(line["line"]), context.lookup.item(line["item"]), line["quantity"] / quantity)
        for line in order["item"]
        if not line.get("isClosed") or number(line.get(_USED))
    ]


def used_by_line(old: Body | None, new: Body | None) -> dict[int, float]:
    """By how much a document's components grew, per line of the order."""
    change: dict[int, float] = {}
    for body, sign in ((old, -1), (new, 1)):
        for line in (body or {}).get("component", ()):
            at = int(line["lineNumber"])
            change[at] = tidy(change.get(at, 0.0) + sign * number(line.get("quantity")))
    return change


def held_for(context: Context, order: Body | None, document: Body) -> dict[Place, float]:
    """Stock that the order holds committed for the components of a document."""
    if order is None:
        return {}
    chosen = {int(line["lineNumber"]) for line in document["component"]}
    lines = [line for line in order["item"] if line["line"] in chosen]
    return {place: held for place, (held, _) in commitments(context, {"item": lines}).items()}


class WorkOrderRules:
    """Rules of ``workOrder``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        check_required("workOrder", new, one_world=context.one_world)
        fill_posting_header(context, "workOrder", old, new, None)
        check_location(context, new["location"], new.get("subsidiary"), "location")
        made = assembly(context, new["assemblyItem"], "assemblyItem")
        self._check_frozen(old, new, made)
        new.setdefault("quantity", 1.0)
        new["built"] = number((old or {}).get("built"))
        if number(new["quantity"]) <= 0 or number(new["quantity"]) < new["built"]:
            raise invalid_value(quantity_text(number(new["quantity"])), "quantity", "quantity")
        new["unbuilt"] = left_to_build(new)
        if old is None:
            choose_revision(context, made, new)
        self._fill_lines(old, new, made)
        self._apply_status(old, new)
        commit_lines(context, old, new)
        new["committed"] = self._buildable(new)
        return new

    def _check_frozen(self, old: Body | None, new: Body, made: Item) -> None:
        if old is None:
            check_item(self._context, made, new.get("subsidiary"), "")
            return
        for name in ("assemblyItem", "location", "isWip"):
            if old.get(name) != new.get(name) and _is_started(old):
                raise invalid_value(new.get(name), name.lower(), name)

    def _fill_lines(self, old: Body | None, new: Body, made: Item) -> None:
        """The components by the bill of materials, unless the caller names others; quantities follow the order's."""
        if not new.get("item"):
            new["item"] = self._default_lines(new, made) if old is None else []
        saved = {line["line"]: line for line in (old or {}).get("item", ())}
        scale = number(new["quantity"]) / number((old or new)["quantity"])
        new["item"] = number_lines(new["item"])
        for position, line in enumerate(new["item"]):
            path = f"item.items[{position}]"
            if not line.get("item"):
                raise missing(["Item"], f"{path}.item")
            item = self._context.lookup.item(line["item"], f"{path}.item")
            was = saved.get(line["line"], {})
            if was.get("item") == line["item"]:
                del saved[line["line"]]
            else:
                was = {}
                self._check_component(new, item, path)
            line["itemType"], line["location"] = item.kind.code, line.get("location", new["location"])
            if was and line.get("quantity") == was.get("quantity"):
                line["quantity"] = tidy(was["quantity"] * scale)
            line.setdefault("quantity", new["quantity"])
            line.pop(_USED, None)
            if _USED in was:
                line[_USED] = was[_USED]
            if number(line["quantity"]) < 0:
                raise refuse(f"The quantity of item {item.name} cannot be negative.", f"{path}.quantity")
        if any(number(line.get(_USED)) for line in saved.values()):
            raise refuse("A component of the work order is consumed already.", "item")

    def _check_component(self, new: Body, item: Item, path: str) -> None:
        if item.item_id == new["assemblyItem"] or item.kind.code == "Kit" or not item.kind.priced:
            raise invalid_value(item.item_id, "item", f"{path}.item")
        check_item(self._context, item, new.get("subsidiary"), path)

    def _default_lines(self, new: Body, made: Item) -> list[Body]:
        found = ingredients(self._context, made, new.get("billOfMaterialsRevision"))
        lines: list[Body] = []
        for entry in found:
            line = {"item": entry.item.item_id, "quantity": tidy(entry.each * number(new["quantity"]))}
            line["isBomRevisionComponent"] = entry.from_revision
            described = entry.item.body.get("description") or entry.item.body.get("displayName")
            line.update({"description": described} if described else {})
            for name in ("bomQuantity", "componentYield", "itemSource", "units"):
                if entry.line.get(name) is not None:
                    line[name] = entry.line[name]
            lines.append(line)
        return lines

    def _apply_status(self, old: Body | None, new: Body) -> None:
        was = None if old is None else old["orderStatus"]
        wanted = new.setdefault("orderStatus", self._context.preferences.default_work_order_status)
        if wanted != was and not _may_become(old, new, wanted):
            raise invalid_value(wanted, "orderstatus", "orderStatus")
        if wanted == _CLOSED:
            for line in new["item"]:
                line["isClosed"] = True
        refresh_status(new)

    def _buildable(self, order: Body) -> float:
        """Assemblies that the committed components are enough for."""
        each = {entry.number: entry.each for entry in wanted_of_order(self._context, order) if entry.item.kind.stocked}
        limits = [
            number(line.get("quantityCommitted")) // each[line["line"]]
            for line in order["item"]
            if each.get(line["line"])
        ]
        return min(limits, default=0.0)

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "child", old["id"])
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        ledger = StockLedger(self._context)
        ledger.change_commitments(old, new)
        _change_on_order(ledger, old, new)
        ledger.flush()
        freed = [place for place, (held, _) in commitments(self._context, old).items() if held]
        commit_waiting(self._context, freed, leaving=old["id"] if old is not None and new is None else None)


def _is_started(order: Body) -> bool:
    return bool(number(order.get("built"))) or any(number(line.get(_USED)) for line in order["item"])


def _may_become(old: Body | None, new: Body, wanted: str) -> bool:
    """What a caller may set: planned and released before it begins, cancelled, and closed when it is not in WIP."""
    if old is None:
        return wanted in (_PLANNED, _RELEASED)
    if old["orderStatus"] in (_CANCELLED, _CLOSED):
        return False
    if wanted == _CLOSED:
        return not (new.get("isWip") and _is_started(old))
    return wanted in (_PLANNED, _RELEASED, _CANCELLED) and not _is_started(old)


def refresh_status(order: Body) -> None:
    """Set ``orderStatus`` and ``status`` from what was made and consumed, in place."""
    status = order["orderStatus"]
    if status not in (_PLANNED, _CANCELLED, _CLOSED):
        begun = _IN_PROCESS if left_to_build(order) else _BUILT
        status = begun if _is_started(order) else _RELEASED
    order["orderStatus"] = order["status"] = status
    order["unbuilt"] = left_to_build(order)
    for line in order["item"]:
        line["isOpen"] = not line.get("isClosed") and status in (_PLANNED, *_RUNNING)


def _change_on_order(ledger: StockLedger, old: Body | None, new: Body | None) -> None:
    """Assemblies that are still to be made count as on order."""
    for order, sign in ((old, -1), (new, 1)):
        if order is not None and is_open(order):
            ledger.change(order["assemblyItem"], order["location"], on_order=sign * left_to_build(order))


def book_on_work_order(
    context: Context,
    order: Body,
    *,
    built: float = 0.0,
    used: Mapping[int, float] | None = None,
    close: bool | None = None,
) -> None:
    """Count what was built and consumed, commit anew, and save the order; the goods are booked already.

    Args:
        context: The account.
        order: The work order as saved.
        built: Assemblies that were added.
        used: Consumed quantity that was added, by line.
        close: Whether the order is closed now, or opened again; None leaves it.
    """
    after = copy_order(order)
    after["built"] = tidy(number(order.get("built")) + built)
    for line in after["item"]:
        change = (used or {}).get(line["line"])
        if change:
            line[_USED] = tidy(number(line.get(_USED)) + change)
    if close is not None:
        after["orderStatus"] = _CLOSED if close else _RELEASED
    refresh_status(after)
    commit_lines(context, order, after)
    ledger = StockLedger(context)
    ledger.change_commitments(order, after)
    _change_on_order(ledger, order, after)
    ledger.flush()
    if after["built"] and not order.get("actualProductionStartDate"):
        after["actualProductionStartDate"] = context.calendar.today()
    after["lastModifiedDate"] = context.calendar.moment()
    context.store.put("workOrder", after)
    commit_waiting(context, [place for place, (held, _) in commitments(context, order).items() if held])
