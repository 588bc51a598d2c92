"""The compiler's centre: one SuiteQL statement in, one `Plan` for SQLite out; each kind of node has its builder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.dialect import builtin, calls, conditions, operators, queries, windows
from suiteplug.emulator.suiteql.dialect.faults import unsupported
from suiteplug.emulator.suiteql.dialect.fragments import NULL, Fragment, ValueKind, emptied, number, quote
from suiteplug.emulator.suiteql.dialect.grammar import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.suiteql.dialect.environment import Environment
    from suiteplug.emulator.suiteql.dialect.scope import Scope

    Builder = Callable[["Compiler", exp.Expr, Scope], Fragment]


@dataclass(frozen=True, slots=True)
class Plan:
    """A statement ready to run.

    Attributes:
        sql: Without its own row limit, which `cap` and `skip` hold.
        count_sql: Counts the rows that `sql` gives.
        outputs: Key in the reply and kind of value, in SELECT order.
        cap: Rows the statement itself asks for at most.
        skip: Rows the statement itself leaves out first.
        parameters: How many ``?`` there are.
        tells_time: Whether the result depends on the present.
        order: The ORDER BY that ends `sql`, or empty.
        merged: Whether that knows columns by position only.
    """

    sql: str
    count_sql: str
    outputs: tuple[tuple[str, ValueKind], ...]
    cap: int | None
    skip: int
    parameters: int
    tells_time: bool
    order: str = ""
    merged: bool = False

    @property
    def shuffled(self) -> str:
        """`sql` with rows that it leaves equal in an order that changes each time."""
        if not self.merged:
            return f"{self.sql}, ns_shuffle()" if self.order else f"{self.sql} ORDER BY ns_shuffle()"
        rows = f"SELECT * FROM ({self.sql.removesuffix(self.order)})"
        return f"{rows}{self.order}, ns_shuffle()" if self.order else f"{rows} ORDER BY ns_shuffle()"


class Compiler:
    """Builds one statement; holds what the whole statement shares."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.parameters = 0
        self.tells_time = False
        self._aliases = 0

    def plan(self, statement: str) -> Plan:
        """Compile a statement.

        Raises:
            Problem: NetSuite would refuse it.
        """
        tree = parse(statement)
        if self.environment.documented:
            queries.check_documented_rules(tree)
        try:
            query = queries.query(self, tree, None)
        except RecursionError as error:
            raise unsupported("The statement is nested too deeply.") from error
        return Plan(
            sql=query.sql + query.order,
            count_sql=query.count_sql or f"SELECT COUNT(*) FROM ({query.sql})",
            outputs=tuple((name, fragment.kind) for name, fragment in query.outputs),
            cap=query.cap,
            skip=query.skip,
            parameters=self.parameters,
            tells_time=self.tells_time,
            order=query.order,
            merged=query.merged,
        )

    def alias(self, prefix: str = "t") -> str:
        """A new SQL alias."""
        self._aliases += 1
        return f"{prefix}{self._aliases}"

    def now(self) -> str:
        """The present in account time, bound when the statement runs."""
        self.tells_time = True
        return ":now"

    def build(self, node: exp.Expr, scope: Scope) -> Fragment:
        """Any expression."""
        builder = BUILDERS.get(type(node))
        if builder is None:
            raise unsupported(f"{type(node).__name__} is not part of SuiteQL.")
        mark = len(scope.ungrouped)
        fragment = builder(self, node, scope)
        if scope.groups and not scope.in_aggregate and fragment.sql in scope.groups:
            del scope.ungrouped[mark:]
            if fragment.sql in scope.blanked:
                return Fragment("NULL", fragment.kind)
        return fragment

    def value(self, node: exp.Expr, scope: Scope) -> Fragment:
        """An expression that must be a value."""
        fragment = self.build(node, scope)
        if fragment.kind is ValueKind.CONDITION:
            raise unsupported("A condition stands where a value is expected.")
        return fragment

    def condition(self, node: exp.Expr, scope: Scope) -> str:
        """SQL of an expression that must be a condition."""
        fragment = self.build(node, scope)
        if fragment.kind is not ValueKind.CONDITION:
            raise unsupported("A value stands where a condition is expected.")
        return fragment.sql


def _literal(_: Compiler, node: exp.Expr, __: Scope) -> Fragment:
    written = str(node.this)
    if not node.args.get("is_string"):
        return Fragment(written, ValueKind.NUMBER, literal=written, whole=written.isdigit(), not_null=True)
    if not written:
        return NULL
    return Fragment(quote(written), ValueKind.TEXT, literal=written, not_null=True)


def _raw_string(_: Compiler, node: exp.Expr, __: Scope) -> Fragment:
    written = str(node.this)
    return Fragment(quote(written), ValueKind.TEXT, literal=written, not_null=True) if written else NULL


def _null(_: Compiler, __: exp.Expr, ___: Scope) -> Fragment:
    return NULL


def _placeholder(compiler: Compiler, node: exp.Expr, _: Scope) -> Fragment:
    """``?`` is numbered, because a rewrite may repeat or reorder it. Values are bound as text."""
    if node.args.get("this"):
        raise unsupported("Named parameters are not supported.")
    if not compiler.environment.accepts_parameters:
        raise unsupported("This account's release does not know bound parameters.")
    position = node.meta.get("position")
    if position is None:
        compiler.parameters += 1
        position = node.meta["position"] = compiler.parameters
    return Fragment(f":p{position}", ValueKind.UNKNOWN)


def _paren(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    inner = compiler.build(node.this, scope)
    if inner.column is not None or inner.literal is not None:
        return inner
    return Fragment(f"({inner.sql})", inner.kind, whole=inner.whole, not_null=inner.not_null)


def _column(_: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    if isinstance(node.this, exp.Star):
        raise unsupported("A star stands where a value is expected.")
    if node.args.get("join_mark"):
        raise unsupported("(+) cannot stand here.")
    name = str(node.name).lower()
    qualifier = str(node.args["table"].name).lower() if node.args.get("table") else ""
    if not qualifier and name == "rownum":
        return _rownum(scope)
    if not qualifier and name in scope.outputs:
        return scope.outputs[name]
    return scope.resolve(name, qualifier)


def _rownum(scope: Scope) -> Fragment:
    if not scope.wrapped:
        raise unsupported("ROWNUM cannot stand here.")
    return number(f'{scope.wrapped}."rownum"', whole=True)


def _concatenation(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    parts: list[exp.Expr] = []
    pending: list[exp.Expr] = [node]
    while pending:
        part = pending.pop()
        if isinstance(part, exp.DPipe):
            pending += [part.args["expression"], part.this]
        else:
            parts.append(part)
    texts = [operators.to_text(compiler, compiler.value(part, scope)) for part in parts]
    joined = " || ".join(f.sql if f.not_null else f"COALESCE({f.sql}, '')" for f in texts)
    return emptied(f"({joined})")


BUILDERS: dict[type[exp.Expr], Builder] = {
    exp.Literal: _literal,
    exp.RawString: _raw_string,
    exp.Null: _null,
    exp.Placeholder: _placeholder,
    exp.Paren: _paren,
    exp.Column: _column,
    exp.DPipe: _concatenation,
    **operators.BUILDERS,
    **conditions.BUILDERS,
    **calls.BUILDERS,
    **builtin.BUILDERS,
    **windows.BUILDERS,
    **queries.BUILDERS,
}
