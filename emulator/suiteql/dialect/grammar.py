"""Reading a statement: sqlglot's Oracle grammar, with every call left as a plain name and arguments.

Rules: Oracle help section_156257796125 (no square brackets), article_0824094533 (one SELECT, no double-quoted
aliases inside sub-selects, no WITH), section_156257790831 (TOP).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, ClassVar

from sqlglot import ErrorLevel, TokenType, exp
from sqlglot.dialects.oracle import Oracle
from sqlglot.errors import SqlglotError
from sqlglot.parsers.oracle import OracleParser

from suiteplug.emulator.suiteql.dialect.faults import syntax_error, unsupported

COMMA = "comma"
"""Mark of a join that is written with a comma."""
_SYNTAX_CALLS = ("CAST", "TRIM", "EXTRACT")
_BARE_NAMES = ("CASE", "SYSDATE", "ANY", "PRIOR")
_NOT_AFTER_COMMA = frozenset({TokenType.FROM, TokenType.WHERE, TokenType.R_PAREN, TokenType.ORDER_BY})


class SuiteqlDialect(Oracle):
    """Oracle's grammar without its functions: which calls exist, and what they mean, is decided by us."""

    class Tokenizer(Oracle.Tokenizer):
        """Knows ``TOP``."""

        KEYWORDS: ClassVar[dict[str, Any]] = {**Oracle.Tokenizer.KEYWORDS, "TOP": TokenType.TOP}

    class Parser(OracleParser):
        """Keeps calls as written."""

        FUNCTIONS: ClassVar[dict[str, Any]] = {}
        FUNCTION_PARSERS: ClassVar[dict[str, Any]] = {
            name: OracleParser.FUNCTION_PARSERS[name] for name in _SYNTAX_CALLS
        }
        NO_PAREN_FUNCTION_PARSERS: ClassVar[dict[str, Any]] = {
            name: OracleParser.NO_PAREN_FUNCTION_PARSERS[name] for name in _BARE_NAMES
        }

        def _parse_join(self, *arguments: Any, **options: Any) -> exp.Join | None:
            """Remembers which joins are written with a comma: they look like a JOIN whose ON is missing."""
            with_comma = self._curr is not None and self._curr.token_type == TokenType.COMMA
            join = super()._parse_join(*arguments, **options)
            if isinstance(join, exp.Join):
                join.meta[COMMA] = with_comma
            return join


_DIALECT = SuiteqlDialect()


def parse(statement: str) -> exp.Query:
    """The tree of one SELECT.

    Raises:
        Problem: It does not parse, is no query, or uses a form SuiteQL does not have.
    """
    try:
        tokens = _DIALECT.tokenize(statement)
        _check_tokens([token.token_type for token in tokens])
        trees = _DIALECT.parser(error_level=ErrorLevel.IMMEDIATE).parse(tokens, statement)
    except SqlglotError as error:
        raise syntax_error(_first_line(error)) from error
    except RecursionError as error:
        raise unsupported("The statement is nested too deeply.") from error
    tree = trees[0] if len(trees) == 1 else None
    if not isinstance(tree, exp.Query) or isinstance(tree, exp.Subquery | exp.Table):
        raise syntax_error("A single SELECT statement is expected.")
    return tree


def _check_tokens(kinds: list[Any]) -> None:
    if TokenType.SEMICOLON in kinds:
        raise syntax_error("Unexpected ';'.")
    if TokenType.L_BRACKET in kinds:
        raise syntax_error("Square brackets are not supported.")
    if TokenType.LIMIT in kinds:
        raise syntax_error("Unexpected 'LIMIT'. Use FETCH FIRST n ROWS ONLY, or the limit of the request.")
    if any(kind is TokenType.COMMA and after in _NOT_AFTER_COMMA for kind, after in pairwise(kinds)):
        raise syntax_error("Unexpected ','.")


def _first_line(error: SqlglotError) -> str:
    """The parser's message without the terminal colours and context below it."""
    found: list[dict[str, Any]] = getattr(error, "errors", [])
    if not found:
        return str(error).partition("\n")[0]
    first = found[0]
    near = str(first.get("highlight") or "").strip()
    return f"Error near '{near}' (line {first.get('line')}, column {first.get('col')})."
