"""Jobs and tasks as the queue knows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Response


@dataclass(frozen=True, slots=True)
class Task:
    """One request of a job. Times are seconds since 1970; ``reply`` is None until the task is completed."""

    job_id: int
    number: int
    started_at: float | None
    ended_at: float | None
    reply: Response | None

    @property
    def completed(self) -> bool:
        """Whether it has run, well or not."""
        return self.reply is not None

    @property
    def failed(self) -> bool:
        """Whether it ran into an error."""
        return self.reply is not None and self.reply.status >= 400  # noqa: PLR2004 - HTTP's border


@dataclass(frozen=True, slots=True)
class Job:
    """One accepted request; ``is_batch`` tells whether it had several records in it."""

    id: int
    is_batch: bool
    parallel: bool
    tasks: tuple[Task, ...]

    @property
    def done(self) -> int:
        """Tasks completed."""
        return sum(task.completed for task in self.tasks)

    @property
    def completed(self) -> bool:
        """Whether nothing is left to do."""
        return self.done == len(self.tasks)

    @property
    def failed(self) -> bool:
        """Whether some task ran into an error."""
        return any(task.failed for task in self.tasks)
