"""What no page settles, one switch each; the defaults are tested elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.settings import Settings
from suiteplug.emulator.suiteql.dialect.fragments import ValueKind
from suiteplug.emulator.suiteql.reply import RowsWriter

if TYPE_CHECKING:
    from tests.emulator.suiteql.conftest import Asker

MOMENT = "TO_CHAR(lastmodifieddate, 'YYYY-MM-DD HH24:MI:SS')"


def test_the_zone_of_moments(company: Asker) -> None:
    clock = Clock(company.account.clock.now())
    with Account.open(Settings(suiteql_zone="utc"), clock) as account:
        other = type(company)(account)
        stored = other.bodies("customer")[0]
        statement = f"SELECT {MOMENT} AS at FROM customer WHERE id = {stored['id']}"
        assert other.rows(statement) == [{"at": stored["lastModifiedDate"].replace("T", " ").rstrip("Z")}]
        assert company.rows(statement) != other.rows(statement)
        now = "TO_CHAR(CURRENT_DATE, 'YYYY-MM-DD HH24:MI:SS')"
        assert other.value(now) == company.value(now)
        dates = "SELECT trandate FROM transaction ORDER BY id ASC FETCH FIRST 5 ROWS ONLY"
        assert other.rows(dates) == company.rows(dates)


@pytest.mark.parametrize(
    ("value", "with_zero", "without"),
    [(0.5, "0.5", ".5"), (-0.25, "-0.25", "-.25"), (10.5, "10.5", "10.5"), (0, "0", "0"), (100.05, "100.05", "100.05")],
)
def test_numbers_below_one(value: float, with_zero: str, without: str) -> None:
    for leading_zero, written in ((True, with_zero), (False, without)):
        writer = RowsWriter("M/D/YYYY", leading_zero=leading_zero)
        assert writer.write([("n", ValueKind.NUMBER)], [(value,)]) == [{"links": [], "n": written}]


def test_disputed_columns(company: Asker) -> None:
    for column in ("total", "subsidiary", "createdfrom"):
        assert f"Unknown identifier '{column}'" in company.refusal(f"SELECT {column} FROM transaction")
    with Account.open(Settings(suiteql_disputed_columns=True)) as account:
        asker = type(company)(account)
        headers = asker.rows("SELECT id, subsidiary, total FROM transaction WHERE type = 'CustInvc' ORDER BY id ASC")
        lines = asker.rows(
            "SELECT transaction AS id, subsidiary FROM transactionline WHERE mainline = 'T' AND transaction IN"
            " (SELECT id FROM transaction WHERE type = 'CustInvc') ORDER BY transaction ASC"
        )
        assert [(row["id"], row["subsidiary"]) for row in headers] == [(row["id"], row["subsidiary"]) for row in lines]
        assert all(row["total"] for row in headers)
        same = asker.rows(
            "SELECT COUNT(*) AS n FROM transactionline l JOIN transactionaccountingline a"
            " ON a.transaction = l.transaction AND a.transactionline = l.id"
            " WHERE l.amount <> l.netamount OR l.account <> a.account"
        )
        assert same == [{"n": "0"}]
        assert asker.rows("SELECT COUNT(*) AS n FROM item WHERE type <> itemtype") == [{"n": "0"}]
