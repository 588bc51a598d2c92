"""All orders to cash. Many go at once; the client's lanes keep the account's limit."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from examples.order_to_cash import external_ids, mapping
from examples.order_to_cash.books import RefusedError
from examples.order_to_cash.compare import says
from examples.order_to_cash.order_steps import OrderSteps, planned
from examples.order_to_cash.outcome import STEPS, UNCHANGED, End, Outcome, Trouble
from suiteplug import NetSuiteConnectorError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from examples.order_to_cash.desk import Desk
    from examples.order_to_cash.shop import Order

_CUSTOMERS = STEPS[0]


def buyers(orders: Sequence[Order]) -> dict[str, Order]:
    """Each buyer's latest order that goes into the books, by the buyer's external ID."""
    return {external_ids.customer(order.raw): order for order in orders if not order.cancelled}


def totals(orders: Sequence[Order]) -> dict[str, int]:
    """How many records each step deals with."""
    counts = dict.fromkeys(STEPS, 0) | {_CUSTOMERS: len(buyers(orders))}
    for order in orders:
        for step, number in planned(order).items():
            counts[step] += number
    return counts


async def take_to_cash(desk: Desk, orders: Sequence[Order]) -> list[Outcome]:
    """Customers first, then each order on its own; outcomes in the sequence of ``orders``."""
    latest = buyers(orders)
    found = await asyncio.gather(*(_customer(desk, name, order) for name, order in latest.items()))
    troubles = dict(zip(latest, found, strict=True))
    return await asyncio.gather(
        *(_order(desk, order, troubles.get(external_ids.customer(order.raw))) for order in orders)
    )


async def _customer(desk: Desk, external_id: str, order: Order) -> Trouble | None:
    """Upsert a buyer, unless NetSuite holds the same already."""
    try:
        body = mapping.customer_body(order, desk.books)
        stored = desk.known.get(external_id)
        if stored is not None and says(await desk.read("customer", stored.record_id), body):
            desk.tally.add(_CUSTOMERS, UNCHANGED)
        else:
            desk.tally.add(_CUSTOMERS, await desk.upsert("customer", external_id, body))
    except (NetSuiteConnectorError, RefusedError) as error:
        return Trouble.of(_CUSTOMERS, error)
    finally:
        desk.advance(_CUSTOMERS, 1)
    return None


async def _order(desk: Desk, order: Order, trouble: Trouble | None) -> Outcome:
    """One order as far as it goes. An error ends this order only."""
    if order.cancelled:
        return Outcome(order.name, End.CANCELLED)
    steps = OrderSteps(desk, order)
    try:
        if trouble is None:
            return Outcome(order.name, await steps.run())
    except (NetSuiteConnectorError, RefusedError) as error:
        trouble = Trouble.of(steps.at, error)
    finally:
        steps.finish()
    return Outcome(order.name, End.REFUSED if trouble.refused else End.FAILED, trouble)
