"""``/services/rest/auth/oauth2/v1``: token, revoke and keys."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.oauth import assertion
from suiteplug.emulator.oauth.clients import authenticate
from suiteplug.emulator.oauth.errors import BearerRefusal, OAuthRefusal
from suiteplug.emulator.oauth.tokens import ACCESS_LIFE_S, token_parts
from suiteplug.emulator.roles import Level

if TYPE_CHECKING:
    from suiteplug.emulator.access.model import Integration
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.audit import LoginAuditTrail
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.oauth.authorize import AuthorizationCode, AuthorizeDoor
    from suiteplug.emulator.oauth.grants import Grant, Grants
    from suiteplug.emulator.oauth.keys import SigningKey
    from suiteplug.emulator.oauth.tokens import Tokens
    from suiteplug.emulator.settings import Settings

TOKEN_PATH = "/services/rest/auth/oauth2/v1/token"  # noqa: S105 - a path
_FORM = "application/x-www-form-urlencoded"
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


class OAuthDoor:
    """The endpoints that need no access token."""

    def __init__(
        self,
        *,
        settings: Settings,
        access: Access,
        grants: Grants,
        tokens: Tokens,
        key: SigningKey,
        authorize: AuthorizeDoor,
        clock: Clock,
        audit: LoginAuditTrail,
    ) -> None:
        self._settings = settings
        self._access = access
        self._grants = grants
        self._tokens = tokens
        self._key = key
        self._authorize = authorize
        self._clock = clock
        self._audit = audit

    def handle(self, request: Request) -> Response:
        """Answer one request."""
        match request.segments, request.method:
            case (("token",), "POST"):
                return self._answer(request, self._token)
            case (("revoke",), "POST"):
                return self._answer(request, self._revoke)
            case (("keys",), "GET"):
                return Response.json(self._key.as_jwks(), kind=None)
            case (("token" | "revoke" | "keys",), _):
                raise Problem(405, "METHOD_NOT_ALLOWED", f"Method {request.method} is not allowed here.")
            case _:
                raise Problem(404, "INVALID_REQUEST", "There is nothing at this URL.", url_part=request.path)

    def _answer(self, request: Request, step: Any) -> Response:
        """Run one step; write the trail and the documented body for a refusal."""
        try:
            response: Response = step(request, read_form(request))
        except OAuthRefusal as refusal:
            self._audit.add(refusal.detail, scheme="oauth2", url=request.raw_path)
            return refusal.response(self._settings.account_id)
        return response

    def _token(self, request: Request, form: dict[str, str]) -> Response:
        """One of the three grants."""
        match form.get("grant_type"):
            case "client_credentials":
                return self._machine(request, form)
            case "authorization_code":
                return self._exchange(form, authenticate(request, form, self._access))
            case "refresh_token":
                return self._refresh(form, authenticate(request, form, self._access))
            case None:
                raise OAuthRefusal("invalid_request", "InvalidGrantType")
            case _:
                raise OAuthRefusal("unsupported_grant_type", "InvalidGrantType")

    def _machine(self, request: Request, form: dict[str, str]) -> Response:
        """Client credentials (Oracle help: section_162755359851)."""
        if request.header("authorization") is not None:
            raise OAuthRefusal("invalid_request", "ClientAuthenticationFailed")
        if form.get("client_assertion_type") != assertion.ASSERTION_TYPE or not form.get("client_assertion"):
            raise OAuthRefusal("invalid_request", "InvalidRequest")
        sign_in = assertion.verify(
            form["client_assertion"],
            audiences=self._audiences(request),
            longest_s=self._settings.assertion_life_s,
            access=self._access,
            clock=self._clock,
        )
        certificate = sign_in.certificate
        token = self._tokens.access_for_machine(
            sign_in.integration,
            user_id=certificate.user_id,
            role_id=certificate.role_id,
            scopes=sign_in.scopes,
        )
        self._audit.add("", scheme="oauth2", url=request.raw_path, integration=sign_in.integration.name)
        return _token_reply(token, "Bearer")

    def _audiences(self, request: Request) -> frozenset[str] | None:
        """The token endpoint under both hosts of the account, and under the URL that was really called."""
        if self._settings.audience == "any":
            return None
        label = self._settings.host_label
        hosts = (f"https://{label}.{family}.api.netsuite.com" for family in ("suitetalk", "restlets"))
        return frozenset({f"{origin}{TOKEN_PATH}" for origin in (*hosts, request.origin)})

    def _exchange(self, form: dict[str, str], integration: Integration) -> Response:
        """A code for the first pair of tokens (Oracle help: section_158081952044)."""
        if not form.get("code") or not form.get("redirect_uri"):
            raise OAuthRefusal("invalid_request", "InvalidRequest")
        code = self._authorize.codes.pop(form["code"], None)
        if code is None or code.client_id != integration.client_id:
            raise OAuthRefusal("invalid_grant", "InvalidGrant")
        if code.expires <= self._clock.timestamp() or code.redirect_uri != form["redirect_uri"]:
            raise OAuthRefusal("invalid_grant", "InvalidGrant")
        _check_verifier(code, form)
        if not self._access.roles[code.role_id].can("ADMI_LOGIN_OAUTH2", Level.FULL):
            raise OAuthRefusal("invalid_grant", "EntityOrRoleDisabled")
        grant = self._grants.start(integration, user_id=code.user_id, role_id=code.role_id, scopes=code.scopes)
        return _token_reply(self._tokens.access_for(grant), "bearer", self._tokens.refresh_for(grant))

    def _refresh(self, form: dict[str, str], integration: Integration) -> Response:
        """A new access token; a public client gets a new refresh token too, once (section_158082518856)."""
        grant = self._living_grant(form.get("refresh_token", ""), integration)
        if not integration.public_client:
            return _token_reply(self._tokens.access_for(grant), "bearer")
        self._grants.rotate(grant, integration)
        return _token_reply(self._tokens.access_for(grant), "bearer", self._tokens.refresh_for(grant))

    def _living_grant(self, refresh_token: str, integration: Integration) -> Grant:
        """The grant of a refresh token that may still be used by this client."""
        if not refresh_token:
            raise OAuthRefusal("invalid_request", "InvalidRefreshToken")
        grant, generation = self._grant_of(refresh_token)
        if grant is None or grant.revoked or generation != grant.generation:
            raise OAuthRefusal("invalid_grant", "InvalidRefreshToken")
        if grant.client_id != integration.client_id:
            raise OAuthRefusal("invalid_grant", "ClientIdMismatch")
        if grant.refresh_expires <= self._clock.timestamp():
            raise OAuthRefusal("invalid_grant", "RefreshTokenExpired")
        return grant

    def _grant_of(self, refresh_token: str) -> tuple[Grant | None, int]:
        """Grant and number of a refresh token of ours; None for anything else."""
        try:
            claims = self._tokens.read(refresh_token)
        except BearerRefusal:
            return None, 0
        kind, grant_id = token_parts(claims)
        if kind != "r":
            return None, 0
        return self._grants.find(grant_id), int(claims["jti"].rpartition(".")[2])

    def _revoke(self, request: Request, form: dict[str, str]) -> Response:
        """Ends a grant (section_161071224088). The reply to a success is not documented: RFC 7009 says 200."""
        integration = authenticate(request, form, self._access)
        if not form.get("token"):
            raise OAuthRefusal("invalid_request", "InvalidRefreshToken")
        grant, _ = self._grant_of(form["token"])
        if grant is not None and grant.client_id == integration.client_id:
            self._grants.revoke(grant)
        return Response(200)


def read_form(request: Request) -> dict[str, str]:
    """The form body.

    Raises:
        OAuthRefusal: Another content type, or a parameter sent twice.
    """
    if request.media_type != _FORM:
        raise OAuthRefusal("invalid_request", "InvalidRequest")
    pairs = parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)
    form = dict(pairs)
    if len(form) != len(pairs):
        raise OAuthRefusal("invalid_request", "InvalidRequest")
    return form


def _check_verifier(code: AuthorizationCode, form: dict[str, str]) -> None:
    """PKCE: the verifier must hash to the challenge, and is needed exactly when there was one."""
    verifier = form.get("code_verifier", "")
    if not code.challenge and not verifier:
        return
    if not _VERIFIER.fullmatch(verifier):
        raise OAuthRefusal("invalid_request" if not verifier else "invalid_grant", "InvalidGrant")
    digest = hashlib.sha256(verifier.encode()).digest()
    computed = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    if not hmac.compare_digest(computed, code.challenge):
        raise OAuthRefusal("invalid_grant", "InvalidGrant")


def _token_reply(access_token: str, token_type: str, refresh_token: str | None = None) -> Response:
    """The documented body; the case of ``token_type`` differs between the flows' samples."""
    body = {"access_token": access_token, "expires_in": ACCESS_LIFE_S, "token_type": token_type}
    if refresh_token is not None:
        body = {"access_token": access_token, "refresh_token": refresh_token, **body}
    return Response.json(body, kind=None)
