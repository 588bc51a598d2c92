"""A company of two thousand transactions that is only read, one of the test's own, and a signed caller."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from oauthlib import oauth1

from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ORIGIN = "https://1234567-sb1.suitetalk.api.netsuite.com"
SETTINGS = Settings(seed="large:2000")


@pytest.fixture(scope="session")
def company() -> Iterator[Account]:
    """Not to be changed."""
    with Account.open(SETTINGS, Clock(NOW)) as account:
        account.suiteql.refresh()
        yield account


@pytest.fixture
def own_company(company: Account) -> Iterator[Account]:
    """The same company, for one test to write to."""
    with company.snapshot() as snapshot, Account.open_copy(snapshot, SETTINGS, Clock(NOW)) as account:
        yield account


class Caller:
    """Sends signed requests to an account."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._http = httpx.AsyncClient(transport=httpx.ASGITransport(create_app(account)), base_url=ORIGIN)
        fields = ready_connection(account, "tba", base_url=ORIGIN)
        self._signer: Any = oauth1.Client(
            fields["consumer_key"],
            fields["consumer_secret"],
            fields["token_id"],
            fields["token_secret"],
            signature_method=oauth1.SIGNATURE_HMAC_SHA256,
            realm=fields["account_id"],
            timestamp=str(int(account.clock.timestamp())),
        )

    async def send(self, method: str, path: str, body: Any = None) -> httpx.Response:
        """One reply that is no error."""
        url = f"{ORIGIN}/services/rest/{path}"
        headers = dict(self._signer.sign(url, method)[1]) | {"Content-Type": "application/json", "Prefer": "transient"}
        content = b"" if body is None else json.dumps(body).encode()
        reply = await self._http.request(method, url, headers=headers, content=content)
        assert reply.status_code < 300, reply.text
        return reply

    async def get(self, path: str) -> Any:
        """A record, or a list of them."""
        return (await self.send("GET", f"record/v1/{path}")).json()

    async def made(self, path: str, body: Any) -> str:
        """ID of a record that was made."""
        reply = await self.send("POST", f"record/v1/{path}", body)
        return reply.headers["location"].rpartition("/")[2]

    async def rows(self, statement: str, query: str = "") -> list[dict[str, str]]:
        """The rows of one page."""
        reply = await self.send("POST", f"query/v1/suiteql{query}", {"q": statement})
        return list(reply.json()["items"])


@pytest.fixture
def call(company: Account) -> Caller:
    """To the company that is only read."""
    return Caller(company)


@pytest.fixture
def call_own(own_company: Account) -> Caller:
    """To the test's own company."""
    return Caller(own_company)
