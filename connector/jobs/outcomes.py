"""What became of each record of a batch, and which task was whose. Pure.

That tasks stand in the order of the records is likely and written nowhere: it is held against IDs where they are known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from suiteplug.connector.jobs.batches import Item, Operation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.errors import NetSuiteConnectorError
    from suiteplug.connector.jobs.model import TaskResult


class ItemState(StrEnum):
    """What became of a record. ``UNKNOWN``: it was sent, and what came of it could not be learnt (yet)."""

    CREATED = "created"
    UPDATED = "updated"
    CREATED_OR_UPDATED = "created or updated"
    DELETED = "deleted"
    READ = "read"
    FAILED = "failed"
    UNKNOWN = "unknown"


class MatchedBy(StrEnum):
    """How it is known that a task belongs to a record."""

    INTERNAL_ID = "internal ID"
    EXTERNAL_ID = "external ID"
    ORDER = "request order"


_DONE = {
    Operation.CREATE: ItemState.CREATED,
    Operation.UPDATE: ItemState.UPDATED,
    Operation.UPSERT: ItemState.CREATED_OR_UPDATED,
    Operation.DELETE: ItemState.DELETED,
    Operation.GET: ItemState.READ,
}


@dataclass(frozen=True, slots=True)
class Ran:
    """A task with its result; ``result`` is None while it runs, ``error`` tells why the result could not be had."""

    task_id: str
    result: TaskResult | None = None
    error: NetSuiteConnectorError | None = None

    @property
    def state(self) -> Literal["running", "succeeded", "failed", "unknown"]:
        """How the task ended, as far as it is known."""
        if self.error is not None:
            return "unknown"
        if self.result is None:
            return "running"
        return "succeeded" if self.result.error is None else "failed"

    @property
    def any_error(self) -> NetSuiteConnectorError | None:
        """Why it failed, or why its result could not be had."""
        return self.error or (self.result.error if self.result is not None else None)

    @property
    def record_id(self) -> str | None:
        """The record it was about, where the result tells."""
        return self.result.record_id if self.result is not None and self.result.error is None else None


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """One record of a batch after the run."""

    item: Item
    state: ItemState
    record_id: str | None = None
    body: dict[str, Any] | None = None
    job_id: str | None = None
    task_id: str | None = None
    matched_by: MatchedBy | None = None
    error: NetSuiteConnectorError | None = None
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Pairing:
    """Which task is whose. ``known`` holds internal IDs of items that were looked up by their external ID."""

    items: Sequence[Item]
    tasks: Sequence[Ran]
    known: dict[int, str] = field(default_factory=dict)

    def pairs(self) -> list[tuple[Item, Ran | None, MatchedBy | None]]:
        """Each item with its task: first by ID, the rest in order.

        The order tells nothing when there are more or fewer tasks than records. A single task that failed is then the
        refusal of the batch as a whole, and everybody's.
        """
        found: dict[int, tuple[Ran, MatchedBy]] = {}
        left = list(self.tasks)
        for item in self.items:
            for ran in left:
                how = self._same(item, ran)
                if how is not None:
                    found[item.index] = (ran, how)
                    left.remove(ran)
                    break
        rest = iter(left if self.is_complete else self._refusal() * len(self.items))
        pairs: list[tuple[Item, Ran | None, MatchedBy | None]] = []
        for item in self.items:
            if item.index in found:
                pairs.append((item, *found[item.index]))
            else:
                other = next(rest, None)
                pairs.append((item, other, MatchedBy.ORDER if other is not None else None))
        return pairs

    @property
    def is_complete(self) -> bool:
        """Whether there is a task for each record."""
        return len(self.tasks) == len(self.items)

    def _refusal(self) -> list[Ran]:
        return [ran for ran in self.tasks if len(self.tasks) == 1 and ran.state == "failed"]

    def _same(self, item: Item, ran: Ran) -> MatchedBy | None:
        result = ran.result
        if result is None or result.error is not None:
            return None
        if item.record_id is not None:
            return MatchedBy.INTERNAL_ID if result.record_id == item.record_id else None
        if item.external_id is not None and result.external_id == item.external_id:
            return MatchedBy.EXTERNAL_ID
        looked_up = self.known.get(item.index)
        return MatchedBy.EXTERNAL_ID if looked_up is not None and looked_up == result.record_id else None


def outcome_of(
    operation: Operation, item: Item, ran: Ran | None, matched_by: MatchedBy | None, job_id: str
) -> ItemOutcome:
    """What became of one record."""
    if ran is None:
        return ItemOutcome(item, ItemState.UNKNOWN, item.record_id, job_id=job_id)
    result = ran.result
    if result is None:
        return ItemOutcome(
            item, ItemState.UNKNOWN, item.record_id, None, job_id, ran.task_id, matched_by, error=ran.error
        )
    record_id = item.record_id or result.record_id
    if result.error is not None:
        return ItemOutcome(
            item, ItemState.FAILED, item.record_id, None, job_id, ran.task_id, matched_by, error=result.error
        )
    state = ItemState.CREATED if result.created else _DONE[operation]
    body = result.body or ({"id": record_id} if operation is Operation.GET else None)
    return ItemOutcome(item, state, record_id, body, job_id, ran.task_id, matched_by, warnings=result.warnings)
