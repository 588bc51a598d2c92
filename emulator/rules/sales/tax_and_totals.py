"""Tax and totals of a sale.

Two ways of taxing stand side by side, as in accounts of different countries: one tax item in the header with a rate
on every taxable line, or a tax code on each line. A caller that computes tax itself sends ``taxDetailsOverride`` with
``taxDetails`` amounts (SuiteTax; Oracle help section_159665260887 says REST needs it for tax handling).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from suiteplug.emulator.rules.sales.sales_lines import discount_amount
from suiteplug.emulator.rules.shared.money import exact, money, number
from suiteplug.emulator.rules.shared.refusals import invalid_value

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

_PERCENT = Decimal(100)


def complete_totals(context: Context, old: Body | None, new: Body) -> None:
    """Fill tax rates, ``subtotal``, ``discountTotal``, ``taxTotal``, ``shippingCost`` and ``total`` in place."""
    places = int((context.lookup.get("currency", new.get("currency")) or {}).get("currencyPrecision", 2))
    _fill_header_tax(context, old, new)
    _fill_shipping(context, old, new)
    counted = [line for line in new["item"] if line.get("itemType") != "Subtotal"]
    subtotal = sum((exact(line.get("amount")) for line in counted), Decimal(0))
    discount = _header_discount(context, new, subtotal)
    new["subtotal"] = money(subtotal, places)
    new["discountTotal"] = money(discount, places)
    share = (subtotal + discount) / subtotal if subtotal and discount else Decimal(1)
    lines_tax = _lines_tax(context, new, counted, share, places)
    shipping_tax = _shipping_tax(context, new, places)
    new["taxTotal"] = money(_override(new, lines_tax + shipping_tax), places)
    new["giftCertApplied"] = money(
        sum((exact(line.get("authCodeApplied")) for line in new.get("giftCertRedemption", ())), Decimal(0)), places
    )
    extras = exact(new.get("shippingCost")) + exact(new.get("handlingCost"))
    total = subtotal + discount + exact(new["taxTotal"]) + extras - exact(new["giftCertApplied"])
    new["total"] = money(total, places)


def _fill_header_tax(context: Context, old: Body | None, new: Body) -> None:
    entity = context.lookup.entity(new.get("entity"))
    customer = entity.body if entity is not None else {}
    new.setdefault("isTaxable", bool(customer.get("taxable", True)))
    if old is None and "taxRate" not in new and "taxItem" not in new and customer.get("taxItem"):
        new["taxItem"] = customer["taxItem"]
    if "taxItem" not in new:
        return
    moved = old is not None and old.get("taxItem") != new["taxItem"] and old.get("taxRate") == new.get("taxRate")
    if "taxRate" not in new or moved:
        new["taxRate"] = tax_rate(context, new["taxItem"], "taxItem")


def tax_rate(context: Context, tax_item: str, path: str) -> float:
    """Percentage of a sales tax item."""
    item = context.lookup.item(tax_item, path)
    if item.kind.code != "TaxItem":
        raise invalid_value(tax_item, path.rpartition(".")[2], path)
    return number(item.body.get("rate"))


def _fill_shipping(context: Context, old: Body | None, new: Body) -> None:
    """A ship item brings its flat rate unless the caller names the cost."""
    method = new.get("shipMethod")
    if method is None:
        return
    item = context.lookup.item(method, "shipMethod")
    if item.kind.code != "ShipItem" or item.body.get("isInactive"):
        raise invalid_value(method, "shipMethod", "shipMethod")
    changed = old is not None and old.get("shipMethod") != method
    untouched = old is not None and old.get("shippingCost") == new.get("shippingCost")
    if "shippingCost" not in new or (changed and untouched):
        flat = number(item.body.get("shippingFlatRateAmount"))
        new["shippingCost"] = money(exact(flat) / exact(new.get("exchangeRate") or 1.0))


def _header_discount(context: Context, new: Body, subtotal: Decimal) -> Decimal:
    """The body's discount item works on the whole subtotal; without one there is no discount."""
    if "discountItem" not in new:
        new.pop("discountRate", None)
        return Decimal(0)
    item = context.lookup.item(new["discountItem"], "discountItem")
    if item.kind.code not in ("Discount", "Markup"):
        raise invalid_value(new["discountItem"], "discountItem", "discountItem")
    amount, new["discountRate"] = discount_amount(item, new.get("discountRate"), float(subtotal))
    return exact(amount)


def _lines_tax(context: Context, new: Body, lines: list[Body], share: Decimal, places: int) -> Decimal:
    """Tax codes are rounded line by line, the header's rate once over all its lines."""
    header_base, by_line = Decimal(0), Decimal(0)
    for line in lines:
        amount = exact(line.get("amount")) * share
        line.pop("taxAmount", None)
        if not (line.get("isTaxable", True) and new["isTaxable"]):
            continue
        if "taxCode" in line:
            line.setdefault("taxRate1", tax_rate(context, line["taxCode"], "taxCode"))
        if "taxRate1" in line:
            tax = exact(money(amount * exact(line["taxRate1"]) / _PERCENT, places))
            line["taxAmount"] = float(tax)
            by_line += tax
        else:
            header_base += amount
    return by_line + exact(money(header_base * exact(new.get("taxRate")) / _PERCENT, places))


def _shipping_tax(context: Context, new: Body, places: int) -> Decimal:
    if "shippingTaxCode" in new:
        new.setdefault("shippingTax1Rate", tax_rate(context, new["shippingTaxCode"], "shippingTaxCode"))
    if not new["isTaxable"]:
        return Decimal(0)
    return exact(money(exact(new.get("shippingCost")) * exact(new.get("shippingTax1Rate")) / _PERCENT, places))


def _override(new: Body, computed: Decimal) -> Decimal:
    details = new.get("taxDetails")
    if not new.get("taxDetailsOverride") or not details:
        return computed
    return sum((exact(line.get("taxAmount")) for line in details), Decimal(0))
