"""One export from its first row to its proof: reader, destination and journal together."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from suiteplug.connector.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.connector.export.destinations.port import Destination
    from suiteplug.connector.export.journal import Journal
    from suiteplug.connector.export.plan import Proof
    from suiteplug.connector.export.reader import Reader

    Report = Callable[[int, int | None, str], None]

COMMIT_EVERY = 50
"""Batches between two commits: a commit waits for the disk, and what comes after the last one is fetched again."""


@dataclass(frozen=True, slots=True)
class Exported:
    """How it went. ``resumed_at``: rows that an earlier run had given. ``proof`` is of all rows together."""

    rows: int
    resumed_at: int
    proof: Proof | None
    warnings: tuple[str, ...] = field(default=())


async def export(reader: Reader, destination: Destination, journal: Journal | None, report: Report) -> Exported:
    """Read everything that is left into the destination.

    Raises:
        NetSuiteConnectorError: NetSuite or the destination failed; what was committed is kept, and running it again
            goes on from there.
    """
    done = journal.done if journal else 0
    rows = resumed_at = journal.rows if journal else 0
    await destination.begin(journal.mark if journal else None)
    try:
        async with aclosing(reader.batches(done=done)) as batches:
            async for batch in batches:
                await destination.write(batch.items)
                rows += len(batch.items)
                done = batch.number + 1
                if journal and done % COMMIT_EVERY == 0 and reader.plan is not None:
                    journal.commit(done, rows, await destination.commit())
                report(rows, reader.total, "rows")
        proof = await reader.prove(rows)
        if proof is not None and proof.rows != proof.before and not proof.changed:
            raise ContractError(
                str(proof),
                code="ROWS_MISSING",
                cause="NetSuite gave other rows to the pages than to the count.",
                fix="Run it again with restart; if it stays, choose another key.",
            )
        await destination.finish()
        if journal:
            journal.remove()
        return Exported(rows, resumed_at, proof, tuple(reader.warnings))
    finally:
        await destination.close()
