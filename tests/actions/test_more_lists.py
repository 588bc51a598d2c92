"""Lists of purchases, payments, credits, people, stock and prices, held against the stored records."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

LISTS = {
    "list-vendors": "vendor",
    "list-contacts": "contact",
    "list-employees": "employee",
    "list-purchase-orders": "purchaseOrder",
    "list-item-receipts": "itemReceipt",
    "list-vendor-bills": "vendorBill",
    "list-customer-payments": "customerPayment",
    "list-credit-memos": "creditMemo",
    "list-return-authorizations": "returnAuthorization",
    "list-cash-sales": "cashSale",
    "list-journal-entries": "journalEntry",
}


async def items(netsuite: NetSuite, key: str, **inputs: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await netsuite.run(key, {"all_pages": True, **inputs}))["items"]
    return found


@pytest.mark.parametrize(("key", "record_type"), LISTS.items())
async def test_all_of_them(netsuite: NetSuite, account: Account, key: str, record_type: str) -> None:
    whole = await netsuite.run(key, {"all_pages": True})
    bodies = {body["id"]: body for body in account.store.scan(record_type)}
    assert {item["id"] for item in whole["items"]} == set(bodies)
    assert whole["warnings"] == []
    for item in whole["items"]:
        body = bodies[item["id"]]
        assert item["external_id"] == body.get("externalId")
        if "tran_id" in item:
            assert (item["tran_id"], item["tran_date"]) == (body["tranId"], body["tranDate"])
            assert "status" not in item or item["status_name"]
            party = body.get("entity", body.get("customer"))
            assert party in {item.get("customer_id"), item.get("vendor_id"), item.get("entity_id")}
        if item.get("total") is not None:
            assert item["total"] == pytest.approx(body.get("total", body.get("payment")))


@pytest.mark.parametrize(("key", "record_type"), LISTS.items())
async def test_by_date_and_change(netsuite: NetSuite, account: Account, key: str, record_type: str) -> None:
    assert next(iter(account.store.scan(record_type)))
    filters = (await netsuite.run(key, {"limit": 1}))["items"]
    assert len(filters) == 1
    if "tran_date" in filters[0]:
        assert await items(netsuite, key, date_from="2999-01-01") == []
        assert await items(netsuite, key, date_to="1999-01-01") == []
        assert await items(netsuite, key, modified_since="2999-01-01") == []
        number = filters[0]["tran_id"]
        assert filters[0] in await items(netsuite, key, tran_id=number.lower())


@pytest.mark.parametrize(
    ("key", "record_type", "party"),
    [
        ("list-purchase-orders", "purchaseOrder", "vendor"),
        ("list-vendor-bills", "vendorBill", "vendor"),
        ("list-item-receipts", "itemReceipt", "entity"),
        ("list-credit-memos", "creditMemo", "customer"),
    ],
)
async def test_by_party(netsuite: NetSuite, account: Account, key: str, record_type: str, party: str) -> None:
    for entity, count in Counter(body["entity"] for body in account.store.scan(record_type)).items():
        assert len(await items(netsuite, key, **{f"{party}_id": entity})) == count
    if party == "vendor":
        vendor = account.store.get("vendor", "1007") or {}
        by_id = await items(netsuite, key, vendor_id="1007")
        assert await items(netsuite, key, vendor_external_id=vendor["externalId"]) == by_id != []


@pytest.mark.parametrize(
    ("key", "letters"),
    [
        ("list-purchase-orders", "BDEF"),
        ("list-vendor-bills", "A"),
        ("list-customer-payments", "AB"),
        ("list-credit-memos", "A"),
        ("list-return-authorizations", "ABDEF"),
    ],
)
async def test_open_ones(netsuite: NetSuite, key: str, letters: str) -> None:
    whole = await items(netsuite, key)
    assert await items(netsuite, key, open_only=True) == [item for item in whole if item["status"] in letters]
    assert await items(netsuite, key, open_only=False) == whole


async def test_what_was_made_from_what(netsuite: NetSuite, account: Account) -> None:
    for key, record_type, word in (
        ("list-item-receipts", "itemReceipt", "purchase_order"),
        ("list-vendor-bills", "vendorBill", "purchase_order"),
        ("list-credit-memos", "creditMemo", "invoice"),
        ("list-return-authorizations", "returnAuthorization", "invoice"),
    ):
        for body in account.store.scan(record_type):
            found = await items(netsuite, key, **{f"{word}_id": body["createdFrom"]})
            assert body["id"] in {item["id"] for item in found}
            assert await items(netsuite, key, **{f"{word}_external_id": "NO-SUCH"}) == []
    payment = next(iter(account.store.scan("customerPayment")))
    invoice = payment["apply"][0]["doc"]
    assert payment["id"] in {item["id"] for item in await items(netsuite, "list-customer-payments", invoice_id=invoice)}


async def test_stock_is_what_the_items_say(netsuite: NetSuite, account: Account) -> None:
    balances = await items(netsuite, "list-inventory-balances")
    assert [(int(b["item_id"]), int(b["location_id"])) for b in balances] == sorted(
        (int(b["item_id"]), int(b["location_id"])) for b in balances
    )
    by_sku = {item["sku"]: item for item in await items(netsuite, "list-items")}
    for sku in ("MUG-BLUE", "TEA-ASSAM", "HONEY-350"):
        places = await items(netsuite, "list-inventory-balances", sku=sku.lower())
        assert places == [balance for balance in balances if balance["sku"] == sku]
        for name in ("quantity_on_hand", "quantity_available", "quantity_on_order"):
            assert sum(place[name] or 0 for place in places) == by_sku[sku][name]
    at = await items(netsuite, "list-inventory-balances", location_id="11", available_only=True)
    assert at == [b for b in balances if b["location_id"] == "11" and (b["quantity_available"] or 0) > 0]
    low = await items(netsuite, "list-inventory-balances", below_reorder_point=True)
    assert low == [
        b for b in balances if b["reorder_point"] is not None and (b["quantity_available"] or 0) < b["reorder_point"]
    ]
    assert account


async def test_prices(netsuite: NetSuite) -> None:
    prices = await items(netsuite, "list-item-prices")
    assert all(isinstance(price["unit_price"], float) for price in prices if price["unit_price"] is not None)
    mug = await items(netsuite, "list-item-prices", sku="mug-blue")
    assert mug == [price for price in prices if price["sku"] == "MUG-BLUE"] != []
    base = await items(netsuite, "list-item-prices", price_level_id="1", currency_id="1")
    assert base == [price for price in prices if (price["price_level_id"], price["currency_id"]) == ("1", "1")] != []


async def test_people(netsuite: NetSuite, account: Account) -> None:
    contact = next(iter(account.store.scan("contact")))
    assert [c["id"] for c in await items(netsuite, "list-contacts", email=contact["email"].upper())] == [contact["id"]]
    team = await items(netsuite, "list-employees", supervisor_id="1001")
    assert {e["supervisor_id"] for e in team} == {"1001"}
    reps = await items(netsuite, "list-employees", sales_reps_only=True)
    assert all(e["is_sales_rep"] for e in reps)
    assert reps
    for subsidiary in ("1", "2"):
        expected = {v["id"] for v in account.store.scan("vendor") if v["subsidiary"] == subsidiary}
        assert {v["id"] for v in await items(netsuite, "list-vendors", subsidiary_id=subsidiary)} == expected


async def test_a_role_without_queries(connect: Any, connection: Any) -> None:
    from suiteplug.connector.errors import PermissionDeniedError

    blind = connect(connection("tba", role_id="1003"))
    for key in [*LISTS, "list-inventory-balances", "list-item-prices"]:
        with pytest.raises(PermissionDeniedError):
            await blind.run(key, {"limit": 1})
