"""Defaults and checks of tasks, calls, events, messages and support cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.shared.refusals import invalid_value, refuse
from suiteplug.emulator.rules.shared.required import check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

_DEFAULTS: dict[str, Body] = {
    "task": {"status": "NOTSTART", "priority": "MEDIUM"},
    "phoneCall": {"status": "SCHEDULED", "priority": "MEDIUM"},
    "calendarEvent": {"status": "CONFIRMED", "accessLevel": "PUBILC"},
    "supportCase": {"status": "1", "priority": "2", "profile": "1"},
    "message": {"incoming": False},
}
_DONE = "COMPLETE"
_CASE_CLOSED, _CASE_REOPENED = "5", "4"
ACTIVITY_TYPES = frozenset(_DEFAULTS)


class ActivityRules:
    """Rules of one type of activity."""

    def __init__(self, context: Context, record_type: str) -> None:
        self._context = context
        self._record_type = record_type

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        check_required(self._record_type, new)
        for name, value in _DEFAULTS[self._record_type].items():
            new.setdefault(name, value)
        if self._record_type == "message":
            self._message(old, new)
        elif self._record_type == "supportCase":
            self._case(old, new)
        else:
            self._plan(new)
        return new

    def _plan(self, new: Body) -> None:
        today = self._context.calendar.today()
        new.setdefault("startDate", today)
        if new.get("endDate") is not None and new["endDate"] < new["startDate"]:
            raise invalid_value(new["endDate"], "enddate", "endDate")
        if new["status"] == _DONE:
            new.setdefault("completedDate", today)
        else:
            new.pop("completedDate", None)

    def _case(self, old: Body | None, new: Body) -> None:
        today = self._context.calendar.today()
        new.setdefault("startDate", today)
        if "caseNumber" not in new:
            new["caseNumber"] = self._context.numbering.next("supportCase")
        company = self._context.lookup.entity(new["company"])
        if company is not None and "subsidiary" in company.body and self._context.one_world:
            new.setdefault("subsidiary", company.body["subsidiary"])
        was = (old or {}).get("status")
        if new["status"] == _CASE_CLOSED:
            new.setdefault("endDate", today)
        else:
            new.pop("endDate", None)
            if was == _CASE_CLOSED:
                new["status"], new["lastReopenedDate"] = _CASE_REOPENED, self._context.calendar.moment()
        new["stage"] = "CLOSED" if new["status"] == _CASE_CLOSED else "OPEN"

    def _message(self, old: Body | None, new: Body) -> None:
        """A message is history: it is written once (Oracle help: "Message")."""
        if old is not None and any(old.get(name) != new.get(name) for name in ("subject", "message", "recipientEmail")):
            raise refuse("You cannot change a message that has been saved.", "message")
        new.setdefault("messageDate", self._context.calendar.moment())

    def after_save(self, old: Body | None, new: Body) -> None:
        """Nothing else follows."""

    def before_delete(self, old: Body) -> None:
        """Nothing depends on an activity."""
