"""The signed assertion of the client credentials grant (Oracle help: section_162790605110, subsect_162755332391).

Oracle tells the reasons of a refusal in the login audit trail only (subsect_158324637123). Which ``error`` goes with
which reason is not published: an unknown client is ``invalid_client`` here, a scope problem ``invalid_scope``,
everything else ``invalid_grant``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jwt
from cryptography import x509

from suiteplug.emulator.oauth.errors import OAuthRefusal
from suiteplug.emulator.roles import Level

if TYPE_CHECKING:
    from collections.abc import Collection

    from suiteplug.emulator.access.model import Certificate, Integration
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.clock import Clock

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_KEY_OF_ALGORITHM = {
    "PS256": ("RSA", None),
    "PS384": ("RSA", None),
    "PS512": ("RSA", None),
    "ES256": ("EC", 256),
    "ES384": ("EC", 384),
    "ES512": ("EC", 521),
}
FUTURE_TOLERANCE_S = 300
"""How far ``iat`` may lie ahead; ours, the same as TBA's documented tolerance."""
MACHINE_SCOPES = frozenset({"restlets", "rest_webservices", "suite_analytics"})


@dataclass(frozen=True, slots=True)
class MachineSignIn:
    """What a good assertion asks for."""

    integration: Integration
    certificate: Certificate
    scopes: list[str]


def verify(
    assertion: str, *, audiences: Collection[str] | None, longest_s: float, access: Access, clock: Clock
) -> MachineSignIn:
    """Check an assertion from header to scope.

    Args:
        assertion: The JWT.
        audiences: Token endpoint URLs that ``aud`` may name, or None when it does not matter.
        longest_s: Longest life of an assertion, in seconds.
        access: Credentials of the account.
        clock: Time of the account.

    Raises:
        OAuthRefusal: With the audit trail's code.
    """
    header, claimed = _unverified(assertion)
    integration = access.integration_of(str(claimed.get("iss")))
    if integration is None:
        raise OAuthRefusal("invalid_client", "InvalidIssuer")
    if not integration.enabled:
        raise OAuthRefusal("unauthorized_client", "IntegrationBlocked")
    if not integration.client_credentials:
        raise OAuthRefusal("unauthorized_client", "FeatureDisabled")
    certificate = _certificate(header, access, clock)
    claims = _verified(assertion, header, certificate)
    if certificate.integration_id != integration.id:
        raise OAuthRefusal("invalid_grant", "ClientIdMismatch")
    _check_times(claims, clock, longest_s)
    _check_audience(claims, audiences)
    if not access.roles[certificate.role_id].can("ADMI_LOGIN_OAUTH2", Level.FULL):
        raise OAuthRefusal("invalid_grant", "EntityOrRoleDisabled")
    return MachineSignIn(integration, certificate, _scopes(claims, integration))


def _unverified(assertion: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims before the signature is checked; they only say which key to look for."""
    try:
        unverified = jwt.decode_complete(assertion, options={"verify_signature": False})
    except jwt.InvalidTokenError as error:
        raise OAuthRefusal("invalid_request", "TokenNotAcceptable") from error
    return unverified["header"], unverified["payload"]


def _certificate(header: dict[str, Any], access: Access, clock: Clock) -> Certificate:
    """The certificate that ``kid`` names, when it may be used now."""
    if header.get("alg") not in _KEY_OF_ALGORITHM:
        raise OAuthRefusal("invalid_grant", "UnsupportedAlgo")
    key_id = header.get("kid")
    if not key_id:
        raise OAuthRefusal("invalid_grant", "MissingKeyId")
    certificate = access.certificates.get(str(key_id))
    if certificate is None or certificate.revoked:
        raise OAuthRefusal("invalid_grant", "MissingKey")
    if not certificate.valid_from <= clock.timestamp() < certificate.valid_until:
        raise OAuthRefusal("invalid_grant", "MissingKey")
    return certificate


def _verified(assertion: str, header: dict[str, Any], certificate: Certificate) -> dict[str, Any]:
    """Claims after the signature was checked with the certificate's key."""
    algorithm = str(header["alg"])
    key: Any = x509.load_pem_x509_certificate(certificate.pem.encode()).public_key()
    kind, bits = _KEY_OF_ALGORITHM[algorithm]
    if certificate.algorithm != kind or (bits is not None and key.key_size != bits):
        raise OAuthRefusal("invalid_grant", "SignatureValidation")
    untimed: Any = {"verify_exp": False, "verify_iat": False, "verify_nbf": False, "verify_aud": False}
    try:
        return jwt.decode(assertion, key, algorithms=[algorithm], options=untimed)
    except jwt.InvalidTokenError as error:
        raise OAuthRefusal("invalid_grant", "SignatureValidation") from error


def _check_times(claims: dict[str, Any], clock: Clock, longest_s: float) -> None:
    """Not too long, not over, not from the future."""
    issued, expires, now = claims.get("iat"), claims.get("exp"), clock.timestamp()
    if not isinstance(issued, int | float) or not isinstance(expires, int | float):
        raise OAuthRefusal("invalid_grant", "TokenNotAcceptable")
    if expires - issued > longest_s:
        raise OAuthRefusal("invalid_grant", "TokenValidityTooBroad")
    if expires <= now:
        raise OAuthRefusal("invalid_grant", "TokenExpired")
    if issued > now + FUTURE_TOLERANCE_S:
        raise OAuthRefusal("invalid_grant", "TokenNotAcceptable")


def _check_audience(claims: dict[str, Any], audiences: Collection[str] | None) -> None:
    """``aud`` names the token endpoint; help text and sample disagree on the host, so both pass."""
    if audiences is None:
        return
    named = claims.get("aud")
    candidates = named if isinstance(named, list) else [named]
    if not any(candidate in audiences for candidate in candidates):
        raise OAuthRefusal("invalid_grant", "TokenNotAcceptable")


def _scopes(claims: dict[str, Any], integration: Integration) -> list[str]:
    """Wanted scopes, from a list (Oracle's sample) or a string with commas (its text) or blanks."""
    wanted = claims.get("scope")
    if isinstance(wanted, str):
        wanted = [scope for scope in re.split(r"[,\s]+", wanted) if scope]
    if not isinstance(wanted, list) or not wanted or not MACHINE_SCOPES.issuperset(map(str, wanted)):
        raise OAuthRefusal("invalid_scope", "InvalidScope")
    if not set(integration.scopes).issuperset(wanted):
        raise OAuthRefusal("invalid_scope", "ScopeMismatched")
    return list(dict.fromkeys(wanted))
