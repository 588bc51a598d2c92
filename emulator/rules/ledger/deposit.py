"""Deposits: undeposited payments and other money go to the bank together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.sales.invoice import DEPOSITED, NOT_DEPOSITED
from suiteplug.emulator.rules.sales.sales_lines import number_lines
from suiteplug.emulator.rules.shared.money import money, number
from suiteplug.emulator.rules.shared.posting import fill_posting_header, require_account
from suiteplug.emulator.rules.shared.refusals import invalid_value, refuse

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

_MONEY = frozenset({"Bank", "CredCard"})
# Letters before and after the money reached the bank.
_STATES = {
    "customerPayment": (NOT_DEPOSITED, DEPOSITED),
    "cashSale": (NOT_DEPOSITED, DEPOSITED),
    "customerDeposit": ("A", "B"),
}
_TITLES = {"customerPayment": "Payment", "cashSale": "Cash Sale", "customerDeposit": "Customer Deposit"}


class DepositRules:
    """Rules of ``deposit``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        account = require_account(context, new, _MONEY)
        owners = account.get("subsidiary") or []
        if context.one_world:
            new.setdefault("subsidiary", owners[0] if owners else "1")
        if "currency" in account:
            new.setdefault("currency", account["currency"])
        fill_posting_header(context, "deposit", old, new, "general")
        held = {line["id"] for line in (old or {}).get("payment", ())}
        lines = [line for line in new.get("payment", ()) if line.get("deposit", True)]
        new["payment"] = [self._payment(new, line, held, f"payment.items[{at}]") for at, line in enumerate(lines)]
        for name in ("other", "cashBack"):
            new[name] = number_lines(new.get(name, ()))
            for at, line in enumerate(new[name]):
                require_account(context, line, frozenset(), path=f"{name}.items[{at}].account")
                line["amount"] = money(number(line.get("amount")))
        if not new["payment"] and not new["other"]:
            raise refuse("You must enter at least one line item for this transaction.", "payment")
        total = sum(line["paymentAmount"] for line in new["payment"])
        total += sum(line["amount"] for line in new["other"]) - sum(line["amount"] for line in new["cashBack"])
        new["total"] = money(total)
        return {name: value for name, value in new.items() if value != []}

    def _payment(self, new: Body, line: Body, held: set[str], path: str) -> Body:
        found = self._context.lookup.transaction(str(line.get("id")))
        if found is None or found.record_type not in _STATES:
            raise invalid_value(line.get("id"), "id", f"{path}.id")
        waiting = found.body.get("status") == _STATES[found.record_type][0] and found.body.get("undepFunds")
        if not waiting and found.record_id not in held:
            raise invalid_value(line["id"], "id", f"{path}.id")
        if found.body.get("currency") != new.get("currency"):
            raise invalid_value(new.get("currency"), "currency", "currency")
        amount = number(found.body.get("payment", found.body.get("total")))
        shown = {
            "id": found.record_id,
            "deposit": True,
            "type": _TITLES[found.record_type],
            "docNumber": found.body.get("tranId"),
            "docDate": found.body.get("tranDate"),
            "paymentAmount": money(amount),
            "entity": found.body.get("customer", found.body.get("entity")),
        }
        return {name: value for name, value in shown.items() if value is not None}

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        self._effects(old, new)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        self._effects(old, None)

    def _effects(self, old: Body | None, new: Body | None) -> None:
        before = {line["id"] for line in (old or {}).get("payment", ())}
        after = {line["id"] for line in (new or {}).get("payment", ())}
        for record_id, state in [*((one, 0) for one in before - after), *((one, 1) for one in after - before)]:
            found = self._context.lookup.transaction(record_id)
            states = _STATES.get(found.record_type, ("", "")) if found is not None else ("", "")
            if found is not None and found.body.get("status") in states:
                stamp = {"lastModifiedDate": self._context.calendar.moment()}
                body = {**found.body, "status": states[state], **stamp}
                self._context.store.put(found.record_type, body)
