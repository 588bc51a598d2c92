"""All record types of the standard account in one catalog."""

from __future__ import annotations

from suiteplug.emulator.schema import entities, items, logistics, sales, setup
from suiteplug.emulator.schema.shape import Schema

STANDARD = Schema((*entities.TYPES, *sales.TYPES, *logistics.TYPES, *items.TYPES, *setup.TYPES))
