"""Tests of the import on an emulated account: what it does, and what it does when NetSuite does not play along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

import suiteplug
from examples.testing.customer_import import import_customers
from suiteplug.connector.client.client import ClientTools

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.emulator.testing.emulated import EmulatedAccount

BUYERS = [
    {"key": "SHOP-1", "company": "Fig and Granite"},
    {"key": "SHOP-2", "company": "Lantern Supply"},
    {"key": "SHOP-3", "company": "North Pier Tools"},
]
FAULTS = Path(__file__).with_name("faults.json")


async def no_wait(_seconds: float) -> None:
    """Between two attempts nobody waits in a test."""


@pytest.fixture
def netsuite(netsuite_account: EmulatedAccount) -> Iterator[suiteplug.SyncNetSuite]:
    """The connector, signed in to the account of this test."""
    tools = ClientTools(now=netsuite_account.clock.now, sleep=no_wait)
    options = suiteplug.Options(http=netsuite_account.transport, tools=tools)
    with suiteplug.connect_sync(netsuite_account.connection(), options) as opened:
        yield opened


def names(account: EmulatedAccount) -> list[str]:
    """What stands in the account afterwards, whatever was answered."""
    imported = [record for record in account.records("customer") if "externalId" in record]
    return [record["companyName"] for record in imported if record["externalId"].startswith("SHOP-")]


def test_every_buyer_once(netsuite: suiteplug.SyncNetSuite, netsuite_account: EmulatedAccount) -> None:
    first = import_customers(netsuite, BUYERS)
    assert import_customers(netsuite, BUYERS) == first
    assert names(netsuite_account) == [buyer["company"] for buyer in BUYERS]
    assert len(netsuite_account.requests(method="POST", path="*/customer")) == len(BUYERS)


@pytest.mark.netsuite(faults=FAULTS)
def test_a_lost_answer_doubles_nothing(netsuite: suiteplug.SyncNetSuite, netsuite_account: EmulatedAccount) -> None:
    first = import_customers(netsuite, BUYERS)
    assert import_customers(netsuite, BUYERS) == first
    assert names(netsuite_account) == [buyer["company"] for buyer in BUYERS]


@pytest.mark.netsuite(seed="empty", lanes=1)
def test_a_busy_account(netsuite: suiteplug.SyncNetSuite, netsuite_account: EmulatedAccount) -> None:
    busy = netsuite_account.faults.add({"kind": "reply", "status": 429}, times=2)
    assert import_customers(netsuite, BUYERS[:1])
    assert busy.fired == 2


def test_a_program_that_needs_a_socket(netsuite_server: EmulatedAccount) -> None:
    with httpx.Client(base_url=netsuite_server.base_url) as http:
        assert http.get("/services/rest/record/v1/customer").status_code == httpx.codes.UNAUTHORIZED
    assert [exchange.status for exchange in netsuite_server.requests()] == [httpx.codes.UNAUTHORIZED]
