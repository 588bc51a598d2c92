"""List sales orders."""

from __future__ import annotations

from suiteplug.connector.shortcuts.columns import Column, Filter
from suiteplug.connector.shortcuts.conditions import equals
from suiteplug.connector.shortcuts.families import SALES_ORDERS
from suiteplug.connector.shortcuts.fields import Words
from suiteplug.connector.shortcuts.transactions import transaction_list
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
    examples=(),
)
Inputs = ACTION.inputs
Output = ACTION.output
