"""Hours that an employee worked (SuiteScript Records Browser: timebill)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from suiteplug.emulator.rules.shared.lists import ListRules
from suiteplug.emulator.rules.shared.refusals import invalid_value, missing

if TYPE_CHECKING:
    from suiteplug.emulator.rules.ports import Body

_HOURS = re.compile(r"(\d+):([0-5]\d)|(\d+(?:\.\d*)?|\.\d+)")
_OPEN, _APPROVED = "1", "3"
_OF_EMPLOYEE = ("subsidiary", "department", "class", "location")
_TWO_DIGITS = 2


class TimeBillRules(ListRules):
    """Rules of ``timeBill``. A customer needs a service item (SuiteScript Records Browser)."""

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        new = super().prepare(old, new)
        del new["isInactive"]
        if new.get("customer") and not new.get("item"):
            raise missing(["Service Item"], "item")
        minutes = _minutes(str(new["hours"]))
        new["hours"] = f"{minutes // 60}:{minutes % 60:02}"
        new["durationDecimal"] = round(minutes / 60, _TWO_DIGITS)
        new.setdefault("tranDate", self._context.calendar.today())
        new.setdefault("timeType", "A")
        new.setdefault("isBillable", False)
        new.setdefault("approvalStatus", _OPEN)
        new["supervisorApproval"] = new["approvalStatus"] == _APPROVED
        employee = self._context.lookup.get("employee", new["employee"]) or {}
        for name in _OF_EMPLOYEE:
            if name in employee and (old is None or name == "subsidiary"):
                new.setdefault(name, employee[name])
        return new


def _minutes(text: str) -> int:
    """``4:00`` as Oracle's sample writes it (Oracle help: section_164439865832); that ``4.5`` is 4:30 is ours."""
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        raise invalid_value(text, "hours", "hours")
    hours, minutes, decimal = found.groups()
    total = round(float(decimal) * 60) if decimal else int(hours) * 60 + int(minutes)
    if total == 0:
        raise invalid_value(text, "hours", "hours")
    return total
