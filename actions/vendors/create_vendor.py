"""Create a vendor."""

from __future__ import annotations

from typing import Any

from suiteplug.connector.errors import InputError
from suiteplug.connector.shortcuts.creating import CreateShortcut
from suiteplug.connector.shortcuts.creating_fields import CURRENCY, EMAIL, PHONE, SUBSIDIARY, reference, text
from suiteplug.connector.shortcuts.families import VENDORS
from suiteplug.connector.spec import Example


def _check(inputs: Any) -> None:
    """Raises InputError when there is no name."""
    names = {name.lower() for name in inputs.fields}
    if not any((inputs.company_name, inputs.first_name, inputs.last_name)) and not names & {
        "companyname",
        "firstname",
        "lastname",
        "entityid",
    }:
        raise InputError(
            "The vendor has no name.",
            code="NAME_MISSING",
            field="company_name",
            cause="Nothing was sent.",
            fix="Give company_name for a company, first_name and last_name for a person.",
        )


def _kind(inputs: Any) -> dict[str, Any]:
    """A person where only a person's name is given."""
    if "isperson" in {name.lower() for name in inputs.fields}:
        return {}
    return {"isPerson": not inputs.company_name and bool(inputs.first_name or inputs.last_name)}


_SHORTCUT = CreateShortcut(
    family=VENDORS,
    given=(
        text("company_name", "companyName", "Company name."),
        text("first_name", "firstName", "First name of a person."),
        text("last_name", "lastName", "Last name of a person."),
        EMAIL,
        PHONE,
        SUBSIDIARY,
        CURRENCY,
        reference("terms_id", "terms", "Payment terms by internal ID.", "terms"),
        text("account_number", "accountNumber", "The number that the vendor has for the company."),
        text("comments", "comments", "Comments."),
    ),
    check=_check,
    also=_kind,
)

ACTION = _SHORTCUT.action(
    description="Creates a vendor, company or person.",
    guidance="Use it for a vendor that must be new; look first with list-vendors.",
    examples=(
        Example(
            "A company",
            {
                "company_name": "Northern Glaze Works",
                "email": "accounts@northernglaze.example",
                "subsidiary_id": "1",
                "external_id": "EXAMPLE-V-1",
            },
            {"record_type": "vendor", "record_id": "1069", "created": True, "warnings": []},
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
