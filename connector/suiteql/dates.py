"""Dates as a NetSuite user sees them, and back to ISO.

The formats are those that a user can choose under Home > Set Preferences > General > Date Format.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PIECES = {
    "YYYY": r"(?P<year>\d{4})",
    "MONTH": r"(?P<name>[A-Za-z]{3,9})",
    "MON": r"(?P<name>[A-Za-z]{3})",
    "MM": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{1,2})",
    "M": r"(?P<month>\d{1,2})",
    "D": r"(?P<day>\d{1,2})",
}
_SPLIT = re.compile("(" + "|".join(_PIECES) + ")", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})\Z")


def iso_date(text: str, date_format: str) -> str | None:
    """``8/12/2026`` as ``2026-08-12``; None when the text is no such date. ISO dates pass."""
    try:
        if _ISO.match(text):
            return date.fromisoformat(text).isoformat()
        match = _pattern(date_format).match(text)
        if match is None:
            return None
        parts = match.groupdict()
        month = _month_number(parts["name"]) if parts.get("name") else int(parts["month"])
        return date(int(parts["year"]), month, int(parts["day"])).isoformat()
    except ValueError:
        return None


def iso_date_time(text: str) -> str | None:
    """``2026-08-12 17:32:28``, as TO_CHAR writes it, with a T; None for anything else. No zone is added."""
    match = _ISO_TIME.match(text)
    if match is None:
        return None
    try:
        return f"{date.fromisoformat(match[1]).isoformat()}T{match[2]}"
    except ValueError:
        return None


@lru_cache(maxsize=32)
def _pattern(date_format: str) -> re.Pattern[str]:
    pieces = (_PIECES.get(piece.upper()) or re.escape(piece) for piece in _SPLIT.split(date_format))
    return re.compile("".join(pieces) + r"\Z")


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
