"""Finds the transaction that was made from another, where NetSuite did not say its ID."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.connector.errors import ConnectionSetupError, RejectedError

if TYPE_CHECKING:
    from suiteplug.connector.records.ref import RecordRef
    from suiteplug.connector.records.service import RecordService
    from suiteplug.connector.suiteql import SuiteqlService

# createdfrom stands on the lines; recordtype holds the type in lower case
_NEWEST = (
    "SELECT t.id FROM transaction t JOIN transactionline l ON l.transaction = t.id "
    "WHERE l.mainline = 'T' AND l.createdfrom = ? AND t.recordtype = ? ORDER BY t.id DESC"
)


async def newest_made_from(
    records: RecordService, suiteql: SuiteqlService, source: RecordRef, target_type: str
) -> str | None:
    """Internal ID of the newest ``target_type`` made from ``source``; None when it cannot be told."""
    try:
        source_id = source.record_id or await records.find_id(source)
        if source_id is None:
            return None
        found = await suiteql.run(_NEWEST, (source_id, target_type.lower()), limit=1)
    except (RejectedError, ConnectionSetupError):  # no right to run queries, or no such table: it cannot be told
        return None
    return str(found.rows[0]["id"]) if found.rows else None
