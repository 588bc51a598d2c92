"""Names that follow from an idempotency key: the same key gives the same names in every process. Pure."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from typing import Any

PREFIX = "sp-"
"""Begins every external ID that comes from an idempotency key, so that people see where it is from."""

_LENGTH = 26  # 130 bits: no two keys meet


def call_id(account: str, idempotency_key: str) -> str:
    """Name of a call in the ledger."""
    return _digest("call", account, idempotency_key)


def external_id(account: str, idempotency_key: str, path: str, nth: int) -> str:
    """External ID of the ``nth`` record that a call makes at ``path``: letters, digits and - only.

    The body has no part in it: when the ledger is lost and a plan comes out differently, NetSuite still refuses a
    second record.
    """
    return PREFIX + _digest("record", account, idempotency_key, path.lower(), str(nth))


def inputs_hash(account: str, action: str, inputs: Any) -> str:
    """What makes two calls the same: the account, the action and its inputs, in whatever order they are written."""
    text = json.dumps(inputs, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return _digest("inputs", account, action, text)


def body_hash(query: tuple[tuple[str, str], ...], content: bytes) -> str:
    """What makes two requests to the same address the same."""
    return hashlib.sha256(json.dumps(query).encode() + b"\n" + content).hexdigest()[:32]


def new_write_id() -> str:
    """A name for a write in the ledger that people can type."""
    return "w" + base64.b32encode(secrets.token_bytes(10)).decode().lower()


def _digest(*parts: str) -> str:
    told_apart = json.dumps(parts, ensure_ascii=False).encode()
    return base64.b32encode(hashlib.sha256(told_apart).digest()).decode().lower()[:_LENGTH]
