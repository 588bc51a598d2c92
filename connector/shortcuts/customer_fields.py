"""Inputs for the fields of a customer, for creating and for updating one."""

from __future__ import annotations

from pydantic import Field

from suiteplug.connector.errors import InputError
from suiteplug.connector.inputs import ActionInputs, JsonObject, RecordId
from suiteplug.connector.shortcuts.bodies import BodyField, body_of

_FIELDS = (
    BodyField("entity_id", "entityId"),
    BodyField("is_person", "isPerson"),
    BodyField("company_name", "companyName"),
    BodyField("first_name", "firstName"),
    BodyField("last_name", "lastName"),
    BodyField("email", "email"),
    BodyField("phone", "phone"),
    BodyField("subsidiary_id", "subsidiary", reference=True),
    BodyField("currency_id", "currency", reference=True),
    BodyField("terms_id", "terms", reference=True),
    BodyField("sales_rep_id", "salesRep", reference=True),
    BodyField("comments", "comments"),
    BodyField("is_inactive", "isInactive"),
)


class CustomerFields(ActionInputs):
    """Fields of a customer; those left out are not sent."""

    company_name: str | None = Field(default=None, min_length=1, description="Company name.")
    first_name: str | None = Field(default=None, min_length=1, description="First name of a person.")
    last_name: str | None = Field(default=None, min_length=1, description="Last name of a person.")
    is_person: bool | None = Field(default=None, description="True for a person, false for a company.")
    email: str | None = Field(default=None, min_length=3, max_length=254, description="E-mail address.")
    phone: str | None = Field(default=None, min_length=1, description="Phone number.")
    subsidiary_id: RecordId | None = Field(
        default=None,
        description="Primary subsidiary by internal ID; accounts with subsidiaries need it to create a customer.",
        json_schema_extra={"x-choices": {"source": "subsidiaries"}},
    )
    currency_id: RecordId | None = Field(
        default=None,
        description="Primary currency by internal ID.",
        json_schema_extra={"x-choices": {"source": "currencies"}},
    )
    terms_id: RecordId | None = Field(
        default=None, description="Payment terms by internal ID.", json_schema_extra={"x-choices": {"source": "terms"}}
    )
    sales_rep_id: RecordId | None = Field(
        default=None,
        description="Sales representative by internal ID.",
        json_schema_extra={"x-choices": {"source": "employees"}},
    )
    comments: str | None = Field(default=None, description="Comments.")
    is_inactive: bool | None = Field(default=None, description="Whether the customer is inactive.")
    entity_id: str | None = Field(
        default=None,
        min_length=1,
        description="Customer ID as NetSuite shows it; only where the account does not number customers by itself.",
    )
    fields: JsonObject = Field(
        default={},
        description="Further fields with NetSuite's own names, custom ones too (custentity_...); null clears a field.",
    )

    def body(self) -> JsonObject:
        """The record body without addresses."""
        return body_of(self, _FIELDS, self.fields)


def told_kind(inputs: CustomerFields) -> bool | None:
    """Whether the names tell a person (True) or a company (False); None where ``is_person`` or a field says it.

    Raises:
        InputError: There is no name.
    """
    in_fields = {name.lower() for name in inputs.fields}
    person = bool(inputs.first_name or inputs.last_name)
    if not person and not inputs.company_name and not in_fields & {"companyname", "firstname", "lastname", "entityid"}:
        raise InputError(
            "The customer has no name.",
            code="NAME_MISSING",
            field="company_name",
            fix="Give company_name for a company, first_name and last_name for a person.",
        )
    if inputs.is_person is not None or "isperson" in in_fields:
        return None
    return person and not inputs.company_name
