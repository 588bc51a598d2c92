"""What the account refuses, in which words, and at which place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Shop = Any
    Refusal = Callable[..., tuple[str, str | None]]


def invalid(value: object, field: str) -> str:
    return f"You have entered an Invalid Field Value {value} for the following field: {field}."


@pytest.mark.parametrize(
    ("record_type", "body", "detail", "path"),
    [
        ("salesOrder", {"item": []}, "Please enter value(s) for: Customer.", "entity"),
        (
            "salesOrder",
            {"entity": "US", "item": []},
            "You must enter at least one line item for this transaction.",
            "item",
        ),
        ("customer", {"isPerson": True}, "Please enter value(s) for: First Name, Last Name.", "firstName"),
        ("customer", {}, "Please enter value(s) for: Company Name.", "companyName"),
        ("customer", {"companyName": "A"}, "Please enter value(s) for: Primary Subsidiary.", "subsidiary"),
        ("itemFulfillment", {}, "Please enter value(s) for: Created From.", "createdFrom"),
        ("customerPayment", {"customer": "US"}, "Please enter value(s) for: Payment Amount.", "payment"),
        ("inventoryItem", {}, "Please enter value(s) for: Item Name/Number.", "itemId"),
        (
            "inventoryItem",
            {"itemId": "mug-blue"},
            "Uniqueness error - An item with that name already exists.",
            "itemId",
        ),
        ("customer", {"companyName": "A", "subsidiary": "9"}, invalid("9", "subsidiary"), "subsidiary"),
        ("salesOrder", {"entity": "4711"}, invalid("4711", "entity"), "entity"),
        (
            "customer",
            {"companyName": "A" * 84, "subsidiary": "1"},
            "The field companyName contained more than the maximum number ( 83 ) of characters allowed.",
            "companyName",
        ),
        ("customer", {"email": "no address"}, "You have entered an invalid email address.", "email"),
        ("customer", {"phone": "12-34"}, "Phone number should have seven digits or more.", "phone"),
        (
            "customer",
            {
                "companyName": "A",
                "subsidiary": "1",
                "addressBook": [{}, {"addressBookAddress": {"addr1": "x" * 300}}],
            },
            "The field addr1 contained more than the maximum number ( 150 ) of characters allowed.",
            "addressBook.items[1].addressBookAddress.addr1",
        ),
    ],
)
def test_bodies(shop: Shop, refusal: Refusal, record_type: str, body: dict[str, Any], detail: str, path: str) -> None:
    body = {name: shop.us if value == "US" else value for name, value in body.items()}
    assert refusal(shop.company.create, record_type, **body) == (detail, path)


@pytest.mark.parametrize(
    ("header", "line", "detail", "path"),
    [
        ({"subsidiary": "2"}, {}, invalid("2", "subsidiary"), "subsidiary"),
        ({"currency": "4"}, {}, invalid("4", "currency"), "currency"),
        ({"location": "14"}, {}, invalid("14", "location"), "location"),
        ({}, {"location": "15"}, invalid("15", "location"), "item.items[0].location"),
        ({}, {"item": "TEE-SET-DE"}, invalid("TEE-SET-DE", "item"), "item.items[0].item"),
        ({}, {"item": "MUG-RETIRED"}, invalid("MUG-RETIRED", "item"), "item.items[0].item"),
        ({}, {"item": "SHIP-STD"}, invalid("SHIP-STD", "item"), "item.items[0].item"),
        ({}, {"item": None}, "Please enter value(s) for: Item.", "item.items[0].item"),
        ({"discountItem": "MUG-BLUE"}, {}, invalid("MUG-BLUE", "discountItem"), "discountItem"),
        ({"shipMethod": "MUG-BLUE"}, {}, invalid("MUG-BLUE", "shipMethod"), "shipMethod"),
        ({"taxItem": "MUG-BLUE"}, {}, invalid("MUG-BLUE", "taxItem"), "taxItem"),
        ({}, {"quantity": -1.0}, "The quantity of item MUG-BLUE cannot be negative.", "item.items[0].quantity"),
        ({"orderStatus": "G"}, {}, invalid("G", "orderstatus"), "orderStatus"),
    ],
)
def test_orders(
    shop: Shop, refusal: Refusal, header: dict[str, Any], line: dict[str, Any], detail: str, path: str
) -> None:
    def known(value: Any) -> Any:
        named = isinstance(value, str) and "-" in value
        return shop.sku(value) if named else value

    for sku in ("TEE-SET-DE", "MUG-RETIRED", "SHIP-STD", "MUG-BLUE"):
        if f"Value {sku} " in detail:
            detail = detail.replace(sku, shop.sku(sku))
    header = {name: known(value) for name, value in header.items()}
    full = {**shop.line("MUG-BLUE"), **{name: known(value) for name, value in line.items()}}
    assert refusal(shop.order, full, **header) == (detail, path)


def test_an_inactive_customer(shop: Shop, refusal: Refusal) -> None:
    inactive = next(body["id"] for body in shop.company.store.scan("customer") if body["isInactive"])
    assert refusal(shop.order, shop.line("MUG-BLUE"), entity=inactive) == (invalid(inactive, "entity"), "entity")


def test_a_closed_period(shop: Shop, refusal: Refusal) -> None:
    period = shop.company.rules.context.calendar.period("2026-08-01")
    order = shop.order(shop.line("MUG-BLUE"))
    shop.fulfil(order)
    shop.company.update("accountingPeriod", period["id"], arLocked=True)
    text = "You cannot post a transaction to the closed period Aug 2026."
    assert refusal(shop.invoice, order) == (text, "tranDate")
    assert shop.order(shop.line("MUG-BLUE"))["orderStatus"] == "B"  # orders do not post
    assert shop.invoice(order, tranDate="2026-09-01")["postingPeriod"] != period["id"]


def test_entity_ids_are_unique(shop: Shop, refusal: Refusal) -> None:
    body = {"companyName": "Twice Ltd", "subsidiary": "1", "entityId": "TWICE"}
    first = shop.company.create("customer", **body)
    text = (
        "A customer record with this ID already exists. You must enter a unique customer ID for each record you create."
    )
    assert refusal(shop.company.create, "customer", **{**body, "entityId": "Twice"}) == (text, "entityId")
    assert shop.company.update("customer", first["id"], email="a@twice.example")["entityId"] == "TWICE"


def test_items_and_parties_in_use_stay(shop: Shop, refusal: Refusal) -> None:
    shop.order(shop.line("MUG-BLUE"))
    rules = shop.company.rules
    text = "This record cannot be deleted because it has dependent records."
    assert refusal(rules.before_delete, "customer", shop.get("customer", shop.us))[0] == text
    assert refusal(rules.before_delete, "inventoryItem", shop.get("inventoryItem", shop.sku("MUG-BLUE")))[0] == text
    retired = shop.get("inventoryItem", shop.sku("MUG-RETIRED"))
    rules.before_delete("inventoryItem", retired)


def test_a_fulfilment_of_a_line_that_is_not_there(shop: Shop, refusal: Refusal) -> None:
    order = shop.order(shop.line("MUG-BLUE"))
    detail, path = refusal(shop.fulfil, order, {"orderLine": 7, "quantity": 1.0})
    assert "non-existent line" in detail
    assert path == "item"


def test_a_pending_order_is_not_shipped(shop: Shop, refusal: Refusal) -> None:
    order = shop.order(shop.line("MUG-BLUE"), orderStatus="A")
    text = f"You can not initialize itemfulfillment: invalid reference {order['id']}."
    assert refusal(shop.fulfil, order) == (text, None)


@pytest.mark.parametrize(
    ("record_type", "record_id", "in_use"),
    [
        ("currency", "4", True),
        ("location", "14", True),
        ("subsidiary", "2", True),
        ("term", "2", True),
        ("term", "6", False),
        ("paymentMethod", "3", False),
        ("department", "3", True),
        ("account", "8", False),
        ("account", "7", True),
        ("bin", "21", True),
        ("inventoryNumber", "71", False),
        ("customrecord_shop_channel", "3", False),
    ],
)
def test_setup_records_in_use_stay(
    shop: Shop, refusal: Refusal, record_type: str, record_id: str, in_use: bool
) -> None:
    body = shop.get(record_type, record_id)
    if in_use:
        text = "This record cannot be deleted because it has dependent records."
        assert refusal(shop.company.rules.before_delete, record_type, body)[0] == text
    else:
        shop.company.rules.before_delete(record_type, body)
