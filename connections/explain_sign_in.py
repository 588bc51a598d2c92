"""Why NetSuite did not let a connection in: it says the same 401 for many causes, so look around.

In this order: this machine's clock, whether the account exists, one question more where the kind of connection has
one, and at last what the reply itself allows to say.
"""

from __future__ import annotations

import asyncio
import copy
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx

from suiteplug.connections.borrowed_transport import plain_client
from suiteplug.connections.clock_skew import find_clock_skew
from suiteplug.connector.account_lookup import LOOKUP_HEADERS, lookup_url, read_lookup
from suiteplug.connector.errors import ClockSkewError, ReauthorizationRequiredError
from suiteplug.connector.sign_in import PlainReply, SignInRefusal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from datetime import datetime, timedelta

    from suiteplug.connector.connection_model import ConnectionModel
    from suiteplug.connector.errors import ConnectionSetupError, SignInError
    from suiteplug.connector.sign_in import PlainGet

_SURE = (ClockSkewError, ReauthorizationRequiredError)
_TIMEOUT_S = 15.0
_REMEMBER_S = 60.0


class SignInDoctor:
    """Explains the refusals of one connection; many refusals in a row cost one look around."""

    def __init__(
        self, model: ConnectionModel, *, now: Callable[[], datetime], http: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._model = model
        self._now = now
        self._http = http
        self._lock = asyncio.Lock()
        self._finding: ConnectionSetupError | None = None
        self._looked_at: datetime | None = None

    async def explain(
        self, error: SignInError, url: str = "", headers: Mapping[str, str] | None = None
    ) -> ConnectionSetupError:
        """The error to raise instead; never raises itself.

        Args:
            error: As read from the refusing reply, or as raised by the sign-in flow.
            url: Of the refused request; unused, for hosts that hand it over.
            headers: Of the refusing reply.
        """
        del url
        if isinstance(error, _SURE):
            return error
        refusal = SignInRefusal(error, self._now(), headers or {})
        finding = self._skew(refusal.headers, refusal) or await self._look_around(refusal)
        return finding or self._model.explain_refusal(refusal)

    async def _look_around(self, refusal: SignInRefusal) -> ConnectionSetupError | None:
        async with self._lock:
            if not self._is_recent(refusal.received_at):
                async with plain_get(self._http) as get:
                    self._finding = await self._ask(refusal, get)
                self._looked_at = refusal.received_at
        if self._finding is None:
            return None
        finding = copy.copy(self._finding)
        finding.request, finding.operation_id = refusal.error.request, refusal.error.operation_id
        return finding

    async def _ask(self, refusal: SignInRefusal, get: PlainGet) -> ConnectionSetupError | None:
        account = self._model.account
        reply = await get(lookup_url(account), LOOKUP_HEADERS)
        if reply is not None:
            found = read_lookup(account, reply) or self._skew(reply.headers, refusal)
            if found is not None:
                return found
        return await self._model.look_closer(refusal, get)

    def _skew(self, headers: Mapping[str, str], refusal: SignInRefusal) -> ClockSkewError | None:
        """A clock that is off explains a refused token request or signature, not a refused token."""
        if refusal.error.request is not None and not self._model.signs_the_time:
            return None
        return find_clock_skew(headers, self._now(), http_status=refusal.error.http_status)

    def _is_recent(self, at: datetime) -> bool:
        if self._looked_at is None:
            return False
        since: timedelta = at - self._looked_at
        return 0 <= since.total_seconds() < _REMEMBER_S


async def explain(
    model: ConnectionModel,
    error: SignInError,
    url: str = "",
    *,
    now: Callable[[], datetime],
    http: httpx.AsyncBaseTransport | None = None,
    headers: Mapping[str, str] | None = None,
) -> ConnectionSetupError:
    """Explain one refusal. A client that may meet many keeps a ``SignInDoctor``."""
    return await SignInDoctor(model, now=now, http=http).explain(error, url, headers)


@asynccontextmanager
async def plain_get(http: httpx.AsyncBaseTransport | None = None) -> AsyncIterator[PlainGet]:
    """A sender of unsigned GETs. With ``http`` it goes through that transport, which stays open."""
    async with plain_client(http, _TIMEOUT_S) as client:

        async def get(url: str, headers: Mapping[str, str]) -> PlainReply | None:
            try:
                reply = await client.get(url, headers=dict(headers))
            except httpx.HTTPError:
                return None  # what could not be asked proves nothing
            return PlainReply(reply.status_code, reply.headers, reply.content)

        yield get
