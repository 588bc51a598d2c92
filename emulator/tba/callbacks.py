"""Which callback URLs an integration record allows for TBA (Oracle help: bridgehead_4249032125)."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_registered(callback: str, registered: tuple[str, ...]) -> bool:
    """Whether one of the record's URLs is this one, or a pattern for it."""
    return any(callback == known or _fits(callback, known) for known in registered)


def _fits(callback: str, pattern: str) -> bool:
    """``http://localhost:*`` is any port there; ``https://*.example.com/back`` any first label of the domain."""
    if pattern.endswith(":*"):
        sent, wanted = urlsplit(callback), urlsplit(pattern.removesuffix(":*"))
        return (sent.scheme, sent.hostname) == (wanted.scheme, wanted.hostname) and not sent.fragment
    before, star, after = pattern.partition("://*.")
    if not star:
        return False
    scheme, _, rest = callback.partition("://")
    label, _, remainder = rest.partition(".")
    return scheme == before and remainder == after and bool(label) and "/" not in label
