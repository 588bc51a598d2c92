"""Times as the query language keeps them: seconds since 1970 on the account's own clock on the wall."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from suiteplug.emulator.suiteql.dates import moment, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

_HOUR = 3600


class LocalTime:
    """Turns stored dates and UTC times into account time.

    Which zone SuiteQL renders times in is not documented; ours is the account's, which is also the user's.
    """

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        # Offsets change on whole hours of UTC, so one look-up serves an hour.
        self._offset_of_hour: Callable[[int], int] = lru_cache(maxsize=4096)(self._offset)

    def _offset(self, hour: int) -> int:
        at = datetime.fromtimestamp(hour * _HOUR, UTC).astimezone(self._zone)
        offset = at.utcoffset()
        return 0 if offset is None else int(offset.total_seconds())

    def of_timestamp(self, timestamp: float) -> int:
        """Account time of a moment in seconds since 1970, UTC."""
        whole = int(timestamp)
        return whole + self._offset_of_hour(whole // _HOUR)

    def of_moment(self, text: str) -> int:
        """Account time of ``2026-08-12T17:32:28Z``."""
        of_day = int(text[11:13]) * _HOUR + int(text[14:16]) * 60 + int(text[17:19])
        return self.of_timestamp(self.of_day(text) + of_day)

    @staticmethod
    def of_day(text: str) -> int:
        """Midnight of ``2026-08-12``."""
        return seconds_of(datetime(int(text[0:4]), int(text[5:7]), int(text[8:10])))  # noqa: DTZ001 - a day has no zone

    def utc_offset(self, seconds: int) -> int:
        """Seconds that account time is ahead of UTC, at a moment in account time."""
        value = moment(seconds).replace(tzinfo=self._zone).utcoffset()
        return 0 if value is None else int(value.total_seconds())
