"""Step one of the authorization code flow: checks, consent page, redirect (Oracle help: section_158081944642)."""

from __future__ import annotations

import html
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from suiteplug.emulator.access.model import SCOPES
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.oauth.page import CONSENT_PAGE, REFUSAL_PAGE

if TYPE_CHECKING:
    from suiteplug.emulator.access.model import Integration
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.audit import LoginAuditTrail
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.oauth.grants import Grants
    from suiteplug.emulator.settings import Settings

PATH = "/app/login/oauth2/authorize.nl"
STATE_LENGTH = range(22, 1025)
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_PRINTABLE = re.compile(r"[\x20-\x7e]*")
_PROMPTS = frozenset({"none", "login", "consent", "login consent", "consent login"})
_LOOPBACK = frozenset({"localhost", "127.0.0.1"})


@dataclass(slots=True)
class AuthorizationCode:
    """A code that waits to be exchanged."""

    client_id: str
    redirect_uri: str
    challenge: str
    user_id: str
    role_id: str
    scopes: list[str]
    expires: float


class _PageRefusalError(Exception):
    """Refused without a redirect, because the redirect URI cannot be trusted; the argument is the audit code."""


class _RedirectRefusalError(Exception):
    """Refused by redirect: ``error`` for the client, and the audit code."""

    def __init__(self, error: str, detail: str) -> None:
        super().__init__(error)
        self.error = error
        self.detail = detail


class AuthorizeDoor:
    """``/app/login/oauth2/authorize.nl``. Nobody has to log in: the emulator has one user, who is always there.

    A POST of the page's form with ``decision`` ``allow`` or ``deny`` (and ``role``, to choose another role) answers
    like the buttons do.
    """

    def __init__(
        self, settings: Settings, access: Access, grants: Grants, clock: Clock, audit: LoginAuditTrail
    ) -> None:
        self._settings = settings
        self._access = access
        self._grants = grants
        self._clock = clock
        self._audit = audit
        self.codes: dict[str, AuthorizationCode] = {}

    def handle(self, request: Request) -> Response:
        """Show the page, or send the browser back to the client."""
        pairs = request.query
        if request.method == "POST":
            pairs = parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)
        parameters = dict(pairs)
        try:
            integration = self._client(parameters)
        except _PageRefusalError as refusal:
            self._note(str(refusal), request)
            return Response.text(
                REFUSAL_PAGE.format(reason=html.escape(str(refusal))),
                content_type="text/html; charset=UTF-8",
                status=400,
            )
        try:
            scopes = self._checked(parameters, integration)
            decision = self._decision(request, parameters, integration, scopes)
        except _RedirectRefusalError as refusal:
            self._note(refusal.detail, request, integration.name)
            return self._back(parameters, {"error": refusal.error})
        if decision is None:
            return self._page(parameters, integration, scopes)
        if decision != "allow":
            self._note("AuthorizationExplicitlyDenied", request, integration.name)
            return self._back(parameters, {"error": "access_denied"})
        return self._back(parameters, {"code": self._new_code(parameters, integration, scopes)})

    def _client(self, parameters: dict[str, str]) -> Integration:
        """The record, when it exists and the redirect URI is one of its own."""
        integration = self._access.integration_of(parameters.get("client_id", ""))
        if integration is None:
            raise _PageRefusalError("UnknownIntegration")
        if not any(_matches(parameters.get("redirect_uri", ""), uri) for uri in integration.redirect_uris):
            raise _PageRefusalError("InvalidRedirectURI")
        if not integration.enabled:
            raise _PageRefusalError("IntegrationBlocked")
        return integration

    def _checked(self, parameters: dict[str, str], integration: Integration) -> list[str]:
        """All other rules of the request; gives the scopes."""
        if not integration.authorization_code:
            raise _RedirectRefusalError("unauthorized_client", "AuthorizationCodeGrantRequired")
        if any(not parameters.get(name) for name in ("response_type", "scope", "state")):
            raise _RedirectRefusalError("invalid_request", "InvalidRequest")
        if parameters["response_type"] != "code":
            raise _RedirectRefusalError("unsupported_response_type", "UnsupportedResponseType")
        state = parameters["state"]
        if len(state) not in STATE_LENGTH or not _PRINTABLE.fullmatch(state):
            raise _RedirectRefusalError("invalid_request", "InvalidState")
        if parameters.get("prompt", "consent") not in _PROMPTS:
            raise _RedirectRefusalError("invalid_request", "InvalidRequest")
        if parameters.get("role", self._access.default_role_id) not in self._access.roles:
            raise _RedirectRefusalError("invalid_request", "EntityOrRoleDisabled")
        scopes = _scopes(parameters["scope"], integration)
        _check_challenge(parameters, required=integration.public_client or "mcp" in scopes)
        return scopes

    def _decision(
        self, request: Request, parameters: dict[str, str], integration: Integration, scopes: list[str]
    ) -> str | None:
        """``allow``, ``deny``, or None when the page must ask."""
        if request.method == "POST":
            return parameters.get("decision", "deny")
        if self._settings.consent != "ask":
            return self._settings.consent
        role_id = parameters.get("role", self._access.default_role_id)
        known = self._grants.has_consented(integration.client_id, role_id, scopes)
        asks = _must_ask(integration, parameters.get("prompt", ""), known=known)
        return None if asks else "allow"

    def _new_code(self, parameters: dict[str, str], integration: Integration, scopes: list[str]) -> str:
        """64 hexadecimal digits, like the sample's."""
        now = self._clock.timestamp()
        self.codes = {known: entry for known, entry in self.codes.items() if entry.expires > now}
        code = secrets.token_hex(32)
        self.codes[code] = AuthorizationCode(
            client_id=integration.client_id,
            redirect_uri=parameters["redirect_uri"],
            challenge=parameters.get("code_challenge", ""),
            user_id=next(iter(self._access.users)),
            role_id=parameters.get("role", self._access.default_role_id),
            scopes=scopes,
            expires=now + self._settings.authorization_code_life_s,
        )
        return code

    def _page(self, parameters: dict[str, str], integration: Integration, scopes: list[str]) -> Response:
        """The consent page with every parameter in hidden fields."""
        hidden = "\n".join(
            f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
            for name, value in parameters.items()
            if name != "role"
        )
        chosen = parameters.get("role", self._access.default_role_id)
        roles = "\n".join(
            f'<option value="{html.escape(role.id)}"{" selected" if role.id == chosen else ""}>'
            f"{html.escape(role.name)}</option>"
            for role in self._access.roles.values()
        )
        page = CONSENT_PAGE.format(
            action=PATH,
            application=html.escape(integration.name),
            account=html.escape(self._settings.account_id),
            scopes="".join(f"<li>{html.escape(scope)}</li>" for scope in scopes),
            hidden=hidden,
            roles=roles,
        )
        return Response.text(page, content_type="text/html; charset=UTF-8")

    def _back(self, parameters: dict[str, str], result: dict[str, str]) -> Response:
        """Redirect to the client with the four documented values beside the result."""
        values = {
            "state": parameters.get("state", ""),
            "role": parameters.get("role", self._access.default_role_id),
            "entity": next(iter(self._access.users)),
            "company": self._settings.account_id,
            **result,
        }
        target = parameters["redirect_uri"]
        joint = "&" if urlsplit(target).query else "?"
        return Response(302, {"location": f"{target}{joint}{urlencode(values)}"})

    def _note(self, detail: str, request: Request, integration: str = "") -> None:
        """Write the login audit trail."""
        self._audit.add(detail, scheme="oauth2", url=request.raw_path, integration=integration)


def _matches(uri: str, registered: str) -> bool:
    """Exact, except that ``http://localhost:*`` stands for any port and path there.

    Oracle wants https or a custom scheme for OAuth 2.0 (section_157771733782) and knows the localhost pattern from
    TBA callbacks (bridgehead_4249032125); command lines need it here as well.
    """
    if not registered.endswith(":*"):
        return uri == registered
    parts = urlsplit(uri)
    host = urlsplit(registered.removesuffix(":*")).hostname
    return parts.scheme == "http" and parts.hostname == host and host in _LOOPBACK and not parts.fragment


def _scopes(text: str, integration: Integration) -> list[str]:
    """Scopes that NetSuite has and the record ticks; ``mcp`` stands alone."""
    scopes = list(dict.fromkeys(text.split()))
    if not SCOPES.issuperset(scopes) or ("mcp" in scopes and len(scopes) > 1):
        raise _RedirectRefusalError("invalid_scope", "InvalidScope")
    if not set(integration.scopes).issuperset(scopes):
        raise _RedirectRefusalError("invalid_scope", "ScopeMismatched")
    return scopes


def _check_challenge(parameters: dict[str, str], *, required: bool) -> None:
    """PKCE: S256 only, and challenge and method come together."""
    challenge, method = parameters.get("code_challenge"), parameters.get("code_challenge_method")
    if challenge is None and method is None and not required:
        return
    if challenge is None or method != "S256" or not _CHALLENGE.fullmatch(challenge):
        raise _RedirectRefusalError("invalid_request", "InvalidRequest")


def _must_ask(integration: Integration, prompt: str, *, known: bool) -> bool:
    """Whether the page is shown (Oracle help: section_162626471013)."""
    if integration.consent_policy == "always" or "consent" in prompt:
        return True
    return integration.consent_policy == "first" and not known
