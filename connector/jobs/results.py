"""The results of all tasks of a job, fetched side by side."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from suiteplug.connector.errors import InputError, NetSuiteConnectorError
from suiteplug.connector.jobs.outcomes import Ran

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from suiteplug.connector.jobs.model import Job
    from suiteplug.connector.jobs.service import JobService

    Report = Callable[[int, int | None, str], None]


async def read_results(jobs: JobService, job: Job, side_by_side: int, report: Report) -> list[Ran]:
    """Every task of a job with its result, if it is completed; in the order of the tasks.

    A result that cannot be had is told beside its task.
    """
    task_ids = await jobs.task_ids(job.job_id)
    turns = asyncio.Semaphore(max(1, side_by_side))
    done = 0

    async def read(task_id: str) -> Ran:
        nonlocal done
        async with turns:
            ran = await _ran(jobs, job, task_id)
        done += 1
        report(done, len(task_ids), "results read")
        return ran

    return list(await asyncio.gather(*(read(task_id) for task_id in task_ids)))


async def _ran(jobs: JobService, job: Job, task_id: str) -> Ran:
    try:
        if not job.completed and not (await jobs.task(job.job_id, task_id)).completed:
            return Ran(task_id)
        return Ran(task_id, await jobs.outcome(job.job_id, task_id))
    except NetSuiteConnectorError as error:
        return Ran(task_id, error=error)


def only_task(job_id: str, task_ids: Sequence[str]) -> str:
    """The task of a job that has one. Raises InputError when there are several."""
    if len(task_ids) == 1:
        return task_ids[0]
    shown = ", ".join(task_ids[:5]) + (", ..." if len(task_ids) > 5 else "")  # noqa: PLR2004 - enough to see the form
    raise InputError(
        f"Job {job_id} has {len(task_ids)} tasks.",
        code="WHICH_TASK",
        field="task_id",
        fix=f"Give task_id ({shown or 'list-job-tasks shows them'}), or use wait-for-job, which reads all of them.",
    )
