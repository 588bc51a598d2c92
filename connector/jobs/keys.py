"""Idempotency keys: NetSuite runs a key once (Oracle help: subsect_164494900632). Pure."""

from __future__ import annotations

import hashlib
from uuid import UUID, uuid5

_OURS = UUID("6d5b2f0a-4f0e-5c0e-9c39-0f6a4a3c7b11")


def key_of_run(given: str, operation: str, record_type: str, part: int) -> str:
    """The key of one request of a run that the caller named: the same run gives the same keys."""
    return str(uuid5(_OURS, "\n".join(("run", given, operation, record_type.lower(), str(part)))))


def key_of_content(content: bytes, query: tuple[tuple[str, str], ...], record_type: str, part: int) -> str:
    """The key that a request's own content gives, so that creating the same again finds the first job."""
    digest = hashlib.sha256(content + repr(query).encode()).hexdigest()
    return str(uuid5(_OURS, "\n".join(("content", digest, record_type.lower(), str(part)))))
