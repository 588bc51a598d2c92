"""Rows of ``loginaudit``, from the login audit trail."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.audit import LoginAuditTrail, LoginEntry
    from suiteplug.emulator.suiteql.local_time import LocalTime
    from suiteplug.emulator.suiteql.projection.rows import RowWriter

NAME = "loginaudit"


class LoginRows:
    """Written when somebody asks for them: sign-ins are many, and few ask."""

    def __init__(self, audit: LoginAuditTrail, access: Access, time: LocalTime) -> None:
        self._audit = audit
        self._access = access
        self._time = time
        self._written = 0

    def write_new(self, writer: RowWriter) -> None:
        """Write what came since; of very many the last ones, which is what the trail keeps."""
        new = min(self._audit.total - self._written, len(self._audit.entries))
        writer.write(self._row(entry) for entry in islice(self._audit.entries, len(self._audit.entries) - new, None))
        self._written = self._audit.total

    def _row(self, entry: LoginEntry) -> dict[str, Any]:
        user = next((user for user in self._access.users.values() if user.name == entry.user), None)
        role = next((role for role in self._access.roles.values() if role.name == entry.role), None)
        return {
            "date": self._time.of_timestamp(entry.at),
            "user": None if user is None else user.id,
            "role": None if role is None else role.id,
            "status": "Failure" if entry.detail else "Success",
            "detail": entry.detail,
            "emailaddress": None if user is None else user.email,
            "requesturi": entry.url,
            "oauthappname": entry.integration,
        }
