"""q filters: what NetSuite can read is let through, what it cannot is explained."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.errors import InputError
from suiteplug.connector.records.filter_words import OPERATORS, PAIRS, WITHOUT_VALUE
from suiteplug.connector.records.filters import check_filter, write_date

FORMAT = "M/D/YYYY"


@pytest.mark.parametrize(
    "q",
    [
        'companyName START_WITH "Blue Kiln"',
        "isInactive IS false",
        "isinactive is true and id any_of [1,2 , 3]",
        "id BETWEEN_NOT [1, 42]",
        "email EMPTY OR (email CONTAIN kiln AND NOT_A_WORD IS x)",
        'dateCreated ON_OR_AFTER "1/1/2019" AND dateCreated BEFORE "1/1/2020"',
        "email IS ap@bluekiln.example",
        'memo IS "she said \\"no\\" (twice"',
        'externalId IS "RED|PO|1337"',
        "((id EQUAL 1))",
        "memo IS 'single'",
        "total GREATER -5.5",
        "email EMPTY_NOT AND phone EMPTY",
        "name ENDWITH x AND name END_WITH_NOT y",
        'memo IS "2026-01-31"',
    ],
)
def test_good_filters_pass(q: str) -> None:
    check_filter(q, FORMAT)


@pytest.mark.parametrize(
    ("q", "problem", "fix"),
    [
        ("", "empty", "Leave query out"),
        ('companyName IS "Blue', "not closed", "Close it"),
        ("(id EQUAL 1", "not closed", "Close it"),
        ("id EQUAL 1)", "not opened", "Remove it"),
        ("id ANY_OF [1, 2", "ends where", "Complete"),
        ("id ANY_OF []", "empty", "at least one"),
        ("id ANY_OF [1 2]", "comma", "[1, 2, 3]"),
        ("id ANY_OF [,]", "','", "[1, 2, 3]"),
        ("id BETWEEN [1]", "two values", "BETWEEN [1, 42]"),
        ("id BETWEEN 1", "two values", "BETWEEN [1, 42]"),
        ("companyName STARTS_WITH x", "no operator 'STARTS_WITH'", "START_WITH"),
        ("companyName CONTAINED x", "no operator", "CONTAIN"),
        ("id = 5", "no operator '='", "EQUAL"),
        ("id=5", "'id=5'", "isInactive IS false"),
        ("id IN [1]", "no operator 'IN'", "ANY_OF"),
        ("NOT isInactive IS true", "NOT", "_NOT"),
        ("companyName IS Blue Kiln", "before 'Kiln'", "double quotes"),
        ("id EQUAL 1 id EQUAL 2", "before 'id'", "AND"),
        ("id EQUAL AND x IS y", "value is missing", "EMPTY"),
        ("id EQUAL", "ends where a value", "Complete"),
        ("id", "ends where an operator", "Complete"),
        ("id EQUAL 1 AND", "ends where a condition", "Complete"),
        ('"id" EQUAL 1', "field name", "FIELD OPERATOR VALUE"),
        ("tranDate ON_OR_AFTER 2026-08-12", "ISO date", '"8/12/2026"'),
        ('tranDate BEFORE "2026-08-12T10:00:00Z"', "ISO date", '"8/12/2026"'),
        ("tranDate BEFORE 2026-13-12", "no date", FORMAT),
        ("tranDate AFTER_NOT 2026-08-12", "ISO date", '"8/12/2026"'),
        ("(" * 60 + "id EQUAL 1" + ")" * 60, "nested", "Simplify"),
    ],
)
def test_bad_filters_are_explained(q: str, problem: str, fix: str) -> None:
    with pytest.raises(InputError) as caught:
        check_filter(q, FORMAT)
    assert problem in caught.value.message
    assert fix in caught.value.fix
    assert caught.value.field == "query"
    assert caught.value.code == "INVALID_FILTER"


def test_iso_dates_pass_where_the_user_has_that_format() -> None:
    check_filter("tranDate ON 2026-08-12", "YYYY-MM-DD")


@pytest.mark.parametrize(
    ("date_format", "shown"),
    [
        ("M/D/YYYY", "8/2/2026"),
        ("MM/DD/YYYY", "08/02/2026"),
        ("D.M.YYYY", "2.8.2026"),
        ("DD-Mon-YYYY", "02-Aug-2026"),
        ("DD-MON-YYYY", "02-AUG-2026"),
        ("D MONTH, YYYY", "2 August, 2026"),
        ("YYYY-MM-DD", "2026-08-02"),
    ],
)
def test_dates_in_the_users_format(date_format: str, shown: str) -> None:
    assert write_date(date(2026, 8, 2), date_format) == shown


fields = st.sampled_from(["id", "companyName", "custentity_size"])
texts = st.text(st.characters(blacklist_characters='"\\', blacklist_categories=["Cs"]), min_size=1).map(
    lambda text: f'"{text}"'
)
words = st.from_regex(r"[A-Za-z0-9_.@-]{1,12}", fullmatch=True).filter(lambda word: word.upper() not in {"AND", "OR"})


@st.composite
def conditions(draw: st.DrawFn) -> str:
    operator = draw(st.sampled_from(sorted(OPERATORS - {name for name in OPERATORS if "ON" in name.split("_")})))
    field = draw(fields)
    if operator in WITHOUT_VALUE:
        return f"{field} {operator}"
    one = texts | words
    size = 2 if operator in PAIRS else draw(st.integers(1, 4))
    values = draw(st.lists(one, min_size=size, max_size=size))
    if operator in PAIRS or draw(st.booleans()):
        return f"{field} {operator} [{', '.join(values)}]"
    return f"{field} {operator} {values[0]}"


expressions = st.recursive(
    conditions(),
    lambda inner: (
        st.tuples(inner, st.sampled_from(["AND", "or"]), inner).map(" ".join) | inner.map(lambda text: f"({text})")
    ),
    max_leaves=8,
)


@given(expressions)
def test_whatever_the_grammar_makes_passes(q: str) -> None:
    check_filter(q, "YYYY-MM-DD")


@given(st.text(max_size=60))
def test_any_text_passes_or_is_explained(q: str) -> None:
    refused: InputError | None = None
    try:
        check_filter(q, FORMAT)
    except InputError as error:
        refused = error
    assert refused is None or (refused.message.endswith(".") and refused.fix)
