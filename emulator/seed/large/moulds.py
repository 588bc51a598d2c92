"""Chains of documents made by the business rules, and what each does to stock and balances."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.seed.history import Seller

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Iterator

    from suiteplug.emulator.seed.company import Company
    from suiteplug.emulator.seed.people import People

    Body = dict[str, Any]
    Key = tuple[str, str]
    Path = tuple[str | int, ...]

# Long enough ago for the last payment of a chain, and not in a closed month.
DAYS_AGO = 60
_TIMES = {
    "approval": 1,
    "open": 3,
    "partly": 2,
    "partly_billed": 2,
    "shipped": 3,
    "cancelled": 1,
    "closed": 2,
    "billed": 6,
    "partly_paid": 4,
    "paid": 14,
    "credited": 3,
    "counter": 3,
}
# Levels, not sums: every purchase leaves them as they are.
_LEVELS = frozenset({"averageCost", "lastPurchasePrice"})
_STORE, _STORE_GOODS = "12", ("MUG-WHITE", "CANDLE-3", "TOWEL-2", "GLASS-6", "PRINT-A3")
_ROUNDING = 6


@dataclass(frozen=True, slots=True)
class Effect:
    """A number of a record that a chain moves.

    Attributes:
        location: Whose number it is, when it stands in a list of locations.
    """

    record_type: str
    record_id: str
    path: Path
    by: float
    location: str = ""

    @property
    def is_stock(self) -> bool:
        """Whether it is what can be sold of an item or a lot at a location."""
        return bool(self.location) and self.path[-1] == "quantityAvailable"


@dataclass(frozen=True, slots=True)
class Mould:
    """One chain.

    Attributes:
        kind: What becomes of the order, or ``purchase``.
        documents: Type and body, in the order of their internal IDs, which follow each other.
        party: Customer or vendor.
        begins: Day of the first document.
        span: Days until the last one.
        effects: On records that are no transactions.
    """

    kind: str
    documents: tuple[tuple[str, Body], ...]
    party: str
    begins: date
    span: int
    effects: tuple[Effect, ...]


class Watch:
    """Sees what happens to a company between two looks."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self._documents: dict[Key, Body] = {}
        self._before: dict[Key, Body | None] = {}
        self._after: dict[Key, Body] = {}
        company.store.listeners.append(self._listen)

    def _listen(self, record_type: str, old: Body | None, new: Body | None) -> None:
        if new is None:
            return
        key = (record_type, str(new["id"]))
        if self._company.schema.get(record_type).kind == "transaction":
            self._documents[key] = new
        else:
            self._before.setdefault(key, old)
            self._after[key] = new

    def take(self, kind: str) -> Mould:
        """All that was made since the last look, as one mould."""
        documents = tuple((name, body) for (name, _), body in sorted(self._documents.items(), key=_by_number))
        effects = tuple(effect for key, new in self._after.items() for effect in _effects(key, self._before[key], new))
        self.forget()
        days = [date.fromisoformat(body["tranDate"]) for _, body in documents]
        party = documents[0][1]["entity"]
        return Mould(kind, documents, party, min(days), (max(days) - min(days)).days, effects)

    def effects(self) -> tuple[Effect, ...]:
        """What happened to the numbers of other records since the last look."""
        found = tuple(effect for key, new in self._after.items() for effect in _effects(key, self._before[key], new))
        self.forget()
        return found

    def forget(self) -> None:
        """Begin anew."""
        self._documents, self._before, self._after = {}, {}, {}


def _by_number(entry: tuple[Key, Body]) -> int:
    return int(entry[0][1])


def _effects(key: Key, old: Body | None, new: Body) -> Iterator[Effect]:
    for path, before, after in _changed(old or {}, new, ()):
        name, place, *_ = (*path, None)
        location = new["locations"][place]["location"] if name == "locations" else ""
        yield Effect(*key, path, round(after - before, _ROUNDING), location)


def _changed(old: Any, new: Any, path: Path) -> Iterator[tuple[Path, float, float]]:
    """Every number that differs, with where it stands."""
    if isinstance(new, dict):
        known = old if isinstance(old, dict) else {}
        for name, value in new.items():
            if name not in _LEVELS:
                yield from _changed(known.get(name), value, (*path, name))
    elif isinstance(new, list):
        kept = old if isinstance(old, list) else []
        for place, value in enumerate(new):
            yield from _changed(kept[place] if place < len(kept) else None, value, (*path, place))
    elif isinstance(new, float):
        before = old if isinstance(old, int | float) else 0.0
        if new != before:
            yield path, before, new


class _MouldSeller(Seller):
    """Takes from any lot, so that copies do not empty one and leave the other."""

    def _lots(self) -> Iterable[Body]:
        return sorted(super()._lots(), key=lambda _: self._chance.random())


def sale_moulds(
    company: Company, watch: Watch, items: dict[str, str], people: People, times: int, chance: random.Random
) -> list[Mould]:
    """Orders of every fate; ``times`` as many as the smallest set."""
    seller = _MouldSeller(company, items, people, chance)
    day = company.today - timedelta(days=DAYS_AGO)
    moulds: list[Mould] = []
    for kind, often in _TIMES.items():
        make: Callable[[], None] = (
            (lambda: _sell_in_the_store(company, items, people, chance, day))
            if kind == "counter"
            else (lambda kind=kind: seller.sell(day, kind))  # type: ignore[misc]
        )
        for _ in range(often * times):
            watch.forget()
            make()
            mould = watch.take(kind)
            if _is_whole(mould):
                moulds.append(mould)
    return moulds


def _is_whole(mould: Mould) -> bool:
    """Whether it may be copied: nothing is backordered, as more stock would have prevented it."""
    lines = (line for _, body in mould.documents for line in body.get("item", ()))
    return not any(line.get("quantityBackOrdered") for line in lines)


def _sell_in_the_store(
    company: Company, items: dict[str, str], people: People, chance: random.Random, day: date
) -> None:
    company.open_day(day)
    company.create(
        "cashSale",
        entity=chance.choice(people.customers["US"]),
        location=_STORE,
        paymentMethod=chance.choice(("1", "5", "4")),
        item=[
            {"item": items[sku], "quantity": float(chance.randint(1, 3)), "location": _STORE}
            for sku in chance.sample(_STORE_GOODS, chance.randint(1, 2))
        ],
    )


def purchase_mould(
    company: Company, watch: Watch, *, order: Callable[[], Body], receive: Callable[[Body], None], paid: bool
) -> Mould:
    """Goods ordered, received and billed, and the bill paid."""
    watch.forget()
    day = company.today - timedelta(days=DAYS_AGO)
    company.open_day(day)
    bought = order()
    company.open_day(day + timedelta(days=3))
    receive(bought)
    company.open_day(day + timedelta(days=5))
    bill = company.transform("purchaseOrder", bought["id"], "vendorBill", tranId=f"B{bought['id']}")
    if paid:
        company.open_day(day + timedelta(days=30))
        company.transform("vendorBill", bill["id"], "vendorPayment")
    return watch.take("purchase")
