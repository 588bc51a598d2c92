"""Oracle's date format models: ``TO_CHAR`` of a date, and the account's date format preference as a model.

Oracle Database SQL Language Reference, "Format Models"; elements seen in SuiteQL: GSpo7/suiteql-sql-library,
date-format-models.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from suiteplug.emulator.suiteql.dates import DAY_NAMES, moment

if TYPE_CHECKING:
    from datetime import datetime

MONTH_NAMES = tuple(calendar.month_name)[1:]
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

_ELEMENTS = (
    "SYYYY|YYYY|YEAR|RRRR|IYYY|SSSSS|MONTH|A\\.M\\.|P\\.M\\.|HH24|HH12|DDD|DAY|MON|YYY|IYY|FF[1-9]?|TZH|TZM|TZR|"
    "DL|DS|TS|FM|FX|RM|RR|IW|WW|YY|IY|MM|DD|DY|HH|MI|SS|CC|AD|BC|AM|PM|Q|W|J|D|Y|I"
)
_MODEL = re.compile(rf'"(?P<quoted>[^"]*)"|(?P<element>{_ELEMENTS})|(?P<mark>[\s\-/,.;:])', re.IGNORECASE)


@lru_cache(maxsize=512)
def elements(model: str) -> tuple[tuple[str, str], ...]:
    """A format model as ``(element, as written)`` pairs; a literal has the element ``""``.

    Raises:
        ValueError: A part is no element, quoted text or punctuation.
    """
    parts: list[tuple[str, str]] = []
    position = 0
    while position < len(model):
        match = _MODEL.match(model, position)
        if match is None:
            raise ValueError(f"Date format not recognized: {model}")
        written = match.group("element")
        if written is None:
            parts.append(("", match.group("quoted") if match.group("mark") is None else match.group("mark")))
        else:
            parts.append((written.upper(), written))
        position = match.end()
    return tuple(parts)


_STRFTIME = {
    "YYYY": "%Y",
    "MM": "%m",
    "DD": "%d",
    "HH24": "%H",
    "MI": "%M",
    "SS": "%S",
    "DDD": "%j",
}


@lru_cache(maxsize=512)
def strftime_model(model: str) -> str | None:
    """The model as SQLite's own ``strftime`` writes it, or None when SQLite cannot."""
    written = ""
    for element, text in elements(model):
        if not element:
            written += text.replace("%", "%%")
        elif element in _STRFTIME:
            written += _STRFTIME[element]
        else:
            return None
    return written


def to_char(seconds: int, model: str, date_model: str) -> str:
    """``TO_CHAR(date, model)``; ``date_model`` stands for ``DS``, the account's own short date."""
    value = moment(seconds)
    fill = True
    written = ""
    for element, text in elements(model):
        if element == "FM":
            fill = not fill
        elif not element:
            written += text
        elif element in {"DS", "DL"}:
            written += to_char(seconds, date_model, date_model)
        elif element != "FX":
            written += _cased(_element(element, value, fill=fill), element, text)
    return written


def _cased(value: str, element: str, written: str) -> str:
    """Names follow the case of the element: ``MONTH`` MAY, ``Month`` May, ``month`` may."""
    if element not in {"MONTH", "MON", "DAY", "DY", "YEAR", "RM", "AM", "PM", "A.M.", "P.M."}:
        return value
    if written.isupper():
        return value.upper()
    return value.lower() if written[:1].islower() else value


def _element(element: str, value: datetime, *, fill: bool) -> str:
    number = _numeric(element, value)
    if number is not None:
        digits, width = number
        return f"{digits:0{width}d}" if fill else str(digits)
    named = _named(element, value)
    if named is not None:
        name, width = named
        return name.ljust(width) if fill else name
    return _other(element, value)


def _numeric(element: str, value: datetime) -> tuple[int, int] | None:
    iso = value.isocalendar()
    day_of_year = value.timetuple().tm_yday
    table = {
        "YYYY": (value.year, 4),
        "SYYYY": (value.year, 4),
        "RRRR": (value.year, 4),
        "YYY": (value.year % 1000, 3),
        "YY": (value.year % 100, 2),
        "RR": (value.year % 100, 2),
        "Y": (value.year % 10, 1),
        "IYYY": (iso.year, 4),
        "IYY": (iso.year % 1000, 3),
        "IY": (iso.year % 100, 2),
        "I": (iso.year % 10, 1),
        "CC": ((value.year + 99) // 100, 2),
        "Q": ((value.month + 2) // 3, 1),
        "MM": (value.month, 2),
        "WW": ((day_of_year - 1) // 7 + 1, 2),
        "IW": (iso.week, 2),
        "W": ((value.day - 1) // 7 + 1, 1),
        "DDD": (day_of_year, 3),
        "DD": (value.day, 2),
        "D": ((value.weekday() + 1) % 7 + 1, 1),
        "J": (value.toordinal() + 1_721_425, 7),
        "HH24": (value.hour, 2),
        "HH12": ((value.hour - 1) % 12 + 1, 2),
        "HH": ((value.hour - 1) % 12 + 1, 2),
        "MI": (value.minute, 2),
        "SS": (value.second, 2),
        "SSSSS": (value.hour * 3600 + value.minute * 60 + value.second, 5),
    }
    return table.get(element)


def _named(element: str, value: datetime) -> tuple[str, int] | None:
    month, day = MONTH_NAMES[value.month - 1], DAY_NAMES[value.weekday()]
    table = {
        "MONTH": (month, 9),
        "MON": (month[:3], 3),
        "DAY": (day, 9),
        "DY": (day[:3], 3),
        "RM": (_ROMAN[value.month - 1], 4),
        "YEAR": (_spelled_year(value.year), 0),
    }
    return table.get(element)


def _other(element: str, value: datetime) -> str:
    if element in {"AM", "PM"}:
        return "AM" if value.hour < 12 else "PM"  # noqa: PLR2004 - noon
    if element in {"A.M.", "P.M."}:
        return "A.M." if value.hour < 12 else "P.M."  # noqa: PLR2004 - noon
    if element in {"AD", "BC"}:
        return "AD"
    if element.startswith("FF"):
        return "0" * int(element[2:] or 6)
    if element == "TS":
        return f"{(value.hour - 1) % 12 + 1}:{value:%M:%S} {'AM' if value.hour < 12 else 'PM'}"  # noqa: PLR2004
    raise ValueError(f"Unknown date format element: {element}")


_SMALL = (
    *("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
    *("Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen"),
)
_TENS = ("Zero", "Ten", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")


def _spelled(number: int) -> str:
    if number < len(_SMALL):
        return _SMALL[number]
    tens, rest = divmod(number, 10)
    return _TENS[tens] + (f"-{_SMALL[rest]}" if rest else "")


def _spelled_year(year: int) -> str:
    high, low = divmod(year, 100)
    if high % 10 == 0:
        return f"{_SMALL[high // 10]} Thousand" + (f" {_spelled(low)}" if low else "")
    return f"{_spelled(high)} {_spelled(low) if low else 'Hundred'}"


_PREFERENCE = re.compile(r"YYYY|MONTH|Month|MON|Mon|MM|DD|M|D|.")


@lru_cache(maxsize=32)
def preference_model(preference: str) -> str:
    """An account's date format preference (``M/D/YYYY``, ``DD-Mon-YYYY``) as a format model."""
    words = {"M": "FMMMFM", "D": "FMDDFM"}
    written = ""
    for part in _PREFERENCE.findall(preference):
        written += words.get(part, "FMMonthFM" if part.lower() == "month" else part)
    return written
