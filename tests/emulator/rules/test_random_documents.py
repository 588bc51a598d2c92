"""Random sequences of requests about all kinds of documents: the books balance and stock stays real throughout."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suiteplug.emulator.account import Account
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Request
from suiteplug.emulator.roles import Caller, Role, User
from suiteplug.emulator.rules.inventory.stock import commitments
from suiteplug.emulator.rules.manufacturing.work_in_process import in_process
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORDS = "/services/rest/record/v1"
TESTER = User("-5", "Tester", "t@example.com")
ADMINISTRATOR = Caller(TESTER, Role("3", "Administrator", administrator=True), "1", "tba")
NOW = datetime(2026, 8, 24, 17, tzinfo=UTC)
TRANSFORMS = (
    ("salesOrder", "itemFulfillment"),
    ("salesOrder", "invoice"),
    ("invoice", "customerPayment"),
    ("invoice", "creditMemo"),
    ("cashSale", "cashRefund"),
    ("estimate", "salesOrder"),
    ("purchaseOrder", "itemReceipt"),
    ("purchaseOrder", "vendorBill"),
    ("purchaseOrder", "vendorReturnAuthorization"),
    ("vendorReturnAuthorization", "itemFulfillment"),
    ("vendorReturnAuthorization", "vendorCredit"),
    ("vendorBill", "vendorPayment"),
    ("vendorBill", "vendorCredit"),
    ("transferOrder", "itemFulfillment"),
    ("transferOrder", "itemReceipt"),
    ("customerDeposit", "depositApplication"),
    ("customerDeposit", "customerRefund"),
    ("customerPayment", "customerRefund"),
    ("intercompanyTransferOrder", "itemFulfillment"),
    ("intercompanyTransferOrder", "itemReceipt"),
    ("assemblyBuild", "assemblyUnbuild"),
    ("workOrder", "assemblyBuild"),
    ("workOrder", "workOrderIssue"),
    ("workOrder", "workOrderCompletion"),
    ("workOrder", "workOrderClose"),
)
TYPES = (
    *dict.fromkeys(name for pair in TRANSFORMS for name in pair),
    *("journalEntry", "inventoryAdjustment", "inventoryTransfer"),
)
PARTLY = ("assemblyBuild", "assemblyUnbuild", "workOrderCompletion")
CHANGED = ("workOrder", "assemblyBuild", "assemblyUnbuild")
ORDERS = ("salesOrder", "transferOrder", "intercompanyTransferOrder", "workOrder")
LETTERS = {
    "salesOrder": "ABCDEFGH",
    "transferOrder": "ABCDEFGH",
    "intercompanyTransferOrder": "ABCDEFGH",
    "workOrder": "ABCDGH",
    "purchaseOrder": "BDEFGH",
}


class World:
    """An account and what a stranger does to it."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.customer = self.send("POST", "/customer", {"companyName": "Random Ltd", "subsidiary": {"id": "1"}})
        self.vendor = self.send("POST", "/vendor", {"companyName": "Random Clay", "subsidiary": {"id": "1"}})
        self.made: dict[str, list[str]] = {}
        self.goods = self.new_goods(account.store.count("assemblyItem"))
        self.way = 0

    def new_goods(self, number: int) -> list[str]:
        """A cup and a dish in stock, and an assembly of both, which no other world knows."""
        owner = {"subsidiary": {"items": [{"id": "1"}]}, "includeChildren": True}
        price = {"currencyPage": {"id": "1"}, "priceLevel": {"id": "1"}, "quantity": {"value": 0}, "price": 60}
        shared = {**owner, "price": {"items": [price]}}
        cup = self.send("POST", "/inventoryItem", {**shared, "itemId": f"CUP-{number}", "cost": 6.2})
        dish = self.send("POST", "/inventoryItem", {**shared, "itemId": f"DISH-{number}", "cost": 7.1})
        members = {"items": [{"item": {"id": cup}, "quantity": 2}, {"item": {"id": dish}, "quantity": 1}]}
        hamper = self.send("POST", "/assemblyItem", {**shared, "itemId": f"SET-{number}", "member": members})
        lines = [
            {"item": {"id": item}, "location": {"id": "11"}, "adjustQtyBy": 40, "unitCost": cost}
            for item, cost in ((cup, 6.2), (dish, 7.1))
        ]
        body = {"subsidiary": {"id": "1"}, "account": {"id": "24"}, "inventory": {"items": lines}}
        assert self.send("POST", "/inventoryAdjustment", body)
        return [str(cup), str(dish), str(hamper)]

    def send(self, method: str, path: str, body: Any = None) -> str | None:
        """The new record's ID, or None when it was refused in NetSuite's own way."""
        raw = b"" if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json"}
        request = Request(method, "http://127.0.0.1:1", RECORDS + path, "", headers, raw, caller=ADMINISTRATOR)
        try:
            response = self.account.router.find(request).handle(request)
        except Problem as problem:
            if (problem.status, problem.code) != (400, "USER_ERROR"):
                raise
            return None
        assert response.status == 204
        return response.headers.get("location", "").rpartition("/")[2]

    def keep(self, record_type: str, record_id: str | None) -> None:
        if record_id:
            self.made.setdefault(record_type, []).append(record_id)

    def create(self, record_type: str, quantity: int) -> None:
        mug, plate, hamper = self.goods
        self.way += 1
        items = {"items": [{"item": {"id": mug}, "quantity": quantity}, {"item": {"id": plate}, "quantity": 1}]}
        both = {"items": [*items["items"], {"item": {"id": hamper}, "quantity": quantity}]}
        sale = {"entity": {"id": self.customer}, "location": {"id": "11"}, "item": both}
        purchase = {"entity": {"id": self.vendor}, "location": {"id": "11"}, "item": items}
        money = {"customer": {"id": self.customer}, "payment": quantity * 10.5}
        debit, credit = {"account": {"id": "25"}, "debit": quantity}, {"account": {"id": "1"}, "credit": quantity}
        adjusted = {"item": {"id": mug}, "location": {"id": "11"}, "adjustQtyBy": quantity - 4 or 1}
        moved = {"items": [{"item": {"id": plate}, "adjustQtyBy": quantity}]}
        account, one, wip = {"id": "24"}, {"id": "1"}, self.way % 2 == 0
        built = {"subsidiary": one, "location": {"id": "11"}, "quantity": quantity}
        bodies: dict[str, Any] = {
            **dict.fromkeys(("cashSale", "estimate", "invoice"), sale),
            "salesOrder": {**sale, "orderStatus": {"id": "B"}},
            **dict.fromkeys(("purchaseOrder", "vendorBill"), purchase),
            **dict.fromkeys(("customerDeposit", "customerPayment"), money),
            "transferOrder": {
                "subsidiary": one,
                "location": {"id": "11"},
                "transferLocation": {"id": "12"},
                "item": items,
            },
            "intercompanyTransferOrder": {
                "subsidiary": one,
                "location": {"id": "11"},
                "toSubsidiary": {"id": "2"},
                "transferLocation": {"id": "14"},
                "item": items,
            },
            "inventoryTransfer": {
                "subsidiary": one,
                "location": {"id": "11"},
                "transferLocation": {"id": "12"},
                "inventory": moved,
            },
            "workOrder": {**built, "assemblyItem": {"id": hamper}, "isWip": wip},
            "assemblyBuild": {**built, "item": {"id": hamper}},
            "assemblyUnbuild": {**built, "item": {"id": hamper}},
            "journalEntry": {"subsidiary": one, "line": {"items": [debit, credit]}},
            "inventoryAdjustment": {"subsidiary": one, "account": account, "inventory": {"items": [adjusted]}},
        }
        if record_type in bodies:
            self.keep(record_type, self.send("POST", f"/{record_type}", bodies[record_type]))

    def transform(self, source: str, target: str, which: int) -> None:
        """Sometimes a part only, where the target has a quantity of its own."""
        if known := self.made.get(source):
            path = f"/{source}/{known[which % len(known)]}/!transform/{target}"
            partly = {"quantity": 1} if which % 2 and target in PARTLY else {}
            backflush = {"isBackflush": True} if target == "workOrderCompletion" and which % 3 == 0 else {}
            self.keep(target, self.send("POST", path, {**partly, **backflush}))

    def change(self, record_type: str, which: int) -> None:
        if known := self.made.get(record_type):
            self.send("PATCH", f"/{record_type}/{known[which % len(known)]}", {"quantity": which + 1})

    def delete(self, record_type: str, which: int) -> None:
        if known := self.made.get(record_type):
            record_id = known[which % len(known)]
            if self.send("DELETE", f"/{record_type}/{record_id}") is not None:
                known.remove(record_id)

    def check(self) -> None:
        """What must hold whatever happened."""
        store = self.account.store
        for item_id in self.goods:
            body = store.get(str(store.type_of("item", item_id)), item_id) or {}
            for line in body["locations"]:
                assert 0 <= line["quantityCommitted"] <= line["quantityOnHand"], (item_id, line)
                assert min(line["quantityOnOrder"], line["quantityBackOrdered"]) >= 0, (item_id, line)
        self.check_orders()
        for record_type in ("invoice", "vendorBill", "creditMemo", "vendorCredit"):
            for record_id in self.made.get(record_type, ()):
                body = store.get(record_type, record_id) or {}
                left = body["amountRemaining"] if "amountRemaining" in body else body["unapplied"]
                assert 0 <= left <= body["total"], body
                assert (left == 0) == (body["status"] == "B") or not body["total"], body
        owed = sum((store.get("vendorBill", one) or {})["amountRemaining"] for one in self.made.get("vendorBill", ()))
        credit = sum((store.get("vendorCredit", one) or {})["unapplied"] for one in self.made.get("vendorCredit", ()))
        balance = (store.get("vendor", str(self.vendor)) or {}).get("balance", 0.0)
        assert balance == pytest.approx(owed - credit)

    def check_orders(self) -> None:
        """Statuses are legal, and what is left is never negative."""
        store = self.account.store
        for record_type, letters in LETTERS.items():
            for record_id in self.made.get(record_type, ()):
                body = store.get(record_type, record_id) or {}
                assert body["orderStatus"] == body["status"], body
                assert body["status"] in letters, body
                for line in body["item"] if record_type in ORDERS else ():
                    committed, missing = line.get("quantityCommitted", 0.0), line.get("quantityBackOrdered", 0.0)
                    assert min(committed, missing) >= 0, line
                    assert committed + missing <= line["quantity"], line
        for record_id in self.made.get("workOrder", ()):
            order = store.get("workOrder", record_id) or {}
            assert order["unbuilt"] == max(0.0, order["quantity"] - order["built"]), order

    def check_commitments(self) -> None:
        """Items hold what all orders of the account together hold of them."""
        held: dict[tuple[str, str], float] = {}
        for order in (order for record_type in ORDERS for order in self.account.store.scan(record_type)):
            for place, (committed, _) in commitments(self.account.rules.context, order).items():
                held[place] = held.get(place, 0.0) + committed
        for item_id in self.goods:
            body = self.account.store.get(str(self.account.store.type_of("item", item_id)), item_id) or {}
            for line in body["locations"]:
                assert line["quantityCommitted"] == pytest.approx(held.get((item_id, line["location"]), 0.0))

    def check_books(self) -> None:
        """Every transaction's lines add up to nothing."""
        self.account.suiteql.refresh()
        query = (
            'SELECT "transaction", round(sum(amount), 2) FROM suiteql_transactionaccountingline'
            ' GROUP BY "transaction" HAVING abs(sum(amount)) > 0.001'
        )
        assert self.account.db.execute(query).fetchall() == []
        customer = self.account.store.get("customer", str(self.customer)) or {}
        vendor = self.account.store.get("vendor", str(self.vendor)) or {}
        assert self.on_account("6", self.customer) == pytest.approx(customer.get("balance", 0.0))
        assert -self.on_account("15", self.customer) == pytest.approx(customer.get("depositBalance", 0.0))
        assert -self.on_account("9", self.vendor) == pytest.approx(vendor.get("balance", 0.0))
        for order in self.made.get("workOrder", ()):
            if (self.account.store.get("workOrder", order) or {}).get("isWip"):
                assert self.in_process(order) == pytest.approx(self.lies_in_process(order), abs=0.01)

    def in_process(self, order: str) -> float:
        """What the ledger has in the work-in-process account for a work order."""
        query = (
            "SELECT coalesce(sum(line.amount), 0) FROM suiteql_transactionaccountingline AS line"
            ' JOIN suiteql_transactionline AS own ON own."transaction" = line."transaction"'
            " AND own.id = line.transactionline WHERE own.createdfrom = ? AND own.memo = 'Work in process'"
            " OR own.createdfrom = ? AND own.mainline = 'T' AND line.\"transaction\" IN"
            " (SELECT id FROM suiteql_transaction WHERE type IN ('WOIssue', 'WOClose'))"
        )
        (amount,) = self.account.db.execute(query, (order, order)).fetchone()
        return float(amount)

    def lies_in_process(self, order: str) -> float:
        """The same by the records: nothing once the order is closed, and as long as it is not built no less than 0."""
        rules = self.account.rules
        closed = any(found.record_type == "workOrderClose" for found in rules.context.lookup.children(order))
        return 0.0 if closed else in_process(rules.context, {"id": order})

    def on_account(self, account: str, party: str | None) -> float:
        """What the ledger says about a party: receivables (6), deposits (15), payables (9)."""
        query = (
            "SELECT coalesce(sum(line.amount), 0) FROM suiteql_transactionaccountingline AS line"
            ' JOIN suiteql_transaction AS header ON header.id = line."transaction"'
            " WHERE line.posting = 'T' AND line.account = ? AND header.entity = ?"
        )
        (amount,) = self.account.db.execute(query, (account, party)).fetchone()
        return float(amount)


@pytest.fixture(scope="module")
def account() -> Iterator[Account]:
    with Account.open(Settings(seed="stocked"), Clock(NOW)) as opened:
        yield opened


STEP = st.one_of(
    st.tuples(st.just("create"), st.sampled_from(TYPES), st.integers(1, 8)),
    st.tuples(st.just("transform"), st.sampled_from(TRANSFORMS), st.integers(0, 5)),
    st.tuples(st.just("transform"), st.sampled_from(TRANSFORMS), st.integers(0, 5)),
    st.tuples(st.just("delete"), st.sampled_from(TYPES), st.integers(0, 5)),
    st.tuples(st.just("change"), st.sampled_from(CHANGED), st.integers(0, 5)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=5, max_size=30))
def test_whatever_is_done_the_books_balance(account: Account, steps: list[tuple[str, Any, int]]) -> None:
    world = World(account)
    for record_type in (
        *("salesOrder", "purchaseOrder", "vendorBill", "transferOrder", "customerDeposit", "invoice"),
        *("assemblyBuild", "workOrder", "workOrder"),
    ):
        world.create(record_type, 3)
    for verb, what, number in steps:
        if verb == "create":
            world.create(what, number)
        elif verb == "transform":
            source, target = what
            world.transform(source, target, number)
        elif verb == "change":
            world.change(what, number)
        else:
            world.delete(what, number)
        world.check()
    world.check_commitments()
    world.check_books()


def test_the_seed_company_balances(account: Account) -> None:
    World(account).check_books()
