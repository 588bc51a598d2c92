"""All record types of the standard account in one catalog."""

from __future__ import annotations

from suiteplug.emulator.schema import (
    accounting,
    activities,
    customization,
    entities,
    items,
    ledger,
    logistics,
    manufacturing,
    more_entities,
    more_items,
    payables,
    pipeline,
    refunds,
    sales,
    setup,
    stock_moves,
)
from suiteplug.emulator.schema.shape import Schema

STANDARD = Schema(
    (
        *entities.TYPES,
        *more_entities.TYPES,
        *sales.TYPES,
        *pipeline.TYPES,
        *logistics.TYPES,
        *refunds.TYPES,
        *payables.TYPES,
        *stock_moves.TYPES,
        *manufacturing.TYPES,
        *ledger.TYPES,
        *items.TYPES,
        *more_items.TYPES,
        *activities.TYPES,
        *setup.TYPES,
        *accounting.TYPES,
        *customization.TYPES,
    )
)
