"""An HTTPS proxy that knows the account's own host names and leads all of them to the emulator."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection

_HTTPS = "443"
_CHUNK = 64 * 1024
_ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"
_REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@contextlib.asynccontextmanager
async def tunnel(host_names: Collection[str], target_port: int) -> AsyncIterator[int]:
    """Accept ``CONNECT <one of the names>:443`` on loopback and pass the bytes on; gives the proxy's port.

    Every other target is refused: this is no way out to the internet.
    """
    open_streams: set[asyncio.Task[None]] = set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            open_streams.add(task)
            task.add_done_callback(open_streams.discard)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            async with _closing(writer):
                await _serve(reader, writer, host_names, target_port)

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tuple(open_streams):
            task.cancel()
        await asyncio.gather(*open_streams, return_exceptions=True)
        await server.wait_closed()


async def _serve(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host_names: Collection[str], target_port: int
) -> None:
    """One connection of a client."""
    head = await reader.readuntil(b"\r\n\r\n")
    method, _, rest = head.decode("latin-1").partition(" ")
    host, _, port = rest.partition(" ")[0].rpartition(":")
    if method != "CONNECT" or host.lower() not in host_names or port != _HTTPS:
        writer.write(_REFUSED)
        await writer.drain()
        return
    target_reader, target_writer = await asyncio.open_connection("127.0.0.1", target_port)
    async with _closing(target_writer):
        writer.write(_ESTABLISHED)
        await asyncio.gather(_copy(reader, target_writer), _copy(target_reader, writer))


@contextlib.asynccontextmanager
async def _closing(writer: asyncio.StreamWriter) -> AsyncIterator[None]:
    """Close a connection for good, whatever happens meanwhile."""
    try:
        yield
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass bytes on until the sender has no more."""
    while chunk := await reader.read(_CHUNK):
        writer.write(chunk)
        await writer.drain()
    with contextlib.suppress(OSError):
        writer.write_eof()
