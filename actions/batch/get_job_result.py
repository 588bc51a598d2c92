"""Read what came of one task of an asynchronous job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, ActionOutput
from suiteplug.connector.jobs.declared import JOB_READ_ERRORS, ItemError, JobId, TaskId, TaskState
from suiteplug.connector.jobs.results import only_task
from suiteplug.connector.records.declared import REST, oracle_help
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """Which job and task."""

    job_id: JobId
    task_id: TaskId | None = Field(default=None, description="Task of a batch. A job that is no batch has only one.")


class Output(ActionOutput):
    """What came of it."""

    job_id: str = Field(description="The job.")
    task_id: str = Field(description="The task.")
    state: TaskState
    record_id: str | None = Field(description="Internal ID of the record, where the result tells it.")
    record: dict[str, Any] | None = Field(description="The body that a read gave; null for writes.")
    error: ItemError | None = Field(description="Why it failed; null otherwise.")
    warnings: list[str] = Field(description="What NetSuite remarked on a write that it accepted.")


async def run(session: Session, inputs: Inputs) -> Output:
    """Look at the task, then read its result."""
    job_id = inputs.job_id
    task_id = inputs.task_id or only_task(job_id, await session.jobs.task_ids(job_id))
    task = await session.jobs.task(job_id, task_id)
    if not task.completed:
        return Output(
            job_id=job_id, task_id=task_id, state="running", record_id=None, record=None, error=None, warnings=[]
        )
    result = await session.jobs.outcome(job_id, task_id)
    return Output(
        job_id=job_id,
        task_id=task_id,
        state="failed" if result.error is not None else "succeeded",
        record_id=result.record_id,
        record=result.body,
        error=ItemError.of(result.error),
        warnings=list(result.warnings),
    )


ACTION = ActionSpec(
    key="get-job-result",
    title="Get job result",
    description="Reads what came of one task of an asynchronous job: the new record's ID, the record, or the error.",
    guidance="Use it after get-job or list-job-tasks says completed. An error of the task is part of the output, with "
    "cause and fix. NetSuite does not say how long it keeps results: read them soon.",
    group="batch",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "A record that was asked for",
            {"job_id": "1", "task_id": "1"},
            {
                "job_id": "1",
                "task_id": "1",
                "state": "succeeded",
                "record_id": "1",
                "record": {"name": "US Dollar", "symbol": "USD"},
                "error": None,
                "warnings": [],
            },
        ),
        Example(
            "One that does not exist",
            {"job_id": "1", "task_id": "2"},
            {
                "job_id": "1",
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
                "warnings": [],
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=(REST,),
    errors=JOB_READ_ERRORS,
    cost=Cost.FEW,
    source=oracle_help("subsect_161252889998"),
)
