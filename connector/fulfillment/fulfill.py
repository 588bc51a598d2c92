"""Makes an item fulfilment from a sales order, and reads what NetSuite made of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypedDict

from suiteplug.connector.errors import (
    DuplicateRecordError,
    InputError,
    NetSuiteConnectorError,
    NotFoundError,
)
from suiteplug.connector.fulfillment.open_lines import read_order_lines
from suiteplug.connector.fulfillment.plan import Shipment, body_lines, number_key, plan
from suiteplug.connector.order_lines.line import as_number
from suiteplug.connector.records import RecordRef
from suiteplug.connector.records.made_from import newest_made_from
from suiteplug.connector.records.results import ID_UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suiteplug.connector.fulfillment.wanted import WantedLine
    from suiteplug.connector.records import RecordService
    from suiteplug.connector.session import Session
    from suiteplug.connector.suiteql import SuiteqlService

TYPE = "itemFulfillment"
_PLAN = "plan"
_LOT = "SELECT id FROM inventorynumber WHERE item = ? AND inventorynumber = ? ORDER BY id ASC"


class _Planned(TypedDict):
    """What is sent, as JSON, and how much of which line of the order that ships."""

    body: dict[str, Any]
    quantities: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class ShippedLine:
    """A line of the fulfilment."""

    order_line: int
    item_id: str
    item: str
    quantity: Decimal
    location_id: str | None


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """A fulfilment that exists. ``created`` is False when its external ID was there before this call."""

    record_id: str | None
    order_id: str
    created: bool
    lines: tuple[ShippedLine, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulfillment:
    """What to make: the order, the lines wanted (none: all that is open), and the other fields of the body."""

    order: RecordRef
    wanted: Sequence[WantedLine]
    location_id: str | None
    external_id: str | None
    fields: dict[str, Any]


async def fulfill(session: Session, wish: Fulfillment) -> Fulfilled:
    """Check, make, and read back.

    Raises:
        InputError: What is wanted does not fit the order; nothing was sent.
        DuplicateRecordError: The external ID belongs to a fulfilment of another order.
    """
    records, suiteql = session.records, session.suiteql
    order_id = wish.order.record_id or await records.find_id(wish.order)
    if order_id is None:
        raise NotFoundError(
            f"There is no {wish.order}.",
            code="NO_SUCH_ORDER",
            field="external_id",
            fix="Check the external ID, and that the order was created.",
        )
    planned: _Planned | None = session.once.recall(_PLAN)
    if planned is None:
        before = await _made_before(records, wish, order_id)
        if before is not None:
            return before
        planned = await _plan(session, wish, order_id)
        await session.once.remember(_PLAN, planned)
    # what is left to ship changes with the first write: a run that goes on keeps to the first plan
    made = await records.transform(wish.order, TYPE, planned["body"])
    record_id = made.record_id or await newest_made_from(records, suiteql, wish.order, TYPE)
    shipped, warnings = await _read_back(records, record_id, dict(planned["quantities"]))
    told = [warning for warning in made.warnings if warning != ID_UNKNOWN or record_id is None]
    return Fulfilled(record_id, order_id, created=True, lines=shipped, warnings=(*told, *warnings))


async def _plan(session: Session, wish: Fulfillment, order_id: str) -> _Planned:
    """What is sent. Raises InputError when it does not fit the order."""
    lines = await read_order_lines(session.records, session.suiteql, wish.order, order_id)
    shipments = plan(lines, wish.wanted, wish.location_id)
    body = dict(wish.fields)
    if wish.wanted or wish.location_id:
        numbers = await _inventory_numbers(session.suiteql, shipments)
        body["item"] = {"items": body_lines(lines, shipments, numbers)}
    if wish.external_id is not None:
        body["externalId"] = wish.external_id
    return _Planned(body=body, quantities=[(one.line.line, str(one.quantity)) for one in shipments])


async def _made_before(records: RecordService, wish: Fulfillment, order_id: str) -> Fulfilled | None:
    """The fulfilment that has this external ID already."""
    if wish.external_id is None:
        return None
    record_id = await records.find_id(RecordRef(TYPE, external_id=wish.external_id))
    if record_id is None:
        return None
    ref = RecordRef(TYPE, record_id=record_id)
    found = await records.get(ref, fields=("createdFrom",))
    created_from = (found.body.get("createdFrom") or {}).get("id")
    if created_from is not None and str(created_from) != order_id:
        raise DuplicateRecordError(
            f"The external ID '{wish.external_id}' belongs to a fulfilment of order {created_from}.",
            code="EXTERNAL_ID_TAKEN",
            field="fulfillment_external_id",
            fix="Use an external ID of its own for each fulfilment.",
        )
    return Fulfilled(record_id, order_id, created=False, lines=await _shipped_lines(records, ref))


async def _inventory_numbers(suiteql: SuiteqlService, shipments: Sequence[Shipment]) -> dict[str, str]:
    """Internal IDs of the lots and serial numbers that are given as text."""
    found: dict[str, str] = {}
    for shipment in shipments:
        for at, part in enumerate(shipment.detail):
            text = part.inventory_number
            key = number_key(shipment.line.item_id, text or "")
            if text is None or key in found:
                continue
            result = await suiteql.run(_LOT, (shipment.line.item_id, text), limit=1)
            if not result.rows:
                raise InputError(
                    f"{shipment.line.item} has no lot or serial number '{text}'.",
                    code="NO_SUCH_INVENTORY_NUMBER",
                    field=f"lines[{shipment.wanted}].inventory_detail[{at}].inventory_number",
                    fix="Check the number; upper and lower case count.",
                )
            found[key] = str(result.rows[0]["id"])
    return found


async def _read_back(
    records: RecordService, record_id: str | None, quantities: Mapping[int, str]
) -> tuple[tuple[ShippedLine, ...], list[str]]:
    """The lines of the new fulfilment, and where they differ from the plan."""
    if record_id is None:
        return (), []
    try:
        shipped = await _shipped_lines(records, RecordRef(TYPE, record_id=record_id))
    except NetSuiteConnectorError as error:  # it exists all the same
        return (), [f"The fulfilment was made, but could not be read: {error.message}"]
    made = {line.order_line: line.quantity for line in shipped}
    planned = {line: Decimal(quantity) for line, quantity in quantities.items()}
    return shipped, [
        f"Line {line}: {as_number(planned.get(line, Decimal(0)))} were planned, "
        f"NetSuite ships {as_number(made.get(line, Decimal(0)))}."
        for line in sorted(made.keys() | planned.keys())
        if made.get(line, Decimal(0)) != planned.get(line, Decimal(0))
    ]


async def _shipped_lines(records: RecordService, ref: RecordRef) -> tuple[ShippedLine, ...]:
    lines = (await records.lines(ref, "item")).items
    return tuple(_shipped(line) for line in lines if line.get("itemReceive") is not False)


def _shipped(line: dict[str, Any]) -> ShippedLine:
    item, location = line.get("item") or {}, line.get("location") or {}
    return ShippedLine(
        order_line=int(line.get("orderLine") or line.get("line") or 0),
        item_id=str(item.get("id", "")),
        item=str(item.get("refName", "")),
        quantity=Decimal(str(line.get("quantity") or 0)),
        location_id=str(location["id"]) if location.get("id") is not None else None,
    )
