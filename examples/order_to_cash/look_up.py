"""What the account holds already, asked once at the start of a run: master data, and what earlier runs created."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from examples.order_to_cash.books import Books, Company, Item, Lots
from examples.order_to_cash.mapping import DISCOUNT_SKU, FREE_WRAP_SKU

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from examples.order_to_cash.shop import Order
    from suiteplug import NetSuite

_SHIPS = {"InvtPart", "Assembly", "Kit"}

SUBSIDIARIES = """
    SELECT s.id, s.currency, c.symbol FROM subsidiary s JOIN currency c ON c.id = s.currency
    WHERE s.isinactive = 'F' AND s.iselimination = 'F' ORDER BY s.id ASC
"""
LOCATIONS = """
    SELECT id, subsidiary FROM location
    WHERE isinactive = 'F' AND usebins = 'F' AND makeinventoryavailable = 'T' ORDER BY id ASC
"""
ITEMS = """
    SELECT id, itemid, itemtype, islotitem, isfulfillable, isinactive FROM item
    WHERE itemid IN ({marks}) ORDER BY id ASC
"""
LOTS = """
    SELECT b.item, b.location, b.inventorynumber, b.quantityavailable
    FROM inventorybalance b JOIN item i ON i.id = b.item
    WHERE i.itemid IN ({marks}) AND b.inventorynumber IS NOT NULL AND b.quantityavailable > 0
    ORDER BY b.inventorynumber ASC
"""
EARLIER = "SELECT id, externalid, foreigntotal FROM transaction WHERE externalid LIKE 'SHOP-%' ORDER BY id ASC"
CUSTOMERS = "SELECT id, externalid FROM customer WHERE externalid LIKE 'SHOP-%' ORDER BY id ASC"


@dataclass(frozen=True, slots=True)
class Stored:
    """A record of an earlier run, or of this one."""

    record_id: str
    total: Decimal | None = None


async def rows(netsuite: NetSuite, query: str, params: Sequence[str] = ()) -> list[dict[str, Any]]:
    """All rows of a SuiteQL query, values as text."""
    inputs = {"query": query, "params": list(params), "all_pages": True}
    found: list[dict[str, Any]] = (await netsuite.run("run-suiteql", inputs))["rows"]
    return found


async def load_books(netsuite: NetSuite, orders: Iterable[Order]) -> Books:
    """Internal IDs for everything the orders name."""
    skus = sorted({line.sku for order in orders for line in order.lines} | {DISCOUNT_SKU, FREE_WRAP_SKU})
    marks = ", ".join("?" for _ in skus)
    items = await rows(netsuite, ITEMS.format(marks=marks), skus)
    return Books(
        companies=_companies(await rows(netsuite, SUBSIDIARIES), await rows(netsuite, LOCATIONS)),
        items={row["itemid"]: _item(row) for row in items},
        ship_methods=await _by_name(netsuite, "SELECT id, itemid AS name FROM shipitem ORDER BY id ASC"),
        payment_methods=await _by_name(netsuite, "SELECT id, name FROM paymentmethod ORDER BY id ASC"),
        terms=await _by_name(netsuite, "SELECT id, name FROM term ORDER BY id ASC"),
        lots=_lots(await rows(netsuite, LOTS.format(marks=marks), skus)),
    )


async def earlier_records(netsuite: NetSuite) -> dict[str, Stored]:
    """By external ID: what earlier runs created. Nothing in here is created again."""
    customers = {row["externalid"]: Stored(row["id"]) for row in await rows(netsuite, CUSTOMERS)}
    transactions = {
        row["externalid"]: Stored(row["id"], Decimal(row["foreigntotal"] or 0)) for row in await rows(netsuite, EARLIER)
    }
    return customers | transactions


def _companies(subsidiaries: list[dict[str, Any]], locations: list[dict[str, Any]]) -> dict[str, Company]:
    """The first subsidiary of each currency, with its first warehouse that ships without bins."""
    warehouse: dict[str, str] = {}
    for location in locations:
        for subsidiary in (location["subsidiary"] or "").split(","):
            warehouse.setdefault(subsidiary.strip(), location["id"])
    companies: dict[str, Company] = {}
    for row in subsidiaries:
        if row["id"] in warehouse:
            companies.setdefault(row["symbol"], Company(row["id"], warehouse[row["id"]], row["currency"]))
    return companies


def _item(row: dict[str, Any]) -> Item:
    ships = row["itemtype"] in _SHIPS or (row["itemtype"] == "NonInvtPart" and row["isfulfillable"] == "T")
    return Item(row["id"], ships=ships, by_lot=row["islotitem"] == "T", inactive=row["isinactive"] == "T")


def _lots(found: list[dict[str, Any]]) -> Lots:
    lots = Lots()
    for row in found:
        place = lots.on_hand.setdefault((row["item"], row["location"]), [])
        place.append((row["inventorynumber"], Decimal(row["quantityavailable"])))
    return lots


async def _by_name(netsuite: NetSuite, query: str) -> dict[str, str]:
    return {row["name"]: row["id"] for row in await rows(netsuite, query)}
