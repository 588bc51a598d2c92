"""Who is at the token endpoint: HTTP Basic for confidential clients, the bare client ID for public ones.

Oracle help: section_158081952044.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from typing import TYPE_CHECKING

from suiteplug.emulator.oauth.errors import OAuthRefusal

if TYPE_CHECKING:
    from suiteplug.emulator.access.model import Integration
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.core.wire import Request


def authenticate(request: Request, form: dict[str, str], access: Access) -> Integration:
    """The integration record of the client that sends a code, a refresh token or a revocation.

    Raises:
        OAuthRefusal: ``invalid_request`` for several ways at once or none, ``invalid_client`` otherwise.
    """
    client_id, secret = _presented(request, form)
    integration = access.integration_of(client_id)
    if integration is None:
        raise OAuthRefusal("invalid_client", "InvalidIntegration")
    expected = "" if integration.public_client else integration.client_secret
    if not hmac.compare_digest(expected.encode(), secret.encode()):
        raise OAuthRefusal("invalid_client", "ClientAuthenticationFailed")
    if not integration.enabled:
        raise OAuthRefusal("unauthorized_client", "IntegrationBlocked")
    if not integration.authorization_code:
        raise OAuthRefusal("unauthorized_client", "AuthorizationCodeGrantRequired")
    return integration


def _presented(request: Request, form: dict[str, str]) -> tuple[str, str]:
    """Client ID and secret as sent; the secret is empty where none was."""
    header = request.header("authorization")
    if header is None:
        if "client_id" not in form:
            raise OAuthRefusal("invalid_client", "ClientAuthenticationFailed")
        return form["client_id"], ""
    if "client_secret" in form or "client_assertion" in form:
        raise OAuthRefusal("invalid_request", "ClientAuthenticationFailed")
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        raise OAuthRefusal("invalid_request", "ClientAuthenticationFailed")
    try:
        decoded = base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise OAuthRefusal("invalid_request", "ClientAuthenticationFailed") from error
    client_id, _, secret = decoded.partition(":")
    if form.get("client_id", client_id) != client_id:
        raise OAuthRefusal("invalid_request", "ClientIdMismatch")
    return client_id, secret
