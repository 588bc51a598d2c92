"""The relative date ranges of ``BUILTIN.RELATIVE_RANGES``, with the calendar year as fiscal year.

Range IDs: GSpo7/suiteql-sql-library, builtin-relative-ranges. Weeks begin on Sunday. The first and last days of
rolling ranges and of "previous months of" a quarter, half or year are ours: no page tells them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from suiteplug.emulator.suiteql.dates import moment, seconds_of

if TYPE_CHECKING:
    from datetime import datetime

_DAY_COUNTS = (2, 3, 4, 5, 10, 30, 60, 90)


def _table(**rows: str) -> dict[str, tuple[str, int]]:
    """``unit="TW 0, LW -1"`` as range to unit and number."""
    return {name: (unit, int(count)) for unit, row in rows.items() for name, count in map(str.split, row.split(","))}


# Range to unit, and how many units from the present one.
_PERIODS = _table(
    week="TW 0, LW -1, NW 1, WBL -2, WAN 2, SWLFY -52, SWFYBL -104",
    business="TBW 0, LBW -1, NBW 1",
    month="""
        TM 0, LM -1, NM 1, MBL -2, MB -3, MAN 2, SMLFQ -3, SMFQBL -6, SMLFY -12, SMFYBL -24, LMLFQ -4, LMFQBL -7,
        LMLFY -13, LMFYBL -25
    """,
    quarter="TFQ 0, LFQ -1, NFQ 1, FQBL -2, FQB -3, SFQLFY -4, LFQLFY -5, SFQFYBL -8, LFQFYBL -9",
    half="TFH 0, LFH -1, NFH 1, FHBL -2, SFHLFY -2, LFHLFY -3",
    year="TFY 0, LFY -1, NFY 1, FYBL -2, FYB -3, TY 0, LY -1",
)
# Those of which there is one "to date": up to the day that lies as far in them as today does in its own.
_ALSO_TO_DATE = "TW LW WBL WAN TM LM MBL MB MAN TFQ LFQ FQBL FQB TFH LFH FHBL TFY LFY FYBL FYB TY LY"
_ALSO_TO_DATE += " SFQLFY SFHLFY SMLFY SMLFQ"
_TO_DATE = frozenset(f"{name}TD" for name in _ALSO_TO_DATE.split())
# "Previous months of": from the beginning of a quarter, half or year up to the month (quarter) that lies as far in it
# as the present one does in its own; nothing in the first.
_PREVIOUS = {
    name: ("month", *unit)
    for name, unit in _table(
        quarter="PMTFQ 0, PMLFQ -1, PMSFQLFY -4", half="PMTFH 0, PMLFH -1, PMSFHLFY -2", year="PMTFY 0, PMLFY -1"
    ).items()
} | {"PQTFY": ("quarter", "year", 0), "PQLFY": ("quarter", "year", -1)}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
# From today so many days or months back or ahead.
_ROLLING = _table(
    days="OW -7, NOW 7", months="OM -1, NOM 1, OQ -3, NOQ 3, OH -6, NOH 6, OY -12, NOY 12, TRQ -3, TRH -6, TRY -12"
)
# The same, so many times before.
_ROLLED_BACK = {
    "LRQ": ("TRQ", 1),
    "PRQ": ("TRQ", 2),
    "LRH": ("TRH", 1),
    "PRH": ("TRH", 2),
    "LRY": ("TRY", 1),
    "PRY": ("TRY", 2),
    "OYBL": ("OY", 1),
}
_SAME_DAY = _table(days="SDLW -7, SDWBL -14", months="SDLM -1, SDMBL -2, SDLFQ -3, SDFQBL -6, SDLFY -12, SDFYBL -24")
# Four weeks: first and last week from this one.
_WEEKS = {"N4W": (1, 4), "TWN3W": (0, 3)}
_DAYS = {
    "TODAY": 0,
    "YESTERDAY": -1,
    "TOMORROW": 1,
    "OD": -1,
    **{f"DAGO{n}": -n for n in _DAY_COUNTS},
    **{f"DFN{n}": n for n in _DAY_COUNTS},
}
_TABLES = (_PERIODS, _TO_DATE, _PREVIOUS, _ROLLING, _ROLLED_BACK, _SAME_DAY, _WEEKS, _DAYS)
RANGES = frozenset({"TODAYTTM"}.union(*_TABLES))


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
    if name in _ROLLED_BACK:
        pattern, times = _ROLLED_BACK[name]
        unit, count = _ROLLING[pattern]
        return _moved(today, unit, count * (times + 1)), _moved(today, unit, count * times)
    if name == "TODAYTTM":
        return today, _period("month", 0, today)[1]
    return _whole(name, today)


def _whole(name: str, today: datetime) -> tuple[datetime, datetime]:
    """Ranges of whole weeks, months, quarters, halves or years, and parts of these up to today's place in them."""
    if name in _PERIODS:
        return _period(*_PERIODS[name], today)
    if name in _WEEKS:
        first, last = _WEEKS[name]
        return _period("week", first, today)[0], _period("week", last, today)[1]
    if name in _PREVIOUS:
        step, unit, offset = _PREVIOUS[name]
        start = _period(unit, offset, today)[0]
        here = _period(unit, 0, today)[0]
        passed = (today.year - here.year) * 12 + today.month - here.month
        whole = passed // _MONTHS[step] * _MONTHS[step]
        return start, _months_on(start, whole) - timedelta(days=1)
    unit, offset = _PERIODS[name.removesuffix("TD")]
    elapsed = today - _period(unit, 0, today)[0]
    start, end = _period(unit, offset, today)
    return start, min(start + elapsed, end)


def _period(unit: str, offset: int, today: datetime) -> tuple[datetime, datetime]:
    if unit in {"week", "business"}:
        start = today - timedelta(days=(today.weekday() + 1) % 7) + timedelta(weeks=offset)
        return (start, start + timedelta(days=6)) if unit == "week" else (start + timedelta(1), start + timedelta(5))
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
