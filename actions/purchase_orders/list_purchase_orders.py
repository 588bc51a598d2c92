"""List purchase orders."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import PURCHASE_ORDERS
from suiteplug.connector.shortcuts.listing import one_page
from suiteplug.connector.shortcuts.transactions import (
    CURRENCY,
    TOTAL_OWED,
    open_only,
    transaction_list,
)
from suiteplug.connector.spec import Example

_LIST = transaction_list(
    PURCHASE_ORDERS,
    columns=(
        CURRENCY,
        TOTAL_OWED,
    ),
    filters=(open_only("B", "D", "E", "F", description="only those not yet fully billed, nor closed or rejected."),),
)

ACTION = _LIST.action(
    description="Lists purchase orders with number, date, status, vendor and total.",
    guidance="Use it to find orders to vendors by vendor, status, date or number, or those still open; "
    "get-purchase-order reads one with its lines.",
    examples=(
        Example(
            "Purchase orders that have not arrived",
            {"status": ["Pending Receipt"], "limit": 1},
            one_page(
                {
                    "id": "5416",
                    "tran_id": "PO1007",
                    "tran_date": "2026-11-11",
                    "status": "B",
                    "status_name": "Pending Receipt",
                    "vendor_id": "1007",
                    "vendor": "VEND1001 Kiln Parts and Clay Co.",
                    "currency": "US Dollar",
                    "total": 6174.0,
                    "memo": None,
                    "subsidiary_id": "1",
                    "location_id": None,
                    "external_id": None,
                    "created": "2026-11-11T15:40:00",
                    "last_modified": "2026-11-11T15:40:00",
                },
                total=2,
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
