"""Create a vendor bill."""

from __future__ import annotations

from typing import Any

from suiteplug.connector.errors import InputError
from suiteplug.connector.shortcuts.creating import CreateShortcut, Given
from suiteplug.connector.shortcuts.creating_fields import (
    CURRENCY,
    EXPENSE_LINES,
    LOCATION,
    MEMO,
    OPTIONAL_ITEM_LINES,
    SUBSIDIARY,
    TRAN_DATE,
    VENDOR,
    text,
)
from suiteplug.connector.shortcuts.families import VENDOR_BILLS
from suiteplug.connector.shortcuts.fields import Day
from suiteplug.connector.spec import Example


def _check(inputs: Any) -> None:
    """Raises InputError when there is nothing on the bill."""
    if not inputs.lines and not inputs.expenses and not {"item", "expense"} & {name.lower() for name in inputs.fields}:
        raise InputError(
            "The bill has neither lines nor expenses.",
            code="NO_LINES",
            field="lines",
            cause="Nothing was sent.",
            fix="Give lines for items, expenses for accounts.",
        )


_SHORTCUT = CreateShortcut(
    family=VENDOR_BILLS,
    given=(
        VENDOR,
        text("bill_number", "tranId", "Number on the vendor's bill."),
        SUBSIDIARY,
        CURRENCY,
        LOCATION,
        TRAN_DATE,
        Given(name="due_date", field="dueDate", type=Day, description="Due date, YYYY-MM-DD; without it by terms."),
        MEMO,
    ),
    lines=(OPTIONAL_ITEM_LINES, EXPENSE_LINES),
    check=_check,
)

ACTION = _SHORTCUT.action(
    description="Creates a vendor bill without a purchase order, with items or expenses.",
    guidance="Use it for a bill that nothing was ordered for; bill-purchase-order bills an order.",
    examples=(
        Example(
            "A bill for payment fees",
            {
                "vendor_id": "1007",
                "bill_number": "FR-88",
                "external_id": "EXAMPLE-VB-1",
                "expenses": [{"account_id": "26", "amount": 120.5, "memo": "Card fees of October"}],
            },
            {"record_type": "vendorBill", "record_id": "5421", "created": True, "warnings": []},
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
