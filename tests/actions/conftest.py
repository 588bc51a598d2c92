"""A connector whose wire to the emulator can be watched and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from suiteplug.emulator.app import create_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

    Fits = Callable[[httpx.Request], bool]
    Change = Callable[[httpx.Request, httpx.Response], httpx.Response]


class Wire(httpx.AsyncBaseTransport):
    """The way to the emulator. ``sent`` holds every request that went over it."""

    def __init__(self, account: Account) -> None:
        self._emulator = httpx.ASGITransport(create_app(account))
        self.sent: list[httpx.Request] = []
        self._losses: list[Fits] = []
        self._change: Change | None = None

    def lose_answer(self, fits: Fits, times: int = 1) -> None:
        """Lose the answers of the first requests that fit: NetSuite has done them, and nobody hears of it."""
        self._losses += [fits] * times

    def rewrite(self, change: Change) -> None:
        """Change answers on their way back."""
        self._change = change

    def count(self, *methods: str) -> int:
        """How many requests of these methods were sent."""
        return sum(request.method in methods for request in self.sent)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        response = await self._emulator.handle_async_request(request)
        for loss in self._losses:
            if loss(request):
                self._losses.remove(loss)
                raise httpx.ReadTimeout("the answer was lost", request=request)
        if self._change is None:
            return response
        await response.aread()
        return self._change(request, response)


@pytest.fixture
def wire(account: Account) -> Wire:
    return Wire(account)


@pytest.fixture
def over_wire(wire: Wire, connect: Callable[..., NetSuite]) -> NetSuite:
    """The connector on the watched wire."""
    return connect("tba", http=wire)
