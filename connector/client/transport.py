"""The only module of the connector that talks HTTP: sends one attempt and says how it went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx

from suiteplug.connector.errors import InputError
from suiteplug.connector.retry import Failure
from suiteplug.connector.sign_in import PlainReply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.account import Account
    from suiteplug.connector.exchange import Request

_USER_AGENT = "suiteplug/0.1"
_TRAIL = "suiteplug.trail"


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP reply, read to its end and decoded."""

    status: int
    headers: Mapping[str, str]
    content: bytes


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """No usable reply: how the attempt failed and a sentence about it."""

    failure: Failure
    reason: str


@dataclass(slots=True)
class Trail:
    """How far an attempt has come: whether the request itself, not one that signs in for it, is on its way."""

    sent: bool = False


async def _note_sending(message: httpx.Request) -> None:
    trail = message.extensions.get(_TRAIL)
    if isinstance(trail, Trail):
        trail.sent = True


class Transport:
    """A keep-alive pool to one account's hosts. Redirects are never followed."""

    def __init__(
        self,
        account: Account,
        auth: httpx.Auth,
        *,
        timeout_s: float,
        connections: int,
        http: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._account = account
        self._auth = auth
        self._timeout_s = timeout_s
        limits = httpx.Limits(max_connections=connections + 2, max_keepalive_connections=connections + 2)
        self._client = httpx.AsyncClient(
            transport=http,
            limits=limits,
            follow_redirects=False,
            timeout=self._timeouts(timeout_s),
            trust_env=http is None,
            event_hooks={"request": [_note_sending]},
        )

    @staticmethod
    def _timeouts(seconds: float) -> httpx.Timeout:
        # connecting is quick or never; only the reply may take NetSuite's time
        return httpx.Timeout(seconds, connect=min(seconds, 15.0), pool=None)

    def url_of(self, request: Request) -> str:
        """The whole URL; raises InputError when it would leave the account's hosts."""
        url = self._account.origin(request.service) + request.path
        if request.query:
            url += "?" + "&".join(f"{_encoded(key)}={_encoded(value)}" for key, value in request.query)
        if not self._account.owns(url):
            raise InputError(
                f"'{request.path}' leads to another host.",
                code="FOREIGN_HOST",
                field="path",
                fix="Give a path on the account's own host, starting with one slash.",
            )
        return url

    async def attempt(
        self, request: Request, url: str, trail: Trail | None = None, *, time_left_s: float | None = None
    ) -> Answer | NoAnswer:
        """Send once. Errors of signing in pass through; failures of the wire come back as NoAnswer.

        ``trail`` notes that the request itself is on its way; ``time_left_s`` may be shorter than its time-out.
        """
        message = httpx.Request(request.method, url, headers=self._headers(request), content=request.content)
        timeout_s = request.timeout_s or self._timeout_s
        if time_left_s is not None:
            timeout_s = min(timeout_s, max(0.001, time_left_s))
        message.extensions = {"timeout": self._timeouts(timeout_s).as_dict(), _TRAIL: trail}
        try:
            response = await self._client.send(message, auth=self._auth)
        except httpx.RequestError as error:
            return _classify(error, message, timeout_s)
        return Answer(response.status_code, response.headers, response.content)

    async def plain_get(self, url: str, headers: Mapping[str, str]) -> PlainReply | None:
        """A GET without credentials, once; None when no answer came."""
        try:
            response = await self._client.get(url, headers=dict(headers), auth=None)
        except httpx.RequestError:
            return None
        return PlainReply(response.status_code, response.headers, response.content)

    def _headers(self, request: Request) -> dict[str, str]:
        headers = {"accept": "application/json", "accept-encoding": "gzip", "user-agent": _USER_AGENT}
        if request.content_type:
            headers["content-type"] = request.content_type
        headers.update({name.lower(): value for name, value in request.headers.items()})
        return headers

    async def close(self) -> None:
        """Close the pool."""
        await self._client.aclose()


def _encoded(text: str) -> str:
    return quote(text, safe="")


def _classify(error: httpx.RequestError, sent: httpx.Request, timeout_s: float) -> NoAnswer:
    """Whether NetSuite can have seen the request.

    An exception about another request than ours belongs to fetching a token: ours never left.
    """
    about_token = error.request.url != sent.url
    if about_token:
        return NoAnswer(Failure.NEVER_SENT, f"no token could be fetched ({_words(error)})")
    if isinstance(
        error,
        httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout | httpx.UnsupportedProtocol | httpx.ProxyError,
    ):
        return NoAnswer(Failure.NEVER_SENT, f"{sent.url.host} could not be reached ({_words(error)})")
    if isinstance(error, httpx.TimeoutException):
        return NoAnswer(Failure.LOST, f"no reply within {timeout_s:g} s")
    return NoAnswer(Failure.LOST, f"the connection broke before the reply was complete ({_words(error)})")


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
