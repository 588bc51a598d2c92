# ruff: noqa: ISC004, PT017 - statements are a list of texts; any refusal will do, and is looked at
"""Whatever comes, the answer is rows or a refusal: never a failure of the emulator, never a write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suiteplug.emulator.account import Account
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from tests.emulator.suiteql.conftest import Asker

SOURCES = (
    "SELECT t.id, BUILTIN.DF(t.status) AS s, COUNT(*) FROM transaction t, customer c WHERE t.entity = c.id(+)"
    " AND t.trandate >= TO_DATE('2026-01-01', 'YYYY-MM-DD') GROUP BY t.id, BUILTIN.DF(t.status) HAVING COUNT(*) > 0"
    " ORDER BY s DESC NULLS LAST FETCH FIRST 5 ROWS ONLY",
    "SELECT TOP 3 * FROM (SELECT id, ROWNUM AS n FROM customer WHERE email LIKE '%x' ESCAPE '!') x WHERE n <= 5",
    "WITH a AS (SELECT id FROM item UNION ALL SELECT id FROM customer)"
    " SELECT MAX(a.id) OVER (PARTITION BY a.id) FROM a",
    "SELECT CASE WHEN quantity BETWEEN 1 AND 5 THEN NVL(rate, 0) ELSE -1 END,"
    " LISTAGG(memo, ',') WITHIN GROUP (ORDER BY id) FROM transactionline LEFT JOIN item i ON i.id = item"
    " WHERE NOT EXISTS (SELECT 1 FROM dual) GROUP BY ROLLUP(quantity, rate)",
    "SELECT EXTRACT(YEAR FROM SYSDATE), CAST(1 AS VARCHAR(5)), TRIM(BOTH 'x' FROM 'xax'), (1, 2) IN ((1, 2)),"
    " DECODE(1, 2, 3), -5 || 'a', q'[x]' FROM dual",
)
WORDS = [re.findall(r"'[^']*'|\w+|\S", source) for source in SOURCES]
VOCABULARY = sorted(
    {word for words in WORDS for word in words} | {"?", ":a", "NULL", "*", ".", "[", ";", "@", "\\", "é"}
)


@st.composite
def mangled(draw: st.DrawFn) -> str:
    words = list(draw(st.sampled_from(WORDS)))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(words) - 1))
        change = draw(st.sampled_from(["drop", "repeat", "replace", "insert", "swap"]))
        other = draw(st.sampled_from(VOCABULARY))
        if change == "drop" and len(words) > 1:
            del words[place]
        elif change == "repeat":
            words.insert(place, words[place])
        elif change == "replace":
            words[place] = other
        elif change == "insert":
            words.insert(place, other)
        else:
            target = draw(st.integers(0, len(words) - 1))
            words[place], words[target] = words[target], words[place]
    return " ".join(words)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statement=mangled())
def test_mangled_statements(company: Asker, statement: str) -> None:
    company.rows("SELECT 1 AS settled FROM dual")
    changes = company.account.db.total_changes
    try:
        company.page(statement, limit=5)
    except Problem as problem:
        assert problem.status == 400, statement
    assert company.account.db.total_changes == changes


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.text(max_size=20))
def test_any_text_as_bound_value_and_as_literal(company: Asker, value: str) -> None:
    quoted = value.replace("'", "''")
    named = {
        row["companyname"] for row in company.rows("SELECT companyname FROM customer WHERE companyname IS NOT NULL")
    }
    for statement, params in (("companyname = ?", (value,)), (f"companyname = '{quoted}'", ())):
        try:
            found = company.rows(f"SELECT companyname FROM customer WHERE {statement}", *params)
            assert {row["companyname"] for row in found} == {value} & named
        except Problem as problem:
            assert "\x00" in value or any("\ud800" <= mark <= "\udfff" for mark in value), problem.detail


def test_a_query_without_end_is_given_up(own: Asker) -> None:
    with Account.open(Settings(data=None, suiteql_timeout_s=0.05, seed="small"), Clock()) as account:
        asker = type(own)(account)
        with pytest.raises(Problem) as caught:
            asker.page(
                "SELECT COUNT(*) FROM transactionline a, transactionline b, transactionline c"
                " WHERE a.rate + b.rate < c.rate"
            )
    assert (caught.value.status, caught.value.code) == (500, "UNEXPECTED_ERROR")
    assert caught.value.detail.startswith("An unexpected error occurred. Error ID: ")


def test_wide_queries_may_come_back_empty(own: Asker) -> None:
    assert own.page("SELECT t.*, t.* FROM transaction t", limit=1)["count"] == 1
    with Account.open(Settings(suiteql_wide_is_empty=True)) as account:
        page = type(own)(account).page("SELECT t.*, c.* FROM transaction t, customer c WHERE c.id = t.entity")
        assert (page["count"], page["totalResults"], page["hasMore"]) == (0, 0, False)
