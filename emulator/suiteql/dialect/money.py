"""``BUILTIN.CONSOLIDATE``, ``CURRENCY`` and ``CURRENCY_CONVERT``, with the rates the currencies have now.

Signatures: Oracle help article_1029114527, article_1029114544, article_1029114601.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.dialect import operators
from suiteplug.emulator.suiteql.dialect.faults import unsupported
from suiteplug.emulator.suiteql.dialect.fragments import Fragment, number, text

if TYPE_CHECKING:
    from suiteplug.emulator.suiteql.dialect.compiler import Compiler
    from suiteplug.emulator.suiteql.dialect.scope import Scope

_ARGUMENTS = 7
_CHOICES = (
    (1, frozenset({"LEDGER", "INCOME"})),
    (2, frozenset({"DEFAULT", "STANDARD", "BUDGET"})),
    (3, frozenset({"DEFAULT", "CURRENT", "HISTORICAL", "AVERAGE"})),
)


def consolidate(compiler: Compiler, arguments: list[exp.Expr], scope: Scope) -> Fragment:
    """An amount in the currency of another subsidiary; the period must be a constant."""
    if len(arguments) != _ARGUMENTS:
        raise unsupported(f"BUILTIN.CONSOLIDATE takes {_ARGUMENTS} arguments.")
    for place, allowed in _CHOICES:
        if (compiler.value(arguments[place], scope).literal or "").upper() not in allowed:
            raise unsupported(f"BUILTIN.CONSOLIDATE: argument {place + 1} is one of {', '.join(sorted(allowed))}.")
    amount, target, period = (compiler.value(arguments[place], scope) for place in (0, 4, 5))
    if period.column is not None or target.column is not None:
        raise unsupported("BUILTIN.CONSOLIDATE takes a constant subsidiary and period.")
    if "subsidiary" in compiler.environment.hidden:
        return operators.to_number(amount)
    own = _subsidiary_of_row(compiler, arguments[0], scope)
    rate = (
        'SELECT f."exchangerate" / i."exchangerate" FROM "suiteql_subsidiary" a, "suiteql_subsidiary" b,'
        ' "suiteql_currency" f, "suiteql_currency" i WHERE f."id" = a."currency" AND i."id" = b."currency"'
        f' AND a."id" = {own} AND b."id" = {operators.to_number(target).sql}'
    )
    return number(f"ns_round({operators.to_number(amount).sql} * ({rate}), 2)")


def _subsidiary_of_row(compiler: Compiler, node: exp.Expr, scope: Scope) -> str:
    """Whose base currency an amount is in: the line's subsidiary, or that of the transaction's main line."""
    field = _first_column(compiler, node, scope)
    own = scope.sibling(field, "subsidiary")
    if own is not None:
        return own
    key = scope.sibling(field, "transaction") or scope.sibling(field, "id")
    if key is None:
        raise unsupported("The amount belongs to no transaction.")
    return _main_line("subsidiary", key)


def _main_line(column: str, key: str) -> str:
    return (
        f'(SELECT l."{column}" FROM "suiteql_transactionline" l WHERE l."transaction" = {key} AND l."mainline" = \'T\')'
    )


def _first_column(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    column = node if isinstance(node, exp.Column) else node.find(exp.Column)
    if column is None:
        raise unsupported("The amount must be a field.")
    return compiler.value(column, scope)


def _currency_of_row(compiler: Compiler, node: exp.Expr, scope: Scope) -> str:
    """Internal ID of the currency an amount is in: foreign amounts in the transaction's own."""
    field = _first_column(compiler, node, scope)
    own = scope.sibling(field, "currency")
    if own is not None:
        return own
    key = scope.sibling(field, "transaction")
    if key is not None and field.column is not None and field.column.name.startswith("foreign"):
        return f'(SELECT h."currency" FROM "suiteql_transaction" h WHERE h."id" = {key})'
    base = '(SELECT c."id" FROM "suiteql_currency" c WHERE c."isbasecurrency" = \'T\')'
    if "subsidiary" in compiler.environment.hidden:
        return base
    return (
        f'(SELECT b."currency" FROM "suiteql_subsidiary" b WHERE b."id" = {_subsidiary_of_row(compiler, node, scope)})'
    )


def currency(compiler: Compiler, arguments: list[exp.Expr], scope: Scope) -> Fragment:
    """ISO code of the currency an amount is in."""
    if len(arguments) != 1:
        raise unsupported("BUILTIN.CURRENCY takes one amount.")
    own = _currency_of_row(compiler, arguments[0], scope)
    return text(f'(SELECT c."symbol" FROM "suiteql_currency" c WHERE c."id" = {own})')


def convert(compiler: Compiler, arguments: list[exp.Expr], scope: Scope) -> Fragment:
    """An amount in another currency at today's rate."""
    if len(arguments) not in {1, 2}:
        raise unsupported("BUILTIN.CURRENCY_CONVERT is emulated with an amount and a currency.")
    amount = operators.to_number(compiler.value(arguments[0], scope))
    own = _currency_of_row(compiler, arguments[0], scope)
    target = '(SELECT c."id" FROM "suiteql_currency" c WHERE c."isbasecurrency" = \'T\')'
    if len(arguments) > 1:
        target = operators.to_number(compiler.value(arguments[1], scope)).sql
    rate = (
        'SELECT f."exchangerate" / i."exchangerate" FROM "suiteql_currency" f, "suiteql_currency" i'
        f' WHERE f."id" = {own} AND i."id" = {target}'
    )
    return number(f"ns_round({amount.sql} * ({rate}), 2)")
