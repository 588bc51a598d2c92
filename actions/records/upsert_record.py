"""Create or update a record by its external ID."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, ActionOutput, Body, ExternalId, RecordType
from suiteplug.connector.records.declared import (
    CAN_CREATE,
    WRITE_ERRORS,
    NewRecordId,
    Replace,
    Warnings,
    oracle_help,
)
from suiteplug.connector.records.external_ids import with_external_id
from suiteplug.connector.records.ref import RecordRef
from suiteplug.connector.records.repeats import sublists_sent
from suiteplug.connector.records.results import Before, UpsertOutcome
from suiteplug.connector.records.unmodified import IfUnmodifiedSince, check_unmodified
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


_SEEN = "seen before"


class Inputs(ActionInputs):
    """Which record, and what it shall be."""

    record_type: RecordType
    external_id: ExternalId
    body: Body
    replace: Replace | None = Field(
        default=None,
        description="Sublists to replace by the lines in the body. Left out: all sublists that the body carries, "
        "so that repeating never doubles lines. An empty list: none, lines without a key are then added.",
    )
    skip_unchanged: bool = Field(
        default=False,
        description="Read the record first and send nothing when it holds all of the body already; only what is sent "
        "is compared.",
    )
    if_unmodified_since: IfUnmodifiedSince = None


class Output(ActionOutput):
    """What became of it."""

    record_type: str = Field(description="Type of the record.")
    record_id: NewRecordId
    outcome: UpsertOutcome = Field(
        description="created or updated, told by a look at the record before; both words when that look failed; "
        "unchanged when skip_unchanged found nothing to do."
    )
    replaced: list[str] = Field(description="Sublists whose other lines were removed.")
    warnings: Warnings


async def run(session: Session, inputs: Inputs) -> Output:
    """Look, then write."""
    with_external_id(inputs.body, inputs.external_id)  # the URL carries it; the body may not name another
    ref = RecordRef(inputs.record_type, external_id=inputs.external_id)
    before = await _before(session, ref)
    if before.record_id is not None and not session.once.resumed:
        await check_unmodified(session, ref, inputs.if_unmodified_since)
        replaced = sublists_sent(inputs.body) if inputs.replace is None else inputs.replace
        if inputs.skip_unchanged and await session.records.is_as_wanted(ref, inputs.body, replaced):
            return Output(
                record_type=inputs.record_type,
                record_id=before.record_id,
                outcome=UpsertOutcome.UNCHANGED,
                replaced=[],
                warnings=[],
            )
    done = await session.records.upsert(ref, inputs.body, replace=inputs.replace, before=before)
    return Output(
        record_type=inputs.record_type,
        record_id=done.record_id,
        outcome=done.outcome,
        replaced=list(done.replaced),
        warnings=list(done.warnings),
    )


async def _before(session: Session, ref: RecordRef) -> Before:
    """What was there before the first run of this call: a run that goes on finds its own record."""
    seen = session.once.recall(_SEEN)
    if seen is None:
        found = await session.records.before_upsert(ref)
        seen = (found.record_id, found.outcome)
        await session.once.remember(_SEEN, seen)
    return Before(seen[0], UpsertOutcome(seen[1]))


ACTION = ActionSpec(
    key="upsert-record",
    title="Upsert record",
    description="Creates a record, or updates the one that has this external ID.",
    guidance="Use it to bring a record of another system into NetSuite: running it again with the same external_id "
    "gives the same record, never a second one. Sublists in the body replace those of the record, so send all "
    "lines. Misspelt fields are refused. It takes two requests: one look before, one write. With skip_unchanged "
    "nothing is written when nothing differs.",
    group="records",
    effect=Effect.UPSERT,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "A customer of a web shop",
            {
                "record_type": "customer",
                "external_id": "EXAMPLE-1002",
                "body": {"companyName": "Fern & Clay", "isPerson": False, "subsidiary": {"id": "1"}},
            },
            {
                "record_type": "customer",
                "record_id": "1069",
                "outcome": "created",
                "replaced": [],
                "warnings": [],
            },
        ),
    ),
    idempotency=Idempotency.EXTERNAL_ID,
    settled_by=SettledBy.REPEATING,
    settle="Run it again: the external ID makes sure that nothing is doubled.",
    permissions=CAN_CREATE,
    errors=WRITE_ERRORS,
    cost=Cost.FEW,
    source=oracle_help("section_156335203191"),
)
