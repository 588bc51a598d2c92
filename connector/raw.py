"""Any request on the account's own services, for what has no action yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suiteplug.connector.exchange import Reply, Request, Sender


class RawService:
    """Sends requests as they are given."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def send(self, request: Request) -> Reply:
        """The reply, or the error that NetSuite's refusal is."""
        return await self._sender.send(request)
