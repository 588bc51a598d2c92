"""The account's limit of requests in flight."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.core.lanes import Lanes
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from suiteplug.emulator.access.tiers import Tier
    from suiteplug.emulator.clock import Clock

ORIGIN = "http://127.0.0.1:8765"
SERVER_TIME = f"{ORIGIN}/services/rest/system/v1/serverTime"
ECHO = f"{ORIGIN}/app/site/hosting/restlet.nl?script=101&deploy=1"


async def test_the_request_too_many_is_refused(clock: Clock) -> None:
    with Account.open(Settings(seed="empty", lanes=3, latency_ms=20), clock) as account:
        token = ready_connection(account, "oauth-authorization-code", base_url=ORIGIN)["access_token"]
        transport = httpx.ASGITransport(create_app(account))
        async with httpx.AsyncClient(transport=transport, headers={"Authorization": f"Bearer {token}"}) as http:
            replies = await asyncio.gather(*(http.get(SERVER_TIME) for _ in range(5)))
            assert sorted(reply.status_code for reply in replies) == [200, 200, 200, 429, 429]
            assert (account.lanes.peak, account.lanes.refused, account.lanes.in_flight) == (3, 2, 0)
            assert (await http.get(SERVER_TIME)).status_code == 200


async def test_the_documented_429(http: httpx.AsyncClient, account: Account, tba: Any) -> None:
    account.lanes.held = 15
    reply = await http.get(SERVER_TIME, headers=tba.headers(SERVER_TIME))
    assert reply.status_code == 429
    body = reply.json()
    body.pop("type")
    assert body == {
        "title": "Bad Request",
        "status": 429,
        "o:errorCode": "USER_ERROR",
        "o:errorDetails": [
            {
                "detail": "Concurrent request limit exceeded. Request blocked.",
                "o:errorCode": "CONCURRENCY_LIMIT_EXCEEDED",
            }
        ],
    }
    assert "retry-after" not in reply.headers


async def test_a_restlet_answers_400(http: httpx.AsyncClient, account: Account, tba: Any) -> None:
    account.lanes.held = 15
    reply = await http.get(ECHO, headers=tba.headers(ECHO) | {"Content-Type": "application/json"})
    assert (reply.status_code, reply.json()["error"]["code"]) == (400, "SSS_REQUEST_LIMIT_EXCEEDED")


async def test_tokens_are_given_while_all_lanes_are_taken(http: httpx.AsyncClient, account: Account) -> None:
    account.lanes.held = 15
    assert (await http.get("/services/rest/auth/oauth2/v1/keys")).status_code == 200


def test_an_integration_with_lanes_of_its_own(account: Account) -> None:
    lanes = Lanes(5, account.access)
    account.access.integrations["2"].concurrency_limit = 2
    assert lanes.unallocated == 3
    assert [lanes.enter("2") for _ in range(3)] == ["2", "2", None]
    assert [lanes.enter(each) for each in ("1", "1", "3", "1")] == ["shared", "shared", "shared", None]
    lanes.leave("2")
    assert [lanes.enter("3"), lanes.enter("2")] == [None, "2"]
    assert (lanes.peak, lanes.refused, lanes.in_flight) == (5, 3, 5)


@pytest.mark.parametrize(("limit", "left"), [(2, 3), (10, 1)])
def test_one_lane_always_stays_unallocated(account: Account, limit: int, left: int) -> None:
    account.access.integrations["2"].concurrency_limit = limit
    assert Lanes(5, account.access).unallocated == left


async def test_a_lane_is_given_back_when_a_door_fails(http: httpx.AsyncClient, account: Account, tba: Any) -> None:
    url = f"{ORIGIN}/services/rest/nothing/v1"
    assert (await http.get(url, headers=tba.headers(url))).status_code == 404
    assert account.lanes.in_flight == 0


@pytest.mark.parametrize(
    ("tier", "licences", "limit"),
    [
        ("standard", 0, 5),
        ("standard", 1, 15),
        ("premium", 0, 15),
        ("premium", 3, 45),
        ("enterprise", 6, 80),
        ("ultimate", 12, 140),
        ("shared", 1, 15),
        ("3", 0, 5),
        ("2", 0, 10),
        ("1", 2, 35),
        ("1+", 0, 15),
        ("0", 0, 20),
    ],
)
def test_tiers(tier: Tier, licences: int, limit: int) -> None:
    """Oracle help: bridgehead_1500275603."""
    settings = Settings(tier=tier, suitecloud_plus=licences)
    assert settings.concurrency_limit == limit
    assert replace(settings, development=True).concurrency_limit == 5


@pytest.mark.parametrize(("tier", "licences"), [("standard", 2), ("premium", 4), ("enterprise", -1)])
def test_licences_that_cannot_be(tier: Tier, licences: int) -> None:
    with pytest.raises(ValueError, match="SuiteCloud Plus"):
        _ = Settings(tier=tier, suitecloud_plus=licences).concurrency_limit


def test_a_reserved_share_and_the_rest(account: Account) -> None:
    """40 lanes, 16 of them reserved: 18 requests of that integration, 9 and 16 of two others; three are refused."""
    lanes = Lanes(40, account.access)
    account.access.integrations["1"].concurrency_limit = 16
    refused = [sum(lanes.enter(each) is None for _ in range(sent)) for each, sent in (("1", 18), ("2", 9), ("3", 16))]
    assert refused == [2, 0, 1]


def test_enforced_flexibly(account: Account) -> None:
    lanes = Lanes(5, account.access, beyond=2)
    assert [lanes.enter("1") for _ in range(8)] == ["shared"] * 7 + [None]
    assert (lanes.limit, lanes.unallocated) == (5, 5)


async def test_limits_as_an_administrator_reads_them(http: httpx.AsyncClient, account: Account) -> None:
    """Oracle help: article_0625010817."""
    url = f"{ORIGIN}/services/rest/system/v1/governanceLimits"
    fields = ready_connection(account, "oauth-authorization-code", base_url=ORIGIN, role_id="3")
    bearer = {"Authorization": f"Bearer {fields['access_token']}"}
    await http.post("/emulator/lanes", json={"tier": "premium", "suitecloud_plus": 1})
    assert (await http.get(url, headers=bearer)).json() == {
        "accountConcurrencyLimit": 25,
        "accountUnallocatedConcurrencyLimit": 25,
        "integrationLimitType": "accountLimit",
    }
    await http.post("/emulator/integrations/3", json={"concurrency_limit": 10})
    assert (await http.get(url, headers=bearer)).json() == {
        "accountConcurrencyLimit": 25,
        "accountUnallocatedConcurrencyLimit": 15,
        "integrationConcurrencyLimit": 10,
        "integrationLimitType": "integrationSpecific",
    }


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/emulator/integrations/3", {"concurrency_limit": 15}),
        ("/emulator/lanes", {"limit": 0}),
        ("/emulator/lanes", {"tier": "standard", "suitecloud_plus": 2}),
        ("/emulator/lanes", {"tier": "gold"}),
    ],
)
async def test_one_lane_must_stay(http: httpx.AsyncClient, account: Account, path: str, given: dict[str, Any]) -> None:
    assert (await http.post(path, json=given)).status_code == 400
    assert (account.lanes.limit, account.lanes.unallocated) == (15, 15)


async def test_invalid_login_under_load(clock: Clock) -> None:
    """Too many requests at once may also show as a refused sign-in (julbrs/netsuite-api-client issue 26)."""
    with Account.open(Settings(seed="empty", lanes=15, latency_ms=30), clock) as account:
        account.faults.add({"kind": "reply", "status": 401}, min_in_flight=3)
        token = ready_connection(account, "oauth-authorization-code", base_url=ORIGIN)["access_token"]
        transport = httpx.ASGITransport(create_app(account))
        async with httpx.AsyncClient(transport=transport, headers={"Authorization": f"Bearer {token}"}) as http:
            replies = await asyncio.gather(*(http.get(SERVER_TIME) for _ in range(6)))
            assert [reply.status_code for reply in replies] == [200, 200, 200, 401, 401, 401]
            assert (await http.get(SERVER_TIME)).status_code == 200


async def test_retry_after_only_when_asked_for(clock: Clock) -> None:
    with Account.open(Settings(seed="empty", retry_after_s=3), clock) as account:
        account.lanes.held = 15
        token = ready_connection(account, "oauth-authorization-code", base_url=ORIGIN)["access_token"]
        transport = httpx.ASGITransport(create_app(account))
        async with httpx.AsyncClient(transport=transport, headers={"Authorization": f"Bearer {token}"}) as http:
            reply = await http.get(SERVER_TIME)
            assert (reply.status_code, reply.headers["retry-after"]) == (429, "3")
