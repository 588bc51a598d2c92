"""A seed company kept for the next account of the day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.seed import cached
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = Settings(seed="empty")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUITEPLUG_SEED_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def contents(account: Account) -> list[tuple[object, ...]]:
    names = [kind.name for kind in account.store.schema.types]
    return [(name, body["id"], body.get("name")) for name in names for body in account.store.scan(name)]


def test_the_second_account_is_the_first_ones_twin(folder: Path) -> None:
    with Account.open(EMPTY) as made, Account.open(EMPTY) as kept:
        assert len(list(folder.glob("seed-empty-one-world-*.json"))) == 1
        assert contents(kept) == contents(made)
        assert kept.store.next_id("transaction") == made.store.next_id("transaction")


def test_no_secrets_are_kept(folder: Path) -> None:
    with Account.open(EMPTY) as account:
        text = "".join(path.read_text() for path in folder.iterdir())
        tokens = [token.token_secret for token in account.access.tokens.values()]
        assert not any(secret in text for secret in tokens)


def test_a_clock_of_its_own_makes_its_own_company(folder: Path) -> None:
    with Account.open(EMPTY, Clock(datetime(2026, 8, 24, 17, tzinfo=UTC))):
        assert not folder.exists()


def test_a_spoilt_file_is_made_again(folder: Path) -> None:
    Account.open(EMPTY).close()
    (path,) = folder.iterdir()
    path.write_text("{")
    with Account.open(EMPTY) as account:
        assert account.store.ids("currency") == ["1", "2", "3", "4"]


def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUITEPLUG_SEED_CACHE", "off")
    assert cached.cache_folder() is None
