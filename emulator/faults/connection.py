"""Waiting and hanging up, on a socket and in process.

Two extensions of the ASGI scope say where the caller is: the server brings ``HANG_UP``, a function that ends the
connection; a transport in process brings ``READ_TIMEOUT_S``, the seconds its caller would wait (None: for ever).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from suiteplug.emulator.core.lanes import Lanes

    Scope = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

HANG_UP = "suiteplug.hang_up"
READ_TIMEOUT_S = "suiteplug.read_timeout_s"


def gives_up(scope: Scope, seconds: float) -> bool:
    """Whether a caller in process would not wait so long; one on a socket shows it by leaving."""
    patience_s = (scope.get("extensions") or {}).get(READ_TIMEOUT_S)
    return patience_s is not None and seconds >= patience_s


async def wait(scope: Scope, seconds: float, lanes: Lanes, integration_id: str) -> None:
    """Let the caller wait, with a lane of its integration taken.

    In process nobody really waits: a caller whose patience is shorter gets its timeout at once, any other its reply.
    """
    if gives_up(scope, seconds):
        from suiteplug.emulator.faults import in_process  # noqa: PLC0415 - httpx, for callers that have it

        raise in_process.no_reply_in_time()
    if READ_TIMEOUT_S in (scope.get("extensions") or {}):
        return
    pool = lanes.occupy(integration_id)
    try:
        await asyncio.sleep(seconds)
    finally:
        lanes.leave(pool)


async def hang_up(scope: Scope, receive: Receive, *, sent: int | None = None, promised: int = 0) -> None:
    """End the connection; ``sent`` of ``promised`` bytes of a body are out, None: not even headers."""
    end = (scope.get("extensions") or {}).get(HANG_UP)
    if end is not None:
        end()
        while (await receive())["type"] != "http.disconnect":
            pass
        return
    from suiteplug.emulator.faults import in_process  # noqa: PLC0415 - httpx, for callers that have it

    raise in_process.lost_before_reply() if sent is None else in_process.lost_within_body(sent, promised)
