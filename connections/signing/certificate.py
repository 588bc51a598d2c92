"""Certificates for the client credentials grant: made to NetSuite's rules, and read back.

X.509 in PEM form, RSA 3072/4096 or EC 256/384/521, two years at most (Oracle help: subsect_162755332391).
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from suiteplug.connector.errors import InvalidConnectionError

UPLOAD_PAGE = "Setup > Integration > Manage Authentication > OAuth 2.0 Client Credentials (M2M) Setup > Create New"
LONGEST_DAYS = 730
_CURVES: dict[int, ec.EllipticCurve] = {256: ec.SECP256R1(), 384: ec.SECP384R1(), 521: ec.SECP521R1()}
_SIZES = {"rsa": (3072, 4096), "ec": tuple(_CURVES)}
_CLOCKS_DIFFER = timedelta(hours=1)


@dataclass(frozen=True, slots=True, repr=False)
class NewCertificate:
    """A key pair and what has to be done with it."""

    private_key: str
    certificate: str
    certificate_id: str
    expires: datetime

    @property
    def upload_steps(self) -> str:
        """What a person does next."""
        return (
            f"Upload the certificate (not the key) under {UPLOAD_PAGE}, with entity, role and application. "
            f"NetSuite shows its Certificate ID, which should be {self.certificate_id}: put the ID it shows into the "
            f"connection. The certificate ends on {self.expires:%Y-%m-%d}; make the next one before that."
        )


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What the connection needs to know about a certificate.

    ``thumbprint`` is base64url of the SHA-256 of the DER. It equals the certificate ID in the one pair that Oracle
    published (Oracle help: article_0209112025), which is evidence and no promise.
    """

    thumbprint: str
    not_before: datetime
    not_after: datetime
    public_der: bytes


def new_certificate(
    kind: Literal["rsa", "ec"] = "ec",
    *,
    now: datetime,
    bits: int | None = None,
    days: int = LONGEST_DAYS,
    subject: str = "suiteplug",
    passphrase: str | None = None,
) -> NewCertificate:
    """Make a private key and its self-signed certificate.

    Args:
        kind: Kind of key.
        now: Aware time; the validity starts an hour earlier, because clocks differ.
        bits: 3072 (usual) or 4096 for RSA; 256 (usual), 384 or 521 for EC.
        days: Validity, 730 at most: NetSuite cuts longer ones in silence.
        subject: Common name, for the person who sees the list in NetSuite.
        passphrase: Encrypts the private key.

    Raises:
        InvalidConnectionError: Something NetSuite would not take.
    """
    size = bits or _SIZES[kind][0]
    _check(kind, size, days, subject)
    key = rsa.generate_private_key(65537, size) if kind == "rsa" else ec.generate_private_key(_CURVES[size])
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, subject)])
    start = now.replace(microsecond=0) - _CLOCKS_DIFFER
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    )
    certificate = _signed(builder, key)
    encryption = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    pem = certificate.public_bytes(Encoding.PEM).decode()
    return NewCertificate(
        private_key=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption).decode(),
        certificate=pem,
        certificate_id=_thumbprint(certificate),
        expires=certificate.not_valid_after_utc,
    )


def read_certificate(pem: str) -> CertificateFacts:
    """Read a PEM certificate.

    Raises:
        InvalidConnectionError: It is not one.
    """
    try:
        certificate = x509.load_pem_x509_certificate(pem.strip().encode())
    except ValueError:
        raise InvalidConnectionError(
            "The certificate cannot be read.",
            code="CERTIFICATE_UNREADABLE",
            field="certificate",
            fix="Give the PEM text from -----BEGIN CERTIFICATE----- to its END line, or leave the field empty.",
        ) from None
    return CertificateFacts(
        thumbprint=_thumbprint(certificate),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        public_der=certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
    )


def _signed(builder: x509.CertificateBuilder, key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> x509.Certificate:
    """Self-signed; RSA with PSS, as NetSuite's own tokens want it."""
    if isinstance(key, rsa.RSAPrivateKey):
        pss = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
        return builder.sign(key, hashes.SHA256(), rsa_padding=pss)
    return builder.sign(key, hashes.SHA256())


def _thumbprint(certificate: x509.Certificate) -> str:
    digest = hashlib.sha256(certificate.public_bytes(Encoding.DER)).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def _check(kind: str, bits: int, days: int, subject: str) -> None:
    if bits not in _SIZES[kind]:
        allowed = ", ".join(map(str, _SIZES[kind]))
        raise _refused("bits", f"NetSuite takes {kind.upper()} keys of {allowed} bits.")
    if not 1 <= days <= LONGEST_DAYS:
        raise _refused("days", f"A certificate lives 1 to {LONGEST_DAYS} days; NetSuite cuts longer ones to two years.")
    if not 1 <= len(subject) <= 64:  # noqa: PLR2004 - X.520 bounds a common name
        raise _refused("subject", "The subject has 1 to 64 characters.")


def _refused(field: str, why: str) -> InvalidConnectionError:
    return InvalidConnectionError(
        "NetSuite would not take this certificate.", code="CERTIFICATE_REFUSED", field=field, cause=why, fix=why
    )
