"""The use of another client's transport, which closing the user must not close."""

from __future__ import annotations

import httpx


class BorrowedTransport(httpx.AsyncBaseTransport):
    """Hands requests on; its own end changes nothing."""

    def __init__(self, http: httpx.AsyncBaseTransport) -> None:
        self._http = http

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Hand it on."""
        return await self._http.handle_async_request(request)


def plain_client(http: httpx.AsyncBaseTransport | None, timeout_s: float) -> httpx.AsyncClient:
    """A client without sign-in that follows no redirect, over ``http`` or a pool of its own."""
    transport = None if http is None else BorrowedTransport(http)
    return httpx.AsyncClient(transport=transport, timeout=timeout_s, trust_env=http is None, follow_redirects=False)
