"""Create an employee."""

from __future__ import annotations

from suiteplug.connector.shortcuts.creating import CreateShortcut
from suiteplug.connector.shortcuts.creating_fields import EMAIL, PHONE, SUBSIDIARY, reference, text
from suiteplug.connector.shortcuts.families import EMPLOYEES
from suiteplug.connector.spec import Example

_SHORTCUT = CreateShortcut(
    family=EMPLOYEES,
    given=(
        text("first_name", "firstName", "First name.", required=True),
        text("last_name", "lastName", "Last name.", required=True),
        text("title", "title", "Job title."),
        EMAIL,
        PHONE,
        SUBSIDIARY,
        reference("department_id", "department", "Department by internal ID.", "departments"),
        reference("supervisor_id", "supervisor", "Supervisor by internal ID.", "employees"),
        reference("location_id", "location", "Location by internal ID.", "locations"),
        text("comments", "comments", "Comments."),
    ),
)

ACTION = _SHORTCUT.action(
    description="Creates an employee without access to NetSuite.",
    guidance="Use it for a new colleague; access, roles and pay are set up in NetSuite itself.",
    examples=(
        Example(
            "An account manager",
            {
                "first_name": "Ida",
                "last_name": "Moreau",
                "title": "Account Manager",
                "email": "ida.moreau@clayandkettle.example",
                "subsidiary_id": "1",
                "department_id": "2",
                "supervisor_id": "1001",
                "external_id": "EXAMPLE-E-1",
            },
            {"record_type": "employee", "record_id": "1069", "created": True, "warnings": []},
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
