"""Bill a sales order, whole or in part."""

from __future__ import annotations

from suiteplug.connector.order_lines.picking import Words
from suiteplug.connector.shortcuts.families import INVOICES, SALES_ORDERS
from suiteplug.connector.spec import Example
from suiteplug.connector.transforms.shortcut import TransformShortcut
from suiteplug.connector.transforms.source_lines import BILLED

_SHORTCUT = TransformShortcut(
    key="create-invoice-from-sales-order",
    title="Create invoice from sales order",
    sources=(SALES_ORDERS,),
    target=INVOICES,
    word="invoice",
    counter=BILLED,
    words=Words(verb="bill", nothing="NOTHING_TO_BILL", look="invoices made before show under list-invoices."),
)

ACTION = _SHORTCUT.action(
    description="Makes an invoice from a sales order: of everything that is open, or of some lines and quantities.",
    guidance="Use it to bill what was ordered. Accounts that do not bill in advance bill only what is shipped; "
    "create-item-fulfillment ships.",
    examples=(
        Example(
            "Bill a part of an order",
            {
                "record_id": "5367",
                "invoice_external_id": "EXAMPLE-INV-2",
                "lines": [{"line": 1, "quantity": 1}],
                "memo": "First part",
            },
            {
                "record_type": "invoice",
                "record_id": "5421",
                "tran_id": "INV1099",
                "source_id": "5367",
                "created": True,
                "total": 26.1,
                "lines": [{"source_line": 1, "item_id": "321", "item": "CANDLE-3", "quantity": 1.0, "amount": 19.2}],
                "warnings": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
