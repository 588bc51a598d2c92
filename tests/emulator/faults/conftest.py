"""An account with a customer, and a plain HTTP client that signs, in process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

ORIGIN = "http://127.0.0.1:8765"


@pytest.fixture
def account() -> Iterator[Account]:
    with Account.open(Settings(seed="empty")) as opened:
        yield opened


@pytest.fixture
def bearer(account: Account) -> dict[str, str]:
    fields = ready_connection(account, "oauth-authorization-code", base_url=ORIGIN)
    return {"Authorization": f"Bearer {fields['access_token']}"}


@pytest.fixture
async def http(account: Account, bearer: dict[str, str]) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(account))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=bearer) as client:
        yield client
