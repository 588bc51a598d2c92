"""Checks a ``q`` filter before it is sent: NetSuite only says "Invalid search query". Pure.

``FIELD OPERATOR VALUE``, joined by AND and OR, grouped by brackets; lists stand in square brackets; texts with spaces
in double quotes (Oracle help: section_1545222128). What the page leaves open is let through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import NoReturn

from suiteplug.connector.errors import InputError
from suiteplug.connector.records import filter_words as words

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?P<mark>[()\[\],])|(?P<word>[^\s()\[\],"']+))""",
    re.DOTALL,
)
_FIELD = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*\Z")
_SQL_INSIDE = re.compile(r"[=<>!]")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:T.*)?\Z")
_JOINS = frozenset({"AND", "OR"})
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MAX_DEPTH = 50


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def check_filter(q: str, date_format: str) -> None:
    """Raise InputError when NetSuite cannot read the filter; ``date_format`` is the connection's."""
    _Parser(q, _tokens(q), date_format).run()


def write_date(day: date, date_format: str) -> str:
    """A date in one of NetSuite's date formats, such as ``M/D/YYYY`` or ``DD-MON-YYYY``."""
    pieces = {
        "YYYY": f"{day.year:04}",
        "MONTH": day.strftime("%B"),
        "MON": _MONTHS[day.month - 1].upper() if "MON" in date_format else _MONTHS[day.month - 1],
        "MM": f"{day.month:02}",
        "DD": f"{day.day:02}",
        "M": str(day.month),
        "D": str(day.day),
    }
    return re.sub(r"YYYY|MONTH|MON|MM|DD|M|D", lambda match: pieces[match[0].upper()], date_format, flags=re.IGNORECASE)


def _tokens(q: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while q[at:].strip():
        match = _TOKEN.match(q, at)
        if match is None:
            _refuse(f"a quote is not closed after '{q[at:].strip()[:40]}'", "Close it, or leave it out.")
        found.append(_Token(str(match.lastgroup), match[0].strip()))
        at = match.end()
    return found


class _Parser:
    def __init__(self, q: str, tokens: list[_Token], date_format: str) -> None:
        self._q = q
        self._tokens = tokens
        self._at = 0
        self._date_format = date_format

    def run(self) -> None:
        if not self._tokens:
            _refuse("it is empty", "Leave query out to list all records.")
        self._expression(0)
        if self._at < len(self._tokens):
            self._leftover(self._tokens[self._at].text)

    def _leftover(self, text: str) -> NoReturn:
        if text == ")":
            _refuse("a bracket is closed that was not opened", "Remove it, or open it.")
        _refuse(
            f"AND or OR is missing before '{text}'",
            'Join conditions with AND or OR; a text with spaces needs double quotes: companyName IS "Blue Kiln".',
        )

    def _expression(self, depth: int) -> None:
        if depth > _MAX_DEPTH:
            _refuse("its brackets are nested too deep", "Simplify it.")
        self._term(depth)
        while (token := self._peek()) and token.text.upper() in _JOINS:
            self._at += 1
            self._term(depth)

    def _term(self, depth: int) -> None:
        token = self._next("a condition")
        if token.text != "(":
            self._condition(token)
            return
        self._expression(depth + 1)
        following = self._peek()
        if following is None:
            _refuse("a bracket is not closed", "Close it.")
        if following.text != ")":
            self._leftover(following.text)
        self._at += 1

    def _condition(self, field: _Token) -> None:
        if field.kind != "word" or not _FIELD.match(field.text):
            if _SQL_INSIDE.search(field.text):
                _refuse(f"'{field.text}' is not FIELD OPERATOR VALUE", "Write, for example: isInactive IS false.")
            _refuse(f"'{field.text}' stands where a field name belongs", "Write FIELD OPERATOR VALUE.")
        if field.text.upper() == "NOT":
            _refuse("NOT cannot stand before a condition", f"Use {words.INSTEAD['NOT']}.")
        operator = self._next(f"an operator after '{field.text}'").text.upper()
        if operator not in words.OPERATORS:
            self._unknown_operator(operator)
        if operator not in words.WITHOUT_VALUE:
            self._value(field.text, operator)

    def _unknown_operator(self, operator: str) -> NoReturn:
        near = get_close_matches(operator, sorted(words.OPERATORS), n=3, cutoff=0.6)
        instead = words.INSTEAD.get(operator) or " or ".join(near) or ", ".join(sorted(words.OPERATORS))
        _refuse(f"there is no operator '{operator}'", f"Use {instead}.")

    def _value(self, field: str, operator: str) -> None:
        token = self._next(f"a value after '{field} {operator}'")
        if token.text == "[":
            values = self._list()
        elif token.kind == "mark" or token.text.upper() in _JOINS:
            _refuse(f"a value is missing after '{field} {operator}'", "Give one; for no value use EMPTY.")
        else:
            values = [token.text]
        if operator in words.PAIRS and len(values) != 2:  # noqa: PLR2004 - from and to
            _refuse(f"{operator} takes two values", f"Write {field} {operator} [1, 42].")
        if operator.removesuffix("_NOT") in words.DATE:
            self._dates(field, operator, values)

    def _list(self) -> list[str]:
        values: list[str] = []
        while True:
            token = self._next("a value or ]")
            if token.text == "]" and not values:
                _refuse("a list is empty", "Give at least one value.")
            if token.kind == "mark":
                _refuse(f"'{token.text}' stands where a value of a list belongs", "Write [1, 2, 3].")
            values.append(token.text)
            separator = self._next("a comma or ]")
            if separator.text == "]":
                return values
            if separator.text != ",":
                _refuse(f"a comma is missing before '{separator.text}'", "Write [1, 2, 3].")

    def _dates(self, field: str, operator: str, values: list[str]) -> None:
        for value in values:
            plain = value.strip("\"'")
            if not _ISO.match(plain) or self._date_format.upper() == "YYYY-MM-DD":
                continue
            try:
                shown = write_date(date.fromisoformat(plain[:10]), self._date_format)
            except ValueError:
                _refuse(f"'{plain}' is no date", f"Write it as {self._date_format}.")
            _refuse(
                f"{plain} is an ISO date, which filters do not take",
                f'Write {field} {operator} "{shown}". Dates in filters follow the user\'s date format; for this '
                f"connection that is {self._date_format} (its setting date_format). SuiteQL is the other way.",
            )

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next(self, wanted: str) -> _Token:
        token = self._peek()
        if token is None:
            _refuse(f"it ends where {wanted} belongs", "Complete it: FIELD OPERATOR VALUE.")
        self._at += 1
        return token


def _refuse(problem: str, fix: str) -> NoReturn:
    raise InputError(
        f"NetSuite cannot read this filter: {problem}.",
        code="INVALID_FILTER",
        field="query",
        cause="A filter is FIELD OPERATOR VALUE, joined by AND or OR.",
        fix=fix,
    )
