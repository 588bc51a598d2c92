"""Read one vendor bill."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import VENDOR_BILLS
from suiteplug.connector.shortcuts.getting import get_action
from suiteplug.connector.spec import Example

ACTION = get_action(
    VENDOR_BILLS,
    description="Reads one vendor bill with its lines.",
    guidance="Use it when the bill's ID is known; list-vendor-bills finds it.",
    examples=(
        Example(
            "Number, due date and total of a bill",
            {"record_id": "5003", "fields": ["tranId", "dueDate", "userTotal"]},
            {
                "record_type": "vendorBill",
                "record": {"dueDate": "2025-12-27", "tranId": "OPEN-11", "userTotal": 110625.0},
                "not_expanded": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
