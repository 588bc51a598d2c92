"""Read one customer."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import CUSTOMERS
from suiteplug.connector.shortcuts.getting import get_action
from suiteplug.connector.spec import Example

ACTION = get_action(
    CUSTOMERS,
    description="Reads one customer with addresses, currencies and contact data.",
    guidance="Use it when the customer's ID is known; list-customers finds it by e-mail or name.",
    examples=(
        Example(
            "Three fields of a customer",
            {"external_id": "ERP-C-0001", "fields": ["entityId", "companyName", "email"]},
            {
                "record_type": "customer",
                "record": {"companyName": "Blue Kiln Ltd", "email": "ap@bluekilnltd.example", "entityId": "CUST1001"},
                "not_expanded": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
