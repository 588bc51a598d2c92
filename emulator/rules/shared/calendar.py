"""Days, due dates and accounting periods."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from suiteplug.emulator.rules.shared.refusals import refuse

if TYPE_CHECKING:
    from suiteplug.emulator.rules.ports import Body, Clock
    from suiteplug.emulator.rules.shared.lookup import Lookup

_LOCK_OF_LEDGER = {"receivables": "arLocked", "payables": "apLocked", "general": "allLocked"}


class Calendar:
    """The account's days."""

    def __init__(self, clock: Clock, lookup: Lookup, time_zone: str) -> None:
        self._clock = clock
        self._lookup = lookup
        self._zone = ZoneInfo(time_zone)

    def today(self) -> str:
        """The date in the account's time zone."""
        return self._clock.now().astimezone(self._zone).date().isoformat()

    def moment(self) -> str:
        """Now, as a stored date-time."""
        return self._clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")

    def due_date(self, day: str, term_id: str | None) -> str:
        """Transaction date plus the net days of the terms; without terms it is due the same day."""
        term = self._lookup.get("term", term_id)
        net_days = int(term.get("daysUntilNetDue", 0)) if term is not None else 0
        return (date.fromisoformat(day) + timedelta(days=net_days)).isoformat()

    def period(self, day: str) -> Body | None:
        """The month's accounting period, if the company has set one up."""
        found = self._lookup.first("period", day[:7])
        return None if found is None else found.body

    def require_open(self, day: str, ledger: str) -> str | None:
        """Internal ID of the period of a posting date.

        Args:
            day: Transaction date.
            ledger: ``receivables``, ``payables`` or ``general``: which of the period's locks counts.

        Raises:
            Problem: The period is closed or locked for this ledger (text ours).
        """
        period = self.period(day)
        if period is None:
            return None
        lock = _LOCK_OF_LEDGER[ledger]
        if period.get("closed") or period.get("allLocked") or period.get(lock):
            raise refuse(f"You cannot post a transaction to the closed period {period.get('periodName')}.", "tranDate")
        return str(period["id"])
