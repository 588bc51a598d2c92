"""Dates that do not depend on anybody's preference: asked for through TO_CHAR, where a statement asks for them plainly.

NetSuite writes a date as the user of the token prefers it, and leaves the time away (Oracle help:
section_156577938018); Oracle's own samples convert with TO_CHAR.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from suiteplug.connector.suiteql.kinds import Kind
from suiteplug.connector.suiteql.text import placeholders
from suiteplug.connector.suiteql.tokens import TokenKind, tokenize

if TYPE_CHECKING:
    from suiteplug.connector.suiteql.statement import Output, Statement
    from suiteplug.connector.suiteql.tokens import Token

_MODELS = {Kind.DATE: "YYYY-MM-DD", Kind.DATE_TIME: "YYYY-MM-DD HH24:MI:SS"}

_WITH_TIME = frozenset(
    {
        "created",
        "createddate",
        "currentdate",
        "currenttimestamp",
        "date",
        "datecreated",
        "deleteddate",
        "lastmodified",
        "lastmodifieddate",
        "lastquantityavailablechange",
        "linelastmodifieddate",
    }
)
"""Columns of the kind date that have a time too, and what the clock says."""


def with_iso_dates(statement: Statement) -> Statement:
    """The statement with its dates as ISO text, and with their time where they have one.

    It stays as it is where that could change what it means: with UNION or WITH, with DISTINCT, or where the outputs
    cannot be told apart.
    """
    outputs = statement.outputs
    if outputs is None or not any(output.kind is Kind.DATE for output in outputs):
        return statement
    entries = _entries(statement.tokens)
    if entries is None or len(entries) != len(outputs):
        return statement
    text, end = [], 0
    dated: list[Output] = []
    for output, entry in zip(outputs, entries, strict=True):
        if output.kind is not Kind.DATE:
            dated.append(output)
            continue
        kind = Kind.DATE_TIME if output.origin in _WITH_TIME else Kind.DATE
        alias = f" AS {output.key}" if output.key else ""  # one without stays so, or others would be numbered anew
        body = _without_alias(entry, output)
        inner = statement.text[body[0].start : body[-1].end]
        text += [statement.text[end : entry[0].start], f"TO_CHAR({inner}, '{_MODELS[kind]}'){alias}"]
        end = entry[-1].end
        dated.append(replace(output, kind=kind))
    whole = "".join((*text, statement.text[end:]))
    tokens = tokenize(whole)
    code = tuple(token for token in tokens if token.kind is not TokenKind.COMMENT)
    return replace(statement, text=whole, tokens=code, marks=placeholders(code), outputs=tuple(dated))


def _entries(tokens: tuple[Token, ...]) -> list[list[Token]] | None:
    """The tokens of each entry of the SELECT list; None where the statement is more than one plain SELECT."""
    if not tokens or not tokens[0].is_word("SELECT") or (len(tokens) > 1 and tokens[1].is_word("DISTINCT", "UNIQUE")):
        return None
    entries: list[list[Token]] = [[]]
    depth, inside = 0, True
    start = 3 if len(tokens) > 1 and tokens[1].is_word("TOP") else 2 if tokens[1].is_word("ALL") else 1
    for token in tokens[start:]:
        depth += (token.text == "(") - (token.text == ")") if token.kind is TokenKind.SYMBOL else 0
        if depth == 0 and token.is_word("UNION", "INTERSECT", "MINUS", "EXCEPT"):
            return None
        if depth == 0 and token.is_word("FROM"):
            inside = False
        if not inside:
            continue
        if depth == 0 and token.text == ",":
            entries.append([])
        else:
            entries[-1].append(token)
    return entries if all(entries) else None


def _without_alias(entry: list[Token], output: Output) -> list[Token]:
    """An entry without its alias: ``x AS y``, or ``x y``."""
    last = entry[-1]
    named = last.text.strip('"').lower() == output.key
    if len(entry) > 2 and named and entry[-2].is_word("AS"):  # noqa: PLR2004 - the word and the name
        return entry[:-2]
    is_alias = len(entry) > 1 and named and entry[-2].text != "." and last.kind in {TokenKind.WORD, TokenKind.NAME}
    return entry[:-1] if is_alias else entry
