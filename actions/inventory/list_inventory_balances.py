"""List what is in stock, per item and location."""

from __future__ import annotations

from suiteplug.connector.inputs import RecordId
from suiteplug.connector.shortcuts.columns import Column, Filter
from suiteplug.connector.shortcuts.conditions import contains, equals, only
from suiteplug.connector.shortcuts.entities import sku_filter
from suiteplug.connector.shortcuts.families import INVENTORY_BALANCES
from suiteplug.connector.shortcuts.fields import Words
from suiteplug.connector.shortcuts.listing import ListShortcut, one_page
from suiteplug.connector.spec import Example
from suiteplug.connector.suiteql.kinds import Kind

_LIST = ListShortcut(
    family=INVENTORY_BALANCES,
    table="aggregateitemlocation b INNER JOIN item i ON i.id = b.item",
    order="b.item ASC, b.location",
    sorted_by="item and location",
    columns=(
        Column(name="item_id", sql="b.item", description="Internal ID of the item.", essential=True),
        Column(name="sku", sql="i.itemid", description="Item name/number (SKU)."),
        Column(name="display_name", sql="i.displayname", description="Display name of the item."),
        Column(name="location_id", sql="b.location", description="Internal ID of the location.", essential=True),
        Column(name="location", sql="BUILTIN.DF(b.location)", description="Location by name."),
        Column(
            name="quantity_on_hand",
            sql="b.quantityonhand",
            kind=Kind.NUMBER,
            description="In stock there, in stock units.",
        ),
        Column(
            name="quantity_available",
            sql="b.quantityavailable",
            kind=Kind.NUMBER,
            description="Of these not committed to orders.",
        ),
        Column(
            name="quantity_committed", sql="b.quantitycommitted", kind=Kind.NUMBER, description="Committed to orders."
        ),
        Column(name="quantity_on_order", sql="b.quantityonorder", kind=Kind.NUMBER, description="On purchase orders."),
        Column(
            name="quantity_backordered",
            sql="b.quantitybackordered",
            kind=Kind.NUMBER,
            description="Ordered by customers and not in stock.",
        ),
        Column(
            name="quantity_in_transit",
            sql="b.quantityintransit",
            kind=Kind.NUMBER,
            description="On the way between locations.",
        ),
        Column(
            name="reorder_point", sql="b.reorderpoint", kind=Kind.NUMBER, description="Reorder point of the item there."
        ),
        Column(
            name="preferred_stock_level",
            sql="b.preferredstocklevel",
            kind=Kind.NUMBER,
            description="Preferred stock level of the item there.",
        ),
        Column(
            name="average_cost",
            sql="b.averagecostmli",
            kind=Kind.NUMBER,
            description="Average cost of one there, in the currency of the location's subsidiary.",
        ),
        Column(
            name="value",
            sql="b.onhandvaluemli",
            kind=Kind.NUMBER,
            description="Value of what is in stock there, in that currency.",
        ),
    ),
    filters=(
        Filter(name="item_id", type=RecordId, description="Only this item.", build=equals("b.item"), choices="items"),
        sku_filter("i"),
        Filter(
            name="item_name",
            type=Words,
            description="Part of SKU or display name, upper or lower case.",
            build=contains("i.itemid", "i.displayname"),
        ),
        Filter(
            name="location_id",
            type=RecordId,
            description="Only at this location.",
            build=equals("b.location"),
            choices="locations",
        ),
        Filter(
            name="available_only",
            type=bool,
            description="True: only where some are available.",
            build=only("b.quantityavailable > 0"),
        ),
        Filter(
            name="below_reorder_point",
            type=bool,
            description="True: only where fewer are available than the reorder point says.",
            build=only("b.quantityavailable < b.reorderpoint"),
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
    description="Lists inventory levels: what each location has of each item, in stock, available, committed and on "
    "order.",
    guidance="Use it to see how much of an item is where, what a location has, or what has to be reordered; "
    "list-items has the sums over all locations.",
    examples=(
        Example(
            "Where the blue mug is",
            {"sku": "MUG-BLUE", "location_id": "11"},
            one_page(
                {
                    "item_id": "311",
                    "sku": "MUG-BLUE",
                    "display_name": "Stoneware mug, blue",
                    "location_id": "11",
                    "location": "Portland Warehouse",
                    "quantity_on_hand": 456.0,
                    "quantity_available": 456.0,
                    "quantity_committed": 0.0,
                    "quantity_on_order": 0.0,
                    "quantity_backordered": 0.0,
                    "quantity_in_transit": None,
                    "reorder_point": 20.0,
                    "preferred_stock_level": 80.0,
                    "average_cost": 6.2,
                    "value": 2827.2,
                }
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
