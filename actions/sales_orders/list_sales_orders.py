"""List sales orders."""

from __future__ import annotations

from suiteplug.connector.shortcuts.columns import Column, Filter
from suiteplug.connector.shortcuts.conditions import equals
from suiteplug.connector.shortcuts.families import SALES_ORDERS
from suiteplug.connector.shortcuts.fields import Words
from suiteplug.connector.shortcuts.transactions import transaction_list
from suiteplug.connector.spec import Example
from suiteplug.connector.suiteql.kinds import Kind

_LIST = transaction_list(
    SALES_ORDERS,
    columns=(
        Column(name="po_number", sql="t.otherrefnum", description="The customer's purchase order number."),
        Column(name="currency", sql="BUILTIN.DF(t.currency)", description="Currency by name."),
        Column(
            name="total", sql="t.foreigntotal", kind=Kind.NUMBER, description="Total in the order's currency, with tax."
        ),
        Column(name="ship_date", sql="t.shipdate", kind=Kind.DATE, description="Planned ship date, YYYY-MM-DD."),
    ),
    filters=(
        Filter(
            name="po_number",
            type=Words,
            description="The customer's purchase order number, exactly.",
            build=equals("t.otherrefnum"),
        ),
    ),
)

ACTION = _LIST.action(
    description="Lists sales orders with number, date, status, customer and total.",
    guidance="Use it to find orders by customer, status, date or number; get-sales-order reads one with its lines.",
    examples=(
        Example(
            "Cancelled orders of a customer",
            {"status": ["Cancelled"], "customer_id": "1023"},
            {
                "items": [
                    {
                        "id": "5019",
                        "tran_id": "SO1001",
                        "tran_date": "2025-12-05",
                        "status": "C",
                        "status_name": "Cancelled",
                        "customer_id": "1023",
                        "customer": "CUST1009",
                        "po_number": "PO-6228",
                        "currency": "US Dollar",
                        "total": 81.38,
                        "ship_date": None,
                        "memo": None,
                        "subsidiary_id": "1",
                        "location_id": "11",
                        "external_id": None,
                        "created": "2025-12-05T09:21:00",
                        "last_modified": "2025-12-05T09:21:00",
                    }
                ],
                "count": 1,
                "total": 1,
                "has_more": False,
                "next_offset": None,
                "warnings": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
