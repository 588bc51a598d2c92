"""Read one employee."""

from __future__ import annotations

from suiteplug.connector.shortcuts.families import EMPLOYEES
from suiteplug.connector.shortcuts.getting import get_action
from suiteplug.connector.spec import Example

ACTION = get_action(
    EMPLOYEES,
    description="Reads one employee.",
    guidance="Use it when the employee's ID is known; list-employees finds it by name or e-mail.",
    examples=(
        Example(
            "Name and title of an employee",
            {"record_id": "1001", "fields": ["entityId", "title", "email"]},
            {
                "record_type": "employee",
                "record": {
                    "email": "greta.lindqvist@clayandkettle.example",
                    "entityId": "Greta Lindqvist",
                    "title": "Sales Director",
                },
                "not_expanded": [],
            },
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
