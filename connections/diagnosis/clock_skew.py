"""How far this machine's clock is off, told from the Date header of a reply."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from suiteplug.connector.errors import ClockSkewError

if TYPE_CHECKING:
    from collections.abc import Mapping

ALLOWED_S = 300.0
"""NetSuite accepts timestamps within five minutes of its own time (Oracle help: subsect_156935170194)."""


def skew_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that this clock is ahead of the server's (negative: behind); None without a usable Date."""
    text = headers.get("date", "")
    if not text:
        return None
    try:
        served = parsedate_to_datetime(text)
    except ValueError:
        return None
    if served.tzinfo is None:
        served = served.replace(tzinfo=UTC)
    return (now - served).total_seconds()


def find_clock_skew(
    headers: Mapping[str, str], now: datetime, *, http_status: int | None = None
) -> ClockSkewError | None:
    """The error when the clock is further off than NetSuite allows."""
    ahead_s = skew_s(headers, now)
    if ahead_s is None or abs(ahead_s) <= ALLOWED_S:
        return None
    direction = "ahead of" if ahead_s > 0 else "behind"
    return ClockSkewError(
        f"This machine's clock is {abs(ahead_s):.0f} seconds {direction} NetSuite's: its signatures are refused.",
        code="CLOCK_SKEW",
        cause=f"NetSuite accepts a difference of {ALLOWED_S:.0f} seconds at most.",
        fix="Set the clock and keep it right with a time service (timedatectl set-ntp true; in a container, the "
        "clock of its host).",
        http_status=http_status,
    )
