"""The account's token signing key and its public half at ``/keys`` (Oracle help: section_158255317571)."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

if TYPE_CHECKING:
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.state import AccountState

_STATE = "signing_key"
_BITS = 2048


class SigningKey:
    """RS256, as every published token shows, though the help text says PS256. Made when first needed, then kept.

    NetSuite's own keys have 4096 bits; 2048 keep the start of the emulator short.
    """

    def __init__(self, state: AccountState, clock: Clock, account_id: str) -> None:
        self._state = state
        self._clock = clock
        self._account_id = account_id

    @cached_property
    def private(self) -> RSAPrivateKey:
        """The private key."""
        key = load_pem_private_key(self._saved["pem"].encode(), password=None)
        if not isinstance(key, RSAPrivateKey):
            raise TypeError("the saved signing key is not an RSA key")
        return key

    @property
    def key_id(self) -> str:
        """Like ``c.3829855.2026-01-18_02-18-17``: company-specific, with the day it was made."""
        return str(self._saved["kid"])

    @cached_property
    def _saved(self) -> dict[str, str]:
        """What the account's state holds, made when it is missing."""
        saved = self._state.load(_STATE)
        if saved is None:
            made = datetime.fromtimestamp(self._clock.timestamp(), UTC).strftime("%Y-%m-%d_%H-%M-%S")
            saved = {"kid": f"c.{self._account_id}.{made}", "pem": _new_pem()}
            self._state.save(_STATE, saved)
        return dict(saved)

    def as_jwks(self) -> dict[str, Any]:
        """The public key as a JSON Web Key Set."""
        numbers = self.private.public_key().public_numbers()
        key = {
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.key_id,
            "n": _base64url(numbers.n),
            "e": _base64url(numbers.e),
        }
        return {"keys": [key]}


@cache
def _new_pem() -> str:
    """A private key, one for all accounts that this process makes: each takes a tenth of a second."""
    key = generate_private_key(public_exponent=65537, key_size=_BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _base64url(number: int) -> str:
    """A big-endian number without padding (RFC 7518, section 2)."""
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
