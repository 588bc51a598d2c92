"""Requests to NetSuite's OAuth 2.0 token endpoint, and reading its successes.

Oracle help: section_158081952044, section_162755359851, section_161071224088.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, urlencode

import httpx

from suiteplug.connections.diagnosis.token_endpoint_errors import Grant, explain_token_reply, unusable_reply

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from suiteplug.connector.account import Account

_OAUTH = "/services/rest/auth/oauth2/v1"
_USUAL_LIFETIME_S = 3600.0
_OK = 200


@dataclass(frozen=True, slots=True, repr=False)
class Issued:
    """A token reply. ``refresh_token`` is empty where NetSuite sends none."""

    access_token: str
    lifetime_s: float
    refresh_token: str = ""


def token_url(account: Account) -> str:
    """Where tokens are asked for; also the audience of an assertion."""
    return f"{account.origin()}{_OAUTH}/token"


def revoke_url(account: Account) -> str:
    """Where a refresh token is revoked."""
    return f"{account.origin()}{_OAUTH}/revoke"


def post_form(
    url: str, fields: Mapping[str, str], headers: Mapping[str, str], like: httpx.Request | None = None
) -> httpx.Request:
    """A form post that takes its time-outs and user agent from the request it is made for."""
    own = {"accept": "application/json", "content-type": "application/x-www-form-urlencoded", **headers}
    if like is not None and "user-agent" in like.headers:
        own["user-agent"] = like.headers["user-agent"]
    timeout = like.extensions.get("timeout") if like is not None else None
    extensions = {"timeout": timeout} if timeout is not None else {}
    return httpx.Request("POST", url, headers=own, content=urlencode(fields).encode(), extensions=extensions)


def client_authentication(client_id: str, client_secret: str | None) -> tuple[dict[str, str], dict[str, str]]:
    """Headers and form fields that say who the client is: Basic with a secret, the bare ID without one."""
    if client_secret is None:
        return {}, {"client_id": client_id}
    pair = f"{quote_plus(client_id)}:{quote_plus(client_secret)}"
    return {"authorization": "Basic " + b64encode(pair.encode()).decode()}, {}


def read_issued(reply: httpx.Response, grant: Grant, now: datetime) -> Issued:
    """The token in a reply that has been read to its end.

    Raises:
        SignInError: The endpoint refused; the subclass and the text say why.
        RetryableError: It is busy or down.
        ContractError: It answered something that is no token reply.
    """
    if reply.status_code != _OK:
        raise explain_token_reply(reply, grant, now)
    body = _json_object(reply)
    token, kind = body.get("access_token"), body.get("token_type", "bearer")
    if not isinstance(token, str) or not token or not isinstance(kind, str) or kind.lower() != "bearer":
        raise unusable_reply(reply)
    refresh = body.get("refresh_token")
    return Issued(token, _lifetime(body.get("expires_in")), refresh if isinstance(refresh, str) else "")


def _json_object(reply: httpx.Response) -> dict[str, Any]:
    try:
        body = reply.json()
    except ValueError:
        raise unusable_reply(reply) from None
    if not isinstance(body, dict):
        raise unusable_reply(reply)
    return body


def _lifetime(value: object) -> float:
    """Seconds; NetSuite always says 3600, as a number or as text."""
    try:
        seconds = float(value) if isinstance(value, str | int | float) else _USUAL_LIFETIME_S
    except ValueError:
        return _USUAL_LIFETIME_S
    return seconds if seconds > 0 else _USUAL_LIFETIME_S
