"""How much the emulator answers on one core, how soon it is there, and how much memory it takes.

The figure is per second of the server's own CPU, so that the load generator beside it does not count.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from typing import Any

import figures
import httpx
from emulated import emulated
from load import Exchange, Load, memory_mb

REQUESTS = 3000
PAGES = 40
PAGE = 1000
STARTS = 5
SNAPSHOTS = 15
RECORDS = "/services/rest/record/v1"
QUERY = (
    "SELECT a.id, a.transaction, a.item, a.quantity, a.foreignamount, a.location, a.mainline, a.memo, a.rate, "
    "b.id AS other FROM transactionline a CROSS JOIN (SELECT id FROM currency) b ORDER BY a.uniquekey ASC, b.id ASC"
)


def main() -> None:
    """Print times to start, requests per CPU second, milliseconds for a page, memory."""
    _starts()
    with emulated("--lanes", "100") as connections:
        asyncio.run(_measure(connections["tba"]))


def _starts() -> None:
    """From the start of the process until it says that it listens."""
    with tempfile.TemporaryDirectory() as folder:
        for what, cache in (("company of the day at hand", folder), ("nothing at hand", "off")):
            os.environ["SUITEPLUG_SEED_CACHE"] = cache
            try:
                taken = [_start() for _ in range(STARTS + 1)][1:]
            finally:
                del os.environ["SUITEPLUG_SEED_CACHE"]
            figures.show(f"emulator: start, {what}", f"{statistics.median(taken):.2f} s", "<= 0.7 s")


def _start() -> float:
    begun = time.perf_counter()
    with emulated():
        return time.perf_counter() - begun


async def _measure(connection: dict[str, Any]) -> None:
    load = await Load.to(connection)
    figures.show("emulator: memory, small company", f"{memory_mb(load.server):.0f} MB", "<= 150 MB")
    listed = (await load.answer(Exchange("GET", f"{RECORDS}/customer?limit=1"))).json()
    customer = listed["items"][0]["id"]
    path = f"{RECORDS}/customer/{customer}"
    order = {
        "entity": {"id": customer},
        "item": {"items": [{"item": {"id": "336"}, "quantity": 2}, {"item": {"id": "338"}, "quantity": 1}]},
    }
    for what, exchange, goal in (
        ("GET a customer", Exchange("GET", path), ">= 800/s on one core"),
        ("PATCH a customer", Exchange("PATCH", path, {"comments": "benchmark"}), ">= 800/s on one core"),
        ("POST an order of two lines", Exchange("POST", f"{RECORDS}/salesOrder", order), "(for information)"),
    ):
        await load.answer(exchange)
        spent = await load.spend(exchange for _ in range(REQUESTS))
        figures.show(f"emulator: {what}", spent.rate, goal)
    page = Exchange("POST", f"/services/rest/query/v1/suiteql?limit={PAGE}&offset=0", {"q": QUERY})
    await load.answer(page)
    spent = await load.spend(page for _ in range(PAGES))
    figures.show(f"emulator: SuiteQL page of {PAGE} rows x 10 columns", spent.each, "<= 15 ms on one core")
    await _snapshots(load.origin)


async def _snapshots(origin: str) -> None:
    """Through the admin door, as tests of another process do."""
    async with httpx.AsyncClient(base_url=origin) as http:
        for what in ("take", "restore"):
            taken = []
            for _ in range(SNAPSHOTS):
                begun = time.perf_counter()
                (await http.post("/emulator/snapshots", json={what: "benchmark"})).raise_for_status()
                taken.append(time.perf_counter() - begun)
            milliseconds = statistics.median(taken) * 1000
            figures.show(f"emulator: {what} a snapshot, small company", f"{milliseconds:.1f} ms", "<= 50 ms")
