"""Fills an empty account with a large company."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

from suiteplug.emulator.rules import Rules
from suiteplug.emulator.seed.large.cast import make_cast
from suiteplug.emulator.seed.large.filling import Filler
from suiteplug.emulator.seed.large.plan import Planner
from suiteplug.emulator.seed.large.rows import RowCopier
from suiteplug.emulator.seed.large.workshop import open_workshop
from suiteplug.emulator.seed.memory import MemoryStore
from suiteplug.emulator.store import RecordStore
from suiteplug.emulator.suiteql.service import SuiteqlService

if TYPE_CHECKING:
    from collections.abc import Iterable

    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.seed.company import Company
    from suiteplug.emulator.seed.large.filling import Document
    from suiteplug.emulator.settings import Settings

_AT_ONCE = 20_000


class Growth:
    """Grows one company to its size."""

    def __init__(self, store: RecordStore, suiteql: SuiteqlService, settings: Settings, access: Access) -> None:
        self._store = store
        self._suiteql = suiteql
        self._settings = settings
        self._access = access

    def grow(self, company: Company, wanted: int) -> None:
        """Fill the empty store.

        Args:
            company: With its setup lists only.
            wanted: Number of transactions.
        """
        workshop = open_workshop(company, wanted)
        plan = Planner(workshop, wanted).plan()
        cast = make_cast(workshop, plan)
        made = MemoryStore(self._store.schema)
        made.fill(cast.records, cast.last)
        made.pour_into(self._store)
        self._suiteql.refresh()

        time = self._suiteql.stored_time
        now_s = time.of_timestamp(self._store.clock.timestamp())
        filler = Filler(plan, cast, workshop.family, time, now_s)
        copier = RowCopier(self._store.db, self._suiteql.tables, now_s)
        with self._store.transaction():
            with closing(self._scratch(company)) as scratch:
                copier.prepare(plan, cast, scratch)
            emails = {int(body["id"]): body["email"] for body in (*cast.records["customer"], *cast.records["vendor"])}
            documents = filler.documents()
            while chunk := list(islice(documents, _AT_ONCE)):
                self._write(chunk)
                copier.add(chunk, emails)
            copier.copy()
            self._store.db.executemany(
                "INSERT INTO record_sequence VALUES (?, ?) ON CONFLICT DO UPDATE SET last = excluded.last",
                filler.last.items(),
            )

    def _write(self, documents: Iterable[Document]) -> None:
        """The records themselves."""
        by_type: dict[str, list[tuple[int, str | None, str]]] = defaultdict(list)
        for document in documents:
            by_type[document.record_type].append((document.number, document.external_id, document.body))
        for record_type, rows in by_type.items():
            table = self._store.table(record_type)
            self._store.db.executemany(f"INSERT INTO {table} (id, external_id, body) VALUES (?, ?, ?)", rows)  # noqa: S608 - checked name

    def _scratch(self, company: Company) -> sqlite3.Connection:
        """The company with the moulds in it, in a database of its own, with its query tables filled."""
        db = sqlite3.connect(":memory:", isolation_level=None)
        store = RecordStore(db, self._store.clock, self._store.schema)
        rules = Rules(store, store.schema, self._settings, self._store.clock)
        suiteql = SuiteqlService(store, rules, self._settings, self._store.clock, self._access)
        company.store.pour_into(store)
        suiteql.refresh()
        return db
