"""The replies, names and query rows of loaded records, in tables beside the records."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from suiteplug.emulator.mirror.recorded import leading_to, path_of, portable, self_link

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

Json = dict[str, Any]

_DDL = """
CREATE TABLE mirror_reply (type TEXT NOT NULL, id INTEGER NOT NULL, tells_query INTEGER NOT NULL, reply BLOB NOT NULL,
  PRIMARY KEY (type, id));
CREATE TABLE mirror_name (type TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (type, id))
  WITHOUT ROWID;
CREATE TABLE mirror_rows (type TEXT NOT NULL, id INTEGER NOT NULL, tbl TEXT NOT NULL, rows BLOB NOT NULL,
  PRIMARY KEY (type, id, tbl))
"""
_FAST = 1
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Kept(NamedTuple):
    """A reply as it was recorded, with links that begin with `recorded.DOOR`.

    Attributes:
        tells_query: Whether its link to itself repeated the parameters of the request, as recorded in 2026.
    """

    reply: Json
    tells_query: bool


class KeptReplies:
    """What was loaded; types in lower case.

    Attributes:
        any: Whether this account was loaded from a mirror at all.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        found = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'mirror_reply'").fetchone()
        self.any = found is not None

    def begin(self) -> None:
        """Make the tables."""
        for statement in _DDL.split(";"):
            self._db.execute(statement)
        self.any = True

    # --- replies ------------------------------------------------------------------------------------------------

    def add(self, record_type: str, record_id: str, recorded: Json) -> None:
        """Keep one reply."""
        href = self_link(recorded)
        if "?" in href:
            recorded = {**recorded, "links": [_without_query(link) for link in recorded["links"]]}
        text = portable(_encode(recorded))
        self._db.execute(
            "INSERT INTO mirror_reply VALUES (?, ?, ?, ?)",
            (record_type.lower(), int(record_id), int("?" in href or not path_of(href)), _packed(text)),
        )

    def find(self, record_type: str, record_id: str) -> Kept | None:
        """One reply."""
        row = self._row(record_type, record_id)
        return None if row is None else Kept(json.loads(_unpacked(row[0])), bool(row[1]))

    def at(self, door_url: str, record_type: str, record_id: str) -> Kept | None:
        """One reply whose links lead to where the record service answers."""
        row = self._row(record_type, record_id)
        if row is None:
            return None
        return Kept(json.loads(leading_to(_unpacked(row[0]), door_url)), bool(row[1]))

    def _row(self, record_type: str, record_id: str) -> Any:
        if not self.any:
            return None
        return self._db.execute(
            "SELECT reply, tells_query FROM mirror_reply WHERE type = ? AND id = ?",
            (record_type.lower(), int(record_id)),
        ).fetchone()

    # --- names --------------------------------------------------------------------------------------------------

    def add_names(self, names: Iterable[tuple[str, str, str]]) -> None:
        """Type in lower case, ID and ``refName`` of records that others refer to."""
        self._db.executemany("INSERT OR IGNORE INTO mirror_name VALUES (?, ?, ?)", names)

    def name(self, record_type: str, record_id: str) -> str | None:
        """What the account called a record, until it is changed."""
        if not self.any:
            return None
        row = self._db.execute(
            "SELECT name FROM mirror_name WHERE type = ? AND id = ?", (record_type.lower(), record_id)
        ).fetchone()
        return None if row is None else str(row[0])

    # --- rows ---------------------------------------------------------------------------------------------------

    def add_rows(self, record_type: str, record_id: str, table: str, rows: list[dict[str, str]]) -> None:
        """Keep what a query gave for one record."""
        text = _encode(rows)
        self._db.execute(
            "INSERT OR REPLACE INTO mirror_rows VALUES (?, ?, ?, ?)",
            (record_type.lower(), int(record_id), table, _packed(text)),
        )

    def rows(self, record_type: str, record_id: int) -> list[tuple[str, list[dict[str, str]]]]:
        """Tables and rows of one record, until it is changed."""
        if not self.any:
            return []
        found = self._db.execute(
            "SELECT tbl, rows FROM mirror_rows WHERE type = ? AND id = ? ORDER BY tbl",
            (record_type.lower(), record_id),
        )
        return [(str(table), json.loads(_unpacked(packed))) for table, packed in found.fetchall()]

    # --- changes ------------------------------------------------------------------------------------------------

    def listen(self, record_type: str, old: Json | None, new: Json | None) -> None:
        """What was known of a record that is changed no longer holds; listens to the store."""
        body = new if new is not None else old
        if not self.any or body is None or old is None:
            return
        key = (record_type.lower(), int(body["id"]))
        self._db.execute("DELETE FROM mirror_name WHERE type = ? AND id = ?", (key[0], str(body["id"])))
        self._db.execute("DELETE FROM mirror_rows WHERE type = ? AND id = ?", key)
        if new is None:
            self._db.execute("DELETE FROM mirror_reply WHERE type = ? AND id = ?", key)


def _without_query(link: Json) -> Json:
    return {**link, "href": str(link["href"]).partition("?")[0]} if link.get("rel") == "self" else link


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode(), _FAST)


def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode()
