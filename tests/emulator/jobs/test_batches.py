"""Batches as Oracle's help has them (article_0127092747), and the choices that it leaves open."""

from __future__ import annotations

from typing import Any

import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.jobs.settings import JobSettings
from suiteplug.emulator.settings import Settings

RECORDS = "/services/rest/record/v1"
COLLECTION = "application/vnd.oracle.resource+json; type=collection"
by = pytest.mark.parametrize


def customer(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "externalId": f"B-{number}",
        "companyName": f"Batch {number}",
        "isPerson": False,
        "subsidiary": {"id": "1"},
        **fields,
    }


async def finish(caller: Any, account: Account, job: str) -> list[Any]:
    account.jobs.advance()
    assert (await caller.get(job))["completed"] is True
    return list(await caller.results(job))


@pytest.fixture
async def three(caller: Any, account: Account) -> list[str]:
    """Internal IDs of B-1, B-2, B-3."""
    job = await caller.batch("POST", "/customer", [customer(number) for number in (1, 2, 3)])
    return [result.headers["location"].rpartition("/")[2] for result in await finish(caller, account, job)]


async def test_add_gives_a_task_for_each_record_in_order(caller: Any, three: list[str]) -> None:
    listed = await caller.get("/services/rest/async/v1/job/1/task")
    assert listed["count"] == 1
    assert [link["href"].rpartition("/")[2] for link in listed["items"][0]["links"]] == ["1", "2", "3"]
    names = [(await caller.get(f"{RECORDS}/customer/{record_id}"))["companyName"] for record_id in three]
    assert names == ["Batch 1", "Batch 2", "Batch 3"]


async def test_update_by_either_id_and_the_internal_one_wins(caller: Any, account: Account, three: list[str]) -> None:
    items = [
        {"id": three[0], "phone": "+1 415 555 0101"},
        {"externalId": "B-2", "phone": "+1 415 555 0102"},
        {"id": int(three[2]), "externalId": "B-3b", "phone": "+1 415 555 0103"},
        {"phone": "+1 415 555 0104"},
        {"externalId": "NOBODY", "phone": "+1 415 555 0105"},
    ]
    results = await finish(caller, account, await caller.batch("PATCH", "/customer", items))
    assert [result.status_code for result in results[:3]] == [204, 204, 204]
    assert [result.status_code for result in results[3:]] == [404, 404]
    phones = [(await caller.get(f"{RECORDS}/customer/{record_id}"))["phone"] for record_id in three]
    assert phones == ["+1 415 555 0101", "+1 415 555 0102", "+1 415 555 0103"]


async def test_upsert_by_external_id_only(caller: Any, account: Account, three: list[str]) -> None:
    items = [customer(3, companyName="Three"), customer(4), {"id": three[0], "companyName": "Nobody"}]
    results = await finish(caller, account, await caller.batch("PUT", "/customer", items))
    assert [result.status_code for result in results] == [204, 204, 400]
    assert results[0].headers["location"].endswith(f"/{three[2]}")
    assert (await caller.get(f"{RECORDS}/customer/eid:B-4"))["companyName"] == "Batch 4"
    assert (await caller.get(f"{RECORDS}/customer/{three[2]}"))["companyName"] == "Three"


async def test_delete_by_either_id(caller: Any, account: Account, three: list[str]) -> None:
    job = await caller.batch("DELETE", f"/customer?ids={three[0]},999999,eid:B-2")
    assert [result.status_code for result in await finish(caller, account, job)] == [204, 404, 204]
    assert (await caller.get(f"{RECORDS}/customer"))["totalResults"] == 1


async def test_get_by_either_id(caller: Any, account: Account, three: list[str]) -> None:
    job = await caller.batch("GET", f"/customer?expandRecords=true&ids=eid:B-2,{three[0]}&fields=companyName")
    results = await finish(caller, account, job)
    assert [result.json()["companyName"] for result in results] == ["Batch 2", "Batch 1"]
    assert "subsidiary" not in results[0].json()


async def test_ids_alone_is_an_ordinary_list(caller: Any, three: list[str]) -> None:
    assert (await caller.get(f"{RECORDS}/customer?ids={three[0]}"))["totalResults"] == 3


async def test_some_records_fail_and_the_others_do_not(caller: Any, account: Account) -> None:
    items = [customer(1), {"companyName": "No subsidiary", "phone": 5.5, "isPerson": "maybe"}, customer(3)]
    job = await caller.batch("POST", "/customer", items)
    results = await finish(caller, account, job)
    assert [result.status_code for result in results] == [204, 400, 204]
    assert (await caller.get(job))["progress"] != "succeeded"


async def test_headers_and_parameters_count_for_each_record(caller: Any, account: Account) -> None:
    items = [customer(1), customer(2, colour="blue")]
    job = await caller.batch("POST", "/customer", items, x_netsuite_propertynamevalidation="error")
    assert [result.status_code for result in await finish(caller, account, job)] == [204, 400]


class TestRefusals:
    @by(
        ("method", "path", "body"),
        [
            ("POST", "/customer", {"items": [customer(1)]}),
            ("PATCH", "/customer", {"items": [customer(1)]}),
            ("PUT", "/customer", {"items": [customer(1)]}),
        ],
    )
    async def test_the_ordinary_content_type(self, caller: Any, method: str, path: str, body: Any) -> None:
        reply = await caller.send(method, f"{RECORDS}{path}", body, prefer="respond-async")
        assert reply.status_code == 400
        assert reply.json()["o:errorDetails"][0]["o:errorCode"] == "INVALID_CONTENT"

    @by(("method", "path"), [("POST", ""), ("PATCH", ""), ("PUT", ""), ("DELETE", "?ids=1")])
    async def test_not_asynchronous(self, caller: Any, account: Account, method: str, path: str) -> None:
        body = None if method == "DELETE" else {"items": [customer(1)]}
        reply = await caller.send(method, f"{RECORDS}/customer{path}", body, content_type=COLLECTION)
        assert reply.status_code == 400
        assert account.jobs.jobs() == []
        assert (await caller.get(f"{RECORDS}/customer"))["totalResults"] == 0

    @by(
        ("method", "path", "body"),
        [
            ("POST", "", {"items": [{}] * 101}),
            ("DELETE", "?ids=" + ",".join(map(str, range(101))), None),
            ("DELETE", "?ids=", None),
            ("DELETE", "", None),
            ("POST", "", {"items": []}),
            ("POST", "", {"items": ["a"]}),
            ("POST", "", {"records": []}),
            ("POST", "", b"{"),
        ],
    )
    async def test_what_cannot_be_read(self, caller: Any, method: str, path: str, body: Any) -> None:
        kind = {} if body is None else {"content_type": COLLECTION}
        reply = await caller.send(method, f"{RECORDS}/customer{path}", body, prefer="respond-async", **kind)
        assert reply.status_code == 400

    async def test_a_hundred_are_accepted(self, caller: Any) -> None:
        await caller.batch("POST", "/customer", [{}] * 100)

    async def test_unknown_types(self, caller: Any) -> None:
        reply = await caller.send("DELETE", f"{RECORDS}/nothing?ids=1", prefer="respond-async")
        assert reply.status_code == 404


@by(("method", "status"), [("POST", 400), ("PATCH", 405), ("PUT", 405), ("DELETE", 405)])
async def test_before_2026_1_there_are_no_batches(caller: Any, account: Account, method: str, status: int) -> None:
    account.jobs.release = "2025.2"
    query, body = ("?ids=1", None) if method == "DELETE" else ("", {"items": [customer(1)]})
    reply = await caller.send(
        method, f"{RECORDS}/customer{query}", body, prefer="respond-async", content_type=COLLECTION
    )
    assert reply.status_code == status
    assert account.jobs.jobs() == []


class TestOrder:
    ITEMS = (customer(1), customer(2, parent={"externalId": "B-1"}))

    async def statuses(self, caller: Any, account: Account, **headers: str) -> list[int]:
        job = await caller.batch("POST", "/customer", list(self.ITEMS), **headers)
        return [result.status_code for result in await finish(caller, account, job)]

    async def test_one_after_the_other_by_default(self, caller: Any, account: Account) -> None:
        assert await self.statuses(caller, account) == [204, 204]

    @by("quoted", ['batch-processing="parallel"', "batch-processing=parallel"])
    async def test_parallel_on_request(self, caller: Any, account: Account, quoted: str) -> None:
        assert await self.statuses(caller, account, prefer=f"respond-async, {quoted}") == [204, 400]

    async def test_parallel_by_default_as_in_2026_1(self, caller: Any, account: Account) -> None:
        account.jobs.configure(JobSettings(batch_order="parallel"))
        assert await self.statuses(caller, account) == [204, 400]

    def test_the_default_follows_the_release(self) -> None:
        for release, parallel in (("2026.1", True), ("2026.2", False), ("2027.1", False)):
            with Account.open(Settings(seed="empty", release=release)) as account:
                assert account.jobs.parallel_by_default is parallel

    @by(("stops", "statuses"), [(False, [400, 204]), (True, [400, 400])])
    async def test_whether_a_failure_stops_it_is_a_switch(
        self, caller: Any, account: Account, stops: bool, statuses: list[int]
    ) -> None:
        account.jobs.configure(JobSettings(stop_on_error=stops))
        job = await caller.batch("POST", "/customer", [{"isPerson": "maybe"}, customer(2)])
        assert [result.status_code for result in await finish(caller, account, job)] == statuses
