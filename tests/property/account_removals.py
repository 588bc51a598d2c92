"""Further steps: deletions that are allowed and refused, and customers by external ID and in batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.property.account_work import Context, Step, pick

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


async def delete_order(context: Context, step: Step) -> None:
    """An order that something was made of stays."""
    target = pick(list(context.model.orders.values()), step.which)
    if target is None:
        return
    where = {"record_type": target.kind, "record_id": target.record_id}
    if target.children:
        await context.worker.refused(step, "delete-record", **where)
        return
    made = await context.worker.write(step, "delete-record", **where)
    assert made["deleted"] is True
    context.model.remove(target)


async def delete_payment(context: Context, step: Step) -> None:
    """What it paid is open again."""
    if (payment := pick(list(context.model.payments), step.which)) is None:
        return
    await context.worker.write(step, "delete-record", record_type="customerPayment", record_id=payment)
    del context.model.payments.pop(payment).payments[payment]


async def delete_document(context: Context, step: Step) -> None:
    """An invoice with payments or a credit stays; the pieces of another can be billed again."""
    if (target := pick(list(context.model.documents.values()), step.which)) is None:
        return
    where = {"record_type": target.kind, "record_id": target.record_id}
    back = [
        ((target.order.lines[number].item, target.order.location), quantity)
        for number, quantity in target.pieces.items()
        if target.credits is not None
    ]
    if any(context.model.free(place) < quantity for place, quantity in back):
        return  # what came back with the credit is gone again, or promised to somebody
    if (target.payments and target.credits is None) or target.credited_by is not None:
        await context.worker.refused(step, "delete-record", **where)
        return
    await context.worker.write(step, "delete-record", **where)
    context.model.unbill(target)


async def delete_movement(context: Context, step: Step) -> None:
    """Goods that nobody has billed or returned go back to where they were."""
    free = [
        one
        for one in context.model.movements.values()
        if not any(one.order.lines[number].billed or one.order.lines[number].returned for number in one.pieces)
    ]
    if (target := pick(free, step.which)) is None:
        return
    places = [(one.item, target.order.location) for one in (target.order.lines[number] for number in target.pieces)]
    pieces = list(target.pieces.values())
    if target.kind == "itemReceipt" and any(
        context.model.free(place) < quantity for place, quantity in zip(places, pieces, strict=True)
    ):
        return
    await context.worker.write(step, "delete-record", record_type=target.kind, record_id=target.record_id)
    context.model.unmove(target)


async def upsert(context: Context, step: Step) -> None:
    """A customer by external ID: made, changed, or left alone when nothing is to be changed."""
    external, name = f"SHOP-{step.which % 4}", f"Shop {step.size % 3}"
    inputs = {"record_type": "customer", "external_id": external, "skip_unchanged": bool(step.other % 2)}
    known = context.model.customers.get(external)
    body = {"companyName": name, "isPerson": False, "subsidiary": {"id": "1"}}
    made = await context.worker.write(step, "upsert-record", **inputs, body=body)
    if known is None:
        assert made["outcome"] == "created" or step.fault is not None
    else:
        assert made["record_id"] == known[0]
        same = known[1] == name and inputs["skip_unchanged"]
        assert made["outcome"] == ("unchanged" if same else "updated")
    context.model.customers[external] = (made["record_id"], name)


async def upsert_many(context: Context, step: Step) -> None:
    """Some customers in one batch."""
    names = {f"SHOP-{(step.which + number) % 6}": f"Batch {step.size % 3}" for number in range(1 + step.other % 3)}
    items = [
        {"externalId": external, "companyName": name, "isPerson": False, "subsidiary": {"id": "1"}}
        for external, name in names.items()
    ]
    made = await context.worker.write(step, "upsert-records", record_type="customer", items=items)
    assert (made["succeeded"], made["failed"], made["unknown"]) == (len(items), 0, 0)
    for one in made["items"]:
        known = context.model.customers.get(one["external_id"])
        assert known is None or known[0] == one["record_id"]
        context.model.customers[one["external_id"]] = (one["record_id"], names[one["external_id"]])


REMOVALS: dict[str, Callable[[Context, Step], Awaitable[None]]] = {
    one.__name__: one for one in (delete_order, delete_payment, delete_document, delete_movement, upsert, upsert_many)
}
