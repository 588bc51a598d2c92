"""Read one item receipt."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import ITEM_RECEIPTS
from suiteplug.connector.shortcuts.getting import get_action
from suiteplug.connector.spec import Example

ACTION = get_action(
    ITEM_RECEIPTS,
    description="Reads one item receipt with its lines.",
    guidance="Use it when the receipt's ID is known; list-item-receipts finds it.",
    examples=(
        Example(
            "Number and order of a receipt",
            {"record_id": "5002", "fields": ["tranId", "createdFrom"]},
            {
                "record_type": "itemReceipt",
                "record": {"createdFrom": {"id": "5001", "refName": "Purchase Order #PO1001"}, "tranId": "IR1001"},
                "not_expanded": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
