"""``/services/rest/async/v1/job/…``: how jobs stand and what came of them.

Oracle help: subsect_161278579295 (job), article_0127092747 (task list), subsect_161252896355 (task),
subsect_161252889998 (result).
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.record import refusals

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.jobs.model import Job, Task
    from suiteplug.emulator.jobs.queue import JobQueue
    from suiteplug.emulator.jobs.settings import JobSettings

_JOBS = "/services/rest/async/v1/job"
_WRITTEN = frozenset({201, 204})
_OK = 200


def job_location(request: Request, job_id: int, settings: JobSettings) -> str:
    """``Location`` of a job."""
    path = f"{_JOBS}/{job_id}"
    return path if settings.location == "relative" else f"{request.origin}{path}"


class JobDoor:
    """Answers for one account."""

    def __init__(self, jobs: JobQueue) -> None:
        self._jobs = jobs

    def handle(self, request: Request) -> Response:
        """Answer one request.

        Raises:
            Problem: There is no such job, task or result (yet).
        """
        match tuple(segment for segment in request.segments if segment):
            case ("job", job_id):
                return self._get(request, lambda: self._job(request, self._find(job_id, request)))
            case ("job", job_id, "task"):
                return self._get(request, lambda: self._task_list(request, self._find(job_id, request)))
            case ("job", job_id, "task", task_id):
                return self._get(request, lambda: self._task(request, job_id, task_id))
            case ("job", job_id, "task", task_id, "result"):
                return self._get(request, lambda: self._result(request, job_id, task_id))
        raise refusals.malformed_url(request.path)

    @staticmethod
    def _get(request: Request, answer: Any) -> Response:
        if request.method != "GET":
            raise refusals.method_not_allowed(request.method, "GET")
        response: Response = answer()
        return response

    def _find(self, job_id: str, request: Request) -> Job:
        job = self._jobs.job(int(job_id)) if job_id.isdecimal() and len(job_id) < 19 else None  # noqa: PLR2004 - SQLite's
        if job is None:
            raise refusals.missing_part(request.path)
        return job

    def _find_task(self, request: Request, job_id: str, task_id: str) -> tuple[Job, Task]:
        job = self._find(job_id, request)
        for task in job.tasks:
            if self._task_id(job, task) == task_id:
                return job, task
        raise refusals.missing_part(request.path)

    def _task_id(self, job: Job, task: Task) -> str:
        by_job = not job.is_batch and self._jobs.settings.single_task_id == "job"
        return str(job.id if by_job else task.number)

    def _job(self, request: Request, job: Job) -> Response:
        url = f"{request.origin}{_JOBS}/{job.id}"
        body = {
            "links": [_link("self", url)],
            "completed": job.completed,
            "id": str(job.id),
            "progress": self._job_progress(job),
            "task": {"links": [_link("self", f"{url}/task")]},
        }
        return Response.json(body, kind="job")

    def _job_progress(self, job: Job) -> str | int:
        if self._jobs.settings.progress == "percent":
            return 100 * job.done // len(job.tasks)
        if not job.completed:
            return "pending"
        return self._jobs.settings.failed_job_word if job.failed else "succeeded"

    def _task_list(self, request: Request, job: Job) -> Response:
        """One item whose links are all the tasks, as Oracle's sample has it."""
        url = f"{request.origin}{_JOBS}/{job.id}/task"
        links = [_link("self", f"{url}/{self._task_id(job, task)}") for task in job.tasks]
        return Response.json(
            {"links": [_link("self", url)], "count": 1, "items": [{"links": links}]}, kind="collection"
        )

    def _task(self, request: Request, job_id: str, task_id: str) -> Response:
        job, task = self._find_task(request, job_id, task_id)
        url = f"{request.origin}{_JOBS}/{job.id}/task/{task_id}"
        if task.started_at is None or task.ended_at is None:
            waiting = {"links": [_link("self", url)], "completed": False, "id": task_id, "progress": "pending"}
            return Response.json(waiting, kind="task")
        body = {
            "links": [_link("related", f"{url}/result"), _link("self", url)],
            "completed": True,
            "endTime": _moment(task.ended_at),
            "id": task_id,
            "progress": self._jobs.settings.failed_word if task.failed else "succeeded",
            "startTime": _moment(task.started_at),
        }
        return Response.json(body, kind="task")

    def _result(self, request: Request, job_id: str, task_id: str) -> Response:
        """The reply of the task's request; the settings tell how writes and errors show, which no page says."""
        _, task = self._find_task(request, job_id, task_id)
        reply = task.reply
        if reply is None:
            raise refusals.missing_part(request.path)
        settings = self._jobs.settings
        if task.failed and settings.error_result == "ok":
            return Response(_OK, reply.headers, reply.body)
        location = reply.headers.get("location")
        if reply.status in _WRITTEN and location and settings.write_result == "body":
            body = {"id": location.rpartition("/")[2], "location": location}
            return Response(_OK, {"content-type": "application/json"}, json.dumps(body).encode())
        return reply


def _link(rel: str, url: str) -> dict[str, str]:
    return {"rel": rel, "href": url}


def _moment(timestamp: float) -> str:
    return datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
