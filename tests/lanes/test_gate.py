"""The lane gate: never over its size, first come first served, no lane lost."""

from __future__ import annotations

import asyncio
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suiteplug.connector.lanes.gate import LaneGate, gate_for


@settings(max_examples=60)
@given(size=st.integers(1, 5), tasks=st.integers(1, 30), seed=st.integers(0, 10_000))
def test_never_over_its_size_and_no_lane_is_lost_to_cancellation(size: int, tasks: int, seed: int) -> None:
    draw = random.Random(seed)

    async def scenario() -> None:
        gate = LaneGate(size)

        async def worker(turns: int) -> None:
            async with gate:
                for _ in range(turns):
                    assert gate.in_flight <= size
                    await asyncio.sleep(0)

        running = [asyncio.create_task(worker(draw.randrange(4))) for _ in range(tasks)]
        for task in running:
            if draw.random() < 0.3:
                for _ in range(draw.randrange(6)):
                    await asyncio.sleep(0)
                task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        assert gate.in_flight == 0
        assert gate.peak <= size
        await asyncio.wait_for(worker(1), 1)

    asyncio.run(scenario())


async def test_first_come_first_served() -> None:
    gate = LaneGate(1)
    order: list[int] = []
    await gate.acquire()

    async def worker(number: int) -> None:
        async with gate:
            order.append(number)

    waiting = [asyncio.create_task(worker(n)) for n in range(5)]
    await asyncio.sleep(0)
    gate.release()
    await asyncio.gather(*waiting)
    assert order == [0, 1, 2, 3, 4]


async def test_lanes_are_shared_by_event_loops_in_other_threads() -> None:
    gate = LaneGate(1)
    await gate.acquire()
    seen: list[int] = []

    def other_loop() -> None:
        async def work() -> None:
            async with gate:
                seen.append(gate.in_flight)

        asyncio.run(work())

    thread = asyncio.create_task(asyncio.to_thread(other_loop))
    while not gate._waiting:
        await asyncio.sleep(0)
    assert seen == []
    gate.release()
    await asyncio.wait_for(thread, 5)
    assert seen == [1]
    assert gate.in_flight == 0


async def test_growing_admits_those_who_wait() -> None:
    gate = LaneGate(1)
    await gate.acquire()
    second = asyncio.create_task(gate.acquire())
    await asyncio.sleep(0)
    assert not second.done()
    gate.resize(2)
    await second
    assert gate.in_flight == 2


def test_one_gate_for_an_account_and_the_smallest_wish_counts() -> None:
    gate = gate_for("TEST-A", 15)
    assert gate_for("TEST-A", 4) is gate
    assert gate.size == 4
    assert gate_for("TEST-A", 15).size == 4
    assert gate_for("TEST-B", 15) is not gate


@pytest.mark.parametrize("size", [1, 3])
async def test_leaving_by_an_exception_gives_the_lane_back(size: int) -> None:
    gate = LaneGate(size)
    with pytest.raises(ZeroDivisionError):
        async with gate:
            raise ZeroDivisionError
    assert gate.in_flight == 0
