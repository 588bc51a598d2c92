"""What the token endpoint's refusals mean, per grant. Data, and the reading of a reply.

Bodies are ``{"error": "..."}`` without a description (Oracle help: subsect_158521832417); the true reason stands in
the login audit trail only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from suiteplug.connections.diagnosis.audit_trail import AUDIT_TRAIL_PAGE
from suiteplug.connections.diagnosis.clock_skew import find_clock_skew
from suiteplug.connector import errors as e

if TYPE_CHECKING:
    from datetime import datetime

    import httpx

_M2M_PAGE = "Setup > Integration > Manage Authentication > OAuth 2.0 Client Credentials (M2M) Setup"
_RECORD_PAGE = "Setup > Integration > Manage Integrations > (the record)"
_AUDIT = f"The true reason stands under {AUDIT_TRAIL_PAGE}, column Detail."
_OAUTH_PATH = "/services/rest/auth/oauth2/"
_TOO_MANY, _SERVER_ERROR, _REDIRECT, _CLIENT_ERROR = 429, 500, 300, 400


class Grant(StrEnum):
    """What was asked of the endpoint."""

    CLIENT_CREDENTIALS = "client credentials"
    CODE = "authorization code"
    REFRESH = "refresh token"
    REVOKE = "revocation"


@dataclass(frozen=True, slots=True)
class _Meaning:
    kind: type[e.ConnectionSetupError]
    message: str
    cause: str
    fix: str
    field: str = ""


_SIGN_IN_AGAIN = "Sign in again: suiteplug connection authorize NAME."

_SPECIAL: dict[tuple[Grant, str], _Meaning] = {
    (Grant.CLIENT_CREDENTIALS, "invalid_client"): _Meaning(
        e.SignInError,
        "NetSuite does not know this client ID, or does not accept the assertion that goes with it.",
        "The client ID is wrong or of another account, the integration record is blocked, or the certificate ID is "
        "not mapped to it.",
        f"Compare client_id with {_RECORD_PAGE} and certificate_id with {_M2M_PAGE}. {_AUDIT}",
        "client_id",
    ),
    (Grant.CLIENT_CREDENTIALS, "invalid_grant"): _Meaning(
        e.SignInError,
        "NetSuite refused the signed assertion: key, certificate ID and integration record do not belong together.",
        "The private key is not the one of the uploaded certificate; the certificate ID is wrong, revoked or expired "
        "(a sandbox refresh clears it too); or its role or entity is inactive or may not log in with OAuth 2.0.",
        f"Compare certificate_id with {_M2M_PAGE}; upload the certificate of this key again if in doubt. {_AUDIT}",
        "certificate_id",
    ),
    (Grant.CLIENT_CREDENTIALS, "invalid_request"): _Meaning(
        e.SignInError,
        "NetSuite could not read the token request.",
        "The assertion's algorithm, header or times are not accepted.",
        f"Leave algorithm empty so that it follows the key. {_AUDIT}",
        "algorithm",
    ),
    (Grant.CODE, "invalid_grant"): _Meaning(
        e.SignInError,
        "NetSuite refused the authorization code.",
        "The code is used up or too old, or redirect_uri differs from the one it was issued for.",
        _SIGN_IN_AGAIN,
    ),
    (Grant.REFRESH, "invalid_grant"): _Meaning(
        e.ReauthorizationRequiredError,
        "The refresh token is no longer accepted: a person has to sign in again.",
        "It expired or was revoked, or (public client) it was used before and its successor was lost.",
        _SIGN_IN_AGAIN,
        "refresh_token",
    ),
}

_GENERAL: dict[str, _Meaning] = {
    "invalid_client": _Meaning(
        e.SignInError,
        "NetSuite does not accept this client ID and client secret.",
        "One of them is wrong or was reset, the record is of another account, or it is a public client and a secret "
        "was sent (or the other way round).",
        f"Compare client_id with {_RECORD_PAGE}. The secret is shown once: reset the credentials there if it is lost. "
        "Leave client_secret empty for a record marked Public Client.",
        "client_secret",
    ),
    "unauthorized_client": _Meaning(
        e.SignInError,
        "The integration record does not allow this way of signing in.",
        "The box of the grant is not ticked on the record, or the record is blocked.",
        f"Tick 'Client Credentials (Machine to Machine) Grant' or 'Authorization Code Grant' under {_RECORD_PAGE} > "
        "Authentication, and set State to Enabled.",
    ),
    "unsupported_grant_type": _Meaning(
        e.FeatureDisabledError,
        "NetSuite does not offer this way of signing in.",
        "The OAuth 2.0 feature is off, or the account's release is too old.",
        "Switch OAuth 2.0 on under Setup > Company > Enable Features > SuiteCloud > Manage Authentication.",
    ),
    "invalid_scope": _Meaning(
        e.SignInError,
        "The integration record does not offer the scopes that were asked for.",
        "A scope in 'scope' is not ticked on the record.",
        f"Tick REST Web Services and RESTlets under {_RECORD_PAGE} > Authentication > Scope, or ask for less in scope.",
        "scope",
    ),
    "invalid_request": _Meaning(
        e.SignInError,
        "NetSuite could not read the token request.",
        "A parameter is missing or malformed.",
        f"Check client_id and redirect_uri for characters that do not belong there. {_AUDIT}",
    ),
    "invalid_grant": _Meaning(
        e.SignInError,
        "NetSuite refused the token.",
        "It is unknown, expired or already revoked.",
        _AUDIT,
    ),
}


def explain_token_reply(reply: httpx.Response, grant: Grant, now: datetime) -> e.NetSuiteConnectorError:
    """The error for a reply that is not 200. The reply's text is not kept: it may echo secrets."""
    status = reply.status_code
    if status == _TOO_MANY or status >= _SERVER_ERROR:
        return _busy(reply)
    if _REDIRECT <= status < _CLIENT_ERROR:
        return _redirected(reply)
    code = _error_code(reply)
    meaning = _SPECIAL.get((grant, code)) or _GENERAL.get(code)
    if status < _CLIENT_ERROR or (meaning is None and not _is_json(reply)):
        return unusable_reply(reply)
    skew = find_clock_skew(reply.headers, now, http_status=status)
    if skew is not None:
        skew.request = _about(reply)["request"]
        return skew
    if meaning is None:
        return e.SignInError(
            f"NetSuite refused to issue a token ({status}).",
            code=code or f"HTTP_{status}",
            cause="NetSuite documents no such answer.",
            fix=_AUDIT,
            **_about(reply),
        )
    return meaning.kind(
        meaning.message,
        code=code,
        cause=meaning.cause,
        fix=meaning.fix,
        field=meaning.field,
        **_about(reply),
    )


def unusable_reply(reply: httpx.Response) -> e.NetSuiteConnectorError:
    """For an answer that is neither a token nor an OAuth error: a page of HTML, cut JSON, an unknown shape."""
    if "html" in reply.headers.get("content-type", ""):
        return e.UnavailableError(
            f"NetSuite's token endpoint answered {reply.status_code} with a web page instead of a token.",
            code="TOKEN_ENDPOINT_PAGE",
            cause="NetSuite is in maintenance, a proxy stands in between, or the account's host does not exist.",
            fix="Check the account ID; look at status.netsuite.com; then run it again. Nothing else was sent.",
            **_about(reply),
        )
    return e.ContractError(
        f"NetSuite's token endpoint answered {reply.status_code} with something that is no token reply.",
        code="TOKEN_REPLY_UNREADABLE",
        cause="NetSuite documents no such answer.",
        fix="Check that base_url, if set, is NetSuite's or the emulator's. Report it otherwise.",
        **_about(reply),
    )


def _busy(reply: httpx.Response) -> e.NetSuiteConnectorError:
    throttled = reply.status_code == _TOO_MANY
    kind = e.ThrottledError if throttled else e.UnavailableError
    wait = reply.headers.get("retry-after", "")
    return kind(
        "NetSuite is too busy to issue a token." if throttled else "NetSuite failed while issuing a token.",
        code=f"TOKEN_ENDPOINT_{reply.status_code}",
        cause="The request itself was not sent.",
        fix="Run it again later.",
        **_about(reply),
        retry_after_s=float(wait) if wait.isdigit() else None,
    )


def _redirected(reply: httpx.Response) -> e.NetSuiteConnectorError:
    return e.ContractError(
        f"NetSuite's token endpoint answered {reply.status_code}, a redirect. It was not followed: credentials stay on "
        "the account's own host.",
        code="TOKEN_ENDPOINT_REDIRECT",
        cause="The account was moved, or base_url is not the account's.",
        fix="Copy the host from Setup > Company > Company Information > Company URLs into base_url, or leave it empty.",
        **_about(reply),
    )


def is_about_tokens(error: e.NetSuiteConnectorError) -> bool:
    """Whether the token endpoint refused, and not the door that a token should have opened."""
    return error.request is not None and _OAUTH_PATH in error.request.url


def _about(reply: httpx.Response) -> dict[str, Any]:
    """Status, operation ID and request of the reply, as errors carry them."""
    return {
        "http_status": reply.status_code,
        "operation_id": reply.headers.get("x-n-operationid", ""),
        "request": e.RequestReference(reply.request.method, str(reply.request.url)),
    }


def _is_json(reply: httpx.Response) -> bool:
    return "json" in reply.headers.get("content-type", "")


def _error_code(reply: httpx.Response) -> str:
    """The ``error`` member, when it is one of the known words or at least looks like one."""
    try:
        body = reply.json()
    except ValueError:
        return ""
    code = body.get("error") if isinstance(body, dict) else None
    looks_right = isinstance(code, str) and len(code) <= 40 and code.replace("_", "").isalpha()  # noqa: PLR2004
    return code if looks_right and isinstance(code, str) else ""
