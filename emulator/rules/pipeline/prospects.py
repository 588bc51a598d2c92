"""Opportunities and estimates: what a customer may order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from suiteplug.emulator.rules.sales.sales_header import fill_header
from suiteplug.emulator.rules.sales.sales_lines import complete_lines
from suiteplug.emulator.rules.sales.tax_and_totals import complete_totals
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import exact, money
from suiteplug.emulator.rules.shared.required import check_has_lines, check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

# Percent by entity status: the stages of the emulated company.
_PROBABILITY = {"8": 10.0, "9": 25.0, "10": 50.0, "11": 75.0, "12": 90.0, "13": 100.0, "14": 0.0}
_PROPOSAL, _LOST = "10", "14"
_MONTH = 30


class ProspectRules:
    """What opportunities and estimates share."""

    record_type = ""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        fill_header(self._context, self.record_type, old, new)
        check_required(self.record_type, new)
        self._check_lines(new)
        new.setdefault("item", [])
        complete_lines(self._context, old, new)
        complete_totals(self._context, old, new)
        moved = old is not None and old.get("entityStatus") != new.get("entityStatus")
        new.setdefault("entityStatus", _PROPOSAL)
        if "probability" not in new or (moved and (old or {}).get("probability") == new["probability"]):
            new["probability"] = _PROBABILITY.get(new["entityStatus"], 50.0)
        closing = date.fromisoformat(new["tranDate"]) + timedelta(days=_MONTH)
        new.setdefault("expectedCloseDate", closing.isoformat())
        new.setdefault("forecastType", "2")
        self._fill(old, new)
        if not new["item"]:
            del new["item"]
        return new

    def _check_lines(self, new: Body) -> None:
        """Whether lines are needed."""

    def _fill(self, old: Body | None, new: Body) -> None:
        """What only this type has."""

    def after_save(self, old: Body | None, new: Body) -> None:
        """Stock and balances do not know of it."""

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "child", old["id"])


class EstimateRules(ProspectRules):
    """Rules of ``estimate``."""

    record_type = "estimate"

    def _check_lines(self, new: Body) -> None:
        check_has_lines(new)

    def _fill(self, old: Body | None, new: Body) -> None:
        day = date.fromisoformat(new["tranDate"]) + timedelta(days=_MONTH)
        new.setdefault("dueDate", day.isoformat())
        asked = "A" if old is None else old.get("status", "A")
        expired = asked in "AX" and new["dueDate"] < self._context.calendar.today()
        new["status"] = "C" if new["entityStatus"] == _LOST else "X" if expired else "A" if asked == "X" else asked


class OpportunityRules(ProspectRules):
    """Rules of ``opportunity``."""

    record_type = "opportunity"

    def _fill(self, old: Body | None, new: Body) -> None:
        new.setdefault("projectedTotal", new["total"])
        new["weightedTotal"] = money(exact(new["projectedTotal"]) * exact(new["probability"]) / 100)
        asked = "A" if old is None else old.get("status", "A")
        new["status"] = "D" if new["entityStatus"] == _LOST else "A" if asked == "D" else asked
