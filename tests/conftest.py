"""Fixtures that every room's tests share: an emulated account, and the connector signed in to it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

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
    monkeypatch.delenv("SUITEPLUG_CONNECTION", raising=False)


@pytest.fixture(scope="session")
def seeded_account(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an account with the small seed company; copied for each test that changes it."""
    path = tmp_path_factory.mktemp("seed") / "account.sqlite"
    account = Account.open(Settings(data=path))
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


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--record`` makes the cassettes of tests/wire anew."""
    parser.addoption("--record", action="store_true", help="record the cassettes of tests/wire anew")
