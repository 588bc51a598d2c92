"""SELECT statements and set operations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.dialect import grouping, ordering, rownum, sources
from suiteplug.emulator.suiteql.dialect.faults import syntax_error, unsupported
from suiteplug.emulator.suiteql.dialect.fragments import Fragment, ValueKind, column_for, identifier
from suiteplug.emulator.suiteql.dialect.scope import Scope, Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.suiteql.dialect.compiler import Compiler

    Outputs = list[tuple[str, Fragment]]

_SELECT_PARTS = frozenset(
    {"expressions", "distinct", "from_", "joins", "where", "group", "having", "order", "limit", "offset", "with_"}
)
_OPERATIONS: dict[type[exp.Expr], str] = {exp.Union: "UNION", exp.Except: "EXCEPT", exp.Intersect: "INTERSECT"}


@dataclass(slots=True)
class Query:
    """A compiled SELECT or set operation.

    Attributes:
        sql: Without ORDER BY and row limits.
        order: `` ORDER BY ...``, or empty.
        outputs: Name and value of each column.
        cap: Rows at most, None for all.
        skip: Rows left out first.
        count_sql: A cheaper way to count the rows of `sql` than to run it; empty when there is none.
    """

    sql: str
    outputs: Outputs
    order: str = ""
    cap: int | None = None
    skip: int = 0
    count_sql: str = ""

    @property
    def full(self) -> str:
        """Everything, as a sub-select needs it."""
        if self.cap is None and not self.skip:
            return self.sql + self.order
        return f"{self.sql}{self.order} LIMIT {-1 if self.cap is None else self.cap} OFFSET {self.skip}"


@dataclass(slots=True)
class _Body:
    """FROM and WHERE of a SELECT, ready to be selected from."""

    origin: str
    where: str
    distinct: str
    rows: rownum.RowNumbers = field(default_factory=rownum.RowNumbers)


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
        return _select(compiler, node, outer)
    if type(node) in _OPERATIONS:
        return _set_operation(compiler, node, outer)
    if isinstance(node, exp.Subquery) and not node.alias:
        return query(compiler, node.this, parent, ctes_of=outer)
    raise unsupported(f"{type(node).__name__} is not part of SuiteQL.")


def check_documented_rules(tree: exp.Expr) -> None:
    """What Oracle's help refuses and real accounts let pass (Oracle help: article_0824094533)."""
    if tree.find(exp.With):
        raise unsupported("WITH is not supported.")
    for inner in tree.find_all(exp.Subquery):
        for alias in inner.find_all(exp.Alias):
            if isinstance(alias.args.get("alias"), exp.Identifier) and alias.args["alias"].args.get("quoted"):
                raise unsupported("Double-quoted aliases are not supported inside sub-selects.")


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


def _select(compiler: Compiler, node: exp.Expr, outer: Scope) -> Query:
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
    cap, skip = _limits(node)
    simple = not levels and not body.distinct and not scope.wrapped
    if simple and body.rows.cap is not None:
        cap = body.rows.cap if cap is None else min(cap, body.rows.cap)
    counted = f"SELECT COUNT(*) FROM {body.origin}{body.where}" if simple else ""
    return Query(statement, outputs, order, cap, skip, counted)


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
        place = _position(key.this, outputs)
        if place is None:
            fragment = compiler.value(key.this, scope)
            _refuse_ungrouped(scope)
            place = next((n for n, (_, made) in enumerate(outputs, start=1) if made.sql == fragment.sql), None)
        else:
            fragment = outputs[place - 1][1]
        if place is None and by_position:
            raise unsupported("ORDER BY must name a column of the select list here.")
        keys.append(_sort_key(fragment, place, key))
    scope.outputs = {}
    return f" ORDER BY {', '.join(keys)}"


def _sort_key(fragment: Fragment, place: int | None, key: exp.Expr) -> str:
    shown = fragment
    if place is not None:
        shown = Fragment(str(place), fragment.kind, not_null=fragment.not_null)
    return ordering.directed(shown, key)


def _position(node: exp.Expr, outputs: Outputs) -> int | None:
    if not isinstance(node, exp.Literal):
        return None
    written = str(node.this)
    if node.args.get("is_string") or not written.isdigit() or not 1 <= int(written) <= len(outputs):
        raise unsupported(f"ORDER BY {written}: there is no such column.")
    return int(written)


def _limits(node: exp.Expr) -> tuple[int | None, int]:
    """Rows at most and rows left out first: TOP, OFFSET and FETCH."""
    limit, offset = node.args.get("limit"), node.args.get("offset")
    skip = 0 if offset is None else _count(offset.args["expression"])
    if limit is None:
        return None, skip
    if isinstance(limit, exp.Fetch):
        options = limit.args.get("limit_options")
        if options is not None and (options.args.get("percent") or options.args.get("with_ties")):
            raise unsupported("PERCENT and WITH TIES are not supported.")
        count = limit.args.get("count")
        return (1 if count is None else _count(count)), skip
    return _count(limit.args["expression"]), skip


def _count(node: exp.Expr) -> int:
    inner = node.unnest()
    if isinstance(inner, exp.Literal) and str(inner.this).isdigit():
        return int(str(inner.this))
    raise unsupported("A row limit is a whole number.")


def _set_operation(compiler: Compiler, node: exp.Expr, outer: Scope) -> Query:
    left = query(compiler, node.this, outer)
    right = query(compiler, node.args["expression"], outer)
    if len(left.outputs) != len(right.outputs):
        raise unsupported("The sides of a set operation have different numbers of columns.")
    outputs = [(name, _merged(a, b)) for (name, a), (_, b) in zip(left.outputs, right.outputs, strict=True)]
    word = _OPERATIONS[type(node)]
    if not node.args.get("distinct"):
        word += " ALL"
    if word not in {"UNION", "UNION ALL", "EXCEPT", "INTERSECT"}:
        raise unsupported(f"{word} is not supported.")
    sql = f"{_side(left)} {word} {_side(right)}"
    cap, skip = _limits(node)
    return Query(sql, outputs, _set_order(node, outputs), cap, skip)


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
        place = _position(key.this, outputs)
        if place is None:
            name = str(key.this.name).lower() if isinstance(key.this, exp.Column) else ""
            if name not in names:
                raise unsupported("ORDER BY of a set operation names one of its columns.")
            place = names.index(name) + 1
        keys.append(_sort_key(outputs[place - 1][1], place, key))
    return f" ORDER BY {', '.join(keys)}"


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
