"""The name of one record: its type, and its internal or external ID."""

from __future__ import annotations

from dataclasses import dataclass

from suiteplug.connector import paths


@dataclass(frozen=True, slots=True)
class RecordRef:
    """Exactly one of ``record_id`` and ``external_id`` is given; ``path`` raises InputError otherwise."""

    record_type: str
    record_id: str | None = None
    external_id: str | None = None

    def path(self, *segments: str) -> str:
        """The record's path, or one below it; ``segments`` are encoded already."""
        return paths.record(self.record_type, paths.record_id(self.record_id, self.external_id), *segments)

    def __str__(self) -> str:
        """For messages: ``salesOrder 1504``, ``customer eid:SHOP-1``."""
        name = self.record_id if self.external_id is None else f"eid:{self.external_id}"
        return f"{self.record_type} {name}"
