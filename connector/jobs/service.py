"""The asynchronous service: submit a request as a job, look at it, wait for it, read what came of it.

Oracle help: chapter_161251386312.
"""

from __future__ import annotations

import asyncio
import math
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from suiteplug.connector import paths
from suiteplug.connector.call import current_call
from suiteplug.connector.errors import (
    ContractError,
    NetSuiteConnectorError,
    NotFoundError,
    PermissionDeniedError,
    RejectedError,
    RequestReference,
    UnavailableError,
)
from suiteplug.connector.exchange import Repeat, Reply, Request
from suiteplug.connector.faults.classify import read_fault
from suiteplug.connector.jobs import reading
from suiteplug.connector.jobs.model import Submission, TaskResult

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from suiteplug.connector.exchange import Sender
    from suiteplug.connector.jobs.model import Job, Task

KEY_HEADER = "x-netsuite-idempotency-key"
_KEY_TAKEN = "IDEMPOTENCY_ERROR"
_FIRST_WAIT_S = 0.5
_LONGEST_WAIT_S = 30.0
_GROWTH = 1.5
_LAST_LOOK_S = 1.0
"""So much before the deadline of a call waiting ends, so that one more look fits in."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How time passes while a job runs; replaced in tests."""

    sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic


class JobService:
    """Jobs of one account."""

    def __init__(self, sender: Sender, *, now: Callable[[], datetime], pace: Pace | None = None) -> None:
        self._sender = sender
        self._now = now
        self._pace = pace or Pace()

    async def submit(self, request: Request, *, key: str, parallel: bool = False) -> Submission:
        """Send a request to run later. With its key it may be sent again: NetSuite then names the first job.

        ``parallel`` asks for a batch whose records do not wait for each other (Oracle help: section_N3950559).

        Raises:
            ContractError: NetSuite answered, and not with a job.
        """
        prefer = 'respond-async, batch-processing="parallel"' if parallel else "respond-async"
        headers = {**request.headers, "prefer": prefer, KEY_HEADER: key}
        try:
            reply = await self._sender.send(replace(request, headers=headers, repeat=Repeat.REPEATABLE))
        except RejectedError as error:
            job_id = reading.job_id_in(error.location)
            if error.code != _KEY_TAKEN or not job_id:
                raise
            return Submission(job_id, repeated=not error.maybe_repeated)
        job_id = reading.job_id_in(reply.headers.get("location", ""))
        if not job_id:
            raise _no_job(request, reply)
        return Submission(job_id)

    async def job(self, job_id: str) -> Job:
        """How a job stands."""
        reply = await self._get(_path(job_id), f"look at job {job_id}")
        return reading.read_job(job_id, reply.data)

    async def task_ids(self, job_id: str) -> tuple[str, ...]:
        """The tasks of a job: one for each record of a batch."""
        reply = await self._get(_path(job_id, "task"), f"list the tasks of job {job_id}")
        return reading.read_task_ids(reply.data)

    async def task(self, job_id: str, task_id: str) -> Task:
        """How one task stands."""
        reply = await self._get(_path(job_id, "task", task_id), f"look at task {task_id} of job {job_id}")
        return reading.read_task(task_id, reply.data)

    async def result(self, job_id: str, task_id: str) -> TaskResult:
        """What came of a task that is completed; the refusal of a failed one is in ``error``.

        Raises:
            NetSuiteConnectorError: The result could not be had: no sign-in, no way to NetSuite, too many requests.
        """
        path = _path(job_id, "task", task_id, "result")
        try:
            reply = await self._get(path, f"read the result of task {task_id} of job {job_id}")
        except (RejectedError, PermissionDeniedError, UnavailableError) as error:
            if error.http_status is None:
                raise
            return TaskResult(error=error)
        if reading.is_error_body(reply):
            return TaskResult(error=self._error_in(reply, task_id))
        return reading.read_result(reply)

    async def outcome(self, job_id: str, task_id: str) -> TaskResult:
        """The result of a completed task, with its state asked where the result alone does not tell.

        A refusal that may be about the result itself (gone, hidden, not to be had now) does not mean that the task
        failed.

        Raises:
            NetSuiteConnectorError: As ``result``; also when the task succeeded and its result is refused.
        """
        result = await self.result(job_id, task_id)
        doubtful = isinstance(result.error, NotFoundError | PermissionDeniedError | UnavailableError)
        if not doubtful and (result.decisive or result.error is not None):
            return result
        task = await self.task(job_id, task_id)
        if not task.succeeded:
            return result if result.error is not None else replace(result, error=_failed_silently(task))
        if result.error is not None:
            raise result.error
        return replace(result, decisive=True)

    async def wait(self, job_id: str, *, timeout_s: float, on_look: Callable[[Job], None] = lambda _job: None) -> Job:
        """Look at a job until it is completed or ``timeout_s`` seconds have passed; looks come ever more seldom.

        The deadline of the call ends it as well, a moment early: how the job stands is worth more than an error.
        """
        started, waited, pause = self._pace.monotonic(), 0.0, _FIRST_WAIT_S
        while True:
            job = await self.job(job_id)
            on_look(job)
            left = min(timeout_s - max(waited, self._pace.monotonic() - started), self._until_deadline_s())
            if job.completed or left <= 0:
                return job
            await self._pace.sleep(min(pause, left))
            waited += min(pause, left)
            pause = min(pause * _GROWTH, _LONGEST_WAIT_S)

    def _until_deadline_s(self) -> float:
        """Time that the call leaves for waiting."""
        deadline = current_call.get().deadline
        return math.inf if deadline is None else deadline - self._pace.monotonic() - _LAST_LOOK_S

    async def _get(self, path: str, summary: str) -> Reply:
        return await self._sender.send(Request("GET", path, summary))

    def _error_in(self, reply: Reply, task_id: str) -> NetSuiteConnectorError:
        """The error that a result with a success status holds."""
        data = reply.data if isinstance(reply.data, dict) else {}
        status = data.get("status")
        fault = read_fault(
            status if isinstance(status, int) else 400,
            reply.headers,
            reply.content,
            RequestReference("GET", reply.url, reply.attempts),
            summary=f"run task {task_id}",
            now=self._now(),
        )
        return fault.error


def _path(job_id: str, *below: str) -> str:
    return "/".join((paths.ASYNC, "job", *(paths.segment(part) for part in (job_id, *below))))


def _no_job(request: Request, reply: Reply) -> ContractError:
    return ContractError(
        f"NetSuite answered {reply.status} to '{request.summary}' and named no job.",
        code="NO_JOB",
        cause="An account older than the feature may do such a request at once, or in another way.",
        fix="Look whether it was done before sending it again. Batches need release 2026.1 or later.",
        http_status=reply.status,
        operation_id=reply.operation_id,
        request=RequestReference(request.method, reply.url, reply.attempts),
    )


def _failed_silently(task: Task) -> RejectedError:
    state = f"its progress is '{task.progress}'" if task.completed else "it is not completed"
    return RejectedError(
        f"Task {task.task_id} did not succeed: {state}, and its result says nothing else.",
        code="TASK_FAILED",
        cause="NetSuite gives no reason.",
        fix="Look at the record, and at Setup > Integration > REST Web Services Execution Log.",
    )
