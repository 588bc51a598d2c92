"""Look at an asynchronous job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, ActionOutput
from suiteplug.connector.jobs.declared import JOB_READ_ERRORS, JobId
from suiteplug.connector.records.declared import REST, oracle_help
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """Which job."""

    job_id: JobId


class Output(ActionOutput):
    """How it stands."""

    job_id: str = Field(description="The job.")
    completed: bool = Field(description="Whether nothing is left to do.")
    progress: str = Field(description="NetSuite's word: pending, succeeded; others are not documented.")
    succeeded: bool | None = Field(
        description="Whether NetSuite calls the job a success, null while it runs. Single tasks tell for themselves."
    )


async def run(session: Session, inputs: Inputs) -> Output:
    """Look once."""
    job = await session.jobs.job(inputs.job_id)
    return Output(job_id=job.job_id, completed=job.completed, progress=job.progress, succeeded=job.succeeded)


ACTION = ActionSpec(
    key="get-job",
    title="Get job",
    description="Tells whether an asynchronous job is finished.",
    guidance="Use it to look once; wait-for-job waits and reads the results. Job IDs come from the batch actions, or "
    "from the Location header of a raw-request with Prefer: respond-async.",
    group="batch",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "A finished job, in which a record was not found",
            {"job_id": "1"},
            {"job_id": "1", "completed": True, "progress": "failed", "succeeded": False},
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=(REST,),
    errors=JOB_READ_ERRORS,
    source=oracle_help("subsect_161278579295"),
)
