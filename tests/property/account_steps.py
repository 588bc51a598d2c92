"""The steps of the random work: each runs one action, checks its answer and writes the model."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.property.account_model import Line, Order
from tests.property.account_work import CUSTOMER, Context, Step, cents, pick

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.property.account_model import Document

ITEMS = ("311", "312", "314")
LOCATIONS = ("11", "12")
"""A warehouse that never runs out, and a store that soon does."""
TAX = Decimal("8.25")
"""Of California, where the customer lives, as the seed company sets it."""
VENDOR = "1007"


async def order(context: Context, step: Step) -> None:
    """A sales order of one to three lines."""
    location = LOCATIONS[step.other % 2]
    lines = {
        number: Line(ITEMS[(step.which + number) % 3], 1 + (step.size + 3 * number) % 17, 101 + 37 * (step.size % 40))
        for number in range(1, 2 + step.which % 3)
    }
    sent = [{"item": {"id": line.item}, "quantity": line.quantity, "rate": line.rate / 100} for line in lines.values()]
    header = {"entity": {"id": CUSTOMER}, "location": {"id": location}, "orderStatus": {"id": "B"}}
    body = {**header, "item": {"items": sent}}
    made = await context.worker.write(step, "create-record", record_type="salesOrder", body=body)
    context.model.orders[made["record_id"]] = Order("salesOrder", made["record_id"], location, TAX, lines)


async def add_line(context: Context, step: Step) -> None:
    """A further line of a sales order that is not done."""
    target = pick([one for one in context.model.of("salesOrder") if one.status != "G"], step.which)
    if target is None:
        return
    line = Line(ITEMS[step.other % 3], 1 + step.size % 9, 250)
    made = await context.worker.write(
        step,
        "add-sublist-item",
        record_type="salesOrder",
        record_id=target.record_id,
        sublist="item",
        line={"item": {"id": line.item}, "quantity": line.quantity, "rate": line.rate / 100},
    )
    number = made["lines"][0]["line_key"]["line"]
    assert number not in target.lines
    target.lines[number] = line


def _line(context: Context, step: Step) -> tuple[Order, int, Line] | None:
    """A line of some sales order."""
    lines = [(one, number, line) for one in context.model.of("salesOrder") for number, line in one.lines.items()]
    found: tuple[Order, int, Line] | None = pick(lines, step.which)
    return found


async def change_line(context: Context, step: Step) -> None:
    """Another quantity, never below what is shipped."""
    if (found := _line(context, step)) is None:
        return
    target, number, line = found
    quantity = max(line.moved, 1) + step.size % 8
    where = {"record_type": "salesOrder", "record_id": target.record_id, "sublist": "item", "line_key": number}
    made = await context.worker.write(step, "update-sublist-item", **where, line={"quantity": quantity})
    assert made["line"]["quantity"] == quantity
    line.quantity = quantity


async def remove_line(context: Context, step: Step) -> None:
    """A line that nothing was done with goes; any other stays."""
    if (found := _line(context, step)) is None:
        return
    target, number, line = found
    where = {"record_type": "salesOrder", "record_id": target.record_id, "sublist": "item", "line_key": number}
    if line.moved or line.billed or line.returned or len(target.lines) == 1:
        await context.worker.refused(step, "remove-sublist-item", **where)
        return
    made = await context.worker.write(step, "remove-sublist-item", **where)
    del target.lines[number]
    assert made["lines_left"] in (len(target.lines), None)


async def note(context: Context, step: Step) -> None:
    """A field of the header; nothing else changes."""
    target = pick(context.model.of("salesOrder"), step.which)
    if target is None:
        return
    target.memo = f"note {step.size}"
    where = {"record_type": "salesOrder", "record_id": target.record_id}
    await context.worker.write(step, "update-record", **where, body={"memo": target.memo})


async def ship(context: Context, step: Step) -> None:
    """A part of one line, as far as stock is committed."""
    if (found := _line(context, step)) is None:
        return
    target, number, line = found
    where = {"record_type": "salesOrder", "record_id": target.record_id, "sublist": "item"}
    shown = await context.worker.read("get-sublist", **where)
    [now] = [one["line"] for one in shown["lines"] if one["line_key"]["line"] == number]
    if not (committed := int(now["quantityCommitted"])):
        return
    pieces = {number: 1 + step.size % committed}
    inputs: dict[str, Any] = {"record_id": target.record_id, "ship_status": "shipped"}
    inputs["lines"] = [{"line": number, "quantity": pieces[number]}]
    made = await context.worker.write(step, "create-item-fulfillment", **inputs)
    assert [(one["order_line"], one["item_id"], one["quantity"]) for one in made["lines"]] == [
        (number, line.item, pieces[number])
    ]
    context.model.move("itemFulfillment", made["record_id"], target, pieces)


async def _document(
    context: Context, step: Step, source: str, action: str, kind: str, left: Callable[[Line], int]
) -> Document | None:
    """A document over a part of what is left of some orders' lines."""
    lines = [
        (one, number, line) for one in context.model.of(source) for number, line in one.lines.items() if left(line)
    ]
    if (found := pick(lines, step.which)) is None:
        return None
    target, number, line = found
    pieces = {number: 1 + step.size % left(line)}
    inputs = {"record_id": target.record_id, "lines": [{"line": number, "quantity": pieces[number]}]}
    made = await context.worker.write(step, action, **inputs)
    assert [(one["source_line"], one["item_id"], one["quantity"]) for one in made["lines"]] == [
        (number, line.item, pieces[number])
    ]
    document = context.model.bill(kind, made["record_id"], target, pieces)
    assert cents(made["total"]) == document.total
    return document


async def invoice(context: Context, step: Step) -> None:
    """What is shipped and not billed."""
    left = lambda line: line.moved - line.billed  # noqa: E731
    await _document(context, step, "salesOrder", "create-invoice-from-sales-order", "invoice", left)


async def bill(context: Context, step: Step) -> None:
    """What has arrived of a purchase and is not billed."""
    left = lambda line: line.moved - line.billed  # noqa: E731
    await _document(context, step, "purchaseOrder", "bill-purchase-order", "vendorBill", left)


async def credit(context: Context, step: Step) -> None:
    """What has come back and is not credited."""
    left = lambda line: line.moved - line.billed  # noqa: E731
    await _document(context, step, "returnAuthorization", "credit-return", "creditMemo", left)


async def pay(context: Context, step: Step) -> None:
    """A part of an invoice, or all of it."""
    target = pick([one for one in context.model.bills("invoice") if one.remaining], step.which)
    if target is None:
        return
    amount = target.remaining if step.other % 3 == 0 else 1 + step.size * 97 % target.remaining
    inputs = {"record_id": target.record_id, "amount": amount / 100}
    made = await context.worker.write(step, "create-payment-for-invoice", **inputs)
    target.payments[made["record_id"]] = amount
    context.model.payments[made["record_id"]] = target
    assert (cents(made["amount"]), cents(made["amount_remaining"])) == (amount, target.remaining)


async def credit_invoice(context: Context, step: Step) -> None:
    """A whole invoice is credited: what is open of it is settled, the goods are back in stock."""
    target = pick([one for one in context.model.bills("invoice") if one.credited_by is None], step.which)
    if target is None:
        return
    inputs = {"record_type": "invoice", "record_id": target.record_id, "target_type": "creditMemo"}
    made = await context.worker.write(step, "transform-record", **inputs)
    context.model.credit(made["record_id"], target)


async def give_back(context: Context, step: Step) -> None:
    """A return of pieces that were shipped and are on no return yet."""
    lines = [
        (one, number, line)
        for one in context.model.of("salesOrder")
        for number, line in one.lines.items()
        if line.moved > line.returned
    ]
    if (found := pick(lines, step.which)) is None:
        return
    source, number, line = found
    quantity = 1 + step.size % (line.moved - line.returned)
    inputs = {"record_id": source.record_id, "lines": [{"line": number, "quantity": quantity}]}
    made = await context.worker.write(step, "create-return", **inputs)
    where = {"record_type": "returnAuthorization", "record_id": made["record_id"], "sublist": "item"}
    [shown] = (await context.worker.read("get-sublist", **where))["lines"]  # which number it has is NetSuite's choice
    back = Order(
        kind="returnAuthorization",
        record_id=made["record_id"],
        location=source.location,
        tax_rate=TAX,
        lines={shown["line_key"]["line"]: Line(line.item, quantity, line.rate)},
        came_from=(source, number),
    )
    assert cents(made["total"]) == back.total
    line.returned += quantity
    source.children.add(made["record_id"])
    context.model.orders[made["record_id"]] = back


async def purchase(context: Context, step: Step) -> None:
    """A purchase order of two lines."""
    location = LOCATIONS[step.other % 2]
    lines = {number: Line(ITEMS[(step.which + number) % 3], 1 + (step.size + number) % 11, 513) for number in (1, 2)}
    sent = [{"item_id": line.item, "quantity": line.quantity, "rate": line.rate / 100} for line in lines.values()]
    inputs = {"vendor_id": VENDOR, "location_id": location, "lines": sent}
    made = await context.worker.write(step, "create-purchase-order", **inputs)
    context.model.orders[made["record_id"]] = Order("purchaseOrder", made["record_id"], location, Decimal(0), lines)


async def receive(context: Context, step: Step) -> None:
    """A part of a purchase or return arrives."""
    kind = ("purchaseOrder", "returnAuthorization")[step.other % 2]
    lines = [
        (one, number, line)
        for one in context.model.of(kind)
        for number, line in one.lines.items()
        if line.quantity > line.moved
    ]
    if (found := pick(lines, step.which)) is None:
        return
    target, number, line = found
    pieces = {number: 1 + step.size % (line.quantity - line.moved)}
    action = "receive-purchase-order" if kind == "purchaseOrder" else "receive-return"
    inputs = {"record_id": target.record_id, "lines": [{"line": number, "quantity": pieces[number]}]}
    made = await context.worker.write(step, action, **inputs)
    assert [(one["source_line"], one["quantity"]) for one in made["lines"]] == [(number, pieces[number])]
    context.model.move("itemReceipt", made["record_id"], target, pieces)


STEPS: dict[str, Callable[[Context, Step], Awaitable[None]]] = {
    one.__name__: one
    for one in (
        order,
        add_line,
        change_line,
        remove_line,
        note,
        ship,
        invoice,
        pay,
        give_back,
        credit_invoice,
        receive,
        credit,
        purchase,
        bill,
    )
}
