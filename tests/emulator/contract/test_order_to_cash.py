"""An order's way: status letters, stock, what is left to pay, and how SuiteQL shows all of it.

Letters: SuiteAnswers 23874 as copied at cnblogs.com/backuper/p/7450277. Transform: Oracle help section_157901123882,
section_161425629582.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.emulator.contract.conftest import Stranger

FULFIL, BILL, PAY = "!transform/itemFulfillment", "!transform/invoice", "!transform/customerPayment"


@pytest.fixture
async def order(ns: Stranger) -> str:
    """Five of one item and two of another, approved, at the first subsidiary's main location."""
    mugs = (
        "SELECT i.id FROM item i JOIN inventoryitemlocations l ON l.item = i.id WHERE l.location = 11 "
        "AND i.itemid LIKE 'MUG%' AND i.isinactive = 'F' AND l.quantityavailable > 20 ORDER BY i.id ASC"
    )
    items = [row["id"] for row in await ns.rows(mugs)][:2]
    customer = await ns.save("POST", "/customer", {"companyName": "Cash Kiln Ltd", "subsidiary": {"id": "1"}})
    return await ns.save(
        "POST",
        "/salesOrder",
        {
            "entity": {"id": customer},
            "orderStatus": {"id": "B"},
            "location": {"id": "11"},
            "item": {
                "items": [{"item": {"id": item}, "quantity": count} for item, count in zip(items, (5, 2), strict=True)]
            },
        },
    )


async def status(ns: Stranger, transaction: str) -> str:
    (row,) = await ns.rows("SELECT status FROM transaction WHERE id = ?", [transaction])
    return row["status"]


async def on_hand(ns: Stranger, order: str, line: int) -> float:
    item = (await ns.get(f"/salesOrder/{order}/item/{line}"))["item"]["id"]
    statement = "SELECT quantityonhand FROM inventoryitemlocations WHERE item = ? AND location = 11"
    return float((await ns.rows(statement, [item]))[0]["quantityonhand"])


async def test_from_order_to_cash(ns: Stranger, order: str) -> None:
    stock = await on_hand(ns, order, 1)
    assert await status(ns, order) == "B"
    lines = [{"orderLine": 1, "quantity": 2, "itemreceive": True}, {"orderLine": 2, "itemReceive": False}]
    shipment = await ns.save("POST", f"/salesOrder/{order}/{FULFIL}", {"item": {"items": lines}})
    assert await status(ns, order) == "E"
    assert await status(ns, shipment) == "C"
    assert await on_hand(ns, order, 1) == stock - 2
    invoice = await ns.save("POST", f"/salesOrder/{order}/{BILL}", {})
    assert await status(ns, order) == "D"
    billed = await ns.get(f"/invoice/{invoice}?expandSubResources=true")
    assert [line["quantity"] for line in billed["item"]["items"]] == [2]
    assert billed["createdFrom"]["id"] == order
    await ns.save("POST", f"/salesOrder/{order}/{FULFIL}", {})
    assert await status(ns, order) == "F"
    assert await on_hand(ns, order, 1) == stock - 5
    await ns.save("POST", f"/salesOrder/{order}/{BILL}", {})
    assert await status(ns, order) == "G"
    await ns.save("POST", f"/invoice/{invoice}/{PAY}", {"payment": 1})
    assert await status(ns, invoice) == "A"
    assert (await ns.get(f"/invoice/{invoice}"))["amountRemaining"] == round(billed["total"] - 1, 2)
    await ns.save("POST", f"/invoice/{invoice}/{PAY}", {})
    assert await status(ns, invoice) == "B"
    assert (await ns.get(f"/invoice/{invoice}"))["amountRemaining"] == 0


async def test_a_line_that_is_not_offered(ns: Stranger, order: str) -> None:
    """A fulfilment's list is static: only lines with something left stand in it."""
    item = (await ns.get(f"/salesOrder/{order}/item/1"))["item"]["id"]
    for sent in ([{"orderLine": 77, "quantity": 1}], [{"item": {"id": item}, "quantity": 1}]):
        reply = await ns("POST", f"/salesOrder/{order}/{FULFIL}", {"item": {"items": sent}})
        (detail,) = reply.json()["o:errorDetails"]
        assert (reply.status_code, detail["o:errorCode"], detail["o:errorPath"]) == (400, "USER_ERROR", "item")
        assert "access a field on a non-existent line" in detail["detail"]


@pytest.mark.parametrize(("letter", "relieved"), [("A", 0), ("B", 0), ("C", 2)])
async def test_only_what_is_shipped_leaves_the_stock(ns: Stranger, order: str, letter: str, relieved: int) -> None:
    stock = await on_hand(ns, order, 2)
    await ns.save("POST", f"/salesOrder/{order}/{FULFIL}", {"shipStatus": {"id": letter}})
    assert await on_hand(ns, order, 2) == stock - relieved


async def test_signs_and_generated_lines(ns: Stranger, order: str) -> None:
    """GSpo7/suiteql-sql-library: sales lines are negative, headers positive, debit minus credit is the amount."""
    await ns.save("POST", f"/salesOrder/{order}/{FULFIL}", {})
    invoice = await ns.save("POST", f"/salesOrder/{order}/{BILL}", {})
    (head,) = await ns.rows("SELECT foreigntotal, BUILTIN.DF(status) AS s FROM transaction WHERE id = ?", [invoice])
    assert float(head["foreigntotal"]) > 0
    assert head["s"] == "Invoice : Open"
    lines = await ns.rows(
        "SELECT tl.id, tl.mainline, tl.quantity, tl.foreignamount, tl.createdfrom, tal.debit, tal.credit, tal.amount "
        "FROM transactionline tl JOIN transactionaccountingline tal ON tal.transaction = tl.transaction "
        "AND tal.transactionline = tl.id WHERE tl.transaction = ? ORDER BY tl.id ASC",
        [invoice],
    )
    main, *others = lines
    assert (main["mainline"], main["foreignamount"], main["createdfrom"]) == ("T", head["foreigntotal"], order)
    assert all(line["mainline"] == "F" and float(line["foreignamount"]) < 0 for line in others)
    assert [float(line["quantity"]) for line in others if "quantity" in line] == [-5, -2]
    for line in lines:
        assert ("debit" in line) != ("credit" in line)
        assert float(line["amount"]) == float(line.get("debit", 0)) - float(line.get("credit", 0))
    assert round(sum(float(line["amount"]) for line in lines), 2) == 0
    cogs = await ns.rows(
        "SELECT DISTINCT t.type FROM transactionline tl JOIN transaction t ON t.id = tl.transaction "
        "WHERE tl.iscogs = 'T' AND tl.createdfrom = ?",
        [order],
    )
    assert cogs == [{"type": "ItemShip"}]


async def test_an_order_made_by_rest_waits_for_approval(ns: Stranger) -> None:
    """Oracle's tutorial "Retrieve Your Sales Order Use Case" shows ``A`` for an order made without a status."""
    customer = await ns.save("POST", "/customer", {"companyName": "Waiting Kiln Ltd", "subsidiary": {"id": "1"}})
    item = (await ns.rows("SELECT id FROM item WHERE itemtype = 'Service' ORDER BY id ASC"))[0]["id"]
    body = {"entity": {"id": customer}, "item": {"items": [{"item": {"id": item}, "quantity": 1, "rate": 5}]}}
    assert await status(ns, await ns.save("POST", "/salesOrder", body)) == "A"
