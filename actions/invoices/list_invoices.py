"""List invoices."""

from __future__ import annotations

from suiteplug.connector.shortcuts.columns import Column
from suiteplug.connector.shortcuts.families import INVOICES
from suiteplug.connector.shortcuts.listing import one_page
from suiteplug.connector.shortcuts.transactions import (
    AMOUNT_PAID,
    AMOUNT_REMAINING,
    CURRENCY,
    DUE_BEFORE,
    DUE_DATE,
    PO_NUMBER,
    PO_NUMBER_FILTER,
    TOTAL,
    open_only,
    transaction_list,
)
from suiteplug.connector.spec import Example

_LIST = transaction_list(
    INVOICES,
    columns=(
        DUE_DATE,
        PO_NUMBER,
        Column(name="sales_order_id", sql="l.createdfrom", description="Internal ID of the order it was made from."),
        CURRENCY,
        TOTAL,
        AMOUNT_PAID,
        AMOUNT_REMAINING,
    ),
    filters=(
        open_only("A", description="only those not paid in full."),
        DUE_BEFORE,
        PO_NUMBER_FILTER,
    ),
)

ACTION = _LIST.action(
    description="Lists invoices with number, dates, customer, total and what is still to pay.",
    guidance="Use it to find open or overdue invoices, or those of one customer; get-invoice reads one with its lines.",
    examples=(
        Example(
            "The first of the overdue invoices",
            {"open_only": True, "due_before": "2026-11-20", "limit": 1},
            one_page(
                {
                    "id": "5038",
                    "tran_id": "INV1005",
                    "tran_date": "2026-01-02",
                    "status": "A",
                    "status_name": "Open",
                    "customer_id": "1065",
                    "customer": "CUST1046 Chloé Gagnon",
                    "due_date": "2026-01-02",
                    "po_number": "PO-2407",
                    "sales_order_id": "5036",
                    "currency": "Canadian Dollar",
                    "total": 113.21,
                    "amount_paid": 32.77,
                    "amount_remaining": 80.44,
                    "memo": None,
                    "subsidiary_id": "4",
                    "location_id": "16",
                    "external_id": None,
                    "created": "2026-01-02T11:34:00",
                    "last_modified": "2026-01-19T11:41:00",
                },
                total=22,
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
