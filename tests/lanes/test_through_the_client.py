"""Deadlines, the circuit breaker and lanes as a call meets them, over a scripted wire with a clock of its own."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.connector import errors as e
from suiteplug.connector.account import Account
from suiteplug.connector.call import Call, Priority, current_call
from suiteplug.connector.client.client import Client, ClientTools
from suiteplug.connector.client.redact import Redactor
from suiteplug.connector.client.transport import Transport
from suiteplug.connector.exchange import Repeat, Reply, Request
from suiteplug.connector.lanes.account_lanes import AccountLanes
from suiteplug.connector.lanes.size import Terms, Told

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable

    from suiteplug.connector.client.hooks import AttemptDetails

OK = httpx.Response(200, json={"id": "1"})
UNREACHED = httpx.ConnectError("no route")
DOWN = httpx.Response(503, text="down")
RESTLET_BUSY = httpx.Response(400, json={"error": {"code": "SSS_REQUEST_LIMIT_EXCEEDED", "message": "limit"}})


def problem(status: int, code: str, detail: str) -> httpx.Response:
    body = {"title": "x", "status": status, "o:errorDetails": [{"detail": detail, "o:errorCode": code}]}
    kind = {"content-type": "application/vnd.oracle.resource+json; type=error"}
    return httpx.Response(status, content=json.dumps(body).encode(), headers=kind)


BUSY = problem(429, "CONCURRENCY_LIMIT_EXCEEDED", "Concurrent request limit exceeded. Request blocked.")
REFUSED = problem(401, "INVALID_LOGIN", "Invalid login attempt.")
MISSING = problem(404, "NONEXISTENT_ID", "The record instance does not exist.")


class Never(httpx.Auth):
    """Signs at once, or never comes to an end of it."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        if self.world.sign_in_hangs:
            await self.world.hang()
        yield request


class World:
    """A clock, a wire that plays steps, and waits that end when the clock says so."""

    def __init__(self, *steps: Any, lanes: int = 4) -> None:
        self.steps = list(steps)
        self.sent = 0
        self.time = 100.0
        self.took = 0.0
        self.sign_in_hangs = False
        self.bounds: list[float | None] = []
        self.read_timeouts: list[float] = []
        self.details: list[AttemptDetails] = []
        self.hanging = asyncio.Event()
        self.lanes = AccountLanes("1234567 ", clock=lambda: self.time)
        self.lanes.join(Terms(lanes), 10.0)
        self.client = self.client_of("one")

    def client_of(self, credentials: str) -> Client:
        transport = Transport(
            Account.parse("1234567"),
            Never(self),
            timeout_s=10,
            connections=4,
            http=httpx.MockTransport(self.answer),
        )
        tools = ClientTools(
            now=lambda: datetime(2026, 8, 12, tzinfo=UTC),
            monotonic=lambda: self.time,
            sleep=self.sleep,
            draw=lambda: 0.5,
            timeout=self.timeout,
        )
        return Client(
            account_id="1234567",
            transport=transport,
            lanes=self.lanes,
            credentials=credentials,
            redactor=Redactor(()),
            tools=tools,
            hooks=[self.details.append],
        )

    async def answer(self, request: httpx.Request) -> httpx.Response:
        self.sent += 1
        self.read_timeouts.append(request.extensions["timeout"]["read"])
        self.time += self.took
        step = self.steps.pop(0) if self.steps else OK
        if step == "hang":
            await self.hang()
        if isinstance(step, Exception):
            raise step
        response: httpx.Response = step
        return httpx.Response(response.status_code, headers=response.headers, content=response.content)

    async def hang(self) -> None:
        self.hanging.set()
        await asyncio.Event().wait()

    async def sleep(self, seconds: float) -> None:
        self.time += seconds

    @asynccontextmanager
    async def timeout(self, seconds: float | None) -> AsyncIterator[None]:
        """Ends what hangs when it hangs, with the clock moved on."""
        self.bounds.append(seconds)
        task = asyncio.current_task()
        assert task is not None

        def end() -> None:
            self.time += seconds or 0
            task.cancel()

        waiting = asyncio.get_running_loop().create_task(self.hanging.wait())
        waiting.add_done_callback(lambda done: None if done.cancelled() else end())
        try:
            yield
        except asyncio.CancelledError:
            task.uncancel()
            raise TimeoutError from None
        finally:
            waiting.cancel()

    async def send(self, repeat: Repeat = Repeat.READ, client: Client | None = None, **how: Any) -> Reply:
        within = how.pop("within", None)
        call = Call(deadline=None if within is None else self.time + within, **how)
        token = current_call.set(call)
        try:
            request = Request("GET", "/services/rest/record/v1/customer/1", "get customer 1", repeat=repeat)
            return await (client or self.client).send(request)
        finally:
            current_call.reset(token)

    def all_is_free(self) -> bool:
        return self.lanes.gate.in_flight == 0 and sum(self.lanes.gate.need.waiting) == 0


# -- deadlines: every place that waits ---------------------------------------------------------------------------------


async def test_waiting_for_a_lane_ends_at_the_deadline() -> None:
    world = World(lanes=1)
    held = await world.lanes.acquire()
    world.hanging.set()
    with pytest.raises(e.DeadlineError) as late:
        await world.send(Repeat.ONCE, within=5)
    assert late.value.code == "DEADLINE_PASSED"
    assert "waited for a lane" in late.value.message
    assert "Nothing was sent" in late.value.cause
    assert world.bounds == [5]
    assert world.sent == 0
    world.lanes.release(held)
    assert world.all_is_free()


async def test_a_lane_that_comes_after_the_deadline_is_given_back() -> None:
    world = World()
    acquire = world.lanes.gate.acquire

    async def late(*which: Any) -> Any:
        world.time += 6
        return await acquire(*which)

    world.lanes.gate.acquire = late  # type: ignore[method-assign, assignment]
    with pytest.raises(e.DeadlineError):
        await world.send(within=5)
    assert world.sent == 0
    assert world.all_is_free()


async def test_signing_in_ends_at_the_deadline_and_nothing_was_sent() -> None:
    world = World()
    world.sign_in_hangs = True
    with pytest.raises(e.DeadlineError) as late:
        await world.send(Repeat.ONCE, within=5)
    assert "signing in" in late.value.message
    assert world.sent == 0
    assert world.all_is_free()


@pytest.mark.parametrize(
    ("repeat", "kind"),
    [
        (Repeat.READ, e.UnavailableError),
        (Repeat.REPEATABLE, e.UnavailableError),
        (Repeat.ONCE, e.OutcomeUnknownError),
    ],
)
async def test_a_reply_that_does_not_come_by_the_deadline(repeat: Repeat, kind: type[Exception]) -> None:
    world = World("hang")
    with pytest.raises(kind, match="before the deadline"):
        await world.send(repeat, within=5)
    assert world.sent == 1
    assert world.all_is_free()


@pytest.mark.parametrize(("within", "seconds"), [(None, 10), (60, 10), (5, 5)])
async def test_the_time_out_of_the_request_is_no_longer_than_the_deadline(within: float | None, seconds: float) -> None:
    world = World()
    await world.send(within=within)
    assert world.read_timeouts == [seconds]


async def test_waiting_between_attempts_does_not_go_beyond_the_deadline() -> None:
    world = World(BUSY, BUSY, BUSY)
    begun = world.time
    with pytest.raises(e.ThrottledError) as busy:
        await world.send(Repeat.ONCE, within=1)
    assert "left no time to try again" in busy.value.cause
    assert world.sent == 2  # waits of 0.5 and 1 s: the second is too long
    assert world.time - begun == 0.5


async def test_the_deadline_while_waiting_for_the_next_lane_tells_what_went_before() -> None:
    world = World(BUSY, lanes=1)
    acquire = world.lanes.gate.acquire

    async def slow(*which: Any) -> Any:
        world.time += 3 if world.sent else 0
        return await acquire(*which)

    world.lanes.gate.acquire = slow  # type: ignore[method-assign, assignment]
    with pytest.raises(e.ThrottledError):
        await world.send(within=2)
    assert world.all_is_free()


async def test_without_a_deadline_nothing_is_bounded() -> None:
    world = World()
    await world.send()
    assert world.bounds == []


# -- circuit breaker ---------------------------------------------------------------------------------------------------


async def test_netsuite_down_callers_fail_fast_until_one_probe_comes_through() -> None:
    world = World(*[UNREACHED] * 7)
    with pytest.raises(e.NetworkError):
        await world.send()
    assert world.sent == 7  # the call under way went on by its own rules
    with pytest.raises(e.UnavailableError) as away:
        await world.send(Repeat.ONCE)
    assert (away.value.code, world.sent) == ("ACCOUNT_DOWN", 7)
    assert 0 < (away.value.retry_after_s or 0) <= 60
    assert "1234567.suitetalk.api.netsuite.com could not be reached" in away.value.message
    assert "Nothing was sent" in away.value.cause
    world.time += 61
    assert (await world.send()).status == 200
    assert (await world.send()).status == 200
    assert world.all_is_free()


async def test_a_probe_that_fails_closes_the_way_for_longer() -> None:
    world = World(*[UNREACHED] * 14)
    for _ in range(2):
        with pytest.raises(e.NetworkError):
            await world.send()
        world.time += 61
    assert world.sent == 14


async def test_dead_credentials_are_not_tried_into_the_lock() -> None:
    world = World(*[REFUSED] * 9)
    for _ in range(9):
        with pytest.raises(e.SignInError) as refused:
            await world.send()
    assert world.sent == 2
    assert "not tried" in refused.value.message
    assert "Invalid login attempt" in refused.value.message
    assert refused.value.retry_after_s == 15
    other = world.client_of("two")
    with pytest.raises(e.SignInError):
        await world.send(client=other)
    assert world.sent == 3  # a changed connection is tried at once
    with pytest.raises(e.SignInError):
        await world.send(action="verify-connection")
    assert world.sent == 4  # so is a check


async def test_ordinary_refusals_never_close_the_way() -> None:
    world = World(*[MISSING] * 20)
    for _ in range(20):
        with pytest.raises(e.NotFoundError):
            await world.send()
        world.time += 5
    assert world.sent == 20


async def test_who_waited_in_line_while_netsuite_went_down_is_not_sent_either() -> None:
    world = World(*[REFUSED] * 5, lanes=1)
    outcomes = await asyncio.gather(*(world.send() for _ in range(5)), return_exceptions=True)
    assert all(isinstance(outcome, e.SignInError) for outcome in outcomes)
    assert world.sent == 2
    assert world.all_is_free()


async def test_a_probe_that_is_cancelled_lets_the_next_one_try() -> None:
    world = World(REFUSED, REFUSED, "hang", lanes=1)
    for _ in range(2):
        with pytest.raises(e.SignInError):
            await world.send()
    world.time += 16
    for stage in ("in its lane", "in line"):
        held = await world.lanes.acquire() if stage == "in line" else None
        probe = asyncio.create_task(world.send())
        for _ in range(20):
            await asyncio.sleep(0)
        with pytest.raises(e.SignInError):
            await world.send()
        probe.cancel()
        with pytest.raises(asyncio.CancelledError):
            await probe
        if held:
            world.lanes.release(held)
    assert (await world.send()).status == 200


# -- overload ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("refusal", [BUSY, RESTLET_BUSY])
async def test_refusals_shrink_the_lanes_and_hooks_tell(refusal: httpx.Response) -> None:
    world = World(refusal, OK, lanes=8)
    await world.send()
    assert [(attempt.lanes, attempt.in_flight) for attempt in world.details] == [(8, 1), (6, 1)]
    assert world.lanes.gate.lanes == 6
    world.time += 30
    await world.send()
    assert world.lanes.gate.lanes == 8


async def test_a_login_refused_slowly_under_load_is_overload_and_asked_once_more() -> None:
    world = World(OK, REFUSED, OK, lanes=8)
    await world.send()
    others = [await world.lanes.acquire() for _ in range(3)]
    world.took = 60.0
    assert (await world.send()).status == 200
    assert [attempt.lanes for attempt in world.details] == [8, 8, 6]
    world.steps = [REFUSED, REFUSED]
    with pytest.raises(e.SignInError):
        await world.send()
    assert world.steps == []
    for lane in others:
        world.lanes.release(lane)


async def test_a_login_refused_at_once_is_refused() -> None:
    world = World(OK, REFUSED, lanes=8)
    await world.send()
    others = [await world.lanes.acquire() for _ in range(3)]
    with pytest.raises(e.SignInError):
        await world.send()
    assert world.sent == 2
    for lane in others:
        world.lanes.release(lane)


# -- size and order ----------------------------------------------------------------------------------------------------


async def test_whoever_reads_the_governance_limits_sets_the_lanes() -> None:
    limits = {"accountConcurrencyLimit": 15, "integrationLimitType": "accountLimit"}
    world = World(httpx.Response(200, json=limits))
    world.lanes._users[:] = [(Terms(), 10.0)]
    await world.client.send(Request("GET", "/services/rest/system/v1/governanceLimits", "read the governance limits"))
    assert world.lanes._health.told == Told(15, shared=True)
    assert world.lanes.gate.lanes == 14


async def test_priority_and_run_come_from_the_call() -> None:
    world = World(lanes=1)
    held = await world.lanes.acquire()
    order: list[str] = []

    def note(name: str) -> Callable[[asyncio.Task[Reply]], None]:
        return lambda _task: order.append(name)

    for name, how in {
        "bulk": {"priority": Priority.BULK},
        "long 1": {"run": "long"},
        "long 2": {"run": "long"},
        "short": {"requester": "somebody"},
        "person": {"priority": Priority.INTERACTIVE},
    }.items():
        asyncio.create_task(world.send(**how)).add_done_callback(note(name))  # type: ignore[arg-type]
        await asyncio.sleep(0)
    world.lanes.release(held)
    while len(order) < 5:
        await asyncio.sleep(0)
    assert order == ["person", "long 1", "short", "long 2", "bulk"]
