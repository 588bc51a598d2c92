"""Each kind of fault as a caller sees it, and what the account did meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.emulator.server import serve

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account

CUSTOMER = "/services/rest/record/v1/customer"
TIME = "/services/rest/system/v1/serverTime"
SUITEQL = "/services/rest/query/v1/suiteql"
RESTLET = "/app/site/hosting/restlet.nl?script=customscript_echo&deploy=customdeploy_echo"
NEW = {"companyName": "Blue Kiln Ltd", "subsidiary": {"id": "1"}}


@pytest.mark.parametrize(("when", "left"), [("before", 0), ("after", 1)])
async def test_dropped_in_process(http: httpx.AsyncClient, account: Account, when: str, left: int) -> None:
    before = account.store.count("customer")
    account.faults.add({"kind": "drop", "when": when}, method="POST")
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        await http.post(CUSTOMER, json=NEW)
    assert account.store.count("customer") == before + left
    assert (account.traffic.exchanges[-1].status, account.traffic.exchanges[-1].fault) == (0, "drop")


@pytest.mark.parametrize(("when", "left"), [("before", 0), ("after", 1)])
async def test_dropped_on_a_socket(
    account: Account, bearer: dict[str, str], when: str, left: int, caplog: pytest.LogCaptureFixture
) -> None:
    before = account.store.count("customer")
    account.faults.add({"kind": "drop", "when": when}, method="POST", times=1)
    async with serve(account) as url, httpx.AsyncClient(base_url=url, headers=bearer) as http:
        with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
            await http.post(CUSTOMER, json=NEW)
        assert (await http.get(TIME)).status_code == 200
    assert account.store.count("customer") == before + left
    assert not caplog.records


@pytest.mark.parametrize("gzip", [True, False])
async def test_truncated(account: Account, http: httpx.AsyncClient, bearer: dict[str, str], gzip: bool) -> None:
    encoding = {"Accept-Encoding": "gzip" if gzip else "identity"}
    account.faults.add({"kind": "truncate", "keep": 0.25}, path="*/metadata-catalog/customer")
    path = "/services/rest/record/v1/metadata-catalog/customer"
    with pytest.raises(httpx.RemoteProtocolError, match="complete message body"):
        await http.get(path, headers=encoding)
    async with serve(account) as url, httpx.AsyncClient(base_url=url, headers=bearer) as client:
        with pytest.raises(httpx.RemoteProtocolError, match="complete message body"):
            await client.get(path, headers=encoding)


async def test_a_reply_without_a_body_cannot_be_cut(account: Account, http: httpx.AsyncClient) -> None:
    account.faults.add({"kind": "truncate"}, method="OPTIONS")
    with pytest.raises(httpx.RemoteProtocolError):
        await http.options(CUSTOMER)


@pytest.mark.parametrize(
    ("status", "code"), [(401, "INVALID_LOGIN"), (429, "CONCURRENCY_LIMIT_EXCEEDED"), (500, "UNEXPECTED_ERROR")]
)
async def test_replies_in_netsuites_words(account: Account, http: httpx.AsyncClient, status: int, code: str) -> None:
    account.faults.add({"kind": "reply", "status": status})
    reply = await http.get(TIME)
    assert (reply.status_code, reply.json()["o:errorDetails"][0]["o:errorCode"]) == (status, code)
    assert reply.headers["content-type"] == "application/vnd.oracle.resource+json; type=error; charset=UTF-8"
    assert ("www-authenticate" in reply.headers) == (status == 401)


@pytest.mark.parametrize(
    ("status", "sent", "code"),
    [(401, 401, "INVALID_LOGIN_ATTEMPT"), (429, 400, "SSS_REQUEST_LIMIT_EXCEEDED"), (500, 500, "UNEXPECTED_ERROR")],
)
async def test_replies_of_restlets(
    account: Account, http: httpx.AsyncClient, status: int, sent: int, code: str
) -> None:
    account.faults.add({"kind": "reply", "status": status})
    reply = await http.get(RESTLET)
    assert (reply.status_code, reply.json()["error"]["code"]) == (sent, code)


@pytest.mark.parametrize("status", [502, 503, 504])
async def test_gateways_know_no_json(account: Account, http: httpx.AsyncClient, status: int) -> None:
    before = account.store.count("customer")
    account.faults.add({"kind": "reply", "status": status, "when": "after", "headers": {"Retry-After": "3"}})
    reply = await http.post(CUSTOMER, json=NEW)
    assert (reply.status_code, reply.headers["content-type"]) == (status, "text/html; charset=UTF-8")
    assert (reply.headers["retry-after"], account.store.count("customer")) == ("3", before + 1)


async def test_reply_as_written(account: Account, http: httpx.AsyncClient) -> None:
    fault = {"kind": "reply", "status": 418, "text": "{}", "content_type": "application/json"}
    account.faults.add(fault)
    reply = await http.get(TIME)
    assert (reply.status_code, reply.json()) == (418, {})


async def test_slow_on_a_socket(account: Account, bearer: dict[str, str]) -> None:
    account.faults.add({"kind": "slow", "seconds": 60}, method="POST")
    before = account.store.count("customer")
    async with serve(account) as url, httpx.AsyncClient(base_url=url, headers=bearer, timeout=0.3) as http:
        waiting = asyncio.create_task(http.post(CUSTOMER, json=NEW))
        while account.lanes.in_flight == 0:
            await asyncio.sleep(0.01)
        assert account.store.count("customer") == before + 1
        with pytest.raises(httpx.ReadTimeout):
            await waiting


async def test_wrong_content_type(account: Account, http: httpx.AsyncClient) -> None:
    account.faults.add({"kind": "content-type"})
    reply = await http.get(TIME)
    assert reply.headers["content-type"] == "text/html; charset=UTF-8"
    assert reply.text.startswith("{")


async def test_clock_skew_refuses_signatures_by_time(account: Account, http: httpx.AsyncClient) -> None:
    account.faults.add({"kind": "clock-skew", "seconds": 7200}, times=1)
    assert (await http.get(TIME)).status_code == 401  # the access token lived an hour
    before = account.clock.now()
    await http.get(TIME)
    assert (account.clock.now() - before).total_seconds() < 60


@pytest.mark.parametrize("path", [SUITEQL, CUSTOMER])
async def test_zero_rows(account: Account, http: httpx.AsyncClient, path: str) -> None:
    account.store.put("customer", {"companyName": "Blue Kiln Ltd"})

    async def ask() -> Any:
        if path == CUSTOMER:
            return (await http.get(path)).json()
        query = {"q": "SELECT id FROM customer"}
        return (await http.post(path, json=query, headers={"Prefer": "transient"})).json()

    full = await ask()
    account.faults.add({"kind": "zero-rows"}, path=path)
    empty = await ask()
    assert full["totalResults"] > 0
    assert {**empty, "links": []} == {
        "links": [],
        "count": 0,
        "hasMore": False,
        "items": [],
        "offset": 0,
        "totalResults": 0,
    }
    assert list(empty) == list(full)


async def test_jobs_stuck(account: Account, http: httpx.AsyncClient) -> None:
    account.faults.add({"kind": "jobs-stuck"}, contains="Blue Kiln")
    reply = await http.post(CUSTOMER, json=NEW, headers={"Prefer": "respond-async"})
    assert (reply.status_code, account.jobs.stuck) == (202, True)
    for _ in range(5):
        job = (await http.get(reply.headers["location"])).json()
        assert not job["completed"]
