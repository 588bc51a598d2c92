"""What NetSuite does not promise: an order that nobody asked for, and an answer in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.emulator.suiteql.conftest import Asker

ENDLESS = "SELECT COUNT(*) AS n FROM transactionline a, transactionline b, transactionline c, transactionline d"


@pytest.fixture(scope="module")
def shuffled(company: Asker) -> Iterator[Asker]:
    with Account.open(Settings(suiteql_order="shuffled")) as account:
        yield type(company)(account)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM transaction",
        "SELECT id FROM customer UNION SELECT id FROM vendor",
        "SELECT DISTINCT item FROM transactionline WHERE item IS NOT NULL",
        "SELECT entity, COUNT(*) AS n FROM transaction GROUP BY entity",
        "SELECT type, COUNT(*) AS n FROM transaction GROUP BY ROLLUP(type)",
        "WITH t AS (SELECT id FROM transaction) SELECT id FROM t",
    ],
)
def test_without_order_each_page_has_its_own(shuffled: Asker, company: Asker, statement: str) -> None:
    first, second = shuffled.rows(statement), shuffled.rows(statement)
    assert first != second
    assert sorted(map(str, first)) == sorted(map(str, second)) == sorted(map(str, shuffled.rows(statement)))
    assert len(first) == len(company.rows(statement))


@pytest.mark.parametrize(
    ("statement", "key"),
    [
        ("SELECT id, type FROM transaction ORDER BY type ASC", "type"),
        ("SELECT id, 'a' AS type FROM customer UNION ALL SELECT id, 'b' FROM vendor ORDER BY 2", "type"),
    ],
)
def test_equal_rows_change_places(shuffled: Asker, statement: str, key: str) -> None:
    first, second = shuffled.rows(statement), shuffled.rows(statement)
    assert [row[key] for row in first] == [row[key] for row in second]
    assert first != second


def test_a_unique_order_holds(shuffled: Asker) -> None:
    statement = "SELECT id FROM transaction ORDER BY type ASC, id ASC"
    assert shuffled.rows(statement) == shuffled.rows(statement)


def test_pages_without_order_miss_and_repeat_rows(shuffled: Asker) -> None:
    """Why Oracle asks for a unique order when paging (section_158394344595)."""
    statement = "SELECT id FROM transaction"
    total = shuffled.page(statement)["totalResults"]
    seen = [
        row["id"]
        for offset in range(0, total, 50)
        for row in shuffled.page(statement, limit=50, offset=offset)["items"]
    ]
    assert len(seen) == total
    assert len(set(seen)) < total


def test_the_same_for_every_new_account(company: Asker) -> None:
    with Account.open(Settings(suiteql_order="shuffled")) as account, Account.open(account.settings) as other:
        statement = "SELECT id FROM customer"
        first, second = type(company)(account), type(company)(other)
        assert first.rows(statement) == second.rows(statement)


@pytest.mark.parametrize("reply", ["error", "empty"])
def test_a_query_that_takes_too_long(company: Asker, reply: str) -> None:
    """Success without rows: oracle/netsuite-suitecloud-sdk, netsuite-sdf-safe-guide, of queries in general."""
    settings = Settings(suiteql_timeout_s=0.02, suiteql_timeout_reply="empty" if reply == "empty" else "error")
    with Account.open(settings) as account:
        asker = type(company)(account)
        if reply == "empty":
            page = asker.page(ENDLESS)
            assert (page["items"], page["totalResults"], page["hasMore"]) == ([], 0, False)
            return
        with pytest.raises(Problem) as caught:
            asker.page(ENDLESS)
        assert (caught.value.status, caught.value.code) == (500, "UNEXPECTED_ERROR")
