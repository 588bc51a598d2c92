"""Which copies a large company consists of: of which mould, on which day, for whom, of which edition of the goods."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING, NamedTuple

from suiteplug.emulator.seed.history import DAYS, GROWTH, RECENT_DAYS, outcomes_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from suiteplug.emulator.seed.large.moulds import Mould
    from suiteplug.emulator.seed.large.workshop import Workshop

_SEED = 34
_COUNTER_SALES = 0.06
_TRANSACTIONS_PER_CUSTOMER = 20
_FIRST_CUSTOMERS = 48
_EDITIONS_PER_ROOT = 10
_FAVOURITES = 1.5
_LATEST_S = 6 * 3600
_LOW = 24
_ORDERED_AHEAD = 7


class Copy(NamedTuple):
    """One copy of a chain.

    Attributes:
        day: Ordinal of its first day.
        mould: Which mould.
        edition: Of the goods that have editions; 0 is the original.
        rank: Which copy of the mould's customer; 0 is the original.
        late_s: Seconds later in the day than the mould was made.
    """

    day: int
    mould: int
    edition: int
    rank: int
    late_s: int


@dataclass(frozen=True, slots=True)
class Plan:
    """All copies, oldest first.

    Attributes:
        moulds: What the copies' numbers refer to: sales first, then purchases.
        editions: How many editions the goods have, with the original.
        ranks: How many copies each customer has, with the original.
    """

    moulds: tuple[Mould, ...]
    copies: list[Copy]
    editions: int
    ranks: int


class _Key(NamedTuple):
    """Where stock is counted: an item of an edition, or a lot, at a location."""

    record_id: str
    edition: int
    location: str


class Planner:
    """Plans one company."""

    def __init__(self, workshop: Workshop, wanted: int) -> None:
        self._workshop = workshop
        self._wanted = wanted
        self._chance = random.Random(_SEED)  # noqa: S311 - a repeatable company, not a secret
        self._today = workshop.company.today.toordinal()
        self._editions = 1 + isqrt(wanted) // _EDITIONS_PER_ROOT
        self._ranks = max(1, wanted // _TRANSACTIONS_PER_CUSTOMER // _FIRST_CUSTOMERS)
        bought = [mould for pair in workshop.purchases.values() for mould in (pair.paid, pair.unpaid)]
        self._moulds = (*workshop.sales, *bought)
        self._numbers = {id(mould): number for number, mould in enumerate(self._moulds)}
        self._stock = [tuple(_stock_effects(mould)) for mould in self._moulds]
        self._levels: dict[_Key, float] = defaultdict(float)
        self._by_kind: dict[str, list[int]] = defaultdict(list)
        for number, mould in enumerate(workshop.sales):
            self._by_kind[mould.kind].append(number)

    def plan(self) -> Plan:
        """As many copies as make up the wanted number of transactions with what the company has before them."""
        there = sum(
            len(bodies)
            for name, bodies in self._workshop.records.items()
            if self._workshop.company.schema.get(name).kind == "transaction"
        )
        sales: list[Copy] = []
        left = self._wanted - there
        planned = 0
        while planned < left:
            sale = self._sale()
            planned += len(self._moulds[sale.mould].documents)
            sales.append(sale)
        sales.sort()
        bought = list(self._purchases(sales))
        planned += sum(len(self._moulds[copy.mould].documents) for copy in bought)
        copies = sorted([*self._trimmed(sales, planned - left), *bought])
        return Plan(self._moulds, copies, self._editions, self._ranks)

    def _sale(self) -> Copy:
        """Any order: more of them as time goes on."""
        chance = self._chance
        while True:
            age = round(DAYS * chance.random() ** GROWTH)
            weights = outcomes_at(age)
            kind = chance.choices(list(weights), list(weights.values()))[0]
            if chance.random() < _COUNTER_SALES:
                kind = "counter"
            number = chance.choice(self._by_kind[kind])
            if self._moulds[number].span <= age:
                return self._copy(self._today - age, number)

    def _copy(self, day: int, mould: int) -> Copy:
        chance = self._chance
        edition = chance.randrange(self._editions)
        rank = int(self._ranks * chance.random() ** _FAVOURITES)
        return Copy(day, mould, edition, rank, chance.randrange(_LATEST_S))

    def _trimmed(self, sales: list[Copy], over: int) -> Iterable[Copy]:
        """Leave out sales until no more than wanted is left, and fill the gap with orders that wait for approval."""
        left = list(sales)
        while over > 0:
            gone = left.pop(self._chance.randrange(len(left)))
            over -= len(self._moulds[gone.mould].documents)
        for _ in range(-over):
            day = self._today - self._chance.randrange(RECENT_DAYS)
            left.append(self._copy(day, self._chance.choice(self._by_kind["approval"])))
        return left

    # --- stock ------------------------------------------------------------------------------------------------

    def _purchases(self, sales: list[Copy]) -> Iterator[Copy]:
        """What has to be bought, and when, so that nothing that was sold was missing."""
        for effect in self._workshop.opening:
            if effect.is_stock:
                self._levels[_Key(effect.record_id, 0, effect.location)] += effect.by
        for sale in sales:
            for record_id, place, by in self._stock[sale.mould]:
                edition = sale.edition if record_id in self._workshop.family else 0
                key = _Key(record_id, edition, place)
                while self._levels[key] + by < _LOW:
                    yield self._purchase(key, record_id in self._workshop.family, sale.day - _ORDERED_AHEAD)
                self._levels[key] += by

    def _purchase(self, wanted: _Key, in_editions: bool, day: int) -> Copy:  # noqa: FBT001 - a key of the moulds
        pair = self._workshop.purchases[wanted.location, in_editions]
        mould = pair.paid if pair.paid.span <= self._today - day else pair.unpaid
        number = self._numbers[id(mould)]
        before = self._levels[wanted]
        for record_id, place, by in self._stock[number]:
            self._levels[_Key(record_id, wanted.edition, place)] += by
        if self._levels[wanted] <= before:
            raise LookupError(f"nobody sells item or lot {wanted.record_id} to location {wanted.location}")
        return Copy(day, number, wanted.edition, 0, self._chance.randrange(_LATEST_S))


def _stock_effects(mould: Mould) -> Iterator[tuple[str, str, float]]:
    """Item or lot, location, and how much more of it there is."""
    for effect in mould.effects:
        if effect.is_stock:
            yield effect.record_id, effect.location, effect.by
