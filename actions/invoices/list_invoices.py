"""List invoices."""

from __future__ import annotations

from suiteplug.connector.shortcuts.columns import Column, Filter
from suiteplug.connector.shortcuts.conditions import before_day, equals, only
from suiteplug.connector.shortcuts.families import INVOICES
from suiteplug.connector.shortcuts.fields import Day, Words
from suiteplug.connector.shortcuts.transactions import transaction_list
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
    examples=(),
)
Inputs = ACTION.inputs
Output = ACTION.output
