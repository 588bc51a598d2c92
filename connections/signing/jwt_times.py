"""What a NetSuite token states about itself: its expiry, and whom it belongs to.

Signatures are not checked: the values only tell a person a date or a name (Oracle help: section_158255317571).
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from typing import Any

from suiteplug.connector.connection_model import Identity

_PARTS = 3
_SHORT_SUBJECT, _LONG_SUBJECT = 2, 5


def expiry_of(token: str) -> float | None:
    """``exp`` of a JWT in seconds since 1970; None when the token is no readable JWT."""
    stated = _claims(token).get("exp")
    return float(stated) if isinstance(stated, int | float) and not isinstance(stated, bool) else None


def identity_of(token: str) -> Identity | None:
    """Role and user out of ``sub``; None when the token does not say.

    It is ``role;entity``, or ``account;0;role;entity;n`` in tokens of client credentials (Oracle help:
    section_162755359851).
    """
    subject = _claims(token).get("sub")
    parts = subject.split(";") if isinstance(subject, str) else []
    if len(parts) == _LONG_SUBJECT:
        parts = parts[2:4]
    if len(parts) != _SHORT_SUBJECT or not all(map(_is_id, parts)):
        return None
    return Identity(role_id=parts[0], user_id=parts[1])


def _claims(token: str) -> dict[str, Any]:
    parts = token.split(".")
    if len(parts) != _PARTS:
        return {}
    try:
        claims = json.loads(urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) else {}


def _is_id(text: str) -> bool:
    return text.removeprefix("-").isdigit()
