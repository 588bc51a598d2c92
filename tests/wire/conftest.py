"""The connector on an account whose clock stands still, or without any account."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest

from suiteplug import registry
from suiteplug.api import NetSuite
from suiteplug.connections.tokens import MemoryTokenStore
from suiteplug.connector.client.client import ClientTools
from suiteplug.emulator.access.seed import ADMINISTRATOR_ROLE
from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.opening import Options

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
BASE_URL = "http://127.0.0.1:1"


async def _no_wait(_seconds: float) -> None:
    """Tests do not sleep."""


def _options(http: httpx.AsyncBaseTransport) -> Options:
    return Options(http=http, tools=ClientTools(now=lambda: NOON, sleep=_no_wait), tokens=MemoryTokenStore())


@pytest.fixture
async def netsuite(request: pytest.FixtureRequest) -> AsyncIterator[NetSuite]:
    """While recording: signed in to a new account at noon of a fixed day. Else: made-up credentials and no account."""
    if request.config.getoption("--record"):
        with Account.open(clock=Clock(frozen_at=NOON)) as account:
            fields = ready_connection(account, "tba", base_url=BASE_URL, role_id=_role_for(request))
            async with NetSuite(fields, _options(httpx.ASGITransport(create_app(account)))) as opened:
                yield opened
        return
    names = ("consumer_key", "consumer_secret", "token_id", "token_secret")
    nobody = {"type": "tba", "account_id": "1234567_SB1", "base_url": BASE_URL, **{name: f"{name}-x" for name in names}}
    async with NetSuite(nobody, _options(httpx.MockTransport(_no_account))) as opened:
        yield opened


def _role_for(request: pytest.FixtureRequest) -> str | None:
    """The administrator for what only administrators may do."""
    needed = registry.action(request.node.callspec.params["key"]).permissions
    return ADMINISTRATOR_ROLE if "the role Administrator" in needed else None


def _no_account(request: httpx.Request) -> httpx.Response:
    raise AssertionError(f"{request.method} {request.url} is on no cassette")
