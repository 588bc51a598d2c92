"""Which lines of a sales order can still be shipped.

The order's own lines tell quantities; whether an item is shipped at all is a property of the item that SuiteQL tells
per line (``fulfillable``). Without the right to run queries the kind of the item has to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import ConnectionSetupError, RejectedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.records import RecordRef, RecordService
    from suiteplug.connector.suiteql import SuiteqlService

_ALWAYS_SHIPPED = frozenset({"InvtPart", "Assembly", "Kit"})
_FACTS = (
    "SELECT id, item, fulfillable, quantityshiprecv FROM transactionline "
    "WHERE transaction = ? AND mainline = 'F' AND taxline = 'F' ORDER BY id ASC"
)


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of the order. ``why_not`` says why it cannot be shipped; empty for an open line."""

    line: int
    item_id: str
    item: str
    ordered: Decimal
    left: Decimal
    location_id: str | None
    why_not: str = ""


async def read_order_lines(
    records: RecordService, suiteql: SuiteqlService, order: RecordRef, order_id: str
) -> tuple[OrderLine, ...]:
    """All item lines of the order, open or not."""
    lines = (await records.lines(order, "item")).items
    facts = await _facts(suiteql, order_id)
    return tuple(_order_line(line, facts) for line in lines)


async def _facts(suiteql: SuiteqlService, order_id: str) -> list[dict[str, Any]] | None:
    """What SuiteQL knows of the lines; None when the role may not ask."""
    try:
        return (await suiteql.run(_FACTS, (order_id,))).rows
    except (RejectedError, ConnectionSetupError):
        return None


def _order_line(line: Mapping[str, Any], facts: list[dict[str, Any]] | None) -> OrderLine:
    members = {name.lower(): value for name, value in line.items()}
    item_id, item = _reference(members.get("item"))
    ordered = _number(members.get("quantity")) or Decimal(0)
    number = int(members["line"])
    shipped = _number(members.get("quantityfulfilled"))
    if shipped is None:
        shipped = _shipped(facts, number, item_id)
    left = max(Decimal(0), ordered - shipped)
    return OrderLine(
        line=number,
        item_id=item_id,
        item=item or item_id,
        ordered=ordered,
        left=left,
        location_id=_reference(members.get("location"))[0] or None,
        why_not=_why_not(members, facts, item_id, left),
    )


def _why_not(members: Mapping[str, Any], facts: list[dict[str, Any]] | None, item_id: str, left: Decimal) -> str:
    if members.get("isclosed") is True:
        return "is closed"
    if not _is_shipped_at_all(members, facts, item_id):
        return "has an item that is not shipped"
    return "" if left else "has nothing left to ship"


def _is_shipped_at_all(members: Mapping[str, Any], facts: list[dict[str, Any]] | None, item_id: str) -> bool:
    kind = members.get("itemtype")
    if (kind.get("id") if isinstance(kind, dict) else kind) in _ALWAYS_SHIPPED:
        return True
    # by item, not by line: line numbers of queries may differ from those of the record after edits
    return any(fact.get("fulfillable") == "T" for fact in facts or () if fact.get("item") == item_id)


def _shipped(facts: list[dict[str, Any]] | None, number: int, item_id: str) -> Decimal:
    """The shipped quantity by SuiteQL, where the record does not show it."""
    for fact in facts or ():
        if fact.get("id") == str(number) and fact.get("item") == item_id:
            return abs(_number(fact.get("quantityshiprecv")) or Decimal(0))
    return Decimal(0)


def _reference(value: Any) -> tuple[str, str]:
    """(ID, name) of a reference."""
    if isinstance(value, dict):
        return str(value.get("id") or ""), str(value.get("refName") or "")
    return ("", "") if value is None else (str(value), "")


def _number(value: Any) -> Decimal | None:
    return None if value is None or value == "" else Decimal(str(value))
