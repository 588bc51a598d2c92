"""Actions on jobs against the emulated account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector.client.client import ClientTools
from suiteplug.connector.errors import InputError, NotFoundError
from suiteplug.emulator.jobs.settings import JobSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

KILN = {"companyName": "Kiln", "isPerson": False, "subsidiary": {"id": "1"}}


async def submit(netsuite: NetSuite, **request: Any) -> str:
    """Any request of the record service, run later."""
    reply = await netsuite.run(
        "raw-request",
        {"service": "record", "headers": {"Prefer": "respond-async"}, **request},
    )
    assert reply["status"] == 202
    return str(reply["headers"]["location"].rpartition("/")[2])


async def test_a_request_that_runs_later(netsuite: NetSuite, account: Account) -> None:
    job_id = await submit(netsuite, method="POST", path="customer", body=KILN)
    first = await netsuite.run("get-job", {"job_id": job_id})
    assert first == {"job_id": job_id, "completed": False, "progress": "pending", "succeeded": None}
    assert (await netsuite.run("wait-for-job", {"job_id": job_id, "results": False}))["tasks"] == []
    assert (await netsuite.run("get-job", {"job_id": job_id}))["succeeded"] is True
    result = await netsuite.run("get-job-result", {"job_id": job_id})
    assert (result["state"], result["record"], result["error"]) == ("succeeded", None, None)
    assert (account.store.get("customer", result["record_id"]) or {})["companyName"] == "Kiln"


async def test_a_running_task(netsuite: NetSuite, account: Account) -> None:
    account.jobs.stuck = True
    job_id = await submit(netsuite, method="GET", path="currency/1")
    assert (await netsuite.run("get-job-result", {"job_id": job_id}))["state"] == "running"
    listed = await netsuite.run("list-job-tasks", {"job_id": job_id})
    assert [task["completed"] for task in listed["tasks"]] == [False]
    waited = await netsuite.run("wait-for-job", {"job_id": job_id, "timeout_s": 5})
    assert (waited["completed"], [task["state"] for task in waited["tasks"]]) == (False, ["running"])


async def test_ids_of_tasks_only(netsuite: NetSuite) -> None:
    listed = await netsuite.run("list-job-tasks", {"job_id": "1", "states": False})
    assert [(task["task_id"], task["completed"]) for task in listed["tasks"]] == [("1", None), ("2", None)]


async def test_a_batch_has_several_tasks(netsuite: NetSuite) -> None:
    with pytest.raises(InputError) as caught:
        await netsuite.run("get-job-result", {"job_id": "1"})
    assert caught.value.field == "task_id"
    assert "1, 2" in caught.value.fix


@pytest.mark.parametrize("key", ["get-job", "list-job-tasks", "get-job-result", "wait-for-job"])
async def test_there_is_no_such_job(netsuite: NetSuite, key: str) -> None:
    with pytest.raises(NotFoundError):
        await netsuite.run(key, {"job_id": "4711"})


@pytest.mark.parametrize("job_id", ["../../record/v1/customer", "", "1?x", "a b"])
async def test_an_id_cannot_lead_elsewhere(over_wire: NetSuite, wire: Any, job_id: str) -> None:
    with pytest.raises(InputError):
        await over_wire.run("get-job", {"job_id": job_id})
    assert wire.sent == []


class TestWaiting:
    """Time passes only while the connector sleeps."""

    @pytest.fixture
    def waits(self) -> list[float]:
        return []

    @pytest.fixture
    def patient(self, connect: Callable[..., NetSuite], account: Account, waits: list[float]) -> NetSuite:
        account.clock.freeze()

        async def sleep(seconds: float) -> None:
            from datetime import timedelta

            waits.append(seconds)
            account.clock.shift(timedelta(seconds=seconds))

        tools = ClientTools(now=account.clock.now, sleep=sleep, monotonic=account.clock.timestamp)
        return connect("tba", tools=tools)

    async def test_looks_come_ever_more_seldom(self, patient: NetSuite, account: Account, waits: list[float]) -> None:
        account.jobs.configure(JobSettings(moves="clock", delay=300, duration=0))
        job_id = await submit(patient, method="GET", path="currency/1")
        seen: list[str] = []
        output = await patient.run(
            "wait-for-job", {"job_id": job_id}, report=lambda _done, _total, what: seen.append(what)
        )
        assert output["completed"] is True
        assert waits == sorted(waits)
        assert waits[0] == 0.5
        assert waits[-1] == 30
        assert 300 <= sum(waits) < 330
        assert len(waits) < 25
        assert seen[0] == f"job {job_id}: pending"
        assert seen[-1] == "results read"

    async def test_it_gives_up_in_time(self, patient: NetSuite, account: Account, waits: list[float]) -> None:
        account.jobs.stuck = True
        job_id = await submit(patient, method="GET", path="currency/1")
        output = await patient.run("wait-for-job", {"job_id": job_id, "timeout_s": 60})
        assert output["completed"] is False
        assert sum(waits) == pytest.approx(60)
