"""The one client: lane, signing, sending, repeating, reading the reply."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from suiteplug.connector.client.one_request import OneRequest
from suiteplug.connector.lanes.size import NO_TERMS, Terms
from suiteplug.connector.retry import RetryPolicy

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from suiteplug.connector.client.hooks import Hook
    from suiteplug.connector.client.redact import Redactor
    from suiteplug.connector.client.transport import Transport
    from suiteplug.connector.errors import NetSuiteConnectorError
    from suiteplug.connector.exchange import Reply, Request
    from suiteplug.connector.lanes.account_lanes import AccountLanes
    from suiteplug.connector.sign_in import SignInRefusal


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientTools:
    """What the client uses of the world outside; replaced in tests.

    ``timeout`` gives a context that raises TimeoutError when it takes longer than so many seconds (None: for ever).
    """

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep
    draw: Callable[[], float] = random.random
    timeout: Callable[[float | None], AbstractAsyncContextManager[Any]] = asyncio.timeout


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Sends requests of one connection. Use it from any task; close it at the end.

    ``credentials`` tells connections of one account apart without showing their secrets. ``explain_sign_in`` looks
    for the cause behind a refused sign-in, which NetSuite does not tell.
    """

    account_id: str
    transport: Transport
    lanes: AccountLanes
    redactor: Redactor
    terms: Terms = NO_TERMS
    longest_s: float = 0.0
    credentials: str = ""
    policy: RetryPolicy = field(default_factory=RetryPolicy)
    hooks: Sequence[Hook] = ()
    tools: ClientTools = field(default_factory=ClientTools)
    explain_sign_in: Callable[[SignInRefusal], Awaitable[NetSuiteConnectorError]] | None = None

    async def send(self, request: Request) -> Reply:
        """Send, repeat where that is safe, and give the reply.

        Raises:
            DeadlineError: The deadline of the call passed before anything was sent.
            NetworkError: NetSuite could not be reached; nothing was sent.
            OutcomeUnknownError: A write was sent and its answer was lost.
            NetSuiteConnectorError: The branch that the refusal belongs to.
        """
        return await OneRequest(self, request).run()

    async def close(self) -> None:
        """Close the connection pool, and give back what other processes may use."""
        await self.transport.close()
        await self.lanes.leave(self.terms, self.longest_s)
