"""What the actions on records declare alike."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from suiteplug.connector import errors
from suiteplug.connector.inputs import ActionInputs, ExternalId, RecordId, RecordType
from suiteplug.connector.records.ref import RecordRef


class RecordInputs(ActionInputs):
    """Names one record, by internal or external ID."""

    record_type: RecordType
    record_id: RecordId | None = Field(default=None, description="Internal ID. Give this or external_id.")
    external_id: ExternalId | None = Field(
        default=None, description="External ID, without the prefix eid:. Give this or record_id."
    )

    @property
    def ref(self) -> RecordRef:
        """The record."""
        return RecordRef(self.record_type, self.record_id, self.external_id)


Replace = Annotated[
    list[Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*$")]],
    Field(
        max_length=100,
        description="Sublists to replace as a whole by the lines in the body; a nested one as subrecord.sublist. "
        "Lines that are not sent are removed.",
    ),
]

SublistName = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z][A-Za-z0-9_]{0,99}$",
        description="Sublist by its REST name, such as item, addressBook or apply.",
        json_schema_extra={"x-choices": {"source": "sublists", "depends_on": ["record_type"]}},
    ),
]

LineKey = Annotated[
    int | str | dict[str, int | str],
    Field(
        description='Key of the line as get-sublist shows it: its value (3 for {"line": 3}), or the whole object '
        'where a line is named by several members ({"doc": 60, "line": 0}).'
    ),
]

NewRecordId = Annotated[
    str | None,
    Field(description="Internal ID of the record; null when NetSuite did not tell it and it could not be found."),
]

Warnings = Annotated[
    list[str], Field(description="What NetSuite remarked on a write that it accepted, and what could not be told.")
]

REST = "Setup > REST Web Services (Full)"

CAN_EDIT = (
    REST,
    "the permission of the record type (Edit), such as Lists > Customers or Transactions > Sales Order",
)
"""NetSuite loads records for editing even to read them (Oracle help: subsect_1544786455)."""

CAN_CREATE = (
    REST,
    "the permission of the record type (Create), such as Lists > Customers or Transactions > Sales Order",
)

CAN_DELETE = (
    REST,
    "the permission of the record type (Full), such as Lists > Customers or Transactions > Sales Order",
)

READ_ERRORS: tuple[type[errors.NetSuiteConnectorError], ...] = (
    errors.InputError,
    errors.NotFoundError,
    errors.PermissionDeniedError,
    errors.ThrottledError,
    errors.UnavailableError,
    errors.NetworkError,
)

WRITE_ERRORS = (
    *READ_ERRORS,
    errors.InvalidRecordError,
    errors.DuplicateRecordError,
    errors.RecordChangedError,
    errors.OutcomeUnknownError,
)


def oracle_help(page: str) -> str:
    """Address of a page of NetSuite's help."""
    return f"https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/{page}.html"
