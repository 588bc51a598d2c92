"""A file that the processes of one machine share. Nothing to install; the machine's clock counts."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, TypeVar

from suiteplug.connector.lanes.clock import steady
from suiteplug.connector.lanes.stores.store import StoreError
from suiteplug.connector.shared_file import open_shared

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from suiteplug.connector.lanes.stores.store import Step

T = TypeVar("T")

_WAIT_S = 2.0
"""Each change takes a fraction of a millisecond: who waits longer for the file waits for one that is stuck."""


class SqliteLanes:
    """Lanes in a SQLite file."""

    poll_s: float | None = 0.002

    def __init__(self, path: Path, *, clock: Callable[[], float] = steady) -> None:
        self._path = path
        self._clock = clock
        self._db: sqlite3.Connection | None = None
        self._version = 0

    @property
    def place(self) -> str:
        """The path."""
        return str(self._path)

    def change(self, account: str, step: Step[T]) -> T:
        """Read, step, write in one transaction."""
        try:
            db = self._open()
            db.execute("BEGIN IMMEDIATE")
            try:
                row = db.execute("SELECT state FROM lanes WHERE account = ?", (account,)).fetchone()
                text, result = step(row[0] if row else None, self._clock())
                if text is not None:
                    db.execute("INSERT OR REPLACE INTO lanes (account, state) VALUES (?, ?)", (account, text))
                db.execute("COMMIT")
            except BaseException:
                db.execute("ROLLBACK")
                raise
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise StoreError(str(error)) from error
        return result

    def changed(self) -> bool:
        """Whether another connection has committed."""
        if self._db is None:
            return False
        try:
            version: int = self._db.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error as error:
            self.close()
            raise StoreError(str(error)) from error
        before, self._version = self._version, version
        return version != before

    def listen(self, account: str, ring: Callable[[], None]) -> None:
        """A file rings no bell: ``changed`` is asked."""

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _open(self) -> sqlite3.Connection:
        if self._db is None:
            # the keeper's thread alone uses it; another closes it when that thread is gone
            self._db = open_shared(self._path, patience_s=_WAIT_S)
            self._db.execute("CREATE TABLE IF NOT EXISTS lanes (account TEXT PRIMARY KEY, state TEXT NOT NULL)")
        return self._db
