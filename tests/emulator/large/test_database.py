"""Where accounts live: memory, a file, or a file that nobody sees."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from suiteplug.emulator import database
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def _file_of(db: sqlite3.Connection) -> str:
    return str(db.execute("PRAGMA database_list").fetchone()[2])


def test_small_companies_live_in_memory() -> None:
    db = database.open_database(Settings(seed="small"))
    assert db.execute("PRAGMA journal_mode").fetchone() == ("memory",)
    db.close()


def test_large_ones_without_a_file_live_on_disk() -> None:
    db = database.open_database(Settings(seed="large:1000000"))
    assert _file_of(db) == ""
    assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert db.execute("PRAGMA synchronous").fetchone() == (0,)
    db.close()


def test_files_survive_a_crash(tmp_path: Path) -> None:
    db = database.open_database(Settings(data=tmp_path / "account.db"))
    assert _file_of(db).endswith("account.db")
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()


def test_only_large_new_files_grow_before_they_are_opened(tmp_path: Path) -> None:
    path = tmp_path / "account.db"
    assert database.is_to_grow(Settings(seed="large:1000000", data=path))
    assert not database.is_to_grow(Settings(seed="large:2000", data=path))
    assert not database.is_to_grow(Settings(seed="large:1000000"))
    path.touch()
    assert not database.is_to_grow(Settings(seed="large:1000000", data=path))


def test_a_grown_file_gets_its_name_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "account.db"
    with database.growing_file(path) as db:
        db.execute("CREATE TABLE grown (id INTEGER PRIMARY KEY)")
        assert not path.exists()
    assert [each.name for each in tmp_path.iterdir()] == ["account.db"]


def test_a_file_that_is_not_completed_is_removed(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), database.growing_file(tmp_path / "account.db") as db:
        db.execute("no statement at all")
    assert list(tmp_path.iterdir()) == []


def test_copies_of_large_databases_go_to_disk() -> None:
    db = sqlite3.connect(":memory:")
    copy = database.connect_like(db)
    assert copy.execute("PRAGMA journal_mode").fetchone() == ("memory",)
    copy.close()
    db.execute("PRAGMA page_size = 65536")
    db.execute("CREATE TABLE wide (body BLOB)")
    db.execute("INSERT INTO wide VALUES (zeroblob(300000000))")
    copy = database.connect_like(db)
    assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    copy.close()
    db.close()
