"""The record store."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from suiteplug.emulator.clock import Clock
from suiteplug.emulator.store import ExternalIdTakenError, RecordStore, internal_id


@pytest.fixture
def store() -> RecordStore:
    return RecordStore(sqlite3.connect(":memory:", isolation_level=None), Clock())


def test_put_gives_ids_per_namespace(store: RecordStore) -> None:
    assert store.put("customer", {"entityId": "A"}) == "1"
    assert store.put("vendor", {"entityId": "B"}) == "2"
    assert store.put("salesOrder", {}) == "1"
    assert store.type_of("entity", "2") == "vendor"
    assert store.type_of("entity", "9") is None
    assert store.type_of("entity", "x") is None


def test_given_ids_move_the_sequence_past_them(store: RecordStore) -> None:
    store.put("customer", {"id": "40"})
    store.put("vendor", {"id": "-3"})
    assert store.put("customer", {}) == "41"
    assert store.ids("vendor") == ["-3"]


def test_get_is_a_fresh_copy(store: RecordStore) -> None:
    record_id = store.put("customer", {"entityId": "A", "comments": None})
    body = store.get("customer", record_id)
    assert body == {"id": "1", "entityId": "A"}
    body["entityId"] = "changed"
    assert store.get("customer", record_id) == {"id": "1", "entityId": "A"}
    assert store.get("customer", "no number") is None
    assert store.get("customer", "99") is None


def test_external_ids_are_unique_per_type(store: RecordStore) -> None:
    first = store.put("customer", {"externalId": "X"})
    store.put("vendor", {"externalId": "X"})
    with pytest.raises(ExternalIdTakenError):
        store.put("customer", {"externalId": "X"})
    assert store.find_external("customer", "X") == first
    assert store.ids("customer") == [first]


def test_external_id_moves_with_an_update(store: RecordStore) -> None:
    record_id = store.put("customer", {"externalId": "X"})
    store.put("customer", {"id": record_id, "externalId": "Y"})
    assert store.find_external("customer", "X") is None
    assert store.find_external("customer", "Y") == record_id


def test_a_failed_transaction_undoes_everything(store: RecordStore) -> None:
    def fail() -> None:
        with store.transaction():
            store.put("customer", {"externalId": "X"})
            store.put("department", {"name": "made inside"})
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert store.ids("customer") == []
    assert store.ids("department") == []
    assert store.put("customer", {"externalId": "X"}) == "1"


def test_listeners_see_old_and_new(store: RecordStore) -> None:
    seen: list[tuple[str, Any, Any]] = []
    store.listeners.append(lambda *change: seen.append(change))
    store.put("term", {"name": "Net 30"})
    store.put("term", {"id": "1", "name": "Net 31"})
    store.delete("term", "1")
    store.delete("term", "1")
    new, changed = {"id": "1", "name": "Net 30"}, {"id": "1", "name": "Net 31"}
    assert seen == [("term", None, new), ("term", new, changed), ("term", changed, None)]


def test_a_listener_that_fails_undoes_the_put(store: RecordStore) -> None:
    def refuse(*_: object) -> None:
        raise LookupError

    store.listeners.append(refuse)
    with pytest.raises(LookupError):
        store.put("term", {"name": "Net 30"})
    store.listeners.clear()
    assert store.ids("term") == []


def test_scan_may_run_while_records_change(store: RecordStore) -> None:
    for number in range(1200):
        store.put("term", {"name": str(number)})
    names = []
    for body in store.scan("term"):
        names.append(body["name"])
        store.put("term", {**body, "preferred": True})
    assert names == [str(number) for number in range(1200)]
    assert store.count("term") == 1200


def test_an_opened_file_keeps_its_records(tmp_path: Any) -> None:
    path = tmp_path / "account.db"
    db = sqlite3.connect(path, isolation_level=None)
    RecordStore(db, Clock()).put("customer", {"entityId": "A", "externalId": "X"})
    db.close()
    db = sqlite3.connect(path, isolation_level=None)
    store = RecordStore(db, Clock())
    assert store.find_external("customer", "X") == "1"
    assert store.put("customer", {}) == "2"
    db.close()


@pytest.mark.parametrize("name", ["", "sales order", "x; DROP TABLE y", "1st"])
def test_type_names_cannot_carry_sql(store: RecordStore, name: str) -> None:
    with pytest.raises(ValueError, match="not a record type name"):
        store.get(name, "1")


@pytest.mark.parametrize(
    ("text", "number"),
    [("17", 17), ("-3", -3), ("1.5", None), ("", None), ("--1", None), ("1" * 19, None), ("\u0661", None)],
)
def test_internal_ids(text: str, number: int | None) -> None:
    assert internal_id(text) == number
