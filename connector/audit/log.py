"""The audit log in a SQLite file: appended to by all processes of a machine, changed by none.

A table and no text file, because a process that dies in mid-write leaves no torn line behind, and the end of the
chain is found without reading the log. Entries can be given out as JSON Lines.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from suiteplug.connector.audit.chain import FIRST, AuditEntry, Link, Verdict, seal, text_of, verify
from suiteplug.connector.call import current_call
from suiteplug.connector.shared_file import open_shared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from suiteplug.connector.exactly_once.observing import WriteDetails

_log = logging.getLogger("suiteplug.audit")

_PATIENCE_S = 10.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (number INTEGER PRIMARY KEY, text TEXT NOT NULL, seal TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER IF NOT EXISTS no_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
"""


class AuditLog:
    """Appends an entry for each write that it is told of. The file is its owner's only and holds no secret."""

    def __init__(
        self, path: Path, *, now: Callable[[], datetime] | None = None, connection: str = "", key: bytes = b""
    ) -> None:
        self.path = path
        self._now = now
        self._connection = connection
        self._key = key
        self._opened: tuple[int, sqlite3.Connection] | None = None

    def __call__(self, details: WriteDetails) -> None:
        """Take note of a write. A log that cannot be written is told of, and does not undo what NetSuite did."""
        call = current_call.get()
        entry = AuditEntry(
            at=self._now().isoformat(timespec="milliseconds") if self._now else "",
            account=details.account_id,
            connection=self._connection,
            action=call.action,
            requester=call.requester,
            reason=call.reason,
            idempotency_key=call.idempotency_key,
            method=details.method,
            summary=details.summary,
            record_type=details.record_type,
            record_id=details.record_id,
            external_id=details.external_id,
            outcome=str(details.outcome),
            code=details.code,
            operation_id=details.operation_id,
            write_id=details.write_id,
        )
        try:
            self.append(entry)
        except (sqlite3.Error, OSError) as error:
            _log.error("The audit log %s could not be written (%s): %s", self.path, error, text_of(entry))

    def append(self, entry: AuditEntry) -> Link:
        """Add an entry at the end of the chain. Raises sqlite3.Error or OSError when the file cannot be written."""
        text = text_of(entry)
        with self._writing() as db:
            row = db.execute("SELECT number, seal FROM entries ORDER BY number DESC LIMIT 1").fetchone()
            number, before = row or (0, FIRST)
            link = Link(number + 1, text, seal(before, number + 1, text, self._key))
            db.execute("INSERT INTO entries VALUES (?,?,?)", (link.number, link.text, link.seal))
        return link

    def links(self, after: int = 0) -> Iterator[Link]:
        """The entries after number ``after``, as they are kept; none where there is no log yet."""
        if not self.path.exists():
            return
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=_PATIENCE_S)) as db:
            for row in db.execute("SELECT number, text, seal FROM entries WHERE number > ? ORDER BY number", (after,)):
                yield Link(*row)

    def verify(self) -> Verdict:
        """Follow the chain from its beginning to its end."""
        return verify(self.links(), self._key)

    def close(self) -> None:
        """Let go of the file."""
        if self._opened is not None and self._opened[0] == os.getpid():
            self._opened[1].close()
        self._opened = None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The end of the chain is read and moved in one transaction, so that two processes do not both follow it."""
        db = self._connected()
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")

    def _connected(self) -> sqlite3.Connection:
        if self._opened is None or self._opened[0] != os.getpid():  # a connection must not be used across a fork
            db = open_shared(self.path, patience_s=_PATIENCE_S)
            db.executescript(_SCHEMA)
            self._opened = (os.getpid(), db)
        return self._opened[1]
