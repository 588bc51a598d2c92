"""Targets made from requisitions, purchase orders, bills, vendor returns and vendors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.pipeline.requisition import left_to_order
from suiteplug.emulator.rules.purchasing.vendor_credit import left_to_credit_vendor
from suiteplug.emulator.rules.purchasing.vendor_return import left_to_send_back
from suiteplug.emulator.rules.sales.billed_lines import carried_header, carried_lines
from suiteplug.emulator.rules.shared import settlement
from suiteplug.emulator.rules.shared.money import number
from suiteplug.emulator.rules.transforms.orders import for_party

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Found

_BILLS = ("vendorBill",)


def _order_requisition(_context: Context, source: Found) -> Body | None:
    """The vendor has to be named by the caller unless a line names one."""
    requisition = source.body
    if requisition["orderStatus"] not in ("B", "D"):
        return None
    left = {line["line"]: left_to_order(line) for line in requisition["item"]}
    priced = [{**line, "rate": line.get("estimatedRate")} for line in requisition["item"]]
    lines = carried_lines({**requisition, "item": priced}, left)
    if not lines:
        return None
    for line in lines:
        line.pop("amount", None)
    names = ("subsidiary", "location", "department", "class", "memo")
    header = {name: requisition[name] for name in names if name in requisition}
    vendors = [line["vendorName"] for line in requisition["item"] if line.get("vendorName")]
    if vendors:
        header["entity"] = vendors[0]
    return {**header, "createdFrom": source.record_id, "item": lines}


def _send_back(context: Context, source: Found) -> Body | None:
    lines = carried_lines(source.body, left_to_send_back(context, source))
    if not lines:
        return None
    header = carried_header(source.body)
    return {**header, "entity": source.body["entity"], "createdFrom": source.record_id, "item": lines}


def _credit(context: Context, source: Found) -> Body | None:
    lines = carried_lines(source.body, left_to_credit_vendor(context, source))
    expenses = [dict(line) for line in source.body.get("expense", ())]
    if not lines and not expenses:
        return None
    target = {**carried_header(source.body), "entity": source.body["entity"], "createdFrom": source.record_id}
    target.update({name: found for name, found in (("item", lines), ("expense", expenses)) if found})
    if source.record_type == "vendorBill" and number(source.body.get("amountRemaining")) > 0:
        target["apply"] = [settlement.apply_line("vendorBill", source.body, source.body["amountRemaining"])]
    return target


def _pay_bill(context: Context, source: Found) -> Body | None:
    bill = source.body
    if number(bill.get("amountRemaining")) <= 0:
        return None
    target: Body = {name: bill[name] for name in ("subsidiary", "currency") if name in bill}
    others = settlement.open_documents(context, bill["entity"], _BILLS, bill.get("currency"))
    lines = [settlement.apply_line("vendorBill", bill, bill["amountRemaining"])]
    lines += [line for line in others if line["doc"] != bill["id"]]
    return {**target, "entity": bill["entity"], "apAcct": bill.get("account"), "apply": lines}


def _pay_vendor(context: Context, source: Found) -> Body | None:
    target = for_party(context, source) or {}
    target["apply"] = settlement.open_documents(context, source.record_id, _BILLS, source.body.get("currency"))
    return target


PAIRS: dict[tuple[str, str], Callable[[Context, Found], Body | None]] = {
    ("purchaseRequisition", "purchaseOrder"): _order_requisition,
    ("purchaseOrder", "vendorReturnAuthorization"): _send_back,
    ("vendorBill", "vendorReturnAuthorization"): _send_back,
    ("vendorBill", "vendorCredit"): _credit,
    ("vendorReturnAuthorization", "vendorCredit"): _credit,
    ("vendorBill", "vendorPayment"): _pay_bill,
    ("vendor", "vendorPayment"): _pay_vendor,
}
