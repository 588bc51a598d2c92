"""Oracle's month arithmetic and truncation, on seconds since 1970 without a zone.

Oracle Database SQL Language Reference, "Datetime Functions" and "ROUND and TRUNC Date Functions".
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta

DAY = 86_400
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - account time, deliberately without a zone
DAY_NAMES = tuple(calendar.day_name)
_TRUNC_YEARS = frozenset({"YYYY", "YEAR", "SYYYY", "YYY", "YY", "Y", "SYEAR"})
_TRUNC_MONTHS = frozenset({"MM", "MON", "MONTH", "RM"})
_TRUNC_DAYS = frozenset({"DD", "DDD", "J"})


def moment(seconds: float) -> datetime:
    """Seconds as a naive time."""
    return _EPOCH + timedelta(seconds=int(seconds))


def seconds_of(value: datetime | date) -> int:
    """A naive time as seconds."""
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - see _EPOCH
    delta = value - _EPOCH
    return delta.days * DAY + delta.seconds


def first_of_day(seconds: int) -> int:
    """Midnight before."""
    return seconds - seconds % DAY


def add_months(seconds: int, months: float) -> int:
    """Oracle's rule: the last day of a month goes to the last day of the other."""
    start = moment(seconds)
    index = start.year * 12 + start.month - 1 + int(months)
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    was_last = start.day == calendar.monthrange(start.year, start.month)[1]
    return seconds_of(start.replace(year=year, month=month + 1, day=last if was_last else min(start.day, last)))


def last_day(seconds: int) -> int:
    """The last day of the month; the time of day is kept."""
    start = moment(seconds)
    return seconds_of(start.replace(day=calendar.monthrange(start.year, start.month)[1]))


def months_between(late: int, early: int) -> float:
    """Whole for the same day of the month, or both last days; else a fraction over 31 days."""
    a, b = moment(late), moment(early)
    months = (a.year - b.year) * 12 + a.month - b.month
    both_last = last_day(late) == late and last_day(early) == early
    if a.day == b.day or both_last:
        return float(months)
    of_day = (late % DAY - early % DAY) / DAY
    return months + (a.day - b.day + of_day) / 31


def next_day(seconds: int, name: str) -> int:
    """The next date with that day name."""
    wanted = next((n for n, day in enumerate(DAY_NAMES) if day.lower().startswith(name.strip().lower()[:3])), None)
    if wanted is None:
        raise ValueError(f"Not a valid day of the week: {name}")
    ahead = (wanted - moment(seconds).weekday() - 1) % 7 + 1
    return seconds + ahead * DAY


def truncate(seconds: int, unit: str) -> int:
    """``TRUNC(date, unit)``."""
    day = moment(first_of_day(seconds))
    unit = unit.upper()
    if unit in _TRUNC_DAYS:
        return seconds_of(day)
    if unit in _TRUNC_MONTHS:
        return seconds_of(day.replace(day=1))
    if unit in _TRUNC_YEARS:
        return seconds_of(day.replace(month=1, day=1))
    if unit == "Q":
        return seconds_of(day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1))
    if unit in {"DAY", "DY", "D"}:
        return seconds_of(day - timedelta(days=(day.weekday() + 1) % 7))
    return _truncate_odd(seconds, day, unit)


def _truncate_odd(seconds: int, day: datetime, unit: str) -> int:
    if unit == "IW":
        return seconds_of(day - timedelta(days=day.weekday()))
    if unit in {"IYYY", "IYY", "IY", "I"}:
        return seconds_of(date.fromisocalendar(day.isocalendar().year, 1, 1))
    if unit == "WW":
        return seconds_of(day - timedelta(days=(day.timetuple().tm_yday - 1) % 7))
    if unit == "W":
        return seconds_of(day - timedelta(days=(day.day - 1) % 7))
    if unit in {"HH", "HH12", "HH24"}:
        return seconds - seconds % 3600
    if unit == "MI":
        return seconds - seconds % 60
    raise ValueError(f"Unknown date format element: {unit}")
