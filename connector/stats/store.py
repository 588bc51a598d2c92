"""Counters in a SQLite file that all processes of a machine add to."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from suiteplug.connector.shared_file import open_shared

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PATIENCE_S = 2.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS counts (
  hour TEXT NOT NULL, account TEXT NOT NULL, connection TEXT NOT NULL, action TEXT NOT NULL, name TEXT NOT NULL,
  value REAL NOT NULL, PRIMARY KEY (hour, account, connection, action, name)
) WITHOUT ROWID
"""
_ADD = (
    "INSERT INTO counts VALUES (?,?,?,?,?,?) "
    "ON CONFLICT (hour, account, connection, action, name) DO UPDATE SET value = value + excluded.value"
)
_READ = (
    "SELECT account, connection, action, name, SUM(value) FROM counts "
    "WHERE hour >= ? AND (? = '' OR connection = ?) GROUP BY account, connection, action, name"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose counters they are. ``hour`` is ``2026-11-20T12``, in UTC."""

    hour: str
    account: str
    connection: str
    action: str


@dataclass(slots=True)
class Counted:
    """The counters of one action on one connection: ``counts`` by name, ``times`` by bucket."""

    account: str
    connection: str
    action: str
    counts: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    times: dict[int, float] = field(default_factory=dict)


TIME = "time:"
"""Names of the buckets of times begin so."""


class StatsStore:
    """Adds and reads."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, counts: Mapping[tuple[Subject, str], float]) -> None:
        """Add to the counters. Raises sqlite3.Error or OSError when the file cannot be written."""
        with closing(open_shared(self.path, patience_s=_PATIENCE_S)) as db:
            db.execute(_SCHEMA)
            rows = [
                (subject.hour, subject.account, subject.connection, subject.action, name, value)
                for (subject, name), value in counts.items()
            ]
            db.execute("BEGIN IMMEDIATE")
            db.executemany(_ADD, rows)
            db.execute("COMMIT")

    def read(self, since_hour: str = "", connection: str = "") -> list[Counted]:
        """Counters from an hour on, by account, connection and action; none where nothing was counted yet."""
        if not self.path.exists():
            return []
        found: dict[tuple[str, str, str], Counted] = {}
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=_PATIENCE_S)) as db:
            for account, name_of, action, name, value in db.execute(_READ, (since_hour, connection, connection)):
                counted = found.setdefault((account, name_of, action), Counted(account, name_of, action))
                if name.startswith(TIME):
                    counted.times[int(name.removeprefix(TIME))] = value
                else:
                    counted.counts[name] += value
        return list(found.values())
