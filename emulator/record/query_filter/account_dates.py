"""Dates in ``q``, written in the account's date format, not ISO."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

_PIECES = {
    "YYYY": r"(?P<year>\d{4})",
    "YY": r"(?P<short_year>\d{2})",
    "MONTH": r"(?P<month_name>[A-Za-z]+)",
    "MON": r"(?P<month_name>[A-Za-z]{3})",
    "MM": r"(?P<month>\d{1,2})",
    "M": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{1,2})",
    "D": r"(?P<day>\d{1,2})",
}
_TIME = r"(?:\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<half>am|pm)?)?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOON = 12


@lru_cache(maxsize=8)
def _pattern(date_format: str) -> re.Pattern[str]:
    tokens = re.split(r"(YYYY|YY|MONTH|MON|MM|M|DD|D)", date_format.upper())
    body = "".join(_PIECES.get(token, re.escape(token)) for token in tokens)
    return re.compile(body + _TIME, re.IGNORECASE)


def parse_moment(text: str, date_format: str) -> tuple[datetime, bool] | None:
    """The moment a text means, and whether it names a time of day; None when it is not in the format."""
    match = _pattern(date_format).fullmatch(text.strip())
    if match is None:
        return None
    found = match.groupdict()
    try:
        day = date(_year(found), _month(found), int(found["day"]))
        clock = time(_hour(found), int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        return None
    return datetime.combine(day, clock), found["hour"] is not None


def _year(found: dict[str, str | None]) -> int:
    return int(found.get("year") or f"20{found.get('short_year')}")


def _month(found: dict[str, str | None]) -> int:
    name = found.get("month_name")
    return _MONTHS.index(name[:3].lower()) + 1 if name else int(found["month"] or 0)


def _hour(found: dict[str, str | None]) -> int:
    hour, half = int(found["hour"] or 0), (found["half"] or "").lower()
    if half and not 1 <= hour <= _NOON:
        raise ValueError(f"no hour of a half day: {hour}")
    return hour % _NOON + (_NOON if half == "pm" else 0) if half else hour


def stored_bounds(moment: datetime, *, exact: bool) -> tuple[str, str]:
    """First stored value that belongs to the moment or day, and the first one after it."""
    if exact:
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ"), (moment + timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.date().isoformat(), (moment.date() + timedelta(days=1)).isoformat()
