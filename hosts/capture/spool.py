"""What a capture has so far, in a file beside its target, so that a stopped capture can go on.

It holds what the target will hold, masked already, and the key of the pseudonyms; it is removed at the end.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

Json = dict[str, Any]
_DDL = """
CREATE TABLE IF NOT EXISTS said (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS record (type TEXT NOT NULL, id INTEGER NOT NULL, depth INTEGER NOT NULL,
  kind TEXT, body TEXT, PRIMARY KEY (type, id));
CREATE TABLE IF NOT EXISTS gap (type TEXT NOT NULL, id TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (type, id));
CREATE TABLE IF NOT EXISTS metadata (type TEXT PRIMARY KEY, schemas TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS tbl (name TEXT PRIMARY KEY, about TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS rowset (tbl TEXT NOT NULL, type TEXT NOT NULL, id INTEGER NOT NULL, rows TEXT NOT NULL,
  PRIMARY KEY (tbl, type, id));
"""


class Wanted(NamedTuple):
    """A record that is to be fetched; ``depth`` counts references from what was asked for."""

    record_type: str
    record_id: str
    depth: int


class Spool:
    """The file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch(mode=0o600)
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(_DDL)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- one value each -----------------------------------------------------------------------------------------

    def say(self, name: str, value: Any) -> None:
        """Remember something about the capture."""
        self._db.execute("INSERT OR REPLACE INTO said VALUES (?, ?)", (name, json.dumps(value)))

    def said(self, name: str) -> Any:
        """What was remembered, or None."""
        row = self._db.execute("SELECT value FROM said WHERE name = ?", (name,)).fetchone()
        return None if row is None else json.loads(row[0])

    # --- records ------------------------------------------------------------------------------------------------

    def want(self, records: Iterable[Wanted]) -> None:
        """Records to fetch; those that are known keep their depth."""
        self._db.execute("BEGIN")
        self._db.executemany(
            "INSERT INTO record (type, id, depth) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [(each.record_type, int(each.record_id), each.depth) for each in records],
        )
        self._db.execute("COMMIT")

    def missing(self, depth: int, most: int) -> list[Wanted]:
        """The next records of a depth that are neither here nor given up."""
        rows = self._db.execute(
            "SELECT type, id, depth FROM record r WHERE depth = ? AND body IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM gap WHERE gap.type = r.type AND gap.id = r.id) ORDER BY type, id LIMIT ?",
            (depth, most),
        )
        return [Wanted(record_type, str(number), found) for record_type, number, found in rows]

    def keep(self, record_type: str, record_id: str, kind: str, body: Json) -> None:
        """One record."""
        self._db.execute(
            "UPDATE record SET kind = ?, body = ? WHERE type = ? AND id = ?",
            (kind, _compact(body), record_type, int(record_id)),
        )

    def give_up(self, record_type: str, record_id: str, reason: str) -> None:
        """A record, or with an empty ID a whole type or table, that cannot be had."""
        self._db.execute("INSERT OR REPLACE INTO gap VALUES (?, ?, ?)", (record_type, record_id, reason))

    def count(self, *, fetched: bool = False) -> int:
        """How many records are wanted, or here."""
        where = " WHERE body IS NOT NULL" if fetched else ""
        return int(self._db.execute(f"SELECT count(*) FROM record{where}").fetchone()[0])  # noqa: S608 - constant

    def counts(self) -> dict[str, int]:
        """How many records of each type are here."""
        rows = self._db.execute("SELECT type, count(*) FROM record WHERE body IS NOT NULL GROUP BY type ORDER BY type")
        return dict(rows.fetchall())

    def ids(self, owner: str) -> list[tuple[str, int]]:
        """Type and ID of the records of a kind, or of one type."""
        rows = self._db.execute(
            "SELECT type, id FROM record WHERE body IS NOT NULL AND (kind = ? OR type = ?) ORDER BY type, id",
            (owner, owner),
        )
        return rows.fetchall()

    def types(self, kind: str | None = None) -> list[str]:
        """Record types that are here."""
        rows = self._db.execute(
            "SELECT DISTINCT type FROM record WHERE body IS NOT NULL AND (? IS NULL OR kind = ?) ORDER BY type",
            (kind, kind),
        )
        return [str(row[0]) for row in rows]

    def records(self) -> Iterator[tuple[str, int, str]]:
        """Type, ID and JSON of each record, ordered."""
        yield from self._db.execute("SELECT type, id, body FROM record WHERE body IS NOT NULL ORDER BY type, id")

    def gaps(self) -> list[tuple[str, str, str]]:
        """Type, ID and reason of what could not be had."""
        return self._db.execute("SELECT type, id, reason FROM gap ORDER BY type, id").fetchall()

    # --- metadata and rows --------------------------------------------------------------------------------------

    def keep_metadata(self, record_type: str, schemas: Json) -> None:
        """The component schemas that describe a type."""
        self._db.execute("INSERT OR REPLACE INTO metadata VALUES (?, ?)", (record_type, _compact(schemas)))

    def metadata(self) -> Iterator[tuple[str, str]]:
        """Type and JSON of its schemas."""
        yield from self._db.execute("SELECT type, schemas FROM metadata ORDER BY type")

    def keep_table(self, name: str, about: Json, rows: Iterable[tuple[str, int, list[Json]]]) -> None:
        """A table that is done: its key, order and columns, and the rows of each owner."""
        self._db.execute("BEGIN")
        self._db.execute("INSERT OR REPLACE INTO tbl VALUES (?, ?)", (name, _compact(about)))
        self._db.executemany(
            "INSERT OR REPLACE INTO rowset VALUES (?, ?, ?, ?)",
            ((name, record_type, number, _compact(found)) for record_type, number, found in rows),
        )
        self._db.execute("COMMIT")

    def tables(self) -> list[tuple[str, str]]:
        """Tables that are done, and JSON about them."""
        return self._db.execute("SELECT name, about FROM tbl ORDER BY name").fetchall()

    def rows(self) -> Iterator[tuple[str, str, int, str]]:
        """Table, owner's type, owner's ID and JSON of the rows."""
        yield from self._db.execute("SELECT tbl, type, id, rows FROM rowset ORDER BY tbl, type, id")


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
