"""Jobs, tasks and results as the job service gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suiteplug.connector.errors import NetSuiteConnectorError


@dataclass(frozen=True, slots=True)
class Submission:
    """A request that NetSuite took as a job.

    ``repeated``: the idempotency key belonged to this job before this call, so that nothing was submitted anew.
    """

    job_id: str
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """How a job stands. ``progress`` is NetSuite's word (``pending``, ``succeeded``; others are not documented)."""

    job_id: str
    completed: bool
    progress: str

    @property
    def succeeded(self) -> bool | None:
        """Whether NetSuite calls the whole job a success; None while it runs."""
        return is_success(self.progress) if self.completed else None


@dataclass(frozen=True, slots=True)
class Task:
    """How one request of a job stands; times as NetSuite writes them, empty when it does not tell."""

    task_id: str
    completed: bool
    progress: str
    started: str = ""
    ended: str = ""

    @property
    def succeeded(self) -> bool | None:
        """Whether the task did what it was asked; None while it runs."""
        return is_success(self.progress) if self.completed else None


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What came of a task.

    ``decisive`` is False when the result by itself does not tell whether the task succeeded. ``created`` is True
    where NetSuite says that the record is new. ``external_id`` is only told by results that hold a record.
    """

    record_id: str | None = None
    external_id: str | None = None
    body: dict[str, Any] | None = None
    warnings: tuple[str, ...] = ()
    created: bool = False
    decisive: bool = True
    error: NetSuiteConnectorError | None = None


def is_success(progress: str) -> bool:
    """Only ``succeeded`` is documented; a public client shows a percentage in its place."""
    return progress.strip().lower() in {"succeeded", "success", "100", "100.0"}
