"""Read one customer payment."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import CUSTOMER_PAYMENTS
from suiteplug.connector.shortcuts.getting import get_action
from suiteplug.connector.spec import Example

ACTION = get_action(
    CUSTOMER_PAYMENTS,
    description="Reads one customer payment with the invoices it pays.",
    guidance="Use it when the payment's ID is known; list-customer-payments finds it. The sublist apply names the "
    "invoices.",
    examples=(
        Example(
            "Number and amount of a payment",
            {"record_id": "5023", "fields": ["tranId", "payment", "applied"]},
            {
                "record_type": "customerPayment",
                "record": {"applied": 72.5, "payment": 72.5, "tranId": "PYMT1001"},
                "not_expanded": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
