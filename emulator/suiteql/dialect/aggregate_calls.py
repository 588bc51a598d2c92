"""Aggregates, with KEEP and LISTAGG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.dialect import operators
from suiteplug.emulator.suiteql.dialect.faults import unsupported
from suiteplug.emulator.suiteql.dialect.fragments import Fragment, ValueKind, emptied, listed, number, quote

if TYPE_CHECKING:
    from suiteplug.emulator.suiteql.dialect.compiler import Compiler
    from suiteplug.emulator.suiteql.dialect.scope import Scope

AGGREGATES = {
    "COUNT": "COUNT",
    "SUM": "SUM",
    "AVG": "AVG",
    "MIN": "MIN",
    "MAX": "MAX",
    "MEDIAN": "ns_median",
    "STDDEV": "ns_stddev",
    "VARIANCE": "ns_variance",
    "APPROX_COUNT_DISTINCT": "COUNT",
    "LISTAGG": "ns_listagg",
    "CORR": "ns_corr",
    "COVAR_POP": "ns_covar_pop",
    "COVAR_SAMP": "ns_covar_samp",
}
_OF_TWO = frozenset({"CORR", "COVAR_POP", "COVAR_SAMP"})
_SAME_KIND = frozenset({"MIN", "MAX", "MEDIAN"})


def aggregate(compiler: Compiler, name: str, nodes: list[exp.Expr], scope: Scope) -> Fragment:
    """An aggregate of the rows of a group."""
    if scope.in_aggregate:
        raise unsupported("An aggregate stands inside an aggregate.")
    if scope.groups is None:
        raise unsupported(f"{name} cannot stand here.")
    distinct, arguments = _arguments(compiler, nodes, scope)
    if name == "LISTAGG":
        return listagg(compiler, distinct=distinct, arguments=arguments, order=[])
    if not arguments:
        if name != "COUNT":
            raise unsupported(f"{name} needs an argument.")
        return Fragment("COUNT(*)", ValueKind.NUMBER, whole=True, not_null=True)
    if len(arguments) != (2 if name in _OF_TWO else 1):
        raise unsupported(f"{name} does not take {len(arguments)} arguments.")
    return _plain(name, arguments, distinct=distinct or name == "APPROX_COUNT_DISTINCT")


def _plain(name: str, arguments: list[Fragment], *, distinct: bool) -> Fragment:
    word = "DISTINCT " if distinct else ""
    function = AGGREGATES[name]
    first = arguments[0]
    if name in {"COUNT", "APPROX_COUNT_DISTINCT"}:
        return Fragment(f"COUNT({word}{first.sql})", ValueKind.NUMBER, whole=True, not_null=True)
    if name in _SAME_KIND:
        kind = ValueKind.TEXT if first.kind is ValueKind.UNKNOWN else first.kind
        return Fragment(f"{function}({word}{first.sql})", kind, whole=first.whole and name != "MEDIAN")
    values = [operators.to_number(argument) for argument in arguments]
    if values[0].whole and name == "SUM":
        return number(f"SUM({word}{values[0].sql})", whole=True)
    # Binary sums of cents drift; nine places are far below a cent and far above the drift.
    return number(
        f"ROUND({function}({word}{listed(values)}), 9)" if name == "SUM" else f"{function}({word}{listed(values)})"
    )


def _arguments(compiler: Compiler, nodes: list[exp.Expr], scope: Scope) -> tuple[bool, list[Fragment]]:
    distinct = len(nodes) == 1 and isinstance(nodes[0], exp.Distinct)
    inner = nodes[0].expressions if distinct else nodes
    if len(inner) == 1 and isinstance(inner[0], exp.Star):
        return distinct, []
    scope.in_aggregate = True
    try:
        return distinct, [compiler.value(node, scope) for node in inner]
    finally:
        scope.in_aggregate = False


def sort_keys(compiler: Compiler, order: exp.Expr | None, scope: Scope) -> list[tuple[Fragment, bool]]:
    """Keys of an ORDER BY inside an aggregate, and whether each goes down."""
    if order is None:
        return []
    scope.in_aggregate = True
    try:
        return [(compiler.value(key.this, scope), bool(key.args.get("desc"))) for key in order.expressions]
    finally:
        scope.in_aggregate = False


def listagg_of(compiler: Compiler, nodes: list[exp.Expr], order: list[tuple[Fragment, bool]], scope: Scope) -> Fragment:
    """LISTAGG with its WITHIN GROUP."""
    distinct, arguments = _arguments(compiler, nodes, scope)
    return listagg(compiler, distinct=distinct, arguments=arguments, order=order)


def listagg(
    compiler: Compiler, *, distinct: bool, arguments: list[Fragment], order: list[tuple[Fragment, bool]]
) -> Fragment:
    """LISTAGG. SQLite before 3.44 cannot order inside an aggregate, so the aggregate is ours."""
    if compiler.environment.documented:
        raise unsupported("LISTAGG is on the list of unsupported functions.")
    if not 1 <= len(arguments) <= 2:  # noqa: PLR2004 - value and separator
        raise unsupported("LISTAGG takes a value and a separator.")
    value = operators.to_text(compiler, arguments[0])
    separator = operators.to_text(compiler, arguments[1]).sql if len(arguments) > 1 else "''"
    flags = ("D" if distinct else "A") + _directions(order)
    keys = [fragment for fragment, _ in order]
    sql = f"ns_listagg({quote(flags)}, {value.sql}, COALESCE({separator}, '')"
    return emptied(f"{sql}, {listed(keys)})" if keys else f"{sql})")


def keep(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    """``MAX(x) KEEP (DENSE_RANK FIRST|LAST ORDER BY ...)``."""
    call = node.this
    name = str(call.this).upper()
    if name not in {"MIN", "MAX", "SUM", "AVG", "COUNT"}:
        raise unsupported(f"KEEP does not go with {name}.")
    order = sort_keys(compiler, node.args.get("order"), scope)
    if not order or str(node.args["alias"].name).upper() != "DENSE_RANK":
        raise unsupported("KEEP needs DENSE_RANK FIRST or LAST and an ORDER BY.")
    _, arguments = _arguments(compiler, call.expressions, scope)
    value = arguments[0] if arguments else Fragment("1", ValueKind.NUMBER)
    flags = ("F" if node.args.get("first") else "L") + _directions(order)
    kind = value.kind if name in {"MIN", "MAX"} else ValueKind.NUMBER
    return Fragment(f"ns_keep({quote(name)}, {quote(flags)}, {value.sql}, {listed([key for key, _ in order])})", kind)


def _directions(order: list[tuple[Fragment, bool]]) -> str:
    return "".join("-" if down else "+" for _, down in order)
