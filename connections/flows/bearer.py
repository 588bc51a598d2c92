"""The life of an access token: fetched once however many requests wait for it, shared, renewed in time."""

from __future__ import annotations

import copy
from abc import abstractmethod
from typing import TYPE_CHECKING

from suiteplug.connections.flows.flow import UNAUTHORIZED, ConnectionAuth
from suiteplug.connector.errors import NetSuiteConnectorError, SignInError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from datetime import datetime

    import httpx

    from suiteplug.connector.account import Account
    from suiteplug.connector.token_store import Token, TokenStore

MARGIN_S = 60.0
"""A token that ends sooner than this is renewed before it is used."""


class BearerAuth(ConnectionAuth):
    """Signs with an access token; subclasses say how to ask for one and how to read the answer.

    A 401 gets one new token and one repeat, unless the refused token was fresh from the endpoint: then the role or
    the scope is at fault, and another token would be refused as well.
    """

    def __init__(self, account: Account, tokens: TokenStore, key: str, now: Callable[[], datetime]) -> None:
        super().__init__(account)
        self._tokens = tokens
        self._key = key
        self._now = now
        self._token: Token | None = None
        self._refusals = 0
        self._last_refusal: SignInError | None = None

    @abstractmethod
    def token_request(self, current: Token | None, like: httpx.Request) -> httpx.Request:
        """The request for a new token. Raises SignInError when none can be asked for."""

    @abstractmethod
    def token_from(self, reply: httpx.Response, current: Token | None) -> Token:
        """The token in the reply, which is read. Raises an error of the tree when it is refused."""

    def stored(self) -> Token | None:
        """The newest token that any process has, asked for while the key is held."""
        return self._tokens.load(self._key)

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Sign, and once more with a new token after a 401. Errors raised here mean: the request was not sent."""
        self.check_host(request)
        refused = ""
        for is_last in (False, True):
            token, is_new = self._usable(self._token, refused), False
            if token is None:
                seen = self._refusals
                async with self._tokens.exclusive(self._key):
                    self._share_refusal(since=seen)
                    current = self.stored()
                    token = self._usable(current, refused)
                    if token is None:
                        reply = yield self._ask(current, request)
                        await reply.aread()
                        token, is_new = self._take(reply, current), True
                    self._token = token
            request.headers["authorization"] = f"Bearer {token.access_token}"
            response = yield request
            if response.status_code != UNAUTHORIZED or is_new or is_last:
                return
            refused = token.access_token

    def _usable(self, token: Token | None, refused: str) -> Token | None:
        """The token, when it lives long enough and is not the one just refused."""
        if token is None or not token.access_token or token.access_token == refused:
            return None
        return token if token.expires_at - self._now().timestamp() > MARGIN_S else None

    def _share_refusal(self, since: int) -> None:
        """Who waited while a sign-in was refused gets the same refusal: asking again would count towards the lock."""
        if self._refusals != since and self._last_refusal is not None:
            raise copy.copy(self._last_refusal)

    def _ask(self, current: Token | None, request: httpx.Request) -> httpx.Request:
        try:
            return self.token_request(current, request)
        except SignInError as error:
            self._note(error)
            raise

    def _take(self, reply: httpx.Response, current: Token | None) -> Token:
        """Read the new token and store it before anybody uses it: a lost refresh token ends the chain."""
        try:
            token = self.token_from(reply, current)
        except NetSuiteConnectorError as error:
            if isinstance(error, SignInError):
                self._note(error)
            raise
        self._token = token
        self._tokens.save(self._key, token)
        return token

    def _note(self, error: SignInError) -> None:
        self._refusals += 1
        self._last_refusal = copy.copy(error)
