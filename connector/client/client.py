"""The one client: lane, signing, sending, repeating, reading the reply."""

from __future__ import annotations

import asyncio
import json
import random
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from suiteplug.connector.account import Service
from suiteplug.connector.call import current_call
from suiteplug.connector.client.telling import Outcome, Times, attempt_details, log_exchange
from suiteplug.connector.client.transport import Answer, NoAnswer, Transport
from suiteplug.connector.errors import (
    ClockSkewError,
    NetSuiteConnectorError,
    NetworkError,
    OutcomeUnknownError,
    ReauthorizationRequiredError,
    RequestReference,
    RetryableError,
    SignInError,
    UnavailableError,
)
from suiteplug.connector.exchange import NO_HEADERS, Repeat, Reply, Request
from suiteplug.connector.faults.classify import Fault, read_fault
from suiteplug.connector.retry import Failure, RetryPolicy, Verdict, decide
from suiteplug.connector.sign_in import SignInRefusal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from suiteplug.connector.client.hooks import Hook
    from suiteplug.connector.client.redact import Redactor
    from suiteplug.connector.lanes.gate import LaneGate

_MIN_ERROR = 300
_EXPLAINED = (ReauthorizationRequiredError, ClockSkewError)  # these say all there is to say


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

    ``explain_sign_in`` looks for the cause behind a refused sign-in, which NetSuite does not tell.
    """

    account_id: str
    transport: Transport
    gate: LaneGate
    redactor: Redactor
    policy: RetryPolicy = field(default_factory=RetryPolicy)
    hooks: Sequence[Hook] = ()
    tools: ClientTools = field(default_factory=ClientTools)
    explain_sign_in: Callable[[SignInRefusal], Awaitable[NetSuiteConnectorError]] | None = None

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
        self._refusing_headers: Mapping[str, str] = NO_HEADERS

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
            answer = await self._answer()
            ended = tools.monotonic()
        reply = answer if isinstance(answer, Fault) else self._read(answer)
        fault = reply if isinstance(reply, Fault) else None
        wait_s = self._wait_after(fault) if fault else None
        if self._client.hooks:
            self._tell(answer, fault, Times(asked, begun, ended), wait_s)
        if current_call.get().debug:
            log_exchange(self._client.redactor, self._request, self._reference(), answer)
        return (fault, wait_s) if fault else reply  # type: ignore[return-value]

    async def _answer(self) -> Answer | NoAnswer | Fault:
        """One attempt. Errors that signing in raises mean that the request itself never left."""
        try:
            return await self._client.transport.attempt(self._request, self._url)
        except (RetryableError, SignInError) as error:
            error.request = error.request or self._reference()
            repeatable = isinstance(error, RetryableError)
            return Fault(Failure.NEVER_SENT if repeatable else Failure.REJECTED, error, error.retry_after_s)

    def _read(self, answer: Answer | NoAnswer) -> Reply | Fault:
        if isinstance(answer, NoAnswer):
            return Fault(answer.failure, self._no_answer(answer))
        if answer.status >= _MIN_ERROR:
            self._refusing_headers = answer.headers
            return read_fault(
                answer.status,
                answer.headers,
                self._client.redactor.known(answer.content.decode("utf-8", "replace")).encode(),
                self._reference(),
                summary=self._request.summary,
                now=self._client.tools.now(),
            )
        kind = answer.headers.get("content-type", "")
        if self._request.service is Service.SUITETALK and self._request.parse and kind.startswith("text/html"):
            page = NoAnswer(Failure.LOST, "a web page came instead of an answer, from a proxy or a maintenance notice")
            return Fault(Failure.LOST, self._no_answer(page))
        data = None
        if self._request.parse and answer.content and "json" in kind:
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
        if self._maybe_ran and fault.failure is Failure.NEVER_SENT:
            error.cause = "The last attempts did not get through; an earlier attempt was sent and its answer was lost."
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
        explain = self._client.explain_sign_in
        if explain is not None and isinstance(error, SignInError) and not isinstance(error, _EXPLAINED):
            return await explain(SignInRefusal(error, self._client.tools.now(), self._refusing_headers))
        return error

    def _tell(self, answer: Outcome, fault: Fault | None, times: Times, wait_s: float | None) -> None:
        details = attempt_details(self._client.account_id, self._request, answer, attempt=self._attempt, times=times)
        details = replace(details, failure=str(fault.failure) if fault else "", wait_before_next_s=wait_s)
        for hook in self._client.hooks:
            hook(details)
