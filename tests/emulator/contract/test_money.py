"""Price matrix and currencies on the wire.

Pages: section_159531460854 (pricing sublist), article_0715014257 (currency rate). Amounts in the books: GSpo7/
suiteql-sql-library, transaction-gl-impact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.emulator.contract.conftest import Stranger


async def test_a_price_by_quantity_level_and_currency(ns: Stranger) -> None:
    line = {"currencyPage": {"id": "1"}, "priceLevel": {"id": "1"}, "quantity": {"value": 5}, "price": 25.5}
    base = {**line, "quantity": {"value": 0}, "price": 30}
    owner = {"subsidiary": {"items": [{"id": "1"}]}, "includeChildren": True}
    body = {"itemId": "Priced", **owner, "price": {"items": [base, line]}}
    item = await ns.save("POST", "/inventoryItem", body)
    found = await ns.get(f"/inventoryItem/{item}/price/quantity=5,currencypage=1,pricelevel=1?expandSubResources=true")
    assert (found["price"], found["quantity"]["value"]) == (25.5, 5)
    customer = await ns.save("POST", "/customer", {"companyName": "Breaks Ltd", "subsidiary": {"id": "1"}})
    lines = [{"item": {"id": item}, "quantity": quantity} for quantity in (4, 5)]
    order = await ns.save("POST", "/salesOrder", {"entity": {"id": customer}, "item": {"items": lines}})
    saved = await ns.get(f"/salesOrder/{order}/item?expandSubResources=true")
    assert [one["rate"] for one in saved["items"]] == [30, 25.5]
    rows = await ns.rows("SELECT quantity, unitprice FROM pricing WHERE item = ? ORDER BY quantity ASC", [item])
    assert [(row["quantity"], row["unitprice"]) for row in rows] == [("0", "30"), ("5", "25.5")]


async def test_an_invoice_in_another_currency(ns: Stranger) -> None:
    """The rate of the day; lines and ledger in both currencies."""
    rate = {"baseCurrency": {"id": "1"}, "transactionCurrency": {"id": "2"}, "exchangeRate": 1.5}
    today = (await ns.rows("SELECT TO_CHAR(SYSDATE, 'YYYY-MM-DD') AS d FROM dual"))[0]["d"]
    made = await ns.save("POST", "/currencyrate", {**rate, "effectiveDate": today})
    rows = await ns.rows(
        "SELECT basecurrency, transactioncurrency, exchangerate FROM currencyrate WHERE id = ?", [made]
    )
    assert rows == [{"basecurrency": "1", "transactioncurrency": "2", "exchangerate": "1.5"}]
    buyer = {"companyName": "Sterling Ltd", "subsidiary": {"id": "1"}, "currency": {"id": "2"}}
    customer = await ns.save("POST", "/customer", buyer)
    (service,) = await ns.rows("SELECT id FROM item WHERE itemid = 'WORKSHOP'")
    line = {"item": {"id": service["id"]}, "quantity": 2, "rate": 100}
    body = {"entity": {"id": customer}, "tranDate": today, "item": {"items": [line]}}
    invoice = await ns.save("POST", "/invoice", body)
    record = await ns.get(f"/invoice/{invoice}")
    assert (record["currency"]["id"], record["exchangeRate"]) == ("2", 1.5)
    (header,) = await ns.rows("SELECT foreigntotal, exchangerate FROM transaction WHERE id = ?", [invoice])
    assert float(header["foreigntotal"]) == record["total"]
    lines = await ns.rows(
        "SELECT l.foreignamount, l.netamount, a.amount FROM transactionline l JOIN transactionaccountingline a"
        " ON a.transaction = l.transaction AND a.transactionline = l.id WHERE l.transaction = ? AND l.item IS NOT NULL"
        " AND l.taxline = 'F'",
        [invoice],
    )
    assert [(one["foreignamount"], one["netamount"], one["amount"]) for one in lines] == [("-200", "-300", "-300")]
    books = "SELECT SUM(amount) AS left_over FROM transactionaccountingline WHERE transaction = ?"
    assert float((await ns.rows(books, [invoice]))[0]["left_over"]) == pytest.approx(0.0)


async def test_a_rate_is_added_not_changed(ns: Stranger) -> None:
    rate = {"baseCurrency": {"id": "1"}, "transactionCurrency": {"id": "2"}, "exchangeRate": 1.5}
    made = await ns.save("POST", "/currencyrate", rate)
    reply = await ns("PATCH", f"/currencyrate/{made}", {"exchangeRate": 1.6})
    assert (reply.status_code, reply.json()["o:errorDetails"][0]["o:errorCode"]) == (400, "USER_ERROR")
