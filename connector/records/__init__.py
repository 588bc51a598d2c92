"""The record service: read, list, create, update, upsert, delete, transform, and the lines of sublists."""

from __future__ import annotations

from suiteplug.connector.records.ref import RecordRef
from suiteplug.connector.records.service import RecordService

__all__ = ["RecordRef", "RecordService"]
