"""Item lines of sales and purchases: defaults, prices, amounts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from suiteplug.emulator.rules.items.pricing import BASE_PRICE, CUSTOM_PRICE, agreed_with, sales_rate
from suiteplug.emulator.rules.sales.item_groups import END_OF_GROUP, expand_groups
from suiteplug.emulator.rules.sales.sales_header import check_location
from suiteplug.emulator.rules.shared.money import amount_of, exact, money, number
from suiteplug.emulator.rules.shared.refusals import invalid_value, missing, refuse

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Item

_PERCENT = Decimal(100)
Side = Literal["sale", "purchase"]


def complete_lines(context: Context, old: Body | None, new: Body, side: Side = "sale") -> None:
    """Replace ``new["item"]`` by finished copies of its lines."""
    before = {line["line"]: line for line in (old or {}).get("item", ())}
    lines = number_lines(expand_groups(context, new.get("item", ()), before))
    level = _price_level(context, new)
    for position, line in enumerate(lines):
        path = f"item.items[{position}]"
        if not line.get("item"):
            raise missing(["Item"], f"{path}.item")
        was = before.get(line["line"])
        item = context.lookup.item(line["item"], f"{path}.item")
        if was is None or was.get("item") != line["item"]:
            check_item(context, item, new.get("subsidiary"), path)
            was = None
        elif was.get("taxCode") != line.get("taxCode") and was.get("taxRate1") == line.get("taxRate1"):
            line.pop("taxRate1", None)
        _fill_line(new, line, item, side)
        check_location(context, line.get("location"), new.get("subsidiary"), f"{path}.location")
        if item.kind.priced:
            pricing = _Pricing(context, new, item, level, side, path)
            _price_line(pricing, line, was)
        else:
            _flat_line(lines, position, item)
    new["item"] = lines


def number_lines(lines: list[Body] | tuple[()]) -> list[Body]:
    """Copies with a ``line`` number each; a new line gets the highest plus one. Keys without a value are dropped."""
    copies = [{name: value for name, value in line.items() if value is not None} for line in lines]
    last = max((int(line["line"]) for line in copies if "line" in line), default=0)
    for line in copies:
        if "line" not in line:
            last += 1
            line["line"] = last
    return copies


def check_item(context: Context, item: Item, subsidiary: str | None, path: str) -> None:
    """Refuse an item that is inactive, belongs to other subsidiaries or cannot stand on a line."""
    unusable = item.body.get("isInactive") or not item.kind.sellable
    if unusable or not is_item_of(context, item, subsidiary):
        raise invalid_value(item.item_id, "item", f"{path}.item")


def is_item_of(context: Context, item: Item, subsidiary: str | None) -> bool:
    """Whether an item may be used by a subsidiary (``includeChildren`` covers those below)."""
    owners = item.body.get("subsidiary") or []
    if not context.one_world or subsidiary is None or not owners or subsidiary in owners:
        return True
    return bool(item.body.get("includeChildren")) and context.lookup.is_within(subsidiary, owners)


def _fill_line(header: Body, line: Body, item: Item, side: Side) -> None:
    if line.get("itemType") != END_OF_GROUP:
        line["itemType"] = item.kind.code
    described = "purchaseDescription" if side == "purchase" else "salesDescription"
    description = item.body.get(described) or item.body.get("description") or item.body.get("displayName")
    if description:
        line.setdefault("description", description)
    if side == "sale":
        line.setdefault("isTaxable", bool(item.body.get("isTaxable", item.kind.taxable)))
    for name in ("location", "department", "class"):
        if name in header and item.kind.priced:
            line.setdefault(name, header[name])


def _price_level(context: Context, header: Body) -> str:
    found = context.lookup.entity(header.get("entity"))
    return str(found.body.get("priceLevel", BASE_PRICE)) if found is not None else BASE_PRICE


@dataclass(frozen=True, slots=True)
class _Pricing:
    """What a line's price depends on."""

    context: Context
    header: Body
    item: Item
    level: str
    side: Side
    path: str

    @property
    def customer(self) -> Body:
        """The customer, for prices agreed with it."""
        found = self.context.lookup.entity(self.header.get("entity"))
        return {} if found is None else found.body


def _price_line(pricing: _Pricing, line: Body, was: Body | None) -> None:
    """Quantity, rate and amount: what the caller changed leads, the rest follows."""
    line.setdefault("quantity", 1.0)
    quantity = number(line["quantity"])
    if quantity < 0 and pricing.item.kind.stocked:
        raise refuse(f"The quantity of item {pricing.item.name} cannot be negative.", f"{pricing.path}.quantity")
    if was is not None:
        _forget_stale(line, was)
    if "grossAmt" in line and "amount" not in line:
        line["amount"] = money(exact(line["grossAmt"]) / (1 + exact(line.get("taxRate1")) / _PERCENT))
    if "rate" not in line and "amount" not in line:
        _list_price(pricing, line)
    elif "rate" not in line:
        line["rate"] = money(exact(line["amount"]) / exact(quantity), 8) if quantity else 0.0
        line.setdefault("price", CUSTOM_PRICE)
    elif "amount" not in line:
        line.setdefault("price", CUSTOM_PRICE)
    line.setdefault("amount", amount_of(quantity, line["rate"]))
    line["amount"] = money(line["amount"])
    if pricing.side == "purchase":
        line.pop("price", None)


def _forget_stale(line: Body, was: Body) -> None:
    """Drop what has to be computed again because the caller changed something it follows from."""
    changed = {name for name in ("quantity", "rate", "amount", "price") if line.get(name) != was.get(name)}
    if "price" in changed and "rate" not in changed and line.get("price") != CUSTOM_PRICE:
        line.pop("rate", None)
        if "amount" not in changed:
            line.pop("amount", None)
    elif "rate" in changed:
        if "price" not in changed:
            line.pop("price", None)
        if "amount" not in changed:
            line.pop("amount", None)
    elif "amount" in changed:
        line.pop("rate", None)
        line.pop("price", None)
    elif "quantity" in changed:
        line.pop("amount", None)


def _list_price(pricing: _Pricing, line: Body) -> None:
    item, header = pricing.item, pricing.header
    rate: float | None
    if pricing.side == "purchase":
        cost = item.body.get("cost", item.body.get("lastPurchasePrice"))
        rate = None if cost is None else money(exact(cost) / exact(header.get("exchangeRate") or 1.0), 8)
    else:
        currency, quantity = str(header.get("currency")), number(line["quantity"])
        agreed, price = agreed_with(pricing.customer, item, currency) if "price" not in line else (None, None)
        line["price"] = level = str(line.get("price", agreed or pricing.level))
        rate = price
        if rate is None:
            rate = sales_rate(pricing.context, item, currency=currency, level=level, quantity=quantity)
    if rate is None:
        raise missing(["Amount"], f"{pricing.path}.amount")
    line["rate"] = rate


def _flat_line(lines: list[Body], position: int, item: Item) -> None:
    """Discounts and markups work on the line above (or the subtotal above); subtotals add up; text costs nothing."""
    line = lines[position]
    for name in ("quantity", "price", "location"):
        line.pop(name, None)
    if item.kind.code == "Subtotal":
        line["amount"] = _sum_since_subtotal(lines, position)
    elif item.kind.code in ("Discount", "Markup"):
        above = lines[position - 1] if position else {}
        line["amount"], line["rate"] = discount_amount(item, line.get("rate"), number(above.get("amount")))
        if position:
            line["isTaxable"] = bool(above.get("isTaxable", True))
            for name in ("taxCode", "taxRate1"):
                if name in above:
                    line[name] = above[name]
    elif "amount" in line:
        line["amount"] = money(line["amount"])


def _sum_since_subtotal(lines: list[Body], position: int) -> float:
    total = 0.0
    for line in reversed(lines[:position]):
        if line.get("itemType") == "Subtotal":
            break
        total += number(line.get("amount"))
    return money(total)


def is_percentage(item: Item) -> bool:
    """Whether a discount item's own rate is written as a percentage (``-10.0%``) or as a flat amount (``-5.00``)."""
    return str(item.body.get("rate", "")).endswith("%")


def own_rate(item: Item) -> float:
    """The number in a discount item's rate."""
    return float(str(item.body.get("rate", "0")).rstrip("%") or 0)


def discount_amount(item: Item, rate: float | None, base: float) -> tuple[float, float]:
    """``(amount, rate)`` of a discount on ``base``; the sign of the rate is kept, so discounts are negative."""
    rate = own_rate(item) if rate is None else float(rate)
    if is_percentage(item):
        return money(exact(base) * exact(rate) / _PERCENT), rate
    return money(rate), rate
