"""Defaults and checks of the header that all transactions with a customer or vendor share."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from suiteplug.emulator.rules.entities.addresses import chosen_address, complete_address, default_address
from suiteplug.emulator.rules.items.pricing import to_root
from suiteplug.emulator.rules.shared.money import exact
from suiteplug.emulator.rules.shared.numbering import PREFIXES
from suiteplug.emulator.rules.shared.refusals import invalid_value

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

ROOT_CURRENCY = "1"
_RATE_STEP = Decimal("0.00000001")
_SALES = frozenset(
    {
        "salesOrder",
        "invoice",
        "cashSale",
        "creditMemo",
        "returnAuthorization",
        "estimate",
        "opportunity",
        "cashRefund",
    }
)
_CUSTOMER = frozenset({"customer"})
_VENDOR = frozenset({"vendor"})
_PARTIES = {
    "purchaseOrder": _VENDOR,
    "vendorBill": _VENDOR,
    "vendorCredit": _VENDOR,
    "vendorReturnAuthorization": _VENDOR,
    "vendorPayment": _VENDOR | {"employee"},
    "itemReceipt": _CUSTOMER | _VENDOR,
    "itemFulfillment": _CUSTOMER | _VENDOR,
}


_WITHOUT_TERMS = frozenset({"cashSale", "returnAuthorization"})
"""They take over what a customer or an order says, but not when it is to be paid."""


def fill_header(context: Context, record_type: str, old: Body | None, new: Body, *, party: str = "entity") -> None:
    """Fill ``new`` in place: subsidiary, currency and rate, date, number, addresses; refuse what does not fit.

    Args:
        context: The account.
        record_type: Decides the number's prefix.
        old: The saved body, or None.
        new: The body to complete.
        party: Field that names the customer or vendor (``customer`` on payments).
    """
    new.setdefault("tranDate", context.calendar.today())
    if party in new:
        entity = _fill_from_party(context, new, party, old, _PARTIES.get(record_type, _CUSTOMER))
        if record_type in _SALES:
            _fill_once(new, entity, old)
            _fill_addresses(new, entity, old)
    if record_type in _WITHOUT_TERMS:
        new.pop("terms", None)
    check_location(context, new.get("location"), new.get("subsidiary"), "location")
    if "tranId" not in new and record_type in PREFIXES:
        new["tranId"] = context.numbering.next(record_type)


def _fill_from_party(context: Context, new: Body, party: str, old: Body | None, types: frozenset[str]) -> Body:
    found = context.lookup.entity(new[party])
    changed = old is None or old.get(party) != new[party]
    if found is None or found.record_type not in types or (changed and found.body.get("isInactive")):
        raise invalid_value(new[party], party, party)
    entity = found.body
    if context.one_world:
        new.setdefault("subsidiary", entity.get("subsidiary"))
        if new["subsidiary"] != entity.get("subsidiary"):
            raise invalid_value(new["subsidiary"], "subsidiary", "subsidiary")
    _fill_currency(context, new, entity, old)
    return entity


def _fill_once(new: Body, entity: Body, old: Body | None) -> None:
    """What is copied from the entity when the transaction is made, and not again."""
    if old is not None:
        return
    for name in ("terms", "salesRep", "email"):
        if name in entity:
            new.setdefault(name, entity[name])


def _fill_currency(context: Context, new: Body, entity: Body, old: Body | None) -> None:
    allowed = [line["currency"] for line in entity.get("currencyList", ()) if "currency" in line]
    if "currency" in entity:
        allowed.append(entity["currency"])
        new.setdefault("currency", entity["currency"])
    if allowed and new.get("currency") not in allowed:
        raise invalid_value(new["currency"], "currency", "currency")
    if "currency" in new and ("exchangeRate" not in new or (old is not None and _moved(old, new, "currency"))):
        new["exchangeRate"] = exchange_rate(context, new["currency"], new.get("subsidiary"), new["tranDate"])


def _moved(old: Body, new: Body, name: str) -> bool:
    return old.get(name) != new.get(name)


def exchange_rate(context: Context, currency: str, subsidiary: str | None, day: str) -> float:
    """Units of the subsidiary's base currency for one unit of ``currency``.

    The latest currency rate in effect on the day (Oracle help: article_0715014257, section_4358678787); without one,
    what the currencies themselves are said to be worth.
    """
    own = (context.lookup.get("subsidiary", subsidiary) or {}).get("currency", None if subsidiary else ROOT_CURRENCY)
    if own is None or own == currency:
        return 1.0 if own == currency else to_root(context, currency)
    kept = [found.body for found in context.lookup.named("rate", f"{own}:{currency}")]
    known = [rate for rate in kept if rate["effectiveDate"] <= day]
    if known:
        return float(max(known, key=lambda rate: (rate["effectiveDate"], int(rate["id"])))["exchangeRate"])
    return float((exact(to_root(context, currency)) / exact(to_root(context, own))).quantize(_RATE_STEP))


def _fill_addresses(new: Body, entity: Body, old: Body | None) -> None:
    for field, chooser, flag in (
        ("billingAddress", "billAddressList", "defaultBilling"),
        ("shippingAddress", "shipAddressList", "defaultShipping"),
    ):
        chosen = new.get(chooser)
        if chosen is not None and (old is None or old.get(chooser) != chosen):
            address = chosen_address(entity, chosen)
            if address is None:
                raise invalid_value(chosen, chooser, chooser)
            new.setdefault(field, address) if old is None else new.update({field: address})
        elif field not in new and old is None and (default := default_address(entity, flag)) is not None:
            new[chooser], new[field] = default
        if field in new:
            new[field] = complete_address(new[field], field)


def check_location(context: Context, location: str | None, subsidiary: str | None, path: str) -> None:
    """Refuse a location of another subsidiary, and one that is inactive."""
    if location is None:
        return
    body = context.lookup.get("location", location)
    if body is None or body.get("isInactive"):
        raise invalid_value(location, "location", path)
    owners = body.get("subsidiary") or []
    owners = [owners] if isinstance(owners, str) else owners
    if context.one_world and subsidiary is not None and owners and subsidiary not in owners:
        raise invalid_value(location, "location", path)
