"""How much the emulator answers on one core: record requests and pages of SuiteQL.

The figure is per second of the server's own CPU, so that the load generator beside it does not count.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from pathlib import Path
from typing import Any

import figures
import httpx
from emulated import emulated

from suiteplug.api import NetSuite

REQUESTS = 3000
PAGES = 40
CONNECTIONS = 4
PAGE = 1000
QUERY = (
    "SELECT a.id, a.transaction, a.item, a.quantity, a.foreignamount, a.location, a.mainline, a.memo, a.rate, "
    "b.id AS other FROM transactionline a CROSS JOIN (SELECT id FROM currency) b ORDER BY a.uniquekey ASC, b.id ASC"
)


def main() -> None:
    """Print requests per CPU second and milliseconds for a page."""
    with emulated("--lanes", "100") as connections:
        asyncio.run(_measure(connections["tba"]))


async def _measure(connection: dict[str, Any]) -> None:
    async with NetSuite(connection) as netsuite:
        model = netsuite.session.connection
        origin = netsuite.session.account.origin()
        server = _listener(int(origin.rpartition(":")[2]))
        customer = (await netsuite.run("list-records", {"record_type": "customer", "limit": 1}))["items"][0]["id"]
    for what, method, path, body in (
        ("GET a customer", "GET", f"/services/rest/record/v1/customer/{customer}", None),
        ("PATCH a customer", "PATCH", f"/services/rest/record/v1/customer/{customer}", {"comments": "benchmark"}),
    ):
        cpu_s, wall_s = await _load(origin, model, server, (method, path, body), REQUESTS)
        rate = f"{REQUESTS / cpu_s:.0f}/s CPU ({REQUESTS / wall_s:.0f}/s wall)"
        figures.show(f"emulator: {what}", rate, ">= 400/s on one core")
    path = f"/services/rest/query/v1/suiteql?limit={PAGE}&offset=0"
    cpu_s, wall_s = await _load(origin, model, server, ("POST", path, {"q": QUERY}), PAGES)
    figures.show(
        f"emulator: SuiteQL page of {PAGE} rows x 10 columns",
        f"{cpu_s / PAGES * 1000:.1f} ms CPU ({wall_s / PAGES * 1000:.1f} wall)",
        "<= 30 ms on one core",
    )


async def _load(
    origin: str, model: Any, server: int, exchange: tuple[str, str, Any], times: int
) -> tuple[float, float]:
    """Send the same exchange over a few connections; gives the server's CPU seconds and the wall seconds."""
    from datetime import UTC, datetime

    from suiteplug.connections.tokens import MemoryTokenStore

    method, path, body = exchange
    auth = model.auth(MemoryTokenStore(), lambda: datetime.now(UTC))
    headers = {"content-type": "application/json", "prefer": "transient"}
    content = json.dumps(body).encode() if body is not None else b""
    todo = iter(range(times))
    async with httpx.AsyncClient(base_url=origin, headers=headers) as http:

        async def worker() -> None:
            for _ in todo:
                reply = await http.request(method, path, content=content, auth=auth)
                reply.raise_for_status()

        await http.request(method, path, content=content, auth=auth)
        cpu, begun = _cpu_seconds(server), time.perf_counter()
        await asyncio.gather(*(worker() for _ in range(CONNECTIONS)))
        return _cpu_seconds(server) - cpu, time.perf_counter() - begun


def _cpu_seconds(process: int) -> float:
    """User and system time of a process (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _listener(port: int) -> int:
    """The child process that listens on the port: the emulator."""
    wanted = f":{port:04X}"
    sockets = {
        line.split()[9]
        for line in Path("/proc/net/tcp").read_text(encoding="utf-8").splitlines()[1:]
        if line.split()[1].endswith(wanted) and line.split()[3] == "0A"
    }
    for process in Path("/proc").glob("[0-9]*"):
        try:
            links = {str(link.readlink()) for link in (process / "fd").iterdir()}
        except OSError:
            continue
        if any(f"socket:[{inode}]" in links for inode in sockets):
            return int(process.name)
    raise RuntimeError("the emulator's process was not found")
