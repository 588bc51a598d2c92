"""List item fulfillments."""

from __future__ import annotations

from suiteplug.connector.inputs import ExternalId, RecordId
from suiteplug.connector.shortcuts.columns import Column, Filter
from suiteplug.connector.shortcuts.conditions import equals, within
from suiteplug.connector.shortcuts.families import ITEM_FULFILLMENTS
from suiteplug.connector.shortcuts.transactions import transaction_list
from suiteplug.connector.spec import Example
from suiteplug.connector.suiteql.kinds import Kind

_LIST = transaction_list(
    ITEM_FULFILLMENTS,
    columns=(
        Column(name="source_id", sql="l.createdfrom", description="Internal ID of the order it fulfills."),
        Column(name="source", sql="BUILTIN.DF(l.createdfrom)", description="That order by name."),
        Column(name="ship_date", sql="t.actualshipdate", kind=Kind.DATE, description="Shipped on, YYYY-MM-DD."),
        Column(name="tracking_numbers", sql="t.linkedtrackingnumberlist", description="Tracking numbers in one text."),
    ),
    filters=(
        Filter(
            name="sales_order_id",
            type=RecordId,
            description="Only fulfillments of this sales order.",
            build=equals("l.createdfrom"),
        ),
        Filter(
            name="sales_order_external_id",
            type=ExternalId,
            description="Only fulfillments of the sales order with this external ID.",
            build=within("l.createdfrom", "SELECT id FROM transaction WHERE type = 'SalesOrd' AND externalid = ?"),
        ),
    ),
)

ACTION = _LIST.action(
    description="Lists item fulfillments (shipments) with number, date, status, customer and order.",
    guidance="Use it to see what was picked, packed or shipped, for one sales order or in a time; "
    "get-item-fulfillment reads one with lines and packages.",
    examples=(
        Example(
            "What was shipped of an order",
            {"sales_order_id": "5020"},
            {
                "items": [
                    {
                        "id": "5021",
                        "tran_id": "IF1001",
                        "tran_date": "2025-12-12",
                        "status": "C",
                        "status_name": "Shipped",
                        "customer_id": "1054",
                        "customer": "CUST1035",
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
                    }
                ],
                "count": 1,
                "total": 1,
                "has_more": False,
                "next_offset": None,
                "warnings": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
