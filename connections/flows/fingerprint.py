"""A name for the tokens of one connection, from which no secret can be read."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suiteplug.connector.account import Account


def fingerprint(kind: str, account: Account, **parts: str) -> str:
    """SHA-256 over everything that makes the tokens this connection's own, its key material among it.

    Another key, secret or scope gives another name, so that a cached token never hides a wrong one.
    """
    named = {"kind": kind, "account": account.account_id, "origin": account.origin(), **parts}
    return hashlib.sha256(json.dumps(named, sort_keys=True).encode()).hexdigest()
