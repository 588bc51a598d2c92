"""Prefilled targets, and pairs that do not go together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    Shop = Any
    Refusal = Callable[..., tuple[str, str | None]]


def transform(shop: Shop, source_type: str, source: Any, target_type: str) -> dict[str, Any]:
    found: dict[str, Any] = shop.company.rules.transform(source_type, shop.get(source_type, source), target_type)
    return found


def test_order_to_fulfilment(shop: Shop) -> None:
    order = shop.order(
        shop.line("MUG-BLUE", 3),
        shop.line("WRAP-SVC", 1),
        shop.line("PLATE-L", 2, custcol_shop_note="blue"),
        shop.line("PLATE-S", 1, isClosed=True),
        memo="Ring twice",
        custbody_shop_order="1001",
    )
    shop.fulfil(order, {"orderLine": 1, "quantity": 1.0})
    target = transform(shop, "salesOrder", order, "itemFulfillment")
    assert [(line["orderLine"], line["quantity"], line["quantityRemaining"]) for line in target["item"]] == [
        (1, 2.0, 2.0),
        (3, 2.0, 2.0),
    ]
    assert all(line["itemReceive"] and line["location"] == "11" for line in target["item"])
    assert target["item"][1]["custcol_shop_note"] == "blue"
    assert (target["memo"], target["custbody_shop_order"], target["createdFrom"]) == ("Ring twice", "1001", order["id"])
    assert "id" not in target


def test_picked_goods_are_not_offered_again(shop: Shop) -> None:
    order = shop.order(shop.line("MUG-BLUE", 3))
    shop.fulfil(order, {"orderLine": 1, "quantity": 1.0}, shipStatus="A")
    assert [line["quantity"] for line in transform(shop, "salesOrder", order, "itemFulfillment")["item"]] == [2.0]


def test_order_to_invoice_carries_the_header(shop: Shop) -> None:
    order = shop.order(shop.line("MUG-BLUE", 2), otherRefNum="PO-7", terms="3", department="2", taxRate=8.0)
    shop.fulfil(order)
    target = transform(shop, "salesOrder", order, "invoice")
    assert (target["entity"], target["otherRefNum"], target["terms"]) == (shop.us, "PO-7", "3")
    assert (target["department"], target["taxRate"], target["billingAddress"]["city"]) == ("2", 8.0, "New York")
    (line,) = target["item"]
    assert (line["orderLine"], line["orderDoc"], line["rate"], line["amount"]) == (1, order["id"], 18.0, 36.0)
    assert "line" not in line


def test_only_what_is_shipped_is_billed(shop: Shop, refusal: Refusal) -> None:
    order = shop.order(shop.line("MUG-BLUE", 2))
    text = f"You can not initialize invoice: invalid reference {order['id']}."
    assert refusal(transform, shop, "salesOrder", order, "invoice") == (text, None)


def test_payment_lists_all_open_invoices(shop: Shop) -> None:
    bills = [shop.company.create("invoice", entity=shop.us, item=[shop.line("WORKSHOP")]) for _ in range(2)]
    by_invoice = transform(shop, "invoice", bills[1], "customerPayment")
    assert [(line["doc"], line["apply"]) for line in by_invoice["apply"]] == [
        (bills[1]["id"], True),
        (bills[0]["id"], False),
    ]
    assert by_invoice["customer"] == shop.us
    by_customer = transform(shop, "customer", shop.us, "customerPayment")
    assert [(line["doc"], line["apply"]) for line in by_customer["apply"]] == [
        (bills[0]["id"], False),
        (bills[1]["id"], False),
    ]


def test_nothing_left(shop: Shop, refusal: Refusal) -> None:
    order = shop.order(shop.line("MUG-BLUE"))
    shop.fulfil(order)
    invoice = shop.invoice(order)
    shop.pay(invoice)
    for source_type, source, target in (
        ("salesOrder", order, "itemFulfillment"),
        ("salesOrder", order, "invoice"),
        ("invoice", invoice, "customerPayment"),
    ):
        text = f"You can not initialize {target.lower()}: invalid reference {source['id']}."
        assert refusal(transform, shop, source_type, source, target)[0] == text


@pytest.mark.parametrize("target", ["salesOrder", "invoice", "cashSale"])
def test_from_the_customer(shop: Shop, target: str) -> None:
    assert transform(shop, "customer", shop.us, target) == {"entity": shop.us, "subsidiary": "1", "currency": "1"}


def test_cash_sale_from_an_order_moves_nothing_twice(shop: Shop) -> None:
    order = shop.order(shop.line("MUG-BLUE", 2))
    shop.fulfil(order)
    on_hand = shop.stock("MUG-BLUE")[0]
    sale = shop.company.transform("salesOrder", order["id"], "cashSale")
    assert (sale["total"], sale["status"], sale["account"]) == (36.0, "B", "5")
    assert shop.stock("MUG-BLUE")[0] == on_hand
    assert shop.get("salesOrder", order)["orderStatus"] == "G"


def test_purchase_in_two_deliveries(shop: Shop) -> None:
    vendor = shop.company.store.ids("vendor")[0]
    line = {"item": shop.sku("VASE-CEL"), "quantity": 10.0, "location": "11"}
    order = shop.company.create("purchaseOrder", entity=vendor, item=[line])
    assert (order["total"], order["orderStatus"]) == (190.0, "B")
    offered = transform(shop, "purchaseOrder", order, "itemReceipt")["item"]
    assert [(entry["orderLine"], entry["quantity"], entry["itemReceive"]) for entry in offered] == [(1, 10.0, True)]
    shop.company.transform("purchaseOrder", order["id"], "itemReceipt", item=[{**offered[0], "quantity": 4.0}])
    assert shop.get("purchaseOrder", order)["orderStatus"] == "E"
    shop.company.transform("purchaseOrder", order["id"], "itemReceipt")
    assert shop.get("purchaseOrder", order)["orderStatus"] == "F"
    shop.company.transform("purchaseOrder", order["id"], "vendorBill")
    assert shop.get("purchaseOrder", order)["orderStatus"] == "G"


def test_pairs_that_netsuite_does_not_have(shop: Shop, refusal: Refusal) -> None:
    text = "That type of record transformation is not allowed."
    assert refusal(transform, shop, "customer", shop.us, "itemFulfillment")[0] == text


def test_pairs_that_are_not_emulated(shop: Shop) -> None:
    order = shop.order(shop.line("MUG-BLUE"))
    with pytest.raises(Problem) as caught:
        transform(shop, "salesOrder", order, "revenueCommitment")
    assert caught.value.status == 501
