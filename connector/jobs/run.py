"""Runs a batch of any length: cut, submit, wait, fetch the results side by side, match them to the records.

Results are fetched at once, because how long NetSuite keeps them is not published.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

from suiteplug.connector.errors import NetSuiteConnectorError, RejectedError, RetryableError, UnavailableError
from suiteplug.connector.jobs.batches import Batch, Item, Operation
from suiteplug.connector.jobs.keys import key_of_content, key_of_run
from suiteplug.connector.jobs.outcomes import ItemOutcome, ItemState, Pairing, outcome_of
from suiteplug.connector.jobs.results import read_results
from suiteplug.connector.records.ref import RecordRef

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from suiteplug.connector.exchange import Request
    from suiteplug.connector.jobs.model import Job, Submission
    from suiteplug.connector.jobs.outcomes import Ran
    from suiteplug.connector.jobs.service import JobService
    from suiteplug.connector.records.service import RecordService

    Report = Callable[[int, int | None, str], None]

_PARTS_AT_ONCE = 5
_REPEATED = (
    "NetSuite had this batch already: what is told is what came of job {job}, and nothing was done again. "
    "To do it once more, give another idempotency key."
)
_UNFINISHED = "Job {job} was not finished in time. It goes on: wait-for-job waits for it and reads its results."
_OTHER_NUMBER = (
    "Job {job} has {tasks} tasks for {items} records: what became of a record is told only where an ID shows it. "
    "An idempotency key that was used for other items, or a release before 2026.1, does this."
)
_ORDER_UNSURE = "Which result is whose was told by the order of the tasks; a look at the external IDs failed: {why}"


@dataclass(frozen=True, slots=True)
class PartRun:
    """One submitted part: its job, or None when it was not submitted."""

    job_id: str | None
    completed: bool
    repeated: bool
    outcomes: tuple[ItemOutcome, ...]
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class BatchRun:
    """Runs one batch.

    Attributes:
        key: The caller's name for this run; without one, creates are known by their content and others are new.
        timeout_s: Seconds to wait for each job.
        side_by_side: Results read at a time.
    """

    jobs: JobService
    records: RecordService
    batch: Batch
    report: Report
    side_by_side: int
    timeout_s: float
    key: str | None = None
    _done: int = field(default=0, init=False)

    async def run(self) -> list[PartRun]:
        """All parts: one after the other, or several at a time when the batch is parallel.

        Raises:
            NetSuiteConnectorError: The first part was refused or could not be sent: nothing was done.
        """
        parts = self.batch.parts()
        first = await self._part(0, parts[0])
        if self.batch.parallel:
            turns = asyncio.Semaphore(_PARTS_AT_ONCE)
            rest = [self._in_turn(turns, number, part) for number, part in enumerate(parts[1:], 1)]
            return [first, *await asyncio.gather(*rest)]
        runs = [first]
        for number, part in enumerate(parts[1:], 1):
            # a later record may refer to an earlier one: nothing is sent ahead of a part that is not through
            runs.append(await self._settled(number, part) if runs[-1].completed else self._held_back(part))
        return runs

    async def _in_turn(self, turns: asyncio.Semaphore, number: int, part: tuple[Item, ...]) -> PartRun:
        async with turns:
            return await self._settled(number, part)

    async def _settled(self, number: int, part: tuple[Item, ...]) -> PartRun:
        """A later part: its failure must not hide what the earlier ones did."""
        try:
            return await self._part(number, part)
        except NetSuiteConnectorError as error:
            lost = isinstance(error, UnavailableError)
            state = ItemState.UNKNOWN if lost else ItemState.FAILED
            return PartRun(None, completed=False, repeated=False, outcomes=_all(part, state, error))

    def _held_back(self, part: tuple[Item, ...]) -> PartRun:
        error = RejectedError(
            "Not sent, because an earlier part of the batch is not finished or was not accepted.",
            code="NOT_SENT",
            cause="Records are worked off in their order, so that later ones can refer to earlier ones.",
            fix="Send these items again when the earlier ones are through, or choose the order 'parallel'.",
        )
        return PartRun(None, completed=False, repeated=False, outcomes=_all(part, ItemState.FAILED, error))

    async def _part(self, number: int, part: tuple[Item, ...]) -> PartRun:
        """Submit one part and learn what came of it."""
        request = self.batch.request(part)
        key = self._key(number, request)
        self._tell(f"submitting {len(part)} records")
        submission = await self.jobs.submit(request, key=key, parallel=self.batch.parallel)
        try:
            job = await self.jobs.wait(submission.job_id, timeout_s=self.timeout_s, on_look=self._waiting)
            tasks = await read_results(self.jobs, job, self.side_by_side, self._read)
        except RetryableError as error:
            outcomes = _all(part, ItemState.UNKNOWN, error, submission.job_id)
            return PartRun(submission.job_id, completed=False, repeated=submission.repeated, outcomes=outcomes)
        pairing, warnings = await self._paired(part, tasks)
        if not pairing.is_complete:
            warnings = (*warnings, _OTHER_NUMBER.format(job=job.job_id, tasks=len(tasks), items=len(part)))
        outcomes = tuple(
            outcome_of(self.batch.operation, item, ran, how, job.job_id) for item, ran, how in pairing.pairs()
        )
        return PartRun(
            job.job_id, job.completed, submission.repeated, outcomes, (*_remarks(submission, job), *warnings)
        )

    def _key(self, number: int, request: Request) -> str:
        operation, record_type = self.batch.operation, self.batch.record_type
        if self.key is not None:
            return key_of_run(self.key, operation, record_type, number)
        if operation is Operation.CREATE:
            return key_of_content(request.content, request.query, record_type, number)
        return str(uuid4())

    # -- results -----------------------------------------------------------------------------------------------------

    async def _paired(self, part: Sequence[Item], tasks: list[Ran]) -> tuple[Pairing, tuple[str, ...]]:
        """Tasks matched to records. Where only external IDs are known, the first and the last are looked up.

        When these two are not where the order puts them, all are looked up.
        """
        pairing = Pairing(part, tasks)
        unsure = [
            item
            for item, ran, _ in pairing.pairs()
            if item.record_id is None and item.external_id and ran is not None and ran.record_id
        ]
        if not unsure or self.batch.operation not in {Operation.CREATE, Operation.UPSERT, Operation.UPDATE}:
            return pairing, ()
        in_order = {item.index: ran.record_id for item, ran, _ in pairing.pairs() if ran is not None}
        try:
            await self._look_up(pairing, [unsure[0], *unsure[1:][-1:]])
            if any(in_order[index] != record_id for index, record_id in pairing.known.items()):
                await self._look_up(pairing, [item for item in part if item.external_id])
        except NetSuiteConnectorError as error:
            return pairing, (_ORDER_UNSURE.format(why=error.message),)
        return pairing, ()

    async def _look_up(self, pairing: Pairing, items: Sequence[Item]) -> None:
        turns = asyncio.Semaphore(max(1, self.side_by_side))

        async def look(item: Item) -> None:
            ref = RecordRef(self.batch.record_type, external_id=item.external_id)
            async with turns:
                record_id = await self.records.find_id(ref)
            if record_id is not None:
                pairing.known[item.index] = record_id

        await asyncio.gather(*(look(item) for item in items if item.index not in pairing.known))

    # -- progress ----------------------------------------------------------------------------------------------------

    def _waiting(self, job: Job) -> None:
        if not job.completed:
            self._tell(f"waiting for job {job.job_id} ({job.progress or 'no word'})")

    def _read(self, _done: int, _total: int | None, what: str) -> None:
        """Results of a part: they count on from those of the parts before."""
        self._done += 1
        self._tell(what)

    def _tell(self, what: str) -> None:
        self.report(self._done, len(self.batch.items), what)


def _all(
    part: Sequence[Item], state: ItemState, error: NetSuiteConnectorError, job_id: str | None = None
) -> tuple[ItemOutcome, ...]:
    return tuple(ItemOutcome(item, state, item.record_id, job_id=job_id, error=error) for item in part)


def _remarks(submission: Submission, job: Job) -> tuple[str, ...]:
    remarks = []
    if submission.repeated:
        remarks.append(_REPEATED.format(job=job.job_id))
    if not job.completed:
        remarks.append(_UNFINISHED.format(job=job.job_id))
    return tuple(remarks)
