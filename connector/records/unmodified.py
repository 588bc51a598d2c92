"""A check just before a change: nobody has changed the record since somebody looked.

NetSuite has no condition that it would check itself while saving: between this look and the write remains a moment.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from suiteplug.connector.errors import InputError, RecordChangedError

if TYPE_CHECKING:
    from suiteplug.connector.records.ref import RecordRef
    from suiteplug.connector.session import Session

_STAMPS = ("lastModifiedDate", "lastModified")


def _instant(value: object) -> object:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ValueError("not a time with a zone; give lastModifiedDate as NetSuite shows it")
    return moment.astimezone(UTC)


IfUnmodifiedSince = Annotated[
    Annotated[datetime, BeforeValidator(_instant), WithJsonSchema({"type": "string", "format": "date-time"})] | None,
    Field(
        description="Change nothing when the record was changed after this time: its lastModifiedDate as it was read, "
        "such as 2026-11-20T12:00:00Z. Looked at just before writing; NetSuite itself does not check it."
    ),
]


async def check_unmodified(session: Session, ref: RecordRef, since: datetime | None) -> None:
    """Look whether the record was changed after ``since``; None asks for no check.

    A call that goes on after it was cut off may have changed the record itself: it is not checked again.

    Raises:
        RecordChangedError: It was changed; nothing was sent.
        InputError: The record does not tell when it was changed.
    """
    if since is None or session.once.resumed:
        return
    body = (await session.records.get(ref)).body
    shown = next((body[name] for name in _STAMPS if isinstance(body.get(name), str)), None)
    if shown is None:
        raise InputError(
            f"{ref} does not tell when it was changed.",
            code="NO_MODIFIED_DATE",
            field="if_unmodified_since",
            cause="Records of this type have no lastModifiedDate, or the role does not see it. Nothing was sent.",
            fix="Leave if_unmodified_since out.",
        )
    changed = datetime.fromisoformat(shown).astimezone(UTC)
    if changed > since:
        who = body.get("lastModifiedBy")
        by = f" by {who.get('refName') or who.get('id')}" if isinstance(who, dict) else ""
        raise RecordChangedError(
            f"{ref} was changed at {shown}{by}, after {since.isoformat(timespec='seconds').replace('+00:00', 'Z')}.",
            code="CHANGED_SINCE",
            field="if_unmodified_since",
            cause="Somebody saved the record after it was read. Nothing was sent.",
            fix="Read the record again, decide anew, and give its new lastModifiedDate. "
            "Who changed what stands on the record under System Information > System Notes.",
        )
