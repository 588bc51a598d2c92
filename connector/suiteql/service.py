"""The SuiteQL service: one page, or all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.connector import bodies, paths
from suiteplug.connector.exchange import Request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.exchange import Sender

_HEADERS = {"prefer": "transient"}


class SuiteqlService:
    """Runs SuiteQL. ``date_format`` is the one of the connection's user (``M/D/YYYY``)."""

    def __init__(self, sender: Sender, *, date_format: str) -> None:
        self._sender = sender
        self._date_format = date_format

    async def page(
        self, query: str, params: Sequence[str] = (), *, limit: int = 1000, offset: int = 0
    ) -> dict[str, Any]:
        """One page as NetSuite gives it."""
        body: dict[str, Any] = {"q": query}
        if params:
            body["params"] = list(params)
        reply = await self._sender.send(
            Request(
                "POST",
                f"{paths.QUERY}/suiteql",
                "run the query",
                query=(("limit", str(limit)), ("offset", str(offset))),
                headers=_HEADERS,
                content=bodies.encode(body),
                content_type=bodies.JSON,
            )
        )
        return dict(reply.data or {})
