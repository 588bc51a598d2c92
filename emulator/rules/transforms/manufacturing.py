"""Targets made from assembly items, work orders and builds (Oracle help: article_47212826771)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.manufacturing import component_lines
from suiteplug.emulator.rules.manufacturing.builds import left_to_unbuild, wanted_of_build
from suiteplug.emulator.rules.manufacturing.work_order import is_open, left_to_build, wanted_of_order
from suiteplug.emulator.rules.shared.money import number, tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Found

_CARRIED = ("subsidiary", "location", "department", "class", "billOfMaterials", "billOfMaterialsRevision", "units")


def _from_item(field: str) -> Callable[[Context, Found], Body | None]:
    """A document about an assembly; where and how many the caller says."""

    def make(context: Context, source: Found) -> Body | None:
        if source.body.get("isInactive"):
            return None
        owners = source.body.get("subsidiary") or []
        target: Body = {field: source.record_id, "quantity": 1.0}
        if context.one_world and owners:
            target["subsidiary"] = owners if isinstance(owners, str) else owners[0]
        if source.body.get("preferredLocation"):
            target["location"] = source.body["preferredLocation"]
        return target

    return make


def _carried(body: Body) -> Body:
    return {name: body[name] for name in _CARRIED if name in body}


def _build(context: Context, source: Found) -> Body | None:
    order = source.body
    left = left_to_build(order)
    if order.get("isWip") or not is_open(order) or not left:
        return None
    lines = component_lines.offered_lines(wanted_of_order(context, order), left)
    header = {"createdFrom": source.record_id, "item": order["assemblyItem"], "quantity": left}
    return {**_carried(order), **header, "component": lines}


def _unbuild(context: Context, source: Found) -> Body | None:
    left = left_to_unbuild(source.body)
    if not left:
        return None
    lines = component_lines.offered_lines(wanted_of_build(context, source.body), left)
    header = {"createdFrom": source.record_id, "item": source.body["item"], "quantity": left}
    return {**_carried(source.body), **header, "component": lines}


def _in_process(order: Body) -> Body | None:
    if not order.get("isWip") or not (is_open(order) or order["orderStatus"] == "G"):
        return None
    return {**_carried(order), "createdFrom": order["id"], "item": order["assemblyItem"]}


def _issue(context: Context, source: Found) -> Body | None:
    target = _in_process(source.body) if is_open(source.body) else None
    used = {line["line"]: number(line.get("quantityFulfilled")) for line in source.body["item"]}
    lines = component_lines.offered_lines(wanted_of_order(context, source.body), number(source.body["quantity"]))
    for line in lines:
        line["quantity"] = max(0.0, tidy(line["quantity"] - used.get(line["lineNumber"], 0.0)))
        del line[component_lines.OFFERED]
    if target is None or not issuable_lines(lines):
        return None
    return {**target, "component": lines}


def issuable_lines(lines: list[Body]) -> bool:
    """Whether a component is left to issue."""
    return any(line["quantity"] for line in lines)


def _complete(context: Context, source: Found) -> Body | None:
    target = _in_process(source.body) if is_open(source.body) else None
    left = left_to_build(source.body)
    if target is None or not left:
        return None
    lines = component_lines.offered_lines(wanted_of_order(context, source.body), left)
    quantities = {"quantity": left, "orderQuantity": number(source.body["quantity"])}
    return {**target, **quantities, "component": lines}


def _close(_context: Context, source: Found) -> Body | None:
    return _in_process(source.body)


PAIRS: dict[tuple[str, str], Callable[[Context, Found], Body | None]] = {
    ("assemblyItem", "assemblyBuild"): _from_item("item"),
    ("assemblyItem", "workOrder"): _from_item("assemblyItem"),
    ("assemblyBuild", "assemblyUnbuild"): _unbuild,
    ("workOrder", "assemblyBuild"): _build,
    ("workOrder", "workOrderIssue"): _issue,
    ("workOrder", "workOrderCompletion"): _complete,
    ("workOrder", "workOrderClose"): _close,
}
