"""One order, step by step: booked, shipped, invoiced, paid."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from examples.order_to_cash import external_ids, mapping
from examples.order_to_cash.after_sale import (
    BookedLine,
    apply_to,
    fulfillment_lines,
    invoice_body,
    match_lines,
    payment_body,
)
from examples.order_to_cash.outcome import ADDED_LINES, CREATED, STEPS, UNCHANGED, UPDATED, End
from examples.order_to_cash.shop import ZERO

if TYPE_CHECKING:
    from examples.order_to_cash.desk import Desk
    from examples.order_to_cash.shop import Order, Shipment

_, ORDERS, SHIPMENTS, INVOICES, PAYMENTS = STEPS


def planned(order: Order) -> Counter[str]:
    """How many records each step deals with, for the progress bars."""
    if order.cancelled:
        return Counter()
    parcels = sum(1 for one in order.shipments if not one.digital)
    bills = 1 if order.shipments else 0
    return Counter({ORDERS: 1, SHIPMENTS: parcels, INVOICES: bills, PAYMENTS: len(order.payments)})


@dataclass(slots=True)
class OrderSteps:
    """The way of one order. ``at`` names the step it is in, for whoever has to tell where it stopped."""

    desk: Desk
    order: Order
    at: str = ORDERS
    _left: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        self._left = planned(self.order)

    async def run(self) -> End:
        """Everything that can be done now. What an earlier run did is left as it is."""
        order_id = await self._book()
        lines = await self._lines(order_id)
        self.at = SHIPMENTS
        shipped = [await self._ship(order_id, shipment, lines) for shipment in self.order.shipments]
        if any(shipped):
            lines = await self._lines(order_id)
        self.at = INVOICES
        billed_now = await self._bill(order_id, lines)
        self.at = PAYMENTS
        await self._pay(billed_now=billed_now)
        return self._end()

    def finish(self) -> None:
        """Let the bars pass what this order did not get to."""
        for step, number in self._left.items():
            self.desk.advance(step, number)
        self._left.clear()

    def _done(self, step: str, happened: str) -> None:
        self.desk.tally.add(step, happened)
        if self._left[step]:
            self._left[step] -= 1
            self.desk.advance(step, 1)

    async def _lines(self, order_id: str) -> tuple[BookedLine, ...]:
        return match_lines(self.order, await self.desk.order_lines(order_id), self.desk.books)

    async def _book(self) -> str:
        """The sales order, and on some orders a line that is given away."""
        external_id = external_ids.sales_order(self.order.shop_id)
        happened = UNCHANGED
        if external_id not in self.desk.known:
            body = mapping.sales_order_body(self.order, self.desk.books)
            happened = await self.desk.upsert("salesOrder", external_id, body)
        order_id = self.desk.known[external_id].record_id
        if mapping.FREE_WRAP_TAG in self.order.tags:
            added = await self._wrap(order_id)
            self.desk.tally.add(ADDED_LINES, CREATED if added else UNCHANGED)
        self._done(ORDERS, happened)
        return order_id

    async def _wrap(self, order_id: str) -> bool:
        """Add the free gift wrap unless the order has it; whether it was added."""
        line = mapping.free_wrap_line(self.order, self.desk.books)
        inputs = {
            "record_type": "salesOrder",
            "record_id": order_id,
            "sublist": "item",
            "line": line,
            "unless": {"item": line["item"]},
        }
        return bool((await self.desk.netsuite.run("add-sublist-item", inputs))["added"])

    async def _ship(self, order_id: str, shipment: Shipment, lines: tuple[BookedLine, ...]) -> bool:
        """One parcel; whether a fulfilment was made. Gift cards go by e-mail and have none."""
        external_id = external_ids.fulfillment(shipment.shop_id)
        if external_id in self.desk.known:
            self._done(SHIPMENTS, UNCHANGED)
            return False
        location = self.desk.books.company(self.order.currency).location
        goods = fulfillment_lines(shipment, lines, self.desk.books, location)
        if not goods:
            return False
        inputs = {
            "record_id": order_id,
            "lines": goods,
            "ship_status": "shipped",
            "ship_date": shipment.date,
            "packages": [{"tracking_number": number, "description": shipment.name} for number in shipment.tracking],
        }
        made = await self.desk.ship(external_id, inputs)
        self._done(SHIPMENTS, CREATED if made else UNCHANGED)
        return made

    async def _bill(self, order_id: str, lines: tuple[BookedLine, ...]) -> bool:
        """The next invoice, when something can be billed; whether one was made."""
        sequence = len(self._invoices()) + 1
        body = invoice_body(self.order, lines, self.desk.books, sequence=sequence)
        if body is None:
            if sequence > 1:
                self._done(INVOICES, UNCHANGED)
            return False
        await self.desk.transform(("salesOrder", order_id), "invoice", body)
        self._done(INVOICES, CREATED)
        return True

    def _invoices(self) -> list[str]:
        """Internal IDs of the order's invoices, oldest first."""
        found: list[str] = []
        while (stored := self.desk.known.get(external_ids.invoice(self.order.shop_id, len(found) + 1))) is not None:
            found.append(stored.record_id)
        return found

    async def _pay(self, *, billed_now: bool) -> None:
        """Record money that arrived; put what lies on account on an invoice that was made now."""
        for payment in self.order.payments:
            stored = self.desk.known.get(external_ids.payment(payment.shop_id))
            if stored is not None:
                applied = billed_now and await self._apply(stored.record_id)
                self._done(PAYMENTS, UPDATED if applied else UNCHANGED)
                continue
            invoice_id, due = await self._open_invoice()
            body = payment_body(self.order, payment, self.desk.books, due=due, invoice_id=invoice_id)
            if invoice_id is None:
                await self.desk.upsert("customerPayment", body.pop("externalId"), body)
            else:
                await self.desk.transform(("invoice", invoice_id), "customerPayment", body)
            self._done(PAYMENTS, CREATED)

    async def _open_invoice(self) -> tuple[str | None, Decimal]:
        """The oldest invoice of the order with something left to pay, and how much."""
        for invoice_id in self._invoices():
            left = (await self.desk.read("invoice", invoice_id, "amountRemaining")).get("amountRemaining")
            if left:
                return invoice_id, Decimal(str(left))
        return None, ZERO

    async def _apply(self, payment_id: str) -> bool:
        """Put what is left of a payment on the open invoice; whether there was anything."""
        left = (await self.desk.read("customerPayment", payment_id, "unapplied")).get("unapplied")
        invoice_id, due = await self._open_invoice()
        if not left or invoice_id is None:
            return False
        body = {"apply": apply_to(invoice_id, min(due, Decimal(str(left))))}
        inputs = {"record_type": "customerPayment", "record_id": payment_id, "body": body}
        await self.desk.netsuite.run("update-record", inputs)
        return True

    def _end(self) -> End:
        """How far the order is; an order of 0.00 is paid once it is invoiced."""
        if not self._invoices():
            return End.BOOKED
        if self.order.raw["fulfillment_status"] != "fulfilled":
            return End.PART_SHIPPED
        received = sum((payment.amount for payment in self.order.payments), ZERO)
        return End.PAID if received >= self.order.total else End.INVOICED
