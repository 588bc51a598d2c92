"""Why NetSuite did not let a connection in: it says the same 401 for many causes, so look around.

In this order: this machine's clock, whether the account exists, one question more where the kind of connection has
one, and at last what the reply itself allows to say.
"""

from __future__ import annotations

import asyncio
import copy
from typing import TYPE_CHECKING

from suiteplug.connections.diagnosis.clock_skew import find_clock_skew
from suiteplug.connections.diagnosis.token_endpoint_errors import is_about_tokens
from suiteplug.connector.account_lookup import LOOKUP_HEADERS, lookup_url, read_lookup
from suiteplug.connector.errors import ClockSkewError, ReauthorizationRequiredError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from suiteplug.connector.connection_model import ConnectionModel
    from suiteplug.connector.errors import ConnectionSetupError
    from suiteplug.connector.sign_in import PlainGet, SignInRefusal

_SURE = (ClockSkewError, ReauthorizationRequiredError)
_SAID_PLAINLY = frozenset({"TWO_FA_REQD"})
"""Codes that name the cause themselves (Oracle help: section_4634920277)."""

_REMEMBER_S = 60.0


class SignInDoctor:
    """Explains the refusals of one connection. Many in a row cost one look around, not one each."""

    def __init__(self, model: ConnectionModel, get: PlainGet) -> None:
        self._model = model
        self._get = get
        self._lock = asyncio.Lock()
        self._finding: ConnectionSetupError | None = None
        self._looked_at: datetime | None = None

    async def explain(self, refusal: SignInRefusal) -> ConnectionSetupError:
        """The error to raise instead of the one in ``refusal``; never raises itself."""
        if isinstance(refusal.error, _SURE) or refusal.error.code in _SAID_PLAINLY:
            return refusal.error
        finding = self._skew(refusal.headers, refusal) or await self._look_around(refusal)
        return finding or self._model.explain_refusal(refusal)

    async def _look_around(self, refusal: SignInRefusal) -> ConnectionSetupError | None:
        async with self._lock:
            if not self._is_recent(refusal.received_at):
                self._finding = await self._ask(refusal)
                self._looked_at = refusal.received_at
        if self._finding is None:
            return None
        finding = copy.copy(self._finding)
        finding.request, finding.operation_id = refusal.error.request, refusal.error.operation_id
        return finding

    async def _ask(self, refusal: SignInRefusal) -> ConnectionSetupError | None:
        account = self._model.account
        reply = await self._get(lookup_url(account), LOOKUP_HEADERS)
        if reply is not None:
            found = read_lookup(account, reply) or self._skew(reply.headers, refusal)
            if found is not None:
                return found
        return await self._model.look_closer(refusal, self._get)

    def _skew(self, headers: Mapping[str, str], refusal: SignInRefusal) -> ClockSkewError | None:
        """A clock that is off explains a refused token request or signature, not a refused token."""
        if not (self._model.signs_the_time or is_about_tokens(refusal.error)):
            return None
        return find_clock_skew(headers, refusal.received_at, http_status=refusal.error.http_status)

    def _is_recent(self, at: datetime) -> bool:
        return self._looked_at is not None and 0 <= (at - self._looked_at).total_seconds() < _REMEMBER_S
