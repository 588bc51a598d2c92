"""The tables of the account, one module per family."""

from __future__ import annotations

from suiteplug.emulator.suiteql.tables import activities, audit, entities, items, lists, transactions

TABLES = (*transactions.TABLES, *entities.TABLES, *items.TABLES, *lists.TABLES, *audit.TABLES, *activities.TABLES)

__all__ = ["TABLES"]
