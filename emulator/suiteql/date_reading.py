"""``TO_DATE``: reading a date by a format model.

Oracle Database SQL Language Reference, "Format Models" and "TO_DATE".
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from suiteplug.emulator.suiteql.date_models import MONTH_NAMES, elements
from suiteplug.emulator.suiteql.dates import moment, seconds_of

_DIGITS = {
    "YYYY": 4,
    "RRRR": 4,
    "SYYYY": 4,
    "YYY": 3,
    "YY": 2,
    "RR": 2,
    "Y": 1,
    "MM": 2,
    "DD": 2,
    "DDD": 3,
    "HH24": 2,
    "HH12": 2,
    "HH": 2,
    "MI": 2,
    "SS": 2,
    "SSSSS": 5,
}


def to_date(text: str, model: str, today: int) -> int:
    """``TO_DATE(text, model)``; parts that the model does not name are today's year and month, and day 1.

    Raises:
        ValueError: The text does not follow the model, or names no date.
    """
    found: dict[str, int | str] = {}
    rest = text.strip()
    for element, written in elements(model):
        if element in {"FM", "FX"}:
            continue
        rest = _read(element, rest, found, text) if element else _skip_mark(rest, written)
    if rest.strip():
        raise ValueError(f"Date format picture ends before converting entire input string: {text}")
    return _assemble(found, today)


def _skip_mark(rest: str, mark: str) -> str:
    """Oracle lets any punctuation stand for any other, and blanks be missing."""
    rest = rest.lstrip() if mark.isspace() else rest
    for character in mark.strip():
        if rest.startswith(character) or (rest[:1] and not rest[0].isalnum() and not character.isalnum()):
            rest = rest[1:]
        elif rest:
            raise ValueError(f"Literal does not match format string: {rest}")
    return rest


def _read(element: str, rest: str, found: dict[str, int | str], text: str) -> str:
    rest = rest.lstrip()
    if not rest:
        return rest
    if element in {"MONTH", "MON", "RM"}:
        return _read_month(rest, found)
    if element in {"AM", "PM", "A.M.", "P.M."}:
        found["PM"] = rest[:1].upper()
        return rest[len(element) :]
    if element in {"DAY", "DY"}:
        return rest.lstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    width = 9 if element.startswith("FF") else _DIGITS.get(element)
    match = None if width is None else re.match(rf"\d{{1,{width}}}", rest)
    if match is None:
        raise ValueError(f"A non-numeric character was found where a numeric was expected: {text}")
    found["YYYY" if element in {"RRRR", "SYYYY"} else element] = int(match.group())
    if element in {"RRRR", "YYYY"} and len(match.group()) == 2:  # noqa: PLR2004 - two digits of a year
        found["YYYY"] = _full_year(int(match.group())) if element == "RRRR" else int(match.group())
    return rest[match.end() :]


def _read_month(rest: str, found: dict[str, int | str]) -> str:
    for number, name in enumerate(MONTH_NAMES, start=1):
        for spelling in (name, name[:3]):
            if rest.lower().startswith(spelling.lower()):
                found["MM"] = number
                return rest[len(spelling) :]
    raise ValueError(f"Not a valid month: {rest}")


def _full_year(two_digits: int) -> int:
    return two_digits + (2000 if two_digits < 50 else 1900)  # noqa: PLR2004 - Oracle's RR rule


def _assemble(found: dict[str, int | str], today: int) -> int:
    now = moment(today)
    year = _number(found, "YYYY")
    if year is None:
        short = _number(found, "RR")
        year = _full_year(short) if short is not None else None
    if year is None:
        short = _number(found, "YY")
        year = now.year // 100 * 100 + short if short is not None else now.year
    day_of_year = _number(found, "DDD")
    month = _number(found, "MM") or now.month
    day = datetime(year, month, _number(found, "DD") or 1)  # noqa: DTZ001 - account time
    if day_of_year is not None:
        day = datetime(year, 1, 1) + timedelta(days=day_of_year - 1)  # noqa: DTZ001 - account time
    return seconds_of(day) + _time_of_day(found)


def _number(found: dict[str, int | str], name: str) -> int | None:
    value = found.get(name)
    return value if isinstance(value, int) else None


def _time_of_day(found: dict[str, int | str]) -> int:
    of_day = _number(found, "SSSSS")
    if of_day is not None:
        return of_day
    hour = _number(found, "HH24")
    if hour is None:
        hour = _number(found, "HH12") or _number(found, "HH") or 0
        if "PM" in found:
            hour = hour % 12 + (12 if found["PM"] == "P" else 0)
    minute, second = _number(found, "MI") or 0, _number(found, "SS") or 0
    if hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 - clock
        raise ValueError("Hour, minute or second out of range")
    return hour * 3600 + minute * 60 + second
