"""A stranger's program: plain httpx, signed by oauthlib, against a seeded account. Nothing of the connector is used."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from oauthlib import oauth1

from suiteplug.emulator.app import create_app
from suiteplug.emulator.connection_files import ready_connection

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from suiteplug.emulator.account import Account

ORIGIN = "https://1234567-sb1.suitetalk.api.netsuite.com"
RECORD = f"{ORIGIN}/services/rest/record/v1"
SUITEQL = f"{ORIGIN}/services/rest/query/v1/suiteql"


class Stranger:
    """Sends signed requests. ``role`` is the ID of the role it signs in with, None for the full one."""

    def __init__(self, account: Account, http: httpx.AsyncClient) -> None:
        self.account = account
        self.http = http
        self.role: str | None = None

    def signed(self, method: str, url: str, **replaced: Any) -> dict[str, str]:
        """Headers of a TBA request; keywords replace those of oauthlib's client."""
        fields = ready_connection(self.account, "tba", base_url=ORIGIN, role_id=self.role)
        known: dict[str, Any] = {
            "client_key": fields["consumer_key"],
            "client_secret": fields["consumer_secret"],
            "resource_owner_key": fields["token_id"],
            "resource_owner_secret": fields["token_secret"],
            "signature_method": oauth1.SIGNATURE_HMAC_SHA256,
            "realm": fields["account_id"],
            "timestamp": str(int(self.account.clock.timestamp())),
        }
        client: Any = oauth1.Client(**{**known, **replaced})
        _, headers, _ = client.sign(url, method)
        return dict(headers)

    async def __call__(
        self, method: str, url: str, body: Any = None, headers: dict[str, str] | None = None, **replaced: Any
    ) -> httpx.Response:
        """One request; a path is one below the record service."""
        url = url if url.startswith("http") else f"{RECORD}{url}"
        sent = {**self.signed(method, url, **replaced), **(headers or {})}
        if body is None:
            return await self.http.request(method, url, headers=sent)
        sent.setdefault("Content-Type", "application/json")
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await self.http.request(method, url, headers=sent, content=content)

    async def get(self, path: str) -> Any:
        """Body of a read that must succeed."""
        reply = await self("GET", path)
        assert reply.status_code == 200, reply.text
        return reply.json()

    async def save(self, method: str, path: str, body: Any) -> str:
        """ID of what a write that must succeed has saved."""
        reply = await self(method, path, body)
        assert reply.status_code == 204, reply.text
        assert reply.content == b""
        return reply.headers["location"].rpartition("/")[2]

    async def query(self, statement: str, params: list[str] | None = None, suffix: str = "") -> httpx.Response:
        """Reply to a SuiteQL statement."""
        body = {"q": statement} if params is None else {"q": statement, "params": params}
        return await self("POST", SUITEQL + suffix, body, {"Prefer": "transient"})

    async def rows(self, statement: str, params: list[str] | None = None) -> list[dict[str, str]]:
        """Rows of a statement that must succeed, without their links."""
        reply = await self.query(statement, params)
        assert reply.status_code == 200, reply.text
        items: list[dict[str, Any]] = reply.json()["items"]
        assert all(item.pop("links") == [] for item in items)
        return items


@pytest.fixture
async def ns(account: Account) -> AsyncIterator[Stranger]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app(account))) as http:
        yield Stranger(account, http)
