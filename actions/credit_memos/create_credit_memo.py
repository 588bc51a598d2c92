"""Create a credit memo."""

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
)
from suiteplug.connector.shortcuts.families import CREDIT_MEMOS
from suiteplug.connector.spec import Example

_SHORTCUT = CreateShortcut(
    family=CREDIT_MEMOS,
    given=(CUSTOMER, SUBSIDIARY, CURRENCY, LOCATION, TRAN_DATE, MEMO),
    lines=(ITEM_LINES,),
)

ACTION = _SHORTCUT.action(
    description="Creates a credit memo without a return.",
    guidance="Use it for goodwill and corrections; credit-return credits goods that came back.",
    examples=(
        Example(
            "Goodwill",
            {
                "customer_id": "1013",
                "location_id": "11",
                "memo": "Goodwill",
                "external_id": "EXAMPLE-CM-2",
                "lines": [{"item_id": "339", "quantity": 1}],
            },
            {"record_type": "creditMemo", "record_id": "5421", "created": True, "warnings": []},
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
