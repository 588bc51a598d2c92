"""Before the record service: what has to run later becomes a job, everything else goes on.

Oracle help: chapter_161251386312, subsect_161278579295; batches: article_0127092747.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.jobs import batch
from suiteplug.emulator.jobs.door import job_location
from suiteplug.emulator.jobs.queue import KeyTakenError, Submission
from suiteplug.emulator.record import refusals

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.jobs.queue import JobQueue
    from suiteplug.emulator.schema import Schema

ASYNC = "respond-async"
_BATCHES_SINCE = "2026.1"
_KEY = "x-netsuite-idempotency-key"
_FORMS = ("create-form", "edit-form", "select-options")
_OF_THE_SUBMISSION = frozenset({"authorization", "prefer", _KEY})


class AsyncIntake:
    """The record service's door with the job queue behind it."""

    def __init__(self, records: Callable[[Request], Response], jobs: JobQueue, schema: Schema) -> None:
        self._records = records
        self._jobs = jobs
        self._schema = schema

    def handle(self, request: Request) -> Response:
        """Answer a request, or accept it as a job.

        Raises:
            Problem: The record service refuses it, the batch cannot be read, or its idempotency key was used.
        """
        wants_async = ASYNC in request.prefers
        if wants_async and self._answers_at_once(request):
            return self._records(_stored(request))
        requests = self._batch(request)
        if requests is None:
            if not wants_async:
                return self._records(request)
            return self._accept(request, Submission([_stored(request)], key=_key(request)))
        if not wants_async:
            raise refusals.bad_header(
                "Prefer", request.header("prefer") or "", f"Batches run asynchronously only: provide {ASYNC}."
            )
        parallel = _is_parallel(request, default=self._jobs.parallel_by_default)
        return self._accept(request, Submission(requests, is_batch=True, parallel=parallel, key=_key(request)))

    def _answers_at_once(self, request: Request) -> bool:
        """Whether a form is asked for, which saves nothing and need not wait."""
        wanted = (request.header("accept") or "").replace(" ", "").lower()
        return self._jobs.settings.forms == "now" and any(f"type={form}" in wanted for form in _FORMS)

    def _batch(self, request: Request) -> list[Request] | None:
        """The requests of a batch; None for everything else."""
        segments = [segment for segment in request.segments if segment]
        if len(segments) != 1:
            return None
        record_type = self._schema.find(segments[0])
        if not batch.is_batch(request, record_type):
            return None
        if self._jobs.release < _BATCHES_SINCE:
            _without_batches(request)
            return None
        if record_type is None:
            raise refusals.unknown_type(segments[0], request.path)
        return batch.split(request, record_type)

    def _accept(self, request: Request, submission: Submission) -> Response:
        try:
            job_id = self._jobs.submit(submission)
        except KeyTakenError as taken:
            raise _conflict(job_location(request, taken.job_id, self._jobs.settings)) from None
        location = job_location(request, job_id, self._jobs.settings)
        return Response(202, {"location": location, "preference-applied": ASYNC})


def _without_batches(request: Request) -> None:
    """A batch on an account older than they are; no page tells its answer, this one is ours."""
    if request.method == "POST":
        raise refusals.malformed_body()
    if request.method != "GET":
        raise refusals.method_not_allowed(request.method, "GET", "POST")


def _key(request: Request) -> str | None:
    return (request.header(_KEY) or "").strip() or None


def _stored(request: Request) -> Request:
    """A request as its task sends it."""
    headers = {name: value for name, value in request.headers.items() if name not in _OF_THE_SUBMISSION}
    return replace(request, headers=headers)


def _is_parallel(request: Request, *, default: bool) -> bool:
    """``Prefer: batch-processing="parallel"`` (section_N3950559); joined with ``respond-async`` by a comma."""
    asked = {part.replace('"', "").replace(" ", "") for part in request.prefers}
    if "batch-processing=parallel" in asked:
        return True
    return default and "batch-processing=sequential" not in asked


def _conflict(location: str) -> Problem:
    """The documented answer to a used key: 400, titled Conflict, and the first job (subsect_164494900632)."""
    return Problem(
        400,
        "IDEMPOTENCY_ERROR",
        "The idempotency key has been used already. See the Location header for the job it belongs to.",
        title="Conflict",
        header="X-NetSuite-Idempotency-Key",
        headers={"location": location},
    )
