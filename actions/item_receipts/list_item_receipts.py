"""List item receipts."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import ITEM_RECEIPTS, PURCHASE_ORDERS, RETURN_AUTHORIZATIONS
from suiteplug.connector.shortcuts.listing import one_page
from suiteplug.connector.shortcuts.transactions import (
    SOURCE,
    source_filters,
    transaction_list,
)
from suiteplug.connector.spec import Example

_LIST = transaction_list(
    ITEM_RECEIPTS,
    columns=(*SOURCE,),
    filters=(
        *source_filters(PURCHASE_ORDERS, "receipts"),
        *source_filters(RETURN_AUTHORIZATIONS, "receipts"),
    ),
)

ACTION = _LIST.action(
    description="Lists item receipts with number, date, vendor or customer, and the order they were received on.",
    guidance="Use it to see what arrived, for one purchase order or return authorization, or in a time; "
    "get-item-receipt reads one with its lines.",
    examples=(
        Example(
            "What was received on a purchase order",
            {"purchase_order_id": "5001"},
            one_page(
                {
                    "id": "5002",
                    "tran_id": "IR1001",
                    "tran_date": "2025-11-27",
                    "entity_id": "1007",
                    "entity": "VEND1001 Kiln Parts and Clay Co.",
                    "source_id": "5001",
                    "source": "Purchase Order #PO1001",
                    "memo": "Opening stock",
                    "subsidiary_id": "1",
                    "location_id": None,
                    "external_id": None,
                    "created": "2025-11-27T09:14:00",
                    "last_modified": "2025-11-27T09:14:00",
                }
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
