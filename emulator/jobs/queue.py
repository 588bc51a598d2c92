"""The queue: jobs are laid out over the account's processors when they are accepted, and run when their time comes.

Oracle help: chapter_161251386312. Nothing runs by itself: whoever asks the account for something makes it catch up, so
that what can be seen is the same as if the work had been done in time.
"""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.jobs.table import JobTable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.core.wire import Request, Response
    from suiteplug.emulator.jobs.model import Job
    from suiteplug.emulator.jobs.settings import JobSettings
    from suiteplug.emulator.settings import Settings

_log = logging.getLogger(__name__)
_EVER = float("inf")
_SEQUENTIAL_SINCE = "2026.2"


@dataclass(frozen=True, slots=True)
class Submission:
    """What is asked for: one request, or the requests that a batch was cut into."""

    requests: Sequence[Request]
    is_batch: bool = False
    parallel: bool = False
    key: str | None = None


class JobQueue:
    """Accepts, runs and remembers jobs.

    Attributes:
        release: NetSuite release of the account.
        stuck: While true no task runs, whatever time it is.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        clock: Clock,
        settings: Settings,
        access: Access,
        handle: Callable[[Request], Response],
    ) -> None:
        self.stuck = False
        self._clock = clock
        self._access = access
        self._handle = handle
        self._type_url: Literal["rfc9110", "w3"] = settings.error_type_url
        self.release = settings.release
        self._table = JobTable(db)
        self._requests = 0
        self.configure(settings.jobs)

    def configure(self, settings: JobSettings) -> None:
        """Change how the queue behaves; what waits is laid out anew."""
        self.settings = settings
        self._free_at = [0.0] * max(1, settings.processors)
        for job_id, parallel, numbers in self._table.waiting():
            self._lay_out(job_id, numbers, parallel=parallel)
        self._next_due = self._table.next_due()

    @property
    def parallel_by_default(self) -> bool:
        """Whether a batch that asks for no order runs in parallel."""
        order = self.settings.batch_order
        return self.release < _SEQUENTIAL_SINCE if order is None else order == "parallel"

    # -- accepting ---------------------------------------------------------------------------------------------------

    def submit(self, submission: Submission) -> int:
        """Accept a job; gives its ID.

        Raises:
            KeyTakenError: The idempotency key belongs to a job already.
        """
        now = self._clock.timestamp()
        self._table.forget_before(now - self.settings.keep_s)
        if submission.key is not None:
            self._refuse_taken(submission.key, now)
        caller = submission.requests[0].caller
        if caller is None:
            raise LookupError("a job without a caller")
        job_id = self._table.add(
            submission.requests,
            caller=caller,
            key=submission.key,
            now=now,
            is_batch=submission.is_batch,
            parallel=submission.parallel,
        )
        self._lay_out(job_id, list(range(1, len(submission.requests) + 1)), parallel=submission.parallel)
        self._next_due = self._table.next_due()
        return job_id

    def _refuse_taken(self, key: str, now: float) -> None:
        """A key is good for one job (subsect_164494900632); for how long is not published."""
        known = self._table.with_key(key)
        life = self.settings.key_life_s
        if known is not None and (life is None or now - known[1] < life):
            raise KeyTakenError(known[0])

    def _lay_out(self, job_id: int, numbers: Sequence[int], *, parallel: bool) -> None:
        """Give each task its time: a sequential job keeps one processor, a parallel one takes what is free."""
        earliest = self._now() + self.settings.delay
        processor = self._first_free()
        for number in numbers:
            if parallel:
                processor = self._first_free()
            start = max(earliest, self._free_at[processor])
            due = start + self.settings.duration
            self._free_at[processor] = due
            # of parallel tasks that end together the last runs first: none may count on one before it
            self._table.plan(job_id, number, start=start, due=due, rank=-number if parallel else number)

    def _first_free(self) -> int:
        return self._free_at.index(min(self._free_at))

    # -- running -----------------------------------------------------------------------------------------------------

    def _now(self) -> float:
        """The time in the unit that jobs move by."""
        return self._clock.timestamp() if self.settings.moves == "clock" else float(self._requests)

    def tick(self) -> None:
        """A request has reached the account: catch up."""
        self._requests += 1
        if self._next_due is None or self.stuck or self.settings.moves == "hand" or self._next_due > self._now():
            return
        self._run(self._now(), limit=None)

    def advance(self, tasks: int | None = None) -> int:
        """Run the next tasks (None: all) now; gives how many ran."""
        return self._run(_EVER, limit=tasks)

    def _run(self, until: float, limit: int | None) -> int:
        ran = 0
        while limit is None or ran < limit:
            found = self._table.next_task(until)
            if found is None:
                break
            self._run_task(*found)
            ran += 1
        self._next_due = self._table.next_due()
        return ran

    def _run_task(self, job_id: int, number: int) -> None:
        started = self._clock.timestamp()
        job = self._table.job(job_id)
        if job is not None and job.is_batch and not job.parallel and job.failed and self.settings.stop_on_error:
            reply = _not_run().response(self._type_url)
        else:
            reply = self._reply(self._table.request(job_id, number, self._access))
        self._table.finish(job_id, number, reply, started=started, ended=self._clock.timestamp())

    def _reply(self, request: Request) -> Response:
        """The reply that the request would have had at once (subsect_161252889998)."""
        try:
            return self._handle(request)
        except Problem as problem:
            return problem.response(self._type_url)
        except Exception:  # noqa: BLE001 - a task ends whatever happens; the log has the trace
            error_id = uuid.uuid4().hex
            _log.exception("task %s %s failed, error ID %s", request.method, request.raw_path, error_id)
            unexpected = Problem(500, "UNEXPECTED_ERROR", f"An unexpected error occurred. Error ID: {error_id}")
            return unexpected.response(self._type_url)

    # -- looking -----------------------------------------------------------------------------------------------------

    def job(self, job_id: int) -> Job | None:
        """A job that is still kept."""
        self._table.forget_before(self._clock.timestamp() - self.settings.keep_s)
        return self._table.job(job_id)

    def jobs(self) -> list[Job]:
        """All jobs, oldest first."""
        return [job for job_id in self._table.ids() if (job := self._table.job(job_id)) is not None]


class KeyTakenError(Exception):
    """An idempotency key was used before, for the job ``job_id``."""

    def __init__(self, job_id: int) -> None:
        super().__init__(f"job {job_id}")
        self.job_id = job_id


def _not_run() -> Problem:
    """A task after a failed one, where that stops the batch; whether it ever does is not published, words are ours."""
    return Problem(400, "USER_ERROR", "The record was not processed, because an earlier one of the batch failed.")
