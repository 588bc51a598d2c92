"""Receive a purchase order, whole or in part."""

from __future__ import annotations

from suiteplug.connector.order_lines.picking import Words
from suiteplug.connector.shortcuts.families import ITEM_RECEIPTS, PURCHASE_ORDERS
from suiteplug.connector.spec import Example
from suiteplug.connector.transforms.receipts import ReceiptInputs, ReceiptLine
from suiteplug.connector.transforms.shortcut import TransformShortcut
from suiteplug.connector.transforms.source_lines import RECEIVED

_SHORTCUT = TransformShortcut(
    key="receive-purchase-order",
    title="Receive purchase order",
    sources=(PURCHASE_ORDERS,),
    target=ITEM_RECEIPTS,
    word="receipt",
    counter=RECEIVED,
    words=Words(
        verb="receive", nothing="NOTHING_TO_RECEIVE", look="receipts made before show under list-item-receipts."
    ),
    line=ReceiptLine,
    ticked=True,
    inputs=ReceiptInputs,
)

ACTION = _SHORTCUT.action(
    description="Receives goods on a purchase order: everything that is open, or some lines, with lots and bins.",
    guidance="Use it when goods arrive; they are in stock afterwards. bill-purchase-order enters the vendor's bill.",
    examples=(
        Example(
            "A part of an order has arrived",
            {
                "record_id": "5416",
                "receipt_external_id": "EXAMPLE-RCPT-1",
                "lines": [{"item": "KNIFE-8IN", "quantity": 20}],
            },
            {
                "record_type": "itemReceipt",
                "record_id": "5421",
                "tran_id": "IR1007",
                "source_id": "5416",
                "created": True,
                "total": None,
                "lines": [{"source_line": 2, "item_id": "323", "item": "KNIFE-8IN", "quantity": 20.0, "amount": None}],
                "warnings": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
