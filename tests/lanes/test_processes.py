"""Real processes on a real socket: together never over the account's limit, also when one is killed in mid-work."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.connector.lanes.clock import steady
from suiteplug.connector.lanes.gate import Need
from suiteplug.connector.lanes.members import SLACK_S, Report, exchange
from suiteplug.connector.lanes.size import Terms
from suiteplug.connector.lanes.state_text import read_state
from suiteplug.connector.lanes.stores.sqlite import SqliteLanes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from suiteplug.connector.lanes.members import AccountState, Grant

LANES, TIMEOUT_S = 3, 5.0


@pytest.fixture
def emulated(tmp_path: Path) -> Iterator[dict[str, Any]]:
    """A connection to an emulator in a process of its own, with three lanes that each take 30 ms."""
    command = [sys.executable, "-m", "suiteplug.emulator", "--port", "0", "--connections-dir", str(tmp_path)]
    command += ["--lanes", str(LANES), "--latency-ms", "30"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert "http://" in server.stdout.readline()
        server.stdout.readline()
        fields = json.loads((tmp_path / "tba.json").read_text(encoding="utf-8"))
        yield {**fields, "lanes": LANES, "timeout_s": TIMEOUT_S}
        server.terminate()


@pytest.fixture
def start(emulated: dict[str, Any]) -> Iterator[Callable[[int, int], subprocess.Popen[str]]]:
    """Starts a worker."""
    workers: list[subprocess.Popen[str]] = []

    def start_one(tasks: int, calls: int) -> subprocess.Popen[str]:
        command = [sys.executable, str(Path(__file__).with_name("worker.py")), json.dumps(emulated)]
        worker = subprocess.Popen([*command, str(tasks), str(calls)], stdout=subprocess.PIPE, text=True)
        workers.append(worker)
        return worker

    yield start_one
    for worker in workers:
        worker.kill()
        worker.wait()
        assert worker.stdout is not None
        worker.stdout.close()


def lanes_seen(connection: dict[str, Any]) -> dict[str, int]:
    seen: dict[str, int] = httpx.get(f"{connection['base_url']}/emulator/state", trust_env=False).json()["lanes"]
    return seen


def lines(worker: subprocess.Popen[str], number: int) -> list[str]:
    assert worker.stdout is not None
    return [worker.stdout.readline().strip() for _ in range(number)]


def test_processes_share_the_lanes_and_one_that_is_killed_takes_none_along(
    emulated: dict[str, Any], start: Callable[[int, int], subprocess.Popen[str]]
) -> None:
    doomed = start(4, 100_000)
    lines(doomed, 5)
    others = [start(4, 40), start(4, 40)]
    lines(others[0], 5)
    lines(others[1], 5)
    doomed.send_signal(signal.SIGKILL)
    doomed.wait()
    for worker in others:
        assert lines(worker, 36)[-1] == "0"
    seen = lanes_seen(emulated)
    assert (seen["peak"], seen["refused"]) == (LANES, 0)

    store = SqliteLanes(Path(os.environ["SUITEPLUG_HOME"]) / "lanes.sqlite3", clock=lambda: steady() + later_s)
    want = Report("test", Need((0, 0, 0), (0, 9, 0)), 0, TIMEOUT_S, Terms(LANES))

    def look(text: str | None, now: float) -> tuple[None, tuple[AccountState, Grant]]:
        return None, exchange(read_state(text), want, now)

    account = f"{emulated['account_id']} {emulated['base_url']}"
    later_s = 0.0
    _, now = store.change(account, look)
    later_s = TIMEOUT_S + SLACK_S
    _, then = store.change(account, look)
    store.close()
    assert now.lanes < LANES, "the killed one's requests may still run in NetSuite"
    assert then.lanes == LANES
