"""Oracle's functions that SQLite does not have, registered on the account's connection under ``ns_…``.

All take and give SQLite values; NULL in, NULL out unless said otherwise. Dates are seconds since 1970 in account time.
"""

from __future__ import annotations

import math
import random
import re
import unicodedata
import zlib
from decimal import ROUND_HALF_UP, Decimal
from functools import wraps
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.suiteql import date_models, date_reading, dates, number_text, patterns, ranges
from suiteplug.emulator.suiteql.aggregates import AGGREGATES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    Functions = dict[str, tuple[int, Callable[..., Any]]]


class ConversionErrors:
    """Remembers why a function failed: SQLite itself passes on only that it did."""

    def __init__(self) -> None:
        self.last: str | None = None

    def guarded(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, NULL in NULL out, with its complaint kept."""

        @wraps(function)
        def call(*arguments: Any) -> Any:
            if None in arguments:
                return None
            try:
                return function(*arguments)
            except (ValueError, ArithmeticError, OverflowError) as error:
                self.last = str(error)
                raise

        return call

        return call


def register(db: sqlite3.Connection, date_format: str, utc_offset: Callable[[int], int]) -> ConversionErrors:
    """Add every function to a connection.

    Args:
        db: The account's connection.
        date_format: The account's preference, what ``DS`` writes.
        utc_offset: Seconds that account time is ahead of UTC at a moment given in account time.
    """
    errors = ConversionErrors()
    date_model = date_models.preference_model(date_format)

    def to_char(seconds: int, model: str) -> str:
        return date_models.to_char(seconds, model, date_model)

    def to_utc(seconds: int) -> int:
        return seconds - utc_offset(seconds)

    functions: Functions = {**_FUNCTIONS, "ns_to_char": (2, to_char), "ns_to_utc": (1, to_utc)}
    # The same for every new account, and another number for each row that asks.
    db.create_function("ns_shuffle", 0, random.Random(0).random)  # noqa: S311 - an order of rows, no secret
    for name, (count, function) in functions.items():
        db.create_function(name, count, errors.guarded(function), deterministic=True)
    for name, (count, function) in _WITH_NULLS.items():
        db.create_function(name, count, function, deterministic=True)
    for name, aggregate in AGGREGATES.items():
        db.create_aggregate(name, -1, aggregate)
    return errors


def _number(value: Any) -> int | float:
    return value if isinstance(value, int | float) else number_text.from_text(str(value))


def _divisor(value: float) -> float:
    if value == 0:
        raise ValueError("Divisor is equal to zero")
    return value


def _round(value: float, places: float) -> float:
    step = Decimal(1).scaleb(-int(places))
    rounded = Decimal(number_text.plain(value)).quantize(step, ROUND_HALF_UP)
    return int(rounded) if places <= 0 else float(rounded)


def _trunc(value: float, places: float) -> float:
    shown = Decimal(number_text.plain(value))
    step = Decimal(1).scaleb(-int(places))
    cut = (shown / step).to_integral_value("ROUND_DOWN") * step
    return int(cut) if places <= 0 else float(cut)


def _mod(value: float, by: float) -> float:
    return value if by == 0 else math.fmod(value, by)


def _remainder(value: float, by: float) -> float:
    return math.remainder(value, _divisor(by))


def _width_bucket(value: float, low: float, high: float, count: float) -> int:
    if count < 1 or low == high:
        raise ValueError("WIDTH_BUCKET needs a range and a positive count")
    if value < low:
        return 0
    return min(int((value - low) / (high - low) * count), int(count)) + 1


def _round_date(seconds: int, unit: str) -> int:
    """Rounds days at noon, months at the 16th, years at July."""
    upper = unit.upper()
    half = {"DD": dates.DAY // 2, "DDD": dates.DAY // 2, "HH24": 1800, "HH": 1800, "MI": 30}.get(upper)
    if half is not None:
        return dates.truncate(seconds + half, upper)
    value = dates.moment(seconds)
    start = dates.truncate(seconds, upper)
    if upper in {"MM", "MON", "MONTH"}:
        return dates.add_months(start, 1) if value.day >= 16 else start  # noqa: PLR2004 - Oracle's rule
    if upper in {"YYYY", "YEAR"}:
        return dates.add_months(start, 12) if value.month >= 7 else start  # noqa: PLR2004 - Oracle's rule
    raise ValueError(f"Unknown date format element: {unit}")


def _like(value: Any, pattern: Any, escape: Any) -> int | None:
    if value is None or pattern is None:
        return None
    return int(patterns.like(str(pattern), None if escape is None else str(escape)).fullmatch(str(value)) is not None)


def _substr(text: Any, start: Any, length: Any = None) -> str | None:
    if text is None or start is None:
        return None
    whole, first = str(text), int(start)
    begin = first - 1 if first > 0 else 0 if first == 0 else len(whole) + first
    if begin < 0 or (length is not None and int(length) < 1):
        return None
    return whole[begin:] if length is None else whole[begin : begin + int(length)]


def _pad(text: Any, width: float, fill: str, *, left: bool) -> str:
    whole, size = str(text), int(width)
    missing = size - len(whole)
    if missing <= 0:
        return whole[: max(size, 0)]
    filling = (fill * (missing // len(fill) + 1))[:missing]
    return filling + whole if left else whole + filling


def _lpad(text: Any, width: float, fill: str) -> str:
    return _pad(text, width, fill, left=True)


def _rpad(text: Any, width: float, fill: str) -> str:
    return _pad(text, width, fill, left=False)


def _instr(text: str, part: str, start: float = 1, nth: float = 1) -> int:
    position = int(start)
    if position < 0:
        found = len(text) + position + 1
        for _ in range(int(nth)):
            found = text.rfind(part, 0, found - 1 + len(part)) + 1
            if not found:
                return 0
        return found
    found = position - 1
    for turn in range(int(nth)):
        found = text.find(part, found + (1 if turn else 0))
        if found < 0:
            return 0
    return found + 1


def _initcap(text: str) -> str:
    return re.sub(r"[^\W_]+", lambda word: word.group().capitalize(), text)


def _translate(text: str, old: str, new: str) -> str:
    return text.translate({ord(mark): new[n] if n < len(new) else None for n, mark in enumerate(old)})


_SOUNDEX = {
    letter: str(code)
    for code, letters in enumerate(("BFPV", "CGJKQSXZ", "DT", "L", "MN", "R"), 1)
    for letter in letters
}


def _soundex(text: str) -> str:
    letters = [letter for letter in text.upper() if letter.isascii() and letter.isalpha()]
    if not letters:
        return ""
    code, last = letters[0], _SOUNDEX.get(letters[0], "")
    for letter in letters[1:]:
        digit = _SOUNDEX.get(letter, "")
        if digit and digit != last:
            code += digit
        last = last if letter in "HW" else digit
    return code[:4].ljust(4, "0")


def _asciistr(text: str) -> str:
    return "".join(mark if mark.isascii() and mark != "\\" else f"\\{ord(mark):04X}" for mark in text)


def _unistr(text: str) -> str:
    return re.sub(r"\\([0-9A-Fa-f]{4}|\\)", lambda m: "\\" if m[1] == "\\" else chr(int(m[1], 16)), text)


def _mnfilter(mode: str, stored: Any, *values: Any) -> str:
    """Whether a multi-select field holds any, all or exactly the values (Oracle help: article_1029114633)."""
    held = set() if stored is None else {part.strip() for part in str(stored).split(",")}
    asked = {str(value) for value in values if value is not None}
    if mode.endswith("_ALL"):
        found = asked <= held
    elif mode.endswith("_EXACTLY"):
        found = asked == held
    else:
        found = bool(asked & held)
    return "T" if found == mode.startswith("MN_INCLUDE") else "F"


def _hash(text: str, buckets: float = 4_294_967_295, seed: float = 0) -> int:
    return zlib.crc32(text.encode(), int(seed)) % (int(buckets) + 1)


_FUNCTIONS: Functions = {
    "ns_number": (1, _number),
    "ns_number_text": (1, number_text.plain),
    "ns_number_to_char": (2, number_text.to_char),
    "ns_number_from": (2, number_text.from_model),
    "ns_divisor": (1, _divisor),
    "ns_round": (2, _round),
    "ns_trunc": (2, _trunc),
    "ns_mod": (2, _mod),
    "ns_remainder": (2, _remainder),
    "ns_width_bucket": (4, _width_bucket),
    "ns_ceil": (1, math.ceil),
    "ns_floor": (1, math.floor),
    "ns_sign": (1, lambda value: (value > 0) - (value < 0)),
    "ns_bitand": (2, lambda a, b: int(a) & int(b)),
    "ns_power": (2, math.pow),
    "ns_sqrt": (1, math.sqrt),
    "ns_exp": (1, math.exp),
    "ns_ln": (1, math.log),
    "ns_log": (2, lambda base, value: math.log(value, base)),
    "ns_sin": (1, math.sin),
    "ns_cos": (1, math.cos),
    "ns_tan": (1, math.tan),
    "ns_asin": (1, math.asin),
    "ns_acos": (1, math.acos),
    "ns_atan": (1, math.atan),
    "ns_atan2": (2, math.atan2),
    "ns_sinh": (1, math.sinh),
    "ns_cosh": (1, math.cosh),
    "ns_tanh": (1, math.tanh),
    "ns_to_date": (3, lambda text, model, now: date_reading.to_date(str(text), model, now)),
    "ns_trunc_date": (2, dates.truncate),
    "ns_round_date": (2, _round_date),
    "ns_add_months": (2, dates.add_months),
    "ns_last_day": (1, dates.last_day),
    "ns_months_between": (2, dates.months_between),
    "ns_next_day": (2, dates.next_day),
    "ns_range": (3, ranges.bound),
    "ns_upper": (1, lambda text: str(text).upper()),
    "ns_lower": (1, lambda text: str(text).lower()),
    "ns_initcap": (1, _initcap),
    "ns_soundex": (1, _soundex),
    "ns_translate": (3, _translate),
    "ns_asciistr": (1, _asciistr),
    "ns_unistr": (1, _unistr),
    "ns_compose": (1, lambda text: unicodedata.normalize("NFC", text)),
    "ns_decompose": (1, lambda text: unicodedata.normalize("NFD", text)),
    "ns_lengthb": (1, lambda text: len(str(text).encode())),
    "ns_lpad": (3, _lpad),
    "ns_rpad": (3, _rpad),
    "ns_instr": (-1, _instr),
    "ns_hash": (-1, _hash),
    "ns_regexp_substr": (-1, patterns.regexp_substr),
    "ns_regexp_replace": (-1, patterns.regexp_replace),
    "ns_regexp_instr": (-1, patterns.regexp_instr),
}
_WITH_NULLS: Functions = {
    "ns_like": (3, _like),
    "ns_substr": (-1, _substr),
    "ns_mnfilter": (-1, _mnfilter),
}
