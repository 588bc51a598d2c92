"""What attaching and detaching declare alike."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from suiteplug.connector.errors import InputError
from suiteplug.connector.inputs import ExternalId, RecordId
from suiteplug.connector.records.declared import WRITE_ERRORS, RecordInputs
from suiteplug.connector.records.operations import AttachmentKind, attached_segment

ATTACH_ERRORS = WRITE_ERRORS


class AttachmentInputs(RecordInputs):
    """A record, and what is attached to it."""

    kind: AttachmentKind = Field(description="What is attached: NetSuite knows contacts and files.")
    attached_id: RecordId | None = Field(
        default=None, description="Internal ID of the contact or file. Give this or attached_external_id."
    )
    attached_external_id: ExternalId | None = Field(
        default=None, description="External ID of the contact or file, without the prefix eid:."
    )

    @property
    def attached(self) -> str:
        """The URL segment of what is attached. Raises InputError unless it is named once."""
        if (self.attached_id is None) == (self.attached_external_id is None):
            raise InputError(
                "Give either attached_id or attached_external_id, not both and not neither.",
                code="RECORD_ID_OR_EXTERNAL_ID",
                field="attached_id",
                fix="Keep attached_id for NetSuite's internal ID, or attached_external_id for your own.",
            )
        return attached_segment(self.attached_id, self.attached_external_id)

    @staticmethod
    def role(role_id: str | None, external_id: str | None) -> dict[str, Any] | None:
        """The role of a contact as NetSuite takes it. Raises InputError when it is named twice."""
        if role_id is not None and external_id is not None:
            raise InputError(
                "Both role_id and role_external_id are given.",
                code="ROLE_TWICE",
                field="role_id",
                fix="Keep one of them.",
            )
        if role_id is not None:
            return {"id": role_id}
        return None if external_id is None else {"externalId": external_id}
