"""An httpx transport that ends in an account of the same process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from suiteplug.emulator.app import create_app
from suiteplug.emulator.faults.connection import READ_TIMEOUT_S

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account


class AccountTransport(httpx.AsyncBaseTransport):
    """Like ``httpx.ASGITransport``, but knows the caller's time limit.

    A reply that a fault script holds back for longer is a ``ReadTimeout`` at once; nobody waits for either.
    """

    def __init__(self, account: Account) -> None:
        self._app = create_app(account)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer, or raise what httpx raises for a broken connection."""
        limits = request.extensions.get("timeout") or {}

        async def app(scope: Any, receive: Any, send: Any) -> None:
            extensions = {**(scope.get("extensions") or {}), READ_TIMEOUT_S: limits.get("read")}
            await self._app({**scope, "extensions": extensions}, receive, send)

        return await httpx.ASGITransport(app).handle_async_request(request)
