"""Receive what a customer sends back."""

from __future__ import annotations

from suiteplug.connector.order_lines.picking import Words
from suiteplug.connector.shortcuts.families import ITEM_RECEIPTS, RETURN_AUTHORIZATIONS
from suiteplug.connector.spec import Example
from suiteplug.connector.transforms.receipts import ReceiptInputs, ReceiptLine
from suiteplug.connector.transforms.shortcut import TransformShortcut
from suiteplug.connector.transforms.source_lines import RECEIVED

_SHORTCUT = TransformShortcut(
    key="receive-return",
    title="Receive return",
    sources=(RETURN_AUTHORIZATIONS,),
    target=ITEM_RECEIPTS,
    word="receipt",
    counter=RECEIVED,
    words=Words(
        verb="receive",
        source="return",
        nothing="NOTHING_TO_RECEIVE",
        look="receipts made before show under list-item-receipts.",
    ),
    line=ReceiptLine,
    ticked=True,
    inputs=ReceiptInputs,
)

ACTION = _SHORTCUT.action(
    description="Receives returned goods: everything that is open on a return authorization, or some lines.",
    guidance="Use it when a customer's goods have come back; they are in stock afterwards. credit-return credits them.",
    examples=(
        Example(
            "A return has arrived",
            {"record_id": "5419", "receipt_external_id": "EXAMPLE-RCPT-2"},
            {
                "record_type": "itemReceipt",
                "record_id": "5421",
                "tran_id": "IR1007",
                "source_id": "5419",
                "created": True,
                "total": None,
                "lines": [{"source_line": 1, "item_id": "312", "item": "MUG-WHITE", "quantity": 1.0, "amount": None}],
                "warnings": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
