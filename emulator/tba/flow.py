"""The token endpoints of the three-step flow (Oracle help: section_156338994830, section_156537025868).

What no page says: how the replies are encoded (form, as OAuth 1.0a has it, or JSON: ``Settings.tba_flow_replies``)
and the status and body of a refusal, which here are a RESTlet's. The login audit trail has the documented codes
(subsect_156934879823).
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from suiteplug.emulator.access.model import AccessToken
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.restlet.errors import RestletError
from suiteplug.emulator.roles import Level
from suiteplug.emulator.tba.callbacks import is_registered
from suiteplug.emulator.tba.checks import FORM, NonceMemory, check_form, integration_of, is_signed
from suiteplug.emulator.tba.header import ALWAYS, TbaRefusal, parse

if TYPE_CHECKING:
    from suiteplug.emulator.access.model import Integration
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.audit import LoginAuditTrail
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.settings import Settings
    from suiteplug.emulator.tba.header import OAuthHeader
    from suiteplug.emulator.tba.request_tokens import RequestToken, RequestTokens

_CODES = {
    "consumer_key_unknown": "UnknownIntegration",
    "consumer_key_refused": "IntegrationBlocked",
    "MissingTokenPassportRequiredFields": "MissingRequiredParameter",
    "parameter_rejected": "MissingRequiredParameter",
    "nonce_rejected": "NonceRejected",
    "nonce_used": "NonceUsed",
    "token_rejected": "TokenRejected",
}
"""The flow's own spelling of the codes that signed requests are refused with."""
_MALFORMED = frozenset({"MissingRequiredParameter", "UnknownAlgorithm", "VersionRejected"})


class TbaFlowDoor:
    """``/rest/requesttoken`` and ``/rest/accesstoken``."""

    def __init__(
        self, settings: Settings, access: Access, tokens: RequestTokens, clock: Clock, audit: LoginAuditTrail
    ) -> None:
        self._settings = settings
        self._access = access
        self._tokens = tokens
        self._clock = clock
        self._audit = audit
        self._seen = NonceMemory()

    def request_token(self, request: Request) -> Response:
        """Step one: a request token for a client that has a consumer key and a registered callback.

        Raises:
            RestletError: Refused.
        """
        return self._answer(request, self._request_token)

    def access_token(self, request: Request) -> Response:
        """Step three: the access token, for a request token that a user has allowed.

        Raises:
            RestletError: Refused.
        """
        return self._answer(request, self._access_token)

    def _answer(self, request: Request, step: Any) -> Response:
        if request.method != "POST":
            return Response.text("Method not allowed", status=405)
        names: dict[str, str] = {}
        try:
            values = step(request, names)
        except TbaRefusal as refusal:
            detail = _CODES.get(refusal.detail, refusal.detail)
            self._audit.add(detail, scheme="tba", url=request.raw_path, **names)
            if detail in _MALFORMED:
                raise RestletError.invalid_request() from refusal
            raise RestletError.invalid_login(self._challenge()) from refusal
        if self._settings.tba_flow_replies == "json":
            return Response.json(values, kind=None)
        return Response.text(urlencode(values), content_type=FORM)

    def _request_token(self, request: Request, names: dict[str, str]) -> dict[str, str]:
        header = self._header(request, "oauth_callback")
        integration = self._integration(header, names)
        self._check_signature(request, header, integration, "")
        callback, role_id = header["oauth_callback"], header.get("role") or ""
        if not is_registered(callback, integration.redirect_uris):
            raise TbaRefusal(f"InvalidCallback {callback}")
        if role_id and role_id not in self._access.roles:
            raise TbaRefusal("EntityOrRoleDisabled")
        token = self._tokens.new(integration, callback, role_id)
        values = {
            "oauth_token": token.token,
            "oauth_token_secret": token.secret,
            "oauth_callback_confirmed": "true",
        }
        return values | ({"role": role_id} if role_id else {})

    def _access_token(self, request: Request, names: dict[str, str]) -> dict[str, str]:
        header = self._header(request, "oauth_token", "oauth_verifier")
        integration = self._integration(header, names)
        allowed = self._allowed(header, integration)
        self._check_signature(request, header, integration, allowed.secret)
        if not allowed.verifier or header["oauth_verifier"] != allowed.verifier:
            raise TbaRefusal("InvalidVerifier")
        role = self._access.roles[allowed.role_id]
        names["role"] = role.name
        if not role.can("ADMI_LOGIN_OAUTH", Level.FULL):
            raise TbaRefusal("EntityOrRoleDisabled")
        self._tokens.use_up(allowed)
        user_id = next(iter(self._access.users))
        token = AccessToken(secrets.token_hex(32), secrets.token_hex(32), integration.id, user_id, role.id)
        self._access.add_token(token)
        names["user"] = self._access.users[user_id].name
        self._audit.add("", scheme="tba", url=request.raw_path, **names)
        return {"oauth_token": token.token_id, "oauth_token_secret": token.token_secret}

    def _header(self, request: Request, *more: str) -> OAuthHeader:
        scheme, _, value = (request.header("authorization") or "").strip().partition(" ")
        if scheme.lower() != "oauth":
            raise TbaRefusal("MissingRequiredParameter")
        header = parse(value, (*ALWAYS, *more))
        check_form(request, header, self._clock)
        return header

    def _integration(self, header: OAuthHeader, names: dict[str, str]) -> Integration:
        integration = integration_of(header, self._access, names)
        if not integration.tba:
            raise TbaRefusal("FeatureDisabled")
        if not integration.tba_flow:
            raise TbaRefusal("AuthorizationFlowRequired")
        return integration

    def _allowed(self, header: OAuthHeader, integration: Integration) -> RequestToken:
        token = self._tokens.find(header["oauth_token"])
        if token is None or token.integration_id != integration.id:
            raise TbaRefusal("TokenRejected")
        return token

    def _check_signature(self, request: Request, header: OAuthHeader, integration: Integration, secret: str) -> None:
        """The realm may be left out; when it is there, it must be the account's (optional since 2020.1)."""
        if not is_signed(request, header, integration.client_secret, secret):
            raise TbaRefusal("InvalidSignature")
        if header.get("realm") not in {None, self._settings.account_id}:
            raise TbaRefusal("InvalidSignature")
        if not self._seen.remember(header["oauth_nonce"], header["oauth_timestamp"], integration.id):
            raise TbaRefusal("NonceUsed")

    def _challenge(self) -> str:
        realm = self._settings.account_id
        return f'OAuth realm="{realm}", error="token_rejected", error_description="Invalid login attempt."'
