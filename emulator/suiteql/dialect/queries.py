"""Queries of every form: SELECT, set operations, WITH, and sub-selects as values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.dialect import selects, set_operations
from suiteplug.emulator.suiteql.dialect.faults import unsupported
from suiteplug.emulator.suiteql.dialect.fragments import Fragment, column_for, identifier
from suiteplug.emulator.suiteql.dialect.query import Query
from suiteplug.emulator.suiteql.dialect.scope import Scope, Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.suiteql.dialect.compiler import Compiler


def query(compiler: Compiler, node: exp.Expr, parent: Scope | None, *, ctes_of: Scope | None = None) -> Query:
    """Compile a SELECT, a set operation, or either in brackets.

    Args:
        compiler: The statement's.
        node: The tree.
        parent: Scope whose columns the query may refer to.
        ctes_of: Scope whose WITH tables it may read, when that is another one.
    """
    outer = Scope(parent=parent)
    if ctes_of is not None:
        outer.ctes = _visible_ctes(ctes_of)
    _add_ctes(compiler, node, outer)
    if isinstance(node, exp.Select):
        return selects.select(compiler, node, outer)
    if type(node) in set_operations.OPERATIONS:
        return set_operations.set_operation(compiler, node, outer)
    if isinstance(node, exp.Subquery) and not node.alias:
        return query(compiler, node.this, parent, ctes_of=outer)
    raise unsupported(f"{type(node).__name__} is not part of SuiteQL.")


def check_documented_rules(tree: exp.Expr) -> None:
    """What Oracle's help refuses and real accounts let pass (Oracle help: article_0824094533).

    ``BUILTIN.DF`` beside DISTINCT or GROUP BY is refused by Oracle's guide (oracle/netsuite-suitecloud-sdk,
    netsuite-sdf-safe-guide), and used by public queries (GSpo7/suiteql-sql-library).
    """
    if tree.find(exp.With):
        raise unsupported("WITH is not supported.")
    for part in tree.find_all(exp.Select):
        if (part.args.get("distinct") or part.args.get("group")) and any(map(_shows, part.expressions)):
            raise unsupported("BUILTIN.DF is not supported together with DISTINCT or GROUP BY.")
    for inner in tree.find_all(exp.Subquery):
        for alias in inner.find_all(exp.Alias):
            if isinstance(alias.args.get("alias"), exp.Identifier) and alias.args["alias"].args.get("quoted"):
                raise unsupported("Double-quoted aliases are not supported inside sub-selects.")


def _shows(item: exp.Expr) -> bool:
    """Whether an expression of the select list calls ``BUILTIN.DF``."""
    return any(
        str(node.this.name).upper() == "BUILTIN" and str(node.args["expression"].this).upper() == "DF"
        for node in item.find_all(exp.Dot)
    )


def _visible_ctes(scope: Scope) -> dict[str, Source]:
    found: dict[str, Source] = {}
    walk: Scope | None = scope
    while walk is not None:
        found = {**walk.ctes, **found}
        walk = walk.parent
    return found


def _add_ctes(compiler: Compiler, node: exp.Expr, scope: Scope) -> None:
    clause = node.args.get("with_")
    if clause is None:
        return
    if clause.args.get("recursive"):
        raise unsupported("Recursive WITH is not supported.")
    for cte in clause.expressions:
        name = str(cte.alias).lower()
        inner = query(compiler, cte.this, None, ctes_of=scope)
        names = [str(column.name).lower() for column in cte.args["alias"].args.get("columns") or []]
        if names:
            if len(names) != len(inner.outputs):
                raise unsupported(f"WITH {name} names {len(names)} of {len(inner.outputs)} columns.")
            inner = _renamed(inner, names)
        # BUILTIN.DF of such a column gives the raw ID (reported by users), hence no targets.
        columns = {key: column_for(key, fragment, keep_target=False) for key, fragment in inner.outputs}
        scope.ctes[name] = Source(name, name, "", f"({inner.full})", columns)


def _renamed(inner: Query, names: list[str]) -> Query:
    pairs = zip(inner.outputs, names, strict=True)
    items = ", ".join(f"{identifier(old)} AS {identifier(new)}" for (old, _), new in pairs)
    outputs = [(name, fragment) for name, (_, fragment) in zip(names, inner.outputs, strict=True)]
    return Query(f"SELECT {items} FROM ({inner.full})", outputs)


def _subquery(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    """A sub-select as a value, or as the right side of IN and EXISTS."""
    inner = query(compiler, node.this if isinstance(node, exp.Subquery) else node, scope)
    return Fragment(f"({inner.full})", inner.outputs[0][1].kind)


BUILDERS: dict[type[exp.Expr], Callable[[Compiler, exp.Expr, Scope], Fragment]] = {
    exp.Subquery: _subquery,
    exp.Select: _subquery,
    exp.Union: _subquery,
    exp.Intersect: _subquery,
    exp.Except: _subquery,
}
