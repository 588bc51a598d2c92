"""``BUILTIN.PERIOD``: accounting periods by a relative date range, for IN (Oracle help: article_1029114816).

The page gives arguments and their values, not which periods come of them: ours are the periods that overlap the range
(BETWEEN), or lie before or after its first or last day; ``NOT_LAST`` leaves adjustment periods out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.suiteql.dialect.faults import unsupported
from suiteplug.emulator.suiteql.dialect.fragments import quote
from suiteplug.emulator.suiteql.ranges import is_range

if TYPE_CHECKING:
    from sqlglot import exp

    from suiteplug.emulator.suiteql.dialect.compiler import Compiler
    from suiteplug.emulator.suiteql.dialect.scope import Scope

_ARGUMENTS = 4
_ADJUSTMENTS = {"ALL": "", "NOT_LAST": " AND p.isadjust = 'F'"}
_OPERATORS = {
    "<": "p.enddate < {bound}",
    "<=": "p.startdate <= {bound}",
    ">": "p.startdate > {bound}",
    ">=": "p.enddate >= {bound}",
    "BETWEEN": "(p.startdate <= {end} AND p.enddate >= {start})",
    "NOT BETWEEN": "NOT (p.startdate <= {end} AND p.enddate >= {start})",
}
_PERIODS = (
    "SELECT p.id FROM \"suiteql_accountingperiod\" p WHERE p.isyear = 'F' AND p.isquarter = 'F' AND p.isinactive = 'F'"
)


def period_set(compiler: Compiler, call: exp.Expr, scope: Scope) -> str:
    """A sub-select of period IDs.

    Raises:
        Problem: An argument that the function does not know.
    """
    words = [(compiler.value(part, scope).literal or "").upper() for part in call.expressions]
    if len(words) != _ARGUMENTS:
        raise unsupported("BUILTIN.PERIOD takes a range, START or END, ALL or NOT_LAST, and an operator.")
    name, side, adjustment, operator = words
    if not is_range(name):
        raise unsupported(f"There is no relative range {name}.")
    if side not in {"START", "END"} or adjustment not in _ADJUSTMENTS or operator not in _OPERATORS:
        raise unsupported("BUILTIN.PERIOD takes a range, START or END, ALL or NOT_LAST, and an operator.")
    start, end = (f"ns_range({quote(name)}, '{which}', {compiler.now()})" for which in ("START", "END"))
    wanted = _OPERATORS[operator].format(start=start, end=end, bound=start if side == "START" else end)
    return f"({_PERIODS}{_ADJUSTMENTS[adjustment]} AND {wanted})"
