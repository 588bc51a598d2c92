"""How the stock came: purchase orders, receipts and bills, and a few orders that are still on their way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suiteplug.emulator.seed.company import Company
    from suiteplug.emulator.seed.people import People

    Body = dict[str, Any]

# location, subsidiary, share of the full quantity
_STOCKED_PLACES = (
    ("11", "1", 1.0),
    ("12", "1", 0.1),
    ("13", "1", 0.4),
    ("14", "2", 0.5),
    ("15", "3", 0.5),
    ("16", "4", 0.4),
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
    for location, subsidiary, share in _STOCKED_PLACES:
        vendor = people.vendors[subsidiary if company.settings.one_world else "1"]
        lines = []
        for at, (sku, item_id) in enumerate(_stocked(company, items)):
            if sku not in _NEVER_AT.get(location, ()):
                quantity = float(max(4, round(_FULL * share * (1 - (at % 5) * 0.15))))
                lines.append({"item": item_id, "quantity": quantity, "location": location})
        order = company.create("purchaseOrder", entity=vendor, memo="Opening stock", item=lines)
        _receive(company, order, location)
        company.transform("purchaseOrder", order["id"], "vendorBill", tranId=f"OPEN-{location}")


def _stocked(company: Company, items: dict[str, str]) -> list[tuple[str, str]]:
    found = []
    for sku, item_id in items.items():
        kind = company.store.type_of("item", item_id)
        if kind in ("inventoryItem", "lotNumberedInventoryItem") and sku not in ("MUG-RETIRED", "TEE-SET-DE"):
            found.append((sku, item_id))
    return found


def _make_bins(company: Company, items: dict[str, str]) -> None:
    """One bin per four items in the warehouse that uses bins; each item's bin is its preferred one."""
    plain = [item_id for _, item_id in _stocked(company, items) if not _is_lot(company, item_id)]
    for at, item_id in enumerate(plain):
        if at % 4 == 0:
            name = f"N-{at // 4 + 1:02d}"
            bin_id = company.create("bin", binNumber=name, location=_BIN_PLACE)["id"]
        line = {"binNumber": bin_id, "location": _BIN_PLACE, "onHand": 0.0, "onHandAvail": 0.0, "preferredBin": True}
        company.update("inventoryItem", item_id, binNumber=[line])


def _is_lot(company: Company, item_id: str) -> bool:
    return company.store.type_of("item", item_id) == "lotNumberedInventoryItem"


def _receive(company: Company, order: Body, location: str) -> None:
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
