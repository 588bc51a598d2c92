"""What the actions on batches and jobs declare alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from suiteplug.connector import errors
from suiteplug.connector.inputs import ActionModel, ActionOutput, ExternalId, JsonObject, RecordId
from suiteplug.connector.jobs.outcomes import ItemOutcome, ItemState, MatchedBy
from suiteplug.connector.records.declared import READ_ERRORS, WRITE_ERRORS

if TYPE_CHECKING:
    from suiteplug.connector.jobs.run import PartRun

MOST_RECORDS = 10_000

Items = Annotated[list[JsonObject], Field(min_length=1, max_length=MOST_RECORDS)]

RecordIds = Annotated[
    list[RecordId],
    Field(max_length=MOST_RECORDS, description="Internal IDs. Together with external_ids at least one."),
]

ExternalIds = Annotated[
    list[ExternalId],
    Field(
        max_length=MOST_RECORDS,
        description="External IDs, without the prefix eid:. One with a comma or | cannot be used here.",
    ),
]

Order = Annotated[
    Literal["sequential", "parallel"],
    Field(
        description="sequential: a later record may refer to an earlier one by external ID (release 2026.2; "
        "2026.1 runs the records of one request in parallel). parallel: faster, no record may refer to another one.",
    ),
]

Timeout = Annotated[
    int,
    Field(
        ge=1,
        le=86_400,
        description="Seconds to wait for each job (at most 100 records). A job that takes longer goes on in NetSuite; "
        "its records are then unknown, and wait-for-job reads them later.",
    ),
]

JobId = Annotated[
    str,
    Field(pattern=r"^[0-9A-Za-z_-]{1,64}$", description="Job as a batch action or the Location header names it."),
]

TaskId = Annotated[
    str,
    Field(pattern=r"^[0-9A-Za-z_-]{1,64}$", description="Task as list-job-tasks names it."),
]

TaskState = Annotated[
    Literal["running", "succeeded", "failed", "unknown"],
    Field(description="How the task ended. unknown: its result could not be read; error says why."),
]

JOB_READ_ERRORS = READ_ERRORS
BATCH_ERRORS: tuple[type[errors.NetSuiteConnectorError], ...] = (*WRITE_ERRORS, errors.RejectedError)


class ItemError(ActionModel):
    """Why a record failed."""

    error: str = Field(description="Class of the error, such as InvalidRecordError.")
    message: str = Field(description="What NetSuite says.")
    code: str = Field(description="NetSuite's error code.")
    cause: str = Field(description="Why it happened, where that is known.")
    fix: str = Field(description="What to do about it.")
    field: str = Field(description="The field at fault, where it is known; empty otherwise.")

    @classmethod
    def of(cls, error: errors.NetSuiteConnectorError | None) -> ItemError | None:
        """The error as output; None for none."""
        if error is None:
            return None
        return cls(
            error=type(error).__name__,
            message=error.message,
            code=error.code,
            cause=error.cause,
            fix=error.fix,
            field=error.field,
        )


class BatchItem(ActionModel):
    """One record of a batch."""

    index: int = Field(description="Place in the input, from 0; external_ids count on after record_ids.")
    external_id: str | None = Field(description="External ID as given; null without one.")
    record_id: str | None = Field(description="Internal ID; null when NetSuite did not tell it.")
    outcome: ItemState = Field(
        description="failed: nothing was done with this record. unknown: it was sent, and what came of it is not known."
    )
    error: ItemError | None = Field(description="Why it failed, or why its outcome is unknown; null otherwise.")
    warnings: list[str] = Field(description="What NetSuite remarked on a write that it accepted.")
    job_id: str | None = Field(description="Job that it ran in; null when it was not submitted.")
    task_id: str | None = Field(description="Task of that job; null when none is known.")
    matched_by: MatchedBy | None = Field(
        description="How it is known that this task is this record's: by an ID in the result, or by the order of the "
        "request, which NetSuite does not promise. Null without a task."
    )

    @classmethod
    def of(cls, outcome: ItemOutcome) -> BatchItem:
        """One record's outcome as output."""
        return cls(**members(outcome))


class ReadItem(BatchItem):
    """One record that was read."""

    record: dict[str, Any] | None = Field(
        description="Record body with NetSuite's own field names; null when it failed."
    )

    @classmethod
    def of(cls, outcome: ItemOutcome) -> ReadItem:
        """One record's outcome as output."""
        return cls(**members(outcome), record=outcome.body)


def members(outcome: ItemOutcome) -> dict[str, Any]:
    """What every outcome tells."""
    return {
        "index": outcome.item.index,
        "external_id": outcome.item.external_id,
        "record_id": outcome.record_id,
        "outcome": outcome.state,
        "error": ItemError.of(outcome.error),
        "warnings": list(outcome.warnings),
        "job_id": outcome.job_id,
        "task_id": outcome.task_id,
        "matched_by": outcome.matched_by,
    }


class SubmittedJob(ActionModel):
    """One request of the run."""

    job_id: str | None = Field(description="Job; null when the request was not accepted.")
    items: int = Field(description="Records in it, at most 100.")
    completed: bool = Field(description="Whether it was finished when this run ended.")
    repeated: bool = Field(description="Whether NetSuite had it before this run and did nothing again.")


class Counts(ActionOutput):
    """The run as a whole."""

    record_type: str = Field(description="Type of the records.")
    succeeded: int = Field(description="Records that went through.")
    failed: int = Field(description="Records with which nothing was done.")
    unknown: int = Field(description="Records of which it is not known.")
    jobs: list[SubmittedJob] = Field(description="The requests of this run, in their order.")
    warnings: list[str] = Field(description="What could not be told, and batches that NetSuite had already.")


class BatchOutput(Counts):
    """What became of the records."""

    items: list[BatchItem] = Field(description="Every record, in the order of the input.")

    @classmethod
    def of(cls, record_type: str, runs: list[PartRun]) -> BatchOutput:
        """The output of a run."""
        found = outcomes(runs)
        return cls(**counts(record_type, runs), items=[BatchItem.of(outcome) for outcome in found])


def outcomes(runs: list[PartRun]) -> list[ItemOutcome]:
    """All records in the order of the input."""
    return sorted((outcome for run in runs for outcome in run.outcomes), key=lambda outcome: outcome.item.index)


def counts(record_type: str, runs: list[PartRun]) -> dict[str, Any]:
    """What every run tells."""
    states = [outcome.state for outcome in outcomes(runs)]
    failed, unknown = states.count(ItemState.FAILED), states.count(ItemState.UNKNOWN)
    return {
        "record_type": record_type,
        "succeeded": len(states) - failed - unknown,
        "failed": failed,
        "unknown": unknown,
        "jobs": [
            SubmittedJob(job_id=run.job_id, items=len(run.outcomes), completed=run.completed, repeated=run.repeated)
            for run in runs
        ],
        "warnings": list(dict.fromkeys(warning for run in runs for warning in run.warnings)),
    }
