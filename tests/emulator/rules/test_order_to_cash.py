"""Sales orders from entry to payment: counters and statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Shop = Any
    Refusal = Callable[..., tuple[str, str | None]]


def status(shop: Shop, order: dict[str, Any]) -> str:
    return str(shop.get("salesOrder", order)["orderStatus"])


def test_the_whole_way(shop: Shop) -> None:
    order = shop.order(shop.line("MUG-BLUE", 2), shop.line("PLATE-L", 3))
    assert order["tranId"].startswith("SO")
    assert (order["orderStatus"], order["status"], order["tranDate"]) == ("B", "B", "2026-08-24")
    assert [line["line"] for line in order["item"]] == [1, 2]
    assert [line["quantityCommitted"] for line in order["item"]] == [2.0, 3.0]

    fulfilment = shop.fulfil(order)
    assert (fulfilment["shipStatus"], fulfilment["createdFrom"]) == ("C", order["id"])
    assert [(line["orderLine"], line["quantity"]) for line in fulfilment["item"]] == [(1, 2.0), (2, 3.0)]
    assert status(shop, order) == "F"

    invoice = shop.invoice(order)
    assert invoice["total"] == 2 * 18 + 3 * 21
    assert (invoice["status"], invoice["amountRemaining"]) == ("A", invoice["total"])
    assert status(shop, order) == "G"

    payment = shop.pay(invoice)
    assert (payment["payment"], payment["applied"], payment["unapplied"]) == (99.0, 99.0, 0.0)
    assert (payment["undepFunds"], payment["status"], payment["account"]) == (True, "B", "5")
    paid = shop.get("invoice", invoice)
    assert (paid["status"], paid["amountRemaining"], paid["amountPaid"]) == ("B", 0.0, 99.0)
    assert shop.get("customer", shop.us)["balance"] == 0.0


def test_partial_shipments_and_bills(shop: Shop) -> None:
    order = shop.order(shop.line("MUG-BLUE", 4), shop.line("WRAP-SVC", 1))
    shop.fulfil(order, {"orderLine": 1, "quantity": 1.0})
    assert status(shop, order) == "E"
    first = shop.invoice(order)
    assert [(line["orderLine"], line["quantity"]) for line in first["item"]] == [(1, 1.0), (2, 1.0)]
    assert status(shop, order) == "D"
    shop.fulfil(order)
    assert status(shop, order) == "F"
    second = shop.invoice(order)
    assert [(line["orderLine"], line["quantity"]) for line in second["item"]] == [(1, 3.0)]
    assert status(shop, order) == "G"
    assert first["total"] + second["total"] == order["total"]


def test_picked_and_packed_do_not_count_as_shipped(shop: Shop) -> None:
    order = shop.order(shop.line("MUG-BLUE", 2))
    on_hand = shop.stock("MUG-BLUE")[0]
    fulfilment = shop.fulfil(order, shipStatus="A")
    assert (status(shop, order), shop.stock("MUG-BLUE")) == ("B", (on_hand, 2.0, 0.0))
    assert "packedDate" not in fulfilment
    shop.company.update("itemFulfillment", fulfilment["id"], shipStatus="B")
    assert status(shop, order) == "B"
    shipped = shop.company.update("itemFulfillment", fulfilment["id"], shipStatus="C")
    assert (status(shop, order), shop.stock("MUG-BLUE")) == ("F", (on_hand - 2, 0.0, 0.0))
    assert shipped["pickedDate"] == shipped["shippedDate"] == "2026-08-24"


def test_shipped_stays_shipped(shop: Shop, refusal: Refusal) -> None:
    fulfilment = shop.fulfil(shop.order(shop.line("MUG-BLUE")))
    assert refusal(shop.company.update, "itemFulfillment", fulfilment["id"], shipStatus="B") == (
        "You have entered an Invalid Field Value B for the following field: shipstatus.",
        "shipStatus",
    )


def test_an_order_of_nothing_is_paid_at_once(shop: Shop) -> None:
    order = shop.order(shop.line("MUG-BLUE", 1, rate=0.0))
    assert order["total"] == 0.0
    shop.fulfil(order)
    invoice = shop.invoice(order)
    assert (invoice["status"], invoice["amountRemaining"]) == ("B", 0.0)
    assert status(shop, order) == "G"


def test_services_alone_wait_for_the_bill(shop: Shop) -> None:
    order = shop.order(shop.line("WORKSHOP", 1), shop.line("GIFT-CARD", 1, rate=50.0))
    assert order["orderStatus"] == "F"
    assert "quantityCommitted" not in order["item"][0]


def test_approval(shop: Shop) -> None:
    order = shop.order(shop.line("MUG-BLUE", 2), orderStatus=None)
    assert (order["orderStatus"], order["item"][0]["quantityCommitted"]) == ("A", 0.0)
    approved = shop.company.update("salesOrder", order["id"], orderStatus="B")
    assert (approved["orderStatus"], approved["item"][0]["quantityCommitted"]) == ("B", 2.0)
    again = shop.company.update("salesOrder", order["id"], orderStatus="A")
    assert (again["orderStatus"], again["item"][0]["quantityCommitted"]) == ("A", 0.0)


def test_approving_an_order_that_has_gone_on_changes_nothing(shop: Shop, refusal: Refusal) -> None:
    order = shop.order(shop.line("MUG-BLUE", 2))
    shop.fulfil(order)
    assert shop.company.update("salesOrder", order["id"], orderStatus="B")["orderStatus"] == "F"
    for letter in "ACDEG":
        assert refusal(shop.company.update, "salesOrder", order["id"], orderStatus=letter) == (
            f"You have entered an Invalid Field Value {letter} for the following field: orderstatus.",
            "orderStatus",
        )
    closed = shop.company.update("salesOrder", order["id"], orderStatus="H")
    assert (closed["orderStatus"], closed["item"][0]["isClosed"]) == ("H", True)


def test_cancelling_gives_the_stock_back(shop: Shop) -> None:
    before = shop.stock("MUG-BLUE")
    order = shop.order(shop.line("MUG-BLUE", 2))
    cancelled = shop.company.update("salesOrder", order["id"], orderStatus="C")
    assert (cancelled["orderStatus"], cancelled["item"][0]["isOpen"]) == ("C", False)
    assert shop.stock("MUG-BLUE") == before
    assert shop.get("customer", shop.us)["unbilledOrders"] == 0.0


def test_closing_lines(shop: Shop) -> None:
    order = shop.order(shop.line("MUG-BLUE", 2), shop.line("PLATE-L", 1))
    lines = order["item"]
    half = shop.company.update("salesOrder", order["id"], item=[{**lines[0], "isClosed": True}, lines[1]])
    assert (half["orderStatus"], half["item"][0]["quantityCommitted"]) == ("B", 0.0)
    whole = shop.company.update("salesOrder", order["id"], item=[{**line, "isClosed": True} for line in half["item"]])
    assert whole["orderStatus"] == "H"


def test_lines_cannot_fall_below_what_is_done(shop: Shop, refusal: Refusal) -> None:
    order = shop.order(shop.line("MUG-BLUE", 4), shop.line("PLATE-L", 1))
    shop.fulfil(order, {"orderLine": 1, "quantity": 3.0})
    lines = shop.get("salesOrder", order)["item"]
    less = [{**lines[0], "quantity": 2.0}, lines[1]]
    assert refusal(shop.company.update, "salesOrder", order["id"], item=less) == (
        "Line 1 of the item list is fulfilled or billed for 3 already.",
        "item.items[0].quantity",
    )
    assert refusal(shop.company.update, "salesOrder", order["id"], item=[lines[1]])[0] == (
        "Line 1 of the item list is fulfilled or billed already."
    )
    kept = shop.company.update("salesOrder", order["id"], item=[{**lines[0], "quantity": 3.0}, lines[1]])
    assert [line["quantityFulfilled"] for line in kept["item"] if line["line"] == 1] == [3.0]


def test_a_new_line_gets_the_next_number(shop: Shop) -> None:
    order = shop.order(shop.line("MUG-BLUE"), shop.line("PLATE-L"), shop.line("PLATE-S"))
    kept = [order["item"][0], order["item"][2], shop.line("BOWL-OAK")]
    changed = shop.company.update("salesOrder", order["id"], item=kept)
    assert [line["line"] for line in changed["item"]] == [1, 3, 4]


def test_deleting_goes_backwards(shop: Shop, refusal: Refusal) -> None:
    before = shop.stock("MUG-BLUE")
    order = shop.order(shop.line("MUG-BLUE", 2))
    fulfilment = shop.fulfil(order)
    dependents = ("This record cannot be deleted because it has dependent records.", None)
    rules = shop.company.rules
    assert refusal(rules.before_delete, "salesOrder", shop.get("salesOrder", order)) == dependents
    invoice = shop.invoice(order)
    assert refusal(rules.before_delete, "itemFulfillment", fulfilment) == dependents
    payment = shop.pay(invoice)
    assert refusal(rules.before_delete, "invoice", shop.get("invoice", invoice)) == dependents
    rules.before_delete("customerPayment", payment)
    assert shop.get("invoice", invoice)["status"] == "A"
    assert shop.get("customer", shop.us)["balance"] == 36.0
    assert shop.stock("MUG-BLUE")[0] == before[0] - 2


@pytest.mark.parametrize(("term", "due"), [("2", "2026-09-23"), ("4", "2026-08-24"), (None, "2026-08-24")])
def test_due_date_follows_the_terms(shop: Shop, term: str | None, due: str) -> None:
    order = shop.order(shop.line("MUG-BLUE"), **({"terms": term} if term else {}))
    shop.fulfil(order)
    assert shop.invoice(order)["dueDate"] == due


def test_shipping_and_flat_discount_go_onto_the_first_invoice(shop: Shop) -> None:
    order = shop.order(
        shop.line("MUG-BLUE", 2),
        shipMethod=shop.sku("SHIP-STD"),
        shippingCost=7.5,
        discountItem=shop.sku("DISC-FIX"),
    )
    assert order["total"] == 36 - 5 + 7.5
    totals = []
    for _ in range(2):
        shop.fulfil(order, {"orderLine": 1, "quantity": 1.0})
        totals.append(shop.invoice(order)["total"])
    assert totals == [18 - 5 + 7.5, 18.0]
