"""Rows of an item: itself, its stock by location, its prices and its members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.emulator.schema import RecordType

    Values = dict[str, Any]

PRICES_PER_ITEM = 1000
"""``internalid`` of a price is item times this plus its place."""
_BASE_CURRENCY = "1"


def own_row(kind: RecordType, body: Values) -> Values:
    """The row of ``item``."""
    return {
        **body,
        "itemtype": kind.code,
        "fullname": body.get("fullname") or body.get("itemid"),
        "salesdescription": body.get("salesdescription") or body.get("description"),
        "subtype": "Sale" if kind.name.lower().endswith("saleitem") else None,
        "islotitem": kind.name == "lotNumberedInventoryItem",
        "quantitybackordered": body.get("quantitybackordered"),
        "expenseaccount": body.get("cogsaccount") or body.get("expenseaccount"),
        "deferredrevenueaccount": body.get("deferredrevenueaccount") or body.get("liabilityaccount"),
    }


def stock_rows(body: Values) -> Iterator[Values]:
    """Rows of ``inventoryitemlocations`` and ``aggregateitemlocation``."""
    for line in body.get("locations") or []:
        values = {name.lower(): value for name, value in line.items()}
        cost = values.get("averagecostmli", body.get("averagecost"))
        on_hand = values.get("quantityonhand") or 0
        yield {
            **values,
            "item": body["id"],
            "averagecostmli": cost,
            "onhandvaluemli": None if cost is None else round(on_hand * cost, 2),
            "lastpurchasepricemli": body.get("lastpurchaseprice"),
            "lastquantityavailablechange": body["lastmodifieddate"],
            "reorderpoint": values.get("reorderpoint", body.get("reorderpoint")),
            "preferredstocklevel": values.get("preferredstocklevel", body.get("preferredstocklevel")),
        }


def price_rows(body: Values) -> Iterator[Values]:
    """Rows of ``pricing``."""
    for place, line in enumerate(body.get("price") or [], start=1):
        quantity = line.get("quantity")
        least = quantity.get("value") if isinstance(quantity, dict) else quantity
        yield {
            "internalid": int(body["id"]) * PRICES_PER_ITEM + place,
            "item": body["id"],
            "pricelevel": line.get("priceLevel"),
            "currency": line.get("currencyPage", _BASE_CURRENCY),
            "quantity": least or 0,
            "unitprice": line.get("price"),
            "price": line.get("price"),
        }


def member_rows(body: Values) -> Iterator[Values]:
    """Rows of ``itemmember``."""
    for place, line in enumerate(body.get("member") or [], start=1):
        number = line.get("lineNumber", place)
        yield {
            "parentitem": body["id"],
            "item": line.get("item"),
            "linenumber": number,
            "quantity": line.get("quantity"),
        }


def vendor_rows(body: Values) -> Iterator[Values]:
    """Rows of ``itemvendor``."""
    for line in body.get("itemvendor") or []:
        values = {name.lower(): value for name, value in line.items()}
        yield {**values, "item": body["id"], "vendorcostentered": values.get("purchaseprice")}


def lot_rows(body: Values) -> Iterator[Values]:
    """Rows of ``inventorybalance`` for a lot."""
    for line in body.get("locations") or []:
        yield {
            "item": body["item"],
            "location": line.get("location"),
            "inventorynumber": body["id"],
            "quantityonhand": line.get("quantityOnHand"),
            "quantityavailable": line.get("quantityAvailable"),
        }


def bin_rows(body: Values) -> Iterator[Values]:
    """Rows of ``inventorybalance`` for the bins of an item without lots."""
    for line in body.get("binnumber") or []:
        yield {
            "item": body["id"],
            "location": line.get("location"),
            "binnumber": line.get("binNumber"),
            "quantityonhand": line.get("onHand"),
            "quantityavailable": line.get("onHandAvail"),
        }
