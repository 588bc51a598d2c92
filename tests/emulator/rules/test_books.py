"""Journals, checks, deposits, expense reports, adjustments and transfers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Shop = Any
    Refusal = Callable[..., tuple[str, str | None]]


def journal(shop: Shop, *lines: dict[str, Any], **more: Any) -> Any:
    return shop.company.create("journalEntry", **{"subsidiary": "1", **more}, line=list(lines))


def test_a_journal_posts_when_it_balances(shop: Shop) -> None:
    made = journal(shop, {"account": "25", "debit": 100.5}, {"account": "1", "credit": 100.5})
    assert (made["status"], made["currency"], made["exchangeRate"]) == ("B", "1", 1.0)
    assert [line["line"] for line in made["line"]] == [1, 2]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([{"account": "25", "debit": 10.0}, {"account": "1", "credit": 9.0}], "Posting total = 1"),
        ([{"account": "25", "debit": 10.0}], "at least two lines"),
        ([{"account": "25"}, {"account": "1", "credit": 9.0}], "either the debit or the credit"),
        ([{"debit": 9.0}, {"account": "1", "credit": 9.0}], "Please enter value(s) for: Account."),
        ([{"account": "6", "debit": 9.0}, {"account": "1", "credit": 9.0}], "Please enter value(s) for: Name."),
    ],
)
def test_journals_that_are_refused(shop: Shop, refusal: Refusal, lines: list[Any], text: str) -> None:
    assert text in refusal(journal, shop, *lines)[0]


def test_a_journal_into_a_closed_period(shop: Shop, refusal: Refusal) -> None:
    period = shop.company.rules.context.calendar.period("2026-08-20")
    shop.company.update("accountingPeriod", period["id"], closed=True)
    lines = ({"account": "25", "debit": 1.0}, {"account": "1", "credit": 1.0})
    assert "closed period" in refusal(journal, shop, *lines, tranDate="2026-08-20")[0]


def adjust(shop: Shop, by: float, sku: str = "MUG-BLUE", **more: Any) -> Any:
    line = {"item": shop.sku(sku), "location": "11", "adjustQtyBy": by, **more}
    return shop.company.create("inventoryAdjustment", subsidiary="1", account="24", inventory=[line])


def test_an_adjustment_moves_stock_and_cost(shop: Shop) -> None:
    on_hand = shop.stock("MUG-BLUE")[0]
    made = adjust(shop, 10.0, unitCost=9.0)
    (line,) = made["inventory"]
    assert (line["quantityOnHand"], line["newQuantity"], made["estimatedTotalValue"]) == (on_hand, on_hand + 10, 90.0)
    assert shop.stock("MUG-BLUE")[0] == on_hand + 10
    adjust(shop, -10.0)
    assert shop.stock("MUG-BLUE")[0] == on_hand
    shop.company.rules.before_delete("inventoryAdjustment", shop.get("inventoryAdjustment", made))
    assert shop.stock("MUG-BLUE")[0] == on_hand - 10


def test_stock_does_not_go_below_zero(shop: Shop, refusal: Refusal) -> None:
    on_hand = shop.stock("MUG-BLUE")[0]
    assert "are to be taken away" in refusal(adjust, shop, -on_hand - 1)[0]


def test_lots_have_to_be_named(shop: Shop, refusal: Refusal) -> None:
    assert "inventory detail" in refusal(adjust, shop, 3.0, "TEA-ASSAM")[0]
    parts = {"inventoryAssignment": [{"internalId": 1, "receiptInventoryNumber": "NEW-1", "quantity": 3.0}]}
    adjust(shop, 3.0, "TEA-ASSAM", inventoryDetail=parts)
    found = shop.company.rules.context.lookup.first("lot", f"{shop.sku('TEA-ASSAM')}:NEW-1")
    assert found.body["locations"][0]["quantityOnHand"] == 3.0


def transfer(shop: Shop, quantity: float, **more: Any) -> Any:
    line = {"item": shop.sku("MUG-BLUE"), "quantity": quantity}
    body = {"subsidiary": "1", "location": "11", "transferLocation": "12", **more}
    return shop.company.create("transferOrder", **body, item=[line])


def test_a_transfer_ships_and_arrives(shop: Shop) -> None:
    here, there = shop.stock("MUG-BLUE")[0], shop.stock("MUG-BLUE", "12")[0]
    order = transfer(shop, 6.0)
    assert (order["orderStatus"], shop.stock("MUG-BLUE")[1]) == ("B", 6.0)
    shop.company.transform(
        "transferOrder", order["id"], "itemFulfillment", item=[{"orderLine": 1, "quantity": 4.0, "itemReceive": True}]
    )
    assert shop.get("transferOrder", order)["orderStatus"] == "E"
    assert (shop.stock("MUG-BLUE")[0], shop.stock("MUG-BLUE", "12")[0]) == (here - 4, there)
    shop.company.transform("transferOrder", order["id"], "itemReceipt")
    assert (shop.stock("MUG-BLUE", "12")[0], shop.get("transferOrder", order)["orderStatus"]) == (there + 4, "D")
    shop.company.transform("transferOrder", order["id"], "itemFulfillment")
    assert shop.get("transferOrder", order)["orderStatus"] == "F"
    shop.company.transform("transferOrder", order["id"], "itemReceipt")
    done = shop.get("transferOrder", order)
    assert (done["orderStatus"], done["item"][0]["quantityReceived"]) == ("G", 6.0)
    assert shop.stock("MUG-BLUE")[:2] == (here - 6, 0.0)


def test_transfers_that_are_refused(shop: Shop, refusal: Refusal) -> None:
    assert "transferLocation" in refusal(transfer, shop, 1.0, transferLocation="11")[0]
    assert "location" in refusal(transfer, shop, 1.0, transferLocation="14")[0]
    assert refusal(transfer, shop, 1.0, location=None)[0] == "Please enter value(s) for: From Location."


def test_a_check_pays_an_expense(shop: Shop) -> None:
    made = shop.company.create("check", account="1", expense=[{"account": "25", "amount": 40.0, "memo": "Rent"}])
    assert (made["total"], made["subsidiary"], made["currency"]) == (40.0, "1", "1")


def test_payments_go_to_the_bank(shop: Shop, refusal: Refusal) -> None:
    invoice = shop.company.create("invoice", entity=shop.us, item=[shop.line("WORKSHOP")])
    payment = shop.pay(invoice)
    other = [{"account": "27", "amount": 5.0}]
    line = {"id": payment["id"], "deposit": True}
    deposit = shop.company.create("deposit", account="1", payment=[line], other=other)
    assert deposit["total"] == payment["payment"] + 5.0
    assert shop.get("customerPayment", payment)["status"] == "C"
    assert "id" in refusal(shop.company.create, "deposit", account="1", payment=[line])[0]
    shop.company.rules.before_delete("deposit", deposit)
    assert shop.get("customerPayment", payment)["status"] == "B"


def test_an_expense_report_goes_through_approval(shop: Shop) -> None:
    employee = shop.company.store.ids("employee")[0]
    lines = [{"category": "1", "amount": 80.0}, {"category": "2", "quantity": 2.0, "rate": 10.0}]
    report = shop.company.create("expenseReport", entity=employee, expense=lines)
    assert (report["total"], report["status"], report["expense"][0]["expenseAccount"]) == (100.0, "A", "25")
    for name, status in (("complete", "B"), ("supervisorApproval", "C"), ("accountingApproval", "F")):
        report = shop.company.update("expenseReport", report["id"], **{name: True})
        assert report["status"] == status
    apply = [{"doc": report["id"], "line": 0, "apply": True}]
    shop.company.create("vendorPayment", entity=employee, account="1", currency="1", apply=apply)
    assert shop.get("expenseReport", report)["status"] == "I"
