"""Entries as rows of a table, alike in all databases. Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from suiteplug.connector.exactly_once.kept import KeptReply
from suiteplug.connector.exactly_once.ledger import CallEntry, State, WriteEntry
from suiteplug.connector.exactly_once.proof import Proof

if TYPE_CHECKING:
    from collections.abc import Sequence

CALL_COLUMNS = "call_id, account, action, idempotency_key, inputs_hash, state, owner, lease_until, output, began_at"
WRITE_COLUMNS = (
    "write_id, call_id, account, action, idempotency_key, method, path, summary, body_hash, nth, repeatable, proof, "
    "state, reply, made, why, began_at"
)


def call_of(row: Sequence[Any]) -> CallEntry:
    """A call from ``CALL_COLUMNS``."""
    return CallEntry(
        call_id=row[0],
        account=row[1],
        action=row[2],
        idempotency_key=row[3],
        inputs_hash=row[4],
        state=State(row[5]),
        owner=row[6],
        lease_until=float(row[7]),
        output=row[8],
        began_at=float(row[9]),
    )


def row_of(write: WriteEntry, began_at: float) -> tuple[Any, ...]:
    """A write as ``WRITE_COLUMNS``."""
    return (
        write.write_id,
        write.call_id,
        write.account,
        write.action,
        write.idempotency_key,
        write.method,
        write.path,
        write.summary,
        write.body_hash,
        write.nth,
        int(write.repeatable),
        json.dumps(write.proof.to_dict()) if write.proof else None,
        write.state.value,
        write.reply.to_json() if write.reply else None,
        write.reply.made if write.reply else "",
        write.why,
        began_at,
    )


def write_of(row: Sequence[Any]) -> WriteEntry:
    """A write from ``WRITE_COLUMNS``."""
    return WriteEntry(
        write_id=row[0],
        call_id=row[1],
        account=row[2],
        action=row[3],
        idempotency_key=row[4],
        method=row[5],
        path=row[6],
        summary=row[7],
        body_hash=row[8],
        nth=int(row[9]),
        repeatable=bool(row[10]),
        proof=Proof.from_dict(json.loads(row[11])) if row[11] else None,
        state=State(row[12]),
        reply=KeptReply.from_json(row[13]) if row[13] else None,
        why=row[15],
        began_at=float(row[16]),
    )
