"""The command line in process and as a process, and an account on a socket whose clock stands still."""

from __future__ import annotations

import asyncio
import io
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug import opening
from suiteplug.connector.client.client import ClientTools
from suiteplug.emulator.access import seed
from suiteplug.emulator.account import Account
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.server import serve
from suiteplug.emulator.settings import Settings
from suiteplug.hosts.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
"""The moment at which the catalogue's examples are true."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command line ended."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.err.splitlines()[-1])
        return found


CommandLine = Callable[..., Ended]


@pytest.fixture
def suiteplug(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Runs a command line in this process, without a terminal: ``suiteplug("actions", stdin="...")``."""

    def run(*arguments: str, stdin: str = "") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        code = app.run(arguments)
        captured = capsys.readouterr()
        return Ended(code, captured.out, captured.err)

    return run


@pytest.fixture
def process() -> CommandLine:
    """Runs a command line as a process of its own, as a host does."""

    def run(*arguments: str, stdin: str = "", **environment: str) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "suiteplug", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **environment},
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def account_at_noon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an account that was made at NOON."""
    path = tmp_path_factory.mktemp("noon") / "account.sqlite"
    account = Account.open(Settings(data=path), Clock(frozen_at=NOON))
    account.suiteql.refresh()
    account.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    account.close()
    return path


@pytest.fixture(scope="session")
def kept_at_noon(account_at_noon: Path) -> Iterator[dict[str, Any]]:
    """Serves one account to all tests that change nothing; gives an administrator's connection."""
    with served_at_noon(account_at_noon) as fields:
        yield fields


@pytest.fixture
def at_noon(account_at_noon: Path, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """Serves an account of the test's own; gives an administrator's connection."""
    path = tmp_path / "account.sqlite"
    shutil.copyfile(account_at_noon, path)
    with served_at_noon(path) as fields:
        yield fields


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connector of this process takes it for NOON."""
    tools = ClientTools(now=lambda: NOON)
    monkeypatch.setattr(opening, "Options", partial(opening.Options, tools=tools))


@pytest.fixture
def today(account: Account, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """Serves an account that lives now, for processes that cannot be told another time; gives a connection to it."""
    with served(account) as base_url:
        fields = ready_connection(account, "tba", base_url=base_url)
        monkeypatch.setenv("SUITEPLUG_CONNECTION", json.dumps(fields))
        yield fields


@contextmanager
def served_at_noon(path: Path) -> Iterator[dict[str, Any]]:
    with Account.open(Settings(data=path), Clock(frozen_at=NOON)) as account, served(account) as base_url:
        yield ready_connection(account, "tba", base_url=base_url, role_id=seed.ADMINISTRATOR_ROLE)


@contextmanager
def served(account: Account) -> Iterator[str]:
    """The account on a socket, from a thread of its own; gives the base URL."""
    started: list[str] = []
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    done = asyncio.Event()

    async def work() -> None:
        async with serve(account) as base_url:
            started.append(base_url)
            ready.set()
            await done.wait()

    def run() -> None:
        try:
            loop.run_until_complete(work())
        finally:
            ready.set()
            loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(30)
    try:
        yield started[0]
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join()
