"""NetSuite's conditions on an uploaded certificate (Oracle help: subsect_162755332391)."""

from __future__ import annotations

import base64
import hashlib
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from suiteplug.emulator.access.model import Certificate

RSA_BITS = frozenset({3072, 4096})
EC_CURVES = frozenset({"secp256r1", "secp384r1", "secp521r1"})
TWO_YEARS_S = 2 * 365 * 86_400


class CertificateRefusedError(ValueError):
    """The certificate breaks one of the conditions; the message says which."""


def certificate_id(certificate: x509.Certificate) -> str:
    """The ID that NetSuite shows for a certificate: its SHA-256 thumbprint in base64url."""
    digest = hashlib.sha256(certificate.public_bytes(Encoding.DER)).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def read_certificate(pem: str, *, integration_id: str, user_id: str, role_id: str) -> Certificate:
    """Check a PEM certificate and make the row of the set-up page from it.

    Raises:
        CertificateRefusedError: Not a certificate, wrong kind of key, wrong key size.
    """
    try:
        parsed = x509.load_pem_x509_certificate(pem.encode())
    except ValueError as error:
        raise CertificateRefusedError("The file is not an X.509 certificate in PEM form.") from error
    valid_from = parsed.not_valid_before_utc.timestamp()
    return Certificate(
        certificate_id=certificate_id(parsed),
        pem=pem,
        integration_id=integration_id,
        user_id=user_id,
        role_id=role_id,
        valid_from=valid_from,
        # A longer certificate is not refused: NetSuite cuts its life to two years in silence.
        valid_until=min(parsed.not_valid_after_utc.timestamp(), valid_from + TWO_YEARS_S),
        algorithm=_key_kind(parsed),
    )


def _key_kind(certificate: x509.Certificate) -> Literal["RSA", "EC"]:
    """Which kind of key, after checking its size."""
    key = certificate.public_key()
    if isinstance(key, RSAPublicKey) and key.key_size in RSA_BITS:
        return "RSA"
    if isinstance(key, EllipticCurvePublicKey) and key.curve.name in EC_CURVES:
        return "EC"
    raise CertificateRefusedError("The key must be RSA with 3072 or 4096 bits, or EC with 256, 384 or 521 bits.")
