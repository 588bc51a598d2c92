"""The account on a socket of this machine, in the running event loop or in a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.faults.connection import HANG_UP

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from suiteplug.emulator.settings import Settings

Result = TypeVar("Result")
_HOST = "127.0.0.1"
_START_LIMIT_S = 30
_BACKLOG = 2048


class _Protocol(HttpToolsProtocol):
    """Lets the application end the connection, which ASGI has no word for."""

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        extensions: Any = {HANG_UP: self.transport.close}
        self.scope["extensions"] = extensions


class _Server(uvicorn.Server):
    """A server that leaves the program's signal handlers alone and tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.listens = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then say so in the loop and to other threads."""
        await super().startup(sockets)
        self.loop = asyncio.get_running_loop()
        self.ready.set()
        self.listens.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Who started the server stops it."""
        yield


class TlsFiles(NamedTuple):
    """PEM files of a server that speaks https."""

    key: Path
    certificate: Path


@dataclass(slots=True)
class ServerHandle:
    """A running emulator."""

    base_url: str
    account: Account
    _server: _Server
    _thread: threading.Thread

    def between_requests(self, work: Callable[[], Result]) -> Result:
        """Run something in the server's own thread, while no request is being answered; gives its result."""

        async def run() -> Result:
            return work()

        return asyncio.run_coroutine_threadsafe(run(), self._server.loop).result()

    def stop(self) -> None:
        """End the server, wait for its thread and close the account."""
        self._stop_serving()
        self.account.close()

    def _stop_serving(self) -> None:
        self._server.should_exit = True
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def run_server(settings: Settings | None = None, port: int = 0) -> ServerHandle:
    """Open an account and serve it from a thread; port 0 takes a free one."""
    account = Account.open(settings)
    try:
        return _in_a_thread(account, port)
    except BaseException:
        account.close()
        raise


@contextlib.contextmanager
def serve_account(account: Account, port: int = 0) -> Iterator[ServerHandle]:
    """Serve an open account from a thread; it stays open afterwards."""
    server = _in_a_thread(account, port)
    try:
        yield server
    finally:
        server._stop_serving()  # noqa: SLF001 - the two belong together


def _in_a_thread(account: Account, port: int) -> ServerHandle:
    listening = listen(port)
    server = make_server(account)
    thread = threading.Thread(
        target=lambda: asyncio.run(server.serve(sockets=[listening])), name="netsuite-emulator", daemon=True
    )
    thread.start()
    if not server.listens.wait(_START_LIMIT_S):
        raise RuntimeError("the emulator did not start")
    return ServerHandle(url_of(listening), account, server, thread)


@contextlib.asynccontextmanager
async def serve(account: Account, port: int = 0, tls: TlsFiles | None = None) -> AsyncIterator[str]:
    """Serve an open account in the running event loop; gives the base URL."""
    listening = listen(port)
    server = make_server(account, tls)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        await server.ready.wait()
        yield url_of(listening) if tls is None else url_of(listening).replace("http:", "https:")
    finally:
        server.should_exit = True
        await task


def listen(port: int) -> socket.socket:
    """A listening socket on loopback."""
    # Without the protocol named, asyncio does not switch Nagle's algorithm off, and every reply waits 40 ms.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_HOST, port))
        listening.listen(_BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


def url_of(listening: socket.socket) -> str:
    """Base URL of a listening socket."""
    return f"http://{_HOST}:{listening.getsockname()[1]}"


def make_server(account: Account, tls: TlsFiles | None = None) -> _Server:
    """A quiet server: no access log, and the account's own Date header instead of the machine's."""
    config = uvicorn.Config(
        create_app(account),
        http=_Protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=2,
        ssl_keyfile=None if tls is None else tls.key,
        ssl_certfile=None if tls is None else str(tls.certificate),
    )
    return _Server(config)
