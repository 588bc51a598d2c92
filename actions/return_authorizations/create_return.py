"""Let a customer send goods back."""

from __future__ import annotations

from suiteplug.connector.order_lines.picking import Words
from suiteplug.connector.shortcuts.families import CASH_SALES, INVOICES, RETURN_AUTHORIZATIONS, SALES_ORDERS
from suiteplug.connector.spec import Example
from suiteplug.connector.transforms.shortcut import TransformShortcut
from suiteplug.connector.transforms.source_lines import UNCOUNTED

_SHORTCUT = TransformShortcut(
    key="create-return",
    title="Create return",
    sources=(SALES_ORDERS, INVOICES, CASH_SALES),
    target=RETURN_AUTHORIZATIONS,
    word="return",
    # what came back before stands on no line of the source: NetSuite judges that
    counter=UNCOUNTED,
    words=Words(
        verb="return",
        source="source",
        nothing="NOTHING_TO_RETURN",
        look="returns made before show under list-return-authorizations.",
    ),
)

ACTION = _SHORTCUT.action(
    description="Makes a return authorization from a sales order, an invoice or a cash sale.",
    guidance="Use it when a customer wants to send goods back, before they arrive. credit-return credits them then.",
    examples=(
        Example(
            "One piece of an order may come back",
            {
                "record_id": "5020",
                "return_external_id": "EXAMPLE-RMA-1",
                "lines": [{"line": 1, "quantity": 1}],
                "memo": "Wrong colour",
            },
            {
                "record_type": "returnAuthorization",
                "record_id": "5421",
                "tran_id": "RMA1002",
                "source_id": "5020",
                "created": True,
                "total": 14.4,
                "lines": [{"source_line": 1, "item_id": "335", "item": "HONEY-350", "quantity": 1.0, "amount": 12.0}],
                "warnings": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
