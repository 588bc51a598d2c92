"""Arithmetic, and the implicit conversions between numbers, texts and dates that Oracle makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.date_reading import to_date
from suiteplug.emulator.suiteql.dates import DAY
from suiteplug.emulator.suiteql.dialect.faults import data_error, unsupported
from suiteplug.emulator.suiteql.dialect.fragments import Fragment, ValueKind, date, number, quote
from suiteplug.emulator.suiteql.number_text import from_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from suiteplug.emulator.suiteql.dialect.compiler import Compiler
    from suiteplug.emulator.suiteql.dialect.scope import Scope


def to_number(fragment: Fragment) -> Fragment:
    """A value as a number; a text that is none is refused, as Oracle's ORA-01722 does."""
    if fragment.kind is ValueKind.NUMBER:
        return fragment
    if fragment.kind is ValueKind.DATE:
        raise unsupported("A date stands where a number is expected.")
    if fragment.literal is not None:
        try:
            digits = repr(from_text(fragment.literal))
        except ValueError as error:
            raise data_error(str(error)) from error
        return Fragment(digits, ValueKind.NUMBER, literal=digits, not_null=True)
    if fragment.sql == "NULL":
        return Fragment("NULL", ValueKind.NUMBER)
    return number(f"ns_number({fragment.sql})")


def to_text(compiler: Compiler, fragment: Fragment) -> Fragment:
    """A value as text: numbers in their shortest form, dates in the account's format."""
    if fragment.kind in {ValueKind.TEXT, ValueKind.UNKNOWN}:
        return Fragment(fragment.sql, ValueKind.TEXT, literal=fragment.literal, not_null=fragment.not_null)
    if fragment.kind is ValueKind.DATE:
        model = quote(compiler.environment.date_model)
        return Fragment(f"ns_to_char({fragment.sql}, {model})", ValueKind.TEXT, not_null=fragment.not_null)
    convert = f"CAST({fragment.sql} AS TEXT)" if fragment.whole else f"ns_number_text({fragment.sql})"
    return Fragment(convert, ValueKind.TEXT, not_null=fragment.not_null)


def to_date_value(compiler: Compiler, fragment: Fragment) -> Fragment:
    """A value as a date; texts are read in the account's date format."""
    if fragment.kind is ValueKind.DATE:
        return fragment
    if fragment.kind is ValueKind.NUMBER:
        raise unsupported("A number stands where a date is expected.")
    if fragment.sql == "NULL":
        return Fragment("NULL", ValueKind.DATE)
    model = compiler.environment.date_model
    if fragment.literal is not None:
        try:
            return date(str(to_date(fragment.literal, model, 0)))
        except ValueError as error:
            raise data_error(f"Invalid date: {fragment.literal}") from error
    return date(f"ns_to_date({fragment.sql}, {quote(model)}, {compiler.now()})")


def to_kind(compiler: Compiler, fragment: Fragment, kind: ValueKind) -> Fragment:
    """A value as another kind."""
    if kind is ValueKind.NUMBER:
        return to_number(fragment)
    if kind is ValueKind.DATE:
        return to_date_value(compiler, fragment)
    return to_text(compiler, fragment)


def common_kind(fragments: Sequence[Fragment]) -> ValueKind:
    """The kind several results share: that of the first whose kind is known."""
    known = (fragment.kind for fragment in fragments if fragment.kind is not ValueKind.UNKNOWN)
    return next(known, ValueKind.TEXT)


def unify(compiler: Compiler, fragments: Sequence[Fragment]) -> list[Fragment]:
    """Results of one expression brought to one kind."""
    kind = common_kind(fragments)
    return [to_kind(compiler, fragment, kind) for fragment in fragments]


def comparable(compiler: Compiler, fragments: Sequence[Fragment]) -> list[Fragment]:
    """Operands of a comparison: beside a date everything is a date, beside a number a number."""
    kinds = {fragment.kind for fragment in fragments}
    for kind in (ValueKind.DATE, ValueKind.NUMBER):
        if kind in kinds:
            return [_exact(to_kind(compiler, fragment, kind)) for fragment in fragments]
    return [to_text(compiler, fragment) for fragment in fragments]


def _exact(fragment: Fragment) -> Fragment:
    """Computed numbers are rounded before they are compared: Oracle computes in decimals, SQLite in binary."""
    bare = fragment.column is not None or fragment.literal is not None or fragment.whole
    if bare or fragment.kind is not ValueKind.NUMBER or fragment.sql.startswith("ns_number("):
        return fragment
    return number(f"ROUND({fragment.sql}, 9)")


def _moved(day: Fragment, days: Fragment, sign: str) -> Fragment:
    amount = to_number(days)
    if amount.literal is not None and amount.literal.isdigit():
        return date(f"({day.sql} {sign} {int(amount.literal) * DAY})")
    return date(f"CAST(ROUND({day.sql} {sign} ({amount.sql}) * {DAY}.0) AS INTEGER)")


def _add(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    left, right = _operands(compiler, node, scope)
    if left.kind is ValueKind.DATE:
        return _moved(left, right, "+")
    if right.kind is ValueKind.DATE:
        return _moved(right, left, "+")
    return _arithmetic("+", left, right)


def _subtract(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    left, right = _operands(compiler, node, scope)
    if left.kind is ValueKind.DATE and right.kind is ValueKind.DATE:
        return number(f"(({left.sql} - {right.sql}) / {DAY}.0)")
    if left.kind is ValueKind.DATE:
        return _moved(left, right, "-")
    return _arithmetic("-", left, right)


def _multiply(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    return _arithmetic("*", *_operands(compiler, node, scope))


def _divide(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    left, right = (to_number(operand) for operand in _operands(compiler, node, scope))
    if right.literal is not None and float(right.literal) != 0:
        return number(f"({left.sql} * 1.0 / {right.sql})")
    return number(f"(({left.sql}) * 1.0 / ns_divisor({right.sql}))")


def _operands(compiler: Compiler, node: exp.Expr, scope: Scope) -> tuple[Fragment, Fragment]:
    return compiler.value(node.this, scope), compiler.value(node.args["expression"], scope)


def _arithmetic(sign: str, left: Fragment, right: Fragment) -> Fragment:
    a, b = to_number(left), to_number(right)
    return number(f"({a.sql} {sign} {b.sql})", whole=a.whole and b.whole)


def _negate(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    inner = to_number(compiler.value(node.this, scope))
    if inner.literal is not None:
        return Fragment(
            f"-{inner.sql}", ValueKind.NUMBER, literal=f"-{inner.literal}", whole=inner.whole, not_null=True
        )
    return number(f"(-{inner.sql})", whole=inner.whole)


BUILDERS: dict[type[exp.Expr], Callable[[Compiler, exp.Expr, Scope], Fragment]] = {
    exp.Add: _add,
    exp.Sub: _subtract,
    exp.Mul: _multiply,
    exp.Div: _divide,
    exp.Neg: _negate,
}
