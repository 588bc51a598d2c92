"""Every figure of a large company follows from its documents."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.rules.shared.index import names_of

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account

SALES = ("salesOrder", "invoice", "cashSale", "creditMemo")
CENT = 0.005


def _transactions(company: Account) -> list[tuple[str, dict[str, Any]]]:
    kinds = company.store.schema.of_kind("transaction")
    return [(kind.name, body) for kind in kinds for body in company.store.scan(kind.name)]


def test_it_has_exactly_as_many_transactions_as_asked_for(company: Account) -> None:
    found = _transactions(company)
    assert len(found) == 2000
    assert len({body["id"] for _, body in found}) == 2000
    assert all(company.store.type_of("transaction", body["id"]) == name for name, body in found)


def test_everything_that_a_shop_does_occurs(company: Account) -> None:
    counts = {name: company.store.count(name) for name in (*SALES, "itemFulfillment", "customerPayment")}
    assert counts["salesOrder"] > counts["itemFulfillment"] > counts["customerPayment"] > counts["creditMemo"] > 10
    assert company.store.count("vendorPayment") > 0
    assert {body["status"] for body in company.store.scan("salesOrder")} >= set("ABCDEFGH")


def test_numbers_are_given_once(company: Account) -> None:
    for kind in company.store.schema.of_kind("transaction"):
        numbers = [body["tranId"] for body in company.store.scan(kind.name)]
        assert len(numbers) == len(set(numbers)), kind.name


@pytest.mark.parametrize("record_type", SALES)
def test_totals_are_those_of_lines_tax_and_shipping(company: Account, record_type: str) -> None:
    for body in company.store.scan(record_type):
        lines = sum(line["amount"] for line in body["item"])
        extras = ("taxTotal", "shippingCost", "handlingCost", "discountTotal")
        assert body["subtotal"] == pytest.approx(lines, abs=CENT)
        expected = body["subtotal"] + sum(body.get(name, 0.0) for name in extras) - body.get("giftCertApplied", 0.0)
        assert body["total"] == pytest.approx(expected, abs=CENT), body["id"]


def test_invoices_owe_what_payments_and_credits_leave(company: Account) -> None:
    applied: dict[str, float] = defaultdict(float)
    for record_type in ("customerPayment", "creditMemo"):
        for body in company.store.scan(record_type):
            for line in body.get("apply", ()):
                assert line["refNum"] == (company.store.get("invoice", line["doc"]) or {})["tranId"]
                applied[line["doc"]] += line["amount"]
    for invoice in company.store.scan("invoice"):
        assert invoice["amountPaid"] == pytest.approx(applied[invoice["id"]], abs=CENT)
        assert invoice["amountRemaining"] == pytest.approx(invoice["total"] - applied[invoice["id"]], abs=CENT)
        assert (invoice["status"] == "B") == (abs(invoice["amountRemaining"]) < CENT)


def test_customers_owe_what_their_invoices_say(company: Account) -> None:
    owed: dict[str, float] = defaultdict(float)
    for invoice in company.store.scan("invoice"):
        owed[invoice["entity"]] += invoice["amountRemaining"]
    for name, sign in (("creditMemo", "amountRemaining"), ("customerPayment", "unapplied")):
        for body in company.store.scan(name):
            owed[body.get("entity") or body["customer"]] -= body[sign]
    for customer in company.store.scan("customer"):
        assert customer["balance"] == pytest.approx(owed[customer["id"]], abs=CENT), customer["id"]


def test_vendors_are_owed_what_is_not_paid(company: Account) -> None:
    owed: dict[str, float] = defaultdict(float)
    for bill in company.store.scan("vendorBill"):
        owed[bill["entity"]] += bill["total"]
    for payment in company.store.scan("vendorPayment"):
        owed[payment["entity"]] -= payment["total"]
    for vendor in company.store.scan("vendor"):
        assert vendor.get("balancePrimary", 0.0) == pytest.approx(owed[vendor["id"]], abs=CENT)


def _moved(company: Account) -> dict[tuple[str, str], float]:
    """What came and went by item and location; kits by their members."""
    members = {kit["id"]: kit["member"] for kit in company.store.scan("kitItem")}
    moved: dict[tuple[str, str], float] = defaultdict(float)

    def move(line: dict[str, Any], sign: int) -> None:
        for part in members.get(line["item"], [{"item": line["item"], "quantity": 1.0}]):
            moved[part["item"], line["location"]] += sign * line["quantity"] * part["quantity"]

    for receipt in company.store.scan("itemReceipt"):
        for line in receipt["item"]:
            move(line, 1)
    for record_type, sign in (("itemFulfillment", -1), ("cashSale", -1), ("creditMemo", 1)):
        for body in company.store.scan(record_type):
            for line in body["item"]:
                move({"location": body.get("location"), **line}, sign)
    return moved


def test_stock_is_what_came_less_what_went(company: Account) -> None:
    moved = _moved(company)
    stocked = ("inventoryItem", "lotNumberedInventoryItem")
    items = [body for name in stocked for body in company.store.scan(name)]
    assert sum("edition" in item["displayName"] for item in items) == 40
    for item in items:
        for place in item["locations"]:
            assert place["quantityOnHand"] == moved[item["id"], place["location"]], item["itemId"]
            assert place["quantityAvailable"] == place["quantityOnHand"] - place["quantityCommitted"]
            assert place["quantityAvailable"] >= 0
            assert place["quantityBackOrdered"] == 0
        assert item["quantityOnHand"] == sum(place["quantityOnHand"] for place in item["locations"])
        worth = item["quantityOnHand"] * item.get("averageCost", 0.0)
        assert item.get("totalValue", 0.0) == pytest.approx(worth, abs=CENT)


def test_bins_hold_what_their_location_has(company: Account) -> None:
    in_kits = {member["item"] for kit in company.store.scan("kitItem") for member in kit["member"]}
    for item in company.store.scan("inventoryItem"):
        # Kits are shipped without saying which bins their members are taken from.
        if item["id"] not in in_kits and "binNumber" in item:
            newark = next(place for place in item["locations"] if place["location"] == "13")
            assert sum(line["onHand"] for line in item["binNumber"]) == newark["quantityOnHand"]


def test_lots_hold_what_their_items_have(company: Account) -> None:
    held: dict[tuple[str, str], float] = defaultdict(float)
    for lot in company.store.scan("inventoryNumber"):
        for place in lot["locations"]:
            assert place["quantityOnHand"] >= 0
            held[lot["item"], place["location"]] += place["quantityOnHand"]
    for item in company.store.scan("lotNumberedInventoryItem"):
        for place in item["locations"]:
            assert held[item["id"], place["location"]] == place["quantityOnHand"]


def test_open_orders_hold_what_is_committed(company: Account) -> None:
    members = {kit["id"]: kit["member"] for kit in company.store.scan("kitItem")}
    committed: dict[tuple[str, str], float] = defaultdict(float)
    for order in company.store.scan("salesOrder"):
        for line in order["item"]:
            for part in members.get(line["item"], [{"item": line["item"], "quantity": 1.0}]):
                committed[part["item"], line["location"]] += line.get("quantityCommitted", 0.0) * part["quantity"]
    for item in company.store.scan("inventoryItem"):
        for place in item["locations"]:
            assert place["quantityCommitted"] == committed[item["id"], place["location"]], item["itemId"]


def test_documents_stand_in_their_periods_and_nothing_is_in_the_future(company: Account) -> None:
    periods = {body["id"]: body for body in company.store.scan("accountingPeriod")}
    now = company.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    for name, body in _transactions(company):
        assert body["tranDate"] <= "2026-11-20"
        assert body["createdDate"] <= now
        if "postingPeriod" in body:
            period = periods[body["postingPeriod"]]
            assert period["startDate"] <= body["tranDate"] <= period["endDate"], (name, body["id"])
        if "dueDate" in body:
            assert date.fromisoformat(body["dueDate"]) >= date.fromisoformat(body["tranDate"])


def test_chains_belong_together(company: Account) -> None:
    by_id = {body["id"]: body for _, body in _transactions(company)}
    for name, body in _transactions(company):
        origin = by_id.get(body.get("createdFrom", ""))
        if "createdFrom" in body:
            assert origin is not None, (name, body["id"])
            assert origin["entity"] == body["entity"]
            assert origin["tranDate"] <= body["tranDate"]
            assert {line["item"] for line in body["item"]} <= {line["item"] for line in origin["item"]}


def test_customers_stand_in_their_orders_as_they_are(company: Account) -> None:
    for order in company.store.scan("salesOrder"):
        customer = company.store.get("customer", order["entity"])
        assert customer is not None
        book = {line["addressId"]: line["addressBookAddress"] for line in customer["addressBook"]}
        assert order["billingAddress"] == book[order["billAddressList"]]
        assert order["shippingAddress"] == book[order["shipAddressList"]]
        assert order["email"] == customer["email"]


def test_the_index_of_the_rules_is_complete(company: Account) -> None:
    found = set(company.db.execute("SELECT kind, key, record_id, record_type FROM rules_index"))
    expected = {
        (*name, int(body["id"]), kind.name)
        for kind in company.store.schema.types
        for body in company.store.scan(kind.name)
        for name in names_of(kind.name, body)
    }
    assert found == expected
