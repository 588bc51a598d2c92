"""Inputs that several create shortcuts take."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from suiteplug.connector.inputs import RecordId
from suiteplug.connector.shortcuts.creating import Given, GivenLines
from suiteplug.connector.shortcuts.fields import Day, Words

Amount = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, le=1e12, allow_inf_nan=False)]
Email = Annotated[str, Field(min_length=3, max_length=254)]
Memo = Annotated[str, Field(max_length=999)]


def reference(name: str, field: str, description: str, choices: str, *, required: bool = False) -> Given:
    """An input that is an internal ID."""
    return Given(
        name=name,
        field=field,
        type=RecordId,
        description=description,
        reference=True,
        choices=choices,
        required=required,
    )


def text(name: str, field: str, description: str, *, required: bool = False) -> Given:
    """An input that is a text."""
    return Given(name=name, field=field, type=Words, description=description, required=required)


EMAIL = Given(name="email", field="email", type=Email, description="E-mail address.")
PHONE = text("phone", "phone", "Phone number.")
SUBSIDIARY = reference(
    "subsidiary_id", "subsidiary", "Subsidiary by internal ID; accounts with subsidiaries need it.", "subsidiaries"
)
CUSTOMER = reference("customer_id", "entity", "Customer by internal ID.", "customers", required=True)
VENDOR = reference("vendor_id", "entity", "Vendor by internal ID.", "vendors", required=True)
LOCATION = reference("location_id", "location", "Location by internal ID.", "locations")
CURRENCY = reference("currency_id", "currency", "Currency by internal ID; without it the party's own.", "currencies")
TRAN_DATE = Given(name="tran_date", field="tranDate", type=Day, description="Date, YYYY-MM-DD; without it today.")
MEMO = Given(name="memo", field="memo", type=Memo, description="Memo.")

_LINE = (
    reference("item_id", "item", "Item by internal ID.", "items", required=True),
    Given(name="quantity", field="quantity", type=Positive, description="Quantity, in the item's unit."),
    Given(
        name="rate",
        field="rate",
        type=Amount,
        description="Price of one, before tax; without it NetSuite's own for this party.",
    ),
    Given(name="amount", field="amount", type=Amount, description="Amount of the line, before tax."),
    text("description", "description", "Description on the line."),
    reference("location_id", "location", "Location of the line by internal ID.", "locations"),
)
ITEM_LINES = GivenLines(
    name="lines", sublist="item", line=_LINE, description="Items, in the order of the document.", required=True
)
OPTIONAL_ITEM_LINES = GivenLines(
    name="lines", sublist="item", line=_LINE, description="Items, in the order of the document."
)
EXPENSE_LINES = GivenLines(
    name="expenses",
    sublist="expense",
    line=(
        reference("account_id", "account", "Expense account by internal ID.", "accounts", required=True),
        Given(name="amount", field="amount", type=Amount, description="Amount, before tax.", required=True),
        text("memo", "memo", "Memo of the line."),
        reference("department_id", "department", "Department by internal ID.", "departments"),
        reference("class_id", "class", "Class by internal ID.", "classes"),
        reference("location_id", "location", "Location by internal ID.", "locations"),
    ),
    description="Expenses that are no items, by account.",
)
