"""Processes that are killed with -9 at any step, and others that take over: each order exists once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.server import serve_account

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from suiteplug.emulator.account import Account

WORKER = Path(__file__).with_name("worker.py")
ORDERS = 5


@pytest.fixture
def work(account: Account, tmp_path: Path) -> Iterator[Callable[[int], subprocess.Popen[bytes]]]:
    """Starts a worker for all orders that dies at a step; 0: it lives."""
    with serve_account(account) as server:
        fields: dict[str, Any] = ready_connection(account, "tba", base_url=server.base_url)
        connection = tmp_path / "connection.json"
        connection.write_text(json.dumps(fields), encoding="utf-8")
        environment = {**os.environ, "SUITEPLUG_HOME": str(tmp_path / "home")}

        def start(step: int) -> subprocess.Popen[bytes]:
            command = [sys.executable, str(WORKER), str(connection), "0", str(ORDERS), str(step)]
            return subprocess.Popen(command, env=environment)

        yield start


def orders(account: Account) -> Counter[str]:
    found = (str(one.get("otherRefNum", "")) for one in account.store.scan("salesOrder"))
    return Counter(name for name in found if name.startswith("SHOP-"))


@pytest.mark.parametrize("seed", range(3))
def test_killed_again_and_again(account: Account, work: Callable[[int], subprocess.Popen[bytes]], seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(3):
        # at least one order gets done in each life, so that the steps lie all over the work
        assert work(chance.randint(1, 24)).wait() == -signal.SIGKILL
    assert work(0).wait() == 0
    assert orders(account) == Counter({f"SHOP-{number}": 1 for number in range(ORDERS)})


def test_two_at_once_and_one_is_killed(account: Account, work: Callable[[int], subprocess.Popen[bytes]]) -> None:
    doomed, other = work(random.Random(7).randint(10, 20)), work(0)
    assert doomed.wait() in {-signal.SIGKILL, 0}
    assert other.wait() == 0
    assert work(0).wait() == 0
    assert orders(account) == Counter({f"SHOP-{number}": 1 for number in range(ORDERS)})
