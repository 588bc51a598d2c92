"""An export of many rows: against what the lanes allow, and against a bare loop that only fetches and parses."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import tempfile
import time
from pathlib import Path

import aiohttp
import figures
from page_server import LATENCY_S, PAGE, QUERY, page_server

from suiteplug.api import NetSuite
from suiteplug.connector import paths
from suiteplug.connector.export.outlets import Outlets
from suiteplug.opening import Options

ROWS = int(os.environ.get("SUITEPLUG_BENCHMARK_ROWS", "300000"))
LANES = 15


def main() -> None:
    """Print rates as ratios."""
    with page_server(ROWS) as base_url:
        asyncio.run(_compare(base_url))


async def _compare(base_url: str) -> None:
    bare = await _bare(base_url)
    cpu, ours = await _export(base_url, "rows.jsonl")
    allowed = LANES / LATENCY_S * PAGE
    figures.show("rows/s a bare aiohttp loop reads and parses", f"{bare:,.0f}", "-")
    figures.show("rows/s of an export to JSON Lines", f"{ours:,.0f}", "-")
    figures.show("  of what 15 lanes allow at 100 ms", f"{ours / allowed:.1%}", ">= 90 %, or")
    figures.show("  of the bare loop", f"{ours / bare:.1%}", ">= 85 %")
    figures.show("  CPU per 1,000 rows", f"{cpu * 1e3:.1f} ms", "-")
    figures.show(
        "  peak memory of this process", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB", "<= 200 MB"
    )


async def _bare(base_url: str) -> float:
    """Rows a second that fetching and json.loads alone reach with as many requests in flight."""
    url = f"{base_url}{paths.QUERY}/suiteql?limit={PAGE}&offset=0"
    left = iter(range(ROWS // PAGE))
    body = json.dumps({"q": QUERY + " WHERE id <= 1"}).encode()
    headers = {"content-type": "application/json", "prefer": "transient"}

    async def lane(session: aiohttp.ClientSession) -> None:
        for _ in left:
            async with session.post(url, data=body, headers=headers) as reply:
                json.loads(await reply.read())

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=LANES)) as session:
        begun = time.perf_counter()
        await asyncio.gather(*(lane(session) for _ in range(LANES)))
        return ROWS / (time.perf_counter() - begun)


async def _export(base_url: str, to: str) -> tuple[float, float]:
    """CPU seconds for 1,000 rows, and rows a second."""
    connection = {
        "type": "tba",
        "account_id": "1234567",
        "base_url": base_url,
        "consumer_key": "consumer-key",
        "consumer_secret": "consumer-secret",
        "token_id": "token-id",
        "token_secret": "token-secret",
        "lanes": LANES,
    }
    with tempfile.TemporaryDirectory() as folder:
        async with NetSuite(connection, Options(outlets=Outlets(Path(folder)))) as netsuite:
            begun, busy = time.perf_counter(), time.process_time()
            output = await netsuite.run("export-query", {"query": QUERY, "to": to})
            took, busy = time.perf_counter() - begun, time.process_time() - busy
    return busy / output["rows"] * 1000, output["rows"] / took
