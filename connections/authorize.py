"""Signing in through the browser, and taking the consent back.

Oracle help: section_158081944642 (step one), section_158081952044 (step two), section_161071224088 (revoke).
"""

from __future__ import annotations

import asyncio
import hmac
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import httpx

from suiteplug.connections.diagnosis.token_endpoint_errors import Grant, explain_token_reply
from suiteplug.connections.flows.borrowed_transport import plain_client
from suiteplug.connections.flows.loopback import listen
from suiteplug.connections.flows.token_endpoint import (
    client_authentication,
    post_form,
    read_issued,
    revoke_url,
    token_url,
)
from suiteplug.connections.signing.jwt_times import expiry_of
from suiteplug.connections.signing.pkce import ProofKey, new_state
from suiteplug.connector.account import Service
from suiteplug.connector.errors import InvalidConnectionError, NetworkError, SignInError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from suiteplug.connections.flows.loopback import CallbackListener
    from suiteplug.connections.flows.token_endpoint import Issued
    from suiteplug.connections.oauth_authorization_code import OAuthAuthorizationCode
    from suiteplug.connector.token_store import TokenStore

_AUTHORIZE_PATH = "/app/login/oauth2/authorize.nl"
_LOOPBACK = {"localhost": "127.0.0.1", "127.0.0.1": "127.0.0.1", "::1": "::1"}
_CONFIDENTIAL_LIFE = timedelta(days=7)
_FROM_SIGN_IN: tuple[str, ...] = ("access_token", "refresh_token", "obtained_at", "refresh_token_expires_at")
_TIMEOUT_S = 60.0
_ERROR_STATUS = 400


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, repr=False)
class AuthorizationRequest:
    """Step one: the address to open, and what its answer is checked against."""

    url: str
    redirect_uri: str
    state: str
    proof: ProofKey


def start(
    model: OAuthAuthorizationCode,
    redirect_uri: str | None = None,
    *,
    proof: ProofKey | None = None,
    state: str | None = None,
) -> AuthorizationRequest:
    """Make the authorization request, for hosts that have a callback of their own."""
    proof, state, target = proof or ProofKey.new(), state or new_state(), redirect_uri or model.redirect_uri
    parameters = {
        "response_type": "code",
        "client_id": model.client_id,
        "redirect_uri": target,
        "scope": " ".join(model.scope),
        "state": state,
        "code_challenge": proof.challenge,
        "code_challenge_method": "S256",
    }
    url = f"{model.account.origin(Service.APP)}{_AUTHORIZE_PATH}?{urlencode(parameters)}"
    return AuthorizationRequest(url, target, state, proof)


async def finish(
    model: OAuthAuthorizationCode,
    request: AuthorizationRequest,
    callback: Mapping[str, str],
    *,
    now: Callable[[], datetime] = _utc_now,
    http: httpx.AsyncBaseTransport | None = None,
) -> OAuthAuthorizationCode:
    """Step two: check the callback's parameters, exchange the code; gives the connection with its tokens.

    Raises:
        SignInError: Wrong state, another account, Deny, or a refused code.
    """
    code = _checked_code(model, request, callback)
    secret = model.client_secret
    headers, fields = client_authentication(model.client_id, secret.get_secret_value() if secret else None)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": request.redirect_uri,
        "code_verifier": request.proof.verifier,
        **fields,
    }
    reply = await _send(post_form(token_url(model.account), form, headers), http)
    moment = now()
    return _signed_in(model, read_issued(reply, Grant.CODE, moment), moment)


async def authorize(
    model: OAuthAuthorizationCode,
    open_browser: Callable[[str], None],
    *,
    port: int | None = None,
    paste: Callable[[], Awaitable[str]] | None = None,
    wait_s: float = 300.0,
    tokens: TokenStore | None = None,
    now: Callable[[], datetime] = _utc_now,
    http: httpx.AsyncBaseTransport | None = None,
) -> OAuthAuthorizationCode:
    """Let a person sign in; gives the connection with its tokens, which the caller saves.

    With an ``http://localhost...`` redirect URI a listener on this machine takes the answer. With any other, the
    person pastes the address that the browser ends on.

    Args:
        model: The connection; tokens in it are replaced.
        open_browser: Shows the address to the person.
        port: Listens here instead of the port in the redirect URI, which is changed to match; 0 takes a free one.
        paste: Asks for the address the browser ended on.
        wait_s: Seconds the person may take.
        tokens: Tokens of the consent before this one are forgotten there.
        now: Aware time.
        http: Transport of the token request.

    Raises:
        SignInError: The person pressed Deny or took too long, or the answer does not belong to this request.
        InvalidConnectionError: The redirect URI is not on this machine and there is no ``paste``; or its port is taken.
    """
    target = urlsplit(model.redirect_uri)
    if target.scheme == "http" and target.hostname in _LOOPBACK:
        request, callback = await _by_listener(model, open_browser, port, wait_s)
    elif paste is not None:
        request = start(model)
        open_browser(request.url)
        callback = dict(parse_qsl(urlsplit((await paste()).strip()).query, keep_blank_values=True))
    else:
        raise InvalidConnectionError(
            "The redirect URI does not lead to this machine, so the answer cannot be taken here.",
            code="REDIRECT_ELSEWHERE",
            field="redirect_uri",
            fix="Register http://localhost:8910/callback, or paste the address that the browser ends on.",
        )
    signed_in = await finish(model, request, callback, now=now, http=http)
    if tokens is not None:
        model.forget_tokens(tokens)
    return signed_in


async def revoke(
    model: OAuthAuthorizationCode,
    tokens: TokenStore,
    *,
    now: Callable[[], datetime] = _utc_now,
    http: httpx.AsyncBaseTransport | None = None,
) -> OAuthAuthorizationCode:
    """Take the consent back: the refresh token and all its access tokens end. Gives the connection without them.

    Raises:
        SignInError: NetSuite refused; the tokens are still in place.
    """
    current = tokens.load(model.token_key) or model.first_token()
    if current is not None and current.refresh_token:
        secret = model.client_secret
        headers, fields = client_authentication(model.client_id, secret.get_secret_value() if secret else None)
        form = {"token": current.refresh_token, **fields}
        reply = await _send(post_form(revoke_url(model.account), form, headers), http)
        if reply.status_code >= _ERROR_STATUS or reply.is_redirect:
            raise explain_token_reply(reply, Grant.REVOKE, now())
    tokens.forget(model.token_key)
    return model.model_copy(update=dict.fromkeys(_FROM_SIGN_IN))


async def _by_listener(
    model: OAuthAuthorizationCode, open_browser: Callable[[str], None], port: int | None, wait_s: float
) -> tuple[AuthorizationRequest, dict[str, str]]:
    target = urlsplit(model.redirect_uri)
    host = target.hostname or "localhost"
    wanted = port if port is not None else target.port or 0
    async with AsyncExitStack() as stack:
        listener = await _open_listener(stack, _LOOPBACK[host], wanted, target.path or "/")
        shown = f"[{host}]" if ":" in host else host
        redirect_uri = model.redirect_uri
        if listener.port != target.port:
            redirect_uri = urlunsplit(target._replace(netloc=f"{shown}:{listener.port}"))
        request = start(model, redirect_uri)
        await asyncio.to_thread(open_browser, request.url)
        try:
            return request, await listener.answer(wait_s)
        except TimeoutError:
            raise SignInError(
                f"Nobody signed in within {wait_s:g} seconds.",
                code="SIGN_IN_TIMED_OUT",
                cause="The browser did not come back. NetSuite shows a page and does not come back when the client ID "
                "or the redirect URI is not the registered one.",
                fix="Compare client_id and redirect_uri with the integration record, then try again.",
            ) from None


async def _open_listener(stack: AsyncExitStack, host: str, port: int, path: str) -> CallbackListener:
    try:
        return await stack.enter_async_context(listen(host, port, path))
    except OSError as error:
        raise InvalidConnectionError(
            f"Port {port} of this machine cannot be used for the callback.",
            code="CALLBACK_PORT_TAKEN",
            field="redirect_uri",
            cause=f"{error.strerror or 'It cannot be opened'}.",
            fix="Stop what uses it, or choose another port.",
        ) from None


def _checked_code(model: OAuthAuthorizationCode, request: AuthorizationRequest, callback: Mapping[str, str]) -> str:
    """The code, once it is sure that the callback answers this very request."""
    if not hmac.compare_digest(callback.get("state", "").encode(), request.state.encode()):
        raise SignInError(
            "The answer does not belong to this sign-in (wrong state); it was not used.",
            code="STATE_MISMATCH",
            cause="It comes from an older window, or somebody tries to slip in another account.",
            fix="Close old windows and sign in again.",
        )
    if error := callback.get("error"):
        raise _refused_by_page(error)
    if (company := callback.get("company")) and company.upper().replace("-", "_") != model.account.account_id:
        raise SignInError(
            "The person signed in to another account than the connection names.",
            code="OTHER_ACCOUNT",
            field="account_id",
            fix=f"Choose account {model.account.account_id} in the browser, or correct account_id.",
        )
    code = callback.get("code", "")
    if not code:
        raise SignInError("The answer holds no code.", code="NO_CODE", fix="Sign in again; paste the whole address.")
    return code


_PAGE_ERRORS = {
    "access_denied": ("The person pressed Deny or went back.", "Sign in again and press Allow."),
    "invalid_scope": (
        "The integration record does not offer a scope that was asked for.",
        "Tick the scopes on the integration record, or ask for less in scope.",
    ),
    "invalid_request": (
        "NetSuite found a parameter missing or wrong.",
        "Compare client_id, redirect_uri and scope with the integration record.",
    ),
}


def _refused_by_page(error: str) -> SignInError:
    cause, fix = _PAGE_ERRORS.get(error, ("NetSuite ended the sign-in.", "See the Login Audit Trail, column Detail."))
    code = error if error.replace("_", "").isalpha() and len(error) <= 40 else "AUTHORIZATION_REFUSED"  # noqa: PLR2004
    return SignInError("NetSuite did not authorize the connection.", code=code, cause=cause, fix=fix)


def _signed_in(model: OAuthAuthorizationCode, issued: Issued, moment: datetime) -> OAuthAuthorizationCode:
    stated = expiry_of(issued.refresh_token)
    ends = datetime.fromtimestamp(stated, UTC) if stated is not None else None
    if ends is None and not model.is_public:
        ends = moment + _CONFIDENTIAL_LIFE
    fields = model.model_dump(exclude_none=True, exclude_unset=True, context={"reveal": True})
    fields.pop("refresh_token_expires_at", None)
    tokens = {
        "access_token": issued.access_token,
        "refresh_token": issued.refresh_token or None,
        "obtained_at": moment,
        **({"refresh_token_expires_at": ends} if ends else {}),
    }
    return type(model).model_validate({**fields, **tokens})


async def _send(request: httpx.Request, http: httpx.AsyncBaseTransport | None) -> httpx.Response:
    """Send one request to the token endpoint; redirects are not followed."""
    request.extensions["timeout"] = httpx.Timeout(_TIMEOUT_S).as_dict()
    async with plain_client(http, _TIMEOUT_S) as client:
        try:
            return await client.send(request)
        except httpx.HTTPError as error:
            raise NetworkError(
                "NetSuite's token endpoint could not be reached.",
                code="NOT_REACHED",
                cause=f"{type(error).__name__}.",
                fix="Check the account ID and the network, then sign in again.",
            ) from None
