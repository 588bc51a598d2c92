"""The client over a scripted wire: what is sent again, what is raised, what is told."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncGenerator, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.connector import errors as e
from suiteplug.connector.account import Account
from suiteplug.connector.call import Call, current_call
from suiteplug.connector.client.client import Client, ClientTools
from suiteplug.connector.client.redact import Redactor
from suiteplug.connector.client.transport import Transport
from suiteplug.connector.exchange import Repeat, Request
from suiteplug.connector.lanes.account_lanes import AccountLanes
from suiteplug.connector.lanes.size import Terms

if TYPE_CHECKING:
    from suiteplug.connector.client.hooks import AttemptDetails

Step = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]
SECRET = "s3cret-token-value"


def problem(status: int, code: str, detail: str, **headers: str) -> httpx.Response:
    body = {"title": "x", "status": status, "o:errorDetails": [{"detail": detail, "o:errorCode": code}]}
    kind = {"content-type": "application/vnd.oracle.resource+json; type=error", "x-n-operationid": "op-1"}
    return httpx.Response(status, content=json.dumps(body).encode(), headers={**kind, **headers})


OK = httpx.Response(200, json={"id": "1"})
DONE = httpx.Response(204, headers={"Location": "https://x/services/rest/record/v1/customer/2047"})
BUSY = problem(429, "CONCURRENCY_LIMIT_EXCEEDED", "Concurrent request limit exceeded. Request blocked.")
PAGE = httpx.Response(200, text="<html>Please sign in</html>", headers={"content-type": "text/html; charset=utf-8"})
DOWN = httpx.Response(503, text="<html><title>Maintenance</title></html>")
RESTLET_BUSY = httpx.Response(400, json={"error": {"code": "SSS_REQUEST_LIMIT_EXCEEDED", "message": "limit"}})
TIMEOUT = httpx.ReadTimeout("late")
RESET = httpx.ReadError("reset")
UNREACHED = httpx.ConnectError("no route")
CUT = httpx.Response(200, content=b'{"id": "1', headers={"content-type": "application/json"})


class Bearer(httpx.Auth):
    """Signs with a fixed token; can be told to fetch one first."""

    def __init__(self, *, fetch: bool = False) -> None:
        self.fetch = fetch

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        if self.fetch:
            yield httpx.Request("POST", "https://1234567.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token")
        request.headers["authorization"] = f"Bearer {SECRET}"
        yield request


class Wire:
    """Plays one step for each attempt and keeps what it saw."""

    def __init__(self, *steps: Step) -> None:
        self.steps = list(steps)
        self.seen: list[httpx.Request] = []
        self.waits: list[float] = []
        self.time = 0.0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        step = self.steps.pop(0)
        if isinstance(step, Exception):
            raise step
        return step(request) if callable(step) and not isinstance(step, httpx.Response) else step

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds

    def client(self, *, fetch: bool = False, **parts: Any) -> Client:
        transport = Transport(
            Account.parse("1234567"), Bearer(fetch=fetch), timeout_s=10, connections=4, http=httpx.MockTransport(self)
        )
        tools = ClientTools(
            now=lambda: datetime(2026, 8, 12, tzinfo=UTC),
            monotonic=lambda: self.time,
            sleep=self.sleep,
            draw=lambda: 0.5,
        )
        lanes = AccountLanes("1234567")
        lanes.join(Terms(2), 10)
        return Client(
            account_id="1234567",
            transport=transport,
            lanes=lanes,
            redactor=Redactor([SECRET]),
            tools=tools,
            **parts,
        )


def request(repeat: Repeat = Repeat.READ, method: str = "GET", **parts: Any) -> Request:
    return Request(method, "/services/rest/record/v1/customer/1", "get customer 1", repeat=repeat, **parts)


@pytest.mark.parametrize("repeat", list(Repeat))
@pytest.mark.parametrize("refusal", [BUSY, RESTLET_BUSY, UNREACHED])
async def test_what_never_ran_is_sent_again_whatever_it_is(repeat: Repeat, refusal: Step) -> None:
    wire = Wire(refusal, refusal, OK)
    reply = await wire.client().send(request(repeat))
    assert (reply.attempts, reply.maybe_repeated, len(wire.seen)) == (3, False, 3)


@pytest.mark.parametrize("repeat", [Repeat.READ, Repeat.REPEATABLE])
@pytest.mark.parametrize(
    "loss", [TIMEOUT, RESET, DOWN, CUT, PAGE, problem(500, "UNEXPECTED_ERROR", "An unexpected error occurred.")]
)
async def test_a_lost_answer_is_asked_for_again_where_that_is_safe(repeat: Repeat, loss: Step) -> None:
    wire = Wire(loss, OK)
    reply = await wire.client().send(request(repeat))
    assert (reply.attempts, reply.maybe_repeated) == (2, True)


@pytest.mark.parametrize(
    "loss", [TIMEOUT, RESET, DOWN, CUT, PAGE, problem(500, "UNEXPECTED_ERROR", "An unexpected error occurred.")]
)
async def test_a_lost_write_is_never_sent_again(loss: Step) -> None:
    wire = Wire(loss)
    with pytest.raises(e.OutcomeUnknownError) as caught:
        await wire.client().send(request(Repeat.ONCE, "POST"))
    assert len(wire.seen) == 1
    assert "external ID" in caught.value.fix


async def test_no_token_means_never_sent_even_for_a_write() -> None:
    wire = Wire(TIMEOUT, OK, DONE)
    wire.steps[1] = httpx.Response(200, json={})
    reply = await wire.client(fetch=True).send(request(Repeat.ONCE, "POST"))
    assert reply.new_id == "2047"
    assert [seen.url.path.rpartition("/")[2] for seen in wire.seen] == ["token", "token", "1"]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (problem(404, "NONEXISTENT_ID", "The record instance does not exist."), e.NotFoundError),
        (
            problem(400, "USER_ERROR", "Error while accessing a resource. Transaction type specified is incorrect."),
            e.NotFoundError,
        ),
        (
            problem(400, "USER_ERROR", "Error while accessing a resource. This entity already exists."),
            e.DuplicateRecordError,
        ),
        (
            problem(400, "USER_ERROR", "Error while accessing a resource. Please enter value(s) for: Customer."),
            e.InvalidRecordError,
        ),
        (problem(403, "INSUFFICIENT_PERMISSION", "no"), e.PermissionDeniedError),
        (problem(401, "INVALID_LOGIN", "Invalid login attempt."), e.SignInError),
        (
            problem(400, "INVALID_PARAMETER", "Invalid search query. Search error occurred: Unknown identifier 'x'."),
            e.InvalidQueryError,
        ),
        (httpx.Response(302, headers={"location": "https://elsewhere.example"}), e.ConnectionSetupError),
        (problem(418, "", "short and stout"), e.RejectedError),
    ],
)
async def test_refusals_are_explained_and_not_repeated(
    reply: httpx.Response, kind: type[e.NetSuiteConnectorError]
) -> None:
    wire = Wire(reply)
    with pytest.raises(kind) as caught:
        await wire.client().send(request())
    assert len(wire.seen) == 1
    assert caught.value.cause
    assert caught.value.fix
    assert not caught.value.message.startswith("Error while accessing")


async def test_a_redirect_is_not_followed() -> None:
    wire = Wire(httpx.Response(302, headers={"location": "https://evil.example/"}), OK)
    with pytest.raises(e.ConnectionSetupError):
        await wire.client().send(request())
    assert {seen.url.host for seen in wire.seen} == {"1234567.suitetalk.api.netsuite.com"}


async def test_a_path_to_another_host_is_refused_before_it_is_sent() -> None:
    wire = Wire(OK)
    with pytest.raises(e.InputError):
        await wire.client().send(Request("GET", "@evil.example/", "read"))
    assert wire.seen == []


async def test_waits_grow_and_the_server_may_ask_for_more() -> None:
    after = problem(429, "CONCURRENCY_LIMIT_EXCEEDED", "blocked", **{"retry-after": "7"})
    dated = problem(429, "CONCURRENCY_LIMIT_EXCEEDED", "blocked", **{"retry-after": "Wed, 12 Aug 2026 00:00:09 GMT"})
    wire = Wire(BUSY, BUSY, BUSY, after, dated, OK)
    await wire.client().send(request())
    assert wire.waits == [0.5, 1.0, 2.0, 7.0, 9.0]


async def test_it_ends_and_says_how_often_it_tried() -> None:
    wire = Wire(*[BUSY] * 20)
    with pytest.raises(e.ThrottledError) as caught:
        await wire.client().send(request())
    assert caught.value.request is not None
    assert caught.value.request.attempts == len(wire.seen) == 7
    assert caught.value.code == "CONCURRENCY_LIMIT_EXCEEDED"


async def test_query_values_cannot_change_the_query() -> None:
    wire = Wire(OK)
    await wire.client().send(request(query=(("q", 'name IS "A&b=1#c ü+"'), ("limit", "5"))))
    assert dict(wire.seen[0].url.params) == {"q": 'name IS "A&b=1#c ü+"', "limit": "5"}
    assert "%20" in str(wire.seen[0].url)


async def test_hooks_hear_shapes_and_no_values() -> None:
    heard: list[AttemptDetails] = []
    wire = Wire(BUSY, OK)
    await wire.client(hooks=[heard.append]).send(request())
    assert [(h.attempt, h.status, h.failure, h.wait_before_next_s) for h in heard] == [
        (1, 429, "refused before it ran", 0.5),
        (2, 200, "", None),
    ]
    assert SECRET not in repr(heard)


async def test_debug_shows_the_exchange_without_secrets(caplog: pytest.LogCaptureFixture) -> None:
    wire = Wire(httpx.Response(200, json={"note": f"echo {SECRET}", "access_token": "abc.def"}))
    token = current_call.set(Call(debug=True))
    try:
        with caplog.at_level(logging.INFO, "suiteplug.exchange"):
            await wire.client().send(
                request(content=f'{{"memo":"{SECRET}"}}'.encode(), content_type="application/json")
            )
    finally:
        current_call.reset(token)
    assert "get" in caplog.text.lower()
    assert SECRET not in caplog.text
    assert "abc.def" not in caplog.text
    assert '"memo":"***"' in caplog.text


async def test_the_lane_is_free_while_waiting_to_repeat() -> None:
    wire = Wire(BUSY, OK)
    client = wire.client()
    in_flight: list[int] = []

    async def sleep(_seconds: float) -> None:
        in_flight.append(client.lanes.gate.in_flight)

    object.__setattr__(client.tools, "sleep", sleep)
    await client.send(request())
    assert in_flight == [0]


async def test_nothing_usable_in_a_strange_reply_breaks_the_reader() -> None:
    for content in (b"", b"[]", b'"x"', b"\xff\xfe", b'{"o:errorDetails": "no"}', b'{"error": 5}', b"<html></html>"):
        wire = Wire(httpx.Response(400, content=content))
        with pytest.raises(e.RejectedError):
            await wire.client().send(request())


async def test_not_reached_after_a_lost_answer_does_not_claim_that_nothing_was_sent() -> None:
    wire = Wire(TIMEOUT, *[UNREACHED] * 20)
    with pytest.raises(e.NetworkError) as caught:
        await wire.client().send(request(Repeat.REPEATABLE, "DELETE"))
    assert "Nothing was sent" not in caught.value.cause
    assert "earlier attempt" in caught.value.cause
    assert caught.value.maybe_repeated
