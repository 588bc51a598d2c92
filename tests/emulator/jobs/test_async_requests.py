"""Single asynchronous requests: the documented exchange, and what stands behind switches.

Oracle help: subsect_161278579295, subsect_161252896355, subsect_161252889998, subsect_164494900632.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.jobs.settings import JobSettings
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from suiteplug.emulator.clock import Clock

ORIGIN = "http://127.0.0.1:8765"
RECORDS = "/services/rest/record/v1"
KEY = "6b0f7a3e-3a86-4a57-9d9e-1f6f2f4f7f10"
KILN = {"companyName": "Blue Kiln Ltd", "isPerson": False, "subsidiary": {"id": "1"}}
by = pytest.mark.parametrize


async def test_the_documented_exchange(caller: Any, clock: Clock) -> None:
    accepted = await caller.send(
        "POST", f"{RECORDS}/customer", KILN, prefer="respond-async", x_netsuite_idempotency_key=KEY
    )
    assert accepted.status_code == 202
    assert accepted.headers["preference-applied"] == "respond-async"
    assert accepted.content == b""
    job_url = f"{ORIGIN}/services/rest/async/v1/job/1"
    assert accepted.headers["location"] == job_url

    assert await caller.get(job_url) == {
        "links": [{"rel": "self", "href": job_url}],
        "completed": False,
        "id": "1",
        "progress": "pending",
        "task": {"links": [{"rel": "self", "href": f"{job_url}/task"}]},
    }
    clock.shift(timedelta(seconds=12))
    done = await caller.get(job_url)
    assert (done["completed"], done["progress"]) == (True, "succeeded")

    assert await caller.get(f"{job_url}/task") == {
        "links": [{"rel": "self", "href": f"{job_url}/task"}],
        "count": 1,
        "items": [{"links": [{"rel": "self", "href": f"{job_url}/task/1"}]}],
    }
    assert await caller.get(f"{job_url}/task/1") == {
        "links": [{"rel": "related", "href": f"{job_url}/task/1/result"}, {"rel": "self", "href": f"{job_url}/task/1"}],
        "completed": True,
        "endTime": "2026-08-12T12:04:40Z",
        "id": "1",
        "progress": "succeeded",
        "startTime": "2026-08-12T12:04:40Z",
    }
    result = await caller.send("GET", f"{job_url}/task/1/result")
    assert result.status_code == 204
    created = await caller.get(result.headers["location"])
    assert created["companyName"] == "Blue Kiln Ltd"


async def test_the_result_of_a_read_is_the_record(caller: Any) -> None:
    path = "/currency/1?fields=symbol"
    at_once = await caller.get(f"{RECORDS}{path}")
    job = await caller.submit("GET", path)
    await caller.get(job)
    (result,) = await caller.results(job)
    assert result.json() == at_once
    assert result.headers["content-type"].startswith("application/vnd.oracle.resource+json; type=singular")


async def test_the_result_of_a_refused_request_is_the_refusal(caller: Any) -> None:
    at_once = await caller.send("POST", f"{RECORDS}/customer", {"companyName": "No subsidiary", "phone": 5.5})
    job = await caller.submit("POST", "/customer", {"companyName": "No subsidiary", "phone": 5.5})
    await caller.get(job)
    done = await caller.get(job)
    assert done["completed"] is True
    assert done["progress"] != "succeeded"
    (result,) = await caller.results(job)
    assert (result.status_code, result.json()) == (at_once.status_code, at_once.json())


@by(("method", "path", "status"), [("PATCH", "/customer/{id}", 204), ("DELETE", "/customer/{id}", 204)])
async def test_any_request_of_the_record_service(caller: Any, method: str, path: str, status: int) -> None:
    created = await caller.send("POST", f"{RECORDS}/customer", KILN)
    path = path.format(id=created.headers["location"].rpartition("/")[2])
    job = await caller.submit(method, path, {"phone": "+1 415 555 0100"} if method == "PATCH" else None)
    await caller.get(job)
    (result,) = await caller.results(job)
    assert result.status_code == status
    read = await caller.send("GET", f"{RECORDS}{path}")
    assert read.status_code == (404 if method == "DELETE" else 200)
    if method == "PATCH":
        assert read.json()["phone"] == "+1 415 555 0100"


async def test_a_transform_runs_later_too(caller: Any, account: Account) -> None:
    job = await caller.submit("POST", "/salesOrder/999999/!transform/invoice", {})
    account.jobs.advance()
    (result,) = await caller.results(job)
    assert result.status_code == 400
    assert "Transaction type specified is incorrect." in result.text


async def test_nothing_happens_before_the_time(caller: Any, account: Account) -> None:
    account.jobs.configure(JobSettings(moves="hand"))
    job = await caller.submit("POST", "/customer", {**KILN, "externalId": "LATER-1"})
    for _ in range(5):
        assert (await caller.get(job))["progress"] == "pending"
    assert (await caller.send("GET", f"{RECORDS}/customer/eid:LATER-1")).status_code == 404
    assert (await caller.get(f"{job}/task/1"))["completed"] is False
    assert (await caller.send("GET", f"{job}/task/1/result")).status_code == 404
    assert account.jobs.advance() == 1
    assert (await caller.send("GET", f"{RECORDS}/customer/eid:LATER-1")).status_code == 200


class TestIdempotency:
    async def test_a_repeat_is_a_conflict_that_names_the_first_job(self, caller: Any) -> None:
        headers = {"prefer": "respond-async", "x_netsuite_idempotency_key": KEY}
        first = await caller.send("POST", f"{RECORDS}/customer", KILN, **headers)
        second = await caller.send("POST", f"{RECORDS}/customer", KILN, **headers)
        assert second.status_code == 400
        assert second.headers["location"] == first.headers["location"]
        body = second.json()
        assert body["title"] == "Conflict"
        assert body["o:errorDetails"][0]["o:errorCode"] == "IDEMPOTENCY_ERROR"

    async def test_it_is_ignored_when_synchronous(self, caller: Any) -> None:
        for _ in range(2):
            reply = await caller.send("POST", f"{RECORDS}/customer", KILN, x_netsuite_idempotency_key=KEY)
            assert reply.status_code == 204

    async def test_another_key_is_another_job(self, caller: Any) -> None:
        jobs = {await caller.submit("POST", "/customer", KILN, x_netsuite_idempotency_key=key) for key in (KEY, "b")}
        assert len(jobs) == 2

    async def test_life_of_a_key_is_a_switch(self, caller: Any, account: Account, clock: Clock) -> None:
        account.jobs.configure(JobSettings(key_life_s=3600))
        first = await caller.submit("POST", "/customer", KILN, x_netsuite_idempotency_key=KEY)
        clock.shift(timedelta(minutes=59))
        again = await caller.send(
            "POST", f"{RECORDS}/customer", KILN, prefer="respond-async", x_netsuite_idempotency_key=KEY
        )
        assert again.status_code == 400
        clock.shift(timedelta(minutes=2))
        assert await caller.submit("POST", "/customer", KILN, x_netsuite_idempotency_key=KEY) != first


class TestDoor:
    @by(
        "path",
        ["/job/77", "/job/x", "/job/77/task", "/job/1/task/2", "/job/1/task/2/result", "/job/" + "9" * 30],
    )
    async def test_what_is_not_there(self, caller: Any, path: str) -> None:
        await caller.submit("GET", "/currency/1")
        assert (await caller.send("GET", f"/services/rest/async/v1{path}")).status_code == 404

    async def test_only_get(self, caller: Any) -> None:
        job = await caller.submit("GET", "/currency/1")
        assert (await caller.send("DELETE", job)).status_code == 405

    @by("path", ["", "/job", "/queue/1"])
    async def test_other_addresses(self, caller: Any, path: str) -> None:
        assert (await caller.send("GET", f"/services/rest/async/v1{path}")).status_code == 400

    async def test_suiteql_is_not_asynchronous(self, caller: Any) -> None:
        reply = await caller.send(
            "POST",
            "/services/rest/query/v1/suiteql",
            {"q": "SELECT id FROM currency"},
            prefer="transient, respond-async",
        )
        assert reply.status_code == 200


class TestQueue:
    async def test_by_the_clock(self, caller: Any, account: Account, clock: Clock) -> None:
        account.jobs.configure(JobSettings(moves="clock", processors=1, delay=5, duration=10))
        jobs = [await caller.submit("GET", "/currency/1") for _ in range(2)]
        states = []
        for seconds in (14, 2, 10):
            clock.shift(timedelta(seconds=seconds))
            states.append([(await caller.get(job))["completed"] for job in jobs])
        assert states == [[False, False], [True, False], [True, True]]

    async def test_more_processors_do_more_at_a_time(self, caller: Any, account: Account, clock: Clock) -> None:
        account.jobs.configure(JobSettings(moves="clock", processors=2, delay=5, duration=10))
        jobs = [await caller.submit("GET", "/currency/1") for _ in range(2)]
        clock.shift(timedelta(seconds=16))
        assert [(await caller.get(job))["completed"] for job in jobs] == [True, True]

    async def test_results_are_kept_for_a_while(self, caller: Any, account: Account, clock: Clock) -> None:
        account.jobs.configure(JobSettings(keep_s=3600))
        job = await caller.submit("GET", "/currency/1")
        clock.shift(timedelta(hours=1, seconds=1))
        assert (await caller.send("GET", job)).status_code == 404

    async def test_it_runs_as_who_submitted_it(self, account: Account, http: httpx.AsyncClient, caller: Any) -> None:
        reader = type(caller)(account, http, role="1001")
        job = await reader.submit("POST", "/customer", KILN)
        await caller.get(job)
        (result,) = await caller.results(job)
        assert result.status_code == 403

    async def test_a_stuck_queue(self, caller: Any, account: Account) -> None:
        job = await caller.submit("GET", "/currency/1")
        account.jobs.stuck = True
        assert [(await caller.get(job))["completed"] for _ in range(3)] == [False] * 3
        account.jobs.stuck = False
        assert (await caller.get(job))["completed"] is True

    async def test_the_admin_door(self, caller: Any, http: httpx.AsyncClient) -> None:
        async def admin(change: dict[str, Any]) -> Any:
            return (await http.post(f"{ORIGIN}/emulator/jobs", json=change)).json()

        assert (await admin({"moves": "hand", "processors": 1}))["settings"]["moves"] == "hand"
        job = await caller.submit("GET", "/currency/1")
        await caller.submit("GET", "/currency/2")
        assert [entry["replies"] for entry in (await admin({"advance": 1}))["items"]] == [[200], [None]]
        assert (await caller.get(job))["completed"] is True
        assert [entry["replies"] for entry in (await admin({"advance": True}))["items"]] == [[200], [200]]
        assert (await admin({"stuck": True}))["stuck"] is True
        assert (await http.get(f"{ORIGIN}/emulator/jobs")).json()["stuck"] is True
        assert "cannot change colour" in (await admin({"colour": "blue"}))["error"]

    async def test_jobs_are_kept_in_the_file_and_end_with_a_reset(
        self, tmp_path: Path, clock: Clock, caller: Any
    ) -> None:
        settings = Settings(seed="empty", data=tmp_path / "a.sqlite", jobs=JobSettings(moves="hand"))
        with Account.open(settings, clock) as account:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app(account))) as http:
                await type(caller)(account, http).submit("GET", "/currency/1")
            assert [job.completed for job in account.jobs.jobs()] == [False]
        with Account.open(settings, clock) as account:
            assert account.jobs.advance() == 1
            assert [job.completed for job in account.jobs.jobs()] == [True]
            account.reset()
            assert account.jobs.jobs() == []


@by(
    ("changed", "check"),
    [
        ({"location": "relative"}, "location"),
        ({"single_task_id": "one"}, "task"),
        ({"write_result": "body"}, "write"),
        ({"error_result": "ok"}, "error"),
        ({"progress": "percent"}, "progress"),
    ],
)
async def test_what_is_not_published_stands_behind_switches(
    caller: Any, account: Account, changed: dict[str, Any], check: str
) -> None:
    await caller.submit("GET", "/currency/1")
    account.jobs.configure(JobSettings(**changed))
    job = await caller.submit("POST", "/customer", {} if check == "error" else KILN)
    assert job == ("/services/rest/async/v1/job/2" if check == "location" else f"{ORIGIN}/services/rest/async/v1/job/2")
    waiting = await caller.get(job)
    done = await caller.get(job)
    listed = (await caller.get(f"{job}/task"))["items"][0]["links"][0]["href"]
    (result,) = await caller.results(job)
    assert listed.rpartition("/")[2] == ("1" if check == "task" else "2")
    assert (waiting["progress"], done["progress"]) == {
        "progress": (0, 100),
        "error": ("pending", "failed"),
    }.get(check, ("pending", "succeeded"))
    if check == "write":
        assert result.json() == {
            "id": result.json()["location"].rpartition("/")[2],
            "location": result.json()["location"],
        }
    if check == "error":
        assert result.status_code == 200
        assert result.json()["status"] == 400


FORM = "application/vnd.oracle.resource+json; type=create-form"


async def test_a_form_may_be_a_job(caller: Any) -> None:
    job = await caller.submit("POST", "/salesOrder", {}, accept=FORM)
    while not (await caller.get(job))["completed"]:
        pass
    result = (await caller.results(job))[0]
    assert result.headers["content-type"].startswith(FORM)
    assert "links" in result.json()


@pytest.mark.parametrize("job_settings", [JobSettings(forms="now")])
async def test_or_comes_at_once(caller: Any, account: Account) -> None:
    reply = await caller.send("POST", f"{RECORDS}/salesOrder", {}, prefer="respond-async", accept=FORM)
    assert (reply.status_code, reply.headers["content-type"].startswith(FORM)) == (200, True)
    assert account.store.count("salesOrder") == 0
