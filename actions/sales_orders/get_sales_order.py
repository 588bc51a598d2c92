"""Read one sales order."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import SALES_ORDERS
from suiteplug.connector.shortcuts.getting import get_action
from suiteplug.connector.spec import Example

ACTION = get_action(
    SALES_ORDERS,
    description="Reads one sales order with its lines and addresses.",
    guidance="Use it when the order's ID is known; list-sales-orders finds it. "
    "Lines are in record.item.items, each with its key line.",
    examples=(
        Example(
            "Three fields of an order",
            {"record_id": "5019", "fields": ["tranId", "tranDate", "total"]},
            {
                "record_type": "salesOrder",
                "record": {"total": 81.38, "tranDate": "2025-12-05", "tranId": "SO1001"},
                "not_expanded": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
