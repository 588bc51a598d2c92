"""Opens a SQLite file that several processes write to."""

from __future__ import annotations

import os
import sqlite3
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PAUSE_S = 0.01


def open_shared(path: Path, *, patience_s: float) -> sqlite3.Connection:
    """A connection in autocommit mode to a file that is its owner's only; made with its folder where it is missing.

    Whoever opens a new file first turns its write-ahead log on, for which it must be alone for a moment; SQLite tells
    the others at once that the file is locked, whatever time-out they gave. So that is tried again.

    Raises:
        OSError: The file cannot be made.
        sqlite3.Error: It is no database, or was locked for ``patience_s``.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    db = sqlite3.connect(path, timeout=patience_s, isolation_level=None, check_same_thread=False)
    try:
        _log_ahead(db, time.monotonic() + patience_s)
        db.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        db.close()
        raise
    return db


def _log_ahead(db: sqlite3.Connection, until: float) -> None:
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                raise
            time.sleep(_PAUSE_S)
        else:
            return
