"""Random WHERE, ORDER BY and paging over the orders, against the same done in Python on the records."""

from __future__ import annotations

from functools import cmp_to_key
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.emulator.suiteql.conftest import Asker

    Order = dict[str, Any]
    Truth = bool | None
    Predicate = Callable[[Order], Truth]

# column -> (key of the record, example values); numbers are compared bare and quoted, dates through TO_DATE.
NUMBERS = {"id": "id", "entity": "entity", "foreigntotal": "total", "currency": "currency", "terms": "terms"}
TEXTS = {"tranid": "tranId", "status": "orderStatus", "otherrefnum": "otherRefNum", "email": "email"}
OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def value_of(order: Order, column: str) -> Any:
    if column == "trandate":
        return order["tranDate"]
    value = order.get(NUMBERS.get(column) or TEXTS[column])
    return float(value) if column in NUMBERS and value is not None else value


def compared(column: str, operator: str, literal: Any) -> Predicate:
    def test(order: Order) -> Truth:
        value = value_of(order, column)
        return None if value is None else OPERATORS[operator](value, literal)

    return test


@st.composite
def numeric(draw: st.DrawFn) -> tuple[str, Predicate]:
    column, operator = draw(st.sampled_from(sorted(NUMBERS))), draw(st.sampled_from(sorted(OPERATORS)))
    number = draw(st.one_of(st.integers(0, 6000), st.integers(0, 50_000).map(lambda cents: cents / 100)))
    quoted = f"'{number}'" if draw(st.booleans()) else str(number)
    return f"t.{column} {operator} {quoted}", compared(column, operator, float(number))


@st.composite
def textual(draw: st.DrawFn) -> tuple[str, Predicate]:
    column, operator = draw(st.sampled_from(sorted(TEXTS))), draw(st.sampled_from(sorted(OPERATORS)))
    text = draw(st.sampled_from(["SO1010", "SO1100", "B", "G", "g", "PO-5000", "m@x", "o'neil", "%"]))
    escaped = text.replace("'", "''")
    return f"t.{column} {operator} '{escaped}'", compared(column, operator, text)


@st.composite
def dated(draw: st.DrawFn) -> tuple[str, Predicate]:
    operator = draw(st.sampled_from(sorted(OPERATORS)))
    day = draw(st.dates().filter(lambda day: 2025 <= day.year <= 2026)).isoformat()
    return f"t.trandate {operator} TO_DATE('{day}', 'YYYY-MM-DD')", compared("trandate", operator, day)


@st.composite
def empty(draw: st.DrawFn) -> tuple[str, Predicate]:
    column = draw(st.sampled_from(["otherrefnum", "email", "terms"]))
    negated = draw(st.booleans())
    sql = f"t.{column} IS {'NOT ' if negated else ''}NULL"
    return sql, lambda order: (value_of(order, column) is None) != negated


@st.composite
def listed(draw: st.DrawFn) -> tuple[str, Predicate]:
    letters = draw(st.lists(st.sampled_from("ABCDEFGH"), min_size=1, max_size=4))
    negated = draw(st.booleans())
    members = ", ".join(f"'{letter}'" for letter in letters)
    sql = f"t.status {'NOT ' if negated else ''}IN ({members})"
    return sql, lambda order: (order["orderStatus"] in letters) != negated


@st.composite
def liked(draw: st.DrawFn) -> tuple[str, Predicate]:
    start = draw(st.sampled_from(["SO10", "SO11", "so1", "SO1_", "%5"]))
    negated = draw(st.booleans())
    pattern = start if start.startswith("%") else f"{start}%"

    def test(order: Order) -> bool:
        text = order["tranId"]
        if start.startswith("%"):
            found = text.endswith(start[1:])
        else:
            found = len(text) >= len(start) and all(a in {b, "_"} for a, b in zip(start, text, strict=False))
        return bool(found) != negated

    return f"t.tranid {'NOT ' if negated else ''}LIKE '{pattern}'", test


def both(parts: list[tuple[str, Predicate]], word: str) -> tuple[str, Predicate]:
    def test(order: Order) -> Truth:
        truths = [predicate(order) for _, predicate in parts]
        decisive = word == "OR"
        if decisive in truths:
            return decisive
        return None if None in truths else not decisive

    return f"({f' {word} '.join(sql for sql, _ in parts)})", test


def negated(part: tuple[str, Predicate]) -> tuple[str, Predicate]:
    sql, predicate = part

    def test(order: Order) -> Truth:
        truth = predicate(order)
        return None if truth is None else not truth

    return f"NOT ({sql})", test


leaves = st.one_of(numeric(), textual(), dated(), empty(), listed(), liked())
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(both, st.lists(inner, min_size=2, max_size=3), st.sampled_from(["AND", "OR"])),
        st.builds(negated, inner),
    ),
    max_leaves=8,
)
keys = st.lists(
    st.tuples(
        st.sampled_from(["entity", "foreigntotal", "terms", "status", "otherrefnum", "email", "trandate"]),
        st.sampled_from(["ASC", "DESC"]),
        st.sampled_from(["", " NULLS FIRST", " NULLS LAST"]),
    ),
    max_size=3,
)


def ordered(orders: list[Order], sort: list[tuple[str, str, str]]) -> list[str]:
    def compare(a: Order, b: Order) -> int:
        for column, direction, nulls in sort:
            left, right = value_of(a, column), value_of(b, column)
            if left == right:
                continue
            if left is None or right is None:
                nulls_first = nulls == " NULLS FIRST" or (not nulls and direction == "DESC")
                return -1 if (left is None) == nulls_first else 1
            return (1 if left > right else -1) * (1 if direction == "ASC" else -1)
        return int(a["id"]) - int(b["id"])

    return [order["id"] for order in sorted(orders, key=cmp_to_key(compare))]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(condition=conditions, sort=keys, limit=st.sampled_from([7, 40, 1000]))
def test_rows_and_pages(
    company: Asker, condition: tuple[str, Predicate], sort: list[tuple[str, str, str]], limit: int
) -> None:
    sql, predicate = condition
    listed_keys = "".join(f"t.{column} {direction}{nulls}, " for column, direction, nulls in sort)
    statement = f"SELECT t.id FROM transaction t WHERE t.type = 'SalesOrd' AND {sql} ORDER BY {listed_keys}t.id ASC"
    expected = ordered([order for order in company.bodies("salesOrder") if predicate(order)], sort)
    found: list[str] = []
    for offset in range(0, max(len(expected), 1), limit):
        page = company.page(statement, limit=limit, offset=offset)
        assert page["totalResults"] == len(expected)
        assert page["hasMore"] == (offset + limit < len(expected))
        found += [item["id"] for item in page["items"]]
    assert found == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(condition=conditions, column=st.sampled_from(["status", "currency", "entity"]))
def test_groups(company: Asker, condition: tuple[str, Predicate], column: str) -> None:
    sql, predicate = condition
    rows = company.rows(
        f"SELECT t.{column} AS k, COUNT(*) AS n, SUM(t.foreigntotal) AS s, MIN(t.trandate) AS d FROM transaction t"
        f" WHERE t.type = 'SalesOrd' AND {sql} GROUP BY t.{column} HAVING COUNT(*) > 1"
    )
    groups: dict[str, list[Order]] = {}
    for order in company.bodies("salesOrder"):
        if predicate(order):
            groups.setdefault(str(order[NUMBERS.get(column) or TEXTS[column]]), []).append(order)
    expected = {
        key: (
            len(orders),
            round(sum(order["total"] for order in orders), 2),
            min(order["tranDate"] for order in orders),
        )
        for key, orders in groups.items()
        if len(orders) > 1
    }
    assert {row["k"]: (int(row["n"]), float(row["s"]), american(row["d"])) for row in rows} == expected


def american(day: str) -> str:
    """``8/12/2026`` as ``2026-08-12``."""
    month, day_of_month, year = day.split("/")
    return f"{year}-{int(month):02d}-{int(day_of_month):02d}"
