"""Assembly builds and unbuilds: components become assemblies in stock, and the other way round.

Oracle help: article_21213308376 and article_91213140860 (the records, and that a build can be made without a work
order), section_157901123882 (from an assembly item, a work order, a build). An assembly enters stock at the cost of its
components; what an unbuild does not get back is a variance (field ``unbuildVarianceAccount`` of the item). That more
than the work order asks for may be built is ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory import inventory_detail, moves
from suiteplug.emulator.rules.inventory.moves import Move
from suiteplug.emulator.rules.inventory.stock import location_line
from suiteplug.emulator.rules.manufacturing import component_lines
from suiteplug.emulator.rules.manufacturing.component_lines import Wanted
from suiteplug.emulator.rules.manufacturing.recipe import assembly, choose_revision, ingredients
from suiteplug.emulator.rules.manufacturing.work_order import (
    book_on_work_order,
    held_for,
    is_open,
    used_by_line,
    wanted_of_order,
)
from suiteplug.emulator.rules.sales.sales_header import check_location
from suiteplug.emulator.rules.sales.sales_lines import check_item
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import amount_of, number, tidy
from suiteplug.emulator.rules.shared.posting import fill_posting_header
from suiteplug.emulator.rules.shared.refusals import invalid_value, missing, quantity_text, refuse
from suiteplug.emulator.rules.shared.required import check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Found, Item

_SOURCE_FIELDS = ("subsidiary", "location", "department", "class", "billOfMaterials", "billOfMaterialsRevision")


def fill_made_header(context: Context, record_type: str, old: Body | None, new: Body) -> Item:
    """What every document about a made assembly has: item, place, date, period, number; the assembly item."""
    check_required(record_type, new, one_world=context.one_world)
    fill_posting_header(context, record_type, old, new, "general")
    check_location(context, new["location"], new.get("subsidiary"), "location")
    made = assembly(context, new["item"], "item")
    if old is not None and old["item"] != new["item"]:
        raise invalid_value(new["item"], "item", "item")
    if old is None:
        check_item(context, made, new.get("subsidiary"), "")
    return made


def positive_quantity(new: Body) -> float:
    """``quantity`` of the header.

    Raises:
        Problem: It is missing or not positive.
    """
    quantity = number(new.get("quantity"))
    if not quantity:
        raise missing(["Quantity"], "quantity")
    if quantity < 0:
        raise invalid_value(quantity_text(quantity), "quantity", "quantity")
    return quantity


def made_moves(context: Context, body: Body | None, quantity: float) -> list[Move]:
    """The assembly's own move."""
    if body is None or not quantity:
        return []
    parts = tuple(inventory_detail.assignments(body))
    return [Move(context.lookup.item(body["item"]), body["location"], quantity, parts)]


class AssemblyBuildRules:
    """Rules of ``assemblyBuild``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        order = self._order(old, new)
        if order is not None:
            new["item"] = order["assemblyItem"]
            for name in _SOURCE_FIELDS:
                if name in order:
                    new.setdefault(name, order[name])
        made = fill_made_header(context, "assemblyBuild", old, new)
        quantity = positive_quantity(new)
        if order is None and old is None:
            choose_revision(context, made, new)
        wanted = wanted_of_order(context, order) if order is not None else wanted_of_item(context, made, new)
        new["buildable"] = buildable(wanted, new["location"])
        component_lines.complete(old, new, wanted, quantity)
        if old is None:
            component_lines.check_details(context, new)
        new["unbuilt"] = number((old or {}).get("unbuilt"))
        if quantity < new["unbuilt"]:
            raise invalid_value(quantity_text(quantity), "quantity", "quantity")
        new["total"] = component_lines.worth(new)
        own = held_for(context, order, new)
        moves.check(context, self._moves(old), self._moves(new), own)
        return new

    def _order(self, old: Body | None, new: Body) -> Body | None:
        if old is not None and old.get("createdFrom") != new.get("createdFrom"):
            raise invalid_value(new.get("createdFrom"), "createdfrom", "createdFrom")
        if not new.get("createdFrom"):
            return None
        found = self._context.lookup.transaction(new["createdFrom"])
        usable = found is not None and found.record_type == "workOrder" and not found.body.get("isWip")
        if found is None or not usable or (old is None and not is_open(found.body)):
            raise invalid_value(new["createdFrom"], "createdfrom", "createdFrom")
        return found.body

    def _moves(self, body: Body | None) -> list[Move]:
        made = made_moves(self._context, body, number((body or {}).get("quantity")))
        return [*component_lines.moves(self._context, body, -1), *made]

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "child", old["id"])
        moves.check(self._context, self._moves(old), ())
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        context, cost = self._context, None
        if old is None and new is not None:
            cost = moves.Made(new["item"], new["quantity"], new["total"] / new["quantity"])
        moves.rebook(context, self._moves(old), self._moves(new), cost)
        source: Body = new if new is not None else old or {}
        found = context.lookup.transaction(source.get("createdFrom"))
        if found is not None:
            built = number((new or {}).get("quantity")) - number((old or {}).get("quantity"))
            book_on_work_order(context, found.body, built=built, used=used_by_line(old, new))


class AssemblyUnbuildRules:
    """Rules of ``assemblyUnbuild``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        build = self._build(new)
        if build is not None:
            new["item"] = build.body["item"]
            for name in _SOURCE_FIELDS:
                if name in build.body:
                    new.setdefault(name, build.body[name])
        made = fill_made_header(context, "assemblyUnbuild", old, new)
        quantity = positive_quantity(new)
        if build is None and old is None:
            choose_revision(context, made, new)
        wanted = wanted_of_item(context, made, new) if build is None else wanted_of_build(context, build.body)
        if build is not None:
            self._check_left(old, build.body, quantity)
        component_lines.complete(old, new, wanted, quantity)
        if old is None:
            component_lines.check_details(context, new, arriving=True)
            self._check_made_detail(new, made)
        known = location_line(made.body, new["location"]) or {}
        new["built"] = number(known.get("quantityOnHand"))
        rate = (old or {}).get("unitValue", number(made.body.get("averageCost")))
        new["unitValue"], new["total"] = rate, amount_of(quantity, rate)
        moves.check(context, self._moves(old), self._moves(new))
        return new

    def _build(self, new: Body) -> Found | None:
        if not new.get("createdFrom"):
            return None
        found = self._context.lookup.transaction(new["createdFrom"])
        if found is None or found.record_type != "assemblyBuild":
            raise invalid_value(new["createdFrom"], "createdfrom", "createdFrom")
        return found

    def _check_left(self, old: Body | None, build: Body, quantity: float) -> None:
        left = tidy(left_to_unbuild(build) + number((old or {}).get("quantity")))
        if quantity > left:
            raise refuse(
                f"The build has {quantity_text(left)} left to unbuild, {quantity_text(quantity)} are asked for.",
                "quantity",
            )

    def _check_made_detail(self, new: Body, made: Item) -> None:
        moved: Body = {name: new[name] for name in ("location", "quantity", "inventoryDetail") if name in new}
        inventory_detail.check_issue(self._context, made, moved, 0, "inventoryDetail")
        if "inventoryDetail" in moved:
            new["inventoryDetail"] = moved["inventoryDetail"]

    def _moves(self, body: Body | None) -> list[Move]:
        made = made_moves(self._context, body, -number((body or {}).get("quantity")))
        return [*component_lines.moves(self._context, body, 1), *made]

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        moves.check(self._context, self._moves(old), ())
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        context = self._context
        moves.rebook(context, self._moves(old), self._moves(new))
        source: Body = new if new is not None else old or {}
        build = self._build(source)
        if build is not None:
            change = number((new or {}).get("quantity")) - number((old or {}).get("quantity"))
            unbuilt = tidy(number(build.body.get("unbuilt")) + change)
            stamp = context.calendar.moment()
            context.store.put("assemblyBuild", {**build.body, "unbuilt": unbuilt, "lastModifiedDate": stamp})


def left_to_unbuild(build: Body) -> float:
    """What a build made and no unbuild has taken apart."""
    return max(0.0, tidy(number(build.get("quantity")) - number(build.get("unbuilt"))))


def wanted_of_item(context: Context, made: Item, body: Body) -> list[Wanted]:
    """The components by the item's bill of materials."""
    found = ingredients(context, made, body.get("billOfMaterialsRevision"))
    return [Wanted(at, entry.item, entry.each) for at, entry in enumerate(found, start=1)]


def wanted_of_build(context: Context, build: Body) -> list[Wanted]:
    """The components that a build consumed."""
    quantity = number(build["quantity"])
    return [
        Wanted(int(line["lineNumber"]), context.lookup.item(line["item"]), line["quantity"] / quantity)
        for line in build["component"]
    ]


def buildable(wanted: list[Wanted], location: str) -> float:
    """How many assemblies the components on hand are enough for."""
    limits = []
    for entry in wanted:
        if entry.item.kind.stocked and entry.each:
            line = location_line(entry.item.body, location) or {}
            limits.append(number(line.get("quantityOnHand")) // entry.each)
    return max(0.0, min(limits, default=0.0))
