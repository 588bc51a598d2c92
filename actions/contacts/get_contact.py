"""Read one contact."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import CONTACTS
from suiteplug.connector.shortcuts.getting import get_action
from suiteplug.connector.spec import Example

ACTION = get_action(
    CONTACTS,
    description="Reads one contact: a person at a customer or vendor.",
    guidance="Use it when the contact's ID is known; list-contacts finds it by name, e-mail or company.",
    examples=(
        Example(
            "Name and e-mail of a contact",
            {"record_id": "1014", "fields": ["entityId", "email", "title"]},
            {
                "record_type": "contact",
                "record": {"email": "marcus@bluekilnltd.example", "entityId": "Marcus Ltd (1)", "title": "Buyer"},
                "not_expanded": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
