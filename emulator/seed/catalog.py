"""The goods of a pottery and tea shop, and what goes onto an order beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from suiteplug.emulator.seed.company import Company

_CURRENCIES = ("1", "2", "4", "3")  # US dollars, pounds, euros, Canadian dollars: the order of the price columns
_INCOME, _SERVICE_INCOME, _SHIPPING_INCOME, _DISCOUNTS, _GIFTS = "19", "20", "21", "22", "13"


class Goods(NamedTuple):
    """One row of the price list: base prices in USD, GBP, EUR and CAD, cost in USD."""

    sku: str
    name: str
    prices: tuple[float, float, float, float]
    cost: float
    item_class: str
    weight: float = 0.5
    record_type: str = "inventoryItem"


GOODS = (
    Goods("MUG-BLUE", "Stoneware mug, blue", (18.0, 15.0, 17.0, 24.0), 6.2, "1", 0.8),
    Goods("MUG-WHITE", "Stoneware mug, white", (18.0, 15.0, 17.0, 24.0), 6.2, "1", 0.8),
    Goods("MUG-TALL", "Tall latte mug", (22.0, 18.0, 20.5, 29.0), 7.4, "1", 1.0),
    Goods("PLATE-S", "Side plate, 20 cm", (14.5, 12.0, 13.5, 19.5), 4.9, "1", 0.9),
    Goods("PLATE-L", "Dinner plate, 27 cm", (21.0, 17.5, 19.5, 28.0), 7.1, "1", 1.4),
    Goods("BOWL-OAK", "Salad bowl, oak", (64.0, 52.0, 59.0, 85.0), 24.0, "3", 2.1),
    Goods("BOWL-RICE", "Rice bowl, 12 cm", (12.0, 10.0, 11.0, 16.0), 3.8, "1", 0.6),
    Goods("TEAPOT-1L", "Teapot, 1 litre", (58.0, 47.0, 54.0, 78.0), 21.5, "2", 1.9),
    Goods("TEAPOT-500", "Teapot, half a litre", (42.0, 34.0, 39.0, 56.0), 15.0, "2", 1.2),
    Goods("KETTLE-CU", "Copper kettle", (129.0, 105.0, 119.0, 172.0), 58.0, "3", 3.4),
    Goods("CANDLE-3", "Beeswax candles, set of three", (24.0, 19.5, 22.0, 32.0), 8.3, "4", 1.1),
    Goods("APRON-LIN", "Linen apron", (46.0, 38.0, 43.0, 61.0), 17.0, "3", 0.7),
    Goods("KNIFE-8IN", "Chef's knife, 8 inch", (95.0, 78.0, 88.0, 127.0), 41.0, "3", 0.9),
    Goods("BOARD-WAL", "Cutting board, walnut", (72.0, 59.0, 66.0, 96.0), 27.0, "3", 3.0),
    Goods("GLASS-6", "Tea glasses, set of six", (36.0, 29.5, 33.0, 48.0), 12.5, "1", 2.4),
    Goods("VASE-CEL", "Celadon vase", (54.0, 44.0, 50.0, 72.0), 19.0, "4", 1.7),
    Goods("PLANTER-M", "Terracotta planter, medium", (32.0, 26.0, 29.5, 43.0), 9.9, "4", 3.1),
    Goods("TOWEL-2", "Tea towels, set of two", (19.0, 15.5, 17.5, 25.0), 5.6, "3", 0.4),
    Goods("SPOON-OLV", "Olive wood spoon", (11.0, 9.0, 10.0, 14.5), 3.1, "3", 0.2),
    Goods("INFUSER-SS", "Tea infuser, steel", (9.5, 7.9, 8.9, 12.9), 2.4, "2", 0.1),
    Goods("TRAY-BMB", "Bamboo tray", (29.0, 24.0, 27.0, 39.0), 9.0, "2", 1.3),
    Goods("TEA-ASSAM", "Assam, 100 g", (12.5, 10.5, 11.5, 16.9), 3.9, "2", 0.3, "lotNumberedInventoryItem"),
    Goods("TEA-SENCHA", "Sencha, 100 g", (16.0, 13.0, 14.9, 21.5), 5.5, "2", 0.3, "lotNumberedInventoryItem"),
    Goods("TEA-EARLG", "Earl Grey, 100 g", (11.5, 9.5, 10.5, 15.5), 3.4, "2", 0.3, "lotNumberedInventoryItem"),
    Goods("HONEY-350", "Heather honey, 350 g", (15.0, 12.0, 13.9, 20.0), 5.0, "2", 1.2, "lotNumberedInventoryItem"),
    Goods("PRINT-A3", "Art print, A3", (28.0, 23.0, 26.0, 37.0), 0.0, "4", 0.3, "nonInventorySaleItem"),
    Goods("CATALOG-26", "Printed catalogue", (0.0, 0.0, 0.0, 0.0), 0.0, "5", 0.4, "nonInventorySaleItem"),
    Goods("TOTE-BAG", "Canvas tote, printed to order", (16.0, 13.0, 14.5, 21.0), 0.0, "4", 0.3, "nonInventorySaleItem"),
    Goods("WRAP-SVC", "Gift wrapping", (4.5, 3.5, 4.0, 6.0), 0.0, "5", 0.0, "serviceSaleItem"),
    Goods("ENGRAVE", "Engraving, up to 20 letters", (12.0, 10.0, 11.0, 16.0), 0.0, "5", 0.0, "serviceSaleItem"),
    Goods("WORKSHOP", "Pottery workshop, one evening", (85.0, 70.0, 79.0, 115.0), 0.0, "5", 0.0, "serviceSaleItem"),
    Goods("SHIPPING", "Shipping charge", (6.9, 4.9, 5.9, 9.5), 0.0, "5", 0.0, "otherChargeSaleItem"),
    Goods("HANDLING", "Handling charge", (2.0, 1.5, 1.9, 2.9), 0.0, "5", 0.0, "otherChargeSaleItem"),
    Goods("SHOP-TAX", "Tax as charged by the shop", (0.0, 0.0, 0.0, 0.0), 0.0, "5", 0.0, "otherChargeSaleItem"),
    Goods("GIFT-CARD", "Gift card", (25.0, 25.0, 25.0, 25.0), 0.0, "5", 0.0, "giftCertificateItem"),
    Goods("GIFTSET-TEA", "Tea for two: teapot and two mugs", (86.0, 70.0, 80.0, 116.0), 0.0, "2", 3.5, "kitItem"),
    Goods("SET-TABLE", "Table for four: plates and bowls", (168.0, 138.0, 155.0, 225.0), 0.0, "1", 11.0, "kitItem"),
)
_MEMBERS = {
    "GIFTSET-TEA": (("TEAPOT-1L", 1.0), ("MUG-BLUE", 2.0)),
    "SET-TABLE": (("PLATE-L", 4.0), ("PLATE-S", 4.0), ("BOWL-RICE", 4.0)),
}
# sku, name, rate: a percentage or an amount, as the rate of a discount item is written
DISCOUNTS = (
    ("DISC-10", "10 % off", "-10.0%"),
    ("DISC-FIX", "Fixed discount", "-5.00"),
    ("DISC-15", "15 % off", "-15.0%"),
)
# sku, name, flat rate in the root currency
SHIP_ITEMS = (
    ("SHIP-STD", "Standard shipping", 6.9),
    ("SHIP-EXP", "Express shipping", 14.9),
    ("SHIP-PICKUP", "Store pickup", 0.0),
)
# sku, percent, country
TAX_ITEMS = (
    ("TAX-US-NY", 8.875, "US"),
    ("TAX-US-CA", 8.25, "US"),
    ("TAX-US-WA", 10.1, "US"),
    ("VAT-GB-S", 20.0, "GB"),
    ("VAT-GB-Z", 0.0, "GB"),
    ("VAT-DE-S", 19.0, "DE"),
    ("VAT-DE-R", 7.0, "DE"),
    ("HST-CA-ON", 13.0, "CA"),
    ("GST-CA", 5.0, "CA"),
    ("NO-TAX", 0.0, "US"),
)
_NOT_TAXABLE = frozenset({"GIFT-CARD", "SHOP-TAX"})


def make_catalog(company: Company) -> dict[str, str]:
    """All items; SKU to internal ID."""
    ids: dict[str, str] = {}
    owner: dict[str, Any] = {"subsidiary": ["1"], "includeChildren": True} if company.settings.one_world else {}
    for sku, percent, country in TAX_ITEMS:
        ids[sku] = company.create(
            "salesTaxItem", itemId=sku, name=sku, description=sku, rate=percent, nexusCountry=country, **owner
        )["id"]
    for goods in GOODS:
        ids[goods.sku] = company.create(goods.record_type, **_goods(goods, ids), **owner)["id"]
    for sku, name, rate in DISCOUNTS:
        ids[sku] = company.create(
            "discountItem", itemId=sku, displayName=name, description=name, rate=rate, account=_DISCOUNTS, **owner
        )["id"]
    for sku, name, flat in SHIP_ITEMS:
        ids[sku] = company.create(
            "shipItem",
            itemId=sku,
            displayName=name,
            description=name,
            shippingFlatRateAmount=flat,
            account=_SHIPPING_INCOME,
            isTaxable=True,
            **owner,
        )["id"]
    retired = Goods("MUG-RETIRED", "Stoneware mug, old glaze", (18.0, 15.0, 17.0, 24.0), 6.2, "1", 0.8)
    ids[retired.sku] = company.create(retired.record_type, **_goods(retired, ids), isInactive=True, **owner)["id"]
    german = Goods("TEE-SET-DE", "Ostfriesisches Teeset", (0.0, 0.0, 74.0, 0.0), 25.0, "2", 2.8)
    body = _goods(german, ids)
    body["price"] = [line for line in body["price"] if line["currencyPage"] == "4"]
    only_german = {"subsidiary": ["3"], "includeChildren": False} if company.settings.one_world else {}
    ids[german.sku] = company.create(german.record_type, **body, **only_german)["id"]
    return ids


def _goods(goods: Goods, ids: dict[str, str]) -> dict[str, Any]:
    body: dict[str, Any] = {
        "itemId": goods.sku,
        "displayName": goods.name,
        "class": goods.item_class,
        "isTaxable": goods.sku not in _NOT_TAXABLE,
        "taxSchedule": "2" if goods.sku in _NOT_TAXABLE else "1",
        "isOnline": True,
        "price": [
            {"currencyPage": currency, "priceLevel": "1", "quantity": {"value": 0.0}, "price": price}
            for currency, price in zip(_CURRENCIES, goods.prices, strict=True)
        ],
        "custitem_shop_handle": goods.sku.lower(),
    }
    described = "description" if goods.record_type in ("kitItem", "giftCertificateItem") else "salesDescription"
    body[described] = goods.name
    if goods.weight:
        body |= {"weight": goods.weight, "weightUnit": "1"}
    if goods.cost:
        lot = goods.record_type == "lotNumberedInventoryItem"
        body |= {"cost": goods.cost, "costingMethod": "LOT" if lot else "AVG", "useBins": not lot}
        body |= {"purchaseDescription": goods.name, "reorderPoint": 20.0, "preferredStockLevel": 80.0}
    if goods.record_type == "giftCertificateItem":
        body["liabilityAccount"] = _GIFTS
    else:
        body["incomeAccount"] = _SERVICE_INCOME if goods.record_type == "serviceSaleItem" else _INCOME
    if goods.sku in _MEMBERS:
        body["member"] = [
            {"item": ids[sku], "quantity": quantity, "lineNumber": at}
            for at, (sku, quantity) in enumerate(_MEMBERS[goods.sku], start=1)
        ]
    return body
