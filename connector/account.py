"""The account ID in its two spellings, and the hosts that belong to it.

``1234567_SB1`` (upper case, underscore) is what the NetSuite pages show and what OAuth 1.0 signs as realm;
``1234567-sb1`` is the host label. Oracle help: section_1498251763, section_1545058149.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from suiteplug.connector.errors import InvalidConnectionError

_SPELLINGS = re.compile(r"(?P<base>[A-Za-z]*\d+)(?:[_-](?P<suffix>(?:SB|RP)\d*))?\Z", re.IGNORECASE)
_HOST_LABEL = re.compile(r"(?P<label>[A-Za-z0-9_-]+)\.(?:[a-z]+\.api|app|extforms)\.netsuite\.com\Z", re.IGNORECASE)
_NETSUITE_HOST = re.compile(r"(?:[a-z0-9-]+\.)+netsuite\.com\Z")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_DEFAULT_PORTS = {"http": 80, "https": 443}


class Environment(StrEnum):
    """Which kind of account an ID names."""

    PRODUCTION = "production"
    SANDBOX = "sandbox"
    RELEASE_PREVIEW = "release preview"


class Service(StrEnum):
    """A family of hosts of the account."""

    SUITETALK = "suitetalk"
    RESTLETS = "restlets"
    APP = "app"


@dataclass(frozen=True, slots=True)
class Account:
    """One NetSuite account and the origins that credentials may be sent to.

    ``base_url`` replaces all hosts by one origin (the emulator, or a host copied from *Company URLs*).
    """

    account_id: str
    base_url: str | None = None

    @classmethod
    def parse(cls, text: str, base_url: str | None = None) -> Account:
        """Read an account ID in any spelling, or copied out of an account-specific URL.

        Raises:
            InvalidConnectionError: Not an account ID, or a base URL that is neither NetSuite's nor loopback.
        """
        match = _SPELLINGS.match(_label_of(text.strip().rstrip("/")))
        if match is None:
            raise InvalidConnectionError(
                "This is not a NetSuite account ID.",
                code="INVALID_ACCOUNT_ID",
                field="account_id",
                fix="Copy the Account ID from Setup > Company > Company Information, "
                "for example 1234567, 1234567_SB1 or TSTDRV1234567.",
            )
        suffix = f"_{match['suffix']}" if match["suffix"] else ""
        return cls((match["base"] + suffix).upper(), _origin(base_url) if base_url else None)

    @property
    def host_label(self) -> str:
        """The spelling used in host names: ``1234567-sb1``."""
        return self.account_id.lower().replace("_", "-")

    @property
    def environment(self) -> Environment:
        """Told from the suffix of the account ID."""
        _, _, suffix = self.account_id.partition("_")
        if suffix.startswith("SB"):
            return Environment.SANDBOX
        if suffix.startswith("RP"):
            return Environment.RELEASE_PREVIEW
        return Environment.PRODUCTION

    def origin(self, service: Service = Service.SUITETALK) -> str:
        """Scheme and host without a trailing slash."""
        if self.base_url:
            return self.base_url
        domain = "app.netsuite.com" if service is Service.APP else f"{service.value}.api.netsuite.com"
        return f"https://{self.host_label}.{domain}"

    def owns(self, url: str) -> bool:
        """Whether credentials of this account may be sent to ``url``."""
        parts = urlsplit(url)
        target = f"{parts.scheme}://{parts.netloc}".lower()
        return target in {self.origin(service).lower() for service in Service}


def _label_of(text: str) -> str:
    """The host label when the text is an account-specific URL or host, else the text."""
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return text
    match = _HOST_LABEL.match(host)
    return match["label"] if match else text


def _origin(base_url: str) -> str:
    """Check a base URL: HTTPS on netsuite.com, or HTTP(S) on loopback.

    The refused text is not repeated in the message: it may hold a password.
    """
    try:
        url = urlsplit(base_url.strip())
        port = url.port
    except ValueError:
        raise _refused_base_url() from None
    host = (url.hostname or "").lower()
    on_loopback = host in _LOOPBACK and url.scheme in _DEFAULT_PORTS
    on_netsuite = bool(_NETSUITE_HOST.match(host)) and url.scheme == "https"
    bare = url.path in {"", "/"} and not (url.query or url.fragment or "@" in url.netloc)
    if not (bare and (on_loopback or on_netsuite)):
        raise _refused_base_url()
    shown = f"[{host}]" if ":" in host else host
    return f"{url.scheme}://{shown}" + (f":{port}" if port and port != _DEFAULT_PORTS[url.scheme] else "")


def _refused_base_url() -> InvalidConnectionError:
    return InvalidConnectionError(
        "This base URL is refused: credentials only go to NetSuite or to this machine.",
        code="BASE_URL_REFUSED",
        field="base_url",
        fix="Leave base_url empty for a real account; for the emulator use the URL it prints, "
        "such as http://127.0.0.1:8080, without a path.",
    )
