"""The hand that makes a seed company: every record goes through the business rules, on the day it is dated."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from suiteplug.emulator.clock import Clock
from suiteplug.emulator.rules import Rules
from suiteplug.emulator.rules.shared.index import ENTITY_TYPES
from suiteplug.emulator.seed.memory import MemoryStore

if TYPE_CHECKING:
    from datetime import date

    from suiteplug.emulator.schema import Schema
    from suiteplug.emulator.settings import Settings

    Body = dict[str, Any]

_OPENING_HOUR = 9


class Company:
    """A company in the making.

    Attributes:
        today: The last day of its history: the account's day when it is made.
    """

    def __init__(self, schema: Schema, settings: Settings, now: datetime) -> None:
        self.schema = schema
        self.settings = settings
        self.store = MemoryStore(schema)
        self._clock = Clock(now)
        self.rules = Rules(self.store, schema, settings, self._clock)
        self._zone = ZoneInfo(self.rules.preferences.time_zone)
        self.today: date = now.astimezone(self._zone).date()
        self._minutes = 0
        self._now = now

    def open_day(self, day: date) -> None:
        """Go on to a day; what is made next is dated so."""
        morning = datetime.combine(day, time(_OPENING_HOUR), self._zone)
        self._minutes = (self._minutes + 7) % 480
        self._clock.freeze(min(morning.astimezone(UTC) + timedelta(minutes=self._minutes), self._now))

    def create(self, record_type: str, **body: Any) -> Body:
        """Save a new record and its effects; the saved body."""
        return self._save(record_type, None, body)

    def update(self, record_type: str, record_id: str, **changes: Any) -> Body:
        """Save changes to a record and their effects."""
        old = self.store.get(record_type, record_id)
        if old is None:
            raise KeyError(f"{record_type} {record_id}")
        return self._save(record_type, old, {**old, **changes})

    def transform(self, source_type: str, source_id: str, target_type: str, **changes: Any) -> Body:
        """Make a record from another one; ``changes`` replace prefilled fields and sublists."""
        source = self.store.get(source_type, source_id)
        if source is None:
            raise KeyError(f"{source_type} {source_id}")
        target = self.rules.transform(source_type, source, target_type)
        return self._save(target_type, None, {**target, **changes})

    def offer(self, source_type: str, source_id: str, target_type: str) -> list[Body]:
        """The lines that a transform would offer."""
        source = self.store.get(source_type, source_id)
        if source is None:
            raise KeyError(f"{source_type} {source_id}")
        lines: list[Body] = self.rules.transform(source_type, source, target_type)["item"]
        return lines

    def _save(self, record_type: str, old: Body | None, body: Body) -> Body:
        new = self.rules.prepare(record_type, old, body)
        self._stamp(record_type, old, new)
        self.store.put(record_type, new)
        self.rules.after_save(record_type, old, new)
        return new

    def _stamp(self, record_type: str, old: Body | None, body: Body) -> None:
        stamp = self._clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        shape = self.schema.find(record_type)
        names = shape.fields if shape is not None else {}
        created = "dateCreated" if record_type in ENTITY_TYPES else "createdDate"
        if old is None:
            for name in (created, "created"):
                if name in names:
                    body[name] = stamp
        for name in ("lastModifiedDate", "lastModified"):
            if name in names:
                body[name] = stamp
