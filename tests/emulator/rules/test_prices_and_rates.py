"""Prices by level, quantity, currency and customer; exchange rates by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Body = dict[str, Any]
    Shop = Any
    Refusal = Callable[..., tuple[str, str | None]]


def price(currency: str, level: str, quantity: float, amount: float) -> Body:
    return {"currencyPage": currency, "priceLevel": level, "quantity": {"value": quantity}, "price": amount}


MATRIX = [
    *(price("1", "1", 0.0, 10.0), price("1", "1", 10.0, 9.0), price("1", "1", 100.0, 7.0)),
    *(price("1", "2", 0.0, 8.0), price("1", "2", 10.0, 6.5)),
    *(price("4", "1", 0.0, 9.5), price("4", "1", 10.0, 8.75)),
]


def plain(shop: Shop, **more: Any) -> str:
    """A service with the whole matrix, for every subsidiary."""
    body = {"itemId": "MATRIX", "subsidiary": ["1"], "includeChildren": True, "price": MATRIX, **more}
    return str(shop.company.create("serviceSaleItem", **body)["id"])


def rate(shop: Shop, customer: str, item: str, quantity: float, **more: Any) -> Any:
    order = shop.order({"item": item, "quantity": quantity, **more}, entity=customer, location=None)
    return order["item"][0]["rate"], order["item"][0]["price"]


@pytest.mark.parametrize(
    ("quantity", "level", "expected"),
    [
        (1.0, None, (10.0, "1")),
        (10.0, None, (9.0, "1")),
        (99.0, None, (9.0, "1")),
        (250.0, None, (7.0, "1")),
        (9.0, "2", (8.0, "2")),
        (10.0, "2", (6.5, "2")),
        (100.0, "3", (6.12, "3")),
        (10.0, "3", (7.88, "3")),
    ],
)
def test_quantity_breaks_by_level(shop: Shop, quantity: float, level: str | None, expected: Any) -> None:
    chosen = {"price": level} if level else {}
    found = rate(shop, shop.us, plain(shop), quantity, **chosen)
    assert (found[0], found[1]) == (pytest.approx(expected[0], abs=0.01), expected[1])


def test_quantity_breaks_by_currency(shop: Shop) -> None:
    item = plain(shop)
    german = shop.customer("3", "4")
    assert [rate(shop, german, item, quantity)[0] for quantity in (1.0, 10.0)] == [9.5, 8.75]
    british = shop.customer("2", "2")
    assert rate(shop, british, item, 1.0)[0] == pytest.approx(10.0 / 1.27, abs=0.01)


def test_a_changed_quantity_finds_its_price_when_it_is_asked_for(shop: Shop) -> None:
    order = shop.order({"item": plain(shop), "quantity": 1.0}, location=None)
    line = {**order["item"][0], "quantity": 10.0, "rate": None, "amount": None}
    saved = shop.company.update("salesOrder", order["id"], item=[line])
    assert saved["item"][0]["rate"] == 9.0


def test_prices_agreed_with_a_customer(shop: Shop) -> None:
    item = plain(shop, pricingGroup="1")
    by_price = shop.customer("1", "1", itemPricing=[{"item": item, "currency": "1", "level": "-1", "price": 3.33}])
    by_level = shop.customer("1", "1", itemPricing=[{"item": item, "currency": "1", "level": "2"}])
    by_group = shop.customer("1", "1", priceLevel="4", groupPricing=[{"group": "1", "level": "2"}])
    of_another = shop.customer("1", "1", itemPricing=[{"item": shop.sku("WRAP-SVC"), "level": "-1", "price": 1.0}])
    assert rate(shop, by_price, item, 50.0) == (3.33, "-1")
    assert rate(shop, by_level, item, 50.0) == (6.5, "2")
    assert rate(shop, by_group, item, 1.0) == (8.0, "2")
    assert rate(shop, of_another, item, 1.0) == (10.0, "1")
    assert rate(shop, by_price, item, 1.0, price="1") == (10.0, "1")


def put_rate(shop: Shop, value: float, day: str, base: str = "1", other: str = "2") -> Any:
    body = {"baseCurrency": base, "transactionCurrency": other, "exchangeRate": value, "effectiveDate": day}
    return shop.company.create("currencyRate", **body)


def test_the_rate_of_the_day(shop: Shop) -> None:
    item = plain(shop)
    buyer = shop.customer("1", "2")

    def used(day: str) -> Any:
        line = {"item": item, "quantity": 1.0}
        return shop.company.create("invoice", entity=buyer, tranDate=day, item=[line])["exchangeRate"]

    assert used("2026-08-24") == 1.27
    put_rate(shop, 1.3, "2026-08-10")
    put_rate(shop, 1.4, "2026-08-20")
    put_rate(shop, 1.41, "2026-08-20")
    put_rate(shop, 1.5, "2026-09-01")
    assert [used(day) for day in ("2026-08-05", "2026-08-10", "2026-08-19", "2026-08-24")] == [1.27, 1.3, 1.3, 1.41]


def test_rates_belong_to_a_base_currency(shop: Shop) -> None:
    put_rate(shop, 0.8, "2026-08-01", base="4", other="2")
    german = shop.customer("3", "2")
    order = shop.order({"item": plain(shop), "quantity": 1.0}, entity=german, location=None)
    assert order["exchangeRate"] == 0.8
    british = shop.customer("1", "2")
    order = shop.order({"item": plain(shop, itemId="OTHER"), "quantity": 1.0}, entity=british, location=None)
    assert order["exchangeRate"] == 1.27


def test_rates_that_are_refused(shop: Shop, refusal: Refusal) -> None:
    made = put_rate(shop, 1.3, "2026-08-10")
    assert "cannot be changed" in refusal(shop.company.update, "currencyRate", made["id"], exchangeRate=2.0)[0]
    assert refusal(put_rate, shop, 0.0, "2026-08-10")[1] == "exchangeRate"
    assert refusal(put_rate, shop, 1.1, "2026-08-10", other="1")[1] == "transactionCurrency"
    assert refusal(shop.company.create, "currencyRate")[0] == "Please enter value(s) for: Currency, Exchange Rate."
    new = shop.company.create("currency", name="Yen", symbol="JPY", exchangeRate=0.007)
    assert refusal(put_rate, shop, 1.1, "2026-08-10", base=new["id"])[1] == "baseCurrency"


def test_a_currency_the_customer_does_not_have(shop: Shop, refusal: Refusal) -> None:
    listed = shop.customer("1", "1", currencyList=[{"currency": "1"}, {"currency": "4"}])
    item = plain(shop)
    assert (
        shop.order({"item": item, "quantity": 1.0}, entity=listed, currency="4", location=None)["item"][0]["rate"]
        == 9.5
    )
    refused = refusal(shop.order, {"item": item, "quantity": 1.0}, entity=listed, currency="2", location=None)
    assert refused == ("You have entered an Invalid Field Value 2 for the following field: currency.", "currency")
    invoice = shop.company.create("invoice", entity=listed, currency="4", item=[{"item": item, "quantity": 1.0}])
    apply = [{"doc": invoice["id"], "apply": True, "amount": 1.0}]
    refused = refusal(shop.company.create, "customerPayment", customer=listed, currency="1", payment=1.0, apply=apply)
    assert refused[1] is not None
