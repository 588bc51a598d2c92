"""Rows: all columns in every row, in order, typed without losing a digit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.suiteql.dates import iso_date, iso_date_time
from suiteplug.connector.suiteql.kinds import Kind
from suiteplug.connector.suiteql.rows import Typing, build_rows, type_rows
from suiteplug.connector.suiteql.statement import prepare
from suiteplug.connector.suiteql.values import Misfit, converter


def rows_of(query: str, items: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[str]]:
    return build_rows([{"links": [], **item} for item in items], prepare(query).outputs)


def typed(query: str, items: list[dict[str, Any]], **kinds: Kind) -> tuple[list[dict[str, Any]], list[str]]:
    outputs = prepare(query).outputs
    rows, keys = build_rows(items, outputs)
    _, warnings = type_rows(rows, keys, outputs, Typing(kinds=kinds), "D.M.YYYY")
    return rows, warnings


def test_null_columns_come_back_in_select_order() -> None:
    rows, keys = rows_of("SELECT id, companyname, email FROM customer", [{"id": "1"}, {"companyname": "A", "id": "2"}])
    assert keys == ["id", "companyname", "email"]
    assert [list(row.items()) for row in rows] == [
        [("id", "1"), ("companyname", None), ("email", None)],
        [("id", "2"), ("companyname", "A"), ("email", None)],
    ]


def test_a_result_without_rows_still_has_columns() -> None:
    assert rows_of("SELECT id, email FROM customer", []) == ([], ["id", "email"])


@pytest.mark.parametrize(
    ("query", "item", "keys"),
    [
        ("SELECT id, COUNT(*), SUM(a) FROM t", {"id": "1", "expr1": "2", "expr2": "3"}, ["id", "expr1", "expr2"]),
        ("SELECT id, COUNT(*), SUM(a) FROM t", {"id": "1", "expr2": "2", "expr3": "3"}, ["id", "expr2", "expr3"]),
        ("SELECT id, COUNT(*), SUM(a) FROM t", {"id": "1", "expr2": "2"}, ["id", "expr1", "expr2"]),
        ("SELECT id, COUNT(*) FROM t", {"id": "1", "expr7": "2"}, ["id", "expr1", "expr7"]),
        ("SELECT *, TO_CHAR(d) FROM t", {"expr1": "x", "b": "1", "a": "2"}, ["a", "b", "expr1"]),
        ("SELECT id, t.* FROM t", {"id": "1", "z": "1", "c": "2"}, ["id", "c", "z"]),
        ("SELECT id FROM t", {"id": "1", "surprise": "2"}, ["id", "surprise"]),
        ("SELECT ((", {"b": "1", "expr10": "1", "expr2": "1", "a": "1"}, ["a", "b", "expr2", "expr10"]),
    ],
)
def test_no_key_that_came_is_lost(query: str, item: dict[str, str], keys: list[str]) -> None:
    rows, found = rows_of(query, [item])
    assert found == keys
    assert {key: value for key, value in rows[0].items() if value is not None} == item


def test_keys_are_lower_case_whatever_comes() -> None:
    rows, _ = rows_of("SELECT companyName AS Name FROM customer", [{"Name": "A"}])
    assert rows == [{"name": "A"}]


def test_columns_of_the_core_tables_are_typed() -> None:
    query = "SELECT id, trandate, posting, foreigntotal, COUNT(*) FROM transaction GROUP BY id"
    item = {"id": "7", "trandate": "31.1.2026", "posting": "F", "foreigntotal": "12.50", "expr1": "3"}
    rows, warnings = typed(query, [item])
    assert rows == [{"id": "7", "trandate": "2026-01-31", "posting": False, "foreigntotal": 12.5, "expr1": 3}]
    assert warnings == []


def test_types_of_the_caller_come_first() -> None:
    query = "SELECT id, TO_CHAR(createddate, 'YYYY-MM-DD HH24:MI:SS') AS made, foreigntotal FROM transaction"
    item = {"id": "7", "made": "2026-01-31 17:00:05", "foreigntotal": "1.0"}
    rows, warnings = typed(query, [item], ID=Kind.INTEGER, made=Kind.DATE_TIME, foreigntotal=Kind.TEXT)
    assert rows == [{"id": 7, "made": "2026-01-31T17:00:05", "foreigntotal": "1.0"}]
    assert warnings == []


def test_values_that_do_not_fit_stay_text_and_are_reported() -> None:
    rows, warnings = typed(
        "SELECT trandate, foreigntotal FROM transaction",
        [{"trandate": "1/31/2026", "foreigntotal": "n/a"}, {"foreigntotal": "1"}, {"trandate": "1/30/2026"}],
    )
    assert rows[0] == {"trandate": "1/31/2026", "foreigntotal": "n/a"}
    assert rows[1] == {"trandate": None, "foreigntotal": 1}
    assert len(warnings) == 2
    assert "2 values of 'trandate'" in warnings[0]
    assert "D.M.YYYY" in warnings[0]


def test_stars_are_typed_by_their_tables() -> None:
    rows, _ = typed("SELECT * FROM currency", [{"id": "1", "isbasecurrency": "T", "exchangerate": "1.25"}])
    assert rows == [{"exchangerate": 1.25, "id": "1", "isbasecurrency": True}]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("5.00", 5),
        (".5", 0.5),
        ("-.25", -0.25),
        ("0.1", 0.1),
        ("5.33333334", 5.33333334),
        ("1E2", 100),
        (7, 7),
    ],
)
def test_numbers(text: Any, value: float) -> None:
    assert converter(Kind.NUMBER, "M/D/YYYY")(text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.NUMBER, "1.00000000000000000001"),
        (Kind.NUMBER, "NaN"),
        (Kind.NUMBER, "1E999999999"),
        (Kind.NUMBER, ""),
        (Kind.NUMBER, True),
        (Kind.INTEGER, "1.5"),
        (Kind.BOOLEAN, "yes"),
        (Kind.DATE, "31/31/2026"),
        (Kind.DATE_TIME, "2026-02-30 00:00:00"),
        (Kind.DATE_TIME, "2026-02-03"),
    ],
)
def test_what_would_lose_something_is_a_misfit(kind: Kind, text: Any) -> None:
    with pytest.raises(Misfit):
        converter(kind, "M/D/YYYY")(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_amounts_keep_their_digits(amount: Decimal) -> None:
    value = converter(Kind.NUMBER, "M/D/YYYY")(str(amount))
    assert Decimal(repr(value)) == amount


@given(st.integers(-(10**37), 10**37))
def test_whole_numbers_of_any_size_keep_their_digits(number: int) -> None:
    assert converter(Kind.INTEGER, "M/D/YYYY")(str(number)) == number


FORMATS = {
    "M/D/YYYY": "{d.month}/{d.day}/{d.year:04}",
    "D/M/YYYY": "{d.day}/{d.month}/{d.year:04}",
    "D-Mon-YYYY": "{d.day}-{d:%b}-{d.year:04}",
    "D.M.YYYY": "{d.day}.{d.month}.{d.year:04}",
    "DD-MONTH-YYYY": "{d:%d}-{d:%B}-{d.year:04}",
    "DD MONTH, YYYY": "{d:%d} {d:%B}, {d.year:04}",
    "YYYY/M/D": "{d.year:04}/{d.month}/{d.day}",
    "YYYY-MM-DD": "{d.year:04}-{d:%m}-{d:%d}",
}


@given(st.dates(), st.sampled_from(sorted(FORMATS)))
def test_dates_in_every_format_of_a_user(day: Any, date_format: str) -> None:
    assert iso_date(FORMATS[date_format].format(d=day), date_format) == day.isoformat()


@given(st.text(max_size=30).filter(lambda text: text.count(":") < 2))
def test_other_texts_are_no_dates(text: str) -> None:
    assert iso_date(text, "M/D/YYYY") is None or "/" in text or "-" in text
    assert iso_date_time(text) is None
