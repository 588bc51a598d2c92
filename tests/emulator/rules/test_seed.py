"""The seed companies: repeatable, consistent, and the same after they are written to SQLite."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import suiteplug.emulator.seed as seed_package
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.rules import Rules
from suiteplug.emulator.rules.shared.index import MemoryIndex, SqliteIndex, names_of
from suiteplug.emulator.rules.shared.money import money
from suiteplug.emulator.schema import STANDARD
from suiteplug.emulator.seed import SEEDS, Company, make_company, plant
from suiteplug.emulator.seed.document import document
from suiteplug.emulator.settings import Settings
from suiteplug.emulator.store import RecordStore

if TYPE_CHECKING:
    Body = dict[str, Any]

NOW = datetime(2026, 8, 24, 17, tzinfo=UTC)


@pytest.fixture(scope="module")
def small() -> Company:
    return make_company(STANDARD, Settings(), NOW)


def records(company: Company) -> dict[str, dict[str, Body]]:
    return dict(company.store._records)


def digest(company: Company) -> str:
    return hashlib.sha256(json.dumps(records(company), sort_keys=True).encode()).hexdigest()


def test_the_same_day_gives_the_same_company(small: Company) -> None:
    assert digest(make_company(STANDARD, Settings(), NOW)) == digest(small)


@pytest.mark.parametrize("days", [1, 7, 40, 200])
def test_another_day_gives_the_same_ids(small: Company, days: int) -> None:
    later = make_company(STANDARD, Settings(), NOW + timedelta(days=days))
    names = {record_type: list(found) for record_type, found in records(later).items()}
    setup = {name for name in names if name != "accountingPeriod"}
    assert {name: names[name] for name in setup} == {name: list(records(small)[name]) for name in setup}


@pytest.mark.parametrize("day", ["2026-01-01", "2027-03-31", "2028-02-29", "2026-12-31"])
def test_any_day_will_do(day: str) -> None:
    company = make_company(STANDARD, Settings(), datetime.fromisoformat(f"{day}T23:30:00+00:00"))
    assert len(company.store.ids("salesOrder")) == 120


def test_other_seeds() -> None:
    empty = make_company(STANDARD, Settings(seed="empty"), NOW)
    assert not empty.store.ids("customer")
    assert len(empty.store.ids("subsidiary")) == 4
    assert set(SEEDS) == {"empty", "small", "stocked"}
    with pytest.raises(ValueError, match="there are: empty, small, stocked"):
        make_company(STANDARD, Settings(seed="huge"), NOW)


def test_a_company_without_subsidiaries() -> None:
    single = make_company(STANDARD, Settings(one_world=False), NOW)
    assert not single.store.ids("subsidiary")
    assert len(single.store.ids("salesOrder")) == 120
    assert not any("subsidiary" in body for body in single.store.scan("salesOrder"))


def test_orders_of_every_status(small: Company) -> None:
    letters = {order["orderStatus"] for order in small.store.scan("salesOrder")}
    assert letters == set("ABCDEFGH")
    assert {invoice["status"] for invoice in small.store.scan("invoice")} == {"A", "B"}
    currencies = {order["currency"] for order in small.store.scan("salesOrder")}
    assert currencies == {"1", "2", "3", "4"}


def test_nothing_happens_in_the_future(small: Company) -> None:
    for record_type in ("salesOrder", "invoice", "customerPayment", "itemFulfillment"):
        for body in small.store.scan(record_type):
            assert body["tranDate"] <= "2026-08-24"
            assert body["createdDate"] <= "2026-08-24T17:00:00Z"


def test_old_periods_are_closed(small: Company) -> None:
    periods = [body for body in small.store.scan("accountingPeriod") if body["isPosting"]]
    assert len(periods) == 24
    assert [body["closed"] for body in periods] == [True] * 6 + [False] * 18
    assert (periods[0]["periodName"], periods[12]["periodName"]) == ("Aug 2025", "Aug 2026")


def test_months_of_the_example_orders_stay_open() -> None:
    later = make_company(STANDARD, Settings(seed="stocked"), datetime(2029, 5, 1, tzinfo=UTC))
    calendar = later.rules.context.calendar
    assert all(calendar.require_open(day, "receivables") for day in ("2026-09-02", "2026-11-12", "2029-05-01"))


def test_stock_is_what_came_less_what_went(small: Company) -> None:
    moved: dict[tuple[str, str], float] = defaultdict(float)
    lookup = small.rules.context.lookup

    def move(record_type: str, sign: int) -> None:
        for body in small.store.scan(record_type):
            for line in body["item"]:
                item = lookup.item(line["item"])
                for part in item.body.get("member", [{"item": item.item_id, "quantity": 1.0}]):
                    moved[part["item"], line["location"]] += sign * line["quantity"] * part["quantity"]

    move("itemReceipt", 1)
    move("itemFulfillment", -1)
    move("creditMemo", 1)
    for record_type in ("inventoryItem", "lotNumberedInventoryItem"):
        for item in small.store.scan(record_type):
            for line in item["locations"]:
                assert line["quantityOnHand"] == moved[item["id"], line["location"]]
                assert line["quantityAvailable"] == line["quantityOnHand"] - line["quantityCommitted"] >= 0


def test_lots_and_bins_add_up(small: Company) -> None:
    lots: dict[tuple[str, str], float] = defaultdict(float)
    for lot in small.store.scan("inventoryNumber"):
        for line in lot["locations"]:
            assert line["quantityOnHand"] >= 0
            lots[lot["item"], line["location"]] += line["quantityOnHand"]
    for item in small.store.scan("lotNumberedInventoryItem"):
        for line in item["locations"]:
            assert line["quantityOnHand"] == lots[item["id"], line["location"]]
    for item in small.store.scan("inventoryItem"):
        newark = next((line["quantityOnHand"] for line in item["locations"] if line["location"] == "13"), 0.0)
        assert sum(line["onHand"] for line in item.get("binNumber", [])) == newark


def test_balances_agree(small: Company) -> None:
    open_amounts: dict[str, float] = defaultdict(float)
    for invoice in small.store.scan("invoice"):
        open_amounts[invoice["entity"]] += invoice["amountRemaining"]
    for memo in small.store.scan("creditMemo"):
        open_amounts[memo["entity"]] -= memo["amountRemaining"]
    for payment in small.store.scan("customerPayment"):
        open_amounts[payment["customer"]] -= payment["unapplied"]
    for customer in small.store.scan("customer"):
        own = [line for line in customer["currencyList"] if line["currency"] == customer["currency"]]
        assert own[0]["balance"] == customer["balance"] == money(open_amounts[customer["id"]])


def test_every_reference_leads_somewhere(small: Company) -> None:
    missing = []
    for record_type, bodies in records(small).items():
        shape = STANDARD.find(record_type)
        assert shape is not None, record_type
        for body in bodies.values():
            for name, value in body.items():
                field = shape.find_field(name)
                if field is None or field.kind != "reference" or not field.target:
                    continue
                if not any(small.store.get(target, value) for target in field.target):
                    missing.append((record_type, body["id"], name, value))
    assert not missing


def test_every_name_is_in_the_schema(small: Company) -> None:
    unknown = set()
    for record_type, bodies in records(small).items():
        shape = STANDARD.get(record_type)
        for body in bodies.values():
            for name, value in body.items():
                if shape.member(name) is None:
                    unknown.add(f"{record_type}.{name}")
                sublist = shape.find_sublist(name)
                if sublist is not None:
                    names = {column for line in value for column in line}
                    unknown |= {f"{record_type}.{name}.{n}" for n in names if sublist.line.member(n) is None}
    assert not unknown


@pytest.fixture
def planted() -> tuple[RecordStore, Rules]:
    db = sqlite3.connect(":memory:", isolation_level=None)
    clock = Clock(NOW)
    store = RecordStore(db, clock, STANDARD)
    rules = Rules(store, STANDARD, Settings(), clock)
    plant(store, STANDARD, Settings(), clock)
    return store, rules


def test_sqlite_holds_the_same_company(small: Company, planted: tuple[RecordStore, Rules]) -> None:
    store, rules = planted
    for record_type, bodies in records(small).items():
        assert {body["id"]: body for body in store.scan(record_type)} == bodies
    memory = small.rules.index
    assert isinstance(memory, MemoryIndex)
    assert isinstance(rules.index, SqliteIndex)
    for kind, key in memory._entries:
        assert rules.index.find(kind, key) == memory.find(kind, key)


def test_numbers_go_on(small: Company, planted: tuple[RecordStore, Rules]) -> None:
    store, rules = planted
    last = max(int(body["tranId"].removeprefix("SO")) for body in small.store.scan("salesOrder"))
    customer = store.ids("customer")[0]
    line = {"item": "311", "quantity": 1.0}
    with store.transaction():
        order = rules.prepare("salesOrder", None, {"entity": customer, "location": "11", "item": [line]})
        store.put("salesOrder", order)
        rules.after_save("salesOrder", None, order)
    assert order["tranId"] == f"SO{last + 1}"
    assert int(order["id"]) == 1 + max(int(i) for t in records(small) for i in small.store.ids(t) if int(i) > 5000)


def test_a_refused_save_leaves_no_trace(planted: tuple[RecordStore, Rules]) -> None:
    store, rules = planted
    before = store.db.execute("SELECT * FROM rules_index").fetchall()
    customer = store.ids("customer")[0]

    def save() -> None:
        line = {"item": "311", "quantity": 1.0}
        with store.transaction():
            order = rules.prepare("salesOrder", None, {"entity": customer, "location": "11", "item": [line]})
            store.put("salesOrder", order)
            rules.after_save("salesOrder", None, order)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        save()
    assert store.db.execute("SELECT * FROM rules_index").fetchall() == before
    assert rules.context.lookup.item("311").body["quantityCommitted"] != -1
    rules.context.lookup.forget()
    item = rules.context.lookup.item("311").body
    assert item == store.get("inventoryItem", "311")


def test_names_are_those_of_the_index(small: Company) -> None:
    index = small.rules.index
    for record_type, bodies in records(small).items():
        for body in bodies.values():
            for kind, key in names_of(record_type, body):
                assert (record_type, body["id"]) in index.find(kind, key)


def test_the_page_is_up_to_date(small: Company) -> None:
    page = Path(seed_package.__file__).with_name("README.md").read_text(encoding="utf-8")
    assert page == document(small)
