"""The examples of queries and shortcuts are what the seed company answers on the day they were taken."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest

from suiteplug import registry
from suiteplug.api import NetSuite
from suiteplug.connections.tokens import MemoryTokenStore
from suiteplug.connector.client.client import ClientTools
from suiteplug.connector.spec import Effect
from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.opening import Options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.registry import AnyAction

OTHERS = {"connection", "metadata", "records", "sublists", "raw"}
"""Groups whose replies tell of the moment or change the account."""

ACTIONS = [spec for spec in registry.actions() if spec.group not in OTHERS and spec.effect is Effect.READ]
THAT_DAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def account_of_that_day() -> Iterator[Account]:
    with Account.open(clock=Clock(frozen_at=THAT_DAY)) as account:
        yield account


@pytest.mark.parametrize("spec", ACTIONS, ids=[spec.key for spec in ACTIONS])
async def test_examples_are_true(account_of_that_day: Account, spec: AnyAction) -> None:
    fields = ready_connection(account_of_that_day, "tba", base_url="http://127.0.0.1:1")
    options = Options(
        http=httpx.ASGITransport(create_app(account_of_that_day)),
        tools=ClientTools(now=lambda: THAT_DAY),
        tokens=MemoryTokenStore(),
    )
    async with NetSuite(fields, options) as netsuite:
        for example in spec.examples:
            assert await netsuite.run(spec.key, dict(example.inputs)) == example.output
