"""Seed companies: what an account holds when it is opened for the first time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from suiteplug.emulator.rules import Preferences
from suiteplug.emulator.seed import cached
from suiteplug.emulator.seed.after_sales import make_after_sales
from suiteplug.emulator.seed.catalog import make_catalog
from suiteplug.emulator.seed.company import Company
from suiteplug.emulator.seed.history import make_history
from suiteplug.emulator.seed.large import transactions_of
from suiteplug.emulator.seed.memory import MemoryStore
from suiteplug.emulator.seed.people import People, make_people
from suiteplug.emulator.seed.purchases import make_stock, order_more
from suiteplug.emulator.seed.setup_lists import close_old_periods, make_setup

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.schema import Schema
    from suiteplug.emulator.settings import Settings
    from suiteplug.emulator.store import RecordStore
    from suiteplug.emulator.suiteql.service import SuiteqlService

__all__ = ["SEEDS", "Company", "check_name", "make_company", "plant"]

_AGE_DAYS = 360
# Where the internal IDs of a namespace begin; apart, so that an ID of the wrong kind finds nothing by chance.
_FIRST_IDS = {
    "item": 301,
    "entity": 1001,
    "transaction": 5001,
    "inventoryNumber": 71,
    "bin": 21,
    "giftCertificate": 41,
    # Below are the rates that follow from what the currencies are worth.
    "currencyRate": 10001,
}


def _empty(company: Company) -> None:
    """Only what is set up before the first record is entered."""
    company.open_day(company.today - timedelta(days=_AGE_DAYS))
    make_setup(company)


def _stocked(company: Company) -> tuple[dict[str, str], People]:
    """A pottery and tea shop on its first day: four subsidiaries, some forty items in stock, fifty customers."""
    _empty(company)
    items = make_catalog(company)
    people = make_people(company, items)
    make_stock(company, items, people)
    return items, people


def _small(company: Company) -> None:
    """The same shop after a year of orders."""
    items, people = _stocked(company)
    make_history(company, items, people)
    order_more(company, items, people)
    make_after_sales(company, items, people)
    close_old_periods(company)


SEEDS: dict[str, Callable[[Company], object]] = {"empty": _empty, "stocked": _stocked, "small": _small}


def check_name(seed: str) -> None:
    """Refuse the name of a seed company that cannot be made.

    Raises:
        ValueError: There is none of that name, or of that size.
    """
    if transactions_of(seed) is None and seed not in SEEDS:
        known = ", ".join(sorted(SEEDS))
        raise ValueError(f"no seed company called {seed!r}; there are: {known}, and large:N with N transactions")


def make_company(schema: Schema, settings: Settings, now: datetime) -> Company:
    """A seed company in memory, by the name in ``settings.seed``.

    The same name and day always give the same records with the same IDs.

    Raises:
        ValueError: No seed company of that name.
    """
    check_name(settings.seed)
    company = _founded(schema, settings, now)
    SEEDS[settings.seed](company)
    return company


def _founded(schema: Schema, settings: Settings, now: datetime) -> Company:
    company = Company(schema, settings, now)
    for namespace, first in _FIRST_IDS.items():
        company.store.start_at(namespace, first)
    return company


def plant(
    store: RecordStore,
    schema: Schema,
    settings: Settings,
    clock: Clock,
    *,
    suiteql: SuiteqlService | None = None,
    access: Access | None = None,
) -> None:
    """Fill an empty account with the seed company of its settings.

    Build the account's own `Rules` (and whatever else listens to the store) first, so that they see every record.
    A large company also needs the account's query service and its users.
    """
    wanted = transactions_of(settings.seed)
    if wanted is None:
        _company_store(schema, settings, clock).pour_into(store)
        return
    if suiteql is None or access is None:
        raise TypeError("a large company is planted together with its query tables")
    from suiteplug.emulator.seed.large.growing import Growth  # noqa: PLC0415 - small companies start without it

    company = _founded(schema, settings, clock.now())
    _empty(company)
    Growth(store, suiteql, settings, access).grow(company, wanted)


def _company_store(schema: Schema, settings: Settings, clock: Clock) -> MemoryStore:
    """The company, from the cache when one of today is there; a clock of its own always makes its own."""
    now = clock.now()
    folder = cached.cache_folder() if clock.hands == (None, 0.0) and settings.seed in SEEDS else None
    if folder is None:
        return make_company(schema, settings, now).store
    path = cached.file_of(folder, settings, now.astimezone(ZoneInfo(Preferences().time_zone)).date())
    kept = MemoryStore(schema)
    if cached.load(path, kept):
        return kept
    made = make_company(schema, settings, now).store
    cached.keep(path, made)
    return made
