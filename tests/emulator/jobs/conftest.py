"""The account behind plain httpx, signed by oauthlib; the clock stands still until a test moves it."""

from __future__ import annotations

import json
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
from suiteplug.emulator.jobs.settings import JobSettings
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

ORIGIN = "http://127.0.0.1:8765"
RECORDS = "/services/rest/record/v1"
COLLECTION = "application/vnd.oracle.resource+json; type=collection"


class Caller:
    """Sends signed requests, asynchronous ones with the documented headers."""

    def __init__(self, account: Account, http: httpx.AsyncClient, role: str | None = None) -> None:
        fields = ready_connection(account, "tba", base_url=ORIGIN, role_id=role)
        self._clock = account.clock
        self._http = http
        self._known = {
            "client_key": fields["consumer_key"],
            "client_secret": fields["consumer_secret"],
            "resource_owner_key": fields["token_id"],
            "resource_owner_secret": fields["token_secret"],
            "signature_method": oauth1.SIGNATURE_HMAC_SHA256,
            "realm": fields["account_id"],
        }

    async def send(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """One request; ``path`` below the origin."""
        url = path if path.startswith("http") else f"{ORIGIN}{path}"
        timestamp = str(int(self._clock.timestamp()))
        client: Any = oauth1.Client(**self._known, timestamp=timestamp)
        _, signed, _ = client.sign(url, method)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = None
        if body is not None:
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            named.setdefault("content-type", "application/json")
        return await self._http.request(method, url, content=content, headers={**named, **signed})

    async def get(self, path: str) -> Any:
        """A reply's body."""
        reply = await self.send("GET", path)
        assert reply.status_code == 200, reply.text
        return reply.json()

    async def submit(self, method: str, path: str, body: Any = None, **headers: str) -> str:
        """An asynchronous request that is accepted; gives the job's address."""
        reply = await self.send(method, f"{RECORDS}{path}", body, **{"prefer": "respond-async", **headers})
        assert reply.status_code == 202, reply.text
        return reply.headers["location"]

    async def batch(self, method: str, path: str, items: Any = None, **headers: str) -> str:
        """A batch that is accepted; gives the job's address."""
        body = None if items is None else {"items": items}
        kind = {} if items is None else {"content_type": COLLECTION}
        return await self.submit(method, path, body, **{**kind, **headers})

    async def results(self, job: str) -> list[httpx.Response]:
        """The results of all tasks, by the links of the task list."""
        listed = await self.get(f"{job}/task")
        return [await self.send("GET", f"{link['href']}/result") for link in listed["items"][0]["links"]]


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 8, 12, 12, 4, 28, tzinfo=UTC))


@pytest.fixture
def job_settings() -> JobSettings:
    """A test may have its own."""
    return JobSettings()


@pytest.fixture
def account(clock: Clock, job_settings: JobSettings) -> Iterator[Account]:
    with Account.open(Settings(seed="empty", jobs=job_settings), clock) as opened:
        yield opened


@pytest_asyncio.fixture
async def http(account: Account) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app(account))) as client:
        yield client


@pytest.fixture
def caller(account: Account, http: httpx.AsyncClient) -> Caller:
    return Caller(account, http)
