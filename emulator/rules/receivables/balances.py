"""What customers owe: balance and unbilled orders, per currency and in the customer's own currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.items.pricing import to_root
from suiteplug.emulator.rules.sales.order_status import CANCELLED, CLOSED, PENDING_APPROVAL
from suiteplug.emulator.rules.shared.money import exact, money, number

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

_NAMES = ("balance", "unbilledOrders", "depositBalance")


def unbilled(order: Body | None) -> float:
    """Value of the lines of an approved, open order that are not billed yet, before tax."""
    if order is None or order.get("orderStatus") in (PENDING_APPROVAL, CANCELLED, CLOSED):
        return 0.0
    total = 0.0
    for line in order["item"]:
        if not line.get("isClosed") and line.get("itemType") != "Subtotal":
            ordered = number(line.get("quantity", 1))
            left = max(0.0, ordered - number(line.get("quantityBilled")))
            total += number(line.get("amount")) * (left / ordered if ordered else 0.0)
    return money(total)


def order_changed(context: Context, old: Body | None, new: Body | None) -> None:
    """Move the customer's unbilled orders from one state of an order to another."""
    _move(context, "unbilledOrders", (old, unbilled(old)), (new, unbilled(new)))


def open_amount_changed(context: Context, old: tuple[Body | None, float], new: tuple[Body | None, float]) -> None:
    """Move the customer's balance; each side is a document and what it adds to the balance (credits: negative)."""
    _move(context, "balance", old, new)


def deposit_changed(context: Context, old: tuple[Body | None, float], new: tuple[Body | None, float]) -> None:
    """Move the customer's deposit balance."""
    _move(context, "depositBalance", old, new)


def _move(context: Context, name: str, old: tuple[Body | None, float], new: tuple[Body | None, float]) -> None:
    changes: dict[tuple[str, str], float] = {}
    for (body, amount), sign in ((old, -1), (new, 1)):
        if body is not None and amount:
            key = (str(body.get("entity") or body.get("customer")), str(body.get("currency")))
            changes[key] = money(changes.get(key, 0.0) + sign * amount)
    for (customer_id, currency), by in changes.items():
        customer = context.lookup.get("customer", customer_id)
        if by and customer is not None:
            context.store.put("customer", _moved(context, customer, currency, name, by))


def _moved(context: Context, customer: Body, currency: str, name: str, by: float) -> Body:
    lines = [dict(line) for line in customer.get("currencyList", ())]
    line = next((line for line in lines if line.get("currency") == currency), None)
    if line is None:
        line = {"currency": currency, **dict.fromkeys(_NAMES, 0.0)}
        lines.append(line)
    line[name] = money(number(line.get(name)) + by)
    own = exact(to_root(context, str(customer.get("currency", currency))))
    total = sum(exact(entry.get(name)) * exact(to_root(context, entry["currency"])) / own for entry in lines)
    return {**customer, "currencyList": lines, name: money(exact(total))}
