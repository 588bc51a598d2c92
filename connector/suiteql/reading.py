"""Reads a statement with sqlglot. The only module that imports it, and only when a caller's own SQL arrives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from suiteplug.connector.errors import InputError
from suiteplug.connector.suiteql.inference import Scope, kind_of_expression, scope_of
from suiteplug.connector.suiteql.statement import Output, Source
from suiteplug.connector.suiteql.text import check_in_list

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOCKS = (exp.CurrentDate, exp.CurrentTimestamp)
_NOT_PLAIN = ("distinct", "group", "having", "limit", "offset", "connect", "qualify", "with_", "operation_modifiers")

_UNIQUE_COLUMNS = frozenset(
    {"id", "uniquekey", "internalid", "nkey", "key", "recordid", "scriptid", "entityid", "itemid", "acctnumber"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the syntax tree says; see ``Statement``."""

    outputs: tuple[Output, ...]
    firm_order: bool
    source: Source | None


def read(text: str) -> Reading | None:
    """None when sqlglot cannot read the text; that alone is no reason to refuse it.

    Raises:
        InputError: FROM is missing, an IN list is too long, or two outputs share a name.
    """
    try:
        tree = sqlglot.parse_one(text, read="oracle")
    except (SqlglotError, RecursionError):
        return None
    if not isinstance(tree, exp.Query):
        return None
    select = _leftmost(tree)
    if select is None:
        return None
    _check_from(tree)
    _check_in_lists(tree)
    scope = scope_of(select, tree)
    outputs = tuple(_output(entry, scope) for entry in select.expressions)
    _check_names(outputs)
    return Reading(outputs, _firm_order(tree, select, outputs), _source(tree, select))


def _leftmost(query: exp.Expr) -> exp.Select | None:
    """The SELECT whose list names the outputs: of a UNION the first one."""
    while not isinstance(query, exp.Select):
        inner = query.args.get("this")
        if not isinstance(inner, exp.Expr):
            return None
        query = inner
    return query


def _output(entry: exp.Expr, scope: Scope) -> Output:
    if isinstance(entry, exp.Star):
        return Output(star=True, tables=scope.tables())
    if isinstance(entry, exp.Column) and isinstance(entry.this, exp.Star):
        return Output(star=True, tables=scope.tables(entry.table.lower()))
    named = entry.alias if isinstance(entry, exp.Alias) else entry.name if isinstance(entry, exp.Column) else ""
    inner = entry.unalias()
    column = ".".join(filter(None, (inner.table, inner.name))) if isinstance(inner, exp.Column) else ""
    return Output(key=named.lower(), kind=kind_of_expression(entry, scope), column=column, origin=_origin(inner))


def _origin(entry: exp.Expr) -> str:
    """The only column, or the clock, that an expression's value comes from; empty where there are several."""
    sources = {found.name.lower() or found.key for found in entry.find_all(exp.Column, *_CLOCKS)}
    return sources.pop() if len(sources) == 1 else ""


def _check_from(tree: exp.Expr) -> None:
    for select in tree.find_all(exp.Select):
        if select.args.get("from_") is None:
            raise InputError(
                "A SELECT has no FROM.",
                code="FROM_MISSING",
                field="query",
                cause="SuiteQL follows Oracle SQL, where every SELECT reads from a table. Nothing was sent.",
                fix="Name the table; for values without one write FROM dual.",
            )


def _check_in_lists(tree: exp.Expr) -> None:
    for entry in tree.find_all(exp.In):
        check_in_list(len(entry.expressions))


def _check_names(outputs: Iterable[Output]) -> None:
    counted = Counter(output.key for output in outputs if output.key)
    twice = [key for key, number in counted.items() if number > 1]
    if twice:
        raise InputError(
            f"Two columns of the result are called '{twice[0]}'.",
            code="DUPLICATE_COLUMN",
            field="query",
            cause="A row comes as one JSON object, which holds a name once; a value would be lost. Nothing was sent.",
            fix=f"Give them names of their own: ... AS {twice[0]}, ... AS other_{twice[0]}.",
        )


def _firm_order(tree: exp.Expr, select: exp.Select, outputs: tuple[Output, ...]) -> bool:
    """Whether ORDER BY, with its directions written out, looks as if it told every row from every other."""
    if _is_one_row(select) and tree is select:
        return True
    order = tree.args.get("order")
    if not isinstance(order, exp.Order):
        return False
    terms = [term for term in order.expressions if isinstance(term, exp.Ordered) and term.args["desc"] is not None]
    names = {_term_name(term.this, select, outputs) for term in terms}
    if names & _UNIQUE_COLUMNS:
        return True
    group = select.args.get("group")
    keys = set(group.expressions) if isinstance(group, exp.Group) else set()
    return bool(keys) and keys <= {term.this for term in terms}


def _term_name(term: exp.Expr, select: exp.Select, outputs: tuple[Output, ...]) -> str:
    """Column that a term sorts by: an alias and a position lead to what they stand for."""
    if isinstance(term, exp.Literal) and term.is_int and 0 < int(term.name) <= len(outputs):
        return str(select.expressions[int(term.name) - 1].unalias().name).lower()
    for entry in select.expressions:
        if isinstance(entry, exp.Alias) and entry.alias.lower() == term.name.lower():
            return str(entry.this.name).lower()
    return term.name.lower() if isinstance(term, exp.Column) else ""


def _is_one_row(select: exp.Select) -> bool:
    """Aggregates without GROUP BY give one row."""
    return not select.args.get("group") and any(
        next(entry.find_all(exp.AggFunc), None) is not None and entry.find(exp.Window) is None
        for entry in select.expressions
    )


def _source(tree: exp.Expr, select: exp.Select) -> Source | None:
    """The table that a plain statement reads; None where a further condition could change its rows."""
    start = select.args.get("from_")
    if tree is not select or any(select.args.get(clause) for clause in _NOT_PLAIN) or start is None:
        return None
    table = start.this
    if not isinstance(table, exp.Table) or any(_looks_at_others(entry) for entry in select.expressions):
        return None
    if any(column.name.upper() == "ROWNUM" for column in select.find_all(exp.Column, exp.Pseudocolumn)):
        return None
    return Source(table.name.lower(), table.alias_or_name, joined=bool(select.args.get("joins")))


def _looks_at_others(entry: exp.Expr) -> bool:
    """Whether an output counts or ranks the rows of this SELECT; a sub-select in it is its own affair."""
    return any(found.parent_select is entry.parent_select for found in entry.find_all(exp.AggFunc, exp.Window))
