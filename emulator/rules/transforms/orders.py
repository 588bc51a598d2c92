"""Targets made from orders, invoices and customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory.transfer_order import TO_LOCATION, TO_SUBSIDIARY, left_to_arrive
from suiteplug.emulator.rules.purchasing.purchase_order import left_to_bill as left_to_bill_purchase
from suiteplug.emulator.rules.purchasing.purchase_order import left_to_receive
from suiteplug.emulator.rules.receivables.applications import apply_line, open_invoices
from suiteplug.emulator.rules.receivables.returns import left_to_credit, left_to_return
from suiteplug.emulator.rules.sales.billed_lines import carried_header, carried_line, carried_lines
from suiteplug.emulator.rules.sales.order_status import CANCELLED, CLOSED, PENDING_APPROVAL
from suiteplug.emulator.rules.sales.sales_lines import is_percentage
from suiteplug.emulator.rules.sales.source_order import left_to_bill, left_to_fulfil
from suiteplug.emulator.rules.shared.money import money, number, tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Found

_ORDER_TYPES = {
    "salesOrder": "SalesOrd",
    "transferOrder": "TrnfrOrd",
    "intercompanyTransferOrder": "TrnfrOrd",
    "vendorReturnAuthorization": "VendAuth",
}


def _is_open_order(order: Body) -> bool:
    return order.get("orderStatus") not in (PENDING_APPROVAL, CANCELLED, CLOSED)


def _to_fulfillment(context: Context, source: Found) -> Body | None:
    order = source.body
    if not _is_open_order(order):
        return None
    lines = []
    for line in order["item"]:
        if line.get("quantity") is None or not context.lookup.item(line["item"]).fulfillable:
            continue
        if left := left_to_fulfil(line):
            lines.append(_fulfillment_line(line, left))
    if not lines:
        return None
    names = (
        *("subsidiary", "currency", "exchangeRate", "entity"),
        *("shipMethod", "shippingAddress", "shipAddressList", "memo"),
    )
    header = {name: order[name] for name in names if name in order}
    header.update({name: value for name, value in order.items() if name.startswith("custbody")})
    return {
        **header,
        "createdFrom": order["id"],
        "orderId": int(order["id"]),
        "orderType": _ORDER_TYPES[source.record_type],
        "item": lines,
    }


def _fulfillment_line(line: Body, left: float) -> Body:
    """Prefilled with what is committed; a wholly backordered line is offered without its tick."""
    offered: Body = {"orderLine": line["line"], "quantity": left, "quantityRemaining": left, "itemReceive": True}
    for name in ("item", "itemType", "description", "location", "units", "inventoryDetail"):
        if name in line:
            offered[name] = line[name]
    offered.update({name: value for name, value in line.items() if name.startswith("custcol")})
    if "quantityCommitted" in line and "location" in line:
        picked = number(line.get("quantityPicked")) - number(line.get("quantityFulfilled"))
        committed = max(0.0, min(left, tidy(number(line["quantityCommitted"]) - picked)))
        offered["itemReceive"] = committed > 0
        offered["quantity"] = committed or left
    return offered


def _bill_order(context: Context, source: Found) -> Body | None:
    """Invoice or cash sale; shipping, flat discounts and gift certificates go onto the order's first one."""
    order = source.body
    if order.get("orderStatus") in (PENDING_APPROVAL, CANCELLED):
        return None
    percentages = [line["line"] for line in order["item"] if _is_percentage_line(context, line)]
    lines = carried_lines(order, left_to_bill(context, order), percentages)
    if not lines:
        return None
    for line in lines:
        line["orderDoc"] = order["id"]
    header = carried_header(order)
    billed_before = [child for kind in ("invoice", "cashSale") for child in context.lookup.children(order["id"], kind)]
    if not billed_before:
        names = ("shippingCost", "handlingCost", "giftCertRedemption")
        header.update({name: order[name] for name in names if name in order})
    elif "shipMethod" in order:
        header["shippingCost"] = 0.0
    discount = header.get("discountItem")
    if billed_before and discount is not None and not is_percentage(context.lookup.item(discount)):
        del header["discountItem"], header["discountRate"]
    if order.get("taxDetailsOverride"):
        header.update(_tax_share(order, lines, [child.body for child in billed_before]))
    return {**header, "entity": order["entity"], "createdFrom": order["id"], "item": lines}


def _is_percentage_line(context: Context, line: Body) -> bool:
    return line.get("itemType") in ("Discount", "Markup") and is_percentage(context.lookup.item(line["item"]))


def _tax_share(order: Body, lines: list[Body], before: list[Body]) -> Body:
    """Tax that the order's maker computed: as it is when all is billed at once, otherwise by value."""
    value = sum(number(line.get("amount")) for line in lines)
    whole = number(order.get("subtotal"))
    if not before and money(value) == whole:
        return {"taxDetailsOverride": True, "taxDetails": order.get("taxDetails", [])}
    billed = sum(number(body.get("subtotal")) for body in before)
    charged = sum(number(body.get("taxTotal")) for body in before)
    is_last = money(billed + value) >= whole
    rest = number(order.get("taxTotal")) - charged
    tax = money(rest if is_last or not whole else number(order.get("taxTotal")) * value / whole)
    return {"taxDetailsOverride": True, "taxDetails": [{"taxDetailsReference": "ORDER", "taxAmount": tax}]}


def _to_return(context: Context, source: Found) -> Body | None:
    lines = carried_lines(source.body, left_to_return(context, source))
    if not lines:
        return None
    header = carried_header(source.body)
    header.pop("shipMethod", None)
    return {**header, "entity": source.body["entity"], "createdFrom": source.record_id, "item": lines}


def _to_credit_memo(context: Context, source: Found) -> Body | None:
    lines = carried_lines(source.body, left_to_credit(context, source))
    if not lines:
        return None
    header = carried_header(source.body)
    header.pop("shipMethod", None)
    target = {**header, "entity": source.body["entity"], "createdFrom": source.record_id, "item": lines}
    invoice = source if source.record_type == "invoice" else context.lookup.transaction(source.body.get("createdFrom"))
    if invoice is not None and invoice.record_type == "invoice":
        if invoice is source and not context.lookup.children(source.record_id, "creditMemo"):
            target["shippingCost"] = number(source.body.get("shippingCost"))
        if invoice.body["amountRemaining"] > 0:
            target["apply"] = [apply_line(invoice.body, invoice.body["amountRemaining"])]
    return target


def _pay_invoice(context: Context, source: Found) -> Body | None:
    invoice = source.body
    if number(invoice.get("amountRemaining")) <= 0:
        return None
    target: Body = {name: invoice[name] for name in ("subsidiary", "currency") if name in invoice}
    others = open_invoices(context, invoice["entity"], invoice.get("currency"))
    lines = [apply_line(invoice, invoice["amountRemaining"])]
    lines += [apply_line(other) for other in others if other["id"] != invoice["id"]]
    return {**target, "customer": invoice["entity"], "arAcct": invoice.get("account"), "apply": lines}


def _pay_customer(context: Context, source: Found) -> Body | None:
    customer = source.body
    target: Body = {"customer": customer["id"]}
    target.update({name: customer[name] for name in ("subsidiary", "currency") if name in customer})
    target["apply"] = [apply_line(body) for body in open_invoices(context, customer["id"], customer.get("currency"))]
    return target


def for_party(_context: Context, source: Found) -> Body | None:
    """An empty document for a customer or vendor."""
    names = ("subsidiary", "currency")
    return {"entity": source.record_id, **{name: source.body[name] for name in names if name in source.body}}


def _receive(context: Context, source: Found) -> Body | None:
    order = source.body
    lines = []
    for line in order["item"]:
        if line.get("quantity") is None or not context.lookup.item(line["item"]).fulfillable:
            continue
        if left := (left_to_arrive(line) if TO_LOCATION in order else left_to_receive(line)):
            offered = carried_line(line, left)
            del offered["amount"]
            if TO_LOCATION in order:
                offered["location"] = order[TO_LOCATION]
            lines.append({**offered, "quantityRemaining": left, "itemReceive": True})
    if not lines or (source.record_type == "returnAuthorization" and order.get("orderStatus") == PENDING_APPROVAL):
        return None
    names = ("subsidiary", "currency", "exchangeRate", "location", "memo")
    header = {name: order[name] for name in names if name in order}
    if TO_LOCATION in order:
        header["location"] = order[TO_LOCATION]
        header["subsidiary"] = order.get(TO_SUBSIDIARY, order.get("subsidiary"))
    if "entity" in order:
        header["entity"] = order["entity"]
    return {**header, "createdFrom": source.record_id, "item": lines}


def _bill_purchase(_context: Context, source: Found) -> Body | None:
    order = source.body
    left = {line["line"]: left_to_bill_purchase(line) for line in order["item"] if line.get("quantity") is not None}
    lines = carried_lines(order, left)
    if not lines:
        return None
    for line in lines:
        line["orderDoc"] = order["id"]
    return {**carried_header(order), "entity": order["entity"], "createdFrom": source.record_id, "item": lines}


PAIRS: dict[tuple[str, str], Callable[[Context, Found], Body | None]] = {
    ("salesOrder", "itemFulfillment"): _to_fulfillment,
    ("salesOrder", "invoice"): _bill_order,
    ("salesOrder", "cashSale"): _bill_order,
    ("salesOrder", "returnAuthorization"): _to_return,
    ("invoice", "customerPayment"): _pay_invoice,
    ("invoice", "creditMemo"): _to_credit_memo,
    ("invoice", "returnAuthorization"): _to_return,
    ("cashSale", "returnAuthorization"): _to_return,
    ("customer", "salesOrder"): for_party,
    ("customer", "invoice"): for_party,
    ("customer", "cashSale"): for_party,
    ("customer", "customerPayment"): _pay_customer,
    ("vendor", "purchaseOrder"): for_party,
    ("vendor", "vendorBill"): for_party,
    ("purchaseOrder", "itemReceipt"): _receive,
    ("purchaseOrder", "vendorBill"): _bill_purchase,
    ("returnAuthorization", "itemReceipt"): _receive,
    ("returnAuthorization", "creditMemo"): _to_credit_memo,
    ("returnAuthorization", "cashRefund"): _to_credit_memo,
    ("cashSale", "cashRefund"): _to_credit_memo,
    ("transferOrder", "itemFulfillment"): _to_fulfillment,
    ("transferOrder", "itemReceipt"): _receive,
    ("intercompanyTransferOrder", "itemFulfillment"): _to_fulfillment,
    ("intercompanyTransferOrder", "itemReceipt"): _receive,
    ("vendorReturnAuthorization", "itemFulfillment"): _to_fulfillment,
    ("customer", "estimate"): for_party,
    ("customer", "opportunity"): for_party,
}
