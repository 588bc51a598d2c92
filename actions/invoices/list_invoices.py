"""List invoices."""

from __future__ import annotations

from suiteplug.connector.shortcuts.columns import Column, Filter
from suiteplug.connector.shortcuts.conditions import before_day, equals, only
from suiteplug.connector.shortcuts.families import INVOICES
from suiteplug.connector.shortcuts.fields import Day, Words
from suiteplug.connector.shortcuts.transactions import transaction_list
from suiteplug.connector.spec import Example
from suiteplug.connector.suiteql.kinds import Kind

_LIST = transaction_list(
    INVOICES,
    columns=(
        Column(name="due_date", sql="t.duedate", kind=Kind.DATE, description="Due date, YYYY-MM-DD."),
        Column(name="po_number", sql="t.otherrefnum", description="The customer's purchase order number."),
        Column(name="sales_order_id", sql="l.createdfrom", description="Internal ID of the order it was made from."),
        Column(name="currency", sql="BUILTIN.DF(t.currency)", description="Currency by name."),
        Column(
            name="total",
            sql="t.foreigntotal",
            kind=Kind.NUMBER,
            description="Total with tax, in its currency.",
        ),
        Column(name="amount_paid", sql="t.foreignamountpaid", kind=Kind.NUMBER, description="Paid so far."),
        Column(name="amount_remaining", sql="t.foreignamountunpaid", kind=Kind.NUMBER, description="Still to pay."),
    ),
    filters=(
        Filter(
            name="open_only",
            type=bool,
            description="True: only those not paid in full.",
            build=only("t.status = 'A'"),
        ),
        Filter(
            name="due_before",
            type=Day,
            description="Due before this day, YYYY-MM-DD; with open_only and today's date: overdue invoices.",
            build=before_day("t.duedate"),
        ),
        Filter(
            name="po_number",
            type=Words,
            description="The customer's purchase order number, exactly.",
            build=equals("t.otherrefnum"),
        ),
    ),
)

ACTION = _LIST.action(
    description="Lists invoices with number, dates, customer, total and what is still to pay.",
    guidance="Use it to find open or overdue invoices, or those of one customer; get-invoice reads one with its lines.",
    examples=(
        Example(
            "The first of the overdue invoices",
            {"open_only": True, "due_before": "2026-11-20", "limit": 1},
            {
                "items": [
                    {
                        "id": "5038",
                        "tran_id": "INV1005",
                        "tran_date": "2026-01-02",
                        "status": "A",
                        "status_name": "Open",
                        "customer_id": "1065",
                        "customer": "CUST1046",
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
                    }
                ],
                "count": 1,
                "total": 22,
                "has_more": True,
                "next_offset": 1,
                "warnings": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
