"""List customer payments."""

from __future__ import annotations

from suiteplug.connector.inputs import RecordId
from suiteplug.connector.shortcuts.columns import Column, Filter
from suiteplug.connector.shortcuts.conditions import within
from suiteplug.connector.shortcuts.families import CUSTOMER_PAYMENTS
from suiteplug.connector.shortcuts.listing import one_page
from suiteplug.connector.shortcuts.transactions import (
    CURRENCY,
    TOTAL,
    open_only,
    transaction_list,
)
from suiteplug.connector.spec import Example
from suiteplug.connector.suiteql.kinds import Kind

_LIST = transaction_list(
    CUSTOMER_PAYMENTS,
    columns=(
        CURRENCY,
        TOTAL,
        Column(name="amount_applied", sql="t.foreignamountpaid", kind=Kind.NUMBER, description="Applied to invoices."),
        Column(name="amount_unapplied", sql="t.foreignamountunpaid", kind=Kind.NUMBER, description="Not applied yet."),
        Column(name="payment_method", sql="BUILTIN.DF(t.paymentoption)", description="Payment method by name."),
    ),
    filters=(
        Filter(
            name="invoice_id",
            type=RecordId,
            description="Only payments that pay this invoice.",
            build=within(
                "t.id", "SELECT nextdoc FROM nexttransactionlink WHERE linktype = 'Payment' AND previousdoc = ?"
            ),
            choices="invoices",
        ),
        open_only("A", "B", description="only those not deposited."),
    ),
)

ACTION = _LIST.action(
    description="Lists customer payments with number, date, status, customer, amount and what of it is applied.",
    guidance="Use it to find payments by customer, invoice, date or number; get-customer-payment reads one with the "
    "invoices it pays.",
    examples=(
        Example(
            "The payment of an invoice",
            {"invoice_id": "5022"},
            one_page(
                {
                    "id": "5023",
                    "tran_id": "PYMT1001",
                    "tran_date": "2025-12-20",
                    "status": "B",
                    "status_name": "Not Deposited",
                    "customer_id": "1054",
                    "customer": "CUST1035 Oliver Hughes",
                    "currency": "British Pound",
                    "total": 72.5,
                    "amount_applied": 72.5,
                    "amount_unapplied": 0.0,
                    "payment_method": "Master Card",
                    "memo": None,
                    "subsidiary_id": "2",
                    "location_id": None,
                    "external_id": None,
                    "created": "2025-12-20T09:49:00",
                    "last_modified": "2025-12-20T09:49:00",
                }
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
