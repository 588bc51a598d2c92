"""Which record a request is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from suiteplug.emulator.record import refusals

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.schema import RecordType
    from suiteplug.emulator.store import Body, RecordStore

_BY_EXTERNAL_ID = "eid:"


@dataclass(frozen=True, slots=True)
class RecordAddress:
    """The ID segment of a URL: an internal ID, or ``eid:`` with an external one."""

    record_type: RecordType
    segment: str

    @property
    def external_id(self) -> str | None:
        """The external ID, or None when the segment is an internal one."""
        if self.segment[: len(_BY_EXTERNAL_ID)].lower() != _BY_EXTERNAL_ID:
            return None
        return self.segment[len(_BY_EXTERNAL_ID) :]

    def refuse_unusable_external_id(self, request: Request) -> None:
        """An external ID with ``|`` cannot be written into a URL: it separates several values there.

        Oracle help: section_156334828635, which sends such callers to ``q``; the wording of the error is ours.
        """
        if "|" in (self.external_id or ""):
            raise refusals.malformed_url(request.path)

    def find(self, store: RecordStore) -> Body | None:
        """The record's body, or None."""
        external_id = self.external_id
        record_id = self.segment if external_id is None else store.find_external(self.record_type.name, external_id)
        return None if record_id is None else store.get(self.record_type.name, record_id)

    def load(self, store: RecordStore) -> Body:
        """The record's body.

        Raises:
            Problem: There is none.
        """
        body = self.find(store)
        if body is None:
            raise refusals.missing_record(self.record_type, by_external_id=self.external_id is not None)
        return body
