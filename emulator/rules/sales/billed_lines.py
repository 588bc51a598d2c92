"""Lines that a document takes over from the order or invoice before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.shared.money import exact, money, number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from suiteplug.emulator.rules.ports import Body

_CARRIED = (
    "item",
    "itemType",
    "description",
    "units",
    "price",
    "rate",
    "isTaxable",
    "taxCode",
    "taxRate1",
    "location",
    "department",
    "class",
    "giftCertFrom",
    "giftCertRecipientName",
    "giftCertRecipientEmail",
    "giftCertMessage",
)
_HEADER = (
    "subsidiary",
    "currency",
    "exchangeRate",
    "location",
    "department",
    "class",
    "memo",
    "otherRefNum",
    "terms",
    "email",
    "salesRep",
    "billingAddress",
    "billAddressList",
    "shippingAddress",
    "shipAddressList",
    "shipMethod",
    "isTaxable",
    "taxItem",
    "taxRate",
    "shippingTaxCode",
    "shippingTax1Rate",
    "discountItem",
    "discountRate",
)


def carried_header(source: Body, *also: str) -> Body:
    """Header fields that go along, custom body fields included."""
    names = [name for name in (*_HEADER, *also) if name in source]
    names += [name for name in source if name.startswith("custbody")]
    return {name: source[name] for name in names}


def carried_line(source: Body, quantity: float | None) -> Body:
    """A line for ``quantity`` of a source line (None for lines without one), custom columns included."""
    line: Body = {"orderLine": source["line"]}
    line.update({name: source[name] for name in _CARRIED if name in source})
    line.update({name: value for name, value in source.items() if name.startswith("custcol")})
    if quantity is None:
        line["amount"] = source.get("amount")
    else:
        line["quantity"] = quantity
        line["amount"] = share(source, quantity)
    return {name: value for name, value in line.items() if value is not None}


def share(source: Body, quantity: float) -> float:
    """The part of a line's amount that falls to a part of its quantity."""
    ordered = exact(source.get("quantity"))
    return money(exact(source.get("amount")) * exact(quantity) / ordered) if ordered else 0.0


def carried_lines(source: Body, left: Mapping[int, float], repeating: Collection[int] = ()) -> list[Body]:
    """Lines for what is left; discounts and texts follow the goods line above them.

    Args:
        source: The order or invoice.
        left: Quantity left per line.
        repeating: Lines without a quantity that go onto every document (percentages); others go once.
    """
    lines: list[Body] = []
    follows = False
    for line in source["item"]:
        quantity = left.get(line["line"])
        if line.get("quantity") is not None:
            follows = bool(quantity)
            if quantity:
                lines.append(carried_line(line, quantity))
        elif follows and (line["line"] in repeating or not number(line.get("quantityBilled"))):
            lines.append(carried_line(line, None))
    return lines


def follow_source(lines: list[Body], source: Body, left: Mapping[int, float]) -> list[Body]:
    """Lines whose amount follows a quantity or rate the caller changed in a transform; emptied lines are gone."""
    sources = {line["line"]: line for line in source["item"]}
    kept: list[Body] = []
    dropping = False
    for line in lines:
        origin = sources.get(line.get("orderLine"))
        if origin is None or origin.get("quantity") is None:
            if not (dropping and origin is not None):
                kept.append(line)
            continue
        dropping = line.get("quantity") == 0
        if not dropping:
            kept.append(_refreshed(line, origin, left.get(line["orderLine"], 0.0)))
    return kept


def _refreshed(line: Body, origin: Body, left: float) -> Body:
    if line.get("amount") != share(origin, left):
        return line
    if line.get("rate") != origin.get("rate"):
        return {name: value for name, value in line.items() if name != "amount"}
    return {**line, "amount": share(origin, number(line.get("quantity", left)))}
