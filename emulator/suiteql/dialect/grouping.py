"""GROUP BY, ROLLUP, and whether a SELECT is grouped at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.dialect.aggregate_calls import AGGREGATES
from suiteplug.emulator.suiteql.dialect.faults import unsupported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.emulator.suiteql.dialect.compiler import Compiler
    from suiteplug.emulator.suiteql.dialect.scope import Scope


@dataclass(frozen=True, slots=True)
class Grouping:
    """One level of grouping: what it groups by, and what a ROLLUP leaves out on it."""

    kept: tuple[str, ...]
    blanked: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Every grouping expression of the clause."""
        return frozenset(self.kept) | self.blanked


def levels(compiler: Compiler, node: exp.Expr, scope: Scope) -> list[Grouping]:
    """Levels of the GROUP BY clause: one, or one more than a ROLLUP has members. None for an ungrouped SELECT."""
    clause = node.args.get("group")
    if clause is None:
        return [Grouping((), frozenset())] if _aggregates(node) else []
    if any(value for name, value in clause.args.items() if name not in {"expressions", "rollup"}):
        raise unsupported("Only GROUP BY expressions and ROLLUP are supported.")
    rollups = [part for part in clause.expressions if isinstance(part, exp.Rollup)]
    rollups += clause.args.get("rollup") or []
    if len(rollups) > 1:
        raise unsupported("One ROLLUP per statement is supported.")
    fixed = [_group_sql(compiler, part, scope) for part in clause.expressions if not isinstance(part, exp.Rollup)]
    if not rollups:
        return [Grouping(tuple(fixed), frozenset())]
    rolled = [_group_sql(compiler, part, scope) for part in rollups[0].expressions]
    return [Grouping((*fixed, *rolled[:depth]), frozenset(rolled[depth:])) for depth in range(len(rolled), -1, -1)]


def _group_sql(compiler: Compiler, node: exp.Expr, scope: Scope) -> str:
    if isinstance(node, exp.Literal):
        raise unsupported("GROUP BY takes expressions, not positions.")
    return compiler.value(node, scope).sql


def _aggregates(node: exp.Expr) -> bool:
    """Whether an aggregate that is no analytic function stands in the select list, HAVING or ORDER BY."""
    if node.args.get("having") is not None:
        return True
    order = node.args.get("order")
    parts = [*node.expressions, *([] if order is None else order.expressions)]
    return any(is_aggregate(part) for expression in parts for part in _plain_parts(expression))


def is_aggregate(node: exp.Expr) -> bool:
    """Whether a node calls an aggregate."""
    return isinstance(node, exp.Anonymous) and str(node.this).upper() in AGGREGATES


def _plain_parts(node: exp.Expr) -> Iterator[exp.Expr]:
    """The node and what is below it, without sub-selects and without the call an OVER belongs to."""
    if isinstance(node, exp.Window) and str(node.args.get("over") or "OVER").upper() != "KEEP":
        for argument in node.this.expressions:
            yield from _plain_parts(argument)
        return
    yield node
    for child in node.iter_expressions():
        if not isinstance(child, exp.Query):
            yield from _plain_parts(child)
