"""Names of large companies, and that the same name makes the same company."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.seed import check_name
from suiteplug.emulator.seed.large import transactions_of
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SETTINGS = Settings(seed="large:2000")


def _digest(account: Account) -> str:
    digest = hashlib.sha256()
    for kind in account.store.schema.types:
        for body in account.store.scan(kind.name):
            digest.update(repr((kind.name, body)).encode())
    return digest.hexdigest()


def test_the_same_name_makes_the_same_company(company: Account) -> None:
    with Account.open(SETTINGS, Clock(NOW)) as again:
        assert _digest(again) == _digest(company)


@pytest.mark.parametrize(("name", "size"), [("large:1000", 1000), ("large:1_000_000", 1_000_000), ("small", None)])
def test_names(name: str, size: int | None) -> None:
    assert transactions_of(name) == size
    check_name(name)


@pytest.mark.parametrize(
    "name", ["large", "large:", "large:999", "large:many", "large:-5", "large:10000001", "large:1e6"]
)
def test_sizes_that_cannot_be(name: str) -> None:
    with pytest.raises(ValueError, match="write large:N, N transactions from 1,000 to 10,000,000"):
        check_name(name)


def test_unknown_names() -> None:
    with pytest.raises(
        ValueError, match=r"no seed company called 'tiny'; there are: empty, small, stocked, and large:N"
    ):
        check_name("tiny")


@pytest.mark.parametrize(
    "shape", [{"one_world": False}, {"suiteql_zone": "utc"}, {"suiteql_disputed_columns": True}], ids=str
)
def test_accounts_of_other_shapes_grow_too(shape: dict[str, Any]) -> None:
    with Account.open(replace(SETTINGS, seed="large:1000", **shape), Clock(NOW)) as account:
        tables = ("suiteql_transaction", "suiteql_transactionline", "suiteql_transactionaccountingline")
        copied = [set(account.db.execute(f"SELECT * FROM {table}")) for table in tables]
        account.suiteql.rebuild()
        assert [set(account.db.execute(f"SELECT * FROM {table}")) for table in tables] == copied
        assert sum(account.store.count(kind.name) for kind in account.store.schema.of_kind("transaction")) == 1000


def test_it_is_kept_in_a_file(tmp_path: Path, company: Account) -> None:
    settings = replace(SETTINGS, data=tmp_path / "account.db")
    with Account.open(settings, Clock(NOW)) as made:
        assert _digest(made) == _digest(company)
    with Account.open(settings, Clock(NOW)) as kept:
        assert kept.store.count("invoice") == company.store.count("invoice")
    assert [path.name for path in tmp_path.iterdir()] == ["account.db"]
