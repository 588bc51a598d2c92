"""An account with a frozen clock, and a plain HTTP client that talks to it in process."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import pytest_asyncio
from oauthlib import oauth1

from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

ORIGIN = "http://127.0.0.1:8765"
SERVER_TIME = f"{ORIGIN}/services/rest/system/v1/serverTime"


class Tba:
    """Signs with oauthlib; every keyword of its client can be replaced to make a wrong signature."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def headers(
        self,
        url: str,
        method: str = "GET",
        body: str | None = None,
        headers: dict[str, str] | None = None,
        role: str | None = None,
        **replaced: str,
    ) -> dict[str, str]:
        """Headers of a signed request."""
        fields = ready_connection(self._account, "tba", base_url=ORIGIN, role_id=role)
        known = {
            "client_key": fields["consumer_key"],
            "client_secret": fields["consumer_secret"],
            "resource_owner_key": fields["token_id"],
            "resource_owner_secret": fields["token_secret"],
            "signature_method": oauth1.SIGNATURE_HMAC_SHA256,
            "realm": fields["account_id"],
            "timestamp": str(int(self._account.clock.timestamp())),
        }
        client: Any = oauth1.Client(**{**known, **replaced})
        _, signed, _ = client.sign(url, method, body, headers)
        return dict(signed)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 8, 12, 12, 0, 0, tzinfo=UTC))


@pytest.fixture
def account(clock: Clock) -> Iterator[Account]:
    with Account.open(Settings(seed="empty"), clock) as opened:
        yield opened


@pytest_asyncio.fixture
async def http(account: Account) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(account))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        yield client


@pytest.fixture
def tba(account: Account) -> Tba:
    return Tba(account)
