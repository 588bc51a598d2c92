"""Cutting, addressing and matching the records of a batch."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.errors import InputError, RejectedError
from suiteplug.connector.exchange import Repeat
from suiteplug.connector.jobs import batches
from suiteplug.connector.jobs.batches import Batch, Item, Operation
from suiteplug.connector.jobs.keys import key_of_content, key_of_run
from suiteplug.connector.jobs.model import TaskResult
from suiteplug.connector.jobs.outcomes import ItemState, MatchedBy, Pairing, Ran, outcome_of

by = pytest.mark.parametrize


def batch(operation: Operation, items: tuple[Item, ...]) -> Batch:
    return Batch(operation=operation, record_type="customer", items=items)


class TestParts:
    @by(("number", "sizes"), [(1, [1]), (100, [100]), (101, [100, 1]), (250, [100, 100, 50])])
    def test_a_hundred_at_a_time(self, number: int, sizes: list[int]) -> None:
        made = batch(Operation.CREATE, batches.items_to_create([{"memo": str(i)} for i in range(number)]))
        assert [len(part) for part in made.parts()] == sizes

    @given(
        st.lists(st.text(min_size=1, max_size=255).filter(lambda t: not set(t) & set(",|")), unique=True, min_size=1)
    )
    def test_addresses_stay_short_and_nothing_is_lost(self, external_ids: list[str]) -> None:
        made = batch(Operation.DELETE, batches.items_by_id([], external_ids))
        parts = made.parts()
        assert [item.external_id for part in parts for item in part] == external_ids
        for part in parts:
            assert len(part) <= 100
            (name, value), *_ = made.request(part).query
            assert name == "ids"
            assert value.split(",") == [f"eid:{item.external_id}" for item in part]
            assert len(part) == 1 or len(value.encode()) < 6300

    @by(
        ("operation", "method"),
        [(Operation.CREATE, "POST"), (Operation.UPDATE, "PATCH"), (Operation.UPSERT, "PUT")],
    )
    def test_the_documented_request(self, operation: Operation, method: str) -> None:
        items = (Item(0, body={"externalId": "A"}), Item(1, body={"externalId": "B"}))
        request = batch(operation, items).request(items)
        assert (request.method, request.path) == (method, "/services/rest/record/v1/customer")
        assert request.content_type == "application/vnd.oracle.resource+json; type=collection"
        assert json.loads(request.content) == {"items": [{"externalId": "A"}, {"externalId": "B"}]}
        assert request.headers["x-netsuite-propertynamevalidation"] == "error"
        assert request.repeat is Repeat.REPEATABLE


class TestInputs:
    @by(
        ("read", "items", "field"),
        [
            (batches.items_to_create, [{}, {"id": "1"}], "items[1].id"),
            (batches.items_to_create, [{"externalId": "A"}, {"externalId": "A"}], "items[1]"),
            (batches.items_to_create, [{"externalId": {"id": "A"}}], "items[0].externalId"),
            (batches.items_to_update, [{"memo": "x"}], "items[0].id"),
            (batches.items_to_update, [{"id": "../1"}], "record_id"),
            (batches.items_to_upsert, [{"memo": "x"}], "items[0].externalId"),
            (batches.items_to_upsert, [{"id": "1", "externalId": "A"}], "items[0].id"),
            (batches.items_to_upsert, [{"externalId": "A"}, {"externalId": "A"}], "items[1]"),
        ],
    )
    def test_items_that_cannot_work(self, read: Any, items: list[dict[str, Any]], field: str) -> None:
        with pytest.raises(InputError) as caught:
            read(items)
        assert caught.value.field == field
        assert caught.value.fix

    @by(
        ("record_ids", "external_ids", "field"),
        [
            ([], [], "record_ids"),
            (["1", "1"], [], "record_ids[1]"),
            ([], ["A", "A"], "external_ids[1]"),
            ([], ["A,B"], "external_ids[0]"),
            ([], ["A", "B|C"], "external_ids[1]"),
        ],
    )
    def test_ids_that_cannot_stand_in_a_list(self, record_ids: list[str], external_ids: list[str], field: str) -> None:
        with pytest.raises(InputError) as caught:
            batches.items_by_id(record_ids, external_ids)
        assert caught.value.field == field

    def test_an_internal_id_wins_and_is_text(self) -> None:
        (item,) = batches.items_to_update([{"id": 7, "externalId": "A", "memo": "x"}])
        assert (item.record_id, item.external_id, item.body) == ("7", "A", {"id": "7", "externalId": "A", "memo": "x"})

    def test_what_is_replaced_must_be_in_every_body(self) -> None:
        items = batches.items_to_upsert(
            [{"externalId": "A", "item": {"items": [{"quantity": 1}]}}, {"externalId": "B"}]
        )
        assert batches.sublists_of(items) == ("item",)
        with pytest.raises(InputError, match="Item 1: 'item' is to be replaced"):
            batches.check_replaced(items, ("item",))


class TestKeys:
    def test_they_are_uuids_and_depend_on_all_they_stand_for(self) -> None:
        keys = {
            key_of_run("night", "create", "customer", 0),
            key_of_run("night", "create", "customer", 1),
            key_of_run("night", "create", "vendor", 0),
            key_of_run("night", "update", "customer", 0),
            key_of_run("day", "create", "customer", 0),
            key_of_content(b"{}", (), "customer", 0),
            key_of_content(b"{}", (), "customer", 1),
            key_of_content(b"{}", (), "vendor", 0),
            key_of_content(b"{ }", (), "customer", 0),
            key_of_content(b"{}", (("replace", "item"),), "customer", 0),
        }
        assert len(keys) == 10
        assert all(str(UUID(key)) == key for key in keys)

    def test_the_same_gives_the_same(self) -> None:
        assert key_of_run("n", "create", "CUSTOMER", 0) == key_of_run("n", "create", "customer", 0)
        assert key_of_content(b"{}", (), "customer", 0) == key_of_content(b"{}", (), "customer", 0)


def done(task_id: int, record_id: str | None = None, external_id: str | None = None) -> Ran:
    return Ran(str(task_id), TaskResult(record_id=record_id, external_id=external_id))


REFUSED = RejectedError("No.", code="USER_ERROR", http_status=400)


class TestPairing:
    def tasks(self, pairing: Pairing) -> list[tuple[str | None, MatchedBy | None]]:
        return [(ran.task_id if ran else None, how) for _, ran, how in pairing.pairs()]

    def test_in_order_where_nothing_is_known(self) -> None:
        pairing = Pairing([Item(0), Item(1)], [done(1, "17"), Ran("2", TaskResult(error=REFUSED))])
        assert self.tasks(pairing) == [("1", MatchedBy.ORDER), ("2", MatchedBy.ORDER)]

    def test_by_internal_id(self) -> None:
        pairing = Pairing([Item(0, "5"), Item(1, "6"), Item(2, "7")], [done(1, "7"), done(2), done(3, "5")])
        assert self.tasks(pairing) == [
            ("3", MatchedBy.INTERNAL_ID),
            ("2", MatchedBy.ORDER),
            ("1", MatchedBy.INTERNAL_ID),
        ]

    def test_by_the_external_id_in_the_result_or_looked_up(self) -> None:
        items = [Item(0, external_id="A"), Item(1, external_id="B")]
        in_result = Pairing(items, [done(1, "9", "B"), done(2, "8", "A")])
        looked_up = Pairing(items, [done(1, "9"), done(2, "8")], known={0: "8", 1: "9"})
        for pairing in (in_result, looked_up):
            assert self.tasks(pairing) == [("2", MatchedBy.EXTERNAL_ID), ("1", MatchedBy.EXTERNAL_ID)]

    @by(
        ("tasks", "states"),
        [
            ([done(1, "17")], ["unknown", "unknown"]),
            ([Ran("1", TaskResult(error=REFUSED))], ["failed", "failed"]),
            ([Ran("1")], ["unknown", "unknown"]),
            ([], ["unknown", "unknown"]),
            ([done(1, "17"), done(2, "18"), done(3, "19")], ["unknown", "unknown"]),
            ([done(1, "17"), done(2, "18"), done(3, "19", "B")], ["unknown", "created"]),
        ],
    )
    def test_another_number_of_tasks_tells_nothing_by_order(self, tasks: list[Ran], states: list[str]) -> None:
        pairing = Pairing([Item(0, external_id="A"), Item(1, external_id="B")], tasks)
        assert not pairing.is_complete
        found = [outcome_of(Operation.CREATE, item, ran, how, "5").state for item, ran, how in pairing.pairs()]
        assert found == states

    @given(st.permutations(list(range(8))), st.sets(st.integers(0, 7)))
    def test_whatever_the_order_ids_find_their_own(self, order: list[int], failed: set[int]) -> None:
        items = [Item(index, external_id=f"E{index}") for index in range(8)]
        tasks = [
            Ran(str(place), TaskResult(error=REFUSED)) if index in failed else done(place, f"{index}0")
            for place, index in enumerate(order)
        ]
        known = {index: f"{index}0" for index in range(8) if index not in failed}
        outcomes = [
            outcome_of(Operation.CREATE, item, ran, how, "1") for item, ran, how in Pairing(items, tasks, known).pairs()
        ]
        assert {o.item.index for o in outcomes if o.state is ItemState.FAILED} == failed
        assert all(o.record_id == f"{o.item.index}0" for o in outcomes if o.state is ItemState.CREATED)
        assert len({o.task_id for o in outcomes}) == 8


@by(
    ("operation", "result", "state"),
    [
        (Operation.CREATE, TaskResult("1"), "created"),
        (Operation.UPDATE, TaskResult("1"), "updated"),
        (Operation.UPSERT, TaskResult("1"), "created or updated"),
        (Operation.UPSERT, TaskResult("1", created=True), "created"),
        (Operation.DELETE, TaskResult(), "deleted"),
        (Operation.GET, TaskResult("1", body={"id": "1"}), "read"),
        (Operation.GET, TaskResult(error=REFUSED), "failed"),
    ],
)
def test_outcomes(operation: Operation, result: TaskResult, state: str) -> None:
    assert outcome_of(operation, Item(0), Ran("1", result), MatchedBy.ORDER, "5").state == state
