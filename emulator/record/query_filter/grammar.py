"""``q`` text as a tree: ``companyName START_WITH "Blue" AND (id ANY_OF [1, 2] OR isInactive IS true)``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from suiteplug.emulator.record import refusals

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<quoted>"(?:[^"\\]|\\.)*")
      | (?P<mark>[()\[\],])
      | (?P<word>[^\s()\[\],"']+)
    )""",
    re.VERBOSE,
)
_MAX_DEPTH = 50
UNARY = frozenset({"EMPTY"})


@dataclass(frozen=True, slots=True)
class Condition:
    """``field OPERATOR values``; ``negated`` when the operator was written with ``_NOT``."""

    field: str
    operator: str
    negated: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions joined by one connective."""

    connective: Literal["AND", "OR"]
    parts: tuple[Condition | Group, ...]


Expression = Condition | Group


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def parse(text: str) -> Expression:
    """The tree of one ``q`` value; AND binds tighter than OR.

    Raises:
        Problem: 400 ``INVALID_PARAMETER``.
    """
    parser = _Parser(_tokens(text))
    expression = parser.disjunction()
    parser.expect_end()
    return expression


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise refusals.bad_query()
        tokens.append(_Token(match.lastgroup, match[match.lastgroup]))
        position = match.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def disjunction(self) -> Expression:
        return self._joined("OR", self._conjunction)

    def _conjunction(self) -> Expression:
        return self._joined("AND", self._factor)

    def _joined(self, connective: Literal["AND", "OR"], part: Callable[[], Expression]) -> Expression:
        parts = [part()]
        while self._take_word(connective):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Group(connective, tuple(parts))

    def _factor(self) -> Expression:
        if not self._take_mark("("):
            return self._condition()
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise refusals.bad_query()
        inner = self.disjunction()
        self._require_mark(")")
        self._depth -= 1
        return inner

    def _condition(self) -> Condition:
        field = self._word()
        operator = self._word().upper()
        negated = operator.endswith("_NOT")
        operator = operator.removesuffix("_NOT")
        values = () if operator in UNARY else self._values()
        return Condition(field, operator, negated, values)

    def _values(self) -> tuple[str, ...]:
        if not self._take_mark("["):
            return (self._value(),)
        values = [self._value()]
        while self._take_mark(","):
            values.append(self._value())
        self._require_mark("]")
        return tuple(values)

    def _value(self) -> str:
        token = self._take()
        if token.kind == "mark":
            raise refusals.bad_query()
        if token.kind == "quoted":
            return re.sub(r"\\(.)", r"\1", token.text[1:-1])
        return token.text

    def _word(self) -> str:
        token = self._take()
        if token.kind != "word":
            raise refusals.bad_query()
        return token.text

    def _take(self) -> _Token:
        if self._next >= len(self._tokens):
            raise refusals.bad_query()
        self._next += 1
        return self._tokens[self._next - 1]

    def _take_if(self, kind: str, text: str) -> bool:
        if self._next < len(self._tokens):
            token = self._tokens[self._next]
            if token.kind == kind and token.text.upper() == text:
                self._next += 1
                return True
        return False

    def _take_word(self, text: str) -> bool:
        return self._take_if("word", text)

    def _take_mark(self, text: str) -> bool:
        return self._take_if("mark", text)

    def _require_mark(self, text: str) -> None:
        if not self._take_mark(text):
            raise refusals.bad_query()

    def expect_end(self) -> None:
        if self._next != len(self._tokens):
            raise refusals.bad_query()
