"""Periods that are closed or locked, for every type that posts."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.roles import Level, Role
from suiteplug.emulator.rules.engine import LEDGERS

if TYPE_CHECKING:
    from collections.abc import Callable

    Shop = Any
    Refusal = Callable[..., tuple[str, str | None]]

CLOSED = "You cannot post a transaction to the closed period Aug 2026."
RECEIVABLES = ("invoice", "cashSale", "creditMemo", "customerPayment", "customerDeposit", "customerRefund")
PAYABLES = ("vendorBill", "vendorCredit", "vendorPayment", "expenseReport")
GENERAL = (
    *("journalEntry", "check", "deposit", "inventoryAdjustment", "inventoryTransfer"),
    *("itemFulfillment", "itemReceipt", "assemblyBuild"),
)
FREE = ("salesOrder", "estimate", "purchaseOrder", "transferOrder", "workOrder")


def shut(shop: Shop, **flags: bool) -> None:
    period = shop.company.rules.context.calendar.period("2026-08-24")
    shop.company.update("accountingPeriod", period["id"], **flags)


def ready(shop: Shop) -> dict[str, Callable[[], Any]]:
    """How each type is made; what it needs before is made at once."""
    create, transform = shop.company.create, shop.company.transform
    lines = [shop.line("WORKSHOP")]
    vendor = shop.company.store.ids("vendor")[0]
    employee = shop.company.store.ids("employee")[0]
    mug = {"item": shop.sku("MUG-BLUE"), "quantity": 1.0, "location": "11"}
    order = shop.order(shop.line("MUG-BLUE"))
    purchase = create("purchaseOrder", entity=vendor, item=[mug])
    invoice = create("invoice", entity=shop.us, item=lines)
    deposit = create("customerDeposit", customer=shop.us, payment=10.0)
    banked = create("customerDeposit", customer=shop.us, payment=10.0)
    bill = create("vendorBill", entity=vendor, item=[{**mug, "location": None}])
    assembly = create("assemblyItem", itemId="HAMPER", member=[{"item": mug["item"], "quantity": 1.0}])
    here = {"subsidiary": "1", "location": "11"}
    there = {**here, "transferLocation": "12"}
    moved = {"item": mug["item"], "adjustQtyBy": 1.0}
    entry = [{"account": "25", "debit": 1.0}, {"account": "1", "credit": 1.0}]
    spent = [{"category": shop.company.store.ids("expenseCategory")[0], "amount": 5.0}]
    return {
        "invoice": lambda: create("invoice", entity=shop.us, item=lines),
        "cashSale": lambda: create("cashSale", entity=shop.us, item=lines),
        "creditMemo": lambda: create("creditMemo", entity=shop.us, item=lines),
        "customerPayment": lambda: shop.pay(invoice),
        "customerDeposit": lambda: create("customerDeposit", customer=shop.us, payment=10.0),
        "customerRefund": lambda: transform("customerDeposit", deposit["id"], "customerRefund", account="1"),
        "vendorBill": lambda: create("vendorBill", entity=vendor, item=[mug]),
        "vendorCredit": lambda: transform("vendorBill", bill["id"], "vendorCredit"),
        "vendorPayment": lambda: transform("vendorBill", bill["id"], "vendorPayment", account="1"),
        "expenseReport": lambda: create("expenseReport", entity=employee, expense=spent),
        "journalEntry": lambda: create("journalEntry", subsidiary="1", line=entry),
        "check": lambda: create("check", account="1", expense=[{"account": "25", "amount": 4.0}]),
        "deposit": lambda: create("deposit", account="1", payment=[{"id": banked["id"], "deposit": True}]),
        "inventoryAdjustment": lambda: create("inventoryAdjustment", account="24", inventory=[moved], **here),
        "inventoryTransfer": lambda: create("inventoryTransfer", inventory=[moved], **there),
        "itemFulfillment": lambda: shop.fulfil(order),
        "itemReceipt": lambda: transform("purchaseOrder", purchase["id"], "itemReceipt"),
        "assemblyBuild": lambda: create("assemblyBuild", item=assembly["id"], quantity=1.0, **here),
        "salesOrder": lambda: shop.order(*lines),
        "estimate": lambda: create("estimate", entity=shop.us, item=lines),
        "purchaseOrder": lambda: create("purchaseOrder", entity=vendor, item=[mug]),
        "transferOrder": lambda: create("transferOrder", item=[mug], **there),
        "workOrder": lambda: create("workOrder", assemblyItem=assembly["id"], quantity=1.0, **here),
    }


@pytest.mark.parametrize("record_type", [*RECEIVABLES, *PAYABLES, *GENERAL])
@pytest.mark.parametrize("flag", ["closed", "allLocked"])
def test_nothing_posts_to_a_closed_period(shop: Shop, refusal: Refusal, record_type: str, flag: str) -> None:
    make = ready(shop)[record_type]
    shut(shop, **{flag: True})
    assert refusal(make) == (CLOSED, "tranDate")


@pytest.mark.parametrize("record_type", [*RECEIVABLES, *PAYABLES, *GENERAL])
@pytest.mark.parametrize(("flag", "ledger"), [("arLocked", "receivables"), ("apLocked", "payables")])
def test_a_lock_holds_its_ledger_up(shop: Shop, refusal: Refusal, record_type: str, flag: str, ledger: str) -> None:
    make = ready(shop)[record_type]
    shut(shop, **{flag: True})
    if LEDGERS.get(record_type) == ledger:
        assert refusal(make) == (CLOSED, "tranDate")
    else:
        assert make()["postingPeriod"]


@pytest.mark.parametrize("record_type", FREE)
def test_what_does_not_post_is_free(shop: Shop, record_type: str) -> None:
    make = ready(shop)[record_type]
    shut(shop, closed=True)
    assert make()["tranDate"] == "2026-08-24"


@pytest.mark.parametrize("record_type", ["invoice", "vendorBill", "journalEntry", "itemFulfillment", "assemblyBuild"])
def test_what_is_posted_stays(shop: Shop, refusal: Refusal, record_type: str) -> None:
    made = ready(shop)[record_type]()
    shut(shop, closed=True)
    rules = shop.company.rules
    assert refusal(rules.before_delete, record_type, shop.get(record_type, made)) == (CLOSED, "tranDate")
    assert refusal(shop.company.update, record_type, made["id"], tranDate="2026-09-01") == (CLOSED, "tranDate")
    assert refusal(shop.company.update, record_type, made["id"], memo="a word") == (CLOSED, "tranDate")


def test_words_may_change_where_the_period_allows_it(shop: Shop, refusal: Refusal) -> None:
    invoice = ready(shop)["invoice"]()
    shut(shop, closed=True, allowNonGLChanges=True)
    saved = shop.company.update("invoice", invoice["id"], memo="a word", custbody_shop_note="another")
    line = {**saved["item"][0], "description": "more words"}
    assert shop.company.update("invoice", invoice["id"], item=[line])["item"][0]["description"] == "more words"
    dearer = {**line, "rate": 99.0}
    assert refusal(shop.company.update, "invoice", invoice["id"], item=[dearer]) == (CLOSED, "tranDate")
    assert refusal(ready, shop)[0] == CLOSED


def test_another_period_can_be_chosen(shop: Shop, refusal: Refusal) -> None:
    shut(shop, closed=True)
    later = shop.company.rules.context.calendar.period("2026-09-01")["id"]
    lines = [shop.line("WORKSHOP")]
    invoice = shop.company.create("invoice", entity=shop.us, item=lines, postingPeriod=later)
    assert (invoice["tranDate"], invoice["postingPeriod"]) == ("2026-08-24", later)
    assert shop.company.update("invoice", invoice["id"], memo="stays")["postingPeriod"] == later
    august = shop.company.rules.context.calendar.period("2026-08-24")["id"]
    assert refusal(shop.company.update, "invoice", invoice["id"], postingPeriod=august)[0] == CLOSED


@pytest.mark.parametrize(
    ("role", "flag", "passes"),
    [
        (Role("3", "Administrator", administrator=True), "arLocked", True),
        (Role("3", "Administrator", administrator=True), "closed", False),
        (Role("9", "Controller", {"ADMI_PERIODOVERRIDE": Level.FULL}), "allLocked", True),
        (Role("9", "Clerk", default=Level.FULL), "arLocked", False),
    ],
)
def test_who_may_post_to_a_locked_period(shop: Shop, refusal: Refusal, role: Role, flag: str, *, passes: bool) -> None:
    make = ready(shop)["invoice"]
    shut(shop, **{flag: True})
    shop.company.store.actor = SimpleNamespace(role=role)
    if passes:
        assert make()["postingPeriod"]
    else:
        assert refusal(make)[0] == CLOSED
