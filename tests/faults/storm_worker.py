"""Books a share of the orders, each under its own key: ``storm_worker.py CONNECTION SHARE SHARES ORDERS``.

It does what a host does: what ends with a retryable error or an unknown outcome runs again with its key.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from suiteplug.api import NetSuite
from suiteplug.connector.errors import ConnectionSetupError, OutcomeUnknownError, RetryableError
from suiteplug.connector.exactly_once.settings import OnceSettings
from suiteplug.opening import Options

AT_ONCE = 8
_TRIES = 60


async def main(connection: str, share: int, shares: int, orders: int) -> None:
    numbers = iter(range(share, orders, shares))
    # late work of the storm takes three seconds at most; NetSuite's own window of 15 minutes would only be waiting
    options = Options(lanes="machine", once=OnceSettings(window_s=8.0, lease_s=5.0))
    async with NetSuite(connection, options) as netsuite:
        await asyncio.gather(*(lane(netsuite, numbers) for _ in range(AT_ONCE)))


async def lane(netsuite: NetSuite, numbers: Any) -> None:
    for number in numbers:
        await book(netsuite, number)


def tell(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


async def book(netsuite: NetSuite, number: int) -> None:
    body = {
        "entity": {"id": "1013"},
        "location": {"id": "11"},
        "otherRefNum": f"STORM-{number}",
        "item": {"items": [{"item": {"id": "311"}, "quantity": 1}]},
    }
    inputs = {"record_type": "salesOrder", "body": body}
    for _ in range(_TRIES):
        try:
            output = await netsuite.run("create-record", inputs, idempotency_key=f"storm-{number}")
        except (RetryableError, OutcomeUnknownError, ConnectionSetupError) as error:
            tell({"number": number, "error": type(error).__name__, "code": error.code})
            await asyncio.sleep(0.2)
        else:
            tell({"number": number, "record_id": output["record_id"]})
            return
    tell({"number": number, "given_up": True})


if __name__ == "__main__":
    asyncio.run(main(str(Path(sys.argv[1])), *map(int, sys.argv[2:5])))
