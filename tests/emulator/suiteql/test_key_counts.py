"""Totals of ranges of keys are those that counting gives, whatever happened in between."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.emulator.suiteql.key_counts import KeyCounts, KeyRange, range_of

LINE = 'SELECT COUNT(*) FROM "suiteql_transactionline" t1'
HEADER = 'SELECT COUNT(*) FROM "suiteql_transaction" t1'
BLOCK = 1024 * 100_000


@pytest.mark.parametrize(
    ("sql", "values", "expected"),
    [
        (HEADER, {}, KeyRange("suiteql_transaction", 0, 2**62)),
        (f'{HEADER} WHERE t1."id" > 17', {}, KeyRange("suiteql_transaction", 18, 2**62)),
        (f'{HEADER} WHERE t1."id" >= :p1 AND t1."id" < 90', {"p1": "17"}, KeyRange("suiteql_transaction", 17, 89)),
        (f'{HEADER} WHERE t1."id" > 17 AND t1."id" <= 9', {}, KeyRange("suiteql_transaction", 18, 9)),
        (f'{LINE} WHERE t1."uniquekey" = 500', {}, KeyRange("suiteql_transactionline", 500, 500)),
        (f'{LINE} WHERE t1."item" > 17', {}, None),
        (f'{LINE} WHERE t1."uniquekey" > :p1', {"p1": "1.5"}, None),
        (f'{LINE} WHERE t1."uniquekey" > :p1', {"p1": None}, None),
        (f'{LINE} WHERE (t1."uniquekey" > 1 OR t1."id" = 2)', {}, None),
        (f'{HEADER} WHERE t1."id" BETWEEN 1 AND 2', {}, None),
        (f'{HEADER} JOIN "suiteql_entity" t2 ON t2."id" = t1."entity"', {}, None),
        ('SELECT COUNT(*) FROM "suiteql_item" t1', {}, None),
    ],
)
def test_what_is_a_range_of_keys(sql: str, values: dict[str, str | None], expected: KeyRange | None) -> None:
    assert range_of(sql, values) == expected


@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("put"), st.integers(1, 9000), st.integers(0, 3)),
            st.tuples(st.just("remove"), st.integers(1, 9000), st.just(0)),
            st.tuples(st.just("count"), st.integers(0, 9500), st.integers(0, 9500)),
        ),
        max_size=40,
    )
)
def test_counts_follow_changes(steps: list[tuple[str, int, int]]) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE suiteql_transaction (id INTEGER PRIMARY KEY)")
    db.execute("CREATE TABLE suiteql_transactionline (uniquekey INTEGER PRIMARY KEY)")
    counts = KeyCounts(db)
    for what, first, second in steps:
        if what == "count":
            for table, key, unit in (("transaction", "id", 1), ("transactionline", "uniquekey", 100_000)):
                low, high = first * unit + second % 3, second * unit
                (expected,) = db.execute(
                    f"SELECT count(*) FROM suiteql_{table} WHERE {key} BETWEEN ? AND ?", (low, high)
                ).fetchone()
                assert counts.count(KeyRange(f"suiteql_{table}", low, high)) == expected
            continue
        db.execute("DELETE FROM suiteql_transaction WHERE id = ?", (first,))
        db.execute("DELETE FROM suiteql_transactionline WHERE uniquekey / 100000 = ?", (first,))
        if what == "put":
            db.execute("INSERT INTO suiteql_transaction VALUES (?)", (first,))
            lines = [(first * 100_000 + line,) for line in range(second + 1)]
            db.executemany("INSERT INTO suiteql_transactionline VALUES (?)", lines)
        counts.touch(first)
    db.close()


def test_blocks_are_counted_once() -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE suiteql_transaction (id INTEGER PRIMARY KEY)")
    db.executemany("INSERT INTO suiteql_transaction VALUES (?)", ((number,) for number in range(1, 10_001)))
    counts = KeyCounts(db)
    assert counts.count(KeyRange("suiteql_transaction", 0, 2**62)) == 10_000
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    assert counts.count(KeyRange("suiteql_transaction", 2000, 2**62)) == 8001
    assert not any("GROUP BY" in statement for statement in asked)
    counts.touch(5000)
    assert counts.count(KeyRange("suiteql_transaction", 2000, 2**62)) == 8001
    (again,) = (statement for statement in asked if "GROUP BY" in statement)
    assert "BETWEEN 4096 AND 5119" in again
    db.close()
