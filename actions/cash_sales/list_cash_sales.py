"""List cash sales."""

from __future__ import annotations

from suiteplug.connector.shortcuts.columns import Column
from suiteplug.connector.shortcuts.families import CASH_SALES, SALES_ORDERS
from suiteplug.connector.shortcuts.listing import one_page
from suiteplug.connector.shortcuts.transactions import (
    CURRENCY,
    SOURCE,
    TOTAL,
    source_filters,
    transaction_list,
)
from suiteplug.connector.spec import Example

_LIST = transaction_list(
    CASH_SALES,
    columns=(
        *SOURCE,
        CURRENCY,
        TOTAL,
        Column(name="payment_method", sql="BUILTIN.DF(t.paymentoption)", description="Payment method by name."),
    ),
    filters=(*source_filters(SALES_ORDERS, "cash sales"),),
)

ACTION = _LIST.action(
    description="Lists cash sales with number, date, status, customer and total.",
    guidance="Use it to find sales that were paid at once, by customer, date or number; get-cash-sale reads one with "
    "its lines.",
    examples=(
        Example(
            "Cash sales of a customer",
            {"customer_id": "1013"},
            one_page(
                {
                    "id": "5418",
                    "tran_id": "CS1001",
                    "tran_date": "2026-11-20",
                    "status": "B",
                    "status_name": "Not Deposited",
                    "customer_id": "1013",
                    "customer": "CUST1001 Blue Kiln Ltd",
                    "source_id": None,
                    "source": None,
                    "currency": "US Dollar",
                    "total": 11.69,
                    "payment_method": "VISA",
                    "memo": None,
                    "subsidiary_id": "1",
                    "location_id": "12",
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
