"""Comparisons, IN, LIKE, BETWEEN, EXISTS, logic, and the conditional values CASE and DECODE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.dialect import builtin, operators
from suiteplug.emulator.suiteql.dialect.faults import unsupported
from suiteplug.emulator.suiteql.dialect.fragments import Fragment, condition, listed, quote

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.suiteql.dialect.compiler import Compiler
    from suiteplug.emulator.suiteql.dialect.scope import Scope

_SIGNS: dict[type[exp.Expr], str] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.GT: ">",
    exp.GTE: ">=",
    exp.LT: "<",
    exp.LTE: "<=",
}
IN_LIMIT = 1000  # Oracle help: article_0824094533


def _compare(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    right_node = node.args["expression"]
    if isinstance(right_node, exp.Any | exp.All):
        raise unsupported("ANY and ALL are not supported.")
    left, right = compiler.value(node.this, scope), compiler.value(right_node, scope)
    left = _composite(compiler, left, right, scope)
    a, b = operators.comparable(compiler, (left, right))
    return condition(f"{a.sql} {_SIGNS[type(node)]} {b.sql}")


def _composite(compiler: Compiler, left: Fragment, right: Fragment, scope: Scope) -> Fragment:
    """With the switch on, ``status = 'SalesOrd:B'`` compares the composite code, as inside SuiteScript."""
    is_status = left.column is not None and left.column.labels == "status"
    if compiler.environment.composite_status and is_status and ":" in (right.literal or ""):
        return builtin.criteria_text(compiler, left, scope)
    return left


def _logic(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    """AND and OR; long chains are walked without recursion."""
    kind = type(node)
    parts: list[exp.Expr] = []
    pending: list[exp.Expr] = [node]
    while pending:
        part = pending.pop()
        if type(part) is kind:
            pending += [part.args["expression"], part.this]
        else:
            parts.append(part)
    word = " AND " if kind is exp.And else " OR "
    return condition(f"({word.join(compiler.condition(part, scope) for part in parts)})")


def _not(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    return condition(f"NOT ({compiler.condition(node.this, scope)})")


def _is(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    if not isinstance(node.args["expression"], exp.Null):
        raise unsupported("IS is followed by NULL or NOT NULL.")
    return condition(f"{compiler.value(node.this, scope).sql} IS NULL")


def _between(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    values = [compiler.value(part, scope) for part in (node.this, node.args["low"], node.args["high"])]
    value, low, high = operators.comparable(compiler, values)
    return condition(f"{value.sql} BETWEEN {low.sql} AND {high.sql}")


def _in(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    members: list[exp.Expr] = node.args.get("expressions") or []
    if len(members) > IN_LIMIT:
        raise unsupported(f"IN has {len(members)} members; {IN_LIMIT} are allowed.")
    if isinstance(node.this, exp.Tuple):
        return _tuple_in(compiler, node, scope)
    value = compiler.value(node.this, scope)
    query = node.args.get("query")
    if query is not None:
        subquery = compiler.build(query, scope)
        left = operators.comparable(compiler, (value, Fragment("", subquery.kind)))[0]
        return condition(f"{left.sql} IN {subquery.sql}")
    field = node.args.get("field")
    if field is not None:
        found = builtin.set_of(compiler, field, scope)
        if found is None:
            raise unsupported("IN takes a list, a sub-select, BUILTIN.NAMED_GROUP or BUILTIN.PERIOD.")
        return condition(f"{value.sql} IN {found}")
    if len(members) == 1 and (found := builtin.set_of(compiler, members[0], scope)) is not None:
        return condition(f"{value.sql} IN {found}")
    built = [compiler.value(member, scope) for member in members]
    value = _composite(compiler, value, next((m for m in built if ":" in (m.literal or "")), value), scope)
    pairs = [operators.comparable(compiler, (value, member)) for member in built]
    left = pairs[0][0] if pairs else value
    return condition(f"{left.sql} IN ({listed([member for _, member in pairs])})")


def _tuple_in(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    left = [compiler.value(part, scope) for part in node.this.expressions]
    query = node.args.get("query")
    if query is not None:
        return condition(f"({listed(left)}) IN {compiler.build(query, scope).sql}")
    rows = []
    for member in node.args.get("expressions") or []:
        values = [compiler.value(part, scope) for part in member.expressions]
        if len(values) != len(left):
            raise unsupported("The tuples of IN differ in length.")
        pairs = zip(left, values, strict=True)
        rows.append(f"({listed([operators.comparable(compiler, pair)[1] for pair in pairs])})")
    return condition(f"({listed(left)}) IN (VALUES {', '.join(rows)})")


def _like(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    return _matches(compiler, node, None, scope)


def _escaped_like(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    if not isinstance(node.this, exp.Like):
        raise unsupported("ESCAPE belongs to LIKE.")
    return _matches(compiler, node.this, compiler.value(node.args["expression"], scope), scope)


def _matches(compiler: Compiler, node: exp.Expr, escape: Fragment | None, scope: Scope) -> Fragment:
    """LIKE is case-sensitive. A constant pattern becomes GLOB, which can use an index."""
    value = operators.to_text(compiler, compiler.value(node.this, scope))
    pattern = operators.to_text(compiler, compiler.value(node.args["expression"], scope))
    negated = "NOT " if node.args.get("negate") else ""
    if pattern.literal is not None and (escape is None or escape.literal is not None):
        glob = _glob(pattern.literal, escape.literal if escape is not None else None)
        return condition(f"{value.sql} {negated}GLOB {quote(glob)}")
    mark = escape.sql if escape is not None else "NULL"
    found = f"ns_like({value.sql}, {pattern.sql}, {mark})"
    return condition(f"{found} = {0 if negated else 1}")


def _glob(pattern: str, escape: str | None) -> str:
    """A LIKE pattern as a GLOB pattern."""
    written = ""
    characters = iter(pattern)
    for character in characters:
        if character == escape:
            character = next(characters, "")  # noqa: PLW2901 - the escaped character stands for itself
        elif character in "%_":
            written += "*" if character == "%" else "?"
            continue
        written += f"[{character}]" if character in "*?[" else character
    return written


def _exists(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    inner = node.this
    query = inner if isinstance(inner, exp.Subquery) else exp.Subquery(this=inner)
    return condition(f"EXISTS {compiler.build(query, scope).sql}")


def _case(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    subject = None if node.this is None else compiler.value(node.this, scope)
    tests: list[str] = []
    results: list[Fragment] = []
    for branch in node.args["ifs"]:
        if subject is None:
            tests.append(compiler.condition(branch.this, scope))
        else:
            a, b = operators.comparable(compiler, (subject, compiler.value(branch.this, scope)))
            tests.append(f"{a.sql} = {b.sql}")
        results.append(compiler.value(branch.args["true"], scope))
    default = node.args.get("default")
    if default is not None:
        results.append(compiler.value(default, scope))
    unified = operators.unify(compiler, results)
    branches = " ".join(f"WHEN {test} THEN {result.sql}" for test, result in zip(tests, unified, strict=False))
    other = f" ELSE {unified[-1].sql}" if default is not None else ""
    return Fragment(f"CASE {branches}{other} END", unified[0].kind, whole=all(f.whole for f in unified))


def decode(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    """``DECODE(value, search, result, ..., default)``; here NULL equals NULL."""
    subject, rest = arguments[0], arguments[1:]
    default = rest.pop() if len(rest) % 2 else None
    searches, results = rest[::2], rest[1::2]
    unified = operators.unify(compiler, [*results, *([default] if default is not None else [])])
    branches = ""
    for search, result in zip(searches, unified, strict=False):
        a, b = operators.comparable(compiler, (subject, search))
        branches += f" WHEN {a.sql} IS {b.sql} THEN {result.sql}"
    other = f" ELSE {unified[-1].sql}" if default is not None else ""
    return Fragment(f"CASE{branches}{other} END", unified[0].kind)


BUILDERS: dict[type[exp.Expr], Callable[[Compiler, exp.Expr, Scope], Fragment]] = {
    **dict.fromkeys(_SIGNS, _compare),
    exp.And: _logic,
    exp.Or: _logic,
    exp.Not: _not,
    exp.Is: _is,
    exp.Between: _between,
    exp.In: _in,
    exp.Like: _like,
    exp.Escape: _escaped_like,
    exp.Exists: _exists,
    exp.Case: _case,
}
