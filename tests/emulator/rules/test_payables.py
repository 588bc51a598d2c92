"""Vendors: bills, payments, credits, returns, requisitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Shop = Any
    Refusal = Callable[..., tuple[str, str | None]]


@pytest.fixture
def vendor(shop: Shop) -> str:
    return str(shop.company.create("vendor", companyName="Lump & Sons", subsidiary="1", currency="1")["id"])


def bill(shop: Shop, vendor: str, *amounts: float) -> Any:
    lines = [{"account": "25", "amount": amount} for amount in amounts]
    return shop.company.create("vendorBill", entity=vendor, expense=lines)


def pay(shop: Shop, source: Any, **more: Any) -> Any:
    return shop.company.transform("vendorBill", source["id"], "vendorPayment", **more)


def test_a_bill_is_paid_in_two_parts(shop: Shop, vendor: str) -> None:
    made = bill(shop, vendor, 60.0, 40.0)
    assert (made["total"], made["amountRemaining"], made["status"], made["account"]) == (
        100.0,
        100.0,
        "A",
        "9",
    )
    assert shop.get("vendor", vendor)["balance"] == 100.0
    first = pay(shop, made, apply=[{"doc": made["id"], "line": 0, "apply": True, "amount": 30.0}])
    assert (first["total"], first["status"], first["account"]) == (30.0, "F", "1")
    assert shop.get("vendorBill", made)["amountRemaining"] == 70.0
    pay(shop, made)
    done = shop.get("vendorBill", made)
    assert (done["amountRemaining"], done["amountPaid"], done["status"]) == (0.0, 100.0, "B")
    assert shop.get("vendor", vendor)["balance"] == 0.0


def test_a_payment_that_goes_opens_the_bill_again(shop: Shop, vendor: str) -> None:
    made = bill(shop, vendor, 25.0)
    paid = pay(shop, made)
    shop.company.rules.before_delete("vendorPayment", paid)
    again = shop.get("vendorBill", made)
    assert (again["amountRemaining"], again["status"]) == (25.0, "A")


def test_more_than_is_due_is_refused(shop: Shop, vendor: str, refusal: Refusal) -> None:
    made = bill(shop, vendor, 25.0)
    apply = [{"doc": made["id"], "line": 0, "apply": True, "amount": 25.01}]
    assert refusal(pay, shop, made, apply=apply)[1] == "apply.items[0].amount"
    assert refusal(pay, shop, made, apply=[])[0] == "You must apply this payment to at least one bill."


def test_a_paid_bill_cannot_shrink_or_go(shop: Shop, vendor: str, refusal: Refusal) -> None:
    made = bill(shop, vendor, 50.0)
    pay(shop, made)
    less = [{"line": 1, "account": "25", "amount": 20.0}]
    text = "The total of this bill cannot be less than what is paid on it."
    assert refusal(shop.company.update, "vendorBill", made["id"], expense=less)[0] == text
    assert refusal(shop.company.rules.before_delete, "vendorBill", shop.get("vendorBill", made))[0] == (
        "This record cannot be deleted because it has dependent records."
    )


def test_a_credit_pays_part_of_a_bill(shop: Shop, vendor: str) -> None:
    made = bill(shop, vendor, 80.0)
    credit = shop.company.create("vendorCredit", entity=vendor, expense=[{"account": "25", "amount": 30.0}])
    assert (credit["unapplied"], credit["status"]) == (30.0, "A")
    used_up = [{"doc": credit["id"], "line": 0, "apply": True}]
    apply = [{"doc": made["id"], "line": 0, "apply": True, "amount": 80.0}]
    paid = pay(shop, made, apply=apply, credit=used_up)
    assert paid["total"] == 50.0
    used = shop.get("vendorCredit", credit)
    assert (used["unapplied"], used["applied"], used["status"]) == (0.0, 30.0, "B")
    assert shop.get("vendorBill", made)["status"] == "B"
    assert shop.get("vendor", vendor)["balance"] == 0.0


def test_goods_bought_by_a_bill_alone_come_and_go_back(shop: Shop, vendor: str) -> None:
    before = shop.stock("VASE-CEL")[0]
    line = {"item": shop.sku("VASE-CEL"), "quantity": 5.0, "location": "11"}
    made = shop.company.create("vendorBill", entity=vendor, item=[line])
    assert shop.stock("VASE-CEL")[0] == before + 5
    offered = shop.company.offer("vendorBill", made["id"], "vendorCredit")
    credit = shop.company.transform(
        "vendorBill", made["id"], "vendorCredit", item=[{**offered[0], "quantity": 2.0}], apply=[]
    )
    assert shop.stock("VASE-CEL")[0] == before + 3
    assert shop.company.offer("vendorBill", made["id"], "vendorCredit")[0]["quantity"] == 3.0
    assert credit["unapplied"] == credit["total"] == round(made["total"] * 2 / 5, 2)


def test_goods_go_back_to_the_vendor_and_are_credited(shop: Shop, vendor: str) -> None:
    line = {"item": shop.sku("VASE-CEL"), "quantity": 4.0, "location": "11"}
    order = shop.company.create("purchaseOrder", entity=vendor, item=[line])
    shop.company.transform("purchaseOrder", order["id"], "itemReceipt")
    stock = shop.stock("VASE-CEL")[0]
    back = shop.company.transform("purchaseOrder", order["id"], "vendorReturnAuthorization")
    assert back["orderStatus"] == "B"
    shop.company.transform("vendorReturnAuthorization", back["id"], "itemFulfillment")
    assert shop.stock("VASE-CEL")[0] == stock - 4
    assert shop.get("vendorReturnAuthorization", back)["orderStatus"] == "F"
    credit = shop.company.transform("vendorReturnAuthorization", back["id"], "vendorCredit")
    assert credit["total"] == order["total"]
    assert shop.stock("VASE-CEL")[0] == stock - 4
    assert shop.get("vendorReturnAuthorization", back)["orderStatus"] == "G"


def test_a_requisition_is_ordered(shop: Shop, vendor: str) -> None:
    employee = shop.company.store.ids("employee")[0]
    subsidiary = shop.get("employee", employee)["subsidiary"]
    line = {"item": shop.sku("MUG-WHITE"), "quantity": 12.0}
    asked = shop.company.create("purchaseRequisition", entity=employee, item=[line])
    assert (asked["status"], asked["subsidiary"]) == ("B", subsidiary)
    order = shop.company.transform("purchaseRequisition", asked["id"], "purchaseOrder", entity=vendor)
    assert order["item"][0]["quantity"] == 12.0
    assert shop.get("purchaseRequisition", asked)["status"] == "E"


@pytest.mark.parametrize("record_type", ["vendorPayment", "vendorCredit", "vendorReturnAuthorization"])
def test_a_customer_is_no_vendor(shop: Shop, refusal: Refusal, record_type: str) -> None:
    text = f"You have entered an Invalid Field Value {shop.us} for the following field: entity."
    assert refusal(shop.company.create, record_type, entity=shop.us)[0] == text
