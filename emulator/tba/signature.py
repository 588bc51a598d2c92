"""HMAC-SHA256 signatures after RFC 5849, section 3.4 (Oracle help: section_1534939551, section_157651396916)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def escape(text: str) -> str:
    """Percent-encode everything but unreserved characters; a space is ``%20``."""
    return quote(text, safe="~")


def base_url(origin: str, raw_path: str) -> str:
    """Scheme and host in lower case, no default port, path as sent, no query."""
    scheme, _, host = origin.lower().partition("://")
    return f"{scheme}://{host.removesuffix(_DEFAULT_PORTS.get(scheme, ''))}{raw_path}"


def base_string(method: str, url: str, parameters: Iterable[tuple[str, str]]) -> str:
    """The text that is signed.

    Args:
        method: Upper case.
        url: As ``base_url`` gives it.
        parameters: Decoded names and values of the header, the query and a form body, in any order.
    """
    encoded = sorted((escape(name), escape(value)) for name, value in parameters)
    normalised = "&".join(f"{name}={value}" for name, value in encoded)
    return f"{method}&{escape(url)}&{escape(normalised)}"


def sign(text: str, consumer_secret: str, token_secret: str) -> str:
    """The Base64 signature of a base string, not percent-encoded."""
    key = f"{escape(consumer_secret)}&{escape(token_secret)}".encode()
    return base64.b64encode(hmac.new(key, text.encode(), hashlib.sha256).digest()).decode()
