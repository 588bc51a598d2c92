"""What the record service gives back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One page of a record type: internal IDs, never fields (Oracle help: section_1540810951).

    ``total`` is NetSuite's count; it stops at ``limit`` times 1000 (section_156414087576).
    """

    ids: tuple[str, ...]
    offset: int
    total: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class RecordBody:
    """A record without its links; ``not_expanded`` names the sublists and subrecords that were only links."""

    body: dict[str, Any]
    not_expanded: tuple[str, ...] = ()


ID_UNKNOWN = "NetSuite saved the record and did not say its ID; look it up before creating it again."


@dataclass(frozen=True, slots=True)
class Written:
    """A write that happened. ``record_id`` is None when NetSuite did not say it and it could not be looked up."""

    record_id: str | None
    warnings: tuple[str, ...] = ()


class UpsertOutcome(StrEnum):
    """What an upsert did. ``UNKNOWN``: the record could not be read before, for another reason than its absence."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    UNKNOWN = "created or updated"


@dataclass(frozen=True, slots=True)
class Before:
    """What was there before an upsert; ``outcome`` is what the upsert will have been."""

    record_id: str | None
    outcome: UpsertOutcome


@dataclass(frozen=True, slots=True)
class Upserted:
    """An upsert that happened; ``replaced`` names the sublists whose other lines were removed."""

    record_id: str | None
    outcome: UpsertOutcome
    replaced: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a sublist in NetSuite's order, without links."""

    items: tuple[dict[str, Any], ...]
    total: int
