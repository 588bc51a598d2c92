"""Values of a column on their way into a file or a database: checked once for each different value. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from suiteplug.connector.errors import ContractError
from suiteplug.connector.suiteql.kinds import Kind
from suiteplug.connector.suiteql.values import Misfit, converter

_MOST_REMEMBERED = 20_000
_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")


Encode = Callable[[Sequence[Any]], list[Any]]
"""Turns all values of a column; raises ContractError for one that is not of the column's kind."""


class _Remembering(dict[Any, Any]):
    """Turns values of one column, remembering each: flags, dates and references repeat all the time."""

    def __init__(self, name: str, kind: Kind, convert: Callable[[Any], Any], null: Any) -> None:
        super().__init__()
        self._name, self._kind, self._convert, self._null = name, kind, convert, null

    def __missing__(self, value: Any) -> Any:
        """Convert a value that was not seen before."""
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        if value is None:
            result = self._null
        else:
            try:
                result = self._convert(value)
            except Misfit:
                raise self._misfit(value) from None
        self[value] = result
        return result

    def column(self, values: Sequence[Any]) -> list[Any]:
        """All values of a column."""
        return [self[value] for value in values]

    def _misfit(self, value: Any) -> ContractError:
        dates = " Dates are read as the connection's date_format says." if self._kind is Kind.DATE else ""
        return ContractError(
            f"Column '{self._name}' holds {value!r}, which is no {self._kind}.{dates}",
            code="VALUE_MISFIT",
            cause="Nothing is changed in silence, so the export stops here.",
            fix=f"Give the column another type ({self._name}: text), or convert it in the query.",
        )


def as_json(name: str, kind: Kind, date_format: str) -> Encode:
    """As JSON text; numbers keep every digit that NetSuite sent."""
    if kind is Kind.TEXT:
        return _json_texts
    plain = converter(kind, date_format)
    convert = _NUMBERS.get(kind) or (lambda value: json.dumps(plain(value)))
    return _Remembering(name, kind, convert, "null").column


def as_text(name: str, kind: Kind, date_format: str) -> Encode:
    """As plain text for CSV: ISO dates, numbers with every digit, true and false; NULL is empty."""
    if kind is Kind.TEXT:
        return _texts
    plain = converter(kind, date_format)
    convert = _NUMBERS.get(kind) or (lambda value: _word(plain(value)))
    return _Remembering(name, kind, convert, "").column


def as_python(name: str, kind: Kind, date_format: str) -> Encode:
    """As Python values: int, Decimal, bool, date, datetime without a zone, str."""
    plain = converter(kind, date_format)
    converters: dict[Kind, Callable[[Any], Any]] = {
        Kind.INTEGER: lambda value: int(_whole_text(value)),
        Kind.NUMBER: lambda value: Decimal(_number_text(value)),
        Kind.DATE: lambda value: date.fromisoformat(str(plain(value))),
        Kind.DATE_TIME: lambda value: datetime.fromisoformat(str(plain(value))),
    }
    if kind is Kind.TEXT:
        return list
    return _Remembering(name, kind, converters.get(kind, plain), None).column


def encode_name(name: str) -> str:
    """A name as JSON text that may stand in a ``%`` template."""
    return encode_basestring(name).replace("%", "%%")


def _word(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _json_texts(values: Sequence[Any]) -> list[Any]:
    return ["null" if value is None else encode_basestring(str(value)) for value in values]


def _texts(values: Sequence[Any]) -> list[Any]:
    return ["" if value is None else str(value) for value in values]


def _number_text(value: Any) -> str:
    text = str(value).strip()
    if _JSON_NUMBER.match(text):
        return text
    filled = re.sub(r"^(-?)\.", r"\g<1>0.", text)  # Oracle may write .5 for 0.5
    if _JSON_NUMBER.match(filled):
        return filled
    # exponents and the like: whatever Decimal reads, written out
    return format(Decimal(str(converter(Kind.NUMBER, "")(text))), "f")


def _whole_text(value: Any) -> str:
    text = str(value).strip()
    return text if _WHOLE.match(text) else str(converter(Kind.INTEGER, "")(text))


_NUMBERS: dict[Kind, Callable[[Any], str]] = {Kind.NUMBER: _number_text, Kind.INTEGER: _whole_text}
