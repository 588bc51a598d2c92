"""Small things an account remembers beside its records: credentials, token chains, whether it was seeded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

TABLE = "emulator_state"


class AccountState:
    """JSON values by name, in the account's database."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        db.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (name TEXT PRIMARY KEY, value TEXT NOT NULL)")

    def load(self, name: str) -> Any:
        """The stored value, or None."""
        row = self._db.execute(f"SELECT value FROM {TABLE} WHERE name = ?", (name,)).fetchone()  # noqa: S608 - constant
        return None if row is None else json.loads(row[0])

    def save(self, name: str, value: Any) -> None:
        """Store or replace a value."""
        self._db.execute(
            f"INSERT INTO {TABLE} VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",  # noqa: S608 - constant
            (name, json.dumps(value)),
        )
