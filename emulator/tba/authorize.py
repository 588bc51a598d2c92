"""Step two of the three-step flow: the user allows a request token (Oracle help: section_156536698849)."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.oauth.page import CONSENT_PAGE, REFUSAL_PAGE

if TYPE_CHECKING:
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.audit import LoginAuditTrail
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.settings import Settings
    from suiteplug.emulator.tba.request_tokens import RequestToken, RequestTokens

PATH = "/app/login/secure/authorizetoken.nl"
_STATE = re.compile(r"[A-Za-z0-9]{0,512}")
_HTML = "text/html; charset=UTF-8"


class TbaAuthorizeDoor:
    """``/app/login/secure/authorizetoken.nl``. Nobody has to log in: the emulator's one user is always there.

    A POST of the page's form with ``decision`` ``allow`` or ``deny`` (and ``role``) answers as the buttons do;
    ``Settings.consent`` answers without a page.
    """

    def __init__(self, settings: Settings, access: Access, tokens: RequestTokens, audit: LoginAuditTrail) -> None:
        self._settings = settings
        self._access = access
        self._tokens = tokens
        self._audit = audit

    def handle(self, request: Request) -> Response:
        """Show the page, or send the browser back to the client."""
        pairs = request.query
        if request.method == "POST":
            pairs = parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)
        parameters = dict(pairs)
        token = self._tokens.find(parameters.get("oauth_token", ""))
        if token is None:
            return self._refused(request, "TokenRejected")
        role_id = token.role_id or parameters.get("role") or self._access.default_role_id
        if role_id not in self._access.roles:
            return self._refused(request, "EntityOrRoleDisabled")
        state = parameters.get("state", "")
        if not _STATE.fullmatch(state):
            return self._refused(request, "MissingRequiredParameter")
        decision = self._decision(request, parameters)
        if decision is None:
            return self._page(token, role_id, state)
        verifier = self._tokens.allow(token, role_id) if decision == "allow" else ""
        if not verifier:
            self._tokens.use_up(token)
        return self._back(token, role_id, state, verifier)

    def _decision(self, request: Request, parameters: dict[str, str]) -> str | None:
        if request.method == "POST":
            return parameters.get("decision", "deny")
        return None if self._settings.consent == "ask" else self._settings.consent

    def _page(self, token: RequestToken, role_id: str, state: str) -> Response:
        offered = [self._access.roles[role_id]] if token.role_id else self._access.roles.values()
        roles = "\n".join(
            f'<option value="{html.escape(role.id)}"{" selected" if role.id == role_id else ""}>'
            f"{html.escape(role.name)}</option>"
            for role in offered
        )
        hidden = "\n".join(
            f'<input type="hidden" name="{name}" value="{html.escape(value)}">'
            for name, value in (("oauth_token", token.token), ("state", state))
        )
        page = CONSENT_PAGE.format(
            action=PATH,
            application=html.escape(self._access.integrations[token.integration_id].name),
            account=html.escape(self._settings.account_id),
            scopes="<li>token-based authentication</li>",
            hidden=hidden,
            roles=roles,
        )
        return Response.text(page, content_type=_HTML)

    def _back(self, token: RequestToken, role_id: str, state: str, verifier: str) -> Response:
        """Redirect to the callback; on Deny the verifier is empty."""
        values = {
            "oauth_token": token.token,
            "oauth_verifier": verifier,
            "company": self._settings.account_id,
            "role": role_id,
            "entity": next(iter(self._access.users)),
            **({"state": state} if state else {}),
        }
        joint = "&" if urlsplit(token.callback).query else "?"
        return Response(302, {"location": f"{token.callback}{joint}{urlencode(values)}"})

    def _refused(self, request: Request, detail: str) -> Response:
        self._audit.add(detail, scheme="tba", url=request.raw_path)
        return Response.text(REFUSAL_PAGE.format(reason=html.escape(detail)), content_type=_HTML, status=400)
