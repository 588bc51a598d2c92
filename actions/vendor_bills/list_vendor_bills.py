"""List vendor bills."""

from __future__ import annotations

from suiteplug.connector.shortcuts.columns import Column
from suiteplug.connector.shortcuts.families import PURCHASE_ORDERS, VENDOR_BILLS
from suiteplug.connector.shortcuts.listing import one_page
from suiteplug.connector.shortcuts.transactions import (
    AMOUNT_PAID,
    AMOUNT_REMAINING,
    CURRENCY,
    DUE_BEFORE,
    DUE_DATE,
    TOTAL_OWED,
    open_only,
    source_filters,
    transaction_list,
)
from suiteplug.connector.spec import Example

_LIST = transaction_list(
    VENDOR_BILLS,
    columns=(
        DUE_DATE,
        Column(name="purchase_order_id", sql="l.createdfrom", description="Internal ID of the order it was made from."),
        CURRENCY,
        TOTAL_OWED,
        AMOUNT_PAID,
        AMOUNT_REMAINING,
    ),
    filters=(
        open_only("A", description="only those not paid in full."),
        DUE_BEFORE,
        *source_filters(PURCHASE_ORDERS, "bills"),
    ),
)

ACTION = _LIST.action(
    description="Lists vendor bills with number, dates, vendor, total and what is still to pay.",
    guidance="Use it to find open or overdue bills, or those of one vendor or purchase order; get-vendor-bill reads "
    "one with its lines. tran_id is the vendor's own number.",
    examples=(
        Example(
            "Bills of a purchase order",
            {"purchase_order_id": "5001"},
            one_page(
                {
                    "id": "5003",
                    "tran_id": "OPEN-11",
                    "tran_date": "2025-11-27",
                    "status": "A",
                    "status_name": "Open",
                    "vendor_id": "1007",
                    "vendor": "VEND1001 Kiln Parts and Clay Co.",
                    "due_date": "2025-12-27",
                    "purchase_order_id": "5001",
                    "currency": "US Dollar",
                    "total": 110625.0,
                    "amount_paid": 0.0,
                    "amount_remaining": 110625.0,
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
