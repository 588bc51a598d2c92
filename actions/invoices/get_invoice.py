"""Read one invoice."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import INVOICES
from suiteplug.connector.shortcuts.getting import get_action
from suiteplug.connector.spec import Example

ACTION = get_action(
    INVOICES,
    description="Reads one invoice with its lines and addresses.",
    guidance="Use it when the invoice's ID is known; list-invoices finds it. amountRemaining is what is still to pay.",
    examples=(
        Example(
            "What is left to pay",
            {"record_id": "5022", "fields": ["tranId", "dueDate", "amountRemaining"]},
            {
                "record_type": "invoice",
                "record": {"amountRemaining": 0, "dueDate": "2025-12-13", "tranId": "INV1001"},
                "not_expanded": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
