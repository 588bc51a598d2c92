"""How much the emulator answers on one core, how soon it is there, and how much memory it takes.

The figure is per second of the server's own CPU, so that the load generator beside it does not count.
"""

from __future__ import annotations

import asyncio
import os
import resource
import statistics
import tempfile
import time
from typing import Any

import figures
from emulated import emulated
from load import Exchange, Load, memory_mb

REQUESTS = 3000
PAGES = 40
PAGE = 1000
STARTS = 5
SNAPSHOTS = 30
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
            cpu_s, wall_s = (statistics.median(each) for each in zip(*taken, strict=True))
            figures.show(f"emulator: start, {what}", f"{wall_s:.2f} s ({cpu_s:.2f} CPU)", "<= 0.7 s")


def _start() -> tuple[float, float]:
    """CPU seconds of the whole short life, and wall seconds until it answers."""
    spent, begun = _children_s(), time.perf_counter()
    with emulated():
        wall_s = time.perf_counter() - begun
    return _children_s() - spent, wall_s


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
    for what in ("take", "restore"):
        exchange = Exchange("POST", "/emulator/snapshots", {what: "benchmark"})
        await load.answer(exchange)
        spent = await load.spend([exchange] * SNAPSHOTS, 1)
        figures.show(f"emulator: {what} a snapshot, small company", spent.each, "<= 50 ms")
