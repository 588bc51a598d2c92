"""Function calls: the whitelist, and what each becomes.

The list is Oracle help section_158513731864; SYSDATE, TRIM, CAST, EXTRACT and LISTAGG are added because real
queries use them (GSpo7/suiteql-sql-library). Every other name is refused, as NetSuite does (section_156257799794).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.dialect import (
    aggregate_calls,
    conditions,
    date_calls,
    number_calls,
    operators,
    text_calls,
)
from suiteplug.emulator.suiteql.dialect.faults import invalid, unsupported
from suiteplug.emulator.suiteql.dialect.fragments import Fragment, listed, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.suiteql.dialect.compiler import Compiler
    from suiteplug.emulator.suiteql.dialect.scope import Scope

    Builder = Callable[[Compiler, list[Fragment]], Fragment]


def _coalesce(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    unified = operators.unify(compiler, arguments)
    return Fragment(
        f"COALESCE({listed(unified)})",
        unified[0].kind,
        whole=all(fragment.whole for fragment in unified),
        not_null=any(fragment.not_null for fragment in unified),
    )


def _nvl2(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    test, *results = arguments
    a, b = operators.unify(compiler, results)
    return Fragment(f"CASE WHEN {test.sql} IS NOT NULL THEN {a.sql} ELSE {b.sql} END", a.kind)


def _nullif(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    a, b = operators.comparable(compiler, arguments)
    return Fragment(f"NULLIF({a.sql}, {b.sql})", a.kind, whole=a.whole)


def _extreme(name: str) -> Builder:
    """GREATEST and LEAST: NULL as soon as one argument is, which is what SQLite's many-valued MAX and MIN do."""

    def build(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
        unified = operators.unify(compiler, arguments)
        if len(unified) == 1:
            return unified[0]
        return Fragment(f"{name}({listed(unified)})", unified[0].kind, whole=all(f.whole for f in unified))

    return build


_CONDITIONAL: dict[str, tuple[int, int, Builder]] = {
    "NVL": (2, 2, _coalesce),
    "COALESCE": (1, 99, _coalesce),
    "NVL2": (3, 3, _nvl2),
    "NULLIF": (2, 2, _nullif),
    "DECODE": (3, 255, conditions.decode),
    "GREATEST": (1, 99, _extreme("MAX")),
    "LEAST": (1, 99, _extreme("MIN")),
}

FUNCTIONS: dict[str, tuple[int, int, Builder]] = {
    **_CONDITIONAL,
    **text_calls.FUNCTIONS,
    **number_calls.FUNCTIONS,
    **date_calls.FUNCTIONS,
}


def _call(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    name = str(node.this).upper()
    if name in aggregate_calls.AGGREGATES:
        return aggregate_calls.aggregate(compiler, name, node.expressions, scope)
    known = FUNCTIONS.get(name)
    if known is None:
        raise invalid(f"Search error occurred: Function '{node.this}' is not supported.", "Not in SuiteQL's list.")
    least, most, build = known
    if not least <= len(node.expressions) <= most:
        raise unsupported(f"{name} does not take {len(node.expressions)} arguments.")
    return build(compiler, [compiler.value(argument, scope) for argument in node.expressions])


def _cast(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    value = compiler.value(node.this, scope)
    target = node.args["to"]
    kind = target.this
    if kind in exp.DataType.TEXT_TYPES:
        written = operators.to_text(compiler, value)
        width = target.expressions[0].name if target.expressions else ""
        return text(f"SUBSTR({written.sql}, 1, {int(width)})") if width.isdigit() else written
    if kind in exp.DataType.INTEGER_TYPES:
        return number_calls.rounded(operators.to_number(value), "0")
    if kind in exp.DataType.NUMERIC_TYPES:
        scale = target.expressions[1].name if len(target.expressions) > 1 else ""
        number = operators.to_number(value)
        return number_calls.rounded(number, scale) if scale.isdigit() else number
    if kind in {exp.DataType.Type.DATE, exp.DataType.Type.TIMESTAMP}:
        return operators.to_date_value(compiler, value)
    raise unsupported(f"CAST to {target.sql('oracle')} is not supported.")


def _trim(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    value = operators.to_text(compiler, compiler.value(node.this, scope))
    inner = node.args.get("expression")
    characters = None if inner is None else compiler.value(inner, scope)
    side = str(node.args.get("position") or "BOTH").upper()
    names = {"BOTH": "TRIM", "LEADING": "LTRIM", "TRAILING": "RTRIM"}
    return text_calls.trimmed(names[side], value, characters)


BUILDERS: dict[type[exp.Expr], Callable[[Compiler, exp.Expr, Scope], Fragment]] = {
    exp.Anonymous: _call,
    exp.Cast: _cast,
    exp.Trim: _trim,
    **date_calls.BUILDERS,
}
