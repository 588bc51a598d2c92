"""What is owed to vendors: ``balance`` in the root currency, ``balancePrimary`` in the vendor's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.items.pricing import to_root
from suiteplug.emulator.rules.shared.money import exact, money, number

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body


def owed_changed(context: Context, old: Body | None, new: Body | None, sign: int) -> None:
    """Move a vendor's balance by a document's total: bills add (``sign`` 1), payments and credits take away (-1)."""
    changes: dict[tuple[str, str], float] = {}
    for body, direction in ((old, -sign), (new, sign)):
        if body is not None and body.get("entity"):
            key = (str(body["entity"]), str(body.get("currency")))
            changes[key] = money(changes.get(key, 0.0) + direction * number(body.get("total")))
    for (vendor_id, currency), by in changes.items():
        vendor = context.lookup.get("vendor", vendor_id)
        if by and vendor is not None:
            context.store.put("vendor", _moved(context, vendor, currency, by))


def _moved(context: Context, vendor: Body, currency: str, by: float) -> Body:
    lines = [dict(line) for line in vendor.get("currencyList", ())]
    line = next((line for line in lines if line.get("currency") == currency), None)
    if line is None:
        line = {"currency": currency}
        lines.append(line)
    line["balance"] = money(number(line.get("balance")) + by)
    worth = exact(to_root(context, currency))
    own = exact(to_root(context, str(vendor.get("currency", currency))))
    base = money(exact(number(vendor.get("balance"))) + exact(by) * worth)
    primary = money(exact(number(vendor.get("balancePrimary"))) + exact(by) * worth / own)
    return {**vendor, "currencyList": lines, "balance": base, "balancePrimary": primary}
