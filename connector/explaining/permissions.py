"""Which permission a role lacks, where NetSuite does not name it: those that the action needs. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.connector.errors import PermissionDeniedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.errors import NetSuiteConnectorError

_UNNAMED = frozenset({"permission-denied", "permission-denied-403", "permission-violation", "administrator-only"})


def name_permissions(error: NetSuiteConnectorError, action: str, needed: Sequence[str], role_id: str) -> None:
    """Add to a refusal what the action needs, and whose role it is."""
    if not isinstance(error, PermissionDeniedError):
        return
    if role_id and "role" not in error.cause.partition(".")[2]:
        error.cause = f"{error.cause} The role has the internal ID {role_id}."
    if error.topic in _UNNAMED and needed:
        error.fix = f"{error.fix} {action} needs: {'; '.join(needed)}."
