"""What the lines of a source have left for one kind of target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import ConnectionSetupError, RejectedError
from suiteplug.connector.order_lines.goods import moves_goods
from suiteplug.connector.order_lines.line import OrderLine, number, reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.records import RecordRef
    from suiteplug.connector.session import Session

_FACTS = (
    "SELECT id, item, fulfillable, quantitybilled, quantityshiprecv FROM transactionline "
    "WHERE transaction = ? AND mainline = 'F' AND taxline = 'F' ORDER BY id ASC"
)


@dataclass(frozen=True, slots=True)
class Counter:
    """Where a line tells what is done already.

    Attributes:
        field: Field of the record's line, in lower case; empty when nothing tells it and NetSuite has to judge.
        fact: The same as a column of ``transactionline``, for records that do not show the field.
        done: What was done, for messages.
        goods: Whether only lines that move goods count.
    """

    field: str
    fact: str
    done: str
    goods: bool = False


BILLED = Counter("quantitybilled", "quantitybilled", "billed")
RECEIVED = Counter("quantityreceived", "quantityshiprecv", "received", goods=True)
UNCOUNTED = Counter("", "", "")


async def read_lines(session: Session, source: RecordRef, source_id: str, counter: Counter) -> tuple[OrderLine, ...]:
    """All item lines of the source, open or not."""
    lines = [
        {name.lower(): value for name, value in line.items()}
        for line in (await session.records.lines(source, "item")).items
    ]
    facts: list[dict[str, Any]] | None = None
    hidden = counter.field and any(counter.field not in line for line in lines if "quantity" in line)
    if hidden or (counter.goods and not all(moves_goods(line, None) for line in lines)):
        facts = await _facts(session, source_id)
    return tuple(_order_line(line, counter, facts) for line in lines)


async def _facts(session: Session, source_id: str) -> list[dict[str, Any]] | None:
    """What SuiteQL knows of the lines; None when the role may not ask."""
    try:
        return (await session.suiteql.run(_FACTS, (source_id,))).rows
    except (RejectedError, ConnectionSetupError):
        return None


def _done(line: Mapping[str, Any], counter: Counter, facts: list[dict[str, Any]] | None, item_id: str) -> Decimal:
    if not counter.field:
        return Decimal(0)
    known = line.get(counter.field)
    for fact in facts or ():
        if known is None and str(fact["id"]) == str(line["line"]) and str(fact["item"]) == item_id:
            known = fact[counter.fact]
    return abs(number(known) or Decimal(0))


def _order_line(line: Mapping[str, Any], counter: Counter, facts: list[dict[str, Any]] | None) -> OrderLine:
    item_id, item = reference(line.get("item"))
    ordered = number(line.get("quantity"))
    left = max(Decimal(0), (ordered or Decimal(0)) - _done(line, counter, facts, item_id))
    why_not = ""
    if line.get("isclosed") is True:
        why_not = "is closed"
    elif counter.goods and not moves_goods(line, facts):
        why_not = f"has an item that is not {counter.done}"
    elif ordered is not None and not left:
        why_not = f"is {counter.done} already" if counter.done else "has no quantity left"
    return OrderLine(
        line=int(line["line"]),
        item_id=item_id,
        item=item or item_id,
        ordered=ordered or Decimal(0),
        left=left,
        location_id=reference(line.get("location"))[0] or None,
        why_not=why_not,
        countless=ordered is None,
    )
