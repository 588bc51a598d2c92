"""Whether 15 lanes stay busy at 100 ms latency, with no request refused."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import figures
from emulated import emulated

from suiteplug.api import NetSuite
from suiteplug.opening import Options

if TYPE_CHECKING:
    from suiteplug.connector.client.hooks import AttemptDetails

LANES = 15
LATENCY_MS = 100
REQUESTS = 900
TASKS = 60


def main() -> None:
    """Print the share of lane time in use, and the refusals."""
    with emulated("--lanes", str(LANES), "--latency-ms", str(LATENCY_MS)) as connections:
        asyncio.run(_load({**connections["tba"], "lanes": LANES}))


async def _load(connection: dict[str, object]) -> None:
    attempts: list[AttemptDetails] = []
    async with NetSuite(connection, Options(hooks=[attempts.append])) as netsuite:
        await asyncio.gather(*(netsuite.run("get-record", RECORD) for _ in range(LANES)))
        attempts.clear()
        begun = time.perf_counter()
        todo = iter(range(REQUESTS))

        async def worker() -> None:
            for _ in todo:
                await netsuite.run("get-record", RECORD)

        await asyncio.gather(*(worker() for _ in range(TASKS)))
        wall_s = time.perf_counter() - begun
    ideal_s = REQUESTS * LATENCY_MS / 1000 / LANES
    held = sum(attempt.duration_s for attempt in attempts) / (LANES * wall_s)
    refused = sum(attempt.status == 429 for attempt in attempts)  # noqa: PLR2004 - HTTP
    figures.show("lanes held, share of 15 over the run", f"{held:.1%}", ">= 95 %")
    figures.show("throughput / what 15 lanes allow at 100 ms", f"{ideal_s / wall_s:.1%}", "(for information)")
    figures.show("requests refused with 429", f"{refused} of {len(attempts)}", "0")


RECORD = {"record_type": "currency", "record_id": "1"}
