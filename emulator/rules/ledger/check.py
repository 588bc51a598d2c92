"""Checks: money leaves a bank account for expenses or goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.purchasing.direct_goods import complete_expenses, move_goods
from suiteplug.emulator.rules.sales.sales_lines import complete_lines
from suiteplug.emulator.rules.shared.money import money, number
from suiteplug.emulator.rules.shared.posting import fill_posting_header, require_account
from suiteplug.emulator.rules.shared.refusals import refuse

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

_MONEY = frozenset({"Bank", "CredCard"})


class CheckRules:
    """Rules of ``check``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        account = require_account(context, new, _MONEY)
        party = context.lookup.entity(new.get("entity"))
        if party is not None and "subsidiary" in party.body:
            new.setdefault("subsidiary", party.body["subsidiary"])
        owners = account.get("subsidiary") or []
        if context.one_world:
            new.setdefault("subsidiary", owners[0] if owners else "1")
        if "currency" in account:
            new.setdefault("currency", account["currency"])
        fill_posting_header(context, "check", old, new, "general")
        if not new.get("item") and not new.get("expense"):
            raise refuse("You must enter at least one line item for this transaction.", "item")
        complete_lines(context, old, new, "purchase")
        complete_expenses(context, new)
        lines = [line for name in ("item", "expense") for line in new.get(name, ())]
        new["total"] = new["userTotal"] = money(sum(number(line.get("amount")) for line in lines))
        if new["total"] < 0:
            raise refuse("The total of this transaction cannot be negative.", "item")
        new["status"] = "A"
        return new

    def after_save(self, old: Body | None, new: Body) -> None:
        """See `Family.after_save`."""
        move_goods(self._context, old, new, 1)

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        move_goods(self._context, old, None, 1)
