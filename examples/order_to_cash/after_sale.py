"""What follows the sales order: shipments, invoices, payments. Pure, like mapping.py."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from examples.order_to_cash import external_ids
from examples.order_to_cash.books import RefusedError
from examples.order_to_cash.mapping import discount, number, ref, tax_details
from examples.order_to_cash.shop import ZERO, Line, Tax, cents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from examples.order_to_cash.books import Books
    from examples.order_to_cash.shop import Order, Payment, Shipment

Body = dict[str, Any]

GATEWAYS = {
    "shopify_payments": "Shop Payments",
    "gift_card": "Gift Card",
    "paypal": "PayPal",
    "Bank Deposit": "Bank Transfer",
}
"""Payment gateway of the shop -> payment method of the account; a gateway without one goes without."""


@dataclass(frozen=True, slots=True)
class BookedLine:
    """A line of the shop's order beside the line of the sales order that stands for it."""

    line: Line
    number: int
    ships: bool
    fulfilled: int
    billed: int

    @property
    def billable(self) -> int:
        """What may be invoiced now: shipped goods, and at once what never ships."""
        return (self.fulfilled if self.ships else self.line.quantity) - self.billed


def match_lines(order: Order, stored: Sequence[Mapping[str, Any]], books: Books) -> tuple[BookedLine, ...]:
    """Pair the shop's lines with those of the sales order, which were sent in the same sequence.

    Lines that were added later stand behind them and are left alone.

    Raises:
        RefusedError: Somebody changed the order in NetSuite, so that the pairs are no longer certain.
    """
    ordered = sorted(stored, key=lambda line: int(line["line"]))
    pairs = []
    for line, booked in zip(order.lines, ordered, strict=False):
        item = books.item(line.sku)
        if str(booked["item"]["id"]) != item.item_id or Decimal(str(booked["quantity"])) != line.quantity:
            break
        fulfilled, billed = (int(booked.get(name) or 0) for name in ("quantityFulfilled", "quantityBilled"))
        pairs.append(BookedLine(line, int(booked["line"]), item.ships, fulfilled, billed))
    if len(pairs) < len(order.lines):
        raise RefusedError(
            "The sales order no longer has the lines of the shop's order.",
            cause="It was edited in NetSuite after it came in.",
            fix="Finish this order by hand in NetSuite.",
        )
    return tuple(pairs)


def fulfillment_lines(shipment: Shipment, lines: Sequence[BookedLine], books: Books, location: str) -> list[Body]:
    """The lines of a fulfilment, with lots where the item has them; empty when nothing of it ships in NetSuite."""
    result: list[Body] = []
    for booked in lines:
        quantity = shipment.quantities.get(booked.line.shop_id, 0)
        if not quantity or not booked.ships:
            continue
        item = books.item(booked.line.sku)
        body: Body = {"line": booked.number, "quantity": quantity, "location_id": location}
        if item.by_lot:
            body["inventory_detail"] = [
                {"inventory_number_id": lot, "quantity": number(used)}
                for lot, used in books.lots.take(item.item_id, location, quantity)
            ]
        result.append(body)
    return result


def invoice_body(order: Order, lines: Sequence[BookedLine], books: Books, *, sequence: int) -> Body | None:
    """Body for transforming the sales order into its next invoice, or None when nothing can be billed.

    Billing everything at once takes all amounts from the order. A part delivery is billed in proportion: line by line
    what all invoices together should hold, less what earlier ones held, so that the last one ends on the order's total
    to the cent. Delivery is charged on the first.
    """
    if not any(booked.billable for booked in lines):
        return None
    header: Body = {
        "externalId": external_ids.invoice(order.shop_id, sequence),
        "tranDate": max([order.date, *(one.date for one in order.shipments)]),
    }
    if all(booked.billable == booked.line.quantity for booked in lines):
        return header
    return header | _in_proportion(order, lines, books)


def _in_proportion(order: Order, lines: Sequence[BookedLine], books: Books) -> Body:
    """Amounts, discount, tax and delivery of a part delivery."""
    first = not any(booked.billed for booked in lines)
    parts = [_part(booked) for booked in lines]
    return {
        "shippingCost": number(order.shipping_cost) if first else 0.0,
        **discount(sum((part.discount for part in parts), ZERO), books),
        **tax_details(parts, order.shipping if first else ()),
        "item": {
            "items": [
                {"orderLine": booked.number, "quantity": booked.billable, "amount": number(part.net)}
                for booked, part in zip(lines, parts, strict=True)
                if booked.billable
            ]
        },
    }


def _part(booked: BookedLine) -> Line:
    """The share of a line that is billed now."""
    line, before, after = booked.line, booked.billed, booked.billed + booked.billable

    def share(amount: Decimal) -> Decimal:
        return cents(amount * after / line.quantity) - cents(amount * before / line.quantity)

    return Line(
        shop_id=line.shop_id,
        sku=line.sku,
        title=line.title,
        quantity=booked.billable,
        net=share(line.net),
        discount=share(line.discount),
        taxes=tuple(Tax(tax.title, tax.rate, share(tax.basis), share(tax.amount)) for tax in line.taxes),
        gift_card=line.gift_card,
        properties=line.properties,
    )


def payment_body(order: Order, payment: Payment, books: Books, *, invoice_id: str | None, due: Decimal) -> Body:
    """Body for a customer payment: as much as is due on the invoice, the rest stays on the customer's account."""
    body: Body = {
        "externalId": external_ids.payment(payment.shop_id),
        "tranDate": payment.date,
        "payment": number(payment.amount),
        "memo": f"Web shop order {order.name}, {payment.gateway}",
    }
    method = books.payment_methods.get(GATEWAYS.get(payment.gateway, payment.gateway))
    if method is not None:
        body["paymentMethod"] = ref(method)
    if invoice_id is not None:
        return body | {"apply": apply_to(invoice_id, min(due, payment.amount))}
    company = books.company(order.currency)
    return body | {
        "customer": {"externalId": external_ids.customer(order.raw)},
        "subsidiary": ref(company.subsidiary),
        "currency": ref(company.currency),
    }


def apply_to(invoice_id: str, amount: Decimal) -> Body:
    """Sublist of a payment that puts ``amount`` on one invoice."""
    return {"items": [{"doc": ref(invoice_id), "line": 0, "apply": True, "amount": number(amount)}]}
