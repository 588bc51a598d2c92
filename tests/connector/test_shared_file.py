"""Many open a new file at once, and all of them can write."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from suiteplug.connector.shared_file import open_shared

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("number", range(5))
def test_all_at_once(tmp_path: Path, number: int) -> None:
    path = tmp_path / str(number) / "shared.sqlite3"
    together = threading.Barrier(8)
    failed: list[Exception] = []

    def write() -> None:
        together.wait()
        try:
            with closing(open_shared(path, patience_s=10)) as db:
                db.execute("CREATE TABLE IF NOT EXISTS rows (one INTEGER)")
                db.execute("INSERT INTO rows VALUES (1)")
        except sqlite3.Error as error:
            failed.append(error)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT COUNT(*) FROM rows").fetchone() == (8,)
    assert path.stat().st_mode & 0o077 == 0


def test_what_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "shared.sqlite3"
    path.write_text("this is not a database, but a text that is long enough to be looked at" * 20)
    with pytest.raises(sqlite3.DatabaseError):
        open_shared(path, patience_s=0.1)
