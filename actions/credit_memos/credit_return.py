"""Credit what a customer sent back."""

from __future__ import annotations

from suiteplug.connector.order_lines.picking import Words
from suiteplug.connector.shortcuts.families import CREDIT_MEMOS, RETURN_AUTHORIZATIONS
from suiteplug.connector.spec import Example
from suiteplug.connector.transforms.shortcut import TransformShortcut
from suiteplug.connector.transforms.source_lines import BILLED

_SHORTCUT = TransformShortcut(
    key="credit-return",
    title="Credit return",
    sources=(RETURN_AUTHORIZATIONS,),
    target=CREDIT_MEMOS,
    word="credit",
    counter=BILLED,
    words=Words(
        verb="credit",
        source="return",
        nothing="NOTHING_TO_CREDIT",
        look="credit memos made before show under list-credit-memos.",
    ),
)

ACTION = _SHORTCUT.action(
    description="Makes a credit memo from a return authorization: of everything that came back, or of some lines.",
    guidance="Use it when returned goods have arrived; receive-return receives them. NetSuite applies the credit to "
    "the invoice of the return where that is open.",
    examples=(
        Example(
            "The gift wrapping of a return is credited before the goods arrive",
            {"record_id": "5419", "credit_external_id": "EXAMPLE-CM-1", "lines": [{"item": "WRAP-SVC"}]},
            {
                "record_type": "creditMemo",
                "record_id": "5421",
                "tran_id": "CM1005",
                "source_id": "5419",
                "created": True,
                "total": 4.76,
                "lines": [{"source_line": 2, "item_id": "339", "item": "WRAP-SVC", "quantity": 1.0, "amount": 4.0}],
                "warnings": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
