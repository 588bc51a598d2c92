"""A process that writes orders, and dies by its own hand at a chosen step: ``worker.py CONNECTION FIRST LAST STEP``.

The steps counted are those where a death can do harm: before and after each change of the ledger and each sending.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from suiteplug.api import NetSuite
from suiteplug.connector.exactly_once.sqlite import SqliteLedger
from suiteplug.opening import Options

_STEPS = ("begin_call", "begin_write", "end_write", "finish_call")


class Fate:
    """Ends the process at a step; 0 lets it live."""

    def __init__(self, step: int) -> None:
        self._left = step

    def strike(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def over(self, work: Any) -> Any:
        async def watched(*given: Any, **named: Any) -> Any:
            self.strike()
            result = await work(*given, **named)
            self.strike()
            return result

        return watched


async def main(connection: dict[str, Any], first: int, last: int, step: int) -> None:
    fate = Fate(step)
    ledger: Any = SqliteLedger(Path(os.environ["SUITEPLUG_HOME"]) / "ledger.sqlite3")
    for name in _STEPS:
        setattr(ledger, name, fate.over(getattr(ledger, name)))
    async with NetSuite(connection, Options(ledger=ledger)) as netsuite:
        client: Any = netsuite.session.records._sender
        inner = client._inner
        client._inner = type("Client", (), {"send": staticmethod(fate.over(inner.send))})
        for number in range(first, last):
            body = {
                "entity": {"id": "1013"},
                "location": {"id": "11"},
                "otherRefNum": f"SHOP-{number}",
                "item": {"items": [{"item": {"id": "311"}, "quantity": 1}]},
            }
            inputs = {"record_type": "salesOrder", "body": body}
            await netsuite.run("create-record", inputs, idempotency_key=f"shop-{number}")
    await ledger.close()


if __name__ == "__main__":
    fields = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    asyncio.run(main(fields, *map(int, sys.argv[2:5])))
