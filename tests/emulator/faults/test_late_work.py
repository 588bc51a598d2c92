"""Requests that the account goes on working on when nobody listens any more."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.server import serve
from suiteplug.emulator.testing.transport import AccountTransport

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account

CUSTOMER = "/services/rest/record/v1/customer"
TIME = "/services/rest/system/v1/serverTime"
NEW = {"companyName": "Blue Kiln Ltd", "externalId": "LATE-1", "subsidiary": {"id": "1"}}
BY_EXTERNAL_ID = f"{CUSTOMER}/eid:LATE-1"


async def test_nothing_is_there_before_its_time(http: httpx.AsyncClient, account: Account) -> None:
    account.faults.add({"kind": "late", "seconds": 90, "hang_up": True}, method="POST", times=1)
    with pytest.raises(httpx.RemoteProtocolError):
        await http.post(CUSTOMER, json=NEW)
    assert (await http.get(BY_EXTERNAL_ID)).status_code == 404
    assert (account.lanes.in_flight, len(account.late)) == (1, 1)
    account.clock.shift(timedelta(seconds=89))
    assert (await http.get(BY_EXTERNAL_ID)).status_code == 404
    account.clock.shift(timedelta(seconds=1))
    assert (await http.get(BY_EXTERNAL_ID)).status_code == 200
    assert (account.lanes.in_flight, len(account.late)) == (0, 0)


async def test_who_repeats_too_early_is_the_one_that_is_kept(http: httpx.AsyncClient, account: Account) -> None:
    """The late create finds the external ID taken: one record, whoever came first."""
    account.faults.add({"kind": "late", "seconds": 5, "hang_up": True}, method="POST", times=1)
    with pytest.raises(httpx.RemoteProtocolError):
        await http.post(CUSTOMER, json=NEW)
    assert (await http.post(CUSTOMER, json=NEW)).status_code == 204
    account.clock.shift(timedelta(seconds=5))
    await http.get(TIME)
    assert account.store.count("customer") == 1


async def test_in_process_with_too_little_patience(account: Account, bearer: dict[str, str]) -> None:
    account.faults.add({"kind": "late", "seconds": 60}, method="POST")
    transport = AccountTransport(account)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:1", headers=bearer) as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.post(CUSTOMER, json=NEW, timeout=30)
        assert account.traffic.exchanges[-1].status == 0
        assert (await client.get(BY_EXTERNAL_ID)).status_code == 404
        account.clock.shift(timedelta(seconds=60))
        assert (await client.get(BY_EXTERNAL_ID)).status_code == 200


async def test_in_process_with_patience(account: Account, bearer: dict[str, str]) -> None:
    account.faults.add({"kind": "late", "seconds": 60}, method="POST")
    transport = AccountTransport(account)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:1", headers=bearer) as client:
        assert (await client.post(CUSTOMER, json=NEW, timeout=90)).status_code == 204
    assert account.traffic.exchanges[-1].status == 204


async def test_on_a_socket(account: Account, bearer: dict[str, str]) -> None:
    account.faults.add({"kind": "late", "seconds": 0.5}, method="POST", times=2)
    async with serve(account) as url, httpx.AsyncClient(base_url=url, headers=bearer) as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.post(CUSTOMER, json=NEW, timeout=0.05)
        assert account.store.count("customer") == 0
        while account.store.count("customer") == 0:
            await asyncio.sleep(0.01)
        patient = await client.post(CUSTOMER, json={**NEW, "externalId": "LATE-2"})
    assert patient.status_code == 204


async def test_who_may_not_come_in_is_told_at_once(http: httpx.AsyncClient, account: Account) -> None:
    account.faults.add({"kind": "late", "seconds": 60, "hang_up": True})
    refused = await http.post(CUSTOMER, json=NEW, headers={"Authorization": "Bearer nothing"})
    assert refused.status_code == 401
    assert len(account.late) == 0


async def test_a_revoked_access_token(http: httpx.AsyncClient, account: Account) -> None:
    account.faults.add({"kind": "token-dies"}, nth=2)
    assert [(await http.get(TIME)).status_code for _ in range(3)] == [200, 401, 401]
    again = ready_connection(account, "oauth-authorization-code", base_url="http://127.0.0.1:1")
    new = {"Authorization": f"Bearer {again['access_token']}"}
    assert (await http.get(TIME, headers=new)).status_code == 200
    assert [entry.detail for entry in account.audit.entries][:3] == ["", "TokenBlocked", "TokenBlocked"]
