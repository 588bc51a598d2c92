"""One SELECT: what it reads, groups, gives and sorts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.dialect import grouping, ordering, rownum, sources
from suiteplug.emulator.suiteql.dialect.faults import syntax_error, unsupported
from suiteplug.emulator.suiteql.dialect.fragments import identifier
from suiteplug.emulator.suiteql.dialect.query import Query
from suiteplug.emulator.suiteql.dialect.row_limits import row_limits
from suiteplug.emulator.suiteql.dialect.scope import Scope

if TYPE_CHECKING:
    from suiteplug.emulator.suiteql.dialect.compiler import Compiler
    from suiteplug.emulator.suiteql.dialect.query import Outputs

_SELECT_PARTS = frozenset(
    {"expressions", "distinct", "from_", "joins", "where", "group", "having", "order", "limit", "offset", "with_"}
)


@dataclass(slots=True)
class _Body:
    """FROM and WHERE of a SELECT, ready to be selected from."""

    origin: str
    where: str
    distinct: str
    rows: rownum.RowNumbers = field(default_factory=rownum.RowNumbers)


def select(compiler: Compiler, node: exp.Expr, outer: Scope) -> Query:
    """Compile a SELECT; ``outer`` holds the tables of its WITH and what it may refer to further out."""
    extra = [name for name, value in node.args.items() if value and name not in _SELECT_PARTS]
    if extra:
        raise unsupported(f"{extra[0]} is not part of SuiteQL.")
    if not node.expressions:
        raise syntax_error("The select list is empty.")
    scope = Scope(parent=outer)
    body = _body(compiler, node, scope)
    levels = grouping.levels(compiler, node, scope)
    statements: list[str] = []
    outputs: Outputs = []
    every_level: list[grouping.Grouping | None] = [*levels] or [None]
    for level in every_level:
        if level is not None:
            scope.groups, scope.blanked = level.all, level.blanked
        items = _items(compiler, node, scope)
        statements.append(_statement(compiler, node, body, level, items, scope))
        outputs = outputs or items
    scope.blanked = frozenset()
    rolled = len(statements) > 1
    order = _order(compiler, node, outputs, scope, by_position=rolled or bool(body.distinct))
    statement = " UNION ALL ".join(statements)
    if scope.wrapped:
        statement = statement.replace(_WRAP_MARK, _wrapped_from(body, scope))
    cap, skip = row_limits(node)
    simple = not levels and not body.distinct and not scope.wrapped
    if simple and body.rows.cap is not None:
        cap = body.rows.cap if cap is None else min(cap, body.rows.cap)
    counted = f"SELECT COUNT(*) FROM {body.origin}{body.where}" if simple else ""
    return Query(statement, outputs, order, cap, skip, counted, merged=rolled)


_WRAP_MARK = "\x00from\x00"


def _body(compiler: Compiler, node: exp.Expr, scope: Scope) -> _Body:
    conjuncts = _conjuncts(node.args.get("where"))
    rows = rownum.RowNumbers()
    conjuncts = rownum.take(conjuncts, rows)
    rows.shown = any(
        rownum.mentions(part)
        for name in ("expressions", "group", "having", "order")
        for part in _parts(node.args.get(name))
    )
    origin, rest = sources.build(compiler, node, conjuncts, scope)
    where = " AND ".join(compiler.condition(part, scope) for part in rest)
    body = _Body(origin, f" WHERE {where}" if where else "", "DISTINCT " if node.args.get("distinct") else "", rows)
    numbered = rows.shown or (rows.cap is not None and _regroups(node))
    if numbered:
        scope.wrapped = compiler.alias("r")
    return body


def _parts(value: object) -> list[exp.Expr]:
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, exp.Expr) else []


def _regroups(node: exp.Expr) -> bool:
    """Whether rows are sorted, grouped or merged after WHERE, so that a cap must come before that."""
    if any(node.args.get(name) for name in ("distinct", "group", "having", "order")):
        return True
    parts = [part for item in node.expressions for part in rownum.within(item)]
    return any(isinstance(part, exp.Window | exp.WithinGroup) or grouping.is_aggregate(part) for part in parts)


def _wrapped_from(body: _Body, scope: Scope) -> str:
    """FROM and WHERE as a derived table with numbered and capped rows."""
    items = [f"{sql} AS {identifier(label)}" for label, sql in scope.wrapped_columns.items()]
    if body.rows.shown or not items:
        items.append('ROW_NUMBER() OVER () AS "rownum"')
    limit = "" if body.rows.cap is None else f" LIMIT {body.rows.cap}"
    return f"(SELECT {', '.join(items)} FROM {body.origin}{body.where}{limit}) {scope.wrapped}"


def _conjuncts(where: exp.Expr | None) -> list[exp.Expr]:
    if where is None:
        return []
    found: list[exp.Expr] = []
    pending = [where.this]
    while pending:
        part = pending.pop()
        inner = part.unnest() if isinstance(part, exp.Paren) else part
        if isinstance(inner, exp.And):
            pending += [inner.args["expression"], inner.this]
        else:
            found.append(part)
    return found


def _statement(
    compiler: Compiler,
    node: exp.Expr,
    body: _Body,
    level: grouping.Grouping | None,
    outputs: Outputs,
    scope: Scope,
) -> str:
    items = ", ".join(f"{fragment.sql} AS {identifier(name)}" for name, fragment in outputs)
    origin, where = (_WRAP_MARK, "") if scope.wrapped else (body.origin, body.where)
    sql = f"SELECT {body.distinct}{items} FROM {origin}{where}"
    if level is not None and level.all:
        sql += f" GROUP BY {', '.join(level.kept) or 'NULL'}"
    having = node.args.get("having")
    if having is not None:
        sql += f" HAVING {compiler.condition(having.this, scope)}"
        _refuse_ungrouped(scope)
    return sql


def _items(compiler: Compiler, node: exp.Expr, scope: Scope) -> Outputs:
    """The select list. An expression without an alias is called ``exprN``, as Oracle's own sample reads it."""
    outputs: Outputs = []
    unnamed = 0
    for item in node.expressions:
        star = _star(item)
        if star is not None:
            outputs += scope.every_column(star)
            _refuse_ungrouped(scope)
            continue
        fragment = compiler.value(item.this if isinstance(item, exp.Alias) else item, scope)
        _refuse_ungrouped(scope)
        name = _name(item)
        if name is None:
            unnamed += 1
            name = f"expr{unnamed}"
        outputs.append((name, fragment))
    return outputs


def _star(item: exp.Expr) -> str | None:
    """The alias before a star, empty for a bare one; None for anything else."""
    if isinstance(item, exp.Star):
        return ""
    if isinstance(item, exp.Column) and isinstance(item.this, exp.Star):
        return str(item.args["table"].name).lower()
    return None


def _name(item: exp.Expr) -> str | None:
    inner = item.unnest()
    if isinstance(item, exp.Alias):
        return str(item.alias).lower()
    return str(inner.name).lower() if isinstance(inner, exp.Column) else None


def _refuse_ungrouped(scope: Scope) -> None:
    if scope.ungrouped:
        raise unsupported(f"{scope.ungrouped[0]} is neither grouped nor inside an aggregate.")


def _order(compiler: Compiler, node: exp.Expr, outputs: Outputs, scope: Scope, *, by_position: bool) -> str:
    clause = node.args.get("order")
    if clause is None:
        return ""
    scope.outputs = dict(outputs)
    keys = []
    for key in clause.expressions:
        place = ordering.position(key.this, outputs)
        if place is None:
            fragment = compiler.value(key.this, scope)
            _refuse_ungrouped(scope)
            place = next((n for n, (_, made) in enumerate(outputs, start=1) if made.sql == fragment.sql), None)
        else:
            fragment = outputs[place - 1][1]
        if place is None and by_position:
            raise unsupported("ORDER BY must name a column of the select list here.")
        keys.append(ordering.sort_key(fragment, place, key))
    scope.outputs = {}
    return f" ORDER BY {', '.join(keys)}"
