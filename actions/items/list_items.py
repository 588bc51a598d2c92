"""List items of all kinds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from suiteplug.connector.inputs import RecordId
from suiteplug.connector.shortcuts import item_kinds
from suiteplug.connector.shortcuts.columns import Column, Filter, created, last_modified
from suiteplug.connector.shortcuts.conditions import among, contains, equals, only
from suiteplug.connector.shortcuts.entities import inactive_filter, modified_filter, sku_filter
from suiteplug.connector.shortcuts.families import ITEMS
from suiteplug.connector.shortcuts.fields import Words
from suiteplug.connector.shortcuts.listing import ListShortcut, one_page
from suiteplug.connector.spec import Example
from suiteplug.connector.suiteql.kinds import Kind

_Kinds = Annotated[list[Literal[tuple(kind.word for kind in item_kinds.KINDS)]], Field(min_length=1)]  # type: ignore[valid-type,misc]


def _stock(name: str, column: str, description: str) -> Column:
    return Column(name=name, sql=f"i.{column}", kind=Kind.NUMBER, description=description)


_LIST = ListShortcut(
    family=ITEMS,
    table="item i",
    order="i.id",
    columns=(
        Column(name="id", sql="i.id", description="Internal ID.", essential=True),
        Column(name="sku", sql="i.itemid", description="Item name/number (SKU)."),
        Column(name="display_name", sql="i.displayname", description="Display name."),
        Column(name="description", sql="i.description", description="Description for sales."),
        Column(name="item_type", sql="i.itemtype", description="Kind as SuiteQL's code, such as InvtPart."),
        Column(name="subtype", sql="i.subtype", description="Sale, Resale or Purchase, where the kind has these."),
        Column(name="is_lot_item", sql="i.islotitem", kind=Kind.BOOLEAN, description="Whether it has lot numbers."),
        Column(
            name="is_serial_item", sql="i.isserialitem", kind=Kind.BOOLEAN, description="Whether it has serial numbers."
        ),
        Column(
            name="record_type",
            derive=item_kinds.record_type_of,
            description="Record type for get-record; null for an unknown kind.",
        ),
        _stock("quantity_on_hand", "quantityonhand", "In stock, all locations, in stock units; null when not stocked."),
        _stock("quantity_available", "quantityavailable", "Of these not committed to orders."),
        _stock("quantity_committed", "quantitycommitted", "Committed to orders."),
        _stock("quantity_on_order", "quantityonorder", "On purchase orders."),
        _stock("quantity_backordered", "quantitybackordered", "Ordered by customers and not in stock."),
        _stock("average_cost", "averagecost", "Average cost of one, in the base currency."),
        Column(name="is_inactive", sql="i.isinactive", kind=Kind.BOOLEAN, description="Whether it is inactive."),
        Column(name="external_id", sql="i.externalid", description="External ID."),
        created("i.createddate"),
        last_modified("i.lastmodifieddate"),
    ),
    filters=(
        sku_filter("i"),
        Filter(
            name="name",
            type=Words,
            description="Part of SKU, display name or description, upper or lower case.",
            build=contains("i.itemid", "i.displayname", "i.description"),
        ),
        Filter(
            name="kind",
            type=_Kinds,
            description="Only these kinds of items.",
            build=among("i.itemtype", item_kinds.codes),
        ),
        inactive_filter("i"),
        Filter(
            name="available_only",
            type=bool,
            description="True: only items of which some are available.",
            build=only("i.quantityavailable > 0"),
        ),
        Filter(
            name="parent_id",
            type=RecordId,
            description="Only subitems and matrix children of this item.",
            build=equals("i.parent"),
            choices="items",
        ),
        modified_filter("i"),
    ),
)

ACTION = _LIST.action(
    description="Lists items of all kinds with SKU, names, kind and stock.",
    guidance="Use it to find an item by SKU or part of its name, or to see stock over all locations; for stock by "
    "location ask run-suiteql for aggregateitemlocation. get-item reads one.",
    examples=(
        Example(
            "An item by SKU",
            {"sku": "MUG-BLUE"},
            one_page(
                {
                    "id": "311",
                    "sku": "MUG-BLUE",
                    "display_name": "Stoneware mug, blue",
                    "description": "Stoneware mug, blue",
                    "item_type": "InvtPart",
                    "subtype": None,
                    "is_lot_item": False,
                    "is_serial_item": False,
                    "record_type": "inventoryItem",
                    "quantity_on_hand": 1291.0,
                    "quantity_available": 1277.0,
                    "quantity_committed": 14.0,
                    "quantity_on_order": 0.0,
                    "quantity_backordered": 0.0,
                    "average_cost": 6.2,
                    "is_inactive": False,
                    "external_id": None,
                    "created": "2025-11-25T09:07:00",
                    "last_modified": "2025-11-27T09:14:00",
                },
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
