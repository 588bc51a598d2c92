"""Connectors whose answers get lost, and what the account holds afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector.client.client import ClientTools
from suiteplug.connector.exactly_once.memory import MemoryLedger
from suiteplug.emulator.testing.transport import AccountTransport

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.api import NetSuite
    from suiteplug.connector.exactly_once.observing import WriteDetails
    from suiteplug.emulator.account import Account


class Time:
    """The account's clock, which sleeping moves on."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.passed_s = 0.0

    def monotonic(self) -> float:
        return self.seconds()

    async def sleep(self, seconds: float) -> None:
        from datetime import timedelta

        self.passed_s += seconds
        self._account.clock.shift(timedelta(seconds=seconds))

    def seconds(self) -> float:
        return float(self._account.clock.now().timestamp())


@pytest.fixture
def time(account: Account) -> Time:
    return Time(account)


@pytest.fixture
def ledger(time: Time) -> MemoryLedger:
    return MemoryLedger(time.seconds)


@pytest.fixture
def told() -> list[WriteDetails]:
    """What observers heard."""
    return []


@pytest.fixture
def worker(
    account: Account,
    connect: Callable[..., NetSuite],
    time: Time,
    ledger: MemoryLedger,
    told: list[WriteDetails],
) -> Callable[..., NetSuite]:
    """A connector with this ledger; each call of ``worker()`` stands for another process."""

    def make(**options: Any) -> NetSuite:
        tools = ClientTools(now=account.clock.now, monotonic=time.monotonic, sleep=time.sleep)
        wiring = {
            "http": AccountTransport(account),
            "ledger": ledger,
            "tools": tools,
            "write_observers": (told.append,),
        }
        return connect("tba", **{**wiring, "write_observers": (told.append,), **options})

    return make
