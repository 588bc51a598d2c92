"""The signed JWT that stands for a password in the client credentials grant (Oracle help: section_162790605110)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connections.signing.keys import SigningKey

Algorithm = Literal["PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""What NetSuite accepts; RS* is not among it."""

LIFETIME_S = 3000
"""Seconds from ``iat`` to ``exp``; NetSuite wants less than 3600."""


def new_jti() -> str:
    """An ID that no other assertion has."""
    return secrets.token_urlsafe(24)


def sign_assertion(
    key: SigningKey,
    *,
    client_id: str,
    certificate_id: str,
    audience: str,
    scope: Sequence[str],
    issued_at: int,
    algorithm: Algorithm,
    jti: str,
) -> str:
    """The compact JWT.

    Args:
        key: Private half of the uploaded certificate.
        client_id: Of the integration record.
        certificate_id: From the page of the mapping; becomes ``kid``.
        audience: URL of the token endpoint, exactly as called.
        scope: Written as a JSON array, as in Oracle's own sample.
        issued_at: Whole seconds since 1970.
        algorithm: One that goes with the key.
        jti: Used once.
    """
    from joserfc import jwt  # noqa: PLC0415 - 150 ms that only a token request pays

    header = {"typ": "JWT", "alg": algorithm, "kid": certificate_id}
    claims = {
        "iss": client_id,
        "scope": list(scope),
        "aud": audience,
        "iat": issued_at,
        "exp": issued_at + LIFETIME_S,
        "jti": jti,
    }
    return jwt.encode(header, claims, key.jose, algorithms=[algorithm])
