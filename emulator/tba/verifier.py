"""Checks a TBA request and tells who sent it (rules: Oracle help section_156338994830, subsect_156935170194)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.roles import Caller, Level
from suiteplug.emulator.tba.checks import NonceMemory, check_form, integration_of, is_signed
from suiteplug.emulator.tba.header import OAuthHeader, TbaRefusal, parse

if TYPE_CHECKING:
    from suiteplug.emulator.access.model import AccessToken, Integration
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.audit import LoginAuditTrail
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.core.wire import Request


class TbaVerifier:
    """Verifies OAuth 1.0 headers for one account."""

    def __init__(self, account_id: str, access: Access, clock: Clock, audit: LoginAuditTrail) -> None:
        self._account_id = account_id
        self._access = access
        self._clock = clock
        self._audit = audit
        self._seen = NonceMemory()

    def verify(self, request: Request, header_value: str) -> Caller:
        """Who sent the request. Writes the login audit trail, whatever the outcome.

        Args:
            request: The request, with the body as received.
            header_value: The ``Authorization`` header without its scheme.

        Raises:
            TbaRefusal: The caller may only learn that the attempt was invalid; the detail is for the trail.
        """
        names: dict[str, str] = {}
        try:
            header = parse(header_value)
            caller = self._caller(request, header, names)
        except TbaRefusal as refusal:
            self._audit.add(refusal.detail, scheme="tba", url=request.raw_path, **names)
            raise
        self._audit.add("", scheme="tba", url=request.raw_path, **names)
        return caller

    def end_token(self, header_value: str) -> None:
        """Refuse the token of a header from now on; a header that cannot be read ends nothing."""
        try:
            token = self._access.tokens.get(parse(header_value)["oauth_token"])
        except TbaRefusal:
            return
        if token is not None:
            token.active = False
            self._access.save()

    def _caller(self, request: Request, header: OAuthHeader, names: dict[str, str]) -> Caller:
        """All checks in the order the trail's codes suggest: form, credentials, signature, replay, role."""
        check_form(request, header, self._clock)
        integration, token = self._credentials(header, names)
        self._check_signature(request, header, integration, token)
        if not self._seen.remember(header["oauth_nonce"], header["oauth_timestamp"], token.user_id):
            raise TbaRefusal("nonce_used")
        user, role = self._access.users[token.user_id], self._access.roles[token.role_id]
        if not role.can("ADMI_LOGIN_OAUTH", Level.FULL):
            raise TbaRefusal("permission_denied")
        return Caller(user, role, integration.id, "tba")

    def _credentials(self, header: OAuthHeader, names: dict[str, str]) -> tuple[Integration, AccessToken]:
        """The integration record and the token, when they exist, are usable and belong together."""
        integration = integration_of(header, self._access, names)
        if not integration.tba:
            raise TbaRefusal("FeatureDisabled")
        token = self._access.tokens.get(header["oauth_token"])
        if token is None or not token.active or token.integration_id != integration.id:
            raise TbaRefusal("token_rejected")
        names["user"] = self._access.users[token.user_id].name
        names["role"] = self._access.roles[token.role_id].name
        if self._audit.is_locked(names["user"]):
            raise TbaRefusal("temporary_locked")
        return integration, token

    def _check_signature(
        self, request: Request, header: OAuthHeader, integration: Integration, token: AccessToken
    ) -> None:
        """A wrong realm cannot be told from a wrong signature."""
        matches = is_signed(request, header, integration.client_secret, token.token_secret)
        if not matches or header["realm"] != self._account_id:
            raise TbaRefusal("InvalidSignature")
