"""Private keys as people have them: PKCS#8, PKCS#1, SEC1, encrypted or not; and the algorithm that goes with each.

NetSuite takes PS256/384/512 and ES256/384/512, never RS* (Oracle help: section_162790605110), RSA keys of 3072 or
4096 bits and EC keys of 256, 384 or 521 (subsect_162755332391).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from suiteplug.connector.errors import InvalidConnectionError

if TYPE_CHECKING:
    from joserfc.jwk import ECKey, RSAKey

    from suiteplug.connections.signing.assertion import Algorithm

RSA_BITS = (3072, 4096)
SMALLEST_RSA_BITS = 2048  # RFC 7518, section 3.5
_RSA_ALGORITHMS: tuple[Algorithm, ...] = ("PS256", "PS384", "PS512")
_EC_ALGORITHMS: dict[str, Algorithm] = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}
_NEW_KEY = "Make a new pair with 'suiteplug connection new-certificate' and upload its certificate."


@dataclass(frozen=True, repr=False)
class SigningKey:
    """A private key that NetSuite's rules allow."""

    private: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

    @property
    def algorithms(self) -> tuple[Algorithm, ...]:
        """What the key can sign with; the first one is the usual choice."""
        if isinstance(self.private, rsa.RSAPrivateKey):
            return _RSA_ALGORITHMS
        return (_EC_ALGORITHMS[self.private.curve.name],)

    @property
    def kind(self) -> str:
        """For messages: ``RSA 3072``, ``EC 256``."""
        family = "RSA" if isinstance(self.private, rsa.RSAPrivateKey) else "EC"
        return f"{family} {self.private.key_size}"

    @property
    def is_short(self) -> bool:
        """Whether Oracle's help says that NetSuite does not take a certificate for it."""
        return isinstance(self.private, rsa.RSAPrivateKey) and self.private.key_size not in RSA_BITS

    @property
    def public_der(self) -> bytes:
        """The public half, to compare with a certificate."""
        return self.private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    @cached_property
    def jose(self) -> RSAKey | ECKey:
        """The key as the JWT library wants it."""
        from joserfc.jwk import ECKey, RSAKey  # noqa: PLC0415 - 150 ms that only a token request pays

        pem = self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return RSAKey.import_key(pem) if isinstance(self.private, rsa.RSAPrivateKey) else ECKey.import_key(pem)

    def choose(self, algorithm: Algorithm | None) -> Algorithm:
        """The algorithm to sign with.

        Raises:
            InvalidConnectionError: The wanted one does not go with the key.
        """
        if algorithm is None:
            return self.algorithms[0]
        if algorithm not in self.algorithms:
            raise InvalidConnectionError(
                f"{algorithm} does not go with a key of kind {self.kind}.",
                code="ALGORITHM_MISMATCH",
                field="algorithm",
                fix=f"Leave algorithm empty, or use {' or '.join(self.algorithms)}.",
            )
        return algorithm


def read_private_key(text: str, passphrase: str | None = None) -> SigningKey:
    r"""Read a PEM private key. Line ends written as ``\n`` in one long line are understood.

    Raises:
        InvalidConnectionError: Not a private key, a wrong passphrase, or a kind of key that NetSuite does not take.
    """
    pem = _restored(text)
    if "PRIVATE KEY-----" not in pem:
        raise _unreadable(_what_it_is(pem))
    try:
        key = load_pem_private_key(pem.encode(), passphrase.encode() if passphrase else None)
    except TypeError:  # cryptography's answer to a passphrase that is missing, or not needed
        raise _passphrase(needed=passphrase is None) from None
    except (ValueError, UnsupportedAlgorithm):
        if passphrase is not None:
            raise _passphrase(needed=True) from None
        raise _unreadable("It is damaged, or of a kind that cannot be read.") from None
    return _checked(key)


def _restored(text: str) -> str:
    r"""Environment variables often carry a PEM in one line with ``\n`` spelled out."""
    stripped = text.strip()
    return stripped.replace("\\n", "\n") if "\n" not in stripped else stripped


def _what_it_is(pem: str) -> str:
    if "BEGIN CERTIFICATE" in pem:
        return "This is the certificate; the private key is the other file of the pair."
    if "BEGIN PUBLIC KEY" in pem:
        return "This is a public key."
    return "It does not start with -----BEGIN PRIVATE KEY----- or one of its variants."


def _checked(key: object) -> SigningKey:
    if isinstance(key, rsa.RSAPrivateKey):
        if key.key_size < SMALLEST_RSA_BITS:
            raise _refused(f"An RSA key of {key.key_size} bits is too short; NetSuite takes 3072 or 4096.")
        return SigningKey(key)
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in _EC_ALGORITHMS:
        return SigningKey(key)
    raise _refused("NetSuite takes RSA keys of 3072 or 4096 bits and EC keys on P-256, P-384 or P-521.")


def _refused(why: str) -> InvalidConnectionError:
    return InvalidConnectionError(
        "NetSuite does not take this private key.",
        code="PRIVATE_KEY_REFUSED",
        field="private_key",
        cause=why,
        fix=_NEW_KEY,
    )


def _unreadable(why: str) -> InvalidConnectionError:
    return InvalidConnectionError(
        "The private key cannot be read.",
        code="PRIVATE_KEY_UNREADABLE",
        field="private_key",
        cause=why,
        fix="Give the whole PEM text from -----BEGIN to END-----, or its file as private_key_file. " + _NEW_KEY,
    )


def _passphrase(*, needed: bool) -> InvalidConnectionError:
    return InvalidConnectionError(
        "The private key is encrypted and does not open." if needed else "The private key is not encrypted.",
        code="PASSPHRASE_WRONG" if needed else "PASSPHRASE_NOT_NEEDED",
        field="private_key_passphrase",
        fix="Give its passphrase as private_key_passphrase." if needed else "Leave private_key_passphrase empty.",
    )
