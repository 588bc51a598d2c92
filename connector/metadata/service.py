"""The metadata catalogue, remembered for a while: it is per role, large, and changes rarely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.connector import paths
from suiteplug.connector.exchange import Request

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from suiteplug.connector.exchange import Sender


class MetadataService:
    """Names of record types and descriptions of them. ``now`` gives aware UTC times."""

    def __init__(self, sender: Sender, *, now: Callable[[], datetime]) -> None:
        self._sender = sender
        self._now = now

    async def record_types(self, *, refresh: bool = False) -> tuple[str, ...]:
        """Names of the record types that the role sees, in NetSuite's spelling, sorted."""
        reply = await self._sender.send(Request("GET", f"{paths.RECORD}/metadata-catalog", "list the record types"))
        return tuple(sorted(str(item["name"]) for item in (reply.data or {}).get("items", [])))
