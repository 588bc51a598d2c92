"""The SQLite database that an account lives in: memory, a file, or a file of its own that goes with it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from suiteplug.emulator.seed.large import lives_on_disk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from suiteplug.emulator.settings import Settings

_CACHE_KIB = 256 * 1024
_MAPPED_BYTES = 1024**3
_IN_MEMORY_BYTES = 256 * 1024**2
# ANALYZE looks at so many rows of each index: the plans are as good, and a million rows need no pause.
_LOOKED_AT_ROWS = 2000


def connect(target: str) -> sqlite3.Connection:
    """A connection in autocommit mode: to ``:memory:``, a path, or, with an empty name, a file that nobody sees."""
    db = sqlite3.connect(target, isolation_level=None, check_same_thread=False, cached_statements=512)
    db.execute(f"PRAGMA analysis_limit = {_LOOKED_AT_ROWS}")
    if target != ":memory:":
        db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return db


def open_database(settings: Settings) -> sqlite3.Connection:
    """The database of an account; empty when the account is new."""
    if settings.data is not None:
        return _open_file(settings.data)
    return _without_a_name(on_disk=lives_on_disk(settings.seed))


def connect_like(db: sqlite3.Connection) -> sqlite3.Connection:
    """An empty database without a name, where a copy of another one has room."""
    (size,) = db.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
    return _without_a_name(on_disk=size > _IN_MEMORY_BYTES)


def _without_a_name(*, on_disk: bool) -> sqlite3.Connection:
    return _unguarded(connect("")) if on_disk else connect(":memory:")


def _open_file(path: Path) -> sqlite3.Connection:
    db = connect(str(path))
    # A crash of the machine may cost the last moments of an emulator's life, never its consistency.
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
    return db


def _unguarded(db: sqlite3.Connection) -> sqlite3.Connection:
    """Nothing is to be found after a crash, so the disk need not be waited for."""
    db.execute("PRAGMA synchronous = OFF")
    return db


def is_to_grow(settings: Settings) -> bool:
    """Whether a file has to be filled with a large company first."""
    return settings.data is not None and lives_on_disk(settings.seed) and not settings.data.exists()


@contextmanager
def growing_file(path: Path) -> Iterator[sqlite3.Connection]:
    """A new database that gets its name when it is complete: a process that is killed leaves no half company.

    What is written is not guarded by a journal, which would double the time.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        db = _unguarded(connect(str(unfinished)))
        try:
            db.execute("PRAGMA journal_mode = OFF")
            yield db
        finally:
            db.close()
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
