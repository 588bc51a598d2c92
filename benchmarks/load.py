"""Sends the same kind of request over a few connections, and reads what the server spends on it."""

from __future__ import annotations

import asyncio
import json
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from suiteplug.api import NetSuite
from suiteplug.connections.tokens import MemoryTokenStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

CONNECTIONS = 4


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request: method, path below the origin, and JSON body."""

    method: str
    path: str
    body: Any = None


@dataclass(frozen=True, slots=True)
class Spent:
    """The server's CPU seconds and the wall seconds for a number of requests."""

    requests: int
    cpu_s: float
    wall_s: float

    @property
    def rate(self) -> str:
        """Requests per second."""
        return f"{self.requests / self.cpu_s:.0f}/s CPU ({self.requests / self.wall_s:.0f}/s wall)"

    @property
    def each(self) -> str:
        """Milliseconds per request."""
        return f"{self.cpu_s / self.requests * 1000:.1f} ms CPU ({self.wall_s / self.requests * 1000:.1f} wall)"


class Load:
    """Signed requests to one emulator."""

    def __init__(self, origin: str, model: Any) -> None:
        self.origin = origin
        self.server = listener(int(origin.rpartition(":")[2]))
        self._auth = model.auth(MemoryTokenStore(), lambda: datetime.now(UTC))

    @classmethod
    async def to(cls, connection: dict[str, Any]) -> Load:
        """With the connection's own way to sign."""
        async with NetSuite(connection) as netsuite:
            return cls(netsuite.session.account.origin(), netsuite.session.connection)

    async def answer(self, exchange: Exchange) -> httpx.Response:
        """One reply."""
        async for reply in self._replies(iter([exchange]), 1):
            return reply
        raise RuntimeError("no reply")

    async def spend(self, exchanges: Iterable[Exchange], connections: int = CONNECTIONS) -> Spent:
        """Send all; what the server spent on them."""
        cpu, begun, requests = cpu_seconds(self.server), time.perf_counter(), 0
        async for _ in self._replies(iter(exchanges), connections):
            requests += 1
        return Spent(requests, cpu_seconds(self.server) - cpu, time.perf_counter() - begun)

    async def _replies(self, todo: Iterable[Exchange], connections: int) -> AsyncIterator[httpx.Response]:
        headers = {"content-type": "application/json", "prefer": "transient"}
        done: asyncio.Queue[httpx.Response | None] = asyncio.Queue()
        async with httpx.AsyncClient(base_url=self.origin, headers=headers, timeout=120) as http:

            async def worker() -> None:
                for exchange in todo:
                    content = b"" if exchange.body is None else json.dumps(exchange.body).encode()
                    reply = await http.request(exchange.method, exchange.path, content=content, auth=self._auth)
                    reply.raise_for_status()
                    done.put_nowait(reply)

            async def work() -> None:
                await asyncio.gather(*(worker() for _ in range(connections)))
                done.put_nowait(None)

            task = asyncio.create_task(work())
            task.add_done_callback(lambda ended: done.put_nowait(None) if ended.exception() else None)
            while (reply := await done.get()) is not None:
                yield reply
            await task


def cpu_seconds(process: int) -> float:
    """User and system time of a process (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(process: int, line: str = "VmRSS") -> float:
    """Resident memory of a process, or with ``VmHWM`` the most it ever had (Linux)."""
    for found in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
        if found.startswith(f"{line}:"):
            return int(found.split()[1]) / 1024
    raise RuntimeError(f"no {line} in the process's status")


def listener(port: int) -> int:
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
