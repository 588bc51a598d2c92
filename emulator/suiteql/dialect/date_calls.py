"""Functions on dates, and those that take dates as well as numbers: TO_CHAR, TRUNC, ROUND."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.date_models import elements, strftime_model
from suiteplug.emulator.suiteql.date_reading import to_date
from suiteplug.emulator.suiteql.dates import DAY
from suiteplug.emulator.suiteql.dialect import operators
from suiteplug.emulator.suiteql.dialect.faults import data_error, unsupported
from suiteplug.emulator.suiteql.dialect.fragments import Fragment, ValueKind, date, number, quote, text
from suiteplug.emulator.suiteql.dialect.number_calls import rounded

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.suiteql.dialect.compiler import Compiler
    from suiteplug.emulator.suiteql.dialect.scope import Scope

    Builder = Callable[[Compiler, list[Fragment]], Fragment]

# Whole days keep their order under integer division only above zero; the term moves 1970 far enough.
_FAR = 1_000_000 * DAY


def _model(compiler: Compiler, arguments: list[Fragment], place: int) -> Fragment:
    """The format model among the arguments; refused at once when it is a literal that Oracle would refuse."""
    if len(arguments) <= place:
        return Fragment(quote(compiler.environment.date_model), ValueKind.TEXT, literal=compiler.environment.date_model)
    model = operators.to_text(compiler, arguments[place])
    if model.literal is not None:
        try:
            elements(model.literal)
        except ValueError as error:
            raise data_error(str(error)) from error
    return model


def _to_char(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    value = arguments[0]
    if value.kind is ValueKind.NUMBER:
        if len(arguments) == 1:
            return operators.to_text(compiler, value)
        return text(f"ns_number_to_char({value.sql}, {operators.to_text(compiler, arguments[1]).sql})")
    if value.kind is not ValueKind.DATE:
        if len(arguments) == 1:
            return operators.to_text(compiler, value)
        value = operators.to_date_value(compiler, value)
    model = _model(compiler, arguments, 1)
    native = strftime_model(model.literal) if model.literal is not None else None
    if native is not None:
        return text(f"STRFTIME({quote(native)}, {value.sql}, 'unixepoch')")
    return text(f"ns_to_char({value.sql}, {model.sql})")


def _to_date(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    value = arguments[0]
    if value.kind is ValueKind.DATE:
        return value
    model = _model(compiler, arguments, 1)
    written = operators.to_text(compiler, value)
    names_year = "Y" in (model.literal or "").upper() or "R" in (model.literal or "").upper()
    if written.literal is not None and model.literal is not None and names_year:
        try:
            return date(str(to_date(written.literal, model.literal, 0)))
        except ValueError as error:
            raise data_error(str(error)) from error
    return date(f"ns_to_date({written.sql}, {model.sql}, {compiler.now()})")


def floor_day(sql: str) -> str:
    """Midnight before, in plain SQL."""
    return f"(({sql} + {_FAR}) / {DAY} * {DAY} - {_FAR})"


def _trunc(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    value = arguments[0]
    if value.kind is not ValueKind.DATE:
        places = operators.to_number(arguments[1]).sql if len(arguments) > 1 else "0"
        return number(f"ns_trunc({operators.to_number(value).sql}, {places})", whole=places == "0")
    if len(arguments) == 1:
        return date(floor_day(value.sql))
    unit = operators.to_text(compiler, arguments[1])
    native = _native_trunc(value.sql, (unit.literal or "").upper())
    return date(native or f"ns_trunc_date({value.sql}, {unit.sql})")


def _native_trunc(sql: str, unit: str) -> str | None:
    if unit in {"MM", "MON", "MONTH"}:
        start = "start of month"
    elif unit in {"YYYY", "YEAR", "YY", "Y"}:
        start = "start of year"
    elif unit in {"DD", "DDD", "J"}:
        return floor_day(sql)
    else:
        return None
    return f"CAST(STRFTIME('%s', {sql}, 'unixepoch', '{start}') AS INTEGER)"


def _round(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    value = arguments[0]
    if value.kind is not ValueKind.DATE:
        places = operators.to_number(arguments[1]).sql if len(arguments) > 1 else "0"
        return rounded(operators.to_number(value), places)
    unit = operators.to_text(compiler, arguments[1]).sql if len(arguments) > 1 else "'DD'"
    return date(f"ns_round_date({value.sql}, {unit})")


def _add_months(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    day, months = operators.to_date_value(compiler, arguments[0]), operators.to_number(arguments[1])
    return date(f"ns_add_months({day.sql}, {months.sql})")


def _over_date(name: str) -> Builder:
    def build(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
        return date(f"{name}({operators.to_date_value(compiler, arguments[0]).sql})")

    return build


def _months_between(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    a, b = (operators.to_date_value(compiler, argument) for argument in arguments)
    return number(f"ns_months_between({a.sql}, {b.sql})")


def _next_day(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    day, name = operators.to_date_value(compiler, arguments[0]), operators.to_text(compiler, arguments[1])
    return date(f"ns_next_day({day.sql}, {name.sql})")


def _present(compiler: Compiler, _: list[Fragment]) -> Fragment:
    return Fragment(compiler.now(), ValueKind.DATE, not_null=True)


def _present_node(compiler: Compiler, _: exp.Expr, __: Scope) -> Fragment:
    """SYSDATE and CURRENT_DATE are the same here: the user's zone is the account's."""
    return _present(compiler, [])


_PARTS = {"YEAR": "%Y", "MONTH": "%m", "DAY": "%d", "HOUR": "%H", "MINUTE": "%M", "SECOND": "%S"}


def _extract(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    part = _PARTS.get(str(node.this).upper())
    if part is None:
        raise unsupported(f"EXTRACT has no part {node.this}.")
    value = operators.to_date_value(compiler, compiler.value(node.args["expression"], scope))
    return number(f"CAST(STRFTIME('{part}', {value.sql}, 'unixepoch') AS INTEGER)", whole=True)


FUNCTIONS: dict[str, tuple[int, int, Builder]] = {
    "TO_CHAR": (1, 2, _to_char),
    "TO_DATE": (1, 2, _to_date),
    "TO_TIMESTAMP": (1, 2, _to_date),
    "TO_TIMESTAMP_TZ": (1, 2, _to_date),
    "TRUNC": (1, 2, _trunc),
    "ROUND": (1, 2, _round),
    "ADD_MONTHS": (2, 2, _add_months),
    "LAST_DAY": (1, 1, _over_date("ns_last_day")),
    "SYS_EXTRACT_UTC": (1, 1, _over_date("ns_to_utc")),
    "MONTHS_BETWEEN": (2, 2, _months_between),
    "NEXT_DAY": (2, 2, _next_day),
    "CURRENT_DATE": (0, 0, _present),
    "CURRENT_TIMESTAMP": (0, 1, _present),
    "LOCALTIMESTAMP": (0, 1, _present),
    "SYSDATE": (0, 0, _present),
}

BUILDERS: dict[type[exp.Expr], Callable[[Compiler, exp.Expr, Scope], Fragment]] = {
    exp.CurrentDate: _present_node,
    exp.CurrentTimestamp: _present_node,
    exp.Localtimestamp: _present_node,
    exp.Systimestamp: _present_node,
    exp.Extract: _extract,
}
