"""List records of a type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector import errors
from suiteplug.connector.inputs import (
    ActionInputs,
    ActionOutput,
    AllPages,
    JsonObject,
    Limit,
    Offset,
    RecordType,
)
from suiteplug.connector.records.declared import CAN_EDIT, READ_ERRORS, oracle_help
from suiteplug.connector.records.filters import check_filter
from suiteplug.connector.records.walk import fetch_bodies, walk
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.records.walk import Walk
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """Which records, and how many."""

    record_type: RecordType
    query: str = Field(
        default="",
        max_length=10_000,
        description="NetSuite's q filter: FIELD OPERATOR VALUE joined by AND and OR, such as companyName "
        'START_WITH "Blue" AND isInactive IS false, or id ANY_OF [1, 2]. Numbers and references: EQUAL, GREATER, '
        "BETWEEN [1, 9]; texts: IS, CONTAIN, START_WITH, ENDWITH; dates: ON, BEFORE, ON_OR_AFTER, written in the "
        "date format of the connection's user, such as 8/31/2026; no value: EMPTY.",
    )
    limit: Limit = 1000
    offset: Offset = 0
    all_pages: AllPages = False
    max_rows: int | None = Field(
        default=None, ge=1, le=100_000, description="With all_pages: stop after this many records."
    )
    expand: bool = Field(
        default=False, description="Read each record too; without it only IDs are given. One request a record."
    )
    expand_sub_resources: bool = Field(default=False, description="With expand: give sublists and subrecords too.")


class Output(ActionOutput):
    """The records found."""

    items: list[JsonObject] = Field(
        description='Records in NetSuite\'s order, which cannot be chosen: {"id": "107"}, or whole records with expand.'
    )
    count: int = Field(description="Number of records given.")
    total: int = Field(description="Records that fit the query. NetSuite counts no further than limit times 1000.")
    has_more: bool = Field(description="Whether records are left.")
    next_offset: int | None = Field(description="Offset to read on with; null at the end.")
    not_found: list[str] = Field(description="IDs that were listed but gone when they were read.")
    warnings: list[str] = Field(description="What may be wrong with the list.")


async def run(session: Session, inputs: Inputs) -> Output:
    """List, and read the bodies side by side where they are asked for."""
    if inputs.query.strip():
        check_filter(inputs.query, session.connection.date_format)
    found = await walk(
        session.records,
        inputs.record_type,
        q=inputs.query.strip(),
        limit=inputs.limit,
        offset=inputs.offset,
        max_rows=inputs.max_rows if inputs.all_pages else inputs.limit,
        report=session.report,
    )
    items: list[JsonObject] = [{"id": record_id} for record_id in found.ids]
    gone: list[str] = []
    if inputs.expand:
        items, gone = await _read(session, inputs, found)
    next_offset = inputs.offset + len(found.ids) // inputs.limit * inputs.limit
    return Output(
        items=items,
        count=len(items),
        total=found.total,
        has_more=found.has_more,
        next_offset=next_offset if found.has_more else None,
        not_found=gone,
        warnings=found.warnings,
    )


async def _read(session: Session, inputs: Inputs, found: Walk) -> tuple[list[JsonObject], list[str]]:
    bodies = await fetch_bodies(
        session.records,
        inputs.record_type,
        found.ids,
        expand_sub_resources=inputs.expand_sub_resources,
        side_by_side=session.connection.side_by_side,
        report=session.report,
    )
    gone = [record_id for record_id, body in zip(found.ids, bodies, strict=True) if body is None]
    return [body.body for body in bodies if body is not None], gone


ACTION = ActionSpec(
    key="list-records",
    title="List records",
    description="Lists the records of a type, filtered and page by page, with their IDs or with all their fields.",
    guidance="Use it to find IDs of a type by a simple filter. For columns, joins, sorting or sums use "
    "run-suiteql, which needs far fewer requests than expand. It only reads; repeating is safe. offset must be a "
    "multiple of limit. Lists longer than 100,000 are refused, never cut off in silence.",
    group="records",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "The US dollar",
            {"record_type": "currency", "query": "symbol IS USD"},
            {
                "items": [{"id": "1"}],
                "count": 1,
                "total": 1,
                "has_more": False,
                "next_offset": None,
                "not_found": [],
                "warnings": [],
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=CAN_EDIT,
    errors=(*READ_ERRORS, errors.InvalidQueryError, errors.RejectedError),
    cost=Cost.FAN_OUT,
    source=oracle_help("section_1545222128"),
)
