"""The ``BUILTIN`` functions (Oracle help: article_161950565221) and the ``BUILTIN_RESULT`` wrappers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.columns import ColumnKind
from suiteplug.emulator.suiteql.dialect import money, operators, periods
from suiteplug.emulator.suiteql.dialect.faults import unsupported
from suiteplug.emulator.suiteql.dialect.fragments import Fragment, date, identifier, listed, quote, text
from suiteplug.emulator.suiteql.ranges import is_range

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.suiteql.columns import Column
    from suiteplug.emulator.suiteql.dialect.compiler import Compiler
    from suiteplug.emulator.suiteql.dialect.scope import Scope

    Builder = Callable[[Compiler, list[exp.Expr], Scope], Fragment]

LABELS = "suiteql_label"
_WRAPPERS = frozenset(
    f"TYPE_{kind}" for kind in ("STRING", "INTEGER", "FLOAT", "DATE", "DATETIME", "BOOLEAN", "CURRENCY", "PERCENT")
)
_DATE_FLAGS = frozenset(
    {
        "DATE",
        "DATETIME_AS_DATE",
        "DATE_FROM_GMT_TO_USER_TZ",
        "DATE_TO_USER_TZ",
        "ODBC_DATE_TO_GMT",
        "ODBC_TIMESTAMP_TO_GMT",
        "ODBC_TIMESTAMP_TO_GMT_AS_DATE",
        "TIMESTAMP_WITH_TIMEZONE",
        "TIMESTAMP_WITH_TIMEZONE_AS_DATE",
    }
)
"""Oracle help: article_1029114825. What each changes is not published: all give midnight of the account's own day."""


def _dotted(compiler: Compiler, node: exp.Expr, scope: Scope) -> Fragment:
    namespace, call = str(node.this.name).upper(), node.args["expression"]
    name = str(call.this).upper() if isinstance(call, exp.Anonymous) else ""
    if namespace == "BUILTIN_RESULT" and name in _WRAPPERS and len(call.expressions) == 1:
        return compiler.value(call.expressions[0], scope)
    builder = _FUNCTIONS.get(name) if namespace == "BUILTIN" else None
    if builder is None:
        raise unsupported(f"{namespace}.{name} is not emulated.")
    return builder(compiler, call.expressions, scope)


def _one_field(compiler: Compiler, arguments: list[exp.Expr], scope: Scope, name: str) -> Fragment:
    if len(arguments) != 1:
        raise unsupported(f"BUILTIN.{name} takes one field.")
    fragment = compiler.value(arguments[0], scope)
    if fragment.column is None:
        raise unsupported(f"BUILTIN.{name} takes a field, not an expression.")
    return fragment


def _display(compiler: Compiler, arguments: list[exp.Expr], scope: Scope) -> Fragment:
    """``DF``: what a person sees for a reference, a list value or a status."""
    field = _one_field(compiler, arguments, scope, "DF")
    column = field.column
    if column is None:  # pragma: no cover - _one_field has refused it
        raise unsupported("BUILTIN.DF takes a field.")
    if column.labels == "status":
        return _status(field, scope)
    if column.labels:
        return _label(field, column)
    if column.target:
        return _reference(compiler, field, column)
    return operators.to_text(compiler, field)


def _status(field: Fragment, scope: Scope) -> Fragment:
    kind = scope.sibling(field, "type")
    if kind is None:
        return text(field.sql)
    return text(
        f'(SELECT d."fullname" FROM "suiteql_transactionstatus" d WHERE d."trantype" = {kind} AND d."id" = {field.sql})'
    )


def _label(field: Fragment, column: Column) -> Fragment:
    found = f"(SELECT d.name FROM {LABELS} d WHERE d.dictionary = {quote(column.labels)} AND d.id = {field.sql})"
    return text(f"COALESCE({found}, CAST({field.sql} AS TEXT))")


def _reference(compiler: Compiler, field: Fragment, column: Column) -> Fragment:
    table = compiler.environment.tables.get("_itemname" if column.target == "item" else column.target)
    if table is None or not table.display:
        return operators.to_text(compiler, field)
    shown = f"d.{identifier(table.display)}"
    key = f"d.{identifier(table.primary[-1])}"
    if column.kind is ColumnKind.MANY:
        return text(
            f"(SELECT GROUP_CONCAT({shown}, ', ') FROM JSON_EACH('[' || {field.sql} || ']') j"
            f' JOIN "{table.physical}" d ON {key} = j.value)'
        )
    return text(f'(SELECT {shown} FROM "{table.physical}" d WHERE {key} = {field.sql})')


def _criteria(compiler: Compiler, arguments: list[exp.Expr], scope: Scope) -> Fragment:
    """``CF``: the text a filter compares with; for a status the composite ``SalesOrd:B``."""
    return criteria_text(compiler, _one_field(compiler, arguments, scope, "CF"), scope)


def criteria_text(compiler: Compiler, field: Fragment, scope: Scope) -> Fragment:
    """See `_criteria`."""
    if field.column is not None and field.column.labels == "status":
        kind = scope.sibling(field, "type")
        if kind is not None:
            return text(f"({kind} || ':' || {field.sql})")
    return operators.to_text(compiler, field)


def _relative_range(compiler: Compiler, arguments: list[exp.Expr], scope: Scope) -> Fragment:
    literals = [compiler.value(argument, scope).literal or "" for argument in arguments]
    if len(literals) not in {2, 3} or literals[1].upper() not in {"START", "END"}:
        raise unsupported("BUILTIN.RELATIVE_RANGES takes a range, START or END, and a date flag.")
    if len(literals) > 2 and literals[2].upper() not in _DATE_FLAGS:  # noqa: PLR2004
        raise unsupported(f"There is no date flag {literals[2]}.")
    if not is_range(literals[0].upper()):
        raise unsupported(f"There is no relative range {literals[0]}.")
    return date(f"ns_range({quote(literals[0].upper())}, {quote(literals[1].upper())}, {compiler.now()})")


_HIERARCHY = {
    "DISPLAY": "fullname",
    "DISPLAY_JOINED": "fullname",
    "SELF_DISPLAY": "name",
    "LEVEL": "fullname",
}


def _hierarchy(compiler: Compiler, arguments: list[exp.Expr], scope: Scope) -> Fragment:
    """Pieces of a tree path, from the full name (``Parent : Child``) that hierarchical lists keep."""
    if len(arguments) != 2:  # noqa: PLR2004 - field and mode
        raise unsupported("BUILTIN.HIERARCHY takes a field and a mode.")
    field = _one_field(compiler, arguments[:1], scope, "HIERARCHY")
    mode = (compiler.value(arguments[1], scope).literal or "").upper()
    if mode in {"IDENTIFIER", "SELF_IDENTIFIER"}:
        return operators.to_text(compiler, field)
    target = field.column.target if field.column is not None else ""
    table = compiler.environment.tables.get(target)
    if table is None or mode not in _HIERARCHY or "fullname" not in table.columns:
        raise unsupported(f"BUILTIN.HIERARCHY(…, '{mode}') is not emulated for this field.")
    wanted = table.display if mode == "SELF_DISPLAY" else _HIERARCHY[mode]
    shown = f"d.{identifier(wanted)}"
    if mode == "LEVEL":
        shown = f"(LENGTH({shown}) - LENGTH(REPLACE({shown}, ' : ', ''))) / 3"
    key = f"d.{identifier(table.primary[-1])}"
    return text(f'(SELECT {shown} FROM "{table.physical}" d WHERE {key} = {field.sql})')


_CASE_MATTERS = frozenset({"T", "TRUE"})
"""How the flag is spelled is not published: both are ours."""
_FILTERS = frozenset(f"MN_{word}{extent}" for word in ("INCLUDE", "EXCLUDE") for extent in ("", "_ALL", "_EXACTLY"))


def _multiselect_filter(compiler: Compiler, arguments: list[exp.Expr], scope: Scope) -> Fragment:
    if len(arguments) < 5:  # noqa: PLR2004 - field, mode, display flag, case flag, at least one value
        raise unsupported("BUILTIN.MNFILTER takes a field, a mode, two flags and values.")
    field = _one_field(compiler, arguments[:1], scope, "MNFILTER")
    mode, shown, case = ((compiler.value(part, scope).literal or "").upper() for part in arguments[1:4])
    if mode not in _FILTERS or shown not in {"", "DF"}:
        raise unsupported("BUILTIN.MNFILTER takes one of six modes, and DF or nothing.")
    held = _display(compiler, arguments[:1], scope) if shown else field
    values = [operators.to_text(compiler, compiler.value(value, scope)) for value in arguments[4:]]
    if case not in _CASE_MATTERS:
        held, *values = (text(f"LOWER({part.sql})") for part in (held, *values))
    return text(f"ns_mnfilter({quote(mode)}, {held.sql}, {listed(values)})")


_MINE = frozenset({"classification", "department", "location", "subsidiary"})
_ME = frozenset({"entity", "customer", "vendor", "partner", "employee"})


def set_of(compiler: Compiler, node: exp.Expr, scope: Scope) -> str | None:
    """What stands behind ``IN BUILTIN.NAMED_GROUP(...)`` and ``IN BUILTIN.PERIOD(...)``; None for any other call."""
    if not isinstance(node, exp.Dot) or str(node.this.name).upper() != "BUILTIN":
        return None
    call = node.args["expression"]
    builder = _SETS.get(str(call.this).upper()) if isinstance(call, exp.Anonymous) else None
    return None if builder is None else builder(compiler, call, scope)


def _named_group(compiler: Compiler, call: exp.Expr, scope: Scope) -> str:
    """``BUILTIN.NAMED_GROUP('subsidiary', 'mine')`` (Oracle help: article_1029114801)."""
    if len(call.expressions) != 2:  # noqa: PLR2004 - kind and group
        raise unsupported("BUILTIN.NAMED_GROUP takes a record type and a group.")
    kind, group = ((compiler.value(part, scope).literal or "").lower() for part in call.expressions)
    if kind in _ME and group == "me":
        return f"({compiler.environment.user_id or 'NULL'})"
    table = compiler.environment.tables.get(kind)
    if kind not in _MINE or group != "mine" or table is None or kind in compiler.environment.hidden:
        raise unsupported(f"NAMED_GROUP has no group '{group}' of {kind}.")
    return f'(SELECT "id" FROM "{table.physical}")'


_SETS: dict[str, Callable[[Compiler, exp.Expr, Scope], str]] = {
    "NAMED_GROUP": _named_group,
    "PERIOD": periods.period_set,
}
_FUNCTIONS: dict[str, Builder] = {
    "DF": _display,
    "CF": _criteria,
    "RELATIVE_RANGES": _relative_range,
    "HIERARCHY": _hierarchy,
    "MNFILTER": _multiselect_filter,
    "CONSOLIDATE": money.consolidate,
    "CURRENCY": money.currency,
    "CURRENCY_CONVERT": money.convert,
}

BUILDERS: dict[type[exp.Expr], Callable[[Compiler, exp.Expr, Scope], Fragment]] = {exp.Dot: _dotted}
