"""Analytic functions, KEEP, and LISTAGG's WITHIN GROUP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.dialect import aggregate_calls
from suiteplug.emulator.suiteql.dialect.faults import unsupported
from suiteplug.emulator.suiteql.dialect.fragments import Fragment, ValueKind, listed, number
from suiteplug.emulator.suiteql.dialect.ordering import ordered

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.suiteql.dialect.compiler import Compiler
    from suiteplug.emulator.suiteql.dialect.scope import Scope

_RANKS = frozenset({"ROW_NUMBER", "RANK", "DENSE_RANK"})
_OVER_ROWS = frozenset({"COUNT", "SUM", "AVG", "MIN", "MAX"})
_SIDES = {"UNBOUNDED", "CURRENT ROW"}


def _window(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    if str(node.args.get("over") or "OVER").upper() == "KEEP":
        return aggregate_calls.keep(compiler, node, scope)
    call = node.this
    name = str(call.this).upper() if isinstance(call, exp.Anonymous) else ""
    if name in _RANKS and not call.expressions:
        function = number(f"{name}()", whole=True)
        if name != "ROW_NUMBER" and not node.args.get("order"):
            raise unsupported(f"{name} needs an ORDER BY.")
    elif name in _OVER_ROWS:
        function = _aggregate_over(compiler, name, call, scope)
    else:
        raise unsupported(f"{name or 'This expression'} is no analytic function of SuiteQL.")
    sql = f"{function.sql} OVER ({_frame(compiler, node, scope)})"
    if function.kind is ValueKind.NUMBER and not function.whole:
        sql = f"ROUND({sql}, 9)"
    return Fragment(sql, function.kind, whole=function.whole)


def _aggregate_over(compiler: Compiler, name: str, call: exp.Expr, scope: Scope) -> Fragment:
    arguments = call.expressions
    if any(isinstance(argument, exp.Distinct) for argument in arguments):
        raise unsupported("DISTINCT cannot stand in an analytic function.")
    if len(arguments) == 1 and isinstance(arguments[0], exp.Star) and name == "COUNT":
        return number("COUNT(*)", whole=True)
    if len(arguments) != 1:
        raise unsupported(f"{name} takes one argument.")
    value = compiler.value(arguments[0], scope)
    if name in {"MIN", "MAX"}:
        return Fragment(f"{name}({value.sql})", value.kind, whole=value.whole)
    return number(f"{name}({value.sql})", whole=name == "COUNT" or (name == "SUM" and value.whole))


def _frame(compiler: Compiler, node: exp.Expr, scope: Scope) -> str:
    parts = []
    partition = node.args.get("partition_by")
    if partition:
        parts.append(f"PARTITION BY {listed([compiler.value(part, scope) for part in partition])}")
    order = node.args.get("order")
    if order is not None:
        parts.append(f"ORDER BY {', '.join(ordered(compiler, key, scope) for key in order.expressions)}")
    spec = node.args.get("spec")
    if spec is not None:
        parts.append(_spec(spec))
    return " ".join(parts)


def _spec(spec: exp.Expr) -> str:
    kind = str(spec.args["kind"]).upper()
    if kind not in {"ROWS", "RANGE"}:
        raise unsupported(f"{kind} frames are not supported.")
    start = _bound(spec.args["start"], spec.args.get("start_side"))
    end = spec.args.get("end")
    if end is None:
        return f"{kind} {start}"
    return f"{kind} BETWEEN {start} AND {_bound(end, spec.args.get('end_side'))}"


def _bound(bound: object, side: object) -> str:
    written = str(bound).upper() if not isinstance(bound, exp.Literal) else str(bound.this)
    if written not in _SIDES and not written.isdigit():
        raise unsupported("A frame's bound must be a number of rows.")
    direction = str(side or "").upper()
    if direction not in {"", "PRECEDING", "FOLLOWING"}:
        raise unsupported("A frame's bound is PRECEDING or FOLLOWING.")
    return f"{written} {direction}".strip()


def _within_group(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    call = node.this
    if not isinstance(call, exp.Anonymous) or str(call.this).upper() != "LISTAGG":
        raise unsupported("WITHIN GROUP belongs to LISTAGG.")
    if scope.groups is None:
        raise unsupported("LISTAGG cannot stand here.")
    order = aggregate_calls.sort_keys(compiler, node.args["expression"], scope)
    return aggregate_calls.listagg_of(compiler, call.expressions, order, scope)


BUILDERS: dict[type[exp.Expr], Callable[[Compiler, exp.Expr, Scope], Fragment]] = {
    exp.Window: _window,
    exp.WithinGroup: _within_group,
}
