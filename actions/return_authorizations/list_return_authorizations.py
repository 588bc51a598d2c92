"""List return authorizations."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import INVOICES, RETURN_AUTHORIZATIONS, SALES_ORDERS
from suiteplug.connector.shortcuts.listing import one_page
from suiteplug.connector.shortcuts.transactions import (
    CURRENCY,
    SOURCE,
    TOTAL_OWED,
    open_only,
    source_filters,
    transaction_list,
)
from suiteplug.connector.spec import Example

_LIST = transaction_list(
    RETURN_AUTHORIZATIONS,
    columns=(
        *SOURCE,
        CURRENCY,
        TOTAL_OWED,
    ),
    filters=(
        open_only("A", "B", "D", "E", "F", description="only those not refunded, cancelled or closed."),
        *source_filters(SALES_ORDERS, "returns"),
        *source_filters(INVOICES, "returns"),
    ),
)

ACTION = _LIST.action(
    description="Lists return authorizations with number, date, status, customer and total.",
    guidance="Use it to see which goods customers may send back or have sent back; get-return-authorization reads "
    "one with its lines.",
    examples=(
        Example(
            "Returns that are waited for",
            {"status": ["Pending Receipt"]},
            one_page(
                {
                    "id": "5419",
                    "tran_id": "RMA1001",
                    "tran_date": "2026-11-20",
                    "status": "B",
                    "status_name": "Pending Receipt",
                    "customer_id": "1037",
                    "customer": "CUST1020 Tafelrunde Handels GmbH",
                    "source_id": "5397",
                    "source": "Invoice #INV1094",
                    "currency": "Euro",
                    "total": 24.99,
                    "memo": "Arrived chipped",
                    "subsidiary_id": "3",
                    "location_id": "15",
                    "external_id": None,
                    "created": "2026-11-20T04:00:00",
                    "last_modified": "2026-11-20T04:00:00",
                }
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
