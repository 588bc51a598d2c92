"""Enter a vendor's bill for a purchase order."""

from __future__ import annotations

from pydantic import Field

from suiteplug.connector.order_lines.picking import Words
from suiteplug.connector.shortcuts.bodies import BodyField
from suiteplug.connector.shortcuts.families import PURCHASE_ORDERS, VENDOR_BILLS
from suiteplug.connector.spec import Example
from suiteplug.connector.transforms.shortcut import TransformInputs, TransformShortcut
from suiteplug.connector.transforms.source_lines import BILLED


class BillInputs(TransformInputs):
    """What a bill takes."""

    bill_number: str | None = Field(
        default=None, min_length=1, max_length=45, description="Number on the vendor's bill."
    )


_SHORTCUT = TransformShortcut(
    key="bill-purchase-order",
    title="Bill purchase order",
    sources=(PURCHASE_ORDERS,),
    target=VENDOR_BILLS,
    word="bill",
    counter=BILLED,
    words=Words(verb="bill", nothing="NOTHING_TO_BILL", look="bills made before show under list-vendor-bills."),
    inputs=BillInputs,
    body=(BodyField("bill_number", "tranId"),),
)

ACTION = _SHORTCUT.action(
    description="Makes a vendor bill from a purchase order: of everything that is open, or of some lines.",
    guidance="Use it when the vendor's bill comes. Accounts that bill after receipt bill only what was received; "
    "receive-purchase-order receives.",
    examples=(
        Example(
            "The bill for a part of an order",
            {
                "record_id": "5416",
                "bill_external_id": "EXAMPLE-BILL-1",
                "bill_number": "KP-20417",
                "lines": [{"line": 2, "quantity": 20}],
            },
            {
                "record_type": "vendorBill",
                "record_id": "5421",
                "tran_id": "KP-20417",
                "source_id": "5416",
                "created": True,
                "total": 820.0,
                "lines": [{"source_line": 2, "item_id": "323", "item": "KNIFE-8IN", "quantity": 20.0, "amount": 820.0}],
                "warnings": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
