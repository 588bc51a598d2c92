"""CPU that the client adds to a signed request, against bare httpx sending the same signed request."""

from __future__ import annotations

import asyncio
import json
import time
from datetime import UTC, datetime

import figures
import httpx
from plain_server import plain_server

from suiteplug.api import NetSuite
from suiteplug.connections.tokens import MemoryTokenStore
from suiteplug.connector import paths
from suiteplug.connector.exchange import Request

REQUESTS = 400
ROUNDS = 9


def main() -> None:
    """Print CPU per request as a ratio."""
    with plain_server() as base_url:
        asyncio.run(_compare(base_url))


async def _compare(base_url: str) -> None:
    connection = {
        "type": "tba",
        "account_id": "1234567",
        "base_url": base_url,
        "consumer_key": "consumer-key",
        "consumer_secret": "consumer-secret",
        "token_id": "token-id",
        "token_secret": "token-secret",
    }
    async with NetSuite(connection) as netsuite, httpx.AsyncClient() as bare:
        model = netsuite.session.connection
        auth = model.auth(MemoryTokenStore(), lambda: datetime.now(UTC))
        path = paths.record("customer", "42")
        sender = netsuite.session.records._sender  # noqa: SLF001 - the client itself is what is measured
        url = base_url + path

        async def ours() -> float:
            begun = time.process_time()
            for _ in range(REQUESTS):
                await sender.send(Request("GET", path, "get customer 42"))
            return time.process_time() - begun

        async def baseline() -> float:
            begun = time.process_time()
            for _ in range(REQUESTS):
                reply = await bare.get(url, auth=auth, headers={"accept": "application/json"})
                json.loads(reply.content)
            return time.process_time() - begun

        await ours(), await baseline()
        pairs = [(await ours(), await baseline()) for _ in range(ROUNDS)]
    ratio = figures.ratio([a for a, _ in pairs], [b for _, b in pairs])
    micros = sorted(a for a, _ in pairs)[len(pairs) // 2] / REQUESTS * 1e6
    figures.show("client CPU per signed request / bare httpx", f"{ratio:.2f} x ({micros:.0f} us)", "<= 1.3 x")
