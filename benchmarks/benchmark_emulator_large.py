"""The emulator at size: how long a large company takes to make, and what it answers then.

A million transaction lines by default; ``run.py emulator_large --full`` takes a million transactions.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import figures
from emulated import emulated
from load import Exchange, Load, cpu_seconds, memory_mb

if TYPE_CHECKING:
    from collections.abc import Iterator

QUICK, FULL = 200_000, 1_000_000
PAGE = 1000
PAGES = 40
CLIENTS = 15
ALONE = 4
COLUMNS = "id, transaction, item, quantity, foreignamount, location, mainline, memo, rate, uniquekey"
RECORDS = "/services/rest/record/v1"
GOAL = "<= 15 ms on one core"
KEYS_PER_TRANSACTION = 100_000
# Goods that no lot or bin is asked for.
ORDERED = ("336", "338")


def main() -> None:
    """Print seconds to make the company, milliseconds for pages, rows per second, memory."""
    wanted = FULL if "--full" in sys.argv else QUICK
    with tempfile.TemporaryDirectory() as folder:
        options = ("--lanes", "100", "--seed", f"large:{wanted}", "--data", str(Path(folder, "account.db")))
        begun = time.perf_counter()
        with emulated(*options) as connections:
            made = time.perf_counter() - begun
            cpu_s, most = asyncio.run(_used(connections["tba"]))
            taken = f"{made:.0f} s ({cpu_s:.0f} CPU)"
            figures.show(f"large: make {wanted:,} transactions", taken, "<= 300 s for 1,000,000")
            figures.show("large: most memory while it was made", f"{most:.0f} MB", "<= 2048 MB")
        size = Path(folder, "account.db").stat().st_size / 1e6
        figures.show("large: size of the file", f"{size:.0f} MB", "(for information)")
        begun = time.perf_counter()
        with emulated(*options) as connections:
            figures.show("large: start from the file", f"{time.perf_counter() - begun:.2f} s", "<= 0.7 s")
            asyncio.run(_measure(connections["tba"], wanted))


async def _used(connection: dict[str, Any]) -> tuple[float, float]:
    """CPU seconds and most megabytes of the server until now."""
    server = (await Load.to(connection)).server
    return cpu_seconds(server), memory_mb(server, "VmHWM")


async def _measure(connection: dict[str, Any], wanted: int) -> None:
    load = await Load.to(connection)
    lines = (await load.answer(_page(f"SELECT {COLUMNS} FROM transactionline ORDER BY uniquekey"))).json()
    middle = (5000 + wanted // 2) * KEYS_PER_TRANSACTION
    figures.show("large: transaction lines", f"{lines['totalResults']:,}", "1,000,000 or more")
    ordered = f"SELECT {COLUMNS} FROM transactionline ORDER BY uniquekey"
    after = f"SELECT {COLUMNS} FROM transactionline WHERE uniquekey > {{}} ORDER BY uniquekey"
    of_item = f"SELECT {COLUMNS} FROM transactionline WHERE item = 311 ORDER BY uniquekey"
    for what, pages in (
        ("all lines, first pages", [_page(ordered, place * PAGE) for place in range(PAGES)]),
        ("all lines, last pages before row 100,000", [_page(ordered, 99_000 - place * PAGE) for place in range(PAGES)]),
        ("lines after a key", [_page(after.format(middle + place * 10_000_000)) for place in range(PAGES)]),
        ("lines of an item, pages 1 to 20", [_page(of_item, place % 20 * PAGE) for place in range(PAGES)]),
    ):
        await load.answer(pages[0])
        figures.show(f"large: page of {PAGE} x 10, {what}", (await load.spend(pages, 1)).each, GOAL)
    await _concurrent(load, wanted)
    await _records(load)
    figures.show("large: memory", f"{memory_mb(load.server):.0f} MB", "<= 2048 MB")


def _page(statement: str, offset: int = 0) -> Exchange:
    return Exchange("POST", f"/services/rest/query/v1/suiteql?limit={PAGE}&offset={offset}", {"q": statement})


def _windows(wanted: int) -> Iterator[Exchange]:
    """Pages of windows of the key, as an export with many readers asks for them."""
    for place in range(CLIENTS * PAGES // 2):
        low = (5000 + place * wanted // (CLIENTS * PAGES)) * KEYS_PER_TRANSACTION
        high = low + 10_000 * KEYS_PER_TRANSACTION
        condition = f"uniquekey > {low} AND uniquekey <= {high}"
        yield _page(f"SELECT {COLUMNS} FROM transactionline WHERE {condition} ORDER BY uniquekey")


def _orders(number: int) -> Iterator[Exchange]:
    lines = [{"item": {"id": item}, "quantity": 1} for item in ORDERED]
    order = {"entity": {"id": "1045"}, "item": {"items": lines}}
    return (Exchange("POST", f"{RECORDS}/salesOrder", order) for _ in range(number))


async def _concurrent(load: Load, wanted: int) -> None:
    spent = await load.spend(_windows(wanted), CLIENTS)
    figures.show(f"large: {CLIENTS} clients reading", spent.each, GOAL)
    rows = spent.requests * PAGE
    figures.show("large: rows", f"{rows / spent.cpu_s:,.0f}/s CPU ({rows / spent.wall_s:,.0f} wall)", "(information)")
    pages, orders = await asyncio.gather(
        load.spend(_windows(wanted), CLIENTS), load.spend(_orders(CLIENTS * PAGES // 2), ALONE)
    )
    both = pages.cpu_s / pages.requests * 1000
    figures.show("large: page and order, writers beside readers", f"{both:.1f} ms CPU", "(for information)")
    figures.show("large: orders among readers", f"{orders.requests / orders.wall_s:.0f}/s wall", "(for information)")


async def _records(load: Load) -> None:
    listed = (await load.answer(Exchange("GET", f"{RECORDS}/invoice?limit=1000"))).json()
    ids = [item["id"] for item in listed["items"]]
    for what, exchanges in (
        ("GET invoices", [Exchange("GET", f"{RECORDS}/invoice/{record_id}") for record_id in ids]),
        ("GET 1,000 IDs of invoices", [Exchange("GET", f"{RECORDS}/invoice?limit=1000&offset=20000")] * PAGES),
        ("POST an order of two lines", list(_orders(PAGES * 10))),
    ):
        await load.answer(exchanges[0])
        spent = await load.spend(exchanges)
        goal = ">= 800/s on one core" if what.startswith("GET inv") else "(for information)"
        figures.show(f"large: {what}", spent.rate, goal)
