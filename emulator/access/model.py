"""Integration records and the credentials that hang on them, as the set-up pages of NetSuite know them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SCOPES = frozenset({"restlets", "rest_webservices", "suite_analytics", "mcp"})
"""Scopes an integration record offers (Oracle help: section_157771733782)."""

ConsentPolicy = Literal["always", "first", "never"]


@dataclass(slots=True)
class Integration:
    """One integration record (Oracle help: bridgehead_4249032125, section_157771733782).

    Attributes:
        client_id: Also the consumer key of TBA.
        client_secret: Also the consumer secret; meaningless for a public client.
        application_id: GUID in the audience of access tokens.
        tba_flow: The box *TBA: Authorization Flow*: tokens may be got in three steps.
        redirect_uris: Also the callback URLs of TBA. Exact ones, or ``http://localhost:*`` for any port and path on
            loopback.
        refresh_hours: Life of a public client's refresh token.
        rotation_hours: How long a public client may go on refreshing after the consent.
        concurrency_limit: Lanes reserved for this integration, or None for the unallocated pool.
    """

    id: str
    name: str
    client_id: str
    client_secret: str
    application_id: str
    enabled: bool = True
    tba: bool = False
    authorization_code: bool = False
    client_credentials: bool = False
    public_client: bool = False
    redirect_uris: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ("restlets", "rest_webservices")
    consent_policy: ConsentPolicy = "always"
    refresh_hours: int = 48
    rotation_hours: int = 168
    concurrency_limit: int | None = None
    tba_flow: bool = False


@dataclass(slots=True)
class AccessToken:
    """A TBA access token: integration, user and role in one (Oracle help: bridgehead_4254081947)."""

    token_id: str
    token_secret: str
    integration_id: str
    user_id: str
    role_id: str
    active: bool = True


@dataclass(slots=True)
class Certificate:
    """One row of *OAuth 2.0 Client Credentials (M2M) Setup* (Oracle help: section_162686838198).

    Attributes:
        certificate_id: base64url of the SHA-256 of the DER, without padding: the formula reproduces the one
            published pair (Oracle help: article_0209112025).
        pem: The certificate.
        valid_from: Seconds since 1970.
        valid_until: Seconds since 1970; never more than two years after ``valid_from``.
        algorithm: ``RSA`` or ``EC``.
    """

    certificate_id: str
    pem: str
    integration_id: str
    user_id: str
    role_id: str
    valid_from: float
    valid_until: float
    algorithm: Literal["RSA", "EC"]
    revoked: bool = False
