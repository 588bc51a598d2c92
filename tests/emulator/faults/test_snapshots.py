"""Going back to a moment, and looking at what was received."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.restlet.registry import Restlet
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

CUSTOMER = "/services/rest/record/v1/customer"
TIME = "/services/rest/system/v1/serverTime"
RESTLET = "/app/site/hosting/restlet.nl?script=customscript_own&deploy=customdeploy_own"
NEW = {"companyName": "Blue Kiln Ltd", "subsidiary": {"id": "1"}}


async def customers(http: httpx.AsyncClient) -> int:
    query = {"q": "SELECT COUNT(*) AS n FROM customer"}
    reply = await http.post("/services/rest/query/v1/suiteql", json=query, headers={"Prefer": "transient"})
    return int(reply.json()["items"][0]["n"])


async def test_back_and_back_again(http: httpx.AsyncClient, account: Account) -> None:
    kept = (await http.post(CUSTOMER, json=NEW)).headers["location"]
    with account.snapshot() as snapshot:
        for name in ("Amber Mill", "Copper Yard"):
            added = await http.post(CUSTOMER, json={**NEW, "companyName": name})
            assert await customers(http) == 2
            account.restore(snapshot)
            assert await customers(http) == 1
            assert (await http.get(kept)).json()["companyName"] == "Blue Kiln Ltd"
            assert (await http.get(added.headers["location"])).status_code == 404
    again = await http.post(CUSTOMER, json={**NEW, "companyName": "Amber Mill"})
    assert again.headers["location"] == added.headers["location"]


async def test_everything_goes_back_and_counters_to_zero(http: httpx.AsyncClient, account: Account) -> None:
    account.clock.freeze(datetime(2026, 8, 12, tzinfo=UTC))
    account.restlets.deploy(Restlet("customscript_own", "77", "customdeploy_own", {"GET": lambda _: "mine"}))
    rule = account.faults.add({"kind": "reply", "status": 503}, nth=2)
    snapshot = account.snapshot()
    account.clock.shift(timedelta(minutes=10))
    account.lanes.held = 3
    assert [(await http.get(TIME)).status_code for _ in range(2)] == [200, 503]
    account.restore(snapshot)
    assert account.clock.now() == datetime(2026, 8, 12, tzinfo=UTC)
    assert (account.lanes.held, len(account.traffic.exchanges), rule.seen) == (0, 0, 0)
    account.clock.thaw()
    assert (await http.get(RESTLET)).text == "mine"


async def test_a_revoked_token_is_good_again(http: httpx.AsyncClient, account: Account) -> None:
    with account.snapshot() as snapshot:
        for integration in account.access.integrations.values():
            integration.enabled = False
        account.access.save()
        assert (await http.get(TIME)).status_code == 401
        account.restore(snapshot)
    assert (await http.get(TIME)).status_code == 200


def test_in_a_file_and_of_another_account(tmp_path: Path) -> None:
    settings = Settings(seed="empty", data=tmp_path / "account.db")
    with Account.open(settings) as account:
        snapshot = account.snapshot()
        account.store.put("customer", {"companyName": "Blue Kiln Ltd"})
        account.restore(snapshot)
        account.store.put("customer", {"companyName": "Amber Mill"})
    with Account.open(settings) as account:
        assert [body["companyName"] for body in account.store.scan("customer")] == ["Amber Mill"]
    with Account.open(Settings(seed="empty", account_id="7654321")) as other:
        with pytest.raises(ValueError, match="of account 1234567_SB1, not 7654321"):
            other.restore(snapshot)
        with pytest.raises(ValueError, match="holds account"):
            Account.open_copy(snapshot, Settings(account_id="7654321"))
    with pytest.raises(ValueError, match="in memory"):
        Account.open_copy(snapshot, settings)


def test_copies_go_their_own_ways(account: Account) -> None:
    account.store.put("customer", {"companyName": "Blue Kiln Ltd"})
    clock = Clock(datetime(2026, 8, 12, tzinfo=UTC))
    snapshot = account.snapshot()
    with Account.open_copy(snapshot, clock=clock) as first, Account.open_copy(snapshot) as second:
        first.store.put("customer", {"companyName": "Amber Mill"})
        assert [copy.store.count("customer") for copy in (account, first, second)] == [1, 2, 1]
        assert (first.clock, second.clock.hands) == (clock, account.clock.hands)
        assert first.access.tokens.keys() == account.access.tokens.keys()


async def test_by_the_admin_door(http: httpx.AsyncClient, account: Account) -> None:
    assert (await http.post("/emulator/snapshots", json={"take": "before"})).json() == {"items": ["before"]}
    account.store.put("customer", {"companyName": "Blue Kiln Ltd"})
    for _ in range(2):
        await http.post("/emulator/snapshots", json={"restore": "before"})
        assert account.store.count("customer") == 0
    assert (await http.get("/emulator/snapshots")).json() == {"items": ["before"]}
    assert (await http.post("/emulator/snapshots", json={"forget": "before"})).json() == {"items": []}
    for wrong in ({"restore": "before"}, {}, {"take": 1}, {"take": "a", "forget": "b"}):
        assert (await http.post("/emulator/snapshots", json=wrong)).status_code == 400


async def test_what_was_received(http: httpx.AsyncClient, account: Account) -> None:
    await http.post(CUSTOMER, json=NEW)
    await http.get(CUSTOMER, params={"limit": 1})
    await http.post("/services/rest/auth/oauth2/v1/token", data={"client_secret": "do not keep"})
    (created,) = account.traffic.find(method="POST", path="*/CUSTOMER", status=204)
    assert (created.path, b"Blue Kiln" in created.body, created.reply) == (CUSTOMER, True, b"")
    (listed,) = account.traffic.find(method="GET")
    assert listed.path == CUSTOMER
    assert listed.reply.startswith(b'{"links"')
    everything = (await http.get("/emulator/requests")).text
    assert "do not keep" not in everything
    asked: dict[str, str | int] = {"path": "*/customer", "last": 1}
    narrowed = (await http.get("/emulator/requests", params=asked)).json()["items"]
    assert [(entry["method"], entry["reply"][:8]) for entry in narrowed] == [("GET", '{"links"')]
    assert (await http.get("/emulator/requests", params={"status": "x"})).status_code == 400


async def test_long_bodies_are_kept_in_part(account: Account, bearer: dict[str, str]) -> None:
    transport = httpx.ASGITransport(create_app(account))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:1", headers=bearer) as http:
        await http.post(CUSTOMER, json={**NEW, "comments": "x" * 100_000})
    (exchange,) = account.traffic.exchanges
    assert (len(exchange.body), exchange.body_length > 100_000) == (16 * 1024, True)
