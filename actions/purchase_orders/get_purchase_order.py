"""Read one purchase order."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import PURCHASE_ORDERS
from suiteplug.connector.shortcuts.getting import get_action
from suiteplug.connector.spec import Example

ACTION = get_action(
    PURCHASE_ORDERS,
    description="Reads one purchase order with its lines.",
    guidance="Use it when the order's ID is known; list-purchase-orders finds it.",
    examples=(
        Example(
            "Number and total of a purchase order",
            {"record_id": "5001", "fields": ["tranId", "total", "orderStatus"]},
            {
                "record_type": "purchaseOrder",
                "record": {
                    "orderStatus": {"id": "G", "refName": "Fully Billed"},
                    "total": 110625.0,
                    "tranId": "PO1001",
                },
                "not_expanded": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
