"""The text of a statement before it leaves: tidied, and refused where NetSuite would not run it anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.connector.errors import InputError
from suiteplug.connector.suiteql.tokens import Token, TokenKind, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMENTS = {TokenKind.COMMENT, TokenKind.LINE_COMMENT}


def tidy(query: str) -> tuple[str, tuple[Token, ...]]:
    """The statement as it is sent, with its tokens (no comments among them).

    ``--`` comments are taken out: whoever joins lines on the way would make them swallow the rest. So is a closing
    semicolon, which NetSuite refuses.

    Raises:
        InputError: The text cannot be a SuiteQL statement.
    """
    tokens = tokenize(query)
    pieces: list[str] = []
    position = 0
    for token in tokens:
        if token.kind is TokenKind.LINE_COMMENT:
            pieces.append(query[position : token.start])
            position = token.end
    text = ("".join(pieces) + query[position:]).strip()
    code = tuple(token for token in tokenize(text) if token.kind not in _COMMENTS)
    while code and code[-1].text == ";":
        text, code = text[: code[-1].start].rstrip(), code[:-1]
    _check(code)
    return text, code


def placeholders(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The ``?`` outside of quotes and comments."""
    return tuple(token for token in tokens if token.kind is TokenKind.PLACEHOLDER)


def _check(tokens: Sequence[Token]) -> None:
    if not tokens:
        raise _refusal("The query is empty.", "Give a SELECT statement.", "EMPTY_QUERY")
    first = next((token for token in tokens if token.text != "("), tokens[0])
    if not first.is_word("SELECT", "WITH"):
        raise _refusal(
            f"The query starts with '{first.text}'; SuiteQL only reads.",
            "Start with SELECT. To change records use the record actions.",
            "NOT_A_SELECT",
        )
    for token, following in zip(tokens, (*tokens[1:], None), strict=True):
        _check_token(token, following)


def _check_token(token: Token, following: Token | None) -> None:
    if token.text == ";":
        raise _refusal("The query holds more than one statement.", "Send one SELECT at a time.", "SEVERAL_STATEMENTS")
    if token.kind is TokenKind.SYMBOL and token.text in "[]":
        raise _refusal(
            "SuiteQL does not take square brackets.",
            'Write names as they are, or in double quotes: "my name".',
            "SQUARE_BRACKETS",
        )
    if token.is_word("LIMIT") and following is not None and _is_count(following):
        raise _refusal(
            f"SuiteQL has no LIMIT {following.text}.",
            "Leave it out and give the input limit (and max_rows), or write "
            f"FETCH FIRST {following.text} ROWS ONLY at the end.",
            "NO_LIMIT_CLAUSE",
        )


def _is_count(token: Token) -> bool:
    return token.kind in {TokenKind.NUMBER, TokenKind.PLACEHOLDER}


def _refusal(message: str, fix: str, code: str) -> InputError:
    """Oracle help: section_156257796125, section_156257799794."""
    return InputError(
        message,
        code=code,
        field="query",
        cause="NetSuite does not run such a statement. Nothing was sent.",
        fix=fix,
    )
