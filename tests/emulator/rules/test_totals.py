"""Prices, discounts, tax and totals against numbers worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Shop = Any
    Refusal = Callable[..., tuple[str, str | None]]


def sums(order: dict[str, Any]) -> tuple[float, float, float, float]:
    return order["subtotal"], order["discountTotal"], order["taxTotal"], order["total"]


def test_base_prices_by_currency(shop: Shop) -> None:
    for subsidiary, currency, rate in (("1", "1", 18.0), ("2", "2", 15.0), ("3", "4", 17.0), ("4", "3", 24.0)):
        customer = shop.customer(subsidiary, currency)
        order = shop.order(shop.line("MUG-BLUE", 3), entity=customer, location=None)
        assert (order["item"][0]["rate"], order["item"][0]["amount"], order["item"][0]["price"]) == (
            rate,
            rate * 3,
            "1",
        )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({}, ("1", 18.0, 36.0)),
        ({"rate": 17.25}, ("-1", 17.25, 34.5)),
        ({"amount": 30.0}, ("-1", 15.0, 30.0)),
        ({"rate": 20.0, "amount": 33.33}, (None, 20.0, 33.33)),
        ({"price": "2"}, ("2", 14.4, 28.8)),
        ({"grossAmt": 43.2, "taxRate1": 20.0}, ("-1", 18.0, 36.0)),
    ],
)
def test_rate_and_amount(shop: Shop, line: dict[str, Any], expected: tuple[Any, ...]) -> None:
    saved = shop.order(shop.line("MUG-BLUE", 2, **line))["item"][0]
    assert (saved.get("price"), saved["rate"], saved["amount"]) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"quantity": 5.0}, (18.0, 90.0)),
        ({"rate": 10.0}, (10.0, 20.0)),
        ({"amount": 54.0}, (27.0, 54.0)),
        ({"price": "2"}, (14.4, 28.8)),
        ({"quantity": 5.0, "amount": 100.0}, (20.0, 100.0)),
        ({"description": "Other words"}, (18.0, 36.0)),
    ],
)
def test_a_changed_line_is_worked_out_again(shop: Shop, change: dict[str, Any], expected: tuple[float, float]) -> None:
    order = shop.order(shop.line("MUG-BLUE", 2))
    changed = shop.company.update("salesOrder", order["id"], item=[{**order["item"][0], **change}])
    assert (changed["item"][0]["rate"], changed["item"][0]["amount"]) == expected
    assert changed["total"] == expected[1]


def test_price_level_of_the_customer(shop: Shop) -> None:
    wholesale = shop.customer("1", "1", priceLevel="2")
    assert shop.order(shop.line("PLATE-S", 10), entity=wholesale)["subtotal"] == 116.0  # 14.50 less 20 % is 11.60


def test_a_price_in_another_currency_is_converted(shop: Shop) -> None:
    american = shop.customer("3", "1", currencyList=[{"currency": "1"}])
    order = shop.order(shop.line("TEE-SET-DE"), entity=american, location="15")
    assert order["item"][0]["rate"] == 80.66  # 74.00 euros at 1.09 dollars


@pytest.mark.parametrize(
    ("sku", "header", "expected"),
    [
        # three mugs are 54.00
        ("MUG-BLUE", {}, (54.0, 0.0, 0.0, 54.0)),
        ("MUG-BLUE", {"taxRate": 8.875}, (54.0, 0.0, 4.79, 58.79)),
        ("MUG-BLUE", {"taxRate": 8.875, "shippingCost": 6.9}, (54.0, 0.0, 4.79, 65.69)),
        ("MUG-BLUE", {"taxRate": 8.875, "isTaxable": False}, (54.0, 0.0, 0.0, 54.0)),
        ("MUG-BLUE", {"discount": "DISC-10"}, (54.0, -5.4, 0.0, 48.6)),
        ("MUG-BLUE", {"discount": "DISC-10", "taxRate": 10.0}, (54.0, -5.4, 4.86, 53.46)),
        ("MUG-BLUE", {"discount": "DISC-FIX"}, (54.0, -5.0, 0.0, 49.0)),
        ("MUG-BLUE", {"discount": "DISC-FIX", "discountRate": -12.34}, (54.0, -12.34, 0.0, 41.66)),
        ("MUG-BLUE", {"discount": "DISC-10", "discountRate": -25.0}, (54.0, -13.5, 0.0, 40.5)),
        ("GIFT-CARD", {"taxRate": 20.0}, (75.0, 0.0, 0.0, 75.0)),
    ],
)
def test_header(shop: Shop, sku: str, header: dict[str, Any], expected: tuple[float, ...]) -> None:
    header = dict(header)
    if discount := header.pop("discount", None):
        header["discountItem"] = shop.sku(discount)
    assert sums(shop.order(shop.line(sku, 3), **header)) == expected


def test_tax_codes_are_rounded_line_by_line(shop: Shop) -> None:
    britain = shop.customer("2", "2", taxItem=shop.sku("VAT-GB-S"))
    code = {"taxCode": shop.sku("VAT-GB-S")}
    lines = [shop.line("INFUSER-SS", 1, rate=7.93, **code), shop.line("TOWEL-2", 1, rate=3.33, **code)]
    order = shop.order(*lines, entity=britain, location="14")
    assert [line["taxAmount"] for line in order["item"]] == [1.59, 0.67]  # 1.586 and 0.666
    assert sums(order) == (11.26, 0.0, 2.26, 13.52)
    by_header = shop.order(*({**line, "taxCode": None} for line in lines), entity=britain, location="14")
    assert sums(by_header) == (11.26, 0.0, 2.25, 13.51)  # 20 % of 11.26 is 2.252


def test_shipping_has_its_own_tax_code(shop: Shop) -> None:
    order = shop.order(shop.line("MUG-BLUE"), shippingCost=10.0, shippingTaxCode=shop.sku("VAT-GB-S"), taxRate=0.0)
    assert (order["taxTotal"], order["total"]) == (2.0, 30.0)


def test_tax_computed_by_the_caller(shop: Shop) -> None:
    details = [{"taxDetailsReference": "1", "taxAmount": 4.79}, {"taxDetailsReference": "2", "taxAmount": 0.01}]
    order = shop.order(shop.line("MUG-BLUE", 3), taxRate=5.0, taxDetailsOverride=True, taxDetails=details)
    assert (order["taxTotal"], order["total"]) == (4.8, 58.8)
    totals = []
    for quantity in (1.0, 2.0):
        shop.fulfil(order, {"orderLine": 1, "quantity": quantity})
        totals.append(shop.invoice(order)["taxTotal"])
    assert totals == [1.6, 3.2]


def test_discount_lines_work_on_the_line_above(shop: Shop) -> None:
    order = shop.order(
        shop.line("PLATE-L", 2),
        {"item": shop.sku("DISC-10")},
        shop.line("MUG-BLUE", 1),
        {"item": shop.sku("DISC-FIX"), "rate": -3.0},
    )
    assert [line["amount"] for line in order["item"]] == [42.0, -4.2, 18.0, -3.0]
    assert "quantity" not in order["item"][1]
    assert order["total"] == 52.8


def test_discount_lines_go_along_with_their_goods(shop: Shop) -> None:
    order = shop.order(
        shop.line("PLATE-L", 2), {"item": shop.sku("DISC-10")}, shop.line("MUG-BLUE", 1), {"item": shop.sku("DISC-FIX")}
    )
    bills = []
    for chosen in ({"orderLine": 1, "quantity": 1.0}, {"orderLine": 1, "quantity": 1.0}, {"orderLine": 3}):
        shop.fulfil(order, chosen)
        bills.append([line["amount"] for line in shop.invoice(order)["item"]])
    assert bills == [[21.0, -2.1], [21.0, -2.1], [18.0, -5.0]]


def test_invoice_for_less_than_is_offered(shop: Shop) -> None:
    order = shop.order(shop.line("MUG-BLUE", 4))
    shop.fulfil(order)
    offered = shop.company.offer("salesOrder", order["id"], "invoice")
    assert offered[0]["amount"] == 72.0
    invoice = shop.invoice(order, item=[{**offered[0], "quantity": 1.0}])
    assert (invoice["item"][0]["amount"], invoice["total"]) == (18.0, 18.0)
    other = shop.invoice(order, item=[{**shop.company.offer("salesOrder", order["id"], "invoice")[0], "rate": 10.0}])
    assert other["total"] == 30.0


def test_exchange_rates(shop: Shop) -> None:
    dollars_in_germany = shop.customer("3", "1", currencyList=[{"currency": "4"}])
    order = shop.order(shop.line("MUG-BLUE"), entity=dollars_in_germany, location="15")
    assert order["exchangeRate"] == 0.91743119  # 1 / 1.09
    euros = shop.order(shop.line("MUG-BLUE"), entity=dollars_in_germany, location="15", currency="4")
    assert (euros["exchangeRate"], euros["total"]) == (1.0, 17.0)


def test_ship_items_bring_their_rate(shop: Shop) -> None:
    assert shop.order(shop.line("MUG-BLUE"), shippingCost=None, shipMethod=shop.sku("SHIP-EXP"))["total"] == 32.9
    euros = shop.customer("3", "4")
    order = shop.order(
        shop.line("MUG-BLUE"), entity=euros, location="15", shippingCost=None, shipMethod=shop.sku("SHIP-STD")
    )
    assert order["shippingCost"] == 6.9


def test_no_price_needs_an_amount(shop: Shop, refusal: Refusal) -> None:
    item = shop.company.create("nonInventorySaleItem", itemId="NO-PRICE", subsidiary=["1"], includeChildren=True)
    assert refusal(shop.order, {"item": item["id"]}) == ("Please enter value(s) for: Amount.", "item.items[0].amount")


def test_gift_certificates(shop: Shop, refusal: Refusal) -> None:
    sold = shop.order(shop.line("GIFT-CARD", 1, rate=50.0, giftCertRecipientName="Ada", giftCertFrom="Bo"))
    shop.invoice(sold)
    certificate = next(iter(shop.company.store.scan("giftCertificate")))
    assert (certificate["originalAmount"], certificate["amountRemaining"], certificate["name"]) == (50.0, 50.0, "Ada")
    redeemed = [{"authCode": certificate["id"], "authCodeApplied": 20.0}]
    order = shop.order(shop.line("MUG-BLUE", 2), giftCertRedemption=redeemed)
    assert (order["giftCertApplied"], order["total"]) == (20.0, 16.0)
    shop.fulfil(order)
    assert shop.invoice(order)["total"] == 16.0
    assert shop.get("giftCertificate", certificate)["amountRemaining"] == 30.0
    too_much = [{"authCode": certificate["id"], "authCodeApplied": 31.0}]
    body = {"entity": shop.us, "item": [shop.line("WORKSHOP")], "giftCertRedemption": too_much}
    detail = refusal(shop.company.create, "invoice", **body)[0]
    assert detail == f"Gift certificate {certificate['giftCertCode']} has 30.00 left."
