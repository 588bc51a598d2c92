"""What one unit of an assembly takes.

The components stand on the item itself (``member``) or, with the *Advanced Bill of Materials* feature, on a revision of
a bill of materials (Oracle help: article_42203359533, article_50203514885). Phantom sub-assemblies are not stocked but
replaced by their own components. Which revision counts without being named is ours: the one in effect on the date of
the transaction that began last.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from suiteplug.emulator.rules.shared.money import number
from suiteplug.emulator.rules.shared.refusals import invalid_value

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Item

_WHOLE = 100.0


class Ingredient(NamedTuple):
    """One component of an assembly.

    Attributes:
        each: Quantity for one assembly, loss included.
        line: The line of the bill of materials, or of the item.
        from_revision: Whether a bill of materials says so.
    """

    item: Item
    each: float
    line: Body
    from_revision: bool = False


def assembly(context: Context, record_id: str | None, field: str) -> Item:
    """The assembly item in a header field.

    Raises:
        Problem: No such item, or none that is built.
    """
    item = context.lookup.item(str(record_id), field)
    if item.kind.code != "Assembly" or item.body.get("isInactive"):
        raise invalid_value(record_id, field.lower(), field)
    return item


def choose_revision(context: Context, made: Item, new: Body) -> None:
    """Fill ``billOfMaterials`` and ``billOfMaterialsRevision`` of a new document, and refuse what does not fit."""
    if new.get("billOfMaterialsRevision"):
        revision = context.lookup.get("bomRevision", new["billOfMaterialsRevision"]) or {}
        new.setdefault("billOfMaterials", revision.get("billOfMaterials"))
        if revision.get("billOfMaterials") != new["billOfMaterials"]:
            path = "billOfMaterialsRevision"
            raise invalid_value(new[path], path.lower(), path)
    bom_id = new.get("billOfMaterials") or _default_bom(context, made, new.get("location"))
    if bom_id is None:
        return
    bom = context.lookup.get("bom", bom_id) or {}
    if not _serves(bom, made, new.get("location")):
        raise invalid_value(bom_id, "billofmaterials", "billOfMaterials")
    new["billOfMaterials"] = bom_id
    if not new.get("billOfMaterialsRevision"):
        revision_id = _revision_on(context, bom_id, new["tranDate"])
        if revision_id is not None:
            new["billOfMaterialsRevision"] = revision_id


def _default_bom(context: Context, made: Item, location: str | None) -> str | None:
    """The bill of materials that is the default for the location, else the master default."""
    found = [entry for entry in context.lookup.named("recipe", made.item_id) if not entry.body.get("isInactive")]
    master = None
    for entry in found:
        line = next(line for line in entry.body["assembly"] if line.get("assembly") == made.item_id)
        if location in (line.get("defaultForLocation") or ()):
            return entry.record_id
        if line.get("masterDefault"):
            master = entry.record_id
    return master


def _serves(bom: Body, made: Item, location: str | None) -> bool:
    if bom.get("isInactive"):
        return False
    places = bom.get("restrictToLocations") or ()
    if places and location is not None and location not in places and not bom.get("availableForAllLocations"):
        return False
    listed = [line.get("assembly") for line in bom.get("assembly", ())]
    only = bom.get("restrictToAssemblies") or ()
    return made.item_id in listed or bool(bom.get("availableForAllAssemblies")) or made.item_id in only


def _revision_on(context: Context, bom_id: str, day: str) -> str | None:
    fitting = [
        found
        for found in context.lookup.named("revision", bom_id)
        if not found.body.get("isInactive")
        and (found.body.get("effectiveStartDate") or day) <= day <= (found.body.get("effectiveEndDate") or day)
    ]
    newest = max(
        fitting, key=lambda found: (found.body.get("effectiveStartDate") or "", int(found.record_id)), default=None
    )
    return None if newest is None else newest.record_id


def ingredients(context: Context, made: Item, revision_id: str | None) -> list[Ingredient]:
    """Everything that one unit takes, phantoms replaced by what they are made of."""
    revision = context.lookup.get("bomRevision", revision_id)
    found: list[Ingredient] = []
    for entry in _own_lines(context, made, revision):
        source = entry.line.get("itemSource")
        is_phantom = source == "PHANTOM" or (source is None and entry.item.body.get("isPhantom"))
        if is_phantom and entry.item.kind.code == "Assembly":
            inner = ingredients(context, entry.item, None)
            found += [part._replace(each=part.each * entry.each) for part in inner]
        else:
            found.append(entry)
    return found


def _own_lines(context: Context, made: Item, revision: Body | None) -> list[Ingredient]:
    if revision is None:
        members = made.body.get("member", ())
        return [
            Ingredient(context.lookup.item(line["item"]), number(line.get("quantity", 1)), line) for line in members
        ]
    bom = context.lookup.get("bom", revision.get("billOfMaterials")) or {}
    lossy = bool(bom.get("useComponentYield"))
    return [
        Ingredient(context.lookup.item(line["item"]), _with_loss(line, lossy=lossy), line, from_revision=True)
        for line in revision.get("component", ())
    ]


def _with_loss(line: Body, *, lossy: bool) -> float:
    share = number(line.get("componentYield")) / _WHOLE if lossy and line.get("componentYield") else 1.0
    return (bom_quantity(line.get("bomQuantity")) or 1.0) / share


def bom_quantity(value: Any) -> float | None:
    """A quantity that the record keeps as a text: ``2``, ``0.5``, ``1/3``; None for what is none."""
    if value is None:
        return 1.0
    try:
        quantity = float(Fraction(str(value).replace(" ", "")))
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return quantity if quantity > 0 else None


def unit_cost(item: Item) -> float:
    """What one unit of a component is worth: its average cost, or the price it is bought at."""
    return number(item.body.get("averageCost") or item.body.get("cost"))
