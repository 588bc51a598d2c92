"""Where the clauses of a statement stand in its text, so that conditions can be added without writing it anew. Pure.

The text stays the caller's own: what a parser does not know, such as a new function of NetSuite's, passes untouched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from suiteplug.connector.suiteql.tokens import TokenKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from suiteplug.connector.suiteql.binding import Param
    from suiteplug.connector.suiteql.statement import Statement
    from suiteplug.connector.suiteql.tokens import Token

_AFTER_WHERE = ("GROUP", "HAVING", "ORDER", "CONNECT", "START", "FETCH", "OFFSET", "FOR")
_SET_OPERATIONS = ("UNION", "INTERSECT", "MINUS", "EXCEPT")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with the values of its ``?``."""

    text: str
    params: tuple[Param, ...] = ()

    def __add__(self, other: Piece | str) -> Piece:
        """One after the other."""
        if isinstance(other, str):
            return Piece(self.text + other, self.params)
        return Piece(self.text + other.text, self.params + other.params)

    def __radd__(self, other: str) -> Piece:
        """Text before it."""
        return Piece(other + self.text, self.params)


@dataclass(frozen=True, slots=True)
class Layout:
    """A statement in pieces: ``SELECT`` list, ``FROM`` with joins, the condition of ``WHERE``, ``ORDER BY``.

    ``condition`` is empty without one; ``outputs`` holds the word SELECT. ``unordered`` is the whole without ORDER BY.
    """

    outputs: Piece
    tables: Piece
    condition: Piece
    unordered: Piece


def lay_out(statement: Statement, params: Sequence[Param]) -> Layout:
    """Take a statement apart; all but ``unordered`` is of use only where ``statement.source`` is set."""
    text, end = statement.text, len(statement.text)
    at: dict[str, int] = {}
    for token in _outer_words(statement.tokens):
        at.setdefault(token.text.upper(), token.start)
    first_after = min((at[word] for word in _AFTER_WHERE if word in at), default=end)
    where = at.get("WHERE", first_after)
    start = at.get("FROM", where)
    cut = _Cutter(text, statement.marks, tuple(params))
    condition = cut(where + len("WHERE"), first_after) if "WHERE" in at else Piece("")
    return Layout(
        outputs=cut(0, start),
        tables=cut(start, where),
        condition=condition,
        unordered=cut(0, _start_of_order(statement.tokens, end)),
    )


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Cuts a piece out of the text, with the values that belong to it."""

    text: str
    marks: tuple[Token, ...]
    params: tuple[Param, ...]

    def __call__(self, start: int, end: int) -> Piece:
        inside = tuple(value for mark, value in zip(self.marks, self.params, strict=True) if start <= mark.start < end)
        return Piece(self.text[start:end].strip(), inside)


def _outer_words(tokens: Sequence[Token]) -> Iterator[Token]:
    """Words that stand in no brackets."""
    depth = 0
    for token in tokens:
        if token.kind is TokenKind.SYMBOL:
            depth += (token.text == "(") - (token.text == ")")
        elif token.kind is TokenKind.WORD and depth == 0:
            yield token


def _start_of_order(tokens: Sequence[Token], end: int) -> int:
    """Where the ORDER BY of the whole begins; the end where there is none, or where a row limit needs the order."""
    start = end
    for token in _outer_words(tokens):
        word = token.text.upper()
        if word in {"FETCH", "OFFSET"}:
            return end
        if word == "ORDER":
            start = token.start
        elif word in _SET_OPERATIONS:
            start = end
    return start
