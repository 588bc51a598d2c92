"""Fills an empty account with recorded records.

First the whole source is looked at, so that the account's schema knows every field; then the records are written as
they are: no rule runs, nothing is computed, no system note is made.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.mirror.decoding import Decoder
from suiteplug.emulator.mirror.extending import extended
from suiteplug.emulator.mirror.notes import TypeNotes
from suiteplug.emulator.mirror.observing import Observer
from suiteplug.emulator.mirror.published import Published
from suiteplug.emulator.mirror.rows import unknown_columns
from suiteplug.emulator.mirror.source import MirrorError, open_source
from suiteplug.emulator.rules.shared.numbering import PREFIXES, sequence
from suiteplug.emulator.suiteql.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from suiteplug.emulator.mirror.kept import KeptReplies
    from suiteplug.emulator.mirror.source import Recorded
    from suiteplug.emulator.rules import Rules
    from suiteplug.emulator.schema import RecordType, Schema
    from suiteplug.emulator.store import RecordStore

Json = dict[str, Any]
_FIRST_NUMBER = 1000
_NUMBERED = re.compile(r"([A-Z]+)(\d{1,15})")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Mirror:
    """A source that was looked at."""

    def __init__(self, path: Path, schema: Schema) -> None:
        """Look at everything.

        Raises:
            MirrorError: Something in it cannot be read.
        """
        self._source = open_source(path)
        self._path = path
        observer = Observer(schema)
        self.names: dict[tuple[str, str], str] = {}
        observer.named = self._called
        for types, components in self._source.metadata():
            Published(schema, observer, components).read(types)
        self._with, self._without = 0, 0
        for recorded in self._source.records():
            observer.see(recorded.record_type, recorded.body)
            self._count_subsidiaries(recorded)
        self._notes = observer.types
        self._tables = dict(self._source.tables())
        known = Catalogue(extended(schema, _kept(self._notes.values())), one_world=True).tables
        self._unknown = unknown_columns(self._tables, known, self._source.rows())

    def _count_subsidiaries(self, recorded: Recorded) -> None:
        body = recorded.body
        if "subsidiary" in body or recorded.record_type.lower() == "subsidiary":
            self._with += 1
        elif "entityId" in body or "tranDate" in body:
            self._without += 1

    @property
    def _header(self) -> Json:
        """What the source says; where it does not, customers and orders without a subsidiary mean no OneWorld."""
        told = self._source.header
        if told.get("one_world") is None and self._without and not self._with:
            return {**told, "one_world": False}
        return told

    def _called(self, record_type: str, record_id: str, name: str) -> None:
        self.names[record_type, record_id] = name

    @property
    def about(self) -> Json:
        """What the account remembers of it: source, header, notes on the schema and columns of tables."""
        return {
            "path": str(self._path.resolve()),
            "header": self._header,
            "notes": [note.to_json() for note in self._notes.values()],
            "tables": self._tables,
            "unknown": self._unknown,
        }

    def fill(self, store: RecordStore, rules: Rules, kept: KeptReplies) -> None:
        """Write every record.

        Raises:
            MirrorError: A record comes twice, or two of a type have one external ID.
        """
        kept.begin()
        kept.add_names((*key, name) for key, name in self.names.items())
        writer = _Writer(store, rules, kept)
        for recorded in self._source.records():
            writer.write(recorded)
        writer.move_sequences()
        for rows in self._source.rows():
            kept.add_rows(rows.owner_type, rows.owner_id, rows.table, rows.rows)


def _kept(notes: Iterable[TypeNotes]) -> list[TypeNotes]:
    """Notes as they are after they were kept: what is too much to keep is gone."""
    return [TypeNotes.from_json(note.to_json()) for note in notes]


def with_notes(schema: Schema, about: Json) -> Schema:
    """The schema of a mirrored account."""
    return extended(schema, (TypeNotes.from_json(note) for note in about["notes"]))


class _Writer:
    """Writes bodies and replies, past the store's listeners."""

    def __init__(self, store: RecordStore, rules: Rules, kept: KeptReplies) -> None:
        self._store = store
        self._rules = rules
        self._kept = kept
        self._last: dict[str, int] = defaultdict(int)
        self._decoder = Decoder()

    def write(self, recorded: Recorded) -> None:
        """One record."""
        kind = self._store.schema.get(recorded.record_type)
        body = {**self._decoder.members(kind, recorded.body), "id": recorded.record_id}
        number = int(recorded.record_id)
        try:
            self._store.db.execute(
                f"INSERT INTO {self._store.table(kind.name)} (external_id, body, id) VALUES (?, ?, ?)",  # noqa: S608 - checked name
                (body.get("externalId"), _encode(body), number),
            )
        except sqlite3.IntegrityError as error:
            raise MirrorError(f"{kind.name} {number}: recorded twice, or with the external ID of another") from error
        self._store.db.execute(
            "INSERT OR IGNORE INTO record_identity VALUES (?, ?, ?)", (kind.namespace, number, kind.name)
        )
        self._kept.add(kind.name, recorded.record_id, recorded.body)
        self._rules.index.listen(kind.name, None, body)
        self._reach(kind.namespace, number)
        self._follow_numbers(kind, body)

    def _follow_numbers(self, kind: RecordType, body: Json) -> None:
        """Numbers and line keys that the emulator gives go on above those that are taken."""
        written = _NUMBERED.fullmatch(str(body.get("tranId") or body.get("entityId") or ""))
        if written is not None and PREFIXES.get(kind.name) == written[1]:
            self._reach(sequence(kind.name), int(written[2]) - _FIRST_NUMBER)
        for name, lines in body.items():
            if lines.__class__ is list:
                self._follow_lines(name, lines)

    def _follow_lines(self, name: str, lines: list[Any]) -> None:
        for line in lines:
            if line.__class__ is not dict:
                return
            number = line.get("internalId")
            if isinstance(number, int | float):
                self._reach(f"line:{name}", int(number))
                if name == "addressBook":
                    self._reach(sequence("address"), int(number))
            for inner_name, inner in line.items():
                if inner.__class__ is list:
                    self._follow_lines(inner_name, inner)
                elif inner.__class__ is dict:
                    self._follow_parts(inner)

    def _follow_parts(self, part: Mapping[str, Any]) -> None:
        for name, lines in part.items():
            if lines.__class__ is list:
                self._follow_lines(name, lines)

    def _reach(self, name: str, number: int) -> None:
        self._last[name] = max(self._last[name], number)

    def move_sequences(self) -> None:
        """Let the next record and the next line get numbers above the loaded ones."""
        self._store.db.executemany(
            "INSERT INTO record_sequence VALUES (?, ?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)",
            list(self._last.items()),
        )
