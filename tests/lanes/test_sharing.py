"""Processes that share an account's lanes through each kind of store: here several stand-ins in one process."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector.call import Priority
from suiteplug.connector.lanes.account_lanes import AccountLanes
from suiteplug.connector.lanes.accounts import lanes_of
from suiteplug.connector.lanes.breaker import Reason
from suiteplug.connector.lanes.health import Note, Sign
from suiteplug.connector.lanes.places import store_at
from suiteplug.connector.lanes.size import Terms, Told
from suiteplug.connector.lanes.stores.sqlite import SqliteLanes
from suiteplug.connector.lanes.stores.store import StoreError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from suiteplug.connector.lanes.stores.store import LaneStore, Step

    Open = Callable[..., AccountLanes]

ACCOUNT = "1234567 "
DOOR = "connection SUITETALK"


@pytest.fixture(params=["machine", "postgresql", "redis"])
def place(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param if request.param == "machine" else request.getfixturevalue(f"{request.param}_url")
    return chosen


@pytest.fixture
async def open_lanes(place: str, tmp_path: Path) -> AsyncIterator[Open]:
    """Opens the lanes as one more process would."""
    opened: list[tuple[AccountLanes, Terms]] = []

    def open_one(lanes: int = 3, **terms: Any) -> AccountLanes:
        wish = Terms(lanes, **terms)
        account = AccountLanes(ACCOUNT)
        account.join(wish, 20.0, store_at(place, tmp_path))
        opened.append((account, wish))
        return account

    yield open_one
    for account, wish in opened:
        await account.leave(wish, 20.0)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.002)


async def test_never_more_than_the_account_has_and_everybody_is_served(open_lanes: Open) -> None:
    processes = [open_lanes(3) for _ in range(3)]
    in_flight, peak, served = 0, 0, [0, 0, 0]

    async def work(number: int) -> None:
        nonlocal in_flight, peak
        for _ in range(10):
            lane = await processes[number].acquire()
            in_flight += 1
            peak = max(peak, in_flight)
            await asyncio.sleep(0.002)
            in_flight -= 1
            served[number] += 1
            processes[number].release(lane)

    async with asyncio.timeout(30):
        await asyncio.gather(*(work(number) for number in range(3) for _ in range(4)))
    assert served == [40, 40, 40]
    assert peak == 3


async def test_one_lane_goes_round(open_lanes: Open) -> None:
    first, second = open_lanes(1), open_lanes(1)
    order: list[str] = []
    inside: set[str] = set()

    async def work(name: str, lanes: AccountLanes) -> None:
        while sum(one != other for one, other in pairwise(order)) < 3:
            lane = await lanes.acquire()
            assert not inside, "the one lane was given twice"
            inside.add(name)
            order.append(name)
            await asyncio.sleep(0.002)
            inside.remove(name)
            lanes.release(lane)

    async with asyncio.timeout(20):
        await asyncio.gather(work("first", first), work("second", second))


async def test_who_sits_at_a_screen_goes_before_bulk_of_another_process(open_lanes: Open) -> None:
    bulk, person = open_lanes(1), open_lanes(1)
    held = await bulk.acquire(Priority.BULK)
    waiting = [asyncio.create_task(bulk.acquire(Priority.BULK)) for _ in range(3)]
    urgent = asyncio.create_task(person.acquire(Priority.INTERACTIVE))
    await until(lambda: bulk.gate.lanes == 0)
    bulk.release(held)
    lane = await asyncio.wait_for(urgent, 20)
    view = person.view()
    assert (view.lanes, view.own, view.in_flight, view.processes, view.store_works) == (1, 1, 1, 2, True)
    assert view.shared_through
    assert not any(task.done() for task in waiting)
    person.release(lane)
    for task in waiting:
        bulk.release(await asyncio.wait_for(task, 20))


async def test_lanes_given_back_by_leaving_are_free_at_once(place: str, tmp_path: Path, open_lanes: Open) -> None:
    terms, leaving, staying = Terms(1), AccountLanes(ACCOUNT), open_lanes(1)
    leaving.join(terms, 20.0, store_at(place, tmp_path))
    leaving.release(await leaving.acquire())
    await leaving.leave(terms, 20.0)
    assert (await asyncio.wait_for(staying.acquire(), 20)).lanes == 1


async def test_a_refusal_shrinks_all_processes(open_lanes: Open) -> None:
    one, other = open_lanes(8), open_lanes(8)
    held = [await one.acquire() for _ in range(2)] + [await other.acquire()]
    one.note(Note(Sign.OVERLOAD, DOOR))
    await until(lambda: other._health.shrunk is not None)
    assert one._health.shrunk is not None
    assert other._health.shrunk is not None
    assert one._health.shrunk.lanes == other._health.shrunk.lanes == 6  # each knows the moment by its own clock
    one.release(held[0])
    one.release(held[1])
    other.release(held[2])


async def test_what_netsuite_tells_one_process_counts_for_all(place: str, tmp_path: Path, open_lanes: Open) -> None:
    one, other = open_lanes(), AccountLanes(ACCOUNT)
    terms = Terms()
    other.join(terms, 20.0, store_at(place, tmp_path))
    one.release(await one.acquire())
    one.note(Note(Sign.FINE, DOOR, told=Told(15, shared=True)))
    await until(lambda: one._keeper is not None and not one._keeper._notes)
    waiting = [asyncio.create_task(other.acquire()) for _ in range(3)]
    for task in waiting:
        other.release(await asyncio.wait_for(task, 20))
    assert other._health.told == Told(15, shared=True)
    await other.leave(terms, 20.0)


async def test_one_process_finds_netsuite_down_and_one_of_all_tests_the_way_back(open_lanes: Open) -> None:
    one, other = open_lanes(), open_lanes()
    held = await one.acquire(), await other.acquire()
    for _ in range(2):
        one.note(Note(Sign.SIGN_IN, DOOR, Reason("Invalid login attempt.")))
    await until(lambda: other.barrier(DOOR) is not None)
    found = other.barrier(DOOR)
    assert found is not None
    assert found.reason.message == "Invalid login attempt."
    assert 5 < found.wait_s <= 15
    assert [await one.probe(DOOR), await other.probe(DOOR)] == [False, False]
    assert other.barrier("another connection SUITETALK") is None
    one.note(Note(Sign.FINE, DOOR))
    await until(lambda: other.barrier(DOOR) is None)
    assert await other.probe(DOOR)
    one.release(held[0])
    other.release(held[1])


async def test_of_all_processes_one_is_the_probe(open_lanes: Open) -> None:
    one, other = open_lanes(), open_lanes()
    lanes = [await one.acquire(), await other.acquire()]
    for _ in range(2):
        one.note(Note(Sign.SIGN_IN, DOOR, Reason("no")))
    await until(lambda: other.barrier(DOOR) is not None)
    later = (one._keeper, other._keeper)
    for keeper in later:  # the time of the next try has come
        assert keeper is not None
        store = keeper._store
        change = store.change

        def from_later(account: str, step: Step[Any], change: Any = change) -> Any:
            return change(account, lambda text, now: step(text, now + 16))

        store.change = from_later  # type: ignore[method-assign]
    assert sorted(await asyncio.gather(one.probe(DOOR), other.probe(DOOR))) == [False, True]
    one.release(lanes[0])
    other.release(lanes[1])


class Shaky:
    """A store that can be switched off."""

    poll_s: float | None = 0.002

    def __init__(self, path: Path) -> None:
        self.inner = SqliteLanes(path)
        self.place = "the store"
        self.broken = False

    def change(self, account: str, step: Step[Any]) -> Any:
        if self.broken:
            raise StoreError("it is switched off")
        return self.inner.change(account, step)

    def changed(self) -> bool:
        return not self.broken and self.inner.changed()

    def listen(self, account: str, ring: Callable[[], None]) -> None:
        pass

    def close(self) -> None:
        self.inner.close()


async def shaky_lanes(store: LaneStore, clock: Callable[[], float] = time.monotonic) -> AccountLanes:
    lanes = AccountLanes(ACCOUNT, clock=clock)
    lanes.join(Terms(8), 20.0, lambda: store)
    return lanes


async def test_without_the_store_a_process_goes_on_with_its_part(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = Shaky(tmp_path / "lanes.sqlite3")
    store.broken = True
    lanes = await shaky_lanes(store)
    with caplog.at_level(logging.INFO, "suiteplug.lanes"):
        lane = await asyncio.wait_for(lanes.acquire(), 20)
        assert lane.lanes == 2  # a quarter: nobody knows how many there are
        assert await lanes.probe(DOOR)
        store.broken = False
        lanes.note(Note(Sign.OVERLOAD, DOOR))
        await until(lambda: "again" in caplog.text)
    warnings = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert len(warnings) == 1
    assert "1234567 cannot be shared through the store: it is switched off" in warnings[0].message
    lanes.release(lane)
    await lanes.leave(Terms(8), 20.0)


async def test_a_store_that_fails_later_leaves_the_lanes_until_the_lease_is_over(tmp_path: Path) -> None:
    store = Shaky(tmp_path / "lanes.sqlite3")
    now = 100.0
    lanes = await shaky_lanes(store, lambda: now)
    first = [await lanes.acquire() for _ in range(5)]
    store.broken = True
    last = [await asyncio.wait_for(lanes.acquire(), 20) for _ in range(lanes.gate.lanes - 5)]
    assert len(first + last) >= 5
    now += 9.0  # near its end
    one_more = asyncio.create_task(lanes.acquire())
    await until(lambda: lanes.gate.lanes == 8)  # alone before: all of the eight
    lanes.release(await asyncio.wait_for(one_more, 20))
    for lane in first + last:
        lanes.release(lane)
    await lanes.leave(Terms(8), 20.0)


async def test_a_process_that_slept_does_not_send_before_it_has_asked_again(tmp_path: Path) -> None:
    store = Shaky(tmp_path / "lanes.sqlite3")
    now = 100.0
    lanes = await shaky_lanes(store, lambda: now)
    lanes.release(await lanes.acquire())
    asked: list[float] = []
    change = store.inner.change

    def noted(account: str, step: Step[Any]) -> Any:
        asked.append(now)
        return change(account, step)

    store.inner.change = noted  # type: ignore[method-assign]
    now += 3600
    lanes.release(await asyncio.wait_for(lanes.acquire(), 20))
    assert 3700.0 in asked
    await lanes.leave(Terms(8), 20.0)


async def test_a_fault_in_sharing_lets_nobody_wait_for_ever(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = Shaky(tmp_path / "lanes.sqlite3")
    store.changed = lambda: 1 // 0 > 0  # type: ignore[method-assign]
    lanes = await shaky_lanes(store)
    lanes.release(await asyncio.wait_for(lanes.acquire(), 20))
    assert "ZeroDivisionError" in caplog.text
    store.changed = store.inner.changed  # type: ignore[method-assign]
    await lanes.leave(Terms(8), 20.0)


async def test_all_connections_of_an_account_share_one_gate() -> None:
    one, other = lanes_of("TEST-A ", Terms(15)), lanes_of("TEST-A ", Terms(4))
    assert one is other
    assert one.gate.lanes == 4
    assert lanes_of("TEST-B ", Terms(15)) is not one
    await other.leave(Terms(4), 0.0)
    assert one.gate.lanes == 15


async def test_in_process_lanes_shrink_and_grow_with_the_clock() -> None:
    now = 0.0
    lanes = AccountLanes(ACCOUNT, clock=lambda: now)
    lanes.join(Terms(8, interactive_only=2), 20.0)
    assert (lanes.gate.lanes, lanes.gate.for_all) == (8, 6)
    lanes.note(Note(Sign.OVERLOAD, DOOR))
    assert (lanes.gate.lanes, lanes.gate.for_all) == (6, 4)
    now = 10.0
    lanes.note(Note(Sign.FINE, DOOR))
    assert lanes.gate.lanes == 7
    lanes.note(Note(Sign.FINE, DOOR, told=Told(4, shared=True)))
    assert (lanes.gate.lanes, lanes.gate.for_all) == (3, 1)
    view = lanes.view()
    assert (view.lanes, view.at_best, view.told, view.shared_through) == (3, 3, Told(4, shared=True), "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
async def test_a_forked_child_begins_with_lanes_of_its_own(tmp_path: Path) -> None:
    terms = Terms(2)
    parents = lanes_of("FORKED ", terms, longest_s=20.0, store=store_at("machine", tmp_path))
    held = await parents.acquire()
    child = os.fork()
    if not child:
        status = 1
        try:
            own = lanes_of("FORKED ", terms, longest_s=20.0, store=store_at("machine", tmp_path))
            loop = asyncio.new_event_loop()
            asyncio.events._set_running_loop(None)
            lane = loop.run_until_complete(asyncio.wait_for(own.acquire(), 10))
            own.release(lane)
            loop.run_until_complete(own.leave(terms, 20.0))
            status = 0 if own is not parents and lane.lanes == 1 and parents.gate.in_flight == 0 else 2
        finally:
            os._exit(status)
    _, status = await asyncio.to_thread(os.waitpid, child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert parents.gate.in_flight == 1
    parents.release(held)
    await parents.leave(terms, 20.0)
