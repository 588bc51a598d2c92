"""Create a cash sale."""

from __future__ import annotations

from suiteplug.connector.shortcuts.creating import CreateShortcut
from suiteplug.connector.shortcuts.creating_fields import (
    CURRENCY,
    CUSTOMER,
    ITEM_LINES,
    LOCATION,
    MEMO,
    SUBSIDIARY,
    TRAN_DATE,
    reference,
)
from suiteplug.connector.shortcuts.families import CASH_SALES
from suiteplug.connector.spec import Example

_SHORTCUT = CreateShortcut(
    family=CASH_SALES,
    given=(
        CUSTOMER,
        SUBSIDIARY,
        CURRENCY,
        LOCATION,
        TRAN_DATE,
        reference("payment_method_id", "paymentMethod", "Payment method by internal ID.", "payment-methods"),
        reference("account_id", "account", "Account the money goes to, by internal ID.", "accounts"),
        MEMO,
    ),
    lines=(ITEM_LINES,),
)

ACTION = _SHORTCUT.action(
    description="Creates a cash sale: goods or services that are paid at once.",
    guidance="Use it for a sale over the counter; goods leave stock and the money is booked at once.",
    examples=(
        Example(
            "Gift wrapping over the counter",
            {
                "customer_id": "1013",
                "location_id": "12",
                "payment_method_id": "5",
                "external_id": "EXAMPLE-CS-1",
                "lines": [{"item_id": "339", "quantity": 2}],
            },
            {"record_type": "cashSale", "record_id": "5421", "created": True, "warnings": []},
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
