"""Journal entries: debits equal credits (Oracle help: "Making Journal Entries")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.sales.sales_header import check_location
from suiteplug.emulator.rules.sales.sales_lines import number_lines
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import money, number
from suiteplug.emulator.rules.shared.posting import fill_posting_header, require_account
from suiteplug.emulator.rules.shared.refusals import missing, refuse
from suiteplug.emulator.rules.shared.required import check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

_NEEDS_NAME = frozenset({"AcctRec", "AcctPay"})
_FEWEST_LINES = 2


class JournalEntryRules:
    """Rules of ``journalEntry``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        check_required("journalEntry", new, one_world=self._context.one_world)
        fill_posting_header(self._context, "journalEntry", old, new, "general")
        new["line"] = lines = number_lines(new.get("line", ()))
        if len(lines) < _FEWEST_LINES:
            raise refuse("You must enter at least two lines for this transaction.", "line")
        for position, line in enumerate(lines):
            self._check_line(new, line, f"line.items[{position}]")
        debit = money(sum(number(line.get("debit")) for line in lines))
        credit = money(sum(number(line.get("credit")) for line in lines))
        if debit != credit:
            # The wording of scripts and imports that public forums show.
            raise refuse(f"Transaction was not in balance. Posting total = {money(debit - credit):g}", "line")
        self._fill_approval(new)
        return new

    def _check_line(self, new: Body, line: Body, path: str) -> None:
        account = require_account(self._context, line, frozenset(), path=f"{path}.account")
        sides = [name for name in ("debit", "credit") if number(line.get(name))]
        if len(sides) != 1:
            raise refuse("Please enter an amount in either the debit or the credit column.", path)
        other = "credit" if sides[0] == "debit" else "debit"
        amount = money(number(line[sides[0]]))
        line.pop(other, None)
        line[sides[0]] = amount
        if amount < 0:
            line[other] = -line.pop(sides[0])
        if account.get("acctType") in _NEEDS_NAME and not line.get("entity"):
            raise missing(["Name"], f"{path}.entity")
        owners = account.get("subsidiary") or []
        if self._context.one_world and owners and new.get("subsidiary") not in owners:
            covered = account.get("includeChildren") and self._context.lookup.is_within(new["subsidiary"], owners)
            if not covered:
                raise refuse(f"Account {account.get('acctNumber')} is not open to this subsidiary.", f"{path}.account")
        check_location(self._context, line.get("location"), new.get("subsidiary"), f"{path}.location")

    def _fill_approval(self, new: Body) -> None:
        """Without approval routing a journal posts at once; ``approved`` or a status may hold it back."""
        if "approvalStatus" not in new:
            new["approvalStatus"] = "1" if new.get("approved") is False else "2"
        new["approved"] = new["approvalStatus"] == "2"
        new["status"] = {"2": "B", "3": "C"}.get(new["approvalStatus"], "A")

    def after_save(self, old: Body | None, new: Body) -> None:
        """Balances of accounts are read from the lines."""

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "child", old["id"])
        self._context.calendar.require_open(old["tranDate"], "general")
