"""UNION, MINUS and INTERSECT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.dialect import ordering, queries
from suiteplug.emulator.suiteql.dialect.faults import unsupported
from suiteplug.emulator.suiteql.dialect.fragments import Fragment, ValueKind
from suiteplug.emulator.suiteql.dialect.query import Query
from suiteplug.emulator.suiteql.dialect.row_limits import row_limits

if TYPE_CHECKING:
    from suiteplug.emulator.suiteql.dialect.compiler import Compiler
    from suiteplug.emulator.suiteql.dialect.query import Outputs
    from suiteplug.emulator.suiteql.dialect.scope import Scope

OPERATIONS: dict[type[exp.Expr], str] = {exp.Union: "UNION", exp.Except: "EXCEPT", exp.Intersect: "INTERSECT"}


def set_operation(compiler: Compiler, node: exp.Expr, outer: Scope) -> Query:
    """UNION, UNION ALL, MINUS or INTERSECT; columns are called as on the left."""
    left = queries.query(compiler, node.this, outer)
    right = queries.query(compiler, node.args["expression"], outer)
    if len(left.outputs) != len(right.outputs):
        raise unsupported("The sides of a set operation have different numbers of columns.")
    outputs = [(name, _merged(a, b)) for (name, a), (_, b) in zip(left.outputs, right.outputs, strict=True)]
    word = OPERATIONS[type(node)]
    if not node.args.get("distinct"):
        word += " ALL"
    if word not in {"UNION", "UNION ALL", "EXCEPT", "INTERSECT"}:
        raise unsupported(f"{word} is not supported.")
    sql = f"{_side(left)} {word} {_side(right)}"
    cap, skip = row_limits(node)
    return Query(sql, outputs, _set_order(node, outputs), cap, skip, merged=True)


def _side(part: Query) -> str:
    """SQLite takes plain SELECTs on both sides only."""
    return f"SELECT * FROM ({part.full})"


def _merged(a: Fragment, b: Fragment) -> Fragment:
    kinds = {a.kind, b.kind} - {ValueKind.UNKNOWN}
    if len(kinds) > 1:
        raise unsupported("The sides of a set operation have columns of different kinds.")
    return Fragment("", kinds.pop() if kinds else ValueKind.TEXT, whole=a.whole and b.whole)


def _set_order(node: exp.Expr, outputs: Outputs) -> str:
    clause = node.args.get("order")
    if clause is None:
        return ""
    names = [name for name, _ in outputs]
    keys = []
    for key in clause.expressions:
        place = ordering.position(key.this, outputs)
        if place is None:
            name = str(key.this.name).lower() if isinstance(key.this, exp.Column) else ""
            if name not in names:
                raise unsupported("ORDER BY of a set operation names one of its columns.")
            place = names.index(name) + 1
        keys.append(ordering.sort_key(outputs[place - 1][1], place, key))
    return f" ORDER BY {', '.join(keys)}"
