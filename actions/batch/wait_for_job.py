"""Wait for an asynchronous job and read its results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, ActionModel, ActionOutput
from suiteplug.connector.jobs.declared import JOB_READ_ERRORS, ItemError, JobId, TaskState
from suiteplug.connector.jobs.results import read_results
from suiteplug.connector.records.declared import REST, oracle_help
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """Which job, and how long."""

    job_id: JobId
    timeout_s: int = Field(
        default=1800, ge=1, le=86_400, description="Seconds to wait; looks come ever more seldom, at most 30 s apart."
    )
    results: bool = Field(default=True, description="Read what came of each task, one request each.")


class TaskOutcome(ActionModel):
    """What came of one task."""

    task_id: str = Field(description="The task.")
    state: TaskState
    record_id: str | None = Field(description="Internal ID of the record, where the result tells it.")
    record: dict[str, Any] | None = Field(description="The body that a read gave; null for writes.")
    error: ItemError | None = Field(description="Why it failed, or why its result could not be read; null otherwise.")


class Output(ActionOutput):
    """How the job ended."""

    job_id: str = Field(description="The job.")
    completed: bool = Field(description="Whether it was finished in time; if not, it goes on.")
    progress: str = Field(description="NetSuite's word: pending, succeeded; others are not documented.")
    tasks: list[TaskOutcome] = Field(description="What came of each task, in the order of their numbers.")


async def run(session: Session, inputs: Inputs) -> Output:
    """Wait, then read the results side by side."""
    job = await session.jobs.wait(
        inputs.job_id,
        timeout_s=inputs.timeout_s,
        on_look=lambda seen: session.report(int(seen.completed), 1, f"job {seen.job_id}: {seen.progress}"),
    )
    side_by_side = session.connection.side_by_side
    ran = await read_results(session.jobs, job, side_by_side, session.report) if inputs.results else []
    return Output(
        job_id=job.job_id,
        completed=job.completed,
        progress=job.progress,
        tasks=[
            TaskOutcome(
                task_id=task.task_id,
                state=task.state,
                record_id=task.record_id,
                record=task.result.body if task.result is not None else None,
                error=ItemError.of(task.any_error),
            )
            for task in ran
        ],
    )


ACTION = ActionSpec(
    key="wait-for-job",
    title="Wait for job",
    description="Waits until an asynchronous job is finished, with progress, and reads what came of each task.",
    guidance="Use it after a batch action that ran out of time, or for a job that another program submitted. When the "
    "time is over before the job is, completed is false and nothing is lost: call it again.",
    group="batch",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "Two records that were asked for",
            {"job_id": "1", "timeout_s": 60},
            {
                "job_id": "1",
                "completed": True,
                "progress": "failed",
                "tasks": [
                    {
                        "task_id": "1",
                        "state": "succeeded",
                        "record_id": "1",
                        "record": {"name": "US Dollar", "symbol": "USD"},
                        "error": None,
                    },
                    {
                        "task_id": "2",
                        "state": "failed",
                        "record_id": None,
                        "record": None,
                        "error": {
                            "error": "NotFoundError",
                            "message": "The record instance does not exist. Provide a valid record instance ID.",
                            "code": "NONEXISTENT_ID",
                            "cause": "There is no such record, or the role does not see it.",
                            "fix": "Check the ID, the record type, and whether the record was deleted or merged.",
                            "field": "",
                        },
                    },
                ],
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=(REST,),
    errors=JOB_READ_ERRORS,
    cost=Cost.FAN_OUT,
    source=oracle_help("chapter_161251386312"),
)
