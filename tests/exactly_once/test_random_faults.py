"""Random faults on random work: one record each, or an unknown outcome that settling resolves."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suiteplug.api import NetSuite
from suiteplug.connections.tokens import MemoryTokenStore
from suiteplug.connector import errors
from suiteplug.connector.client.client import ClientTools
from suiteplug.connector.exactly_once.memory import MemoryLedger
from suiteplug.connector.exactly_once.settings import OnceSettings
from suiteplug.emulator.account import Account
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.settings import Settings
from suiteplug.emulator.testing.transport import AccountTransport
from suiteplug.opening import Options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from suiteplug.emulator.snapshot import Snapshot

FAULTS = st.sampled_from(
    [
        {"kind": "drop", "when": "after"},
        {"kind": "drop"},
        {"kind": "reply", "status": 503, "when": "after"},
        {"kind": "reply", "status": 503},
        {"kind": "reply", "status": 429},
        {"kind": "late", "seconds": 40, "hang_up": True},
        {"kind": "slow", "seconds": 500},
        {"kind": "truncate"},
    ]
)
RULES = st.lists(st.tuples(FAULTS, st.sampled_from(["POST", "GET", "PATCH"]), st.integers(1, 6)), max_size=5)
WORK = st.lists(st.sampled_from(["customer", "ship", "line"]), min_size=1, max_size=3)
ORDER = {
    "entity": {"id": "1013"},
    "location": {"id": "11"},
    "item": {"items": [{"item": {"id": "311"}, "quantity": 3}]},
    "orderStatus": {"id": "B"},
}


@pytest.fixture(scope="module")
def company(seeded_account: Path) -> Iterator[tuple[Account, Snapshot]]:
    """An account with an order, and the moment to go back to."""
    with Account.open(Settings()) as account:
        yield account, account.snapshot()


class World:
    """One account, one ledger, and processes that come and go."""

    def __init__(self, account: Account, names: OnceSettings) -> None:
        self.account = account
        self.ledger = MemoryLedger(lambda: account.clock.now().timestamp())
        self._names = names

    async def sleep(self, seconds: float) -> None:
        self.account.clock.shift(timedelta(seconds=seconds))

    def process(self) -> NetSuite:
        account = self.account
        tools = ClientTools(
            now=account.clock.now, monotonic=lambda: account.clock.now().timestamp(), sleep=self.sleep, draw=lambda: 0.5
        )
        fields = ready_connection(account, "tba", base_url="http://127.0.0.1:1")
        wiring = Options(
            http=AccountTransport(account),
            tools=tools,
            tokens=MemoryTokenStore(),
            ledger=self.ledger,
            once=self._names,
        )
        return NetSuite(fields, wiring)


async def until_known(world: World, key: str, inputs: dict[str, Any], name: str) -> None:
    """As a host does: run it, and run it again with its key, until it is done."""
    for _ in range(6):
        async with world.process() as netsuite:
            try:
                await netsuite.run(key, inputs, idempotency_key=name)
            except (errors.RetryableError, errors.OutcomeUnknownError):
                world.account.faults.clear()  # bad days end
                await world.sleep(1000)
                await netsuite.settle()
            else:
                return
    pytest.fail(f"{name} never ended")


async def run_all(world: World, work: list[str], rules: list[tuple[dict[str, Any], str, int]]) -> None:
    account = world.account
    async with world.process() as netsuite:
        made = await netsuite.run("create-record", {"record_type": "salesOrder", "body": ORDER})
    order = made["record_id"]
    for fault, method, nth in rules:
        account.faults.add(fault, method=method, path="*/record/*", nth=nth)
    inputs = {
        "customer": ("create-record", {"record_type": "customer", "body": {"companyName": "Kiln", "subsidiary": "1"}}),
        "ship": ("create-item-fulfillment", {"record_id": order, "lines": [{"line": 1, "quantity": 1}]}),
        "line": (
            "add-sublist-item",
            {
                "record_type": "salesOrder",
                "record_id": order,
                "sublist": "item",
                "line": {"item": {"id": "315"}, "quantity": 1},
            },
        ),
    }
    for number, what in enumerate(work):
        await until_known(world, *inputs[what], f"{what} {number}")
    account.faults.clear()
    await world.sleep(2000)
    async with world.process() as netsuite:  # whatever was late is done by now
        shown = await netsuite.run("get-sublist", {"record_type": "salesOrder", "record_id": order, "sublist": "item"})
        assert await netsuite.open_writes() == []
    kilns = [one for one in account.store.scan("customer") if one.get("companyName") == "Kiln"]
    shipments = [one for one in account.store.scan("itemFulfillment") if one.get("createdFrom") == order]
    assert len(kilns) == work.count("customer")
    assert len(shipments) == work.count("ship")
    assert shown["count"] == 1 + work.count("line")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(work=WORK, rules=RULES, names=st.booleans())
def test_each_piece_of_work_is_done_once(
    company: tuple[Account, Snapshot], work: list[str], rules: list[tuple[dict[str, Any], str, int]], names: bool
) -> None:
    account, moment = company
    account.restore(moment)
    account.faults.clear()
    kinds = set(work)
    # a customer without external ID and number leaves no trace to look for: only names make it safe
    derive = names or "customer" in kinds
    asyncio.run(run_all(World(account, OnceSettings(derive_external_ids=derive)), work, rules))
