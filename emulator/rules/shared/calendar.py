"""Days, due dates and accounting periods.

A closed period takes no change of the books from anybody; a locked one takes those of administrators and of roles with
*Override Period Restrictions*; what does not change the books is let through where the period allows it
(wp.jjknowledgebase.com, "restriction on transactions based on account period"; randgroup.com, "Allow Non-G/L Changes").
That the permission *Allow Non G/L Changes* is not asked for is ours. The sentence of the refusal is ours, too.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from suiteplug.emulator.rules.shared.refusals import refuse

if TYPE_CHECKING:
    from suiteplug.emulator.rules.ports import Body, Clock
    from suiteplug.emulator.rules.shared.lookup import Lookup

_LOCK_OF_LEDGER = {"receivables": "arLocked", "payables": "apLocked", "general": "allLocked"}
_WORDS = frozenset(
    {
        *(
            "memo",
            "tranId",
            "externalId",
            "otherRefNum",
            "message",
            "email",
            "checkNumber",
            "authCode",
            "lastModifiedDate",
        ),
        *("toBePrinted", "toBeEmailed", "toBeFaxed", "shipDate", "dueDate", "salesRep", "partner", "leadSource", "fob"),
        *("package", "linkedTrackingNumbers", "shippedDate", "packedDate", "pickedDate", "forInvoiceGrouping"),
    }
)
"""Fields that no account depends on; custom fields are such, too."""
_WORDS_OF_LINES = frozenset({"memo", "description", "options", "expectedShipDate", "printItems"})
_CUSTOM = ("custbody", "custcol")


class Calendar:
    """The account's days."""

    def __init__(self, clock: Clock, lookup: Lookup, time_zone: str) -> None:
        self._clock = clock
        self._lookup = lookup
        self._zone = ZoneInfo(time_zone)
        self._period: str | None = None
        self._books_change = True

    def begin(self, old: Body | None, new: Body) -> None:
        """Look at one save: which period it names itself, and whether it changes the books at all."""
        named = new.get("postingPeriod")
        is_chosen = named is not None and (old is None or old.get("postingPeriod") != named)
        stays = old is not None and old.get("tranDate") == new.get("tranDate")
        self._period = str(named) if named is not None and (is_chosen or stays) else None
        self._books_change = old is None or changes_books(old, new)

    def require_still_open(self, old: Body, ledger: str) -> None:
        """Refuse to change or delete what is posted in a period that is not open any more."""
        period = self._lookup.get("accountingPeriod", old.get("postingPeriod"))
        if period is not None:
            self._refuse_when_shut(period, ledger)

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
        period = self._lookup.get("accountingPeriod", self._period) or self.period(day)
        if period is None:
            return None
        self._refuse_when_shut(period, ledger)
        return str(period["id"])

    def _refuse_when_shut(self, period: Body, ledger: str) -> None:
        locked = period.get("allLocked") or period.get(_LOCK_OF_LEDGER[ledger])
        shut = period.get("closed") or (locked and not self._lookup.may_override_locks())
        if shut and (self._books_change or not period.get("allowNonGLChanges")):
            raise refuse(f"You cannot post a transaction to the closed period {period.get('periodName')}.", "tranDate")


def changes_books(old: Body, new: Body) -> bool:
    """Whether more than words differ between two states of a transaction."""
    return any(
        _differs(old.get(name), new.get(name))
        for name in {**old, **new}
        if name not in _WORDS and not name.startswith(_CUSTOM) and old.get(name) != new.get(name)
    )


def _differs(was: object, now: object) -> bool:
    """Whether a field differs by more than words; lines are looked at one by one."""
    if not isinstance(was, list) or not isinstance(now, list) or len(was) != len(now):
        return True
    pairs = zip(was, now, strict=True)
    return any(not isinstance(a, dict) or not isinstance(b, dict) or _line_differs(a, b) for a, b in pairs if a != b)


def _line_differs(was: Body, now: Body) -> bool:
    names = {name for name in {**was, **now} if was.get(name) != now.get(name)}
    return any(name not in _WORDS_OF_LINES and not name.startswith(_CUSTOM) for name in names)
