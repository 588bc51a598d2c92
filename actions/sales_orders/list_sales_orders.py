"""List sales orders."""

from __future__ import annotations

from suiteplug.connector.shortcuts.columns import Column
from suiteplug.connector.shortcuts.families import SALES_ORDERS
from suiteplug.connector.shortcuts.listing import one_page
from suiteplug.connector.shortcuts.transactions import CURRENCY, PO_NUMBER, PO_NUMBER_FILTER, TOTAL, transaction_list
from suiteplug.connector.spec import Example
from suiteplug.connector.suiteql.kinds import Kind

_LIST = transaction_list(
    SALES_ORDERS,
    columns=(
        PO_NUMBER,
        CURRENCY,
        TOTAL,
        Column(name="ship_date", sql="t.shipdate", kind=Kind.DATE, description="Planned ship date, YYYY-MM-DD."),
    ),
    filters=(PO_NUMBER_FILTER,),
)

ACTION = _LIST.action(
    description="Lists sales orders with number, date, status, customer and total.",
    guidance="Use it to find orders by customer, status, date or number; get-sales-order reads one with its lines.",
    examples=(
        Example(
            "Cancelled orders of a customer",
            {"status": ["Cancelled"], "customer_id": "1023"},
            one_page(
                {
                    "id": "5019",
                    "tran_id": "SO1001",
                    "tran_date": "2025-12-05",
                    "status": "C",
                    "status_name": "Cancelled",
                    "customer_id": "1023",
                    "customer": "CUST1009 Northlight Interiors",
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
                },
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
