"""The relative date ranges of ``BUILTIN.RELATIVE_RANGES``, with the calendar year as fiscal year.

Range IDs: GSpo7/suiteql-sql-library, builtin-relative-ranges. Weeks begin on Sunday.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from suiteplug.emulator.suiteql.dates import moment, seconds_of

if TYPE_CHECKING:
    from datetime import datetime

_DAY_COUNTS = (2, 3, 4, 5, 10, 30, 60, 90)

# range ID -> (unit, how many units from the present one); a trailing TD means "to date".
_PERIODS = {
    "TW": ("week", 0),
    "LW": ("week", -1),
    "NW": ("week", 1),
    "WBL": ("week", -2),
    "WAN": ("week", 2),
    "TM": ("month", 0),
    "LM": ("month", -1),
    "NM": ("month", 1),
    "MBL": ("month", -2),
    "MB": ("month", -3),
    "MAN": ("month", 2),
    "TFQ": ("quarter", 0),
    "LFQ": ("quarter", -1),
    "NFQ": ("quarter", 1),
    "FQBL": ("quarter", -2),
    "FQB": ("quarter", -3),
    "TFH": ("half", 0),
    "LFH": ("half", -1),
    "NFH": ("half", 1),
    "FHBL": ("half", -2),
    "TFY": ("year", 0),
    "LFY": ("year", -1),
    "NFY": ("year", 1),
    "FYBL": ("year", -2),
    "FYB": ("year", -3),
    "TY": ("year", 0),
    "LY": ("year", -1),
    "LFQLFY": ("quarter", -5),
    "SFQLFY": ("quarter", -4),
    "SFQFYBL": ("quarter", -8),
    "SFHLFY": ("half", -2),
    "LFHLFY": ("half", -3),
    "SMLFY": ("month", -12),
    "SMFYBL": ("month", -24),
    "SMLFQ": ("month", -3),
    "SMFQBL": ("month", -6),
    "LMLFY": ("month", -13),
    "LMLFQ": ("month", -4),
    "SWLFY": ("week", -52),
}
_TO_DATE = frozenset(
    f"{name}TD"
    for name in (
        "TW",
        "LW",
        "WBL",
        "WAN",
        "TM",
        "LM",
        "MBL",
        "MB",
        "MAN",
        "TFQ",
        "LFQ",
        "FQBL",
        "FQB",
        "TFH",
        "LFH",
        "FHBL",
        "TFY",
        "LFY",
        "FYBL",
        "FYB",
        "TY",
        "LY",
        "SFQLFY",
        "SFHLFY",
        "SMLFY",
        "SMLFQ",
    )
)
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
# Rolling ranges: months or days back from today (negative) or ahead.
_ROLLING = {
    "OW": ("days", -7),
    "NOW": ("days", 7),
    "OM": ("months", -1),
    "NOM": ("months", 1),
    "OQ": ("months", -3),
    "NOQ": ("months", 3),
    "OH": ("months", -6),
    "NOH": ("months", 6),
    "OY": ("months", -12),
    "NOY": ("months", 12),
}
_SAME_DAY = {
    "SDLW": ("days", -7),
    "SDWBL": ("days", -14),
    "SDLM": ("months", -1),
    "SDMBL": ("months", -2),
    "SDLFQ": ("months", -3),
    "SDFQBL": ("months", -6),
    "SDLFY": ("months", -12),
    "SDFYBL": ("months", -24),
}
_DAYS = {
    "TODAY": 0,
    "YESTERDAY": -1,
    "TOMORROW": 1,
    "OD": -1,
    **{f"DAGO{n}": -n for n in _DAY_COUNTS},
    **{f"DFN{n}": n for n in _DAY_COUNTS},
}
RANGES = frozenset({*_PERIODS, *_TO_DATE, *_ROLLING, *_SAME_DAY, *_DAYS, "TODAYTTM"})


def is_range(name: str) -> bool:
    """Whether the range is emulated."""
    return name in RANGES


def bound(name: str, side: str, now: int) -> int:
    """First or last day (``side`` is ``START`` or ``END``) of a range, in seconds, at midnight."""
    today = moment(now).replace(hour=0, minute=0, second=0)
    start, end = _range(name, today)
    return seconds_of(start if side == "START" else end)


def _range(name: str, today: datetime) -> tuple[datetime, datetime]:
    if name in _DAYS:
        day = today + timedelta(days=_DAYS[name])
        return day, day
    if name in _SAME_DAY:
        day = _moved(today, *_SAME_DAY[name])
        return day, day
    if name in _ROLLING:
        other = _moved(today, *_ROLLING[name])
        return min(today, other), max(today, other)
    if name == "TODAYTTM":
        return today, _period("month", 0, today)[1]
    if name in _PERIODS:
        return _period(*_PERIODS[name], today)
    unit, offset = _PERIODS[name.removesuffix("TD")]
    elapsed = today - _period(unit, 0, today)[0]
    start, end = _period(unit, offset, today)
    return start, min(start + elapsed, end)


def _period(unit: str, offset: int, today: datetime) -> tuple[datetime, datetime]:
    if unit == "week":
        start = today - timedelta(days=(today.weekday() + 1) % 7) + timedelta(weeks=offset)
        return start, start + timedelta(days=6)
    size = _MONTHS[unit]
    first = today.replace(month=(today.month - 1) // size * size + 1, day=1)
    start = _months_on(first, offset * size)
    return start, _months_on(start, size) - timedelta(days=1)


def _months_on(day: datetime, months: int) -> datetime:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1)


def _moved(today: datetime, unit: str, count: int) -> datetime:
    if unit == "days":
        return today + timedelta(days=count)
    first = _months_on(today.replace(day=1), count)
    last = _months_on(first, 1) - timedelta(days=1)
    return first.replace(day=min(today.day, last.day))
