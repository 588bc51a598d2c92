"""What every OAuth 1.0 header must hold, whoever asks (Oracle help: section_156338994830, subsect_156935170194)."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from suiteplug.emulator.tba import signature
from suiteplug.emulator.tba.header import TbaRefusal

if TYPE_CHECKING:
    from suiteplug.emulator.access.model import Integration
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.tba.header import OAuthHeader

CLOCK_TOLERANCE_S = 300
NONCE_MIN_LENGTH = 6
FORM = "application/x-www-form-urlencoded"


def check_form(request: Request, header: OAuthHeader, clock: Clock) -> None:
    """Everything that can be refused without knowing the secrets.

    Raises:
        TbaRefusal: Version, algorithm, time, or a nonce that is too short; a parameter in header and query.
    """
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
    if abs(clock.timestamp() - int(timestamp)) > CLOCK_TOLERANCE_S:
        raise TbaRefusal("InvalidTimestamp")
    if len(header["oauth_nonce"]) < NONCE_MIN_LENGTH:
        raise TbaRefusal("nonce_rejected")


def integration_of(header: OAuthHeader, access: Access, names: dict[str, str]) -> Integration:
    """The integration record, when it exists and is in use; ``names`` learns what it is called.

    Raises:
        TbaRefusal: Unknown, or blocked.
    """
    integration = access.integration_of(header["oauth_consumer_key"])
    if integration is None:
        raise TbaRefusal("consumer_key_unknown")
    names["integration"] = integration.name
    if not integration.enabled:
        raise TbaRefusal("consumer_key_refused")
    return integration


def is_signed(request: Request, header: OAuthHeader, consumer_secret: str, token_secret: str) -> bool:
    """Whether the signature is the one that we make ourselves."""
    url = signature.base_url(request.origin, request.raw_path)
    parameters = [*header.signed, *request.query, *form_parameters(request)]
    expected = signature.sign(signature.base_string(request.method, url, parameters), consumer_secret, token_secret)
    return hmac.compare_digest(expected.encode(), header["oauth_signature"].encode())


def form_parameters(request: Request) -> list[tuple[str, str]]:
    """Parameters of a form body; other bodies are not signed."""
    if request.media_type != FORM:
        return []
    return parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)


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
