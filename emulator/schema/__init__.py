"""The record types of the account, as compact tables of our own."""

from __future__ import annotations

from suiteplug.emulator.schema.catalog import STANDARD
from suiteplug.emulator.schema.shape import Field, FieldKind, RecordKind, RecordType, Schema, Shape, Sublist

__all__ = ["STANDARD", "Field", "FieldKind", "RecordKind", "RecordType", "Schema", "Shape", "Sublist"]
