"""Checks a TBA request and tells who sent it (rules: Oracle help section_156338994830, subsect_156935170194)."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from suiteplug.emulator.roles import Caller, Level
from suiteplug.emulator.tba import signature
from suiteplug.emulator.tba.header import OAuthHeader, TbaRefusal, parse

if TYPE_CHECKING:
    from suiteplug.emulator.access.model import AccessToken, Integration
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.audit import LoginAuditTrail
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.core.wire import Request

CLOCK_TOLERANCE_S = 300
NONCE_MIN_LENGTH = 6
FORM = "application/x-www-form-urlencoded"


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
        self._check_form(request, header)
        integration, token = self._credentials(header, names)
        self._check_signature(request, header, integration, token)
        if not self._seen.remember(header["oauth_nonce"], header["oauth_timestamp"], token.user_id):
            raise TbaRefusal("nonce_used")
        user, role = self._access.users[token.user_id], self._access.roles[token.role_id]
        if not role.can("ADMI_LOGIN_OAUTH", Level.FULL):
            raise TbaRefusal("permission_denied")
        return Caller(user, role, integration.id, "tba")

    def _check_form(self, request: Request, header: OAuthHeader) -> None:
        """Everything that can be refused without knowing the secrets."""
        if header.get("oauth_version") not in {None, "1.0"}:
            raise TbaRefusal("VersionRejected")
        if header["oauth_signature_method"] != "HMAC-SHA256":
            raise TbaRefusal("UnknownAlgorithm")
        if any(name.startswith("oauth_") for name, _ in request.query):
            # In the header and once more in the query: the parameter is sent twice.
            raise TbaRefusal("parameter_rejected")
        timestamp = header["oauth_timestamp"]
        if not (timestamp.isascii() and timestamp.isdigit()):
            raise TbaRefusal("InvalidTimestamp")
        if abs(self._clock.timestamp() - int(timestamp)) > CLOCK_TOLERANCE_S:
            raise TbaRefusal("InvalidTimestamp")
        if len(header["oauth_nonce"]) < NONCE_MIN_LENGTH:
            raise TbaRefusal("nonce_rejected")

    def _credentials(self, header: OAuthHeader, names: dict[str, str]) -> tuple[Integration, AccessToken]:
        """The integration record and the token, when they exist, are usable and belong together."""
        integration = self._access.integration_of(header["oauth_consumer_key"])
        if integration is None:
            raise TbaRefusal("consumer_key_unknown")
        names["integration"] = integration.name
        if not integration.enabled:
            raise TbaRefusal("consumer_key_refused")
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
        """Compare with a signature of our own; a wrong realm cannot be told from a wrong signature."""
        url = signature.base_url(request.origin, request.raw_path)
        parameters = [*header.signed, *request.query, *form_parameters(request)]
        text = signature.base_string(request.method, url, parameters)
        expected = signature.sign(text, integration.client_secret, token.token_secret)
        matches = hmac.compare_digest(expected.encode(), header["oauth_signature"].encode())
        if not matches or header["realm"] != self._account_id:
            raise TbaRefusal("InvalidSignature")


class NonceMemory:
    """Which (nonce, timestamp) pairs each user has used, for as long as the timestamp would still be accepted."""

    def __init__(self) -> None:
        self._by_timestamp: dict[int, set[tuple[str, str]]] = {}

    def remember(self, nonce: str, timestamp: str, user_id: str) -> bool:
        """Note a pair; False when the user has sent it before."""
        second = int(timestamp)
        used = self._by_timestamp.get(second)
        if used is None:
            for old in [known for known in self._by_timestamp if known < second - 2 * CLOCK_TOLERANCE_S]:
                del self._by_timestamp[old]
            used = self._by_timestamp.setdefault(second, set())
        if (nonce, user_id) in used:
            return False
        used.add((nonce, user_id))
        return True


def form_parameters(request: Request) -> list[tuple[str, str]]:
    """Parameters of a form body; other bodies are not signed."""
    if request.media_type != FORM:
        return []
    return parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)
