"""OAuth 1.0a signatures as NetSuite checks them: HMAC-SHA256, every query parameter in the base string.

RFC 5849; Oracle help: section_1534941088, section_1534939551, section_157651396916.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from authlib.oauth1.rfc5849.signature import normalize_base_string_uri, normalize_parameters
from authlib.oauth1.rfc5849.util import escape

_METHOD = "HMAC-SHA256"
_NONCE_BYTES = 16  # 32 characters; Oracle help, section_4395630653: 6 to 64 letters and digits, 20 advised

Parameters = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """Consumer (the integration record) and token. An empty token signs the request for a request token."""

    consumer_key: str
    consumer_secret: str
    token: str = ""
    token_secret: str = ""

    @property
    def key(self) -> bytes:
        """The HMAC key. The ampersand stays when there is no token secret."""
        return f"{escape(self.consumer_secret)}&{escape(self.token_secret)}".encode()


def new_nonce() -> str:
    """Letters and digits that no other request uses."""
    return secrets.token_hex(_NONCE_BYTES)


def base_string(method: str, url: str, parameters: Parameters) -> str:
    """The text that is signed: method, URL without its query, and all parameters, those of the query among them.

    ``realm`` is never one of ``parameters``, but a query parameter of that name is an ordinary one.
    """
    query = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    address: str = normalize_base_string_uri(url)  # type: ignore[no-untyped-call]
    parts = (method.upper(), address, normalize_parameters([*parameters, *query]))
    return "&".join(escape(part) for part in parts)


def signature(key: bytes, text: str) -> str:
    """Base64 of the HMAC-SHA256, not percent-encoded yet."""
    return b64encode(hmac.new(key, text.encode(), hashlib.sha256).digest()).decode()


def authorization(
    method: str,
    url: str,
    credentials: Credentials,
    *,
    nonce: str,
    timestamp: int,
    realm: str = "",
    form: Parameters | None = None,
    extra: Parameters | None = None,
) -> str:
    """The value of the ``Authorization`` header.

    Args:
        method: HTTP method.
        url: The URL exactly as it is sent.
        credentials: Who signs.
        nonce: Used once.
        timestamp: Whole seconds since 1970.
        realm: Account ID in its original spelling, ``1234567_SB1``; it is shown and not signed.
        form: Decoded fields of a form-encoded body; no other body is signed.
        extra: Further parameters of the header (``oauth_callback``, ``oauth_verifier``, ``role``).
    """
    shown = [
        ("oauth_consumer_key", credentials.consumer_key),
        *([("oauth_token", credentials.token)] if credentials.token else ()),
        ("oauth_nonce", nonce),
        ("oauth_timestamp", str(timestamp)),
        ("oauth_signature_method", _METHOD),
        ("oauth_version", "1.0"),
        *(extra or ()),
    ]
    text = base_string(method, url, [*shown, *(form or ())])
    shown.append(("oauth_signature", signature(credentials.key, text)))
    realm_first = [("realm", realm)] if realm else []
    return "OAuth " + ", ".join(f'{name}="{escape(value)}"' for name, value in [*realm_first, *shown])
