"""Dates asked for as ISO text, and what is left alone."""

from __future__ import annotations

import pytest

from suiteplug.connector.suiteql.dated import with_iso_dates
from suiteplug.connector.suiteql.kinds import Kind
from suiteplug.connector.suiteql.statement import prepare

DAY, MOMENT = "'YYYY-MM-DD'", "'YYYY-MM-DD HH24:MI:SS'"


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("id, trandate", f"id, TO_CHAR(trandate, {DAY}) AS trandate"),
        ("t.trandate d", f"TO_CHAR(t.trandate, {DAY}) AS d"),
        ('t.lastmodifieddate AS "lmd"', f"TO_CHAR(t.lastmodifieddate, {MOMENT}) AS lmd"),
        ("TOP 5 createddate", f"TOP 5 TO_CHAR(createddate, {MOMENT}) AS createddate"),
        ("MAX(duedate), COUNT(*)", f"TO_CHAR(MAX(duedate), {DAY}), COUNT(*)"),
        ("NVL(duedate, TO_DATE(?, 'YYYY')) due", f"TO_CHAR(NVL(duedate, TO_DATE(?, 'YYYY')), {DAY}) AS due"),
        ("SYSDATE + 1 AS soon", f"TO_CHAR(SYSDATE + 1, {MOMENT}) AS soon"),
        ("TO_CHAR(trandate, 'Q') q, EXTRACT(YEAR FROM trandate) y", None),
        ("DISTINCT trandate", None),
        ("*, trandate", f"*, TO_CHAR(trandate, {DAY}) AS trandate"),
    ],
)
def test_outputs(given: str, sent: str | None) -> None:
    text = with_iso_dates(prepare(f"SELECT {given} FROM transaction t")).text  # noqa: S608 - SQL is what is tested
    assert text == f"SELECT {sent or given} FROM transaction t"  # noqa: S608


@pytest.mark.parametrize(
    "query",
    [
        "SELECT trandate FROM transaction UNION SELECT duedate FROM transaction",
        "WITH x AS (SELECT trandate FROM transaction) SELECT trandate FROM x",
        "SELECT id FROM transaction WHERE trandate > TO_DATE('2026-01-01', 'YYYY-MM-DD')",
    ],
)
def test_what_is_left_alone(query: str) -> None:
    assert with_iso_dates(prepare(query)).text == query


def test_marks_and_kinds_fit_the_new_text() -> None:
    statement = with_iso_dates(prepare("SELECT trandate, lastmodifieddate FROM transaction WHERE id > ? AND id < ?"))
    assert [output.kind for output in statement.outputs or ()] == [Kind.DATE, Kind.DATE_TIME]
    assert [statement.text[mark.start : mark.end] for mark in statement.marks] == ["?", "?"]
