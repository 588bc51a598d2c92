"""Whether NetSuite's orders come to the same sums as the shop's, to the cent."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from examples.order_to_cash import external_ids
from examples.order_to_cash.look_up import EARLIER, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from examples.order_to_cash.shop import Order
    from suiteplug import NetSuite


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An order whose sums differ."""

    name: str
    shop: Decimal
    netsuite: Decimal


async def disagreements(netsuite: NetSuite, orders: Sequence[Order]) -> list[Disagreement]:
    """Booked orders whose total in NetSuite is not the shop's."""
    booked = {row["externalid"]: Decimal(row["foreigntotal"] or 0) for row in await rows(netsuite, EARLIER)}
    found = [(order, booked.get(external_ids.sales_order(order.shop_id))) for order in orders]
    return [
        Disagreement(order.name, order.total, total)
        for order, total in found
        if total is not None and total != order.total
    ]
