"""One process that keeps its tasks busy against the emulator: run by benchmark_lanes, told what to do on its input."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import TYPE_CHECKING, Any

from suiteplug.api import NetSuite
from suiteplug.opening import Options

if TYPE_CHECKING:
    from suiteplug.connector.client.hooks import AttemptDetails

RECORD = {"record_type": "currency", "record_id": "1"}


async def main(order: dict[str, Any]) -> None:
    """Say when it is ready, work for so many seconds when told to, then tell what was done."""
    attempts: list[tuple[float, AttemptDetails]] = []

    def hear(attempt: AttemptDetails) -> None:
        attempts.append((time.monotonic(), attempt))

    async with NetSuite(order["connection"], Options(hooks=[hear], lanes=order["place"])) as netsuite:
        await asyncio.gather(*(netsuite.run("get-record", RECORD) for _ in range(order["tasks"])))
        print("ready", flush=True)
        begin, end = map(float, (await asyncio.to_thread(sys.stdin.readline)).split())

        async def task() -> None:
            while time.monotonic() < end:
                await netsuite.run("get-record", RECORD)

        await asyncio.gather(*(task() for _ in range(order["tasks"])))
        measured = [attempt for at, attempt in attempts if begin <= at <= end]
        print(
            json.dumps(
                {
                    "done": sum(attempt.status == 200 for attempt in measured),  # noqa: PLR2004 - HTTP
                    "refused": sum(attempt.status in {400, 429} for attempt in measured),
                    "lane_wait_s": sorted(attempt.lane_wait_s for attempt in measured),
                    "spans": [(at - attempt.duration_s, at) for at, attempt in attempts],
                    "held_s": sum(attempt.duration_s for attempt in measured),
                }
            ),
            flush=True,
        )


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
