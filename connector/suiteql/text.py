"""The text of a statement before it leaves: tidied, and refused where NetSuite would not run it anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.connector.errors import InputError
from suiteplug.connector.suiteql.tokens import Token, TokenKind, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_IN_LIST = 1000

_COMMENTS = {TokenKind.COMMENT, TokenKind.LINE_COMMENT}
_VALUES = {TokenKind.STRING, TokenKind.NUMBER, TokenKind.PLACEHOLDER}


def tidy(query: str) -> tuple[str, tuple[Token, ...]]:
    """The statement as it is sent, with its tokens (no comments among them).

    ``--`` comments are taken out: whoever joins lines on the way would make them swallow the rest. So is a closing
    semicolon, which NetSuite refuses.

    Raises:
        InputError: The text cannot be a SuiteQL statement.
    """
    text = query.strip()
    tokens = tokenize(text)
    if any(token.kind is TokenKind.LINE_COMMENT for token in tokens):
        text = _without(text, [(token.start, token.end) for token in tokens if token.kind is TokenKind.LINE_COMMENT])
        text = text.strip()
        tokens = tokenize(text)
    code = tuple(token for token in tokens if token.kind not in _COMMENTS)
    while code and code[-1].text == ";":
        text, code = text[: code[-1].start].rstrip(), code[:-1]
    _check(code)
    return text, code


def placeholders(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The ``?`` outside of quotes and comments."""
    return tuple(token for token in tokens if token.kind is TokenKind.PLACEHOLDER)


def abridged(text: str, tokens: Sequence[Token]) -> str:
    """The statement with one member left of each IN list of plain values: the same to a reader, and short.

    Raises:
        InputError: Such a list is longer than NetSuite takes.
    """
    cuts = []
    for position, token in enumerate(tokens):
        if token.is_word("IN"):
            members, end = _plain_list(tokens, position + 1)
            check_in_list(len(members))
            if len(members) > 1:
                cuts.append((members[0].end, tokens[end].start))
    return _without(text, cuts)


def check_in_list(length: int) -> None:
    """Raises InputError for a list that is too long (Oracle help: article_0824094533)."""
    if length > MAX_IN_LIST:
        raise _refusal(
            f"An IN list has {length:,} members; NetSuite takes {MAX_IN_LIST:,}.",
            "Ask in several queries, or put a sub-select into IN.",
            "IN_LIST_TOO_LONG",
        )


def _plain_list(tokens: Sequence[Token], start: int) -> tuple[list[Token], int]:
    """Members of ``(value, value, ...)`` and the position of its end; none when it is another kind of list."""
    members: list[Token] = []
    if start >= len(tokens) or tokens[start].text != "(":
        return members, start
    for position in range(start + 1, len(tokens)):
        token = tokens[position]
        if token.kind in _VALUES:
            members.append(token)
        elif token.text == ")":
            return members, position
        elif token.text not in {",", "-", "+"}:
            break
    return [], start


def _without(text: str, cuts: Sequence[tuple[int, int]]) -> str:
    pieces, position = [], 0
    for start, end in cuts:
        pieces.append(text[position:start])
        position = end
    return "".join((*pieces, text[position:]))


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
