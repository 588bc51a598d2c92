"""Batch actions against the emulated account: any number of records, and an outcome for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.connector.errors import (
    ContractError,
    InputError,
    NotFoundError,
    RejectedError,
    SchemaViolationError,
    UnavailableError,
)
from suiteplug.connector.exactly_once.memory import MemoryLedger
from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.jobs.settings import JobSettings
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from suiteplug.api import NetSuite

by = pytest.mark.parametrize


def kilns(*numbers: int, **fields: Any) -> list[dict[str, Any]]:
    return [
        {
            "externalId": f"KILN-{number}",
            "companyName": f"Kiln {number}",
            "isPerson": False,
            "subsidiary": {"id": "1"},
            **fields,
        }
        for number in numbers
    ]


async def create(netsuite: NetSuite, *numbers: int, idempotency_key: str = "", **inputs: Any) -> dict[str, Any]:
    members = {"record_type": "customer", "items": kilns(*numbers), **inputs}
    return await netsuite.run("create-records", members, idempotency_key=idempotency_key)


def column(output: dict[str, Any], name: str) -> list[Any]:
    return [item[name] for item in output["items"]]


def stored(account: Account, external_id: str) -> dict[str, Any] | None:
    record_id = account.store.find_external("customer", external_id)
    return None if record_id is None else account.store.get("customer", record_id)


def is_submission(request: httpx.Request) -> bool:
    return "respond-async" in request.headers.get("prefer", "")


class TestCreate:
    async def test_any_number_each_with_its_own_outcome(self, netsuite: NetSuite, account: Account) -> None:
        steps: list[tuple[int, int | None, str]] = []
        numbers = list(range(230))
        output = await netsuite.run(
            "create-records",
            {"record_type": "customer", "items": kilns(*numbers)},
            report=lambda *step: steps.append(step),
        )
        assert (output["succeeded"], output["failed"], output["unknown"]) == (230, 0, 0)
        assert [job["items"] for job in output["jobs"]] == [100, 100, 30]
        assert column(output, "index") == numbers
        for item in output["items"]:
            body = account.store.get("customer", item["record_id"])
            assert body is not None
            assert body["externalId"] == item["external_id"]
        assert steps[-1][:2] == (230, 230)
        assert any("waiting for job" in what for _, _, what in steps)

    async def test_some_fail_and_say_why(self, netsuite: NetSuite) -> None:
        items = kilns(1, 2, 3)
        del items[1]["subsidiary"]
        items[2]["externalId"] = "ERP-C-0001"
        output = await netsuite.run("create-records", {"record_type": "customer", "items": items})
        assert column(output, "outcome") == ["created", "failed", "failed"]
        first, missing, taken = column(output, "error")
        assert first is None
        assert missing["error"] == "InvalidRecordError"
        assert "Subsidiary" in missing["fix"]
        assert taken["error"] == "DuplicateRecordError"

    async def test_the_same_again_finds_the_first_job(self, netsuite: NetSuite, account: Account) -> None:
        first = await create(netsuite, 1, 2)
        again = await create(netsuite, 1, 2)
        assert column(again, "record_id") == column(first, "record_id")
        assert again["jobs"][0] == {**first["jobs"][0], "repeated": True}
        assert "nothing was done again" in again["warnings"][0]
        assert len(account.jobs.jobs()) == 2  # the seed has one

    async def test_a_named_run_is_done_once(self, netsuite: NetSuite, account: Account) -> None:
        first = await create(netsuite, 1, idempotency_key="night 17")
        assert await create(netsuite, 1, idempotency_key="night 17") == first
        with pytest.raises(InputError) as caught:
            await create(netsuite, 2, idempotency_key="night 17")
        assert caught.value.code == "IDEMPOTENCY_KEY_REUSED"
        assert stored(account, "KILN-2") is None
        await create(netsuite, 2, idempotency_key="night 18")
        assert stored(account, "KILN-2") is not None
        assert len(account.jobs.jobs()) == 3  # the seed has one

    async def test_a_key_that_was_used_for_other_items(self, connect: Callable[..., NetSuite]) -> None:
        """By a host that keeps another ledger: only NetSuite knows that the key was used."""
        await create(connect("tba", ledger=MemoryLedger()), 1, idempotency_key="night 17")
        output = await create(connect("tba", ledger=MemoryLedger()), 2, 3, idempotency_key="night 17")
        assert column(output, "outcome") == ["unknown", "unknown"]
        assert "1 tasks for 2 records" in output["warnings"][1]

    async def test_an_account_that_knows_no_batches(self, connect: Callable[..., NetSuite], tmp_path: Path) -> None:
        settings = Settings(seed="empty", release="2025.2", data=tmp_path / "old.sqlite")
        with Account.open(settings) as old:
            netsuite = connect(
                ready_connection(old, "tba", base_url="http://127.0.0.1:1"), http=httpx.ASGITransport(create_app(old))
            )
            with pytest.raises(RejectedError):
                await create(netsuite, 1)
            with pytest.raises(RejectedError) as caught:
                await netsuite.run("delete-records", {"record_type": "customer", "record_ids": [1]})
        assert "2026.1" in caught.value.fix

    async def test_a_lost_answer_is_asked_for_again(self, over_wire: NetSuite, wire: Any, account: Account) -> None:
        wire.lose_answer(is_submission)
        output = await create(over_wire, 1, 2)
        assert column(output, "outcome") == ["created", "created"]
        assert output["jobs"][0]["repeated"] is False
        assert output["warnings"] == []
        sent = [request for request in wire.sent if is_submission(request)]
        assert len(sent) == 2
        assert len({request.headers["x-netsuite-idempotency-key"] for request in sent}) == 1
        assert len(account.jobs.jobs()) == 2

    async def test_without_external_ids_the_order_tells(self, netsuite: NetSuite, account: Account) -> None:
        items = [{k: v for k, v in item.items() if k != "externalId"} for item in kilns(1, 2)]
        output = await netsuite.run("create-records", {"record_type": "customer", "items": items})
        assert column(output, "matched_by") == ["request order"] * 2
        names = [(account.store.get("customer", key) or {})["companyName"] for key in column(output, "record_id")]
        assert names == ["Kiln 1", "Kiln 2"]

    async def test_tasks_in_another_order_are_noticed(self, over_wire: NetSuite, wire: Any, account: Account) -> None:
        """Nobody promises that tasks stand in the order of the records: here 1 and 3 have changed places."""

        def swap(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            for task, whose in (("/task/1/result", "KILN-3"), ("/task/3/result", "KILN-1")):
                if request.url.path.endswith(task):
                    body = stored(account, whose)
                    assert body is not None
                    location = f"/services/rest/record/v1/customer/{body['id']}"
                    return httpx.Response(204, headers={"location": location}, request=request)
            return response

        wire.rewrite(swap)
        output = await create(over_wire, 1, 2, 3)
        assert column(output, "record_id") == [(stored(account, f"KILN-{n}") or {})["id"] for n in (1, 2, 3)]
        assert column(output, "matched_by") == ["external ID"] * 3
        assert column(output, "task_id") == ["3", "2", "1"]

    async def test_later_records_may_refer_to_earlier_ones(self, netsuite: NetSuite, account: Account) -> None:
        items = kilns(*range(101))
        items[100]["parent"] = {"externalId": "KILN-0"}
        output = await netsuite.run("create-records", {"record_type": "customer", "items": items})
        assert output["failed"] == 0
        assert (stored(account, "KILN-100") or {})["parent"] == (stored(account, "KILN-0") or {})["id"]

    async def test_in_parallel(self, over_wire: NetSuite, wire: Any) -> None:
        output = await create(over_wire, *range(201), order="parallel")
        assert output["succeeded"] == 201
        prefers = {request.headers["prefer"] for request in wire.sent if is_submission(request)}
        assert prefers == {'respond-async, batch-processing="parallel"'}

    async def test_a_role_that_may_not(self, connect: Callable[..., NetSuite], connection: Any) -> None:
        output = await create(connect(connection("tba", role_id="1001")), 1)
        assert column(output, "outcome") == ["failed"]
        assert output["items"][0]["error"]["error"] == "PermissionDeniedError"


class TestWhenItGoesWrong:
    async def test_a_job_that_takes_too_long_goes_on(self, netsuite: NetSuite, account: Account) -> None:
        account.jobs.stuck = True
        output = await create(netsuite, *range(150), timeout_s=30)
        assert (output["unknown"], output["failed"]) == (100, 50)
        assert output["jobs"][0]["completed"] is False
        assert "wait-for-job" in output["warnings"][0]
        assert {item["error"]["code"] for item in output["items"][100:]} == {"NOT_SENT"}
        account.jobs.stuck = False
        waited = await netsuite.run("wait-for-job", {"job_id": output["jobs"][0]["job_id"]})
        assert {task["state"] for task in waited["tasks"]} == {"succeeded"}

    async def test_what_is_done_when_the_time_is_over_is_told(self, netsuite: NetSuite, account: Account) -> None:
        account.jobs.configure(JobSettings(moves="hand"))
        await create(netsuite, 1, 2, 3, timeout_s=1)
        account.jobs.advance(2)
        output = await create(netsuite, 1, 2, 3, timeout_s=1)
        assert column(output, "outcome") == ["created", "created", "unknown"]

    async def test_the_first_request_refused_is_an_error(self, netsuite: NetSuite) -> None:
        with pytest.raises(NotFoundError) as caught:
            await netsuite.run("create-records", {"record_type": "custmer", "items": [{"companyName": "x"}]})
        assert "Did you mean customer" in caught.value.fix

    async def test_a_later_request_refused_hides_nothing(self, over_wire: NetSuite, wire: Any) -> None:
        submissions = 0

        def refuse_second(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            nonlocal submissions
            submissions += is_submission(request)
            if is_submission(request) and submissions == 2:
                body = {"status": 400, "o:errorDetails": [{"detail": "No more today.", "o:errorCode": "USER_ERROR"}]}
                return httpx.Response(400, json=body, request=request)
            return response

        wire.rewrite(refuse_second)
        output = await create(over_wire, *range(250))
        assert (output["succeeded"], output["failed"]) == (100, 150)
        assert output["items"][100]["error"]["message"] == "No more today."
        assert output["items"][200]["error"]["code"] == "NOT_SENT"
        assert submissions == 2

    async def test_an_answer_that_never_comes(self, over_wire: NetSuite, wire: Any) -> None:
        wire.lose_answer(is_submission, times=100)
        with pytest.raises(UnavailableError):
            await create(over_wire, 1)

    async def test_no_job_in_the_answer(self, over_wire: NetSuite, wire: Any) -> None:
        wire.rewrite(
            lambda request, response: httpx.Response(204, request=request) if is_submission(request) else response
        )
        with pytest.raises(ContractError, match="named no job"):
            await create(over_wire, 1)

    async def test_a_result_that_cannot_be_had(self, over_wire: NetSuite, wire: Any) -> None:
        wire.lose_answer(lambda request: request.url.path.endswith("/task/2/result"), times=100)
        output = await create(over_wire, 1, 2, 3)
        assert column(output, "outcome") == ["created", "unknown", "created"]
        assert output["items"][1]["error"]["error"] == "UnavailableError"

    @by("status", [404, 403, 500])
    async def test_a_result_that_is_refused_though_the_task_succeeded(
        self, over_wire: NetSuite, wire: Any, status: int
    ) -> None:
        def refuse(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            if request.url.path.endswith("/task/2/result"):
                body = {"o:errorDetails": [{"detail": "Not here.", "o:errorCode": "NONEXISTENT_ID"}]}
                return httpx.Response(status, json=body, request=request)
            return response

        wire.rewrite(refuse)
        output = await create(over_wire, 1, 2, 3)
        assert column(output, "outcome") == ["created", "unknown", "created"]
        assert output["items"][1]["error"]["message"] == "Not here."

    @by("stops", [False, True])
    async def test_a_batch_that_stops_at_its_first_failure(
        self, netsuite: NetSuite, account: Account, stops: bool
    ) -> None:
        account.jobs.configure(JobSettings(stop_on_error=stops))
        items = kilns(1, 2, 3)
        del items[0]["subsidiary"]
        output = await netsuite.run("create-records", {"record_type": "customer", "items": items})
        rest = "failed" if stops else "created"
        assert column(output, "outcome") == ["failed", rest, rest]


@by(
    "settings",
    [
        JobSettings(location="relative"),
        JobSettings(write_result="body"),
        JobSettings(error_result="ok"),
        JobSettings(progress="percent"),
        JobSettings(failed_word="error", failed_job_word="succeeded"),
        JobSettings(failed_job_word="completed_with_errors"),
        JobSettings(moves="clock", delay=0, duration=0, batch_order="parallel"),
    ],
    ids=["relative", "body", "ok", "percent", "kind words", "other words", "at once"],
)
async def test_every_form_that_may_be_met(netsuite: NetSuite, account: Account, settings: JobSettings) -> None:
    account.jobs.configure(settings)
    items = kilns(1, 2)
    del items[1]["subsidiary"]
    output = await netsuite.run("create-records", {"record_type": "customer", "items": items})
    assert column(output, "outcome") == ["created", "failed"]
    assert output["items"][0]["record_id"] == (stored(account, "KILN-1") or {})["id"]
    assert output["items"][1]["error"]["code"] == "USER_ERROR"
    again = await netsuite.run("create-records", {"record_type": "customer", "items": items})
    assert column(again, "outcome") == ["created", "failed"]


class TestUpdate:
    async def test_by_either_id(self, netsuite: NetSuite, account: Account) -> None:
        made = await create(netsuite, 1, 2, 3)
        items = [
            {"externalId": "KILN-1", "phone": "+1 415 555 0101"},
            {"id": made["items"][1]["record_id"], "phone": "+1 415 555 0102"},
            {"id": int(made["items"][2]["record_id"]), "externalId": "KILN-3b"},
            {"externalId": "NOBODY", "phone": "+1 415 555 0104"},
        ]
        output = await netsuite.run("update-records", {"record_type": "customer", "items": items})
        assert column(output, "outcome") == ["updated", "updated", "updated", "failed"]
        assert column(output, "record_id")[:3] == column(made, "record_id")
        assert column(output, "matched_by")[1:3] == ["internal ID", "internal ID"]
        assert (stored(account, "KILN-1") or {})["phone"] == "+1 415 555 0101"
        assert stored(account, "KILN-3b") is not None

    async def test_a_second_run_is_done_again(self, netsuite: NetSuite, account: Account) -> None:
        await create(netsuite, 1)
        for phone in ("+1 415 555 0101", "+1 415 555 0102", "+1 415 555 0101"):
            items = [{"externalId": "KILN-1", "phone": phone}]
            await netsuite.run("update-records", {"record_type": "customer", "items": items})
            assert (stored(account, "KILN-1") or {})["phone"] == phone


class TestUpsert:
    async def test_repeating_doubles_nothing(self, netsuite: NetSuite, account: Account) -> None:
        address = {"label": "HQ", "addressBookAddress": {"country": {"id": "US"}, "city": "Portland"}}
        inputs = {"record_type": "customer", "items": kilns(1, 2, addressBook={"items": [address]})}
        first = await netsuite.run("upsert-records", inputs)
        second = await netsuite.run("upsert-records", inputs)
        assert column(first, "record_id") == column(second, "record_id")
        assert column(second, "outcome") == ["created or updated"] * 2
        assert len((stored(account, "KILN-1") or {})["addressBook"]) == 1
        assert second["jobs"][0]["repeated"] is False


class TestDelete:
    async def test_by_either_id_and_again(self, netsuite: NetSuite, account: Account) -> None:
        made = await create(netsuite, *range(130))
        ids = column(made, "record_id")[:120]
        inputs = {"record_type": "customer", "record_ids": ids, "external_ids": [f"KILN-{n}" for n in range(120, 130)]}
        output = await netsuite.run("delete-records", inputs)
        assert (output["succeeded"], output["failed"]) == (130, 0)
        assert stored(account, "KILN-125") is None
        again = await netsuite.run("delete-records", inputs)
        assert again["failed"] == 130
        assert {item["error"]["error"] for item in again["items"]} == {"NotFoundError"}


class TestGet:
    async def test_by_either_id(self, netsuite: NetSuite) -> None:
        made = await create(netsuite, 1, 2)
        output = await netsuite.run(
            "get-records",
            {
                "record_type": "customer",
                "record_ids": [made["items"][1]["record_id"], 999999],
                "external_ids": ["KILN-1"],
                "expand_sub_resources": True,
            },
        )
        assert column(output, "outcome") == ["read", "failed", "read"]
        assert [(item["record"] or {}).get("companyName") for item in output["items"]] == ["Kiln 2", None, "Kiln 1"]
        assert column(output, "matched_by") == ["internal ID", "request order", "external ID"]
        assert "links" not in str(output)

    async def test_some_fields_of_many(self, netsuite: NetSuite, account: Account) -> None:
        ids = account.store.ids("customer")[:30]
        output = await netsuite.run(
            "get-records", {"record_type": "customer", "record_ids": ids, "fields": ["entityId"]}
        )
        assert column(output, "record_id") == ids
        assert all(item["record"].keys() == {"entityId"} for item in output["items"])


@by(
    ("key", "inputs"),
    [
        ("create-records", {"items": []}),
        ("create-records", {"items": [{"id": "1"}]}),
        ("update-records", {"items": [{"phone": "1"}]}),
        ("upsert-records", {"items": [{"companyName": "x"}]}),
        ("upsert-records", {"items": kilns(1), "replace": ["addressBook"]}),
        ("delete-records", {}),
        ("delete-records", {"external_ids": ["A,B"]}),
        ("delete-records", {"record_ids": ["7", "x"]}),
        ("get-records", {"record_ids": [1], "fields": ["a,b"]}),
        ("get-records", {"record_ids": [1], "timeout_s": 0}),
        ("create-records", {"items": [{"companyName": float("nan")}]}),
    ],
)
async def test_what_cannot_work_is_not_sent(over_wire: NetSuite, wire: Any, key: str, inputs: dict[str, Any]) -> None:
    with pytest.raises((InputError, SchemaViolationError)) as caught:
        await over_wire.run(key, {"record_type": "customer", **inputs})
    assert caught.value.fix
    assert wire.sent == []


async def test_names_are_checked_where_they_are_known(over_wire: NetSuite, wire: Any) -> None:
    await over_wire.run("get-record-metadata", {"record_type": "customer"})
    items = [*kilns(1), {**kilns(2)[0], "compnyName": "x"}]
    with pytest.raises(InputError) as caught:
        await over_wire.run("create-records", {"record_type": "customer", "items": items})
    assert caught.value.field == "items[1].compnyName"
    assert "companyName" in caught.value.fix
    assert not any(is_submission(request) for request in wire.sent)


class TestFaults:
    """Everything at once: answers of all kinds are lost while a batch runs, and nothing is doubled or untold."""

    async def test_a_bad_day(self, over_wire: NetSuite, wire: Any, account: Account) -> None:
        wire.lose_answer(is_submission, times=3)
        wire.lose_answer(lambda request: request.url.path.endswith("/task"), times=2)
        seen: set[str] = set()

        def first_time(request: httpx.Request) -> bool:
            new = "/result" in request.url.path and request.url.path not in seen
            seen.add(request.url.path)
            return new

        wire.lose_answer(first_time, times=120)
        before = account.store.count("customer")
        output = await create(over_wire, *range(120))
        assert (output["succeeded"], output["failed"], output["unknown"]) == (120, 0, 0)
        assert account.store.count("customer") == before + 120
        for item in output["items"]:
            assert (account.store.get("customer", item["record_id"]) or {})["externalId"] == item["external_id"]

    async def test_a_throttled_account(self, netsuite: NetSuite, account: Account) -> None:
        account.lanes.limit = 3
        output = await create(netsuite, *range(50))
        assert output["succeeded"] == 50
