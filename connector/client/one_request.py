"""One request with all its attempts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from suiteplug.connector import paths
from suiteplug.connector.account import Service
from suiteplug.connector.bodies import decode
from suiteplug.connector.call import current_call
from suiteplug.connector.client.telling import Outcome, Times, attempt_details, log_exchange
from suiteplug.connector.client.transport import Answer, NoAnswer, Trail
from suiteplug.connector.client.wording import no_answer, too_late, unknown_outcome
from suiteplug.connector.errors import (
    ClockSkewError,
    NetSuiteConnectorError,
    ReauthorizationRequiredError,
    RequestReference,
    RetryableError,
    SignInError,
)
from suiteplug.connector.exchange import NO_HEADERS, Repeat, Reply, Request
from suiteplug.connector.faults.classify import Fault, read_fault
from suiteplug.connector.lanes.breaker import Reason
from suiteplug.connector.lanes.health import Note, Sign
from suiteplug.connector.lanes.signs import is_overload_in_disguise, sign_of
from suiteplug.connector.lanes.size import told_from
from suiteplug.connector.lanes.turned_away import turned_away
from suiteplug.connector.retry import DEADLINE, Failure, Verdict, decide
from suiteplug.connector.sign_in import SignInRefusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.client.client import Client
    from suiteplug.connector.lanes.gate import Lane

_MIN_ERROR = 300
_EXPLAINED = (ReauthorizationRequiredError, ClockSkewError)  # these say all there is to say
_GOVERNANCE = f"{paths.SYSTEM}/governanceLimits"
_CHECKUPS = frozenset({"verify-connection"})
"""Actions by which a person asks whether it works again: they are never turned away."""

_GRACE_S = 0.25
"""The HTTP client ends a request at its time-out and can tell whether it was sent; only if it does not, we end it."""


class OneRequest:
    """Sends until there is a reply, or until sending again would be no use or not safe."""

    def __init__(self, client: Client, request: Request) -> None:
        self._client = client
        self._request = request
        self._call = current_call.get()
        self._policy = request.retry or client.policy
        self._url = client.transport.url_of(request)
        self._door = f"{client.credentials} {request.service.name}"
        self._started = client.tools.monotonic()
        self._attempt = 0
        self._maybe_ran = False
        self._doubted = False
        self._is_probe = False
        self._last: Fault | None = None
        self._refusing_headers: Mapping[str, str] = NO_HEADERS

    async def run(self) -> Reply:
        """The reply; raises the error that it comes to otherwise."""
        await self._ask_to_pass()
        while True:
            self._attempt += 1
            outcome = await self._attempt_once()
            if isinstance(outcome, Reply):
                return outcome
            fault, wait_s = outcome
            if wait_s is None:
                raise await self._final(fault)
            self._last = fault
            self._maybe_ran = self._maybe_ran or fault.failure is Failure.LOST
            await self._client.tools.sleep(wait_s)

    async def _ask_to_pass(self) -> None:
        """Do not try what is known to fail; one call at a time tests whether it still does."""
        lanes = self._client.lanes
        barrier = lanes.barrier(self._door)
        if barrier is None or self._call.action in _CHECKUPS:
            return
        self._is_probe = barrier.wait_s <= 0 and await lanes.probe(self._door)
        if not self._is_probe:
            barrier = lanes.barrier(self._door) or barrier
            raise turned_away(barrier, summary=self._request.summary, request=self._reference())

    async def _attempt_once(self) -> Reply | tuple[Fault, float | None]:
        """One attempt in a lane. Gives the reply, or the fault and the seconds to wait (None: stop)."""
        tools = self._client.tools
        asked = tools.monotonic()
        lane = await self._lane()
        note = Note(Sign.NOTHING, self._door)
        try:
            begun = tools.monotonic()
            answer = await self._answer()
            ended = tools.monotonic()
            reply = answer if isinstance(answer, Fault) else self._read(answer)
            if isinstance(reply, Fault):
                reply = self._doubt(reply, lane, ended - begun)
            note = self._note(reply)
        finally:
            self._client.lanes.note(note)
            self._client.lanes.release(lane)
        fault = reply if isinstance(reply, Fault) else None
        wait_s = self._wait_after(fault) if fault else None
        if self._client.hooks:
            self._tell(answer, fault, Times(asked, begun, ended), wait_s, lane)
        if self._call.debug:
            log_exchange(self._client.redactor, self._request, self._reference(), answer)
        return (fault, wait_s) if fault else reply  # type: ignore[return-value]

    async def _lane(self) -> Lane:
        """A lane, in which there is still time and sense to send."""
        lane = await self._wait_for_lane()
        error = await self._why_not_now()
        if error is not None:
            self._client.lanes.release(lane)
            raise error
        return lane

    async def _wait_for_lane(self) -> Lane:
        """Wait in line, until the deadline at the longest."""
        call, lanes = self._call, self._client.lanes
        run = call.run or call.requester or f"{id(self._client):x}"
        try:
            if call.deadline is None:
                return await lanes.acquire(call.priority, run)
            async with self._client.tools.timeout(self._time_left()):
                return await lanes.acquire(call.priority, run)
        except TimeoutError:
            raise await self._out_of_time("a lane") from None
        except BaseException:
            self._give_probe_back()
            raise

    async def _why_not_now(self) -> NetSuiteConnectorError | None:
        """What has happened while this waited in line: the deadline passed, or the account broke down."""
        if not self._is_in_time():
            return await self._out_of_time("a lane")
        if self._attempt > 1 or self._is_probe or self._call.action in _CHECKUPS:
            return None
        barrier = self._client.lanes.barrier(self._door)
        if barrier is None or barrier.wait_s <= 0:
            return None
        return turned_away(barrier, summary=self._request.summary, request=self._reference())

    async def _out_of_time(self, waiting_for: str) -> NetSuiteConnectorError:
        """The deadline passed before this attempt was sent: the error of the attempt before it, if there was one."""
        self._give_probe_back()
        if self._last is not None:
            return await self._final(self._last)
        return too_late(waiting_for, self._request.summary, self._reference())

    def _give_probe_back(self) -> None:
        if self._is_probe:
            self._client.lanes.note(Note(Sign.NOTHING, self._door))

    def _time_left(self) -> float | None:
        deadline = self._call.deadline
        return None if deadline is None else deadline - self._client.tools.monotonic()

    def _is_in_time(self) -> bool:
        left = self._time_left()
        return left is None or left > 0

    async def _answer(self) -> Answer | NoAnswer | Fault:
        """One attempt. Errors that signing in raises mean that the request itself never left."""
        trail, left = Trail(), self._time_left()
        try:
            if left is None:
                return await self._client.transport.attempt(self._request, self._url, trail)
            async with self._client.tools.timeout(left + _GRACE_S):
                return await self._client.transport.attempt(self._request, self._url, trail, time_left_s=left)
        except TimeoutError:
            if not trail.sent:
                raise await self._out_of_time("signing in") from None
            return NoAnswer(Failure.LOST, "no reply before the deadline of the call")
        except (RetryableError, SignInError) as error:
            error.request = error.request or self._reference()
            repeatable = isinstance(error, RetryableError)
            return Fault(Failure.NEVER_SENT if repeatable else Failure.REJECTED, error, error.retry_after_s)

    def _read(self, answer: Answer | NoAnswer) -> Reply | Fault:
        if isinstance(answer, NoAnswer):
            return self._unanswered(answer)
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
            page = "a web page came instead of an answer, from a proxy or a maintenance notice"
            return self._unanswered(NoAnswer(Failure.LOST, page))
        data = None
        if self._request.parse and answer.content and "json" in kind:
            try:
                data = decode(answer.content)
            except ValueError:
                return self._unanswered(NoAnswer(Failure.LOST, "the reply ended in the middle of its JSON"))
        return Reply(
            status=answer.status,
            headers=answer.headers,
            content=answer.content,
            url=self._url,
            data=data,
            attempts=self._attempt,
            maybe_repeated=self._maybe_ran,
        )

    def _unanswered(self, answer: NoAnswer) -> Fault:
        clean = replace(answer, reason=self._client.redactor.text(answer.reason))
        return Fault(answer.failure, no_answer(clean, self._request.summary, self._reference()))

    def _doubt(self, fault: Fault, lane: Lane, took_s: float) -> Fault:
        """A refused sign-in that is overload in disguise is sent once more, as any request that was refused."""
        accepted = self._client.lanes.was_accepted(self._door)
        disguised = not self._doubted and is_overload_in_disguise(
            fault.error, took_s=took_s, in_flight=lane.in_flight, accepted_before=accepted
        )
        if not disguised:
            return fault
        self._doubted = True
        return replace(fault, failure=Failure.REFUSED)

    def _note(self, outcome: Reply | Fault) -> Note:
        """What this attempt shows about the account."""
        if isinstance(outcome, Reply):
            told = told_from(outcome.data) if self._request.path == _GOVERNANCE else None
            return Note(Sign.FINE, self._door, told=told)
        return Note(sign_of(outcome.failure, outcome.error), self._door, _reason(outcome.error))

    def _wait_after(self, fault: Fault) -> float | None:
        decision = decide(
            self._policy,
            fault.failure,
            may_run_twice=self._request.repeat is not Repeat.ONCE,
            attempt=self._attempt,
            elapsed_s=self._client.tools.monotonic() - self._started,
            retry_after_s=fault.retry_after_s,
            draw=self._client.tools.draw(),
            time_left_s=self._time_left(),
        )
        if decision.verdict is Verdict.REPEAT:
            return decision.wait_s
        if decision.reason == DEADLINE:
            fault.error.cause = f"{fault.error.cause} The deadline of the call left no time to try again.".strip()
        return None

    def _reference(self) -> RequestReference:
        url = self._client.redactor.text(self._url)
        return RequestReference(self._request.method, url, self._attempt)

    async def _final(self, fault: Fault) -> NetSuiteConnectorError:
        """The error to raise."""
        error = fault.error
        error.maybe_repeated = self._maybe_ran
        if self._maybe_ran and fault.failure is Failure.NEVER_SENT:
            error.cause = "The last attempts did not get through; an earlier attempt was sent and its answer was lost."
        if fault.failure is Failure.LOST and self._request.repeat is Repeat.ONCE:
            return unknown_outcome(error, self._request.summary)
        explain = self._client.explain_sign_in
        if explain is not None and isinstance(error, SignInError) and not isinstance(error, _EXPLAINED):
            error = await explain(SignInRefusal(error, self._client.tools.now(), self._refusing_headers))
            self._client.lanes.note(Note(Sign.EXPLAINED, self._door, _reason(error)))
        return error

    def _tell(self, answer: Outcome, fault: Fault | None, times: Times, wait_s: float | None, lane: Lane) -> None:
        details = attempt_details(self._client.account_id, self._request, answer, attempt=self._attempt, times=times)
        details = replace(
            details,
            failure=str(fault.failure) if fault else "",
            wait_before_next_s=wait_s,
            lanes=lane.lanes,
            in_flight=lane.in_flight,
        )
        for hook in self._client.hooks:
            hook(details)


def _reason(error: NetSuiteConnectorError) -> Reason:
    return Reason(error.message, error.code, error.cause, error.fix)
