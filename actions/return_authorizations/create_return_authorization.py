"""Create a return authorization."""

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
from suiteplug.connector.shortcuts.families import RETURN_AUTHORIZATIONS
from suiteplug.connector.spec import Example

_SHORTCUT = CreateShortcut(
    family=RETURN_AUTHORIZATIONS,
    given=(CUSTOMER, SUBSIDIARY, CURRENCY, LOCATION, TRAN_DATE, MEMO),
    lines=(ITEM_LINES,),
)

ACTION = _SHORTCUT.action(
    description="Creates a return authorization that no order stands behind.",
    guidance="Use it when the sale is not in NetSuite; create-return makes one from an order, invoice or cash sale.",
    examples=(
        Example(
            "A mug from an old sale",
            {
                "customer_id": "1013",
                "location_id": "11",
                "external_id": "EXAMPLE-RMA-2",
                "lines": [{"item_id": "311", "quantity": 1}],
            },
            {"record_type": "returnAuthorization", "record_id": "5421", "created": True, "warnings": []},
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
