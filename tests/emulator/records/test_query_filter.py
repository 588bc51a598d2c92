"""``q``: every operator on every kind of field, the grammar, and random expressions against a Python model."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.record.query_filter.grammar import Condition, Group, parse
from suiteplug.emulator.record.query_filter.to_sql import Translator
from suiteplug.emulator.schema import STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.record.query_filter.grammar import Expression

CUSTOMERS: list[dict[str, Any]] = [
    {"id": "-5", "companyName": "Blue Kiln", "creditLimit": 100.0, "isInactive": True, "terms": "2"},
    {"id": "1", "companyName": "blue moon", "creditLimit": 250.5, "email": "a%b@example.com", "externalId": "RED|1"},
    {"id": "2", "companyName": "Kiln_Parts", "startDate": "2019-01-01", "dateCreated": "2019-01-01T23:59:59Z"},
    {"id": "3", "startDate": "2019-12-31", "dateCreated": "2020-01-01T00:00:00Z", "emailPreference": "PDF"},
    {"id": "42", "companyName": 'with "quotes"', "isInactive": False, "contactList": ["7", "8"], "terms": "10"},
]


@pytest.fixture
def customers(doors: Any) -> Any:
    doors.store.delete("customer", "107")
    for body in CUSTOMERS:
        doors.store.put("customer", dict(body))
    return doors


async def found(doors: Any, query: str) -> list[int]:
    import httpx

    transport = httpx.ASGITransport(app=doors.asgi)
    async with httpx.AsyncClient(transport=transport, base_url="https://x/services/rest/record/v1") as http:
        reply = await http.get("/customer", params={"q": query})
    assert reply.status_code == 200, reply.text
    return [int(item["id"]) for item in reply.json()["items"]]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("companyName EMPTY", [3]),
        ("companyName EMPTY_NOT", [-5, 1, 2, 42]),
        ("isInactive IS true", [-5]),
        ("isInactive IS false", [1, 2, 3, 42]),
        ("isInactive IS_NOT true", [1, 2, 3, 42]),
        ('companyName IS "blue kiln"', [-5]),
        ('companyName IS_NOT "blue kiln"', [1, 2, 42]),
        ("companyName START_WITH Blue", [-5, 1]),
        ('companyName START_WITH "Blue K"', [-5]),
        ("companyName START_WITH_NOT Blue", [2, 42]),
        ("companyName CONTAIN kiln", [-5, 2]),
        ("companyName CONTAIN _", [2]),
        ("companyName CONTAIN_NOT kiln", [1, 42]),
        ("companyName ENDWITH moon", [1]),
        ("companyName END_WITH moon", [1]),
        ("companyName END_WITH_NOT moon", [-5, 2, 42]),
        (r'companyName CONTAIN "\"quotes\""', [42]),
        ("email CONTAIN %", [1]),
        ('externalId IS "RED|1"', [1]),
        ("creditLimit EQUAL 100", [-5]),
        ("creditLimit EQUAL_NOT 100", [1]),
        ("creditLimit GREATER 100", [1]),
        ("creditLimit GREATER_OR_EQUAL 100", [-5, 1]),
        ("creditLimit LESS 250.5", [-5]),
        ("creditLimit LESS_OR_EQUAL 250.5", [-5, 1]),
        ("creditLimit LESS_NOT 250.5", [1]),
        ("creditLimit BETWEEN [100, 200]", [-5]),
        ("creditLimit BETWEEN_NOT [100, 200]", [1]),
        ("creditLimit WITHIN [ 0,1000 ]", [-5, 1]),
        ("creditLimit ANY_OF [100,7]", [-5]),
        ("id ANY_OF [1, 2, 99]", [1, 2]),
        ("id ANY_OF_NOT [1, 2]", [-5, 3, 42]),
        ("id BETWEEN_NOT [1, 42]", [-5]),
        ("id GREATER 2", [3, 42]),
        ("terms ANY_OF [2,3]", [-5]),
        ("terms EQUAL 10", [42]),
        ("terms GREATER 2", [42]),
        ("terms EMPTY", [1, 2, 3]),
        ("emailPreference ANY_OF [PDF]", [3]),
        ("emailPreference IS PDF", [3]),
        ("contactList ANY_OF [8]", [42]),
        ("contactList ANY_OF_NOT [8]", []),
        ('startDate ON "1/1/2019"', [2]),
        ("startDate ON 1/1/2019", [2]),
        ("startDate ON_NOT 1/1/2019", [3]),
        ("startDate AFTER 1/1/2019", [3]),
        ("startDate BEFORE 12/31/2019", [2]),
        ("startDate ON_OR_AFTER 12/31/2019", [3]),
        ("startDate ON_OR_BEFORE 12/31/2019", [2, 3]),
        ("dateCreated ON 1/1/2019", [2]),
        ('dateCreated ON_OR_AFTER "1/1/2019" AND dateCreated BEFORE "1/1/2020"', [2]),
        ('dateCreated AFTER "1/1/2019 11:59 pm"', [2, 3]),
        ('dateCreated ON "1/1/2020 12:00 am"', [3]),
        ("id LESS 0 OR id GREATER 3 AND companyName EMPTY_NOT", [-5, 42]),
        ("(id LESS 0 OR id GREATER 2) AND companyName EMPTY_NOT", [-5, 42]),
        ("(id LESS 0 OR id GREATER 2) AND companyName EMPTY", [3]),
        ("companyname start_with blue and ISINACTIVE is true", [-5]),
    ],
)
async def test_operators(customers: Any, query: str, ids: list[int]) -> None:

    assert sorted(await found(customers, query)) == sorted(ids)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "companyName",
        "companyName IS",
        "companyName IS a b",
        "companyName IS [a",
        "companyName IS a]",
        "companyName IS a AND",
        "AND companyName IS a",
        "(companyName IS a",
        "companyName IS a)",
        "companyName IS [a, b]",
        "companyName IS [,]",
        'companyName IS "a',
        "companyName IS 'a'",
        '"companyName" IS a',
        "companyName EMPTY a",
        "companyName GREATER 1",
        "companyName LIKE a",
        "creditLimit IS 1",
        "creditLimit EQUAL many",
        "creditLimit BETWEEN 1",
        "creditLimit BETWEEN [1]",
        "creditLimit BETWEEN [1,2,3]",
        "creditLimit EQUAL [1,2]",
        "isInactive IS T",
        "isInactive EQUAL true",
        "terms IS 2",
        "terms CONTAIN 2",
        "terms GREATER x",
        "contactList EQUAL 8",
        "startDate ON 2019-01-01",
        "startDate ON 13/1/2019",
        "startDate ON 2/30/2019",
        'startDate ON "1/1/2019 13:00 pm"',
        "startDate IS 1/1/2019",
        "startDate ON [1/1/2019, 1/2/2019]",
        "balance EQUAL 1",
        "subsidiary EQUAL 1",
        "addressBook EMPTY",
        "currency.name IS x",
        "companyName%20IS%20a",
        "(" * 60 + "id EQUAL 1" + ")" * 60,
    ],
)
async def test_refused(customers: Any, query: str) -> None:
    import httpx

    transport = httpx.ASGITransport(app=customers.asgi)
    async with httpx.AsyncClient(transport=transport, base_url="https://x/services/rest/record/v1") as http:
        reply = await http.get("/customer", params={"q": query})
    assert reply.status_code == 400
    (detail,) = reply.json()["o:errorDetails"]
    assert detail["o:errorCode"] == "INVALID_PARAMETER"
    assert detail["o:errorQueryParam"] == "q"
    assert detail["detail"].startswith("Invalid search query.")


def test_unknown_names_are_answered_with_the_type() -> None:
    known = r"Unknown identifier 'subsidiary'\. Available identifiers are: \{customer=customer\}\."
    with pytest.raises(Problem, match=known):
        Translator(STANDARD.get("customer"), "M/D/YYYY").clause(parse("subsidiary ANY_OF [1]"))


@pytest.mark.parametrize(
    ("date_format", "text", "expected"),
    [
        ("M/D/YYYY", "8/2/2026", "2026-08-02"),
        ("D/M/YYYY", "8/2/2026", "2026-02-08"),
        ("DD.MM.YYYY", "08.02.2026", "2026-02-08"),
        ("DD-Mon-YYYY", "08-feb-2026", "2026-02-08"),
        ("DD-MONTH-YYYY", "08-February-2026", "2026-02-08"),
        ("YYYY-MM-DD", "2026-08-02", "2026-08-02"),
        ("dd.mm.yy", "08.02.26", "2026-02-08"),
    ],
)
def test_dates_follow_the_account(date_format: str, text: str, expected: str) -> None:
    clause = Translator(STANDARD.get("customer"), date_format).clause(parse(f'startDate ON "{text}"'))
    assert clause.parameters[0] == expected


async def test_large_tables_get_an_index(doors: Any) -> None:
    with doors.store.transaction():
        for number in range(600):
            doors.store.put("customer", {"email": f"user{number}@example.com"})
    assert await found(doors, "email IS USER7@example.com") == [115]
    plan = doors.store.db.execute(
        "EXPLAIN QUERY PLAN SELECT id FROM record_of_customer"
        " WHERE json_extract(body, '$.\"email\"') = 'x' COLLATE NOCASE"
    ).fetchall()
    assert "USING INDEX" in plan[0][3]
    doors.store.put("customer", {"id": "115", "email": "other@example.com"})
    assert await found(doors, "email IS user7@example.com") == []


def test_and_binds_tighter() -> None:
    one, two, three = (Condition("id", "EQUAL", negated=False, values=(n,)) for n in "123")
    assert parse("id EQUAL 1 OR id EQUAL 2 AND id EQUAL 3") == Group("OR", (one, Group("AND", (two, three))))
    assert parse("(id EQUAL 1 OR id EQUAL 2) AND id EQUAL 3") == Group("AND", (Group("OR", (one, two)), three))


WORDS = ["kiln", "Kiln", "blue", "BLUE moon", "100%", "under_score", 'quo"te', "back\\slash", ""]
NUMBERS = [-1, 0, 1, 2.5, 100]
RECORD = st.fixed_dictionaries(
    {},
    optional={
        "companyName": st.sampled_from(WORDS),
        "creditLimit": st.sampled_from([float(n) for n in NUMBERS]),
        "isInactive": st.booleans(),
        "startDate": st.sampled_from(["2019-01-01", "2019-06-15", "2020-02-29"]),
        "terms": st.sampled_from(["1", "2", "10"]),
    },
)
DATES = {"1/1/2019": "2019-01-01", "6/15/2019": "2019-06-15", "2/29/2020": "2020-02-29", "12/1/2018": "2018-12-01"}


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def of_text(operator: str, value: str) -> tuple[str, Callable[[dict[str, Any]], bool]]:
    tests: dict[str, Callable[[str, str], bool]] = {
        "IS": lambda have, want: have == want,
        "CONTAIN": lambda have, want: want in have,
        "START_WITH": lambda have, want: have.startswith(want),
        "ENDWITH": lambda have, want: have.endswith(want),
    }

    def matches(record: dict[str, Any]) -> bool:
        have = record.get("companyName")
        return have is not None and tests[operator](have.lower(), value.lower())

    return f"companyName {operator} {quoted(value)}", matches


def of_number(operator: str, value: float) -> tuple[str, Callable[[dict[str, Any]], bool]]:
    tests: dict[str, Callable[[float], bool]] = {
        "EQUAL": lambda have: have == value,
        "GREATER": lambda have: have > value,
        "GREATER_OR_EQUAL": lambda have: have >= value,
        "LESS": lambda have: have < value,
        "LESS_OR_EQUAL": lambda have: have <= value,
    }

    def matches(record: dict[str, Any]) -> bool:
        return "creditLimit" in record and tests[operator](record["creditLimit"])

    return f"creditLimit {operator} {value}", matches


def of_date(operator: str, text: str) -> tuple[str, Callable[[dict[str, Any]], bool]]:
    want = DATES[text]
    tests: dict[str, Callable[[str], bool]] = {
        "ON": lambda have: have == want,
        "AFTER": lambda have: have > want,
        "BEFORE": lambda have: have < want,
        "ON_OR_AFTER": lambda have: have >= want,
        "ON_OR_BEFORE": lambda have: have <= want,
    }

    def matches(record: dict[str, Any]) -> bool:
        return "startDate" in record and tests[operator](record["startDate"])

    return f"startDate {operator} {text}", matches


def of_choice(ids: list[int]) -> tuple[str, Callable[[dict[str, Any]], bool]]:
    return f"terms ANY_OF {ids}", lambda record: record.get("terms") in {str(each) for each in ids}


def of_box(*, value: bool) -> tuple[str, Callable[[dict[str, Any]], bool]]:
    return f"isInactive IS {str(value).lower()}", lambda record: record.get("isInactive", False) is value


CONDITION = st.one_of(
    st.builds(of_text, st.sampled_from(["IS", "CONTAIN", "START_WITH", "ENDWITH"]), st.sampled_from(WORDS)),
    st.builds(
        of_number,
        st.sampled_from(["EQUAL", "GREATER", "GREATER_OR_EQUAL", "LESS", "LESS_OR_EQUAL"]),
        st.sampled_from(NUMBERS),
    ),
    st.builds(
        of_date,
        st.sampled_from(["ON", "AFTER", "BEFORE", "ON_OR_AFTER", "ON_OR_BEFORE"]),
        st.sampled_from(sorted(DATES)),
    ),
    st.builds(of_choice, st.lists(st.sampled_from([1, 2, 3, 10]), min_size=1, max_size=3)),
    st.builds(of_box, value=st.booleans()),
)


def joined(word: str, parts: list[Any]) -> tuple[str, Callable[[dict[str, Any]], bool]]:
    combine = all if word == "AND" else any
    text = f" {word} ".join(f"({part[0]})" for part in parts)
    return text, lambda record: combine(part[1](record) for part in parts)


EXPRESSION = st.recursive(
    CONDITION,
    lambda inner: st.builds(joined, st.sampled_from(["AND", "OR"]), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=8,
)


@given(records=st.lists(RECORD, max_size=8), expression=EXPRESSION)
@settings(max_examples=300, deadline=None)
def test_random_expressions_against_a_model(records: list[dict[str, Any]], expression: Any) -> None:
    text, matches = expression
    clause = Translator(STANDARD.get("customer"), "M/D/YYYY").clause(parse(text))
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE records (id INTEGER PRIMARY KEY, external_id TEXT, body TEXT)")
    rows = [(number, json.dumps(record)) for number, record in enumerate(records)]
    db.executemany("INSERT INTO records (id, body) VALUES (?, ?)", rows)
    selected = {row[0] for row in db.execute(f"SELECT id FROM records WHERE {clause.sql}", clause.parameters)}  # noqa: S608
    db.close()
    assert selected == {number for number, record in enumerate(records) if matches(record)}


@given(text=st.text(alphabet="ab \"[](),\\'ANDORIS_\n", max_size=40))
@settings(max_examples=300)
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        expression: Expression = parse(text)
    except Problem as problem:
        assert problem.status == 400  # noqa: PT017 - both outcomes are right
    else:
        assert isinstance(expression, Condition | Group)
