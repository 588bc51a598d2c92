"""The tables of the account, one module per family."""

from __future__ import annotations

from suiteplug.emulator.suiteql.tables import activities, audit, entities, items, lists, reports, transactions

TABLES = (
    *transactions.TABLES,
    *entities.TABLES,
    *items.TABLES,
    *lists.TABLES,
    *audit.TABLES,
    *activities.TABLES,
    *reports.TABLES,
)

__all__ = ["TABLES"]
