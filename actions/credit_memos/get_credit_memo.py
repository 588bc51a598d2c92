"""Read one credit memo."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import CREDIT_MEMOS
from suiteplug.connector.shortcuts.getting import get_action
from suiteplug.connector.spec import Example

ACTION = get_action(
    CREDIT_MEMOS,
    description="Reads one credit memo with its lines and the invoices it is applied to.",
    guidance="Use it when the credit memo's ID is known; list-credit-memos finds it.",
    examples=(
        Example(
            "Number and total of a credit memo",
            {"record_id": "5039", "fields": ["tranId", "total", "unapplied"]},
            {
                "record_type": "creditMemo",
                "record": {"total": 32.77, "tranId": "CM1001", "unapplied": 0.0},
                "not_expanded": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
