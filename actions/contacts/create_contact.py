"""Create a contact."""

from __future__ import annotations

from suiteplug.connector.shortcuts.creating import CreateShortcut
from suiteplug.connector.shortcuts.creating_fields import EMAIL, PHONE, SUBSIDIARY, reference, text
from suiteplug.connector.shortcuts.families import CONTACTS
from suiteplug.connector.spec import Example

_SHORTCUT = CreateShortcut(
    family=CONTACTS,
    given=(
        text(
            "entity_id",
            "entityId",
            "Name of the contact as NetSuite shows it; unique within the company.",
            required=True,
        ),
        text("first_name", "firstName", "First name."),
        text("last_name", "lastName", "Last name."),
        text("title", "title", "Job title."),
        EMAIL,
        PHONE,
        reference("company_id", "company", "Customer or vendor the contact works for, by internal ID.", "customers"),
        SUBSIDIARY,
        text("comments", "comments", "Comments."),
    ),
)

ACTION = _SHORTCUT.action(
    description="Creates a contact: a person at a customer or vendor.",
    guidance="Use it for a person to write to; company_id names the customer or vendor.",
    examples=(
        Example(
            "A buyer at a customer",
            {
                "entity_id": "Nora Lind",
                "first_name": "Nora",
                "last_name": "Lind",
                "title": "Buyer",
                "email": "nora@bluekilnltd.example",
                "company_id": "1013",
                "subsidiary_id": "1",
                "external_id": "EXAMPLE-CT-1",
            },
            {"record_type": "contact", "record_id": "1069", "created": True, "warnings": []},
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
