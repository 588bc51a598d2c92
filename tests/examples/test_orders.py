"""The web-shop orders of the demo: realistic in shape, and right to the cent."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

ORDERS_DIR = Path(__file__).parents[2] / "examples" / "orders"
FILES = sorted(ORDERS_DIR.glob("*.json"))
SKUS_OF_THE_COMPANY = {
    *("APRON-LIN", "BOARD-WAL", "BOWL-OAK", "CANDLE-3", "GIFT-CARD", "GIFTSET-TEA", "GLASS-6", "KETTLE-CU"),
    *("KNIFE-8IN", "MUG-BLUE", "MUG-WHITE", "PLATE-L", "PLATE-S", "TEA-ASSAM", "TEA-SENCHA", "TEAPOT-1L"),
    "WRAP-SVC",
}
SHOP, BUYER = "shop_money", "presentment_money"


def load(path: Path) -> dict[str, Any]:
    order: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return order


def total(amounts: Iterable[str]) -> Decimal:
    return sum((Decimal(amount) for amount in amounts), Decimal(0))


def money(holder: dict[str, Any], field: str, side: str) -> Decimal:
    return Decimal(holder[f"{field}_set"][side]["amount"])


def parts(order: dict[str, Any]) -> list[dict[str, Any]]:
    return [*order["line_items"], *order["shipping_lines"]]


def allocated(part: dict[str, Any], side: str) -> Decimal:
    return sum((money(share, "amount", side) for share in part["discount_allocations"]), Decimal(0))


def taxed(part: dict[str, Any], side: str) -> Decimal:
    return sum((money(tax, "price", side) for tax in part["tax_lines"]), Decimal(0))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def order(request: pytest.FixtureRequest) -> dict[str, Any]:
    return load(request.param)


@pytest.mark.parametrize("side", [SHOP, BUYER])
def test_totals_follow_from_the_lines(order: dict[str, Any], side: str) -> None:
    lines, shipping = order["line_items"], order["shipping_lines"]
    goods = sum((money(line, "price", side) * line["quantity"] for line in lines), Decimal(0))
    line_discounts = sum((allocated(line, side) for line in lines), Decimal(0))
    ship = sum((money(line, "price", side) for line in shipping), Decimal(0))
    ship_discounts = sum((allocated(line, side) for line in shipping), Decimal(0))
    tax = sum((taxed(part, side) for part in parts(order)), Decimal(0))
    subtotal = goods - line_discounts
    added_tax = Decimal(0) if order["taxes_included"] else tax

    assert money(order, "total_line_items_price", side) == goods
    assert money(order, "total_discounts", side) == line_discounts + ship_discounts
    assert money(order, "subtotal_price", side) == subtotal
    assert money(order, "total_shipping_price", side) == ship
    assert money(order, "total_tax", side) == tax
    assert sum((money(line, "price", side) for line in order["tax_lines"]), Decimal(0)) == tax
    assert money(order, "total_price", side) == subtotal + ship - ship_discounts + added_tax


def test_plain_amounts_are_the_shops_side_of_the_sets(order: dict[str, Any]) -> None:
    for holder in (order, *parts(order), *order["tax_lines"]):
        for field in [name.removesuffix("_set") for name in holder if name.endswith("_set")]:
            money_set = holder[f"{field}_set"]
            assert money_set[SHOP]["currency_code"] == order["currency"]
            assert money_set[BUYER]["currency_code"] == order["presentment_currency"]
            assert holder.get(field, money_set[SHOP]["amount"]) == money_set[SHOP]["amount"]


def test_every_amount_has_two_decimals(order: dict[str, Any]) -> None:
    for field in ("total_price", "total_tax", "subtotal_price", "total_discounts", "total_outstanding"):
        assert Decimal(order[field]).as_tuple().exponent == -2
        assert Decimal(order[field]) >= 0


def test_each_tax_is_its_rate_of_what_is_taxed(order: dict[str, Any]) -> None:
    for part in parts(order):
        net = Decimal(part["price"]) * part.get("quantity", 1) - allocated(part, SHOP)
        rates = sum((Decimal(str(tax["rate"])) for tax in part["tax_lines"]), Decimal(0))
        base = net / (1 + rates) if order["taxes_included"] else net
        for tax in part["tax_lines"]:
            assert abs(Decimal(tax["price"]) - base * Decimal(str(tax["rate"]))) <= Decimal("0.005")


def test_discount_applications_are_shared_out_whole(order: dict[str, Any]) -> None:
    for index, application in enumerate(order["discount_applications"]):
        shares = [
            share
            for part in parts(order)
            for share in part["discount_allocations"]
            if share["discount_application_index"] == index
        ]
        assert shares
        if application["value_type"] == "fixed_amount":
            assert total(share["amount"] for share in shares) == Decimal(application["value"])
    assert total(code["amount"] for code in order["discount_codes"]) <= Decimal(order["total_discounts"])


def test_transactions_pay_what_is_not_outstanding(order: dict[str, Any]) -> None:
    settled = [one for one in order["transactions"] if one["status"] == "success"]
    taken = total(one["amount"] for one in settled if one["kind"] in {"sale", "capture"})
    given_back = total(one["amount"] for one in settled if one["kind"] == "refund")
    if order["cancelled_at"] is None:
        assert taken - given_back == Decimal(order["total_price"]) - Decimal(order["total_outstanding"])
    else:
        assert taken == given_back
    assert {one["currency"] for one in order["transactions"]} <= {order["currency"]}


def test_shipments_hold_what_was_ordered(order: dict[str, Any]) -> None:
    shipped: dict[int, int] = {}
    for fulfillment in order["fulfillments"]:
        for line in fulfillment["line_items"]:
            shipped[line["id"]] = shipped.get(line["id"], 0) + line["quantity"]
    open_quantity = 0
    for line in order["line_items"]:
        done = shipped.pop(line["id"], 0)
        left = 0 if order["cancelled_at"] else line["quantity"] - done
        expected = "fulfilled" if done == line["quantity"] else "partial" if done else None
        assert (line["fulfillable_quantity"], line["fulfillment_status"]) == (left, expected)
        open_quantity += line["quantity"] - done
    assert not shipped
    expected = None if not order["fulfillments"] else "partial" if open_quantity else "fulfilled"
    assert order["fulfillment_status"] == expected


def test_ids_are_unique_over_all_orders() -> None:
    orders = [load(path) for path in FILES]
    for group in (
        [one["id"] for one in orders],
        [one["name"] for one in orders],
        [one["id"] for order in orders for one in order["fulfillments"]],
        [one["id"] for order in orders for one in order["transactions"]],
        [one["id"] for order in orders for one in order["line_items"]],
    ):
        assert len(group) == len(set(group))


def test_the_cases_that_make_the_demo_worth_running_are_there() -> None:
    orders = {path.stem: load(path) for path in FILES}
    everything = list(orders.values())
    lines = [line for one in everything for line in one["line_items"]]
    customers = [one["customer"]["id"] for one in everything if one["customer"]]

    assert 30 <= len(everything) <= 48
    assert {one["currency"] for one in everything} == {"USD", "GBP", "EUR", "CAD"}
    assert any(one["presentment_currency"] != one["currency"] for one in everything)
    assert {line["sku"] for line in lines} - SKUS_OF_THE_COMPANY == {"MUG-GREEN-LTD"}
    assert any(one["customer"] is None and one["email"] for one in everything)
    assert any(one["total_price"] == "0.00" for one in everything)
    assert any(line["gift_card"] for line in lines)
    assert any({t["gateway"] for t in one["transactions"]} > {"gift_card"} for one in everything)
    assert any(len(one["fulfillments"]) == 2 for one in everything)
    assert any(one["fulfillment_status"] == "partial" for one in everything)
    assert any(one["cancelled_at"] for one in everything)
    assert any(one["financial_status"] == "pending" for one in everything)
    assert any(one["po_number"] and one["billing_address"]["company"] for one in everything)
    assert any(len(one["line_items"]) == 12 for one in everything)
    assert max(customers.count(customer) for customer in customers) == 3
    assert any(len(one["billing_address"]["address1"]) == 300 for one in everything)
    kinds = {a["value_type"] for one in everything for a in one["discount_applications"]}
    assert kinds == {"percentage", "fixed_amount"}
