"""Values for ``?``: bound and quoted."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.errors import InputError
from suiteplug.connector.suiteql import binding
from suiteplug.connector.suiteql.tokens import TokenKind, tokenize

if TYPE_CHECKING:
    from suiteplug.connector.suiteql.binding import Param

QUERY = "SELECT '?' FROM t WHERE a = ? AND b IN (?, q'{?}') AND c > ?"


def quoted(*params: Param) -> str:
    marks = [token for token in tokenize(QUERY) if token.kind is TokenKind.PLACEHOLDER]
    binding.check_count(marks, params)
    return binding.with_literals(QUERY, marks, params)


def test_literals_stand_where_the_marks_stood() -> None:
    assert (
        quoted("O'Neill", True, -5.5) == "SELECT '?' FROM t WHERE a = 'O''Neill' AND b IN ('T', q'{?}') AND c > (-5.5)"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x", "x"),
        ("", ""),
        (5, "5"),
        (10**30, "1" + "0" * 30),
        (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (Decimal("12.50"), "12.50"),
        (True, "T"),
        (False, "F"),
    ],
)
def test_values_are_bound_as_texts(value: Param, text: str) -> None:
    assert binding.bound([value]) == [text]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), None, [1], "a\0b"])
def test_values_that_suiteql_does_not_know_are_refused(value: Param) -> None:
    with pytest.raises(InputError) as caught:
        binding.bound(["x", value])
    assert caught.value.field == "params[1]"


@pytest.mark.parametrize("params", [(), ("a",), ("a", "b", "c", "d")])
def test_as_many_values_as_marks(params: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match=f"3 \\?, but params has {len(params)} values"):
        quoted(*params)


@given(st.lists(st.text(st.characters(exclude_characters="\0")), min_size=3, max_size=3))
def test_no_text_breaks_out_of_its_literal(values: list[str]) -> None:
    before = [token for token in tokenize(QUERY) if token.kind is not TokenKind.PLACEHOLDER]
    literals = list(values)
    after = list(tokenize(quoted(*values)))
    for token in before:
        position = next(
            index for index, other in enumerate(after) if other.text == token.text and other.kind is token.kind
        )
        del after[position]
    unquoted = [token.text[1:-1].replace("''", "'") for token in after]
    assert sorted(unquoted) == sorted(literals)
