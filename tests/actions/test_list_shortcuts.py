"""Lists of customers, orders, invoices, items and fulfillments, held against the stored records."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

    Connector = Any

LISTS = ["list-customers", "list-sales-orders", "list-invoices", "list-items", "list-item-fulfillments"]


def stored(account: Account, record_type: str) -> Iterator[dict[str, Any]]:
    return account.store.scan(record_type)


async def ids(netsuite: NetSuite, key: str, **inputs: Any) -> set[str]:
    output = await netsuite.run(key, {"all_pages": True, **inputs})
    return {item["id"] for item in output["items"]}


@pytest.mark.parametrize("key", LISTS)
async def test_pages_join_to_the_whole(netsuite: NetSuite, key: str) -> None:
    whole = await netsuite.run(key, {"all_pages": True})
    assert whole["count"] == whole["total"] == len(whole["items"]) > 0
    assert (whole["has_more"], whole["next_offset"], whole["warnings"]) == (False, None, [])
    numbers = [int(item["id"]) for item in whole["items"]]
    assert numbers == sorted(numbers)
    page = await netsuite.run(key, {"limit": 5, "offset": 5})
    assert page["items"] == whole["items"][5:10]
    assert (page["has_more"], page["next_offset"], page["total"]) == (True, 10, whole["total"])
    some = await netsuite.run(key, {"limit": 5, "max_rows": 3})
    assert some["items"] == whole["items"][:3]


@pytest.mark.parametrize("key", LISTS)
async def test_accounts_that_do_not_bind_values_give_the_same(netsuite: NetSuite, key: str) -> None:
    inputs = {"modified_since": "2020-01-01", "limit": 5}
    bound = await netsuite.run(key, inputs)
    netsuite.session.suiteql._binds = False
    assert await netsuite.run(key, inputs) == bound
    assert bound["count"] == 5
    assert (await netsuite.run(key, {"modified_since": "2999-12-31T23:59:59"}))["count"] == 0


async def test_customers(netsuite: NetSuite, account: Account) -> None:
    listed = {item["id"]: item for item in (await netsuite.run("list-customers", {"all_pages": True}))["items"]}
    assert set(listed) == set(account.store.ids("customer"))
    for body in stored(account, "customer"):
        item = listed[body["id"]]
        assert item["entity_id"] == body["entityId"]
        assert item["email"] == body.get("email")
        assert item["company_name"] == body.get("companyName")
        assert item["is_person"] is body["isPerson"]
        assert item["is_inactive"] is body["isInactive"]
        assert item["subsidiary_id"] == body["subsidiary"]
        assert item["external_id"] == body.get("externalId")
        assert item["balance"] == pytest.approx(body.get("balance", 0.0))


async def test_customers_by_filter(netsuite: NetSuite, account: Account) -> None:
    bodies = list(stored(account, "customer"))
    some = next(body for body in bodies if body.get("companyName"))
    assert await ids(netsuite, "list-customers", email=some["email"].upper()) == {some["id"]}
    part = some["companyName"][1:6].upper()
    names = {
        body["id"]
        for body in bodies
        if part
        in " ".join(
            str(body.get(name, "")) for name in ("entityId", "companyName", "altName", "firstName", "lastName")
        ).upper()
    }
    assert await ids(netsuite, "list-customers", name=part) == names
    for flag in (True, False):
        assert await ids(netsuite, "list-customers", is_person=flag) == {
            body["id"] for body in bodies if body["isPerson"] is flag
        }
        assert await ids(netsuite, "list-customers", is_inactive=flag) == {
            body["id"] for body in bodies if body["isInactive"] is flag
        }
    for subsidiary, count in Counter(body["subsidiary"] for body in bodies).items():
        assert len(await ids(netsuite, "list-customers", subsidiary_id=subsidiary)) == count
    stages = Counter(body["searchStage"] for body in bodies)
    for stage in ("Lead", "Prospect", "Customer"):
        assert len(await ids(netsuite, "list-customers", stage=stage)) == stages[stage]
    assert await ids(netsuite, "list-customers", name="100%_") == set()


@pytest.mark.parametrize(
    ("key", "record_type", "customer"),
    [
        ("list-sales-orders", "salesOrder", "entity"),
        ("list-invoices", "invoice", "entity"),
        ("list-item-fulfillments", "itemFulfillment", "entity"),
    ],
)
async def test_transactions(netsuite: NetSuite, account: Account, key: str, record_type: str, customer: str) -> None:
    bodies = {body["id"]: body for body in stored(account, record_type)}
    items = (await netsuite.run(key, {"all_pages": True}))["items"]
    assert {item["id"] for item in items} == set(bodies)
    for item in items:
        body = bodies[item["id"]]
        assert item["tran_id"] == body["tranId"]
        assert item["tran_date"] == body["tranDate"]
        assert item["status"] == body["status"]
        assert item["status_name"]
        assert item["customer_id"] == body[customer]
        assert item["customer"]
        assert item["subsidiary_id"] == body["subsidiary"]
        assert item["external_id"] == body.get("externalId")
        if "total" in item:
            assert item["total"] == pytest.approx(body["total"])
    statuses = Counter(item["status_name"] for item in items)
    for name, count in statuses.items():
        letter = next(item["status"] for item in items if item["status_name"] == name)
        assert len(await ids(netsuite, key, status=[name])) == count
        assert len(await ids(netsuite, key, status=[letter])) == count
    assert len(await ids(netsuite, key, status=list(statuses))) == len(items)


@pytest.mark.parametrize("key", ["list-sales-orders", "list-invoices", "list-item-fulfillments"])
async def test_transactions_by_filter(netsuite: NetSuite, account: Account, key: str) -> None:
    items = (await netsuite.run(key, {"all_pages": True}))["items"]
    some = items[len(items) // 2]
    day = some["tran_date"]

    def those(**members: Any) -> set[str]:
        return {item["id"] for item in items if all(item[name] == value for name, value in members.items())}

    assert await ids(netsuite, key, tran_id=some["tran_id"].lower()) == {some["id"]}
    assert await ids(netsuite, key, customer_id=some["customer_id"]) == those(customer_id=some["customer_id"])
    assert await ids(netsuite, key, subsidiary_id=some["subsidiary_id"]) == those(subsidiary_id=some["subsidiary_id"])
    assert await ids(netsuite, key, date_from=day, date_to=day) == those(tran_date=day)
    assert await ids(netsuite, key, date_from=day) == {item["id"] for item in items if item["tran_date"] >= day}
    assert await ids(netsuite, key, date_to=day) == {item["id"] for item in items if item["tran_date"] <= day}
    since = sorted(item["last_modified"] for item in items)[len(items) // 2]
    assert await ids(netsuite, key, modified_since=since) == {
        item["id"] for item in items if item["last_modified"] >= since
    }
    customer = account.store.get("customer", some["customer_id"])
    if customer and customer.get("externalId"):
        found = await ids(netsuite, key, customer_external_id=customer["externalId"])
        assert found == those(customer_id=some["customer_id"])
    assert await ids(netsuite, key, customer_external_id="nobody") == set()


async def test_invoices_say_what_is_open(netsuite: NetSuite, account: Account) -> None:
    items = (await netsuite.run("list-invoices", {"all_pages": True}))["items"]
    bodies = {body["id"]: body for body in stored(account, "invoice")}
    for item in items:
        body = bodies[item["id"]]
        assert item["amount_remaining"] == pytest.approx(body["amountRemaining"])
        assert item["amount_paid"] == pytest.approx(body["amountPaid"])
        assert item["due_date"] == body.get("dueDate")
        assert item["sales_order_id"] == body.get("createdFrom")
    unpaid = {item["id"] for item in items if item["amount_remaining"]}
    assert await ids(netsuite, "list-invoices", open_only=True) == unpaid
    assert await ids(netsuite, "list-invoices", open_only=False) == set(bodies)
    due = sorted(item["due_date"] for item in items if item["due_date"])[10]
    assert await ids(netsuite, "list-invoices", due_before=due) == {
        item["id"] for item in items if item["due_date"] and item["due_date"] < due
    }


async def test_fulfillments_of_an_order(netsuite: NetSuite, account: Account) -> None:
    some = next(body for body in stored(account, "itemFulfillment") if body.get("createdFrom"))
    order = account.store.get("salesOrder", some["createdFrom"])
    assert order is not None
    wanted = {body["id"] for body in stored(account, "itemFulfillment") if body.get("createdFrom") == order["id"]}
    assert await ids(netsuite, "list-item-fulfillments", sales_order_id=order["id"]) == wanted
    if order.get("externalId"):
        found = await ids(netsuite, "list-item-fulfillments", sales_order_external_id=order["externalId"])
        assert found == wanted


ITEM_TYPES = [
    "inventoryItem",
    "lotNumberedInventoryItem",
    "nonInventorySaleItem",
    "serviceSaleItem",
    "otherChargeSaleItem",
    "kitItem",
    "discountItem",
    "giftCertificateItem",
]


async def test_items_of_all_kinds(netsuite: NetSuite, account: Account) -> None:
    items = {item["id"]: item for item in (await netsuite.run("list-items", {"all_pages": True}))["items"]}
    for record_type in ITEM_TYPES:
        for body in stored(account, record_type):
            item = items[body["id"]]
            assert item["sku"] == body["itemId"]
            assert item["record_type"] == record_type
            assert item["display_name"] == body.get("displayName")
            if "quantityAvailable" in body:
                assert item["quantity_available"] == body["quantityAvailable"]
                assert item["quantity_on_hand"] == body["quantityOnHand"]
    sku = next(item["sku"] for item in items.values() if item["quantity_available"])
    assert {items[found]["sku"] for found in await ids(netsuite, "list-items", sku=sku.lower())} == {sku}
    assert await ids(netsuite, "list-items", kind=["service", "kit"]) == {
        item["id"] for item in items.values() if item["item_type"] in {"Service", "Kit"}
    }
    assert await ids(netsuite, "list-items", available_only=True) == {
        item["id"] for item in items.values() if (item["quantity_available"] or 0) > 0
    }
    assert await ids(netsuite, "list-items", name="mug") >= {
        item["id"] for item in items.values() if "MUG" in item["sku"]
    }


@pytest.mark.parametrize("record_type", ITEM_TYPES)
async def test_an_item_is_found_whatever_its_kind(netsuite: NetSuite, account: Account, record_type: str) -> None:
    body = next(iter(stored(account, record_type)))
    by_id = await netsuite.run("get-item", {"record_id": body["id"]})
    by_sku = await netsuite.run("get-item", {"sku": body["itemId"]})
    assert by_id == by_sku
    assert by_id["record_type"] == record_type
    assert by_id["record"]["itemId"] == body["itemId"]
    if body.get("externalId"):
        assert await netsuite.run("get-item", {"external_id": body["externalId"]}) == by_id


async def test_an_item_is_found_by_trying_where_its_kind_is_misleading(netsuite: NetSuite, account: Account) -> None:
    netsuite.session.suiteql.hidden.clear()
    body = next(iter(stored(account, "lotNumberedInventoryItem")))
    from suiteplug.connector.shortcuts import item_kinds

    row = {"item_type": "InvtPart"}
    assert item_kinds.candidates(row)[0] == "inventoryItem"
    found = await netsuite.run("get-item", {"record_id": body["id"], "fields": ["itemId"]})
    assert found["record_type"] == "lotNumberedInventoryItem"


@pytest.mark.parametrize(
    ("inputs", "error", "code"),
    [
        ({}, errors.InputError, "ONE_OF_THREE"),
        ({"record_id": "1", "sku": "MUG-BLUE"}, errors.InputError, "ONE_OF_THREE"),
        ({"sku": "NO-SUCH-SKU"}, errors.NotFoundError, "ITEM_NOT_FOUND"),
        ({"record_id": "99999999"}, errors.NotFoundError, "ITEM_NOT_FOUND"),
        ({"external_id": "nothing"}, errors.NotFoundError, "ITEM_NOT_FOUND"),
    ],
)
async def test_items_that_cannot_be_found(
    netsuite: NetSuite, inputs: dict[str, Any], error: type[errors.NetSuiteConnectorError], code: str
) -> None:
    with pytest.raises(error) as caught:
        await netsuite.run("get-item", inputs)
    assert caught.value.code == code
    assert caught.value.fix
