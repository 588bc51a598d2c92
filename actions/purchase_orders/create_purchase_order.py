"""Create a purchase order."""

from __future__ import annotations

from suiteplug.connector.shortcuts.creating import CreateShortcut, Given
from suiteplug.connector.shortcuts.creating_fields import (
    CURRENCY,
    ITEM_LINES,
    LOCATION,
    MEMO,
    SUBSIDIARY,
    TRAN_DATE,
    VENDOR,
)
from suiteplug.connector.shortcuts.families import PURCHASE_ORDERS
from suiteplug.connector.shortcuts.fields import Day
from suiteplug.connector.spec import Example

_SHORTCUT = CreateShortcut(
    family=PURCHASE_ORDERS,
    given=(
        VENDOR,
        SUBSIDIARY,
        CURRENCY,
        LOCATION,
        TRAN_DATE,
        Given(name="due_date", field="dueDate", type=Day, description="Wanted by, YYYY-MM-DD."),
        MEMO,
    ),
    lines=(ITEM_LINES,),
)

ACTION = _SHORTCUT.action(
    description="Creates a purchase order with its lines.",
    guidance="Use it to order goods or services from a vendor; receive-purchase-order and bill-purchase-order go on "
    "from it.",
    examples=(
        Example(
            "Sixty knives",
            {
                "vendor_id": "1007",
                "location_id": "11",
                "external_id": "EXAMPLE-PO-1",
                "lines": [{"item_id": "323", "quantity": 60, "rate": 39.5}],
            },
            {"record_type": "purchaseOrder", "record_id": "5421", "created": True, "warnings": []},
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
