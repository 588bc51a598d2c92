"""What can be done with a record besides reading and writing: attach, detach, and the buttons of its page.

Oracle help: article_0113084334 (attach and detach, since 2026.1), section_156631158782 (record actions).
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from suiteplug.connector import bodies, paths
from suiteplug.connector.errors import InputError, RejectedError
from suiteplug.connector.exchange import Repeat, Request
from suiteplug.connector.records import shapes
from suiteplug.connector.records.checks import NameChecks

if TYPE_CHECKING:
    from suiteplug.connector.exchange import Sender
    from suiteplug.connector.metadata import MetadataService
    from suiteplug.connector.records.ref import RecordRef

Json = dict[str, Any]
_ACTION = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")


class AttachmentKind(StrEnum):
    """What NetSuite attaches to records."""

    CONTACT = "contact"
    FILE = "file"


class OperationService:
    """Operations on one record."""

    def __init__(self, sender: Sender, metadata: MetadataService) -> None:
        self._sender = sender
        self._checks = NameChecks(metadata)

    async def attach(self, ref: RecordRef, kind: AttachmentKind, attached: str, role: Json | None = None) -> None:
        """Attach a contact or a file; ``attached`` is its encoded ID segment. Repeating it changes nothing."""
        if role is not None and kind is not AttachmentKind.CONTACT:
            raise InputError(
                "Only a contact has a role.",
                code="ROLE_OF_FILE",
                field="role_id",
                fix="Leave the role out when a file is attached.",
            )
        content = bodies.encode({} if role is None else {"role": role})
        await self._attachment("!attach", ref, kind, attached, content)

    async def detach(self, ref: RecordRef, kind: AttachmentKind, attached: str) -> bool:
        """Detach it. False when an earlier attempt of this very call had done it and its answer was lost."""
        try:
            await self._attachment("!detach", ref, kind, attached, b"")
        except RejectedError as error:
            if not error.maybe_repeated:
                raise
            return False
        return True

    async def _attachment(
        self, operation: str, ref: RecordRef, kind: AttachmentKind, attached: str, content: bytes
    ) -> None:
        path = ref.path(operation, kind, attached)
        await self._checks.record_type(ref.record_type)
        await self._sender.send(
            Request(
                "POST",
                path,
                f"{operation[1:]} {kind} {attached} {'to' if operation == '!attach' else 'from'} {ref}",
                content=content,
                content_type=bodies.JSON if content else "",
                repeat=Repeat.REPEATABLE,
            )
        )

    async def run_action(self, ref: RecordRef, action: str, parameters: Json) -> Json:
        """Run a record action once; gives the reply without links. What it does twice is known of no action."""
        name = action.removeprefix("@")
        if not _ACTION.match(name):
            raise InputError(
                f"'{action}' is not the name of a record action.",
                code="INVALID_NAME",
                field="action",
                fix="Use the action's ID from Oracle's list, such as approve or confirm.",
            )
        await self._checks.record_type(ref.record_type)
        reply = await self._sender.send(
            Request(
                "POST",
                ref.path(f"@{name}"),
                f"run {name} on {ref}",
                content=bodies.encode(parameters, field="parameters") if parameters else b"",
                content_type=bodies.JSON if parameters else "",
                repeat=Repeat.ONCE,
            )
        )
        return dict(shapes.without_links(reply.data)) if isinstance(reply.data, dict) else {}


def attached_segment(record_id: str | None, external_id: str | None) -> str:
    """The URL segment of what is attached."""
    return paths.record_id(record_id, external_id)
