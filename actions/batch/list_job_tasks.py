"""List the tasks of an asynchronous job."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, ActionModel, ActionOutput
from suiteplug.connector.jobs.declared import JOB_READ_ERRORS, JobId
from suiteplug.connector.records.declared import REST, oracle_help
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """Which job."""

    job_id: JobId
    states: bool = Field(default=True, description="Ask how each task stands, one request each; false: IDs only.")


class JobTask(ActionModel):
    """One task."""

    task_id: str = Field(description="The task.")
    completed: bool | None = Field(description="Whether it has run; null when not asked.")
    progress: str | None = Field(description="NetSuite's word: pending, succeeded; null when not asked.")
    succeeded: bool | None = Field(description="Whether it did what it was asked; null while it runs, or not asked.")
    started: str | None = Field(description="When it started, as NetSuite writes it (UTC); null when not told.")
    ended: str | None = Field(description="When it ended, as NetSuite writes it (UTC); null when not told.")


class Output(ActionOutput):
    """The tasks."""

    job_id: str = Field(description="The job.")
    count: int = Field(description="Tasks of the job: one for each record of a batch.")
    tasks: list[JobTask] = Field(description="In the order of their numbers.")


async def run(session: Session, inputs: Inputs) -> Output:
    """List, then look at each."""
    task_ids = await session.jobs.task_ids(inputs.job_id)
    if inputs.states:
        tasks = await asyncio.gather(*(_look(session, inputs.job_id, task_id) for task_id in task_ids))
    else:
        unasked = {"completed": None, "progress": None, "succeeded": None, "started": None, "ended": None}
        tasks = [JobTask(task_id=task_id, **unasked) for task_id in task_ids]
    return Output(job_id=inputs.job_id, count=len(tasks), tasks=tasks)


async def _look(session: Session, job_id: str, task_id: str) -> JobTask:
    task = await session.jobs.task(job_id, task_id)
    return JobTask(
        task_id=task.task_id,
        completed=task.completed,
        progress=task.progress,
        succeeded=task.succeeded,
        started=task.started or None,
        ended=task.ended or None,
    )


ACTION = ActionSpec(
    key="list-job-tasks",
    title="List job tasks",
    description="Lists the tasks of an asynchronous job, one for each record of a batch, and how each stands.",
    guidance="Use it to see which records of a batch are done. get-job-result reads what came of one task; "
    "wait-for-job reads all of them.",
    group="batch",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "Two records that were asked for",
            {"job_id": "1"},
            {
                "job_id": "1",
                "count": 2,
                "tasks": [
                    {
                        "task_id": "1",
                        "completed": True,
                        "progress": "succeeded",
                        "succeeded": True,
                        "started": "2026-11-20T12:00:00Z",
                        "ended": "2026-11-20T12:00:00Z",
                    },
                    {
                        "task_id": "2",
                        "completed": True,
                        "progress": "failed",
                        "succeeded": False,
                        "started": "2026-11-20T12:00:00Z",
                        "ended": "2026-11-20T12:00:00Z",
                    },
                ],
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=(REST,),
    errors=JOB_READ_ERRORS,
    cost=Cost.FAN_OUT,
    source=oracle_help("article_0127092747"),
)
