"""Sales prices from the price list of an item."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.rules.shared.money import exact, money, number

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Item

BASE_PRICE = "1"
CUSTOM_PRICE = "-1"
_HUNDRED = Decimal(100)


def _break(line: Body) -> float:
    """From which quantity a price line counts; lines hold it bare or as ``{"value": n}``."""
    quantity: Any = line.get("quantity")
    return number(quantity.get("value") if isinstance(quantity, dict) else quantity)


def _listed(item: Item, currency: str, level: str, quantity: float) -> Decimal | None:
    fitting = [
        line
        for line in item.body.get("price", ())
        if line.get("currencyPage") == currency
        and line.get("priceLevel") == level
        and line.get("price") is not None
        and _break(line) <= quantity
    ]
    return exact(max(fitting, key=_break)["price"]) if fitting else None


def sales_rate(context: Context, item: Item, *, currency: str, level: str, quantity: float) -> float | None:
    """Unit price in a currency at a price level; None when the item has no price at all.

    A level without a price of its own takes its percentage off the base price; a currency without a price list
    takes the first listed one at today's rate.
    """
    listed = _listed(item, currency, level, quantity)
    if listed is not None:
        return float(listed)
    if level != BASE_PRICE:
        base = sales_rate(context, item, currency=currency, level=BASE_PRICE, quantity=quantity)
        body = context.lookup.get("priceLevel", level) or {}
        share = 1 + exact(body.get("discountPct")) / _HUNDRED
        return None if base is None else money(exact(base) * share)
    return _converted(context, item, currency, quantity)


def agreed_with(customer: Body, item: Item, currency: str) -> tuple[str | None, float | None]:
    """``(price level, unit price)`` that a customer has for an item: its own price, a level for it or for its group.

    Pricing groups: Oracle help section_4858839518. That a price for the item goes before one for its group is ours.
    """
    for line in customer.get("itemPricing", ()):
        if line.get("item") == item.item_id and line.get("currency", currency) == currency:
            level, price = line.get("level"), line.get("price")
            if price is not None and level in (None, CUSTOM_PRICE):
                return CUSTOM_PRICE, float(price)
            return level, None
    group = item.body.get("pricingGroup")
    for line in customer.get("groupPricing", ()):
        if group is not None and line.get("group") == group:
            return line.get("level"), None
    return None, None


def _converted(context: Context, item: Item, currency: str, quantity: float) -> float | None:
    for line in item.body.get("price", ()):
        other = str(line.get("currencyPage"))
        listed = _listed(item, other, BASE_PRICE, quantity)
        if listed is not None and other != currency:
            return money(listed * exact(to_root(context, other)) / exact(to_root(context, currency)))
    return None


def to_root(context: Context, currency: str) -> float:
    """How much one unit of a currency is worth in the root subsidiary's currency."""
    body = context.lookup.get("currency", currency) or {}
    return float(body.get("exchangeRate") or 1.0)
