"""What all safety costs a plain create that succeeds: ledger, machine-wide lanes, audit log and counters."""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import tempfile
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import figures
import httpx
from emulated import emulated

from suiteplug.api import NetSuite
from suiteplug.opening import Options
from suiteplug.watchers import AUDIT, OFF, STATS

if TYPE_CHECKING:
    from collections.abc import Iterator

CREATES = 60
ROUNDS = 7
CALL_MS = 100
INPUTS = {
    "record_type": "customer",
    "body": {"companyName": "Blue Kiln Ltd", "isPerson": False, "subsidiary": {"id": "1"}},
}


def main() -> None:
    """Print what a create costs with all safety, beside one without any."""
    with tempfile.TemporaryDirectory() as home, emulated() as connections:
        os.environ["SUITEPLUG_HOME"] = home
        asyncio.run(_compare(connections["tba"]))


async def _compare(fields: dict[str, Any]) -> None:
    base_url = fields["base_url"]
    os.environ["SUITEPLUG_CONNECTION_SHOP"] = json.dumps(fields)
    with _unwatched():
        plain = NetSuite(fields, Options(lanes="process", ledger="memory"))
    safe = NetSuite("shop")
    async with plain, safe:
        await _take(plain, key=False), await _take(safe, key=True)
        before = await _requests(base_url)
        pairs = [(await _take(plain, key=False), await _take(safe, key=True)) for _ in range(ROUNDS)]
        asked = (await _requests(base_url) - before) / (2 * ROUNDS * CREATES)
    extra_ms = statistics.median(b - a for a, b in pairs) / CREATES * 1000
    share = extra_ms / CALL_MS
    figures.show("a create without any safety", f"{min(a for a, _ in pairs) / CREATES * 1000:.2f} ms", "-")
    figures.show(
        f"all safety on top, of a call of {CALL_MS} ms", f"{extra_ms:.2f} ms ({share:.1%})", "<= 5 % of a call"
    )
    figures.show("requests a create", f"{asked:.2f}", "1.00: none for safety")


async def _take(netsuite: NetSuite, *, key: bool) -> float:
    """Seconds for a number of creates, one after the other."""
    begun = time.perf_counter()
    for _ in range(CREATES):
        await netsuite.run("create-record", INPUTS, idempotency_key=str(uuid4()) if key else "")
    return time.perf_counter() - begun


async def _requests(base_url: str) -> int:
    async with httpx.AsyncClient() as client:
        state = (await client.get(f"{base_url}/emulator/state")).json()
    return sum(state["replies"].values())


@contextmanager
def _unwatched() -> Iterator[None]:
    os.environ[AUDIT] = os.environ[STATS] = OFF
    try:
        yield
    finally:
        del os.environ[AUDIT], os.environ[STATS]
