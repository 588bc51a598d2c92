"""A server that answers every request with the same record: the least any server can cost."""

from __future__ import annotations

import json
import multiprocessing
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORD = json.dumps(
    {"links": [], "id": "42", "entityId": "Blue Kiln Ltd", "email": "ap@bluekiln.example", "isInactive": False}
).encode()
HEADERS = [
    (b"content-type", b"application/vnd.oracle.resource+json; type=singular; charset=UTF-8"),
    (b"content-length", str(len(RECORD)).encode()),
    (b"x-n-operationid", b"00000000-0000-0000-0000-000000000000"),
]


async def _app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": RECORD})


def _serve(listener: socket.socket) -> None:
    import uvicorn

    uvicorn.Server(uvicorn.Config(_app, log_level="error", lifespan="off")).run(sockets=[listener])


@contextmanager
def plain_server() -> Iterator[str]:
    """Its base URL; it runs in a process of its own."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, or asyncio keeps Nagle on
    listener.bind(("127.0.0.1", 0))
    listener.listen(256)
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(listener,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        process.terminate()
        process.join()
        listener.close()
