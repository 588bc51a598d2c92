"""A process of its own that works for as long as it may: started by test_processes."""

from __future__ import annotations

import asyncio
import json
import sys

from suiteplug.api import NetSuite
from suiteplug.connector.errors import NetSuiteConnectorError
from suiteplug.opening import Options

RECORD = {"record_type": "currency", "record_id": "1"}


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def main(connection: dict[str, object], tasks: int, calls: int) -> None:
    """Read a record so many times in so many tasks, a dot on the output for each; the number of failures at the end."""
    failed = 0
    todo = iter(range(calls))
    async with NetSuite(connection, Options(lanes="machine")) as netsuite:

        async def task() -> None:
            nonlocal failed
            for _ in todo:
                try:
                    await netsuite.run("get-record", RECORD)
                except NetSuiteConnectorError:
                    failed += 1
                say(".")

        await asyncio.gather(*(task() for _ in range(tasks)))
    say(str(failed))


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
