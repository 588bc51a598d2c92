"""The company before its first order, and the moulds that its orders are cast from."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.seed.catalog import make_catalog
from suiteplug.emulator.seed.large.moulds import DAYS_AGO, Mould, Watch, purchase_mould, sale_moulds
from suiteplug.emulator.seed.people import People, make_people
from suiteplug.emulator.seed.purchases import (
    STOCKED_PLACES,
    Place,
    make_stock,
    order_goods,
    receive_goods,
    stocked_goods,
)
from suiteplug.emulator.seed.setup_lists import close_old_periods

if TYPE_CHECKING:
    from suiteplug.emulator.seed.company import Company
    from suiteplug.emulator.seed.large.moulds import Effect

    Body = dict[str, Any]

_SEED = 33
# Goods that come in many editions; members of kits and goods with lots stay single.
FAMILY = (
    *("MUG-WHITE", "MUG-TALL", "TEAPOT-500", "CANDLE-3", "APRON-LIN", "KNIFE-8IN", "GLASS-6", "TOWEL-2"),
    *("INFUSER-SS", "KETTLE-CU", "PRINT-A3"),
)
_MOULDS_FOR = ((1_000_000, 12), (100_000, 8), (10_000, 4), (0, 2))


@dataclass(frozen=True, slots=True)
class PurchaseMoulds:
    """How one group of goods is bought for one location."""

    paid: Mould
    unpaid: Mould


@dataclass(frozen=True, slots=True)
class Workshop:
    """Everything that copies are made from.

    Attributes:
        company: As it is with the moulds in it; they are not planted themselves.
        records: Bodies by type and ID before the moulds, in the order they were made.
        last: Last number of each sequence before the moulds.
        opening: What the opening stock did to the items.
        family: Internal IDs of the goods that come in editions.
        sales: Moulds of orders.
        purchases: By location, and whether the goods come in editions.
    """

    company: Company
    people: People
    records: dict[str, list[Body]]
    last: dict[str, int]
    opening: tuple[Effect, ...]
    family: frozenset[str]
    sales: tuple[Mould, ...]
    purchases: dict[tuple[str, bool], PurchaseMoulds]


def open_workshop(company: Company, wanted: int) -> Workshop:
    """Make the company and its moulds.

    Args:
        company: With its setup lists only.
        wanted: Transactions that the company is to have: a larger one is cast from more moulds.
    """
    watch = Watch(company)
    items = make_catalog(company)
    people = make_people(company, items)
    watch.forget()
    make_stock(company, items, people)
    opening = watch.effects()
    close_old_periods(company)
    records, last = company.store.contents()
    times = next(times for least, times in _MOULDS_FOR if wanted >= least)
    chance = random.Random(_SEED)  # noqa: S311 - a repeatable company, not a secret
    company.open_day(company.today - timedelta(days=DAYS_AGO))
    for _ in range(times):
        _fill_shelves(company, items, people)
    sales = sale_moulds(company, watch, items, people, times, chance)
    return Workshop(
        company=company,
        people=people,
        records=records,
        last=last,
        opening=opening,
        family=frozenset(items[sku] for sku in FAMILY),
        sales=tuple(sales),
        purchases=dict(_purchases(company, watch, items, people)),
    )


def _fill_shelves(company: Company, items: dict[str, str], people: People) -> None:
    """So much stock that no mould waits for goods."""
    for place in STOCKED_PLACES:
        order = order_goods(company, people, place, stocked_goods(company, items), memo="For the moulds")
        receive_goods(company, order, place)


def _purchases(
    company: Company, watch: Watch, items: dict[str, str], people: People
) -> list[tuple[tuple[str, bool], PurchaseMoulds]]:
    goods = stocked_goods(company, items)
    found = []
    for place in STOCKED_PLACES:
        for in_editions in (True, False):
            wanted = [(sku, item_id) for sku, item_id in goods if (sku in FAMILY) == in_editions]
            made = [_purchase(company, watch, people, place, wanted, paid=paid) for paid in (True, False)]
            found.append(((place.location, in_editions), PurchaseMoulds(*made)))
    return found


def _purchase(
    company: Company, watch: Watch, people: People, place: Place, goods: list[tuple[str, str]], *, paid: bool
) -> Mould:
    return purchase_mould(
        company,
        watch,
        order=lambda: order_goods(company, people, place, goods, memo="Replenishment"),
        receive=lambda order: receive_goods(company, order, place),
        paid=paid,
    )
