"""What lanes cost, how much of an account's capacity processes use together, and that they never go over it."""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import figures
import httpx
from emulated import emulated
from servers import postgresql, redis

from suiteplug.connector.lanes.account_lanes import AccountLanes
from suiteplug.connector.lanes.places import store_at
from suiteplug.connector.lanes.size import Terms

if TYPE_CHECKING:
    from suiteplug.connector.lanes.gate import Lane

LANES = 15
LATENCY_MS = 100
PROCESSES, TASKS = 4, 8
SECONDS = 8.0
ACQUIRES = 200
GOALS_MS = {"process": 0.3, "machine": 1.5, "postgresql": 3.0, "redis": 3.0}
TIMEOUT_S = 5.0
LEASE_S = TIMEOUT_S + 10


def main() -> None:
    """Print the cost of a lane at each place, then the use of 15 lanes by four processes, then with one killed."""
    with ExitStack() as stack:
        places = {"process": "process", "machine": "machine"}
        places["postgresql"] = stack.enter_context(postgresql())
        places["redis"] = stack.enter_context(redis())
        home = stack.enter_context(tempfile.TemporaryDirectory())
        os.environ["SUITEPLUG_HOME"] = home
        for name, place in places.items():
            kept, asked = asyncio.run(_acquire_ms(place, Path(home)))
            figures.show(f"acquire, {name}: a lane that is kept, median", f"{kept:.3f} ms", "<= 0.3 ms")
            if place != "process":
                figures.show(
                    f"acquire, {name}: through the store, median", f"{asked:.2f} ms", f"<= {GOALS_MS[name]} ms"
                )
        split = _use(
            "split by hand", [("process", LANES // PROCESSES + (n < LANES % PROCESSES)) for n in range(PROCESSES)]
        )
        for name in ("machine", "postgresql", "redis"):
            used = _use(name, [(places[name], LANES)] * PROCESSES)
            figures.show(f"{name}: use / use when split by hand", f"{used / split:.3f}", "(about 1)")
        _killed(places["machine"])


async def _acquire_ms(place: str, folder: Path) -> tuple[float, float]:
    """Milliseconds for a lane of one's own, and for one that must be asked for and given back each time."""
    lanes, terms = AccountLanes("BENCH "), Terms(LANES)
    lanes.join(terms, TIMEOUT_S, store_at(place, folder))
    kept: list[float] = []
    asked: list[float] = []
    for _ in range(ACQUIRES):
        begun = time.perf_counter()
        lane = await lanes.acquire()
        kept.append(time.perf_counter() - begun)
        lanes.release(lane)
    held: list[Lane] = []
    for _ in range(ACQUIRES if place != "process" else 0):
        if len(held) >= LANES:
            for lane in held:
                lanes.release(lane)
            held.clear()
            await lanes.leave(terms, TIMEOUT_S)
            lanes.join(terms, TIMEOUT_S, store_at(place, folder))
            held.append(await lanes.acquire())  # opens the store
        begun = time.perf_counter()
        held.append(await lanes.acquire())
        asked.append(time.perf_counter() - begun)
    for lane in held:
        lanes.release(lane)
    await lanes.leave(terms, TIMEOUT_S)
    return _median_ms(kept), _median_ms(asked)


def _median_ms(times: list[float]) -> float:
    return statistics.median(times) * 1000 if times else 0.0


def _use(name: str, places: list[tuple[str, int]]) -> float:
    """Four processes with eight tasks each, all busy, each at its place with so many lanes; the share in use."""
    with emulated("--lanes", str(LANES), "--latency-ms", str(LATENCY_MS)) as connections:
        connection = {**connections["tba"], "timeout_s": TIMEOUT_S}
        workers = [_worker({**connection, "lanes": lanes}, place) for place, lanes in places]
        begin, end = _go(workers, SECONDS)
        told = [_told(worker) for worker in workers]
        seen = _seen(connection)
    held = sum(each["held_s"] for each in told) / (LANES * (end - begin))
    waits = sorted(wait for each in told for wait in each["lane_wait_s"])
    what = f"{PROCESSES} processes x {TASKS} tasks, {name}"
    figures.show(f"{what}: lane time in use", f"{held:.1%}", ">= 95 %")
    done = [each["done"] for each in told]
    figures.show(f"{what}: least / most done by one", f"{min(done) / max(done):.2f}", "(fair: 1)")
    figures.show(f"{what}: p99 / p50 wait for a lane", f"{_at(waits, 0.99) / _at(waits, 0.5):.1f}", "(for information)")
    figures.show(f"{what}: peak in flight, refused", f"{seen['peak']}, {seen['refused']}", f"<= {LANES}, 0")
    return float(held)


def _killed(place: str) -> None:
    """One of four is killed; the account goes on working on its requests, its lanes come back with the lease."""
    with emulated("--lanes", str(LANES), "--latency-ms", str(LATENCY_MS)) as connections:
        connection = {**connections["tba"], "lanes": LANES, "timeout_s": TIMEOUT_S}
        workers = [_worker(connection, place) for _ in range(PROCESSES)]
        _go(workers, LEASE_S + SECONDS)
        time.sleep(2)
        workers[0].kill()
        workers[0].wait()
        killed_at = time.monotonic()
        told = [_told(worker) for worker in workers[1:]]
        seen = _seen(connection)
    spans = [(begun - killed_at, ended - killed_at) for each in told for begun, ended in each["spans"]]
    what = f"one of {PROCESSES} killed"
    before, later = _in_use(spans, 2, LEASE_S - 1), _in_use(spans, LEASE_S + 1, LEASE_S + 4)
    figures.show(f"{what}: lane time in use until / after its lease", f"{before:.0%} / {later:.0%}", "/ >= 95 %")
    figures.show(f"{what}: peak in flight, refused", f"{seen['peak']}, {seen['refused']}", f"<= {LANES}, 0")


def _in_use(spans: list[tuple[float, float]], begin: float, end: float) -> float:
    held = sum(max(0.0, min(ended, end) - max(begun, begin)) for begun, ended in spans)
    return held / (LANES * (end - begin))


def _worker(connection: dict[str, Any], place: str) -> subprocess.Popen[str]:
    order = json.dumps({"connection": connection, "place": place, "tasks": TASKS})
    script = str(Path(__file__).with_name("lane_worker.py"))
    return subprocess.Popen([sys.executable, script, order], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _go(workers: list[subprocess.Popen[str]], seconds: float) -> tuple[float, float]:
    """Start them together, once all are ready; from when to when they are measured."""
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline().strip() == "ready"
    begin = time.monotonic() + 1
    end = begin + seconds
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(f"{begin} {end}\n")
        worker.stdin.flush()
    return begin, end


def _told(worker: subprocess.Popen[str]) -> dict[str, Any]:
    assert worker.stdout is not None
    told: dict[str, Any] = json.loads(worker.stdout.readline())
    worker.wait()
    return told


def _seen(connection: dict[str, Any]) -> dict[str, int]:
    """What the account saw."""
    seen: dict[str, int] = httpx.get(f"{connection['base_url']}/emulator/state").json()["lanes"]
    return seen


def _at(values: list[float], share: float) -> float:
    return max(values[int((len(values) - 1) * share)], 0.001)
