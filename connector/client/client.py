"""The one client: lane, signing, sending, repeating, reading the reply."""

from __future__ import annotations

import asyncio
import json
import logging
import random
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from suiteplug.connector.client.hooks import AttemptDetails, Hook
from suiteplug.connector.client.transport import Answer, NoAnswer, Transport
from suiteplug.connector.errors import (
    NetSuiteConnectorError,
    NetworkError,
    OutcomeUnknownError,
    RequestReference,
    SignInError,
    UnavailableError,
)
from suiteplug.connector.exchange import Repeat, Reply, Request
from suiteplug.connector.faults.classify import Fault, read_fault
from suiteplug.connector.retry import Failure, RetryPolicy, Verdict, decide

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from suiteplug.connector.client.lanes import LaneGate
    from suiteplug.connector.client.redact import Redactor

_exchange_log = logging.getLogger("suiteplug.exchange")
_MIN_ERROR = 300

debug_run: ContextVar[bool] = ContextVar("suiteplug_debug_run", default=False)
"""Whether the action running in this context asked for its exchanges to be logged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientTools:
    """What the client uses of the world outside; replaced in tests."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep
    draw: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Sends requests of one connection. Use it from any task; close it at the end.

    ``explain_unauthorized(error, url)`` looks for the cause behind a 401, which NetSuite does not tell.
    """

    account_id: str
    transport: Transport
    gate: LaneGate
    redactor: Redactor
    policy: RetryPolicy = field(default_factory=RetryPolicy)
    hooks: Sequence[Hook] = ()
    tools: ClientTools = field(default_factory=ClientTools)
    explain_unauthorized: Callable[[SignInError, str], Awaitable[NetSuiteConnectorError]] | None = None

    async def send(self, request: Request) -> Reply:
        """Send, repeat where that is safe, and give the reply.

        Raises:
            NetworkError: NetSuite could not be reached; nothing was sent.
            OutcomeUnknownError: A write was sent and its answer was lost.
            NetSuiteConnectorError: The branch that the refusal belongs to.
        """
        return await _Call(self, request).run()

    async def close(self) -> None:
        """Close the connection pool."""
        await self.transport.close()


class _Times(NamedTuple):
    """When a lane was asked for, when it was got, and when the attempt ended; monotonic seconds."""

    asked: float
    begun: float
    ended: float


class _Call:
    """One request with all its attempts."""

    def __init__(self, client: Client, request: Request) -> None:
        self._client = client
        self._request = request
        self._policy = request.retry or client.policy
        self._url = client.transport.url_of(request)
        self._started = client.tools.monotonic()
        self._attempt = 0
        self._maybe_ran = False

    async def run(self) -> Reply:
        while True:
            self._attempt += 1
            outcome = await self._attempt_once()
            if isinstance(outcome, Reply):
                return outcome
            fault, wait_s = outcome
            if wait_s is None:
                raise await self._final(fault)
            self._maybe_ran = self._maybe_ran or fault.failure is Failure.LOST
            await self._client.tools.sleep(wait_s)

    async def _attempt_once(self) -> Reply | tuple[Fault, float | None]:
        """One attempt in a lane. Gives the reply, or the fault and the seconds to wait (None: stop)."""
        tools = self._client.tools
        asked = tools.monotonic()
        async with self._client.gate:
            begun = tools.monotonic()
            answer = await self._client.transport.attempt(self._request, self._url)
            ended = tools.monotonic()
        reply = self._read(answer)
        fault = reply if isinstance(reply, Fault) else None
        wait_s = self._wait_after(fault) if fault else None
        if self._client.hooks:
            self._tell(answer, fault, _Times(asked, begun, ended), wait_s)
        if debug_run.get():
            self._log(answer)
        return (fault, wait_s) if fault else reply  # type: ignore[return-value]

    def _read(self, answer: Answer | NoAnswer) -> Reply | Fault:
        if isinstance(answer, NoAnswer):
            return Fault(answer.failure, self._no_answer(answer))
        if answer.status >= _MIN_ERROR:
            return read_fault(
                answer.status,
                answer.headers,
                answer.content,
                self._reference(),
                summary=self._request.summary,
                now=self._client.tools.now(),
            )
        data = None
        if self._request.parse and answer.content and "json" in answer.headers.get("content-type", ""):
            try:
                data = json.loads(answer.content)
            except ValueError:
                cut = NoAnswer(Failure.LOST, "the reply ended in the middle of its JSON")
                return Fault(Failure.LOST, self._no_answer(cut))
        return Reply(
            status=answer.status,
            headers=answer.headers,
            content=answer.content,
            url=self._url,
            data=data,
            attempts=self._attempt,
            maybe_repeated=self._maybe_ran,
        )

    def _wait_after(self, fault: Fault) -> float | None:
        decision = decide(
            self._policy,
            fault.failure,
            may_run_twice=self._request.repeat is not Repeat.ONCE,
            attempt=self._attempt,
            elapsed_s=self._client.tools.monotonic() - self._started,
            retry_after_s=fault.retry_after_s,
            draw=self._client.tools.draw(),
        )
        return decision.wait_s if decision.verdict is Verdict.REPEAT else None

    def _reference(self) -> RequestReference:
        url = self._client.redactor.text(self._url)
        return RequestReference(self._request.method, url, self._attempt)

    def _no_answer(self, answer: NoAnswer) -> NetSuiteConnectorError:
        reason = self._client.redactor.text(answer.reason)
        if answer.failure is Failure.NEVER_SENT:
            return NetworkError(
                f"Could not {self._request.summary}: {reason}.",
                code="NOT_REACHED",
                cause="The network, a proxy or the host name stands in the way. Nothing was sent.",
                fix="Check the account ID and the network; then run it again, which is safe.",
                request=self._reference(),
            )
        return UnavailableError(
            f"Could not {self._request.summary}: {reason}.",
            code="NO_ANSWER",
            cause="NetSuite took the request and gave no usable answer.",
            fix="Run it again later; for slow queries raise timeout_s or ask for less.",
            request=self._reference(),
        )

    async def _final(self, fault: Fault) -> NetSuiteConnectorError:
        """The error to raise: an ambiguous write must not look like one that failed."""
        error = fault.error
        error.maybe_repeated = self._maybe_ran
        if fault.failure is Failure.LOST and self._request.repeat is Repeat.ONCE:
            return OutcomeUnknownError(
                f"Whether '{self._request.summary}' happened is not known: {error.message}",
                code=error.code or "OUTCOME_UNKNOWN",
                cause="The request was sent and its answer was lost. NetSuite may have done it, or may still be "
                "working on it for up to 15 minutes.",
                fix="Look whether the record is there (by external ID, or by createdFrom for a transform) before "
                "running it again. With an external ID and upsert-record, repeating is safe.",
                details=error.details,
                http_status=error.http_status,
                operation_id=error.operation_id,
                request=error.request,
                reply=error.reply,
            )
        if isinstance(error, SignInError) and self._client.explain_unauthorized is not None:
            return await self._client.explain_unauthorized(error, self._url)
        return error

    def _tell(self, answer: Answer | NoAnswer, fault: Fault | None, times: _Times, wait_s: float | None) -> None:
        answered = isinstance(answer, Answer)
        details = AttemptDetails(
            account_id=self._client.account_id,
            summary=self._request.summary,
            method=self._request.method,
            path=self._request.path,
            attempt=self._attempt,
            status=answer.status if answered else None,
            lane_wait_s=times.begun - times.asked,
            duration_s=times.ended - times.begun,
            reply_bytes=len(answer.content) if answered else 0,
            failure=str(fault.failure) if fault else "",
            wait_before_next_s=wait_s,
            operation_id=answer.headers.get("x-n-operationid", "") if answered else "",
        )
        for hook in self._client.hooks:
            hook(details)

    def _log(self, answer: Answer | NoAnswer) -> None:
        """One exchange in full, without secrets, for a run with ``debug``."""
        clean = self._client.redactor
        request = self._request
        _exchange_log.info(
            "> %s %s (attempt %d)\n> %s\n%s",
            request.method,
            clean.text(self._url),
            self._attempt,
            clean.headers(request.headers),
            clean.text(request.content[:20_000].decode("utf-8", "replace")),
        )
        if isinstance(answer, NoAnswer):
            _exchange_log.info("< no answer: %s", clean.text(answer.reason))
            return
        _exchange_log.info(
            "< %d %s\n%s",
            answer.status,
            clean.headers(answer.headers),
            clean.text(answer.content[:20_000].decode("utf-8", "replace")),
        )
