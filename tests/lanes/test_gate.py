"""The gate of a process: never over its size, in order, no lane lost."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from suiteplug.connector.call import Priority
from suiteplug.connector.lanes.gate import Lane, LaneGate
from suiteplug.connector.lanes.line import PASSED_OVER, Waiter, WaitingLine

BULK, WRITE, INTERACTIVE = Priority.BULK, Priority.WRITE, Priority.INTERACTIVE
priorities = st.sampled_from(Priority)


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


@settings(max_examples=60)
@given(size=st.integers(1, 5), tasks=st.integers(1, 30), seed=st.integers(0, 10_000))
def test_never_over_its_size_and_no_lane_is_lost_to_cancellation(size: int, tasks: int, seed: int) -> None:
    draw = random.Random(seed)

    async def scenario() -> None:
        gate = LaneGate(size, for_all=draw.randint(1, size))

        async def worker(turns: int, priority: Priority) -> None:
            lane = await gate.acquire(priority, str(turns))
            try:
                for _ in range(turns):
                    assert gate.in_flight <= size
                    await asyncio.sleep(0)
            finally:
                gate.release(lane)

        running = [asyncio.create_task(worker(draw.randrange(4), draw.choice(tuple(Priority)))) for _ in range(tasks)]
        for task in running:
            if draw.random() < 0.3:
                for _ in range(draw.randrange(6)):
                    await asyncio.sleep(0)
                task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        assert gate.in_flight == 0
        assert gate.peak <= size
        await asyncio.wait_for(worker(1, BULK), 1)

    asyncio.run(scenario())


class GateMachine(RuleBasedStateMachine):
    """Random arrivals, departures, cancellations and resizings, held against what must be true at every moment."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.held: list[Lane] = []
        self.tasks: list[asyncio.Task[Lane]] = []

    @initialize(size=st.integers(1, 4))
    def begin(self, size: int) -> None:
        self.gate = LaneGate(size)

    @rule(priority=priorities, run=st.sampled_from("abc"))
    def arrive(self, priority: Priority, run: str) -> None:
        self.tasks.append(self.loop.create_task(self.gate.acquire(priority, run)))
        self.step()

    @rule(which=st.integers(0, 100))
    def depart(self, which: int) -> None:
        if self.held:
            self.gate.release(self.held.pop(which % len(self.held)))
        self.step()

    @rule(which=st.integers(0, 100), at_once=st.booleans())
    def cancel(self, which: int, at_once: bool) -> None:
        if self.tasks:
            self.tasks[which % len(self.tasks)].cancel()
        if not at_once:
            self.step()

    @rule(size=st.integers(1, 4), kept=st.integers(0, 3))
    def resize(self, size: int, kept: int) -> None:
        self.gate.resize(size, max(1, size - kept))
        self.step()

    def step(self) -> None:
        self.loop.run_until_complete(settle())
        done = [task for task in self.tasks if task.done()]
        self.held += [task.result() for task in done if not task.cancelled()]
        self.tasks = [task for task in self.tasks if not task.done()]

    @invariant()
    def nobody_is_lost(self) -> None:
        if not hasattr(self, "gate"):
            return
        self.step()
        gate = self.gate
        assert gate.in_flight == len(self.held)
        assert sum(gate.need.waiting) == len(self.tasks)
        general = sum(lane.priority is not INTERACTIVE for lane in self.held)
        room = gate.in_flight < gate.lanes
        assert not (room and gate.need.waiting[INTERACTIVE])
        assert not (room and general < gate.for_all and self.tasks)

    def teardown(self) -> None:
        for task in self.tasks:
            task.cancel()
        self.loop.run_until_complete(settle())
        self.loop.close()


TestGateMachine = GateMachine.TestCase
TestGateMachine.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)


def line_of(*entries: tuple[str, Priority, str]) -> WaitingLine[str]:
    line: WaitingLine[str] = WaitingLine()
    for value, priority, run in entries:
        line.join(Waiter(value, priority, run))
    return line


def order_of(line: WaitingLine[str]) -> list[str]:
    order = []
    while (waiter := line.next()) is not None:
        order.append(waiter.value)
    return order


def test_by_priority_then_first_come_first_served() -> None:
    line = line_of(("b1", BULK, ""), ("w1", WRITE, ""), ("i1", INTERACTIVE, ""), ("w2", WRITE, ""), ("b2", BULK, ""))
    assert line.counts == (1, 2, 2)
    assert order_of(line) == ["i1", "w1", "w2", "b1", "b2"]


def test_runs_take_turns_so_that_a_long_one_does_not_hold_up_a_short_one() -> None:
    line = line_of(
        *((f"long{n}", WRITE, "long") for n in range(10_000)), *((f"s{n}", WRITE, "short") for n in range(5))
    )
    order = order_of(line)
    assert [value for value in order[:10] if value.startswith("s")] == ["s0", "s1", "s2", "s3", "s4"]
    assert order[:3] == ["long0", "s0", "long1"]
    assert order[-1] == "long9999"


@pytest.mark.parametrize("urgent", [INTERACTIVE, WRITE])
def test_bulk_has_one_turn_in_eight_for_certain(urgent: Priority) -> None:
    line = line_of(*((f"u{n}", urgent, "") for n in range(30)), *((f"b{n}", BULK, "") for n in range(3)))
    order = order_of(line)
    assert [order.index(f"b{n}") for n in range(3)] == [PASSED_OVER, 2 * PASSED_OVER + 1, 3 * PASSED_OVER + 2]


@given(st.lists(st.tuples(priorities, st.sampled_from("abcd")), max_size=60))
def test_within_run_and_priority_the_order_of_arrival_holds(arrivals: list[tuple[Priority, str]]) -> None:
    line: WaitingLine[tuple[int, Priority, str]] = WaitingLine()
    for number, (priority, run) in enumerate(arrivals):
        line.join(Waiter((number, priority, run), priority, run))
    seen: dict[tuple[Priority, str], list[int]] = defaultdict(list)
    while (waiter := line.next()) is not None:
        number, priority, run = waiter.value
        seen[priority, run].append(number)
    assert sum(map(len, seen.values())) == len(arrivals)
    assert all(numbers == sorted(numbers) for numbers in seen.values())
    assert len(line) == 0


def test_leaving_twice_or_after_ones_turn_changes_nothing() -> None:
    line: WaitingLine[str] = WaitingLine()
    first, second = Waiter("1", WRITE, "a"), Waiter("2", WRITE, "a")
    line.join(first)
    line.join(second)
    line.leave(second)
    line.leave(second)
    assert line.next() is first
    line.leave(first)
    assert (len(line), line.counts, line.next()) == (0, (0, 0, 0), None)


async def test_lanes_for_people_are_left_by_all_others() -> None:
    gate = LaneGate(3, for_all=2)
    first, _ = await gate.acquire(WRITE), await gate.acquire(BULK)
    third = asyncio.create_task(gate.acquire(WRITE))
    await settle()
    assert not third.done()
    person = await gate.acquire(INTERACTIVE)
    assert (person.in_flight, person.lanes) == (3, 3)
    gate.release(person)
    await settle()
    assert not third.done()
    gate.release(first)
    assert (await third).priority is WRITE


async def test_lanes_are_shared_by_event_loops_in_other_threads() -> None:
    gate = LaneGate(1)
    lane = await gate.acquire()
    seen: list[int] = []

    def other_loop() -> None:
        async def work() -> None:
            lane = await gate.acquire()
            seen.append(gate.in_flight)
            gate.release(lane)

        asyncio.run(work())

    thread = asyncio.create_task(asyncio.to_thread(other_loop))
    while not sum(gate.need.waiting):
        await asyncio.sleep(0)
    assert seen == []
    gate.release(lane)
    await asyncio.wait_for(thread, 5)
    assert seen == [1]
    assert gate.in_flight == 0


async def test_who_waited_in_an_event_loop_that_is_closed_holds_up_nobody() -> None:
    gate = LaneGate(1)
    lane = await gate.acquire()

    def loop_that_ends() -> None:
        loop = asyncio.new_event_loop()
        task = loop.create_task(gate.acquire())
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
        task._log_destroy_pending = False  # type: ignore[attr-defined]

    await asyncio.to_thread(loop_that_ends)
    gate.release(lane)
    assert gate.in_flight == 0
    assert (await gate.acquire()).in_flight == 1


async def test_growing_admits_those_who_wait() -> None:
    gate = LaneGate(1)
    await gate.acquire()
    second = asyncio.create_task(gate.acquire())
    await settle()
    assert not second.done()
    gate.resize(2)
    await second
    assert gate.in_flight == 2


async def test_lanes_whose_lease_ran_out_are_not_given_until_it_is_renewed() -> None:
    now = 0.0
    gate = LaneGate(2, clock=lambda: now)
    gate.resize(2, valid_until=10.0)
    await gate.acquire()
    now = 10.0
    asked = []
    gate.unmet = lambda: asked.append(now)
    second = asyncio.create_task(gate.acquire())
    await settle()
    assert not second.done()
    assert asked == [10.0]
    gate.resize(2, valid_until=20.0)
    await second


async def test_the_keeper_hears_of_lanes_that_are_missing_and_of_those_that_are_too_many() -> None:
    gate, calls = LaneGate(2), []
    gate.unmet = lambda: calls.append(gate.in_flight)
    first, second = await gate.acquire(), await gate.acquire()
    gate.resize(1)
    assert calls == []
    gate.release(first)
    assert calls == [1]
    gate.release(second)
    assert calls == [1]
