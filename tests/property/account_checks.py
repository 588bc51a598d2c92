"""The account against the model: by records, by lists, by SuiteQL."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.property.account_work import CUSTOMER, Context, cents

if TYPE_CHECKING:
    from tests.property.account_model import Order

TYPES = {
    "salesOrder": "SalesOrd",
    "itemFulfillment": "ItemShip",
    "invoice": "CustInvc",
    "customerPayment": "CustPymt",
    "returnAuthorization": "RtnAuth",
    "creditMemo": "CustCred",
    "purchaseOrder": "PurchOrd",
    "itemReceipt": "ItemRcpt",
    "vendorBill": "VendBill",
}
"""Record types and their codes in SuiteQL."""

_MOVED = {
    "salesOrder": "quantityFulfilled",
    "purchaseOrder": "quantityReceived",
    "returnAuthorization": "quantityReceived",
}


async def check(context: Context) -> None:
    """Raise AssertionError where account and model differ."""
    await check_counts(context)
    await check_stock(context)
    await check_money(context)
    await check_cost_of_goods(context)
    await check_balance(context)
    for order in context.model.orders.values():
        await check_order(context, order)
    for external, (record_id, name) in context.model.customers.items():
        where = {"record_type": "customer", "external_id": external}
        shown = (await context.worker.read("get-record", **where))["record"]
        assert (shown["id"], shown["companyName"]) == (record_id, name)
    assert await context.worker.netsuite.open_writes() == []


async def check_counts(context: Context) -> None:
    """Lists, SuiteQL and model count the same records."""
    rows = await context.worker.rows("SELECT type, COUNT(*) AS n FROM transaction GROUP BY type")
    counted = {row["type"]: int(row["n"]) for row in rows}
    [customers] = await context.worker.rows("SELECT COUNT(*) AS n FROM customer")
    assert int(customers["n"]) == context.model.count("customer")
    for record_type, code in TYPES.items():
        listed = await context.worker.read("list-records", record_type=record_type)
        expected = context.model.count(record_type)
        assert (record_type, listed["total"], counted.get(code, 0)) == (record_type, expected, expected)


async def check_stock(context: Context) -> None:
    """Pieces on hand are the model's; what customers wait for is either committed or on back order."""
    rows = await context.worker.rows(
        "SELECT item, location, quantityonhand, quantityavailable, quantitycommitted, quantitybackordered "
        "FROM inventoryitemlocations WHERE item IN (311, 312, 314) AND location IN (11, 12)"
    )
    seen = Counter[tuple[str, str]]()
    for row in rows:
        place = (row["item"], row["location"])
        names = ("quantityonhand", "quantityavailable", "quantitycommitted", "quantitybackordered")
        on_hand, available, committed, waiting = (float(row[name] or 0) for name in names)
        assert (place, on_hand) == (place, context.model.on_hand[place])
        assert min(on_hand, available, committed, waiting) >= 0
        assert (place, available + committed) == (place, on_hand)
        assert (place, committed + waiting) == (place, context.model.open_pieces(place))
        seen[place] += 1
    assert seen == Counter(context.model.on_hand.keys())


async def check_money(context: Context) -> None:
    """Totals and remainders are the model's; every posting balances."""
    model = context.model
    rows = await context.worker.rows(
        "SELECT id, type, foreigntotal, foreignamountpaid, foreignamountunpaid, status FROM transaction WHERE id > 0"
    )
    shown = {row["id"]: row for row in rows}
    for order in model.orders.values():
        assert abs(cents(shown[order.record_id]["foreigntotal"])) == order.total
    for document in model.documents.values():
        row = shown[document.record_id]
        assert abs(cents(row["foreigntotal"])) == document.total
        assert cents(row["foreignamountunpaid"]) == document.remaining
        if document.kind == "invoice":
            assert row["status"] == ("A" if document.remaining else "B")
            where = {"record_type": "invoice", "record_id": document.record_id}
            record = (await context.worker.read("get-record", **where))["record"]
            assert (cents(record["total"]), cents(record["amountRemaining"])) == (document.total, document.remaining)
            assert cents(record["subtotal"]) + cents(record["taxTotal"]) == document.total
    sums = await context.worker.rows(
        "SELECT transaction, SUM(debit) AS debits, SUM(credit) AS credits, SUM(amount) AS net "
        "FROM transactionaccountingline WHERE posting = 'T' GROUP BY transaction"
    )
    posted = {row["transaction"] for row in sums}
    assert posted >= model.documents.keys() | model.payments.keys() | model.movements.keys()
    for row in sums:
        assert cents(row["debits"] or 0) == cents(row["credits"] or 0), row
    assert not posted & model.orders.keys()


async def check_balance(context: Context) -> None:
    """What the customer owes: what is open on invoices, less credits that are applied to none."""
    shown = (await context.worker.read("get-record", record_type="customer", record_id=CUSTOMER))["record"]
    owed = sum(one.remaining for one in context.model.bills("invoice"))
    assert cents(shown["balance"]) == owed - sum(one.remaining for one in context.model.bills("creditMemo"))


async def check_cost_of_goods(context: Context) -> None:
    """What customers send back takes off the cost of goods what shipping it had put there."""
    costs = await context.worker.rows("SELECT id, cost FROM item WHERE id IN (311, 312, 314)")
    rows = await context.worker.rows(
        "SELECT item, SUM(quantity) AS pieces, SUM(netamount) AS cost FROM transactionline "
        "WHERE iscogs = 'T' GROUP BY item"
    )
    booked = {row["item"]: (float(row["pieces"]), cents(row["cost"])) for row in rows}
    for item in costs:
        pieces = context.model.shipped(item["id"])
        assert booked.get(item["id"], (0, 0)) == (pieces, pieces * cents(item["cost"]))


async def check_order(context: Context, order: Order) -> None:
    """Status, lines and counters; no line lost or doubled."""
    where = {"record_type": order.kind, "record_id": order.record_id}
    record = (await context.worker.read("get-record", **where, expand_sub_resources=True))["record"]
    assert (order.kind, order.record_id, record["status"]["id"]) == (order.kind, order.record_id, order.status)
    assert cents(record["total"]) == order.total
    if order.memo is not None:
        assert record["memo"] == order.memo
    lines = {
        line["line"]: (
            line["item"]["id"],
            line["quantity"],
            cents(line["rate"]),
            line.get(_MOVED[order.kind], 0),
            line.get("quantityBilled", 0),
        )
        for line in record["item"]["items"]
    }
    assert lines == {
        number: (line.item, line.quantity, line.rate, line.moved, line.billed) for number, line in order.lines.items()
    }
    assert len(record["item"]["items"]) == len(order.lines)
