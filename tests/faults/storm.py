"""Everything goes wrong at once: faults of every kind, workers killed with -9, the server killed and started again.

Afterwards each order must be there once, and the account must never have been asked for more at a time than it allows.
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from suiteplug.emulator.account import Account
from suiteplug.emulator.settings import Settings

WORKER = Path(__file__).with_name("storm_worker.py")
ORDERS = "/services/rest/record/v1/salesOrder"

FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "drop", "when": "before"},
    {"kind": "drop", "when": "after"},
    {"kind": "reply", "status": 429},
    {"kind": "reply", "status": 500, "when": "before"},
    {"kind": "reply", "status": 500, "when": "after"},
    {"kind": "reply", "status": 502, "when": "after"},
    {"kind": "reply", "status": 503, "when": "before"},
    {"kind": "reply", "status": 504, "when": "after"},
    {"kind": "reply", "status": 401},
    {"kind": "slow", "seconds": 3},
    {"kind": "late", "seconds": 2, "hang_up": True},
    {"kind": "truncate"},
    {"kind": "content-type"},
)
"""Each kind of the emulator's list that can hit a record request; a slow one outlasts the client's time-out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """How bad it gets."""

    orders: int
    seed: int
    workers: int = 4
    kills: int = 10
    restarts: int = 2
    share: float = 0.05
    lanes: int = 15
    latency_ms: int = 20


@dataclass(slots=True)
class Aftermath:
    """What is found afterwards. ``names`` counts the orders in the account by their order number."""

    names: Counter[str] = field(default_factory=Counter)
    told: dict[int, str] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    given_up: int = 0
    peak: int = 0
    refused: int = 0
    requests: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    restarts: int = 0
    seconds: float = 0.0

    @property
    def twice(self) -> list[str]:
        """Orders that are there more than once."""
        return [name for name, number in self.names.items() if number > 1]

    def lost(self, orders: int) -> list[str]:
        """Orders that are not there."""
        return [f"STORM-{number}" for number in range(orders) if f"STORM-{number}" not in self.names]


class Server:
    """The emulator as a process on a port of its own, its account in a file that outlives it."""

    def __init__(self, folder: Path, weather: Weather) -> None:
        self._folder = folder
        self._weather = weather
        self._port = _free_port()
        self.base_url = f"http://127.0.0.1:{self._port}"
        self.data = folder / "account.sqlite"
        script = {
            "seed": weather.seed,
            "rules": [{"path": f"{ORDERS}*", "probability": weather.share, "faults": list(FAULTS)}],
        }
        (folder / "faults.json").write_text(json.dumps(script), encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [
            *(sys.executable, "-m", "suiteplug", "emulator", "--port", str(self._port), "--data", str(self.data)),
            *("--lanes", str(self._weather.lanes), "--latency-ms", str(self._weather.latency_ms)),
            *("--faults", str(self._folder / "faults.json"), "--connections-dir", str(self._folder / "connections")),
        ]
        with (self._folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                httpx.get(f"{self.base_url}/emulator/state", timeout=1)
            except httpx.HTTPError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError("The emulator does not start.")

    def note(self, aftermath: Aftermath) -> None:
        """Add what this life of the server has seen."""
        found = httpx.get(f"{self.base_url}/emulator/faults", timeout=10).json()
        aftermath.peak = max(aftermath.peak, found["peak_in_flight"])
        aftermath.faults.update(found["injected"])
        state = httpx.get(f"{self.base_url}/emulator/state", timeout=10).json()
        aftermath.refused += state["lanes"]["refused"]
        aftermath.requests += sum(state["replies"].values())

    def kill(self) -> None:
        """With -9."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()


class Workers:
    """The worker processes, each with its share of the orders."""

    def __init__(self, folder: Path, weather: Weather, connection: Path) -> None:
        self._folder = folder
        self._weather = weather
        self._connection = connection
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._environment = {**os.environ, "SUITEPLUG_HOME": str(folder / "home")}

    def start(self, share: int) -> None:
        """Start a worker on its share, from its beginning: its keys tell it what is done."""
        command = [sys.executable, str(WORKER), str(self._connection), str(share), str(self._weather.workers)]
        with self._said(share).open("ab") as said:
            self._processes[share] = subprocess.Popen(
                [*command, str(self._weather.orders)], stdout=said, stderr=said, env=self._environment
            )

    def start_all(self) -> None:
        for share in range(self._weather.workers):
            self.start(share)

    def kill(self, share: int) -> bool:
        """Kill a worker with -9 and start it again; False when it has ended already."""
        process = self._processes[share]
        if process.poll() is not None:
            return False
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.start(share)
        return True

    @property
    def running(self) -> bool:
        return any(process.poll() is None for process in self._processes.values())

    def booked(self) -> int:
        """Orders that workers have said to be booked."""
        return len(self.told()[0])

    def told(self) -> tuple[dict[int, str], Counter[str], int]:
        """Record IDs by order, errors by code, and how many orders were given up."""
        told: dict[int, str] = {}
        errors: Counter[str] = Counter()
        given_up = 0
        for share in range(self._weather.workers):
            for line in self._said(share).read_text(encoding="utf-8").splitlines():
                if not line.startswith("{"):
                    continue
                entry = json.loads(line)
                if "record_id" in entry:
                    told[entry["number"]] = entry["record_id"]
                elif "given_up" in entry:
                    given_up += 1
                else:
                    errors[f"{entry['error']} {entry['code']}"] += 1
        return told, errors, given_up

    def stop(self) -> None:
        for process in self._processes.values():
            process.kill()
            process.wait()

    def _said(self, share: int) -> Path:
        path = self._folder / f"worker-{share}.jsonl"
        path.touch()
        return path


def rage(folder: Path, weather: Weather, *, patience_s: float = 3600) -> Aftermath:
    """Let the storm rage, and look at what is left."""
    chance = random.Random(weather.seed)
    aftermath = Aftermath()
    server = Server(folder, weather)
    server.start()
    workers = Workers(folder, weather, _connection(folder, server))
    begun = time.monotonic()
    workers.start_all()
    # blows fall when so many orders are booked: spread over the work whatever the machine's speed
    blows = sorted(
        [(chance.uniform(0.02, 0.9), "worker") for _ in range(weather.kills)]
        + [(chance.uniform(0.1, 0.8), "server") for _ in range(weather.restarts)]
    )
    try:
        while workers.running:
            if time.monotonic() - begun > patience_s:
                raise TimeoutError(f"The storm does not end; look at {folder}.")
            time.sleep(0.05)
            if blows and workers.booked() >= blows[0][0] * weather.orders:
                _strike(blows.pop(0)[1], server, workers, chance, aftermath, weather)
        aftermath.seconds = time.monotonic() - begun
        server.note(aftermath)
    finally:
        workers.stop()
        server.kill()
    aftermath.told, aftermath.errors, aftermath.given_up = workers.told()
    with Account.open(Settings(data=server.data)) as account:
        names = (str(order.get("otherRefNum", "")) for order in account.store.scan("salesOrder"))
        aftermath.names = Counter(name for name in names if name.startswith("STORM-"))
    return aftermath


def _strike(
    whom: str, server: Server, workers: Workers, chance: random.Random, aftermath: Aftermath, weather: Weather
) -> None:
    if whom == "worker":
        aftermath.kills += workers.kill(chance.randrange(weather.workers))
        return
    server.note(aftermath)
    server.kill()
    server.start()
    aftermath.restarts += 1


def _connection(folder: Path, server: Server) -> Path:
    """The emulator's own connection, with a time-out that slow replies outlast."""
    fields = json.loads((folder / "connections" / "tba.json").read_text(encoding="utf-8"))
    path = folder / "storm.json"
    path.write_text(json.dumps({**fields, "timeout_s": 2, "lanes": 15, "base_url": server.base_url}), encoding="utf-8")
    path.chmod(0o600)
    return path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
