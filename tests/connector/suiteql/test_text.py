"""Statements before they leave: quotes, comments, and what NetSuite would refuse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.errors import InputError
from suiteplug.connector.suiteql.statement import prepare
from suiteplug.connector.suiteql.text import abridged, placeholders, tidy
from suiteplug.connector.suiteql.tokens import TokenKind, tokenize


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("SELECT ? FROM dual", 1),
        ("SELECT '?' FROM dual WHERE x = ?", 1),
        ("SELECT 'it''s ?', \"a?\" FROM dual /* ? */ WHERE x = ? -- ?\nAND y = ?", 2),
        ("SELECT q'{it's ?}', q'[?]', q'!a ' ?!', N'?', nq'(?)' FROM dual WHERE x = ?", 1),
        ("SELECT seq'?' FROM dual", 0),
    ],
)
def test_placeholders_are_found_outside_of_quotes_and_comments(query: str, count: int) -> None:
    assert len(placeholders(tidy(query)[1])) == count


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("  SELECT id FROM customer ;; ", "SELECT id FROM customer"),
        ("SELECT id -- the key\nFROM customer", "SELECT id \nFROM customer"),
        ("SELECT '--' FROM dual -- x", "SELECT '--' FROM dual"),
        ("SELECT id FROM customer; /* end */", "SELECT id FROM customer"),
        ("(SELECT 1 FROM dual) UNION (SELECT 2 FROM dual)", "(SELECT 1 FROM dual) UNION (SELECT 2 FROM dual)"),
        ("WITH a AS (SELECT 1 x FROM dual) SELECT x FROM a", "WITH a AS (SELECT 1 x FROM dual) SELECT x FROM a"),
    ],
)
def test_statements_are_tidied(query: str, sent: str) -> None:
    assert tidy(query)[0] == sent


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("   ", "EMPTY_QUERY"),
        ("-- nothing", "EMPTY_QUERY"),
        ("DELETE FROM customer", "NOT_A_SELECT"),
        ("SELECT 1 FROM dual; SELECT 2 FROM dual", "SEVERAL_STATEMENTS"),
        ("SELECT [id] FROM customer", "SQUARE_BRACKETS"),
        ("SELECT id FROM customer LIMIT 5", "NO_LIMIT_CLAUSE"),
        ("SELECT id FROM customer LIMIT ?", "NO_LIMIT_CLAUSE"),
        ("SELECT 'open FROM customer", "UNCLOSED_QUOTE"),
        ('SELECT id AS "x FROM customer', "UNCLOSED_QUOTE"),
        ("SELECT id FROM customer /* open", "UNCLOSED_QUOTE"),
        ("SELECT id, companyname", "FROM_MISSING"),
        ("SELECT id FROM customer WHERE id IN (SELECT 1)", "FROM_MISSING"),
        ("SELECT t.id, l.id FROM transaction t, transactionline l", "DUPLICATE_COLUMN"),
        ("SELECT id AS n, companyname AS N FROM customer", "DUPLICATE_COLUMN"),
        ("SELECT id FROM customer WHERE id IN (" + ", ".join("1" * 1001) + ")", "IN_LIST_TOO_LONG"),  # noqa: S608
        ("SELECT id FROM customer WHERE id IN (LOWER('x')" + ", 'y'" * 1000 + ")", "IN_LIST_TOO_LONG"),
    ],
)
def test_what_cannot_run_is_refused_with_a_fix(query: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        prepare(query)
    assert caught.value.code == code
    assert caught.value.fix
    assert caught.value.field == "query"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT id FROM customer WHERE id IN BUILTIN.NAMED_GROUP('customer', 'mine')",
        "SELECT TOP 5 id FROM customer",
        "SELECT a.id FROM customer a, transaction b WHERE a.id = b.entity(+)",
        "SELECT creditlimit FROM customer FETCH FIRST 5 ROWS ONLY",
        "SELECT id FROM customer ORDER BY id ASC OFFSET 5 ROWS FETCH NEXT 5 ROWS ONLY",
        "SELECT %%% FROM nothing that parses ((",
    ],
)
def test_what_netsuite_may_know_is_let_through(query: str) -> None:
    assert prepare(query).text == query


@pytest.mark.parametrize(
    ("query", "short"),
    [
        ("SELECT id FROM t WHERE id IN (1, -2, 3) AND x = 1", "SELECT id FROM t WHERE id IN (1) AND x = 1"),
        (
            "SELECT id FROM t WHERE id in ('a', 'b,)', ?) OR y IN (2,3)",
            "SELECT id FROM t WHERE id in ('a') OR y IN (2)",
        ),
        ("SELECT id FROM t WHERE id IN (SELECT 1, 2 FROM x)", None),
        ("SELECT id FROM t WHERE id IN (1, LOWER('A'))", None),
        ("SELECT id FROM t WHERE id IN (5)", None),
        ("SELECT id FROM t WHERE id IN BUILTIN.NAMED_GROUP('a', 'b')", None),
        ("SELECT id FROM t WHERE id IN", None),
        ("SELECT id FROM t WHERE id IN (1, 2", None),
    ],
)
def test_lists_are_shortened_for_reading_only(query: str, short: str | None) -> None:
    text, tokens = tidy(query)
    assert abridged(text, tokens) == (short or query)
    assert prepare(query).text == query


@given(st.text())
def test_tokens_cover_the_text_or_it_is_refused(query: str) -> None:
    try:
        tokens = tokenize(query)
    except InputError:
        return
    position = 0
    for token in tokens:
        assert query[position : token.start].strip() == ""
        assert query[token.start : token.end] == token.text
        position = token.end
    assert query[position:].strip() == ""


@given(st.text())
def test_a_doubled_quotation_mark_never_ends_a_literal(value: str) -> None:
    literal = "'" + value.replace("'", "''") + "'"
    tokens = tokenize(f"x = {literal} AND y")
    assert [token.kind for token in tokens] == [
        TokenKind.WORD,
        TokenKind.SYMBOL,
        TokenKind.STRING,
        TokenKind.WORD,
        TokenKind.WORD,
    ]
    assert tokens[2].text == literal
