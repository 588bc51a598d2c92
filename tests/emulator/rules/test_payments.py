"""Payments, deposits and credits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Shop = Any
    Refusal = Callable[..., tuple[str, str | None]]


@pytest.fixture
def bills(shop: Shop) -> list[dict[str, Any]]:
    """Two open invoices of 100.00 and 50.00, the older one first."""
    made = []
    for day, rate in (("2026-08-01", 100.0), ("2026-08-10", 50.0)):
        body = {"entity": shop.us, "tranDate": day, "item": [shop.line("WORKSHOP", 1, rate=rate)]}
        made.append(shop.company.create("invoice", **body))
    return made


def due(shop: Shop, bills: list[dict[str, Any]]) -> list[float]:
    return [shop.get("invoice", bill)["amountRemaining"] for bill in bills]


def test_part_of_an_invoice(shop: Shop, bills: list[dict[str, Any]]) -> None:
    payment = shop.pay(bills[0], payment=30.0)
    assert (payment["applied"], payment["unapplied"], due(shop, bills)) == (30.0, 0.0, [70.0, 50.0])
    assert payment["apply"] == [
        {
            "doc": bills[0]["id"],
            "line": 0,
            "apply": True,
            "type": "Invoice",
            "refNum": bills[0]["tranId"],
            "applyDate": "2026-08-01",
            "total": 100.0,
            "due": 100.0,
            "currency": "1",
            "amount": 30.0,
        }
    ]


def test_more_than_an_invoice_stays_unapplied(shop: Shop, bills: list[dict[str, Any]]) -> None:
    payment = shop.pay(bills[1], payment=80.0)
    assert (payment["applied"], payment["unapplied"]) == (50.0, 30.0)
    assert shop.get("customer", shop.us)["balance"] == 70.0  # 100 owed less 30 not applied


def test_two_invoices_at_once(shop: Shop, bills: list[dict[str, Any]]) -> None:
    lines = [{"doc": bills[0]["id"], "amount": 100.0}, {"doc": bills[1]["id"], "amount": 20.0}]
    payment = shop.company.create("customerPayment", customer=shop.us, apply=lines)
    assert (payment["payment"], due(shop, bills)) == (120.0, [0.0, 30.0])


def test_oldest_first(shop: Shop, bills: list[dict[str, Any]]) -> None:
    shop.company.create("customerPayment", customer=shop.us, payment=120.0, autoApply=True)
    assert due(shop, bills) == [0.0, 30.0]


def test_a_changed_payment(shop: Shop, bills: list[dict[str, Any]]) -> None:
    payment = shop.pay(bills[0], payment=30.0)
    lines = [{**payment["apply"][0], "amount": 100.0}]
    shop.company.update("customerPayment", payment["id"], payment=100.0, apply=lines)
    assert (due(shop, bills), shop.get("invoice", bills[0])["status"]) == ([0.0, 50.0], "B")


def test_over_application(shop: Shop, bills: list[dict[str, Any]], refusal: Refusal) -> None:
    too_much = [{"doc": bills[0]["id"], "amount": 100.01}]
    assert refusal(shop.company.create, "customerPayment", customer=shop.us, apply=too_much) == (
        f"The amount applied to invoice {bills[0]['tranId']} (100.01) is more than the amount due (100.00).",
        "apply.items[0].amount",
    )
    lines = [{"doc": bills[0]["id"], "amount": 60.0}]
    body = {"customer": shop.us, "payment": 40.0, "apply": lines}
    assert refusal(shop.company.create, "customerPayment", **body)[0] == (
        "The applied amounts are more than the payment of 40.00."
    )
    twice = [{"doc": bills[0]["id"], "amount": 10.0}, {"doc": bills[0]["id"], "amount": 10.0}]
    assert refusal(shop.company.create, "customerPayment", customer=shop.us, apply=twice)[1] == "apply"


def test_somebody_elses_invoice(shop: Shop, bills: list[dict[str, Any]], refusal: Refusal) -> None:
    other = shop.customer("1", "1")
    lines = [{"doc": bills[0]["id"], "amount": 1.0}]
    assert refusal(shop.company.create, "customerPayment", customer=other, apply=lines)[1] == "apply.items[0].doc"


@pytest.mark.parametrize(("account", "refused"), [("1", False), ("2", True), ("19", True), ("4711", True)])
def test_accounts_to_deposit_into(
    shop: Shop, bills: list[dict[str, Any]], refusal: Refusal, account: str, refused: bool
) -> None:
    if refused:
        assert refusal(shop.pay, bills[0], account=account)[1] == "account"
        return
    payment = shop.pay(bills[0], account=account)
    assert (payment["undepFunds"], payment["status"], payment["account"]) == (False, "C", account)


def test_unknown_payment_method(shop: Shop, bills: list[dict[str, Any]], refusal: Refusal) -> None:
    assert refusal(shop.pay, bills[0], paymentMethod="99") == (
        "You have entered an Invalid Field Value 99 for the following field: paymentmethod.",
        "paymentMethod",
    )


def test_currency_of_the_invoice_counts(shop: Shop) -> None:
    customer = shop.customer("3", "4", currencyList=[{"currency": "1"}])
    invoice = shop.company.create("invoice", entity=customer, currency="1", item=[shop.line("WORKSHOP")])
    payment = shop.pay(invoice)
    assert (payment["currency"], payment["payment"]) == ("1", 85.0)


def test_balances_per_currency(shop: Shop) -> None:
    customer = shop.customer("3", "4", currencyList=[{"currency": "1"}])
    shop.company.create("invoice", entity=customer, currency="1", item=[shop.line("WORKSHOP", 1, rate=109.0)])
    shop.company.create("invoice", entity=customer, item=[shop.line("WORKSHOP", 1, rate=50.0)])
    body = shop.get("customer", customer)
    assert {line["currency"]: line["balance"] for line in body["currencyList"]} == {"4": 50.0, "1": 109.0}
    assert body["balance"] == 150.0  # 109 dollars are 100 euros


def test_deposits(shop: Shop, refusal: Refusal) -> None:
    order = shop.order(shop.line("WORKSHOP"))
    deposit = shop.company.create("customerDeposit", salesOrder=order["id"], payment=40.0)
    assert (deposit["customer"], deposit["status"]) == (shop.us, "A")
    assert shop.get("customer", shop.us)["depositBalance"] == 40.0
    assert refusal(shop.company.create, "customerDeposit", customer=shop.us, payment=0.0)[1] == "payment"
    shop.company.rules.before_delete("customerDeposit", deposit)
    assert shop.get("customer", shop.us)["depositBalance"] == 0.0


def test_an_invoice_cannot_fall_below_what_is_paid(shop: Shop, bills: list[dict[str, Any]], refusal: Refusal) -> None:
    shop.pay(bills[0], payment=60.0)
    line = {**bills[0]["item"][0], "rate": 50.0}
    assert refusal(shop.company.update, "invoice", bills[0]["id"], item=[line])[0] == (
        "The total of this invoice cannot be less than what is paid on it."
    )
    changed = shop.company.update("invoice", bills[0]["id"], item=[{**line, "rate": 60.0}])
    assert (changed["status"], changed["amountRemaining"]) == ("B", 0.0)


def test_a_credit_without_an_invoice(shop: Shop, bills: list[dict[str, Any]]) -> None:
    line = shop.line("WORKSHOP", 1, rate=30.0)
    memo = shop.company.create("creditMemo", entity=shop.us, item=[line])
    assert (memo["status"], memo["amountRemaining"], shop.get("customer", shop.us)["balance"]) == ("A", 30.0, 120.0)
    shop.company.update("creditMemo", memo["id"], apply=[{"doc": bills[1]["id"], "amount": 30.0}])
    assert (due(shop, bills), shop.get("customer", shop.us)["balance"]) == ([100.0, 20.0], 120.0)
