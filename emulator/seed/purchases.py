"""How the stock came: purchase orders, receipts and bills, and a few orders that are still on their way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from suiteplug.emulator.seed.company import Company
    from suiteplug.emulator.seed.people import People

    Body = dict[str, Any]


class Place(NamedTuple):
    """A location that holds stock, and its share of the full quantity."""

    location: str
    subsidiary: str
    share: float


STOCKED_PLACES = (
    Place("11", "1", 1.0),
    Place("12", "1", 0.1),
    Place("13", "1", 0.4),
    Place("14", "2", 0.5),
    Place("15", "3", 0.5),
    Place("16", "4", 0.4),
)
_FULL = 500
_NEVER_AT = {"15": ("HONEY-350",), "12": ("KETTLE-CU", "PLANTER-M", "BOWL-OAK"), "16": ("TEA-EARLG",)}
_DAYS_AGO = 358
_BIN_PLACE = "13"
_WAITING = (("11", "1", ("KETTLE-CU", "KNIFE-8IN", "TEA-ASSAM"), 9), ("15", "3", ("HONEY-350", "GLASS-6"), 5))


def make_stock(company: Company, items: dict[str, str], people: People) -> None:
    """Fill every location, so that a year of orders finds goods and some do not."""
    company.open_day(company.today - timedelta(days=_DAYS_AGO))
    _make_bins(company, items)
    for place in STOCKED_PLACES:
        order = order_goods(company, people, place, stocked_goods(company, items), memo="Opening stock")
        receive_goods(company, order, place)
        company.transform("purchaseOrder", order["id"], "vendorBill", tranId=f"OPEN-{place.location}")


def order_goods(company: Company, people: People, place: Place, goods: list[tuple[str, str]], memo: str) -> Body:
    """A purchase order for what a place may hold of these goods (SKU and internal ID)."""
    lines = []
    for at, (sku, item_id) in enumerate(goods):
        if sku not in _NEVER_AT.get(place.location, ()):
            quantity = float(max(4, round(_FULL * place.share * (1 - (at % 5) * 0.15))))
            lines.append({"item": item_id, "quantity": quantity, "location": place.location})
    vendor = people.vendors[place.subsidiary if company.settings.one_world else "1"]
    return company.create("purchaseOrder", entity=vendor, memo=memo, item=lines)


def stocked_goods(company: Company, items: dict[str, str]) -> list[tuple[str, str]]:
    """SKU and internal ID of everything that is held in stock."""
    found = []
    for sku, item_id in items.items():
        kind = company.store.type_of("item", item_id)
        if kind in ("inventoryItem", "lotNumberedInventoryItem") and sku not in ("MUG-RETIRED", "TEE-SET-DE"):
            found.append((sku, item_id))
    return found


def _make_bins(company: Company, items: dict[str, str]) -> None:
    """One bin per four items in the warehouse that uses bins; each item's bin is its preferred one."""
    plain = [item_id for _, item_id in stocked_goods(company, items) if not _is_lot(company, item_id)]
    for at, item_id in enumerate(plain):
        if at % 4 == 0:
            name = f"N-{at // 4 + 1:02d}"
            bin_id = company.create("bin", binNumber=name, location=_BIN_PLACE)["id"]
        line = {"binNumber": bin_id, "location": _BIN_PLACE, "onHand": 0.0, "onHandAvail": 0.0, "preferredBin": True}
        company.update("inventoryItem", item_id, binNumber=[line])


def _is_lot(company: Company, item_id: str) -> bool:
    return company.store.type_of("item", item_id) == "lotNumberedInventoryItem"


def receive_goods(company: Company, order: Body, place: Place) -> None:
    """Everything that was ordered arrives, with lots and bins where they are needed."""
    location = place.location
    lines = company.offer("purchaseOrder", order["id"], "itemReceipt")
    company.transform(
        "purchaseOrder", order["id"], "itemReceipt", item=[_with_detail(company, line, location) for line in lines]
    )


def _with_detail(company: Company, line: Body, location: str) -> Body:
    """Lots for tea and honey: an older and a younger one; bins where the warehouse has them."""
    quantity, item_id = line["quantity"], line["item"]
    parts: list[Body] = []
    if _is_lot(company, item_id):
        older = float(round(quantity * 0.4))
        for at, (size, days) in enumerate(((older, 240), (quantity - older, 540)), start=1):
            expires = (company.today + timedelta(days=days)).isoformat()
            number = f"L{location}-{item_id}-{at:02d}"
            parts.append({"receiptInventoryNumber": number, "quantity": size, "expirationDate": expires})
    elif location == _BIN_PLACE:
        item = company.store.get("inventoryItem", item_id) or {}
        parts.append({"binNumber": item["binNumber"][0]["binNumber"], "quantity": quantity})
    if not parts:
        return line
    numbered = [{"internalId": at, **part} for at, part in enumerate(parts, start=1)]
    return {**line, "inventoryDetail": {"quantity": quantity, "inventoryAssignment": numbered}}


def order_more(company: Company, items: dict[str, str], people: People) -> None:
    """Purchase orders that have not arrived yet."""
    for location, subsidiary, skus, days_ago in _WAITING:
        company.open_day(company.today - timedelta(days=days_ago))
        company.create(
            "purchaseOrder",
            entity=people.vendors[subsidiary if company.settings.one_world else "1"],
            item=[{"item": items[sku], "quantity": 60.0, "location": location} for sku in skus],
        )
