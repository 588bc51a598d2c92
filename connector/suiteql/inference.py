"""Kinds of the expressions in a SELECT list, as far as tables and functions tell them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.connector.suiteql.kinds import Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_INTEGERS = (
    exp.Count,
    exp.ApproxDistinct,
    exp.Length,
    exp.StrPosition,
    exp.RowNumber,
    exp.Rank,
    exp.DenseRank,
    exp.Extract,
)
_NUMBERS = (exp.Sum, exp.Avg, exp.Median, exp.MonthsBetween, exp.ToNumber, exp.Pow, exp.Sqrt, exp.Ln, exp.Exp, exp.Log)
_ARITHMETIC = (exp.Mul, exp.Div, exp.Mod, exp.Neg)
_SAME_AS_FIRST = (
    exp.Min,
    exp.Max,
    exp.Coalesce,
    exp.Greatest,
    exp.Least,
    exp.Nullif,
    exp.Round,
    exp.Abs,
    exp.Paren,
    exp.Alias,
    exp.Window,
    exp.FirstValue,
    exp.LastValue,
    exp.Lag,
    exp.Lead,
)
_WHOLE = (exp.Ceil, exp.Floor, exp.Sign)
_DATES = (
    exp.StrToDate,
    exp.AddMonths,
    exp.LastDay,
    exp.CurrentDate,
    exp.CurrentTimestamp,
    exp.DateTrunc,
    exp.TimestampTrunc,
)
_TEXTS = (
    exp.ToChar,
    exp.TimeToStr,
    exp.GroupConcat,
    exp.Concat,
    exp.DPipe,
    exp.Upper,
    exp.Lower,
    exp.Trim,
    exp.Substring,
)
_BUILTIN = {"CONSOLIDATE": Kind.NUMBER, "CURRENCY_CONVERT": Kind.NUMBER, "RELATIVE_RANGES": Kind.DATE}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the columns of one SELECT come from: alias -> table name, or the kinds of a sub-select's columns."""

    sources: dict[str, str | dict[str, Kind | None]] = field(default_factory=dict)

    def tables(self, alias: str | None = None) -> tuple[str, ...]:
        """Real tables behind ``alias``, or behind all of them."""
        chosen = self.sources.values() if alias is None else [self.sources.get(alias, "")]
        return tuple(source for source in chosen if isinstance(source, str) and source)

    def kind(self, column: str, alias: str) -> Kind | None:
        """Kind of a column; without an alias the only source that knows it decides."""
        chosen = [self.sources[alias]] if alias in self.sources else [] if alias else self.sources.values()
        found = {_kind_in(source, column) for source in chosen} - {None}
        return found.pop() if len(found) == 1 else None


def _kind_in(source: str | dict[str, Kind | None], column: str) -> Kind | None:
    return kind_of(source, column) if isinstance(source, str) else source.get(column)


def scope_of(select: exp.Select, root: exp.Expr, outer: dict[str, dict[str, Kind | None]] | None = None) -> Scope:
    """The scope of ``select``. ``root`` carries the WITH clause; ``outer`` the common tables known already."""
    common = dict(outer or {})
    clause = root.args.get("with_")
    for entry in clause.expressions if isinstance(clause, exp.With) else ():
        common[entry.alias.lower()] = _kinds_of(entry.this, common)
    start = select.args.get("from_")
    joins = select.args.get("joins") or ()
    sources: dict[str, str | dict[str, Kind | None]] = {}
    for place in ([start.this] if start else []) + [join.this for join in joins]:
        name = (place.alias or place.name).lower()
        if isinstance(place, exp.Table):
            sources[name] = common.get(place.name.lower(), place.name.lower())
        elif isinstance(place, exp.Subquery):
            sources[name] = _kinds_of(place.this, common)
    return Scope(sources)


def _kinds_of(query: exp.Expr, common: dict[str, dict[str, Kind | None]]) -> dict[str, Kind | None]:
    """Column -> kind of a sub-select. Columns behind a star are not followed."""
    select = query.find(exp.Select)
    if select is None:
        return {}
    scope = scope_of(select, query, common)
    return {
        entry.alias_or_name.lower(): kind_of_expression(entry, scope)
        for entry in select.expressions
        if entry.alias_or_name and not entry.is_star
    }


def kind_of_expression(node: exp.Expr, scope: Scope) -> Kind | None:
    """Kind of the value an expression gives; None where that is not known."""
    if isinstance(node, exp.Column):
        return scope.kind(node.name.lower(), node.table.lower())
    if isinstance(node, exp.Literal):
        return Kind.TEXT if node.is_string else Kind.INTEGER if node.is_int else Kind.NUMBER
    if isinstance(node, exp.Dot):
        return _BUILTIN.get(node.expression.name.upper(), Kind.TEXT) if node.this.name.upper() == "BUILTIN" else None
    for classes, rule in _RULES:
        if isinstance(node, classes):
            return rule(node, scope)
    return None


def _first(node: exp.Expr, scope: Scope) -> Kind | None:
    return kind_of_expression(node.this, scope) if isinstance(node.this, exp.Expr) else None


def _whole(node: exp.Expr, scope: Scope) -> Kind | None:
    return Kind.INTEGER if _first(node, scope) in {Kind.NUMBER, Kind.INTEGER} else Kind.NUMBER


def _sum(node: exp.Expr, scope: Scope) -> Kind | None:
    """Date + days is a date, date - date is days, anything else is a number."""
    left, right = _first(node, scope), kind_of_expression(node.args["expression"], scope)
    dates = [left, right].count(Kind.DATE)
    return Kind.DATE if dates == 1 else Kind.NUMBER


def _agreed(kinds: Iterable[Kind | None]) -> Kind | None:
    """The kind that all branches share; a number may be an integer in some of them."""
    found = set(kinds)
    if found == {Kind.INTEGER, Kind.NUMBER}:
        return Kind.NUMBER
    return found.pop() if len(found) == 1 else None


def _case(node: exp.Expr, scope: Scope) -> Kind | None:
    branches = [entry.args["true"] for entry in node.args.get("ifs", ())]
    default = node.args.get("default")
    return _agreed(kind_of_expression(branch, scope) for branch in (*branches, *([default] if default else ())))


def _nvl2(node: exp.Expr, scope: Scope) -> Kind | None:
    return _agreed(kind_of_expression(node.args[name], scope) for name in ("true", "false") if node.args.get(name))


def _decode(node: exp.Expr, scope: Scope) -> Kind | None:
    """DECODE(x, a, then, b, then, else)."""
    entries = node.expressions
    results = entries[2::2] + (entries[-1:] if len(entries) % 2 == 0 else [])
    return _agreed(kind_of_expression(entry, scope) for entry in results)


def _cast(node: exp.Expr, _scope: Scope) -> Kind | None:
    target = node.args["to"].this
    if target in exp.DataType.INTEGER_TYPES:
        return Kind.INTEGER
    return (
        Kind.NUMBER
        if target in exp.DataType.NUMERIC_TYPES
        else Kind.TEXT
        if target in exp.DataType.TEXT_TYPES
        else None
    )


def _anonymous(node: exp.Expr, scope: Scope) -> Kind | None:
    """Functions that sqlglot has no class for; TRUNC keeps the kind of what it cuts."""
    if node.name.upper() in {"TRUNC", "REMAINDER", "NANVL"} and node.expressions:
        return kind_of_expression(node.expressions[0], scope)
    return None


def _always(kind: Kind) -> Callable[[exp.Expr, Scope], Kind | None]:
    return lambda _node, _scope: kind


_RULES: tuple[tuple[tuple[type[exp.Expr], ...], Callable[[exp.Expr, Scope], Kind | None]], ...] = (
    (_INTEGERS, _always(Kind.INTEGER)),
    (_NUMBERS, _always(Kind.NUMBER)),
    ((exp.Add, exp.Sub), _sum),
    (_ARITHMETIC, _always(Kind.NUMBER)),
    (_WHOLE, _whole),
    (_DATES, _always(Kind.DATE)),
    (_TEXTS, _always(Kind.TEXT)),
    (_SAME_AS_FIRST, _first),
    ((exp.Case,), _case),
    ((exp.Nvl2,), _nvl2),
    ((exp.DecodeCase,), _decode),
    ((exp.Cast,), _cast),
    ((exp.Anonymous,), _anonymous),
)
