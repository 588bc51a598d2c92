"""Read one cash sale."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import CASH_SALES
from suiteplug.connector.shortcuts.getting import get_action
from suiteplug.connector.spec import Example

ACTION = get_action(
    CASH_SALES,
    description="Reads one cash sale with its lines.",
    guidance="Use it when the cash sale's ID is known; list-cash-sales finds it.",
    examples=(
        Example(
            "Number and total of a cash sale",
            {"record_id": "5418", "fields": ["tranId", "total"]},
            {"record_type": "cashSale", "record": {"total": 11.69, "tranId": "CS1001"}, "not_expanded": []},
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
