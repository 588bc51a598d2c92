"""Makes a record from another: look whether it is made already, check, transform, read back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypedDict

from suiteplug.connector.errors import DuplicateRecordError, NetSuiteConnectorError, NotFoundError
from suiteplug.connector.order_lines.line import number, reference
from suiteplug.connector.order_lines.picking import plain
from suiteplug.connector.records import RecordRef
from suiteplug.connector.records.made_from import newest_made_from
from suiteplug.connector.records.results import ID_UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.order_lines.picking import Picked
    from suiteplug.connector.records.results import Written
    from suiteplug.connector.session import Session


PLAN = "plan"
"""The name under which a call with an idempotency key remembers its plan."""


class Plan(TypedDict):
    """What is sent, as JSON.

    ``expected``: item ID, name and quantity of the lines that the new record should have; empty for NetSuite's choice.
    """

    body: dict[str, Any]
    replace: list[str]
    expected: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class MadeLine:
    """A line of the new record. ``source_line`` is 0 where NetSuite does not tell it."""

    source_line: int
    item_id: str
    item: str
    quantity: Decimal | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Made:
    """A record that exists. ``created`` is False when its external ID was there before this call."""

    record_id: str | None
    created: bool
    body: dict[str, Any]
    lines: tuple[MadeLine, ...]
    warnings: tuple[str, ...] = ()


async def source_id_of(session: Session, source: RecordRef) -> str:
    """Internal ID of the source. Raises InputError for neither or both IDs, NotFoundError when there is none."""
    source.path()
    found = source.record_id or await session.records.find_id(source)
    if found is None:
        raise NotFoundError(
            f"There is no {source}.",
            code="NO_SUCH_SOURCE",
            field="external_id",
            fix="Check the external ID, and that the record was created.",
        )
    return found


async def made_before(
    session: Session, target_type: str, external_id: str | None, source_id: str, field: str
) -> Made | None:
    """The record that has this external ID already, if it was made from this source.

    Raises:
        DuplicateRecordError: It was made from another one, or by itself.
    """
    if external_id is None:
        return None
    ref = RecordRef(target_type, external_id=external_id)
    record_id = await session.records.find_id(ref)
    if record_id is None:
        return None
    body = (await session.records.get(RecordRef(target_type, record_id))).body
    made_from = reference(body.get("createdFrom"))[0]
    if made_from != source_id:
        where = f"was made from {made_from}" if made_from else "was not made from another record"
        raise DuplicateRecordError(
            f"The external ID '{external_id}' belongs to a {target_type} that {where}.",
            code="EXTERNAL_ID_TAKEN",
            field=field,
            cause="Nothing was sent.",
            fix="Use an external ID of its own for each record.",
        )
    lines = await _lines(session, RecordRef(target_type, record_id))
    return Made(record_id, created=False, body=body, lines=lines)


def expected_of(picked: Sequence[Picked]) -> list[tuple[str, str, str]]:
    """The lines that a record made of these should have."""
    return [(one.line.item_id, one.line.item, str(one.quantity)) for one in picked]


async def make(session: Session, source: RecordRef, target_type: str, plan: Plan) -> Made:
    """Transform and read the new record back."""
    written = await session.records.transform(source, target_type, plan["body"], replace=plan["replace"])
    record_id = written.record_id or await newest_made_from(session.records, session.suiteql, source, target_type)
    warnings = told(written, record_id)
    if record_id is None:
        return Made(None, created=True, body={}, lines=(), warnings=tuple(warnings))
    ref = RecordRef(target_type, record_id)
    try:
        saved = (await session.records.get(ref)).body
        lines = await _lines(session, ref)
    except NetSuiteConnectorError as error:  # it exists all the same
        warnings.append(f"The record was made, but could not be read: {error.message}")
        return Made(record_id, created=True, body={}, lines=(), warnings=tuple(warnings))
    return Made(record_id, created=True, body=saved, lines=lines, warnings=(*warnings, *_differences(plan, lines)))


def told(written: Written, record_id: str | None) -> list[str]:
    """What NetSuite remarked, without the missing ID where it was found after all."""
    return [warning for warning in written.warnings if warning != ID_UNKNOWN or record_id is None]


async def _lines(session: Session, ref: RecordRef) -> tuple[MadeLine, ...]:
    lines = (await session.records.lines(ref, "item")).items
    return tuple(_made_line(line) for line in lines if line.get("itemReceive") is not False)


def _made_line(line: dict[str, Any]) -> MadeLine:
    item_id, item = reference(line.get("item"))
    return MadeLine(
        source_line=int(line.get("orderLine") or 0),
        item_id=item_id,
        item=item or item_id,
        quantity=number(line.get("quantity")),
        amount=number(line.get("amount")),
    )


def _differences(plan: Plan, lines: Sequence[MadeLine]) -> list[str]:
    """Where the record differs from the plan, by item: not every account shows the lines' numbers."""
    if not plan["expected"]:
        return []
    planned: defaultdict[str, Decimal] = defaultdict(Decimal)
    made: defaultdict[str, Decimal] = defaultdict(Decimal)
    names: dict[str, str] = {}
    for item_id, name, quantity in plan["expected"]:
        planned[item_id] += Decimal(quantity)
        names[item_id] = name
    for line in lines:
        made[line.item_id] += line.quantity or Decimal(0)
        names.setdefault(line.item_id, line.item)
    return [
        f"{names[item]}: {plain(planned[item])} were planned, NetSuite has {plain(made[item])}."
        for item in sorted(names)
        if planned[item] != made[item]
    ]
