"""From the text of a value to a JSON value of its kind, without losing a digit."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from suiteplug.connector.suiteql.dates import iso_date, iso_date_time
from suiteplug.connector.suiteql.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

JsonScalar = str | int | float | bool | None


class Misfit(Exception):  # noqa: N818 - not a failure: the value is kept as it came
    """A value is not of the kind its column has."""


def converter(kind: Kind, date_format: str) -> Callable[[Any], JsonScalar]:
    """The function that turns one value, never None, into its kind. It raises Misfit where that would lose something.

    Numbers: whole ones become int, others float, if the float has the same decimal digits. Dates become
    ``YYYY-MM-DD``; date-times ``YYYY-MM-DDTHH:MM:SS`` without a zone, because NetSuite names none.
    """
    if kind is Kind.DATE:
        return lambda value: _date(value, date_format)
    return _CONVERTERS[kind]


def _text(value: Any) -> JsonScalar:
    return value if isinstance(value, str) else str(value)


def _number(value: Any) -> JsonScalar:
    number = _decimal(value)
    if number == number.to_integral_value():
        return int(number)
    as_float = float(number)
    if Decimal(repr(as_float)) != number:
        raise Misfit
    return as_float


def _integer(value: Any) -> JsonScalar:
    number = _decimal(value)
    if number != number.to_integral_value():
        raise Misfit
    return int(number)


def _decimal(value: Any) -> Decimal:
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        raise Misfit from None
    if not number.is_finite() or isinstance(value, bool) or number.adjusted() > _MOST_DIGITS:
        raise Misfit
    return number


_MOST_DIGITS = 38  # Oracle's NUMBER


def _boolean(value: Any) -> JsonScalar:
    if isinstance(value, bool):
        return value
    if value not in _BOOLEANS:
        raise Misfit
    return _BOOLEANS[value]


_BOOLEANS = {"T": True, "F": False, "true": True, "false": False}


def _date(value: Any, date_format: str) -> JsonScalar:
    text = iso_date(str(value), date_format)
    if text is None:
        raise Misfit
    return text


def _date_time(value: Any) -> JsonScalar:
    text = iso_date_time(str(value))
    if text is None:
        raise Misfit
    return text


_CONVERTERS: dict[Kind, Callable[[Any], JsonScalar]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.INTEGER: _integer,
    Kind.BOOLEAN: _boolean,
    Kind.DATE_TIME: _date_time,
}
