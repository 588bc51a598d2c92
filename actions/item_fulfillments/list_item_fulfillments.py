"""List item fulfillments."""

from __future__ import annotations

from suiteplug.connector.shortcuts.columns import Column
from suiteplug.connector.shortcuts.families import ITEM_FULFILLMENTS, SALES_ORDERS
from suiteplug.connector.shortcuts.listing import one_page
from suiteplug.connector.shortcuts.transactions import SOURCE, source_filters, transaction_list
from suiteplug.connector.spec import Example
from suiteplug.connector.suiteql.kinds import Kind

_LIST = transaction_list(
    ITEM_FULFILLMENTS,
    columns=(
        *SOURCE,
        Column(name="ship_date", sql="t.actualshipdate", kind=Kind.DATE, description="Shipped on, YYYY-MM-DD."),
        Column(name="tracking_numbers", sql="t.linkedtrackingnumberlist", description="Tracking numbers in one text."),
    ),
    filters=source_filters(SALES_ORDERS, "fulfillments"),
)

ACTION = _LIST.action(
    description="Lists item fulfillments (shipments) with number, date, status, customer and order.",
    guidance="Use it to see what was picked, packed or shipped, for one sales order or in a time; "
    "get-item-fulfillment reads one with lines and packages.",
    examples=(
        Example(
            "What was shipped of an order",
            {"sales_order_id": "5020"},
            one_page(
                {
                    "id": "5021",
                    "tran_id": "IF1001",
                    "tran_date": "2025-12-12",
                    "status": "C",
                    "status_name": "Shipped",
                    "customer_id": "1054",
                    "customer": "CUST1035 Oliver Hughes",
                    "source_id": "5020",
                    "source": "Sales Order #SO1002",
                    "ship_date": "2025-12-12",
                    "tracking_numbers": None,
                    "memo": None,
                    "subsidiary_id": "2",
                    "location_id": None,
                    "external_id": None,
                    "created": "2025-12-12T09:35:00",
                    "last_modified": "2025-12-12T09:35:00",
                },
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
