"""Bill payments: money and credits applied to bills and expense reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.purchasing.vendor_balances import owed_changed
from suiteplug.emulator.rules.sales.sales_header import fill_header
from suiteplug.emulator.rules.shared import settlement
from suiteplug.emulator.rules.shared.money import money
from suiteplug.emulator.rules.shared.posting import require_account
from suiteplug.emulator.rules.shared.refusals import refuse
from suiteplug.emulator.rules.shared.required import check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

_MONEY = frozenset({"Bank", "CredCard", "OthCurrAsset"})
_OWED, _CREDITS = ("vendorBill", "expenseReport"), ("vendorCredit",)


class VendorPaymentRules:
    """Rules of ``vendorPayment``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        for line in new.get("apply", ()):
            found = context.lookup.transaction(line.get("doc"))
            if line.get("apply", True) and found is not None and "currency" in found.body:
                new.setdefault("currency", found.body["currency"])
        fill_header(context, "vendorPayment", old, new)
        if "account" not in new:
            bank = self._bank(new)
            if bank is not None:
                new["account"] = bank
        payable = context.lookup.account("accountType", "AcctPay")
        if payable is not None:
            new.setdefault("apAcct", payable)
        check_required("vendorPayment", new)
        require_account(context, new, _MONEY)
        period = context.calendar.require_open(new["tranDate"], "payables")
        if period is not None:
            new["postingPeriod"] = period
        paid = settlement.complete(context, old, new, "apply", _OWED, "entity")
        credited = settlement.complete(context, old, new, "credit", _CREDITS, "entity")
        if not new["apply"]:
            raise refuse("You must apply this payment to at least one bill.", "apply")
        if credited > paid:
            raise refuse(f"The credits are more than the bills of {paid:.2f}.", "credit")
        new["total"], new["unapplied"] = money(paid - credited), 0.0
        new.setdefault("approvalStatus", "2")
        new["status"] = {"1": "A", "3": "D"}.get(new["approvalStatus"], "F")
        return {name: value for name, value in new.items() if value != []}

    def _bank(self, new: Body) -> str | None:
        """The first bank account in the payment's currency that the subsidiary may use."""
        for found in self._context.lookup.named("accountType", "Bank"):
            owners = found.body.get("subsidiary") or []
            fits = not self._context.one_world or not owners or new.get("subsidiary") in owners
            if fits and found.body.get("currency") in (None, new.get("currency")):
                return found.record_id
        return None

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        settlement.book(self._context, old, new, "apply")
        settlement.book(self._context, old, new, "credit")
        owed_changed(self._context, old, new, -1)
