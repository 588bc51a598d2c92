"""The batch actions' common way: check the names that are known, then run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.connector.call import current_call
from suiteplug.connector.errors import RejectedError
from suiteplug.connector.jobs.batches import Operation
from suiteplug.connector.jobs.run import BatchRun
from suiteplug.connector.records.checks import NameChecks

if TYPE_CHECKING:
    from suiteplug.connector.jobs.batches import Batch
    from suiteplug.connector.jobs.run import PartRun
    from suiteplug.connector.session import Session

_NO_SUCH_METHOD = 405
_MOST_EXPLAINED = 20


async def run_batch(session: Session, batch: Batch, *, timeout_s: float) -> list[PartRun]:
    """Run a batch in this session.

    Raises:
        InputError: A record type or field is unknown as far as the metadata is remembered; nothing was sent.
        NetSuiteConnectorError: The first request was refused; nothing was done.
    """
    checks = NameChecks(session.metadata)
    await checks.record_type(batch.record_type)
    bodies = {f"items[{item.index}]": item.body for item in batch.items if item.body is not None}
    if bodies:
        await checks.bodies(batch.record_type, bodies)
    run = BatchRun(
        jobs=session.jobs,
        records=session.records,
        batch=batch,
        report=session.report,
        side_by_side=session.connection.side_by_side,
        timeout_s=timeout_s,
        key=None if batch.operation is Operation.GET else current_call.get().idempotency_key or None,
    )
    try:
        parts = await run.run()
    except RejectedError as error:
        if error.http_status == _NO_SUCH_METHOD:
            error.fix = f"Batches need NetSuite release 2026.1 or later; until then write record by record. {error.fix}"
        await checks.explain(error, batch.record_type)
        raise
    await _explain_each(session, batch, parts)
    if not all(part.completed for part in parts):
        session.once.keep_open()  # the same key looks at the jobs again, instead of telling this unfinished tale
    return parts


async def _explain_each(session: Session, batch: Batch, parts: list[PartRun]) -> None:
    """Say of each record that failed what it is about; the first ones only, for looking costs requests."""
    explainer = session.records.explainer
    failed = [one for part in parts for one in part.outcomes if isinstance(one.error, RejectedError)]
    for one in failed[:_MOST_EXPLAINED]:
        if explainer is not None and one.error is not None:
            await explainer.explain(one.error, batch.record_type, one.item.body or {})
