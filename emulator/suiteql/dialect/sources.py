"""The FROM clause: tables, derived tables, ANSI joins, comma joins and ``(+)``.

Both kinds of join work, but not in one statement; ``(+)`` only as a left outer join (Oracle help:
article_0824094533, section_160045092035).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.dialect import queries
from suiteplug.emulator.suiteql.dialect.faults import hidden_table, syntax_error, unknown_table, unsupported
from suiteplug.emulator.suiteql.dialect.fragments import column_for
from suiteplug.emulator.suiteql.dialect.grammar import COMMA
from suiteplug.emulator.suiteql.dialect.scope import Source

if TYPE_CHECKING:
    from suiteplug.emulator.suiteql.dialect.compiler import Compiler
    from suiteplug.emulator.suiteql.dialect.scope import Scope

_TABLE_PARTS = frozenset({"this", "alias", "db"})
_SUBQUERY_PARTS = frozenset({"this", "alias"})


def build(compiler: Compiler, node: exp.Expr, conjuncts: list[exp.Expr], scope: Scope) -> tuple[str, list[exp.Expr]]:
    """SQL of the FROM clause, and the conditions of WHERE that it has not taken up."""
    origin = node.args.get("from_")
    if origin is None:
        raise syntax_error("FROM is missing.")
    joins: list[exp.Expr] = node.args.get("joins") or []
    first = source(compiler, origin.this, scope)
    scope.add(first)
    marked = [part for part in conjuncts if _marks(part)]
    if marked or all(_is_comma(join) for join in joins):
        if not all(_is_comma(join) for join in joins):
            raise unsupported("(+) and ANSI joins cannot be mixed.")
        for join in joins:
            scope.add(source(compiler, join.this, scope))
        rest = [part for part in conjuncts if not _marks(part)]
        return _comma_joined(compiler, marked, scope), rest
    if any(_is_comma(join) for join in joins):
        raise unsupported("ANSI joins and comma joins cannot be mixed in one statement.")
    return _from_item(first) + "".join(_ansi_join(compiler, join, scope) for join in joins), conjuncts


def source(compiler: Compiler, node: exp.Expr, scope: Scope) -> Source:
    """A table, a table of a WITH clause, or a derived table."""
    if isinstance(node, exp.Subquery):
        _only(node, _SUBQUERY_PARTS)
        return _derived(compiler, node, scope)
    if not isinstance(node, exp.Table) or not isinstance(node.this, exp.Identifier):
        raise unsupported("FROM takes tables and sub-selects.")
    _only(node, _TABLE_PARTS)
    return _named(compiler, node, scope)


def _only(node: exp.Expr, parts: frozenset[str]) -> None:
    extra = [name for name, value in node.args.items() if value and name not in parts]
    if extra:
        raise unsupported(f"{extra[0]} is not supported in FROM.")


def _named(compiler: Compiler, node: exp.Expr, scope: Scope) -> Source:
    written = str(node.name)
    name = written.lower()
    schema = node.args.get("db")
    if schema is not None and str(schema.name).lower() != name:
        raise unknown_table(f"{schema.name}.{written}")
    alias = str(node.alias or written).lower()
    shared = scope.find_cte(name)
    if shared is not None:
        return replace(shared, alias=alias, sql_alias=compiler.alias())
    table = compiler.environment.tables.get(name)
    if table is None or name.startswith("_"):
        raise unknown_table(written)
    if name in compiler.environment.hidden:
        raise hidden_table(written)
    sql_alias = compiler.alias()
    sql = f'"{table.physical}"'
    cut = compiler.environment.row_filter(name)
    if cut is not None:
        sql = f"(SELECT * FROM {sql} WHERE {cut})"
    return Source(alias, name, sql_alias, sql, table.columns, table=name)


def _derived(compiler: Compiler, node: exp.Expr, scope: Scope) -> Source:
    inner = queries.query(compiler, node.this, scope.parent, ctes_of=scope)
    sql_alias = compiler.alias()
    alias = str(node.alias).lower() if node.alias else sql_alias
    columns = {name: column_for(name, fragment, keep_target=True) for name, fragment in inner.outputs}
    return Source(alias, alias, sql_alias, f"({inner.full})", columns)


def _from_item(item: Source) -> str:
    return f"{item.sql} {item.sql_alias}"


def _is_comma(join: exp.Expr) -> bool:
    return bool(join.meta.get(COMMA))


def _ansi_join(compiler: Compiler, join: exp.Expr, scope: Scope) -> str:
    _only(join, frozenset({"this", "kind", "side", "on"}))
    side, kind = str(join.args.get("side") or "").upper(), str(join.args.get("kind") or "").upper()
    if kind not in {"", "INNER", "OUTER", "CROSS"} or side not in {"", "LEFT", "RIGHT", "FULL"}:
        raise unsupported(f"{kind} joins are not supported.")
    if side in {"RIGHT", "FULL"}:
        for earlier in scope.sources.values():
            earlier.optional = True
    item = source(compiler, join.this, scope)
    item.optional = side in {"LEFT", "FULL"}
    scope.add(item)
    on = join.args.get("on")
    if on is None:
        if kind != "CROSS":
            raise syntax_error("A join needs an ON clause.")
        return f" JOIN {_from_item(item)}"
    word = f"{side} JOIN" if side else "JOIN"
    return f" {word} {_from_item(item)} ON {compiler.condition(on, scope)}"


def _marks(node: exp.Expr) -> list[exp.Expr]:
    return [column for column in node.find_all(exp.Column) if column.args.get("join_mark")]


def _comma_joined(compiler: Compiler, marked: list[exp.Expr], scope: Scope) -> str:
    conditions: dict[str, list[exp.Expr]] = {}
    for part in marked:
        conditions.setdefault(_outer_table(part, scope), []).append(part)
    for alias in conditions:
        scope.sources[alias].optional = True
    sql = ", ".join(_from_item(item) for alias, item in scope.sources.items() if alias not in conditions)
    if not sql:
        raise unsupported("Every table is marked with (+).")
    for alias in _by_dependency(conditions, scope):
        on = " AND ".join(compiler.condition(part, scope) for part in conditions[alias])
        sql += f" LEFT JOIN {_from_item(scope.sources[alias])} ON {on}"
    return sql


def _outer_table(part: exp.Expr, scope: Scope) -> str:
    """The table a condition marks; the marks are taken off."""
    marks = _marks(part)
    if part.find(exp.Or):
        raise unsupported("(+) cannot stand beside OR.")
    aliases = {_table_of(column, scope) for column in marks}
    if len(aliases) != 1:
        raise unsupported("A condition marks two tables with (+).")
    alias = aliases.pop()
    left_marked = isinstance(part, exp.EQ) and bool(_marks(part.this))
    others = [column for column in part.find_all(exp.Column) if not column.args.get("join_mark")]
    if left_marked and others:
        raise unsupported("(+) stands on the right of the comparison only.")
    for column in marks:
        column.set("join_mark", None)
    return alias


def _table_of(column: exp.Expr, scope: Scope) -> str:
    table = column.args.get("table")
    if table is not None:
        return str(table.name).lower()
    return scope.resolve(str(column.name).lower()).owner


def _by_dependency(conditions: dict[str, list[exp.Expr]], scope: Scope) -> list[str]:
    """Marked tables, each after those its conditions name."""
    waiting = {
        alias: {_table_of(column, scope) for part in parts for column in part.find_all(exp.Column)}
        & conditions.keys() - {alias}
        for alias, parts in conditions.items()
    }
    sorted_aliases: list[str] = []
    while waiting:
        ready = [alias for alias, needs in waiting.items() if not needs - set(sorted_aliases)]
        if not ready:
            raise unsupported("Tables marked with (+) depend on each other.")
        sorted_aliases += ready
        for alias in ready:
            del waiting[alias]
    return sorted_aliases
