"""Read one return authorization."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import RETURN_AUTHORIZATIONS
from suiteplug.connector.shortcuts.getting import get_action
from suiteplug.connector.spec import Example

ACTION = get_action(
    RETURN_AUTHORIZATIONS,
    description="Reads one return authorization with its lines.",
    guidance="Use it when the return's ID is known; list-return-authorizations finds it.",
    examples=(
        Example(
            "Number and status of a return",
            {"record_id": "5419", "fields": ["tranId", "orderStatus", "memo"]},
            {
                "record_type": "returnAuthorization",
                "record": {
                    "memo": "Arrived chipped",
                    "orderStatus": {"id": "B", "refName": "Pending Receipt"},
                    "tranId": "RMA1001",
                },
                "not_expanded": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
