"""The expiry that a NetSuite token states about itself (Oracle help: section_158255317571)."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode

_PARTS = 3


def expiry_of(token: str) -> float | None:
    """``exp`` of a JWT in seconds since 1970; None when the token is no readable JWT.

    The signature is not checked: the value is only used to tell a person a date.
    """
    parts = token.split(".")
    if len(parts) != _PARTS:
        return None
    try:
        claims = json.loads(urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except ValueError:
        return None
    stated = claims.get("exp") if isinstance(claims, dict) else None
    return float(stated) if isinstance(stated, int | float) and not isinstance(stated, bool) else None
