"""What a role sees."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from suiteplug.emulator.access.seed import ADMINISTRATOR_ROLE, READ_ONLY_ROLE, SALES_ROLE

if TYPE_CHECKING:
    from tests.emulator.suiteql.conftest import Asker


@pytest.mark.parametrize("role", [READ_ONLY_ROLE, ADMINISTRATOR_ROLE])
def test_who_may_view_everything_sees_everything(company: Asker, role: str) -> None:
    statement = "SELECT type, COUNT(*) AS n FROM transaction GROUP BY type ORDER BY type ASC"
    assert company.rows(statement, role=role) == company.rows(statement)
    assert company.rows("SELECT COUNT(*) AS n FROM vendor", role=role) == [{"n": "6"}]


@pytest.mark.parametrize(
    "table", ["vendor", "Employee", "subsidiary", "currency", "account", "accountingperiod", "role"]
)
def test_tables_a_role_may_not_view_are_not_found(company: Asker, table: str) -> None:
    detail = company.refusal(f"SELECT * FROM {table}", role=SALES_ROLE)
    assert detail.endswith(f"Search error occurred: Record '{table}' was not found.")


def test_transactions_are_cut_to_the_types_of_the_role(company: Asker) -> None:
    types = "SELECT DISTINCT type FROM transaction"
    assert company.rows(types, role=SALES_ROLE) == [{"type": "SalesOrd"}]
    line_types = "SELECT DISTINCT t.type FROM transactionline l LEFT JOIN transaction t ON t.id = l.transaction"
    assert company.rows(line_types, role=SALES_ROLE) == [{"type": "SalesOrd"}]
    assert company.rows("SELECT COUNT(*) AS n FROM transactionaccountingline WHERE posting = 'T'", role=SALES_ROLE) == [
        {"n": "0"}
    ]
    assert len(company.rows(types)) > 5


def test_display_text_of_hidden_records_is_still_shown(company: Asker) -> None:
    row = company.rows("SELECT BUILTIN.DF(currency) AS c FROM transaction WHERE ROWNUM = 1", role=SALES_ROLE)[0]
    assert row["c"]


def test_a_changed_role_is_seen_at_once(own: Asker) -> None:
    assert own.refusal("SELECT id FROM vendor", role=SALES_ROLE)
    role = own.account.access.roles[SALES_ROLE]
    from suiteplug.emulator.roles import Level

    own.account.access.roles[SALES_ROLE] = replace(role, permissions={**role.permissions, "LIST_VENDOR": Level.VIEW})
    assert len(own.rows("SELECT id FROM vendor", role=SALES_ROLE)) == 6


def test_me_and_mine(company: Asker) -> None:
    assert company.rows(
        "SELECT id FROM subsidiary WHERE id IN BUILTIN.NAMED_GROUP('subsidiary', 'mine') ORDER BY id ASC"
    ) == [
        {"id": "1"},
        {"id": "2"},
        {"id": "3"},
        {"id": "4"},
    ]
    assert company.rows("SELECT id FROM employee WHERE id IN BUILTIN.NAMED_GROUP('employee', 'me')") == []


def test_composite_status_only_with_the_switch(company: Asker) -> None:
    from suiteplug.emulator.roles import Caller, User
    from suiteplug.emulator.suiteql.dialect.compiler import Compiler

    statement = "SELECT COUNT(*) AS n FROM transaction WHERE status = 'SalesOrd:B'"
    assert company.rows(statement) == [{"n": "0"}]
    by_criteria = company.rows("SELECT COUNT(*) AS n FROM transaction WHERE BUILTIN.CF(status) = 'SalesOrd:B'")
    expected = sum(body["orderStatus"] == "B" for body in company.bodies("salesOrder"))
    assert by_criteria == [{"n": str(expected)}]
    caller = Caller(User("1", "x", "x"), company.account.access.roles["1000"], "1", "tba")
    switched = replace(company.account.suiteql.environment(caller), composite_status=True)
    for condition in ("= 'SalesOrd:B'", "IN ('SalesOrd:B')"):
        plan = Compiler(switched).plan(f"SELECT COUNT(*) AS n FROM transaction WHERE status {condition}")
        assert company.account.db.execute(plan.sql).fetchall() == [(expected,)]
