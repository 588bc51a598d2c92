"""Requisitions: an employee asks for goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.sales.sales_header import check_location
from suiteplug.emulator.rules.sales.sales_lines import check_item, number_lines
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import amount_of, money, number, tidy
from suiteplug.emulator.rules.shared.posting import fill_posting_header
from suiteplug.emulator.rules.shared.refusals import invalid_value, missing
from suiteplug.emulator.rules.shared.required import check_has_lines, check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body


def left_to_order(line: Body) -> float:
    """Asked for less ordered; a closed line has none."""
    if line.get("isClosed"):
        return 0.0
    return max(0.0, tidy(number(line.get("quantity")) - number(line.get("quantityOrdered"))))


def requisition_status(requisition: Body) -> str:
    """From approval and what is ordered."""
    approval = {"1": "A", "3": "R"}.get(requisition["approvalStatus"])
    if approval is not None:
        return approval
    lines = requisition["item"]
    if all(line.get("isClosed") for line in lines):
        return "H"
    if not any(left_to_order(line) for line in lines):
        return "E"
    return "D" if any(number(line.get("quantityOrdered")) for line in lines) else "B"


class PurchaseRequisitionRules:
    """Rules of ``purchaseRequisition``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        check_required("purchaseRequisition", new)
        employee = context.lookup.get("employee", new["entity"])
        if employee is None or (old is None and employee.get("isInactive")):
            raise invalid_value(new["entity"], "entity", "entity")
        if "subsidiary" in employee:
            new.setdefault("subsidiary", employee["subsidiary"])
        fill_posting_header(context, "purchaseRequisition", old, new, None)
        check_has_lines(new)
        saved = {line["line"]: line for line in (old or {}).get("item", ())}
        new["item"] = number_lines(new["item"])
        for position, line in enumerate(new["item"]):
            self._fill_line(new, line, saved.get(line["line"], {}), f"item.items[{position}]")
        new["estimatedTotal"] = money(sum(number(line.get("estimatedAmount")) for line in new["item"]))
        new.setdefault("approvalStatus", "2")
        new["orderStatus"] = new["status"] = requisition_status(new)
        return new

    def _fill_line(self, new: Body, line: Body, was: Body, path: str) -> None:
        if not line.get("item"):
            raise missing(["Item"], f"{path}.item")
        item = self._context.lookup.item(line["item"], f"{path}.item")
        if was.get("item") != line["item"]:
            check_item(self._context, item, new.get("subsidiary"), path)
        line.pop("quantityOrdered", None)
        if "quantityOrdered" in was:
            line["quantityOrdered"] = was["quantityOrdered"]
        line["itemType"] = item.kind.code
        line.setdefault("quantity", 1.0)
        if "location" in new:
            line.setdefault("location", new["location"])
        check_location(self._context, line.get("location"), new.get("subsidiary"), f"{path}.location")
        line.setdefault("estimatedRate", number(item.body.get("cost", item.body.get("lastPurchasePrice"))))
        line["estimatedAmount"] = amount_of(line["quantity"], line["estimatedRate"])

    def after_save(self, old: Body | None, new: Body) -> None:
        """Nothing else follows until it is ordered."""

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "child", old["id"])
