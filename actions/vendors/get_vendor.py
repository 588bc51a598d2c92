"""Read one vendor."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import VENDORS
from suiteplug.connector.shortcuts.getting import get_action
from suiteplug.connector.spec import Example

ACTION = get_action(
    VENDORS,
    description="Reads one vendor with addresses, currencies and contact data.",
    guidance="Use it when the vendor's ID is known; list-vendors finds it by name or e-mail.",
    examples=(
        Example(
            "Three fields of a vendor",
            {"external_id": "ERP-V-001", "fields": ["entityId", "companyName", "email"]},
            {
                "record_type": "vendor",
                "record": {
                    "companyName": "Kiln Parts and Clay Co.",
                    "email": "accounts@kilnpartsandclayco.example",
                    "entityId": "VEND1001",
                },
                "not_expanded": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
