"""List credit memos."""

from __future__ import annotations

from suiteplug.connector.shortcuts.columns import Column
from suiteplug.connector.shortcuts.families import CREDIT_MEMOS, INVOICES, RETURN_AUTHORIZATIONS
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
from suiteplug.connector.suiteql.kinds import Kind

_LIST = transaction_list(
    CREDIT_MEMOS,
    columns=(
        *SOURCE,
        CURRENCY,
        TOTAL_OWED,
        Column(name="amount_applied", sql="t.foreignamountpaid", kind=Kind.NUMBER, description="Applied to invoices."),
        Column(name="amount_remaining", sql="t.foreignamountunpaid", kind=Kind.NUMBER, description="Not applied yet."),
    ),
    filters=(
        open_only("A", description="only those not fully applied."),
        *source_filters(INVOICES, "credit memos"),
        *source_filters(RETURN_AUTHORIZATIONS, "credit memos"),
    ),
)

ACTION = _LIST.action(
    description="Lists credit memos with number, date, status, customer, total and what of it is not applied yet.",
    guidance="Use it to find credits by customer, invoice, return or date; get-credit-memo reads one with its lines.",
    examples=(
        Example(
            "The credit memo of an invoice",
            {"invoice_id": "5038"},
            one_page(
                {
                    "id": "5039",
                    "tran_id": "CM1001",
                    "tran_date": "2026-01-19",
                    "status": "B",
                    "status_name": "Fully Applied",
                    "customer_id": "1065",
                    "customer": "CUST1046 Chloé Gagnon",
                    "source_id": "5038",
                    "source": "Invoice #INV1005",
                    "currency": "Canadian Dollar",
                    "total": 32.77,
                    "amount_applied": 32.77,
                    "amount_remaining": 0.0,
                    "memo": None,
                    "subsidiary_id": "4",
                    "location_id": "16",
                    "external_id": None,
                    "created": "2026-01-19T11:41:00",
                    "last_modified": "2026-01-19T11:41:00",
                }
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
