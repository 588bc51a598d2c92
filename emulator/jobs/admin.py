"""The job queue for the admin door."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suiteplug.emulator.jobs.model import Job
    from suiteplug.emulator.jobs.queue import JobQueue


def describe_jobs(jobs: JobQueue) -> dict[str, Any]:
    """How the queue is set, and its jobs with the status of each task's reply."""
    return {
        "settings": asdict(jobs.settings),
        "stuck": jobs.stuck,
        "items": [_describe(job) for job in jobs.jobs()],
    }


def _describe(job: Job) -> dict[str, Any]:
    return {
        "id": str(job.id),
        "batch": job.is_batch,
        "parallel": job.parallel,
        "completed": job.completed,
        "replies": [None if task.reply is None else task.reply.status for task in job.tasks],
    }


def change_jobs(jobs: JobQueue, given: dict[str, Any]) -> None:
    """Change settings, stop or start the queue, run tasks; in this order.

    Raises:
        ValueError: There is no such member.
    """
    changes = dict(given)
    advance = changes.pop("advance", None)
    jobs.stuck = bool(changes.pop("stuck", jobs.stuck))
    known = {field.name for field in fields(jobs.settings)}
    if unknown := changes.keys() - known:
        raise ValueError(f"cannot change {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    if changes:
        jobs.configure(replace(jobs.settings, **changes))
    if advance is not None and advance is not False:
        jobs.advance(None if advance is True else int(advance))
