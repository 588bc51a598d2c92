"""List the prices of items."""

from __future__ import annotations

from suiteplug.connector.inputs import RecordId
from suiteplug.connector.shortcuts.columns import Column, Filter
from suiteplug.connector.shortcuts.conditions import equals, only
from suiteplug.connector.shortcuts.entities import sku_filter
from suiteplug.connector.shortcuts.families import ITEM_PRICES
from suiteplug.connector.shortcuts.listing import ListShortcut, one_page
from suiteplug.connector.spec import Example
from suiteplug.connector.suiteql.kinds import Kind

_LIST = ListShortcut(
    family=ITEM_PRICES,
    table="pricing p INNER JOIN item i ON i.id = p.item",
    order="p.item ASC, p.pricelevel ASC, p.internalid",
    sorted_by="item and price level",
    columns=(
        Column(name="item_id", sql="p.item", description="Internal ID of the item.", essential=True),
        Column(name="sku", sql="i.itemid", description="Item name/number (SKU)."),
        Column(name="display_name", sql="i.displayname", description="Display name of the item."),
        Column(name="price_level_id", sql="p.pricelevel", description="Internal ID of the price level."),
        Column(name="price_level", sql="BUILTIN.DF(p.pricelevel)", description="Price level by name."),
        Column(name="currency_id", sql="p.currency", description="Internal ID of the currency, where prices have one."),
        Column(name="currency", sql="BUILTIN.DF(p.currency)", description="Currency by name."),
        Column(
            name="quantity_from",
            sql="p.quantity",
            kind=Kind.NUMBER,
            description="The price holds from this quantity on; 0 without quantity pricing.",
        ),
        Column(
            name="unit_price", sql="p.unitprice", kind=Kind.NUMBER, description="Price of one sales unit, before tax."
        ),
    ),
    filters=(
        Filter(name="item_id", type=RecordId, description="Only this item.", build=equals("p.item"), choices="items"),
        sku_filter("i"),
        Filter(
            name="price_level_id",
            type=RecordId,
            description="Only this price level; 1 is the base price.",
            build=equals("p.pricelevel"),
            choices="price-levels",
        ),
        Filter(
            name="currency_id",
            type=RecordId,
            description="Only prices in this currency; for accounts with several.",
            build=equals("p.currency"),
            choices="currencies",
        ),
        Filter(
            name="active_items_only",
            type=bool,
            description="True: without inactive items.",
            build=only("NVL(i.isinactive, 'F') = 'F'"),
        ),
    ),
)

ACTION = _LIST.action(
    description="Lists the prices of items by price level, currency and quantity.",
    guidance="Use it for price lists and to see what an item costs on a price level; prices agreed with one customer "
    "stand on the customer.",
    examples=(
        Example(
            "The prices of an item in US dollars",
            {"sku": "MUG-BLUE", "currency_id": "1"},
            one_page(
                {
                    "item_id": "311",
                    "sku": "MUG-BLUE",
                    "display_name": "Stoneware mug, blue",
                    "price_level_id": "1",
                    "price_level": "Base Price",
                    "currency_id": "1",
                    "currency": "US Dollar",
                    "quantity_from": 0.0,
                    "unit_price": 18.0,
                }
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
