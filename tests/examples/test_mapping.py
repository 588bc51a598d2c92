"""Orders as NetSuite record bodies: amounts, references, addresses, and what is refused before anything is sent."""

from __future__ import annotations

import copy
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from examples.order_to_cash import after_sale, external_ids, mapping
from examples.order_to_cash.books import Books, Company, Item, Lots, RefusedError
from examples.order_to_cash.shop import ZERO, Line, Order, read_order, read_orders

ORDERS_DIR = Path(__file__).parents[2] / "examples" / "orders"
ORDERS = read_orders(ORDERS_DIR)
BY_NAME = {order.name: order for order in ORDERS}
KINDS = {"WRAP-SVC": "Service", "GIFT-CARD": "GiftCert", "GIFTSET-TEA": "Kit", "DISC-FIX": "Discount"}


def make_books() -> Books:
    skus = {line.sku for order in ORDERS for line in order.lines} - {"MUG-GREEN-LTD"} | {"DISC-FIX"}
    items = {}
    for number, sku in enumerate(sorted(skus), start=301):
        kind = KINDS.get(sku, "InvtPart")
        items[sku] = Item(str(number), ships=kind in {"InvtPart", "Kit"}, by_lot=sku.startswith("TEA-"))
    companies = {
        currency: Company(subsidiary=str(number), location=str(number + 10), currency=str(number + 20))
        for number, currency in enumerate(("USD", "GBP", "EUR", "CAD"), start=1)
    }
    return Books(
        companies=companies,
        items=items,
        ship_methods={"SHIP-STD": "901", "SHIP-EXP": "902"},
        payment_methods={"Shop Payments": "5", "Gift Card": "6"},
        terms={"Net 30": "2"},
    )


BOOKABLE = [order for order in ORDERS if order.name != "#1009"]


def booked_total(body: dict[str, Any]) -> Decimal:
    """What NetSuite adds up: lines, header discount, delivery, overridden tax."""
    amounts = [line["amount"] for line in body["item"]["items"]]
    amounts += [line["taxAmount"] for line in body["taxDetails"]["items"]]
    amounts += [body.get("discountRate", 0.0), body.get("shippingCost", 0.0)]
    return sum((Decimal(str(amount)) for amount in amounts), ZERO)


@pytest.mark.parametrize("order", BOOKABLE, ids=lambda order: order.name)
def test_sales_order_adds_up_to_the_shops_total(order: Order) -> None:
    body = mapping.sales_order_body(order, make_books())
    assert booked_total(body) == order.total
    assert len(body["item"]["items"]) == len(order.lines)


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.name)
def test_net_amounts_and_tax_make_the_total(order: Order) -> None:
    goods = sum((line.net for line in order.lines), ZERO)
    assert goods - order.discount + order.shipping_cost + order.tax == order.total


def test_bodies_are_json_and_go_in_the_subsidiary_of_the_currency() -> None:
    books = make_books()
    for order in BOOKABLE:
        company = books.companies[order.currency]
        body = json.loads(json.dumps(mapping.sales_order_body(order, books)))
        assert body["subsidiary"] == {"id": company.subsidiary}
        assert {line["location"]["id"] for line in body["item"]["items"]} == {company.location}
        assert mapping.customer_body(order, books)["subsidiary"] == {"id": company.subsidiary}


def test_every_line_says_its_tax_even_when_there_is_none() -> None:
    books = make_books()
    for order in BOOKABLE:
        body = mapping.sales_order_body(order, books)
        references = {line["taxDetailsReference"] for line in body["taxDetails"]["items"]}
        assert {line["taxDetailsReference"] for line in body["item"]["items"]} <= references


def test_external_ids_have_only_characters_that_netsuite_takes_in_urls() -> None:
    seen = [external_ids.customer(order.raw) for order in ORDERS]
    seen += [external_ids.sales_order(order.shop_id) for order in ORDERS]
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", one) for one in seen)
    guests = {one for one in seen if one.startswith("SHOP-G-")}
    assert len(guests) == 2
    assert any(one.startswith("SHOP-G-siobhan-o-brien-shop-example-com-") for one in guests)


def test_guests_with_lookalike_addresses_stay_apart() -> None:
    raw = BY_NAME["#1004"].raw
    other = {**raw, "email": raw["email"].replace(".", "-", 1)}
    assert external_ids.customer(raw) != external_ids.customer(other)
    assert external_ids.customer(raw) == external_ids.customer({**raw, "email": raw["email"].upper()})


def test_company_person_and_foreign_address() -> None:
    books = make_books()
    company = mapping.customer_body(BY_NAME["#1015"], books)
    assert (company["companyName"], company["isPerson"], company["terms"]) == (
        "Northfield Hotels Inc.",
        False,
        {"id": "2"},
    )
    assert [line["defaultBilling"] for line in company["addressBook"]["items"]] == [True, False]
    person = mapping.customer_body(BY_NAME["#DE1002"], books)
    assert (person["firstName"], person["lastName"]) == ("Δημήτρης", "Παπαδόπουλος")
    [line] = person["addressBook"]["items"]
    assert line["addressBookAddress"]["country"] == {"id": "GR"}
    assert "state" not in line["addressBookAddress"]


def test_nothing_is_shortened() -> None:
    assert len(mapping.address(BY_NAME["#1010"].raw["shipping_address"])["addr1"]) == 300


def test_purchase_order_number_and_what_the_buyer_saw() -> None:
    books = make_books()
    assert mapping.sales_order_body(BY_NAME["#1015"], books)["otherRefNum"] == "PO-NH-20417"
    assert mapping.sales_order_body(BY_NAME["#1001"], books)["otherRefNum"] == "#1001"
    assert "CHF" in mapping.sales_order_body(BY_NAME["#DE1005"], books)["memo"]


def test_gift_card_line_says_who_gets_it() -> None:
    [gift, mug] = mapping.sales_order_body(BY_NAME["#1006"], make_books())["item"]["items"]
    assert gift["giftCertRecipientEmail"] == "noah.feldman@example.com"
    assert "giftCertFrom" not in mug


def test_unknown_and_inactive_items_and_foreign_currencies_are_refused_with_a_fix() -> None:
    books = make_books()
    with pytest.raises(RefusedError, match="MUG-GREEN-LTD") as unknown:
        mapping.sales_order_body(BY_NAME["#1009"], books)
    assert unknown.value.fix
    books.items["BOWL-OAK"] = Item("1", ships=True, by_lot=False, inactive=True)
    with pytest.raises(RefusedError, match="inactive"):
        mapping.sales_order_body(BY_NAME["#1010"], books)
    yen = copy.deepcopy(BY_NAME["#1001"].raw) | {"currency": "JPY"}
    with pytest.raises(RefusedError, match="JPY"):
        mapping.sales_order_body(read_order(yen), books)


def stored(order: Order, books: Books, *, shipped: bool = False, billed: int = 0) -> list[dict[str, Any]]:
    """The order's lines as NetSuite gives them back, with a gap in the numbering."""
    done = order.shipped() if shipped else {}
    return [
        {
            "line": 2 * position + 1,
            "item": {"id": books.item(line.sku).item_id},
            "quantity": float(line.quantity),
            "quantityFulfilled": float(done.get(line.shop_id, 0)) if books.item(line.sku).ships else 0.0,
            "quantityBilled": float(billed),
        }
        for position, line in enumerate(order.lines)
    ]


def test_lines_are_paired_by_sequence_and_later_lines_left_alone() -> None:
    books, order = make_books(), BY_NAME["#1016"]
    extra = {"line": 99, "item": {"id": books.item("WRAP-SVC").item_id}, "quantity": 1.0}
    pairs = after_sale.match_lines(order, [extra, *stored(order, books)], books)
    assert [pair.number for pair in pairs] == [1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23]


def test_an_order_edited_in_netsuite_is_refused() -> None:
    books, order = make_books(), BY_NAME["#1005"]
    lines = stored(order, books)
    lines[1]["quantity"] = 7.0
    with pytest.raises(RefusedError, match="no longer has the lines"):
        after_sale.match_lines(order, lines, books)


def test_two_shipments_and_lots() -> None:
    books, order = make_books(), BY_NAME["#DE1004"]
    tea = books.item("TEA-ASSAM").item_id
    books.lots.on_hand[tea, "13"] = [("71", Decimal(1)), ("72", Decimal(40))]
    pairs = after_sale.match_lines(order, stored(order, books), books)
    first, second = (after_sale.fulfillment_lines(one, pairs, books, "13") for one in order.shipments)
    assert [line["line"] for line in first] == [1, 5]
    assert first[1]["inventory_detail"] == [
        {"inventory_number_id": "71", "quantity": 1.0},
        {"inventory_number_id": "72", "quantity": 1.0},
    ]
    assert [line["line"] for line in second] == [3]


def test_a_gift_card_is_not_fulfilled_in_netsuite() -> None:
    books, order = make_books(), BY_NAME["#CA1004"]
    pairs = after_sale.match_lines(order, stored(order, books), books)
    assert after_sale.fulfillment_lines(order.shipments[0], pairs, books, "14") == []
    body = after_sale.invoice_body(order, pairs, books, sequence=1)
    assert body is not None
    assert "item" not in body


def test_lots_run_out() -> None:
    lots = Lots({("9", "1"): [("71", Decimal(2))]})
    with pytest.raises(RefusedError, match="2 of 3"):
        lots.take("9", "1", 3)
    assert lots.take("9", "1", 2) == [("71", Decimal(2))]


def test_nothing_is_billed_before_it_ships() -> None:
    books, order = make_books(), BY_NAME["#1017"]
    pairs = after_sale.match_lines(order, stored(order, books), books)
    assert after_sale.invoice_body(order, pairs, books, sequence=1) is None


@pytest.mark.parametrize("name", ["#1014", "#1016", "#CA1003", "#UK1002"])
def test_part_invoices_end_on_the_orders_total(name: str) -> None:
    """Bill line by line in two halves, as if everything had shipped in two parcels."""
    books, order = make_books(), BY_NAME[name]

    def pair(position: int, line: Line, fulfilled: int, billed: int) -> after_sale.BookedLine:
        return after_sale.BookedLine(line, position + 1, ships=True, fulfilled=fulfilled, billed=billed)

    halves = [(line.quantity + 1) // 2 for line in order.lines]
    first = [pair(i, line, half, 0) for (i, line), half in zip(enumerate(order.lines), halves, strict=True)]
    second = [
        pair(i, line, line.quantity, half) for (i, line), half in zip(enumerate(order.lines), halves, strict=True)
    ]
    bodies = [
        after_sale.invoice_body(order, first, books, sequence=1),
        after_sale.invoice_body(order, second, books, sequence=2),
    ]
    assert sum((booked_total(body) for body in bodies if body), ZERO) == order.total
    assert [body["externalId"] for body in bodies if body] == [
        f"SHOP-I-{order.shop_id}",
        f"SHOP-I-{order.shop_id}-2",
    ]


def test_a_whole_invoice_takes_everything_from_the_order() -> None:
    books = make_books()
    for order in BOOKABLE:
        if order.raw["fulfillment_status"] != "fulfilled":
            continue
        pairs = after_sale.match_lines(order, stored(order, books, shipped=True), books)
        body = after_sale.invoice_body(order, pairs, books, sequence=1)
        assert body is not None
        assert set(body) == {"externalId", "tranDate"}
        assert body["tranDate"] >= order.date


def test_payments_apply_what_is_due_and_leave_the_rest_on_account() -> None:
    books, order = make_books(), BY_NAME["#1007"]
    card = order.payments[1]
    body = after_sale.payment_body(order, card, books, invoice_id="88", due=Decimal("10.00"))
    assert body["payment"] == float(card.amount)
    assert body["apply"]["items"] == [{"doc": {"id": "88"}, "line": 0, "apply": True, "amount": 10.0}]
    gift = after_sale.payment_body(order, order.payments[0], books, invoice_id=None, due=ZERO)
    assert (gift["paymentMethod"], "apply" in gift) == ({"id": "6"}, False)
