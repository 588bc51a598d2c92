"""run-suiteql against the emulated account: values, types, pages, refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suiteplug.connector import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

CUSTOMERS = "SELECT id, companyname, email FROM customer ORDER BY id ASC"


async def ask(netsuite: NetSuite, query: str, *params: Any, **inputs: Any) -> dict[str, Any]:
    return await netsuite.run("run-suiteql", {"query": query, "params": list(params), **inputs})


async def test_every_row_has_every_column(netsuite: NetSuite, account: Account) -> None:
    result = await ask(netsuite, CUSTOMERS)
    assert result["count"] == result["total"] == len(account.store.ids("customer"))
    assert {tuple(row) for row in result["rows"]} == {("id", "companyname", "email")}
    assert any(row["companyname"] is None for row in result["rows"])  # persons
    assert (result["has_more"], result["next_offset"], result["warnings"]) == (False, None, [])
    assert result["columns"][0] == {"name": "id", "type": "text"}


async def test_pages_join_to_the_whole(netsuite: NetSuite) -> None:
    whole = (await ask(netsuite, CUSTOMERS))["rows"]
    first = await ask(netsuite, CUSTOMERS, limit=20)
    second = await ask(netsuite, CUSTOMERS, limit=20, offset=first["next_offset"])
    assert first["rows"] + second["rows"] == whole[:40]
    every = await ask(netsuite, CUSTOMERS, limit=7, all_pages=True)
    assert every["rows"] == whole
    some = await ask(netsuite, CUSTOMERS, limit=7, all_pages=True, max_rows=10)
    assert (some["rows"], some["has_more"], some["next_offset"]) == (whole[:10], True, 10)


async def test_dates_do_not_depend_on_a_preference(
    netsuite: NetSuite, connect: Callable[..., NetSuite], connection: Callable[..., dict[str, Any]]
) -> None:
    """Typed, they are the same whatever date format the connection states, and have their time."""
    query = "SELECT id, trandate, lastmodifieddate FROM transaction ORDER BY id ASC FETCH FIRST 3 ROWS ONLY"
    typed = await ask(netsuite, query, typed=True)
    assert [column["type"] for column in typed["columns"]] == ["text", "date", "date-time"]
    assert {len(row["lastmodifieddate"]) for row in typed["rows"]} == {len("2026-11-20T12:00:00")}
    other = connect({**connection("tba"), "date_format": "DD.MM.YYYY"})
    assert (await ask(other, query, typed=True))["rows"] == typed["rows"]
    plain = await ask(netsuite, query)
    assert "/" in str(plain["rows"][0]["trandate"])


async def test_pages_without_a_firm_order_are_warned_of(netsuite: NetSuite) -> None:
    result = await ask(netsuite, "SELECT id FROM customer", limit=20, all_pages=True)
    assert "ORDER BY" in result["warnings"][0]


async def test_values_are_typed(netsuite: NetSuite, account: Account) -> None:
    order = account.store.get("salesOrder", account.store.ids("salesOrder")[0])
    assert order is not None
    query = (
        "SELECT t.id, t.trandate, t.foreigntotal, t.posting, COUNT(*) AS lines, SUM(l.quantity) AS pieces, "
        "TO_CHAR(t.createddate, 'YYYY-MM-DD HH24:MI:SS') AS made "
        "FROM transaction t JOIN transactionline l ON l.transaction = t.id WHERE t.id = ? "
        "GROUP BY t.id, t.trandate, t.foreigntotal, t.posting, t.createddate"
    )
    result = await ask(netsuite, query, order["id"], typed=True, types={"made": "date-time"})
    row = result["rows"][0]
    assert row["id"] == order["id"]
    assert row["trandate"] == order["tranDate"]
    assert row["foreigntotal"] == pytest.approx(order["total"])
    assert row["posting"] is False
    assert isinstance(row["lines"], int)
    assert isinstance(row["pieces"], int | float)
    assert row["made"][10] == "T"
    assert [column["type"] for column in result["columns"]] == [
        "text",
        "date",
        "number",
        "boolean",
        "integer",
        "number",
        "date-time",
    ]
    plain = (await ask(netsuite, query, order["id"]))["rows"][0]
    assert all(isinstance(value, str) for value in plain.values())


async def test_unnamed_expressions_keep_their_place(netsuite: NetSuite) -> None:
    result = await ask(netsuite, "SELECT MIN(id), COUNT(*) AS n, NULL, MAX(id) FROM customer")
    assert [column["name"] for column in result["columns"]] == ["expr1", "n", "expr2", "expr3"]
    assert result["rows"][0]["expr2"] is None


async def test_a_star_gives_the_same_keys_in_every_row(netsuite: NetSuite) -> None:
    result = await ask(netsuite, "SELECT * FROM customer ORDER BY id ASC", typed=True)
    keys = [tuple(row) for row in result["rows"]]
    assert len(set(keys)) == 1
    assert list(keys[0]) == sorted(keys[0])
    assert {type(row["isinactive"]) for row in result["rows"]} == {bool}


@pytest.mark.parametrize("bound", [True, False])
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(value=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
async def test_any_text_survives_and_stays_text(netsuite: NetSuite, bound: bool, value: str) -> None:
    netsuite.session.suiteql._binds = bound
    result = await ask(netsuite, "SELECT ? AS given, 'x' AS marker FROM dual", value)
    assert result["rows"] == [{"given": value, "marker": "x"}]


@pytest.mark.parametrize("bound", [True, False])
@pytest.mark.parametrize(
    "value", ["' OR '1'='1", "x'; DROP TABLE customer --", "q'{", "/*", "--", "?", "\\'", "%", "''", "\u2019"]
)
async def test_values_cannot_change_the_query(netsuite: NetSuite, bound: bool, value: str) -> None:
    netsuite.session.suiteql._binds = bound
    result = await ask(
        netsuite, "SELECT id FROM customer WHERE companyname = ? OR email = ? ORDER BY id ASC", value, value
    )
    assert result["rows"] == []


@pytest.mark.parametrize("bound", [True, False])
async def test_numbers_and_booleans_as_values(netsuite: NetSuite, account: Account, bound: bool) -> None:
    netsuite.session.suiteql._binds = bound
    customer = account.store.ids("customer")[0]
    query = "SELECT id FROM customer WHERE id = ? AND NVL(isinactive, 'F') = ? AND balancesearch > ?"
    for number in (int(customer), customer):
        result = await ask(netsuite, query, number, False, -1.5)
        assert result["rows"] == [{"id": customer}]


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("SELECT subsidiary FROM transaction t", "read l.subsidiary"),
        ("SELECT companynam FROM customer", "companyname"),
        ("SELECT id FROM customers", "customer"),
        ("SELECT id FROM salesOrder", "SalesOrd"),
        ("SELECT NOW() FROM dual", ""),
        ("SELECT id FROM customer WHERE", ""),
    ],
)
async def test_what_netsuite_refuses_is_explained(netsuite: NetSuite, query: str, hint: str) -> None:
    with pytest.raises(errors.InvalidQueryError) as caught:
        await ask(netsuite, query)
    assert caught.value.http_status == 400
    assert caught.value.cause
    assert hint in caught.value.fix


@pytest.mark.parametrize(
    ("query", "inputs", "code"),
    [
        ("", {}, "SCHEMA_VIOLATION"),
        ("UPDATE customer SET email = 'x'", {}, "NOT_A_SELECT"),
        ("SELECT id FROM customer LIMIT 5", {}, "NO_LIMIT_CLAUSE"),
        ("SELECT id, id FROM customer", {}, "DUPLICATE_COLUMN"),
        ("SELECT id FROM customer WHERE id = ?", {}, "PARAMS_DO_NOT_FIT"),
        ("SELECT id FROM customer WHERE id = ?", {"params": [None]}, "SCHEMA_VIOLATION"),
        ("SELECT id FROM customer", {"offset": 5, "limit": 10}, "INVALID_OFFSET"),
        ("SELECT id FROM customer", {"limit": 5000}, "SCHEMA_VIOLATION"),
        ("SELECT id FROM customer", {"types": {"id": "money"}}, "SCHEMA_VIOLATION"),
    ],
)
async def test_what_cannot_run_is_not_sent(netsuite: NetSuite, query: str, inputs: dict[str, Any], code: str) -> None:
    with pytest.raises(errors.InputError) as caught:
        await netsuite.run("run-suiteql", {"query": query, **inputs})
    assert caught.value.code == code
    assert caught.value.fix
    assert caught.value.http_status is None
