"""Record bodies in their stored form, over SQLite.

A body is a plain dict with REST names and no wire decoration: references and enums are ID strings,
multiselects lists of them, sublists lists of line dicts, subrecords nested dicts, dates ``2026-08-12``,
date-times UTC. A missing key means no value.
"""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.schema import STANDARD

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.roles import Caller
    from suiteplug.emulator.schema import Schema

    Body = dict[str, Any]
    Listener = Callable[[str, Body | None, Body | None], None]

_TYPE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_INTERNAL_ID = re.compile(r"-?[0-9]{1,18}")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class ExternalIdTakenError(ValueError):
    """Another record of the type has that external ID."""


class RecordStore:
    """All records of one account.

    Attributes:
        listeners: Called as ``listener(record_type, old, new)`` inside the SQLite transaction of every put
            and delete (then ``new`` is None). They must not change the bodies.
        actor: Who is asking, while a request is answered: system notes name it, and its role's restrictions count.
    """

    def __init__(self, db: sqlite3.Connection, clock: Clock, schema: Schema = STANDARD) -> None:
        self.db = db
        self.clock = clock
        self.schema = schema
        self.listeners: list[Listener] = []
        self.actor: Caller | None = None
        self._depth = 0
        db.execute(
            "CREATE TABLE IF NOT EXISTS record_identity (namespace TEXT NOT NULL, id INTEGER NOT NULL,"
            " type TEXT NOT NULL, PRIMARY KEY (namespace, id)) WITHOUT ROWID"
        )
        db.execute(
            "CREATE TABLE IF NOT EXISTS record_sequence (namespace TEXT PRIMARY KEY, last INTEGER NOT NULL)"
            " WITHOUT ROWID"
        )
        self._tables = self._existing_tables()

    def _existing_tables(self) -> dict[str, str]:
        rows = self.db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'record_of_*'")
        return {str(row[0]).removeprefix("record_of_"): str(row[0]) for row in rows}

    def table(self, record_type: str) -> str:
        """Name of the SQLite table ``(id, external_id, body)`` of a type, created when first asked for."""
        key = record_type.lower()
        table = self._tables.get(key)
        if table is None:
            if not _TYPE_NAME.fullmatch(record_type):
                raise ValueError(f"not a record type name: {record_type!r}")
            table = f"record_of_{key}"
            self.db.execute(
                f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, external_id TEXT UNIQUE, body TEXT NOT NULL)"
            )
            self._tables[key] = table
        return table

    def get(self, record_type: str, record_id: str) -> Body | None:
        """A fresh copy of one body."""
        number = internal_id(record_id)
        if number is None:
            return None
        row = self.db.execute(
            f"SELECT body FROM {self.table(record_type)} WHERE id = ?",  # noqa: S608 - checked name
            (number,),
        ).fetchone()
        return None if row is None else json.loads(row[0])

    def find_external(self, record_type: str, external_id: str) -> str | None:
        """Internal ID of the record that has this external ID."""
        row = self.db.execute(
            f"SELECT id FROM {self.table(record_type)} WHERE external_id = ?",  # noqa: S608 - checked name
            (external_id,),
        ).fetchone()
        return None if row is None else str(row[0])

    def type_of(self, namespace: str, record_id: str) -> str | None:
        """Which type of a namespace an internal ID belongs to (``entity``, ``17`` -> ``customer``)."""
        number = internal_id(record_id)
        if number is None:
            return None
        row = self.db.execute(
            "SELECT type FROM record_identity WHERE namespace = ? AND id = ?", (namespace, number)
        ).fetchone()
        return None if row is None else str(row[0])

    def ids(self, record_type: str) -> list[str]:
        """All internal IDs of a type in numeric order."""
        rows = self.db.execute(f"SELECT id FROM {self.table(record_type)} ORDER BY id")  # noqa: S608 - checked name
        return [str(row[0]) for row in rows]

    def count(self, record_type: str) -> int:
        """How many records a type has."""
        row = self.db.execute(f"SELECT count(*) FROM {self.table(record_type)}").fetchone()  # noqa: S608 - checked name
        return int(row[0])

    def scan(self, record_type: str) -> Iterator[Body]:
        """All bodies of a type, by ascending ID; reads as it goes, so records may be changed meanwhile."""
        last = -(2**62)
        statement = f"SELECT id, body FROM {self.table(record_type)} WHERE id > ? ORDER BY id LIMIT 500"  # noqa: S608 - checked name
        while rows := self.db.execute(statement, (last,)).fetchall():
            for number, body in rows:
                last = number
                yield json.loads(body)

    def next_id(self, namespace: str) -> str:
        """A new internal ID; ``namespace`` is one of the schema (``transaction``, ``entity``, ...)."""
        row = self.db.execute(
            "INSERT INTO record_sequence VALUES (?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
            (namespace,),
        ).fetchone()
        return str(row[0])

    def put(self, record_type: str, body: Body) -> str:
        """Insert or replace by ``body["id"]``; a body without one gets the next ID.

        Stamps nothing else. Keys whose value is None are dropped from ``body`` first.

        Raises:
            ExternalIdTakenError: Another record of this type has the external ID.
        """
        for name in [name for name, value in body.items() if value is None]:
            del body[name]
        with self.transaction():
            old = self.get(record_type, body["id"]) if "id" in body else None
            self._write(record_type, body, is_new=old is None)
            for listener in self.listeners:
                listener(record_type, old, body)
        return str(body["id"])

    def _write(self, record_type: str, body: Body, *, is_new: bool) -> None:
        namespace = self.schema.namespace(record_type)
        external_id = body.get("externalId")
        if is_new:
            self._claim_id(record_type, namespace, body)
        number = int(body["id"])
        table = self.table(record_type)
        if external_id is not None:
            holder = self.find_external(record_type, external_id)
            if holder is not None and holder != body["id"]:
                raise ExternalIdTakenError(f"{record_type} {holder} has external ID {external_id!r}")
        if is_new:
            statement = f"INSERT INTO {table} (external_id, body, id) VALUES (?, ?, ?)"  # noqa: S608 - checked name
        else:
            statement = f"UPDATE {table} SET external_id = ?, body = ? WHERE id = ?"  # noqa: S608 - checked name
        self.db.execute(statement, (external_id, _encode(body), number))

    def _claim_id(self, record_type: str, namespace: str, body: Body) -> None:
        """Give a new body its ID and enter it in its namespace; a given ID moves the sequence past it."""
        given = body.get("id")
        if given is None:
            body["id"] = self.next_id(namespace)
        number = int(body["id"])
        self.db.execute("INSERT INTO record_identity VALUES (?, ?, ?)", (namespace, number, record_type))
        if given is not None:
            self.db.execute(
                "INSERT INTO record_sequence VALUES (?, ?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)",
                (namespace, max(number, 0)),
            )

    def delete(self, record_type: str, record_id: str) -> None:
        """Remove a record; nothing happens when there is none."""
        with self.transaction():
            old = self.get(record_type, record_id)
            if old is None:
                return
            number = int(record_id)
            self.db.execute(f"DELETE FROM {self.table(record_type)} WHERE id = ?", (number,))  # noqa: S608 - checked name
            self.db.execute(
                "DELETE FROM record_identity WHERE namespace = ? AND id = ?",
                (self.schema.namespace(record_type), number),
            )
            for listener in self.listeners:
                listener(record_type, old, None)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One SQLite transaction around the block; inner blocks join the outermost.

        When the outermost block raises, everything is undone.
        """
        if self._depth:
            yield
            return
        self.db.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            self._tables = self._existing_tables()
            raise
        else:
            self.db.execute("COMMIT")
        finally:
            self._depth = 0


def internal_id(value: str) -> int | None:
    """An internal ID as SQLite keys it; None when the text is no internal ID. IDs may be negative."""
    return int(value) if _INTERNAL_ID.fullmatch(value) else None
