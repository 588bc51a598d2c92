"""Keys that are made once for all tests of the connections, a clock, and a token server that answers as told."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import httpx
import pytest

from suiteplug.connections.signing.certificate import NewCertificate, new_certificate
from suiteplug.emulator.account import Account
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def pairs() -> dict[str, NewCertificate]:
    """A key and certificate of each kind that NetSuite takes."""
    return {
        "RSA 3072": new_certificate("rsa", now=NOW),
        "EC 256": new_certificate("ec", now=NOW),
        "EC 384": new_certificate("ec", bits=384, now=NOW),
        "EC 521": new_certificate("ec", bits=521, now=NOW),
    }


@pytest.fixture
def pair(pairs: dict[str, NewCertificate]) -> NewCertificate:
    """The usual one."""
    return pairs["EC 256"]


class MovableClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture
def now() -> MovableClock:
    """The clock of a test."""
    return MovableClock()


@dataclass
class FakeNetSuite:
    """Takes token requests and calls; what it answers can be replaced. It keeps all requests it saw."""

    issue: Callable[[dict[str, str], int], httpx.Response]
    answer: Callable[[httpx.Request], httpx.Response] = lambda _request: httpx.Response(200, json={"ok": True})
    token_requests: list[httpx.Request] = field(default_factory=list)
    calls: list[httpx.Request] = field(default_factory=list)

    async def __call__(self, message: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)  # as on a wire, others get their turn
        request = httpx.Request(  # a flow goes on changing its own
            message.method,
            message.url,
            headers=message.headers,
            content=message.content,
            extensions=message.extensions,
        )
        if request.url.path.startswith("/services/rest/auth/oauth2/v1/"):
            self.token_requests.append(request)
            return self.issue(dict(parse_qsl(request.content.decode())), len(self.token_requests))
        self.calls.append(request)
        return self.answer(request)

    @property
    def forms(self) -> list[dict[str, str]]:
        """Fields of the token requests."""
        return [dict(parse_qsl(request.content.decode())) for request in self.token_requests]

    @property
    def bearers(self) -> list[str]:
        """Access tokens of the calls, in order."""
        return [request.headers["authorization"].removeprefix("Bearer ") for request in self.calls]

    def client(self, auth: httpx.Auth) -> httpx.AsyncClient:
        """A client that is signed in to this NetSuite."""
        return httpx.AsyncClient(transport=httpx.MockTransport(self), auth=auth)


def numbered(_form: dict[str, str], number: int) -> httpx.Response:
    """Tokens access-1, access-2 ... of an hour."""
    body: dict[str, Any] = {"access_token": f"access-{number}", "expires_in": 3600, "token_type": "Bearer"}
    return httpx.Response(200, json=body)


@pytest.fixture
def fake() -> FakeNetSuite:
    """Issues numbered access tokens and answers 200 to everything."""
    return FakeNetSuite(numbered)


@pytest.fixture
def account() -> Iterator[Account]:
    """An emulated account without a company: signing in needs none."""
    with Account.open(Settings(seed="empty")) as opened:
        yield opened
