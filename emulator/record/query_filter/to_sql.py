"""A ``q`` tree as a WHERE clause over ``(id, external_id, body)``.

Nothing matches a missing value but EMPTY, and text compares without regard to (ASCII) case: Oracle's page says
neither, both are ours. Date-times compare in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from suiteplug.emulator.record import refusals
from suiteplug.emulator.record.query_filter.account_dates import parse_moment, stored_bounds
from suiteplug.emulator.record.query_filter.grammar import Condition

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.record.query_filter.grammar import Expression
    from suiteplug.emulator.schema import Field, RecordType

Parameters = list[str | int | float]
_COMPARE = {
    "EQUAL": "=",
    "LESS": "<",
    "LESS_OR_EQUAL": "<=",
    "GREATER": ">",
    "GREATER_OR_EQUAL": ">=",
}
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Clause:
    """SQL with its parameters.

    Attributes:
        indexed: ``(field, collation)`` whose value an index could find.
    """

    sql: str
    parameters: Parameters
    indexed: tuple[tuple[str, str], ...] = ()


def column(name: str) -> str:
    """SQL for one body field; the name must come from the schema."""
    if name == "id":
        return "id"
    if name == "externalId":
        return "external_id"
    return f"json_extract(body, '$.\"{name}\"')"


class Translator:
    """Translates trees for one record type."""

    def __init__(self, record_type: RecordType, date_format: str) -> None:
        self._type = record_type
        self._date_format = date_format

    def clause(self, expression: Expression) -> Clause:
        """The WHERE clause of a tree.

        Raises:
            Problem: A field is unknown or cannot be filtered, an operator does not fit it, or a value is wrong.
        """
        if isinstance(expression, Condition):
            return self._condition(expression)
        parts = [self.clause(part) for part in expression.parts]
        return Clause(
            "(" + f" {expression.connective} ".join(part.sql for part in parts) + ")",
            [value for part in parts for value in part.parameters],
            tuple(index for part in parts for index in part.indexed),
        )

    def _condition(self, condition: Condition) -> Clause:
        field = self._field(condition.field)
        expression = column(field.name)
        if condition.operator == "EMPTY":
            return Clause(f"{expression} IS {'NOT ' if condition.negated else ''}NULL", [])
        translate = self._translation(field)
        sql, parameters, collation = translate(field, expression, condition)
        if condition.negated:
            return Clause(f"NOT ({sql})", parameters)
        indexed = () if collation is None or expression == "id" else ((field.name, collation),)
        return Clause(sql, parameters, indexed)

    def _field(self, name: str) -> Field:
        field = self._type.find_field(name)
        if field is None or field.name not in self._type.filterable:
            # The form that SuiteQL's refusals have on record: the types of the query, not their fields.
            known = self._type.name.lower()
            raise refusals.bad_query(f"Unknown identifier '{name}'. Available identifiers are: {{{known}={known}}}.")
        return field

    def _translation(self, field: Field) -> Callable[[Field, str, Condition], tuple[str, Parameters, str | None]]:
        if field.name == "id":
            return _number
        return {
            "text": _text,
            "boolean": _boolean,
            "date": self._date,
            "datetime": self._date,
            "reference": _choice,
            "enum": _choice,
            "multiselect": _members,
        }.get(field.kind, _number)

    def _date(self, field: Field, expression: str, condition: Condition) -> tuple[str, Parameters, str | None]:
        (text,) = _exactly(condition, 1, field)
        parsed = parse_moment(text, self._date_format)
        if parsed is None:
            raise refusals.bad_query(f"'{text}' is no date in the format {self._date_format}.")
        first, after = stored_bounds(parsed[0], exact=parsed[1] and field.kind == "datetime")
        bounds: dict[str, tuple[str, Parameters]] = {
            "ON": (f"{expression} >= ? AND {expression} < ?", [first, after]),
            "AFTER": (f"{expression} >= ?", [after]),
            "BEFORE": (f"{expression} < ?", [first]),
            "ON_OR_AFTER": (f"{expression} >= ?", [first]),
            "ON_OR_BEFORE": (f"{expression} < ?", [after]),
        }
        if condition.operator not in bounds:
            raise _wrong_operator(condition, field)
        sql, parameters = bounds[condition.operator]
        return f"({sql})", parameters, "BINARY"


def _text(field: Field, expression: str, condition: Condition) -> tuple[str, Parameters, str | None]:
    (value,) = _exactly(condition, 1, field)
    escaped = value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    patterns = {
        "CONTAIN": f"%{escaped}%",
        "START_WITH": f"{escaped}%",
        # Oracle's table spells it ENDWITH, its negative END_WITH_NOT; both spellings are taken for both.
        "ENDWITH": f"%{escaped}",
        "END_WITH": f"%{escaped}",
    }
    if condition.operator == "IS":
        return f"{expression} = ? COLLATE NOCASE", [value], "NOCASE"
    if condition.operator not in patterns:
        raise _wrong_operator(condition, field)
    return f"{expression} LIKE ? ESCAPE '\\'", [patterns[condition.operator]], None


def _boolean(field: Field, expression: str, condition: Condition) -> tuple[str, Parameters, str | None]:
    (value,) = _exactly(condition, 1, field)
    if condition.operator != "IS":
        raise _wrong_operator(condition, field)
    if value.lower() not in {"true", "false"}:
        raise refusals.bad_query(f"'{value}' is neither true nor false.")
    return f"coalesce({expression}, 0) = ?", [int(value.lower() == "true")], None


def _number(field: Field, expression: str, condition: Condition) -> tuple[str, Parameters, str | None]:
    if condition.operator == "ANY_OF":
        marks = ", ".join("?" * len(condition.values))
        return f"{expression} IN ({marks})", [_numeric(value) for value in condition.values], "BINARY"
    if condition.operator in {"BETWEEN", "WITHIN"}:
        low, high = _exactly(condition, _PAIR, field)
        return f"{expression} BETWEEN ? AND ?", [_numeric(low), _numeric(high)], "BINARY"
    (value,) = _exactly(condition, 1, field)
    if condition.operator not in _COMPARE:
        raise _wrong_operator(condition, field)
    return f"{expression} {_COMPARE[condition.operator]} ?", [_numeric(value)], "BINARY"


def _choice(field: Field, expression: str, condition: Condition) -> tuple[str, Parameters, str | None]:
    """References and enums: the number operators; stored IDs are text, so equality compares text."""
    if condition.operator == "ANY_OF":
        marks = ", ".join("?" * len(condition.values))
        return f"{expression} IN ({marks})", list(condition.values), "BINARY"
    if condition.operator == "EQUAL" or (condition.operator == "IS" and field.kind == "enum"):
        (value,) = _exactly(condition, 1, field)
        return f"{expression} = ?", [value], "BINARY"
    sql, parameters, _ = _number(field, f"CAST({expression} AS INTEGER)", condition)
    return sql, parameters, None


def _members(field: Field, expression: str, condition: Condition) -> tuple[str, Parameters, str | None]:
    if condition.operator != "ANY_OF":
        raise _wrong_operator(condition, field)
    marks = ", ".join("?" * len(condition.values))
    chosen = f"EXISTS (SELECT 1 FROM json_each({expression}) WHERE value IN ({marks}))"  # noqa: S608 - names of the schema
    return f"CASE WHEN {expression} IS NOT NULL THEN {chosen} END", list(condition.values), None


def _exactly(condition: Condition, count: int, field: Field) -> tuple[str, ...]:
    if len(condition.values) != count:
        raise _wrong_operator(condition, field)
    return condition.values


def _numeric(text: str) -> int | float:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        raise refusals.bad_query(f"'{text}' is no number.") from None


def _wrong_operator(condition: Condition, field: Field) -> Exception:
    operator = f"{condition.operator}_NOT" if condition.negated else condition.operator
    return refusals.bad_query(
        f"The operator '{operator}' with {len(condition.values)} value(s) cannot be used on the field '{field.name}'."
    )
