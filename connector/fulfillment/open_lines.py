"""Which lines of a sales order can still be shipped.

The order's own lines tell quantities; whether an item is shipped at all is a property of the item that SuiteQL tells
per line (``fulfillable``). Without the right to run queries the kind of the item has to do.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import ConnectionSetupError, RejectedError
from suiteplug.connector.order_lines.goods import moves_goods
from suiteplug.connector.order_lines.line import OrderLine, number, reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.records import RecordRef, RecordService
    from suiteplug.connector.suiteql import SuiteqlService

_FACTS = (
    "SELECT id, item, fulfillable, quantityshiprecv FROM transactionline "
    "WHERE transaction = ? AND mainline = 'F' AND taxline = 'F' ORDER BY id ASC"
)


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
    item_id, item = reference(members.get("item"))
    ordered = number(members.get("quantity")) or Decimal(0)
    line_number = int(members["line"])
    shipped = number(members.get("quantityfulfilled"))
    if shipped is None:
        shipped = _shipped(facts, line_number, item_id)
    left = max(Decimal(0), ordered - shipped)
    return OrderLine(
        line=line_number,
        item_id=item_id,
        item=item or item_id,
        ordered=ordered,
        left=left,
        location_id=reference(members.get("location"))[0] or None,
        why_not=_why_not(members, facts, left),
    )


def _why_not(members: Mapping[str, Any], facts: list[dict[str, Any]] | None, left: Decimal) -> str:
    if members.get("isclosed") is True:
        return "is closed"
    if not moves_goods(members, facts):
        return "has an item that is not shipped"
    return "" if left else "has nothing left to ship"


def _shipped(facts: list[dict[str, Any]] | None, line_number: int, item_id: str) -> Decimal:
    """The shipped quantity by SuiteQL, where the record does not show it."""
    for fact in facts or ():
        if fact.get("id") == str(line_number) and fact.get("item") == item_id:
            return abs(number(fact.get("quantityshiprecv")) or Decimal(0))
    return Decimal(0)
