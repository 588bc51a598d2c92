"""Numbers as text, and number format models.

Oracle Database SQL Language Reference, "Number Format Models". Whether NetSuite writes ``0.5`` or ``.5`` in a reply is
not documented; ours is ``0.5``.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_MODEL = re.compile(
    r"(?P<fill>FM)?(?P<sign>S)?(?P<currency>[$L])?(?P<whole>[09,G]*)(?P<point>[.D](?P<part>[09]*))?(?P<end>MI|S)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*", re.ASCII)
_LARGEST = Decimal("1e126")
"""Oracle's NUMBER ends here."""
_EXACT = 2**53
_DRIFT = 1e-12


def plain(value: float) -> str:
    """Shortest decimal text of a number: ``2``, ``5.33333334``; drift of binary sums is taken off."""
    if isinstance(value, int):
        return str(value)
    near = round(value, 8)
    if abs(value - near) <= _DRIFT * max(1.0, abs(value)):
        value = near
    if value == int(value) and abs(value) < 1e15:  # noqa: PLR2004 - still exact
        return str(int(value))
    written = f"{value:.15g}"
    if "e" in written:
        written = format(Decimal(written), "f")
    return written


def from_text(text: str) -> int | float:
    """A text as a number.

    Raises:
        ValueError: It is none, or too large.
    """
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"Invalid number: {text}")
    number = Decimal(text.strip())
    if abs(number) >= _LARGEST:
        raise ValueError(f"Numeric overflow: {text}")
    return int(number) if number == number.to_integral_value() and abs(number) < _EXACT else float(number)


def to_char(value: float, model: str) -> str:
    """``TO_CHAR(number, model)``.

    Raises:
        ValueError: The model is not one of ours: digits, group and decimal marks, FM, S, MI, $ and L.
    """
    match = _MODEL.fullmatch(model.strip())
    if match is None or not (match.group("whole") or match.group("part")):
        raise ValueError(f"Invalid number format model: {model}")
    whole, part = match.group("whole"), match.group("part") or ""
    places = len(part)
    amount = Decimal(plain(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    digits, _, fraction = f"{abs(amount):f}".partition(".")
    positions = sum(mark in "09" for mark in whole)
    digits = "" if digits == "0" and "0" not in whole and positions else digits
    width = len(whole) + (1 + places if match.group("point") else 0) + (2 if match.group("currency") else 1)
    if len(digits) > positions:
        return "#" * width
    written = _grouped(digits.rjust(_forced(whole), "0") if _forced(whole) else digits, whole)
    if match.group("point"):
        kept = fraction.rstrip("0") if match.group("fill") and "0" not in part else fraction
        written += f".{kept}"
    if not digits and not match.group("point"):
        written = "0"
    signed = _signed(written, match, negative=amount < 0)
    return signed if match.group("fill") else signed.rjust(width)


def _forced(whole: str) -> int:
    """Digits that are written even when they are leading zeros: from the first 0 of the model on."""
    marks = [mark for mark in whole if mark in "09"]
    return len(marks) - marks.index("0") if "0" in marks else 0


def _grouped(digits: str, whole: str) -> str:
    written = ""
    rest = digits
    for mark in reversed(whole):
        if not rest:
            break
        if mark in "09":
            written, rest = rest[-1] + written, rest[:-1]
        else:
            written = f",{written}"
    return written


def _signed(written: str, match: re.Match[str], *, negative: bool) -> str:
    money = "$" if match.group("currency") else ""
    if (match.group("end") or "").upper() == "MI":
        return money + written + ("-" if negative else "")
    if match.group("sign"):
        return ("-" if negative else "+") + money + written
    if (match.group("end") or "").upper() == "S":
        return money + written + ("-" if negative else "+")
    return ("-" if negative else "") + money + written


def from_model(text: str, model: str) -> int | float:
    """``TO_NUMBER(text, model)``; marks the model names are taken off."""
    if _MODEL.fullmatch(model.strip()) is None:
        raise ValueError(f"Invalid number format model: {model}")
    cleaned = text.strip().replace(",", "").replace("$", "")
    if cleaned.endswith("-"):
        cleaned = f"-{cleaned[:-1]}"
    return from_text(cleaned)
