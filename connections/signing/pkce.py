"""Proof key for code exchange, and the state that ties a callback to its request.

RFC 7636, method S256: NetSuite takes no other (Oracle help: section_158081944642).
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass

_VERIFIER_BYTES = 64  # 86 characters; 43 to 128 are allowed
_STATE_BYTES = 32  # 43 characters; NetSuite wants 22 to 1024


@dataclass(frozen=True, slots=True, repr=False)
class ProofKey:
    """The secret verifier, and the challenge that may be seen."""

    verifier: str

    @classmethod
    def new(cls) -> ProofKey:
        """A fresh one."""
        return cls(secrets.token_urlsafe(_VERIFIER_BYTES))

    @property
    def challenge(self) -> str:
        """base64url of the verifier's SHA-256, without padding."""
        digest = hashlib.sha256(self.verifier.encode("ascii")).digest()
        return urlsafe_b64encode(digest).rstrip(b"=").decode()


def new_state() -> str:
    """Unguessable, printable ASCII."""
    return secrets.token_urlsafe(_STATE_BYTES)
