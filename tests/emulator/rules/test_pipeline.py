"""Prospects, refunds, deposits that are used up, item groups, activities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Shop = Any
    Refusal = Callable[..., tuple[str, str | None]]


def test_from_opportunity_to_order(shop: Shop) -> None:
    opportunity = shop.company.create("opportunity", entity=shop.us, title="Café", item=[shop.line("MUG-BLUE", 10)])
    assert (opportunity["status"], opportunity["probability"], opportunity["weightedTotal"]) == ("A", 50.0, 90.0)
    estimate = shop.company.transform("opportunity", opportunity["id"], "estimate")
    assert (estimate["total"], estimate["status"], estimate["opportunity"]) == (180.0, "A", opportunity["id"])
    assert shop.get("opportunity", opportunity)["status"] == "B"
    stock = shop.stock("MUG-BLUE")
    order = shop.company.transform("estimate", estimate["id"], "salesOrder", location="11", orderStatus="B")
    assert (order["total"], order["createdFrom"]) == (180.0, estimate["id"])
    assert shop.get("estimate", estimate)["status"] == "B"
    assert stock[1] == 0.0
    shop.company.rules.before_delete("salesOrder", order)
    assert shop.get("estimate", estimate)["status"] == "A"


@pytest.mark.parametrize("target", ["salesOrder", "invoice", "cashSale"])
def test_an_estimate_of_services_is_billed(shop: Shop, target: str) -> None:
    estimate = shop.company.create("estimate", entity=shop.us, item=[shop.line("WORKSHOP", 2)])
    made = shop.company.transform("estimate", estimate["id"], target)
    assert made["total"] == estimate["total"]


def test_lost_and_expired(shop: Shop, refusal: Refusal) -> None:
    lost = shop.company.create("estimate", entity=shop.us, entityStatus="14", item=[shop.line("WORKSHOP")])
    assert (lost["status"], lost["probability"]) == ("C", 0.0)
    assert "invalid reference" in refusal(shop.company.transform, "estimate", lost["id"], "salesOrder")[0]
    old = shop.company.create("estimate", entity=shop.us, dueDate="2026-08-01", item=[shop.line("WORKSHOP")])
    assert old["status"] == "X"


def test_a_cash_sale_is_refunded(shop: Shop) -> None:
    sale = shop.company.create("cashSale", entity=shop.us, location="11", item=[shop.line("MUG-BLUE", 3)])
    stock = shop.stock("MUG-BLUE")[0]
    refund = shop.company.transform(
        "cashSale",
        sale["id"],
        "cashRefund",
        item=[{"orderLine": 1, "quantity": 2.0, **shop.line("MUG-BLUE", 2), "location": "11"}],
    )
    assert (refund["total"], refund["status"]) == (36.0, "B")
    assert shop.stock("MUG-BLUE")[0] == stock + 2
    assert shop.company.offer("cashSale", sale["id"], "cashRefund")[0]["quantity"] == 1.0


def test_a_credit_is_paid_out(shop: Shop, refusal: Refusal) -> None:
    memo = shop.company.create("creditMemo", entity=shop.us, item=[shop.line("WORKSHOP")])
    assert shop.get("customer", shop.us)["balance"] == -memo["total"]
    apply = [{"doc": memo["id"], "line": 0, "apply": True}]
    refund = shop.company.create("customerRefund", customer=shop.us, apply=apply)
    assert refund["total"] == memo["total"]
    after = shop.get("creditMemo", memo)
    assert (after["unapplied"], after["amountRemaining"], after["status"]) == (0.0, 0.0, "B")
    assert shop.get("customer", shop.us)["balance"] == 0.0
    assert shop.company.update("creditMemo", memo["id"], memo="seen")["unapplied"] == 0.0
    assert "dependent" in refusal(shop.company.rules.before_delete, "creditMemo", after)[0]
    shop.company.rules.before_delete("customerRefund", refund)
    assert shop.get("creditMemo", memo)["unapplied"] == memo["total"]


def test_a_deposit_pays_an_invoice_and_the_rest_is_refunded(shop: Shop) -> None:
    deposit = shop.company.create("customerDeposit", customer=shop.us, payment=200.0)
    invoice = shop.company.create("invoice", entity=shop.us, item=[shop.line("WORKSHOP", rate=120.0)])
    used = shop.company.transform("customerDeposit", deposit["id"], "depositApplication")
    assert (used["applied"], used["unapplied"]) == (120.0, 80.0)
    assert shop.get("invoice", invoice)["status"] == "B"
    assert shop.get("customer", shop.us)["depositBalance"] == 80.0
    refund = shop.company.transform("customerDeposit", deposit["id"], "customerRefund")
    assert refund["total"] == 80.0
    customer = shop.get("customer", shop.us)
    assert (customer["depositBalance"], customer["balance"]) == (0.0, 0.0)
    assert shop.get("customerDeposit", deposit)["status"] == "C"
    shop.company.rules.before_delete("depositApplication", used)
    assert shop.get("invoice", invoice)["amountRemaining"] == 120.0
    assert shop.get("customer", shop.us)["balance"] == 120.0


def test_an_unapplied_payment_is_refunded(shop: Shop) -> None:
    payment = shop.company.create("customerPayment", customer=shop.us, payment=50.0)
    shop.company.transform("customerPayment", payment["id"], "customerRefund")
    after = shop.get("customerPayment", payment)
    assert (after["unapplied"], after["applied"]) == (0.0, 50.0)


def test_a_group_is_entered_as_its_members(shop: Shop) -> None:
    members = [{"item": shop.sku("MUG-BLUE"), "quantity": 2.0}, {"item": shop.sku("PLATE-S"), "quantity": 1.0}]
    group = shop.company.create("itemGroup", itemId="SET-1", member=members)
    order = shop.order({"item": group["id"], "quantity": 3.0})
    kinds = [line["itemType"] for line in order["item"]]
    assert kinds == ["Group", "InvtPart", "InvtPart", "EndGroup"]
    assert [line.get("quantity") for line in order["item"]] == [None, 6.0, 3.0, None]
    again = shop.company.update("salesOrder", order["id"], memo="x")
    assert len(again["item"]) == 4
    shop.fulfil(order)
    invoice = shop.invoice(order)
    assert invoice["total"] == order["total"]


def test_company_in_another_role(shop: Shop) -> None:
    vendor = shop.company.transform("customer", shop.us, "vendor")
    assert vendor["companyName"] == "Test Buyer"


def test_a_project_is_billed_to_its_customer(shop: Shop) -> None:
    job = shop.company.create("job", companyName="Fit-out", parent=shop.us)
    assert shop.company.rules.transform("job", job, "salesOrder")["entity"] == shop.us
    assert job["entityId"] == "Fit-out"


def test_a_case_is_closed_and_opened_again(shop: Shop) -> None:
    case = shop.company.create("supportCase", title="Broken handle", company=shop.us)
    assert (case["caseNumber"], case["status"], case["stage"]) == ("CASE1001", "1", "OPEN")
    closed = shop.company.update("supportCase", case["id"], status="5")
    assert (closed["stage"], closed["endDate"]) == ("CLOSED", "2026-08-24")
    opened = shop.company.update("supportCase", case["id"], status="2")
    assert (opened["status"], opened["stage"], "endDate" in opened) == ("4", "OPEN", False)


@pytest.mark.parametrize("record_type", ["task", "phoneCall", "calendarEvent"])
def test_activities_are_planned_and_done(shop: Shop, refusal: Refusal, record_type: str) -> None:
    made = shop.company.create(record_type, title="Call back")
    assert made["startDate"] == "2026-08-24"
    done = shop.company.update(record_type, made["id"], status="COMPLETE")
    assert done["completedDate"] == "2026-08-24"
    assert "Please enter value(s) for" in refusal(shop.company.create, record_type)[0]
    assert "enddate" in refusal(shop.company.update, record_type, made["id"], endDate="2020-01-01")[0]


def test_a_message_is_written_once(shop: Shop, refusal: Refusal) -> None:
    made = shop.company.create("message", subject="Hello", message="Soon", entity=shop.us)
    assert made["messageDate"].startswith("2026-08-24T")
    assert "cannot change a message" in refusal(shop.company.update, "message", made["id"], message="Later")[0]
