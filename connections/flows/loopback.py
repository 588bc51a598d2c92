"""A listener on this machine that waits for one callback of the browser."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_LONGEST_HEAD = 16_384
_READ_S = 10.0
_PAGE = (
    "<!doctype html><meta charset=utf-8><title>suiteplug</title>"
    "<p style='font-family:sans-serif'>{text} You can close this window and go back to the command line."
)


class CallbackListener:
    """Takes the first request to its path that carries an answer of NetSuite."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._answer: asyncio.Future[dict[str, str]] = asyncio.get_running_loop().create_future()
        self.port = 0

    async def answer(self, wait_s: float) -> dict[str, str]:
        """Parameters of the callback. Raises TimeoutError after ``wait_s`` seconds."""
        async with asyncio.timeout(wait_s):
            return await asyncio.shield(self._answer)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection of the browser."""
        try:
            async with asyncio.timeout(_READ_S):
                head = await reader.readuntil(b"\r\n\r\n")
            writer.write(self._reply(head))
            await writer.drain()
        except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass  # a browser's spare connection, or a stranger's; the wait goes on
        finally:
            writer.close()

    def _reply(self, head: bytes) -> bytes:
        method, _, rest = head.split(b"\r\n", 1)[0].decode("latin-1").partition(" ")
        target = urlsplit(rest.partition(" ")[0])
        parameters = dict(parse_qsl(target.query, keep_blank_values=True))
        is_answer = bool({"code", "error"} & parameters.keys())
        if method != "GET" or target.path != self._path or not is_answer:
            return _http("404 Not Found", "Nothing here.")
        if not self._answer.done():
            self._answer.set_result(parameters)
        return _http("200 OK", "NetSuite has answered.")


@asynccontextmanager
async def listen(host: str, port: int, path: str) -> AsyncIterator[CallbackListener]:
    """Listen on ``host`` (loopback) and ``port`` (0: a free one) for a callback to ``path``.

    Raises:
        OSError: The port is taken.
    """
    listener = CallbackListener(path)
    server = await asyncio.start_server(listener.handle, host, port, limit=_LONGEST_HEAD)
    try:
        listener.port = server.sockets[0].getsockname()[1]
        yield listener
    finally:
        server.close()
        await server.wait_closed()


def _http(status: str, text: str) -> bytes:
    body = _PAGE.format(text=text).encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body
