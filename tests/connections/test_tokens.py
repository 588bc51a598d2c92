"""Token stores: private files, one holder at a time among tasks, threads and processes."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from suiteplug.connections.storage.private_files import read_private, write_private
from suiteplug.connections.storage.turns import Turns
from suiteplug.connections.tokens import FileTokenStore, MemoryTokenStore
from suiteplug.connector.errors import ConnectionSetupError, InvalidConnectionError
from suiteplug.connector.token_store import Token

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from suiteplug.connector.token_store import TokenStore

TOKEN = Token("access", 1000.0, "refresh", 2000.0)


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> TokenStore:
    return MemoryTokenStore() if request.param == "memory" else FileTokenStore(tmp_path / "tokens")


def test_what_is_saved_is_loaded(store: TokenStore) -> None:
    assert store.load("a") is None
    store.save("a", TOKEN)
    store.save("b", Token("other", 1.0))
    assert store.load("a") == TOKEN
    store.forget("a")
    store.forget("a")
    assert store.load("a") is None
    assert store.load("b") == Token("other", 1.0)


async def test_one_task_at_a_time_and_in_turn(store: TokenStore) -> None:
    order: list[str] = []

    async def work(name: str) -> None:
        async with store.exclusive("key"):
            order.append(f"{name} in")
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            order.append(f"{name} out")

    await asyncio.gather(*(work(name) for name in "abc"))
    assert order == ["a in", "a out", "b in", "b out", "c in", "c out"]


async def test_other_keys_do_not_wait(store: TokenStore) -> None:
    async with store.exclusive("one"), asyncio.timeout(5), store.exclusive("another"):
        pass


async def test_a_cancelled_waiter_leaves_the_queue(store: TokenStore) -> None:
    async with store.exclusive("key"):
        waiting = asyncio.create_task(_enter(store))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with asyncio.timeout(5), store.exclusive("key"):
        pass


async def _enter(store: TokenStore) -> None:
    async with store.exclusive("key"):
        pass


def test_turns_hold_across_threads_with_event_loops_of_their_own() -> None:
    turns, inside, most = Turns(), 0, 0

    async def work() -> None:
        nonlocal inside, most
        for _ in range(50):
            async with turns.of("key"):
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0)
                inside -= 1

    threads = [threading.Thread(target=lambda: asyncio.run(work())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (inside, most) == (0, 1)


def test_files_are_for_the_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "tokens"
    FileTokenStore(folder).save("key", TOKEN)
    (path,) = folder.glob("*.json")
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [entry.name for entry in folder.iterdir()] == [path.name], "no temporary file is left"
    path.chmod(0o640)
    with pytest.raises(InvalidConnectionError) as caught:
        FileTokenStore(folder).load("key")
    assert caught.value.code == "FILE_EXPOSED"


def test_damaged_files_are_told(tmp_path: Path) -> None:
    store = FileTokenStore(tmp_path)
    store.save("key", TOKEN)
    (path,) = tmp_path.glob("*.json")
    for text in ("{", "[]", '{"unknown": 1}'):
        write_private(path, text)
        with pytest.raises(ConnectionSetupError) as caught:
            store.load("key")
        assert caught.value.code == "TOKEN_FILE_DAMAGED"


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ConnectionSetupError) as caught:
        FileTokenStore(tmp_path / "tokens").save("key", TOKEN)
    assert caught.value.code == "TOKEN_NOT_STORED"


def test_a_folder_whose_place_is_taken_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "tokens").write_text("")
    with pytest.raises(ConnectionSetupError) as caught:
        FileTokenStore(tmp_path / "tokens").save("key", TOKEN)
    assert caught.value.code == "TOKEN_NOT_STORED"


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_private(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_private(path, "\ud800")
    assert read_private(path, "file") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("make", ["missing", "folder", "binary"])
def test_files_that_cannot_be_read(tmp_path: Path, make: str) -> None:
    path = tmp_path / "file"
    if make == "folder":
        path.mkdir()
    elif make == "binary":
        path.touch(0o600)
        path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(InvalidConnectionError) as caught:
        read_private(path, "key file", field="private_key_file")
    assert (caught.value.code, caught.value.field) == ("FILE_UNREADABLE", "private_key_file")


_REFRESHER = """
import asyncio, sys, pathlib, datetime, httpx
from suiteplug.connections.oauth_authorization_code import OAuthAuthorizationCode
from suiteplug.connections.tokens import FileTokenStore

folder = pathlib.Path(sys.argv[1])
model = OAuthAuthorizationCode(account_id="1234567", client_id="c", refresh_token="refresh-0")
now = lambda: datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)

async def netsuite(request):
    if request.url.path.endswith("/token"):
        with (folder / "requests").open("a") as log:
            log.write("x")
        print("asking", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        return httpx.Response(200, json={"access_token": "a", "refresh_token": "refresh-1", "expires_in": 3600})
    return httpx.Response(200)

async def main():
    print("ready", flush=True)
    sys.stdin.readline()
    auth = model.auth(FileTokenStore(folder / "tokens"), now)
    async with httpx.AsyncClient(transport=httpx.MockTransport(netsuite), auth=auth) as client:
        await client.get("https://1234567.suitetalk.api.netsuite.com/x")
    print("done", flush=True)

asyncio.run(main())
"""


def test_two_processes_make_one_token_request(tmp_path: Path) -> None:
    with _python(_REFRESHER, tmp_path) as first, _python(_REFRESHER, tmp_path) as second:
        for process in (first, second):
            assert process.read() == "ready"
        first.write()
        assert first.read() == "asking"
        second.write()  # it finds the key held
        first.write()
        assert first.read() == "done"
        assert second.read() == "done"
    assert (tmp_path / "requests").read_text() == "x"


class _Python:
    """A process of our own that is talked to line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def write(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()


@contextmanager
def _python(code: str, folder: Path) -> Iterator[_Python]:
    command = [sys.executable, "-c", code, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield _Python(process)
        finally:
            process.kill()


_HOLDER = """
import asyncio, sys, pathlib
from suiteplug.connections.tokens import FileTokenStore

async def main():
    async with FileTokenStore(pathlib.Path(sys.argv[1])).exclusive("key"):
        print("held", flush=True)
        sys.stdin.readline()

asyncio.run(main())
"""


async def test_a_killed_holder_lets_go(tmp_path: Path) -> None:
    store = FileTokenStore(tmp_path)
    with _python(_HOLDER, tmp_path) as holder:
        assert holder.read() == "held"
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05), store.exclusive("key"):
                pass
    async with asyncio.timeout(5), store.exclusive("key"):
        pass


def test_tokens_do_not_show_themselves(tmp_path: Path) -> None:
    assert "access" not in repr(TOKEN)
    assert "refresh'" not in repr(TOKEN)
    FileTokenStore(tmp_path).save("key", TOKEN)
    (path,) = tmp_path.glob("*.json")
    assert json.loads(path.read_text())["refresh_token"] == "refresh"
