"""Where a raw request may go: paths below one service of the account, and headers that do not sign or route. Pure."""

from __future__ import annotations

import re
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import unquote

from suiteplug.connector import paths
from suiteplug.connector.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping


class RawService(StrEnum):
    """The services of an account that a raw request can address."""

    RECORD = "record"
    QUERY = "query"
    ASYNC = "async"
    SYSTEM = "system"
    RESTLET = "restlet"


_BASES: Mapping[RawService, str] = MappingProxyType(
    {
        RawService.RECORD: paths.RECORD,
        RawService.QUERY: paths.QUERY,
        RawService.ASYNC: paths.ASYNC,
        RawService.SYSTEM: paths.SYSTEM,
        RawService.RESTLET: paths.RESTLET,
    }
)

_PATH = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*\Z")
_HEADER_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+\Z")
_HEADER_VALUE = re.compile(r"[\t\x20-\x7e]*\Z")
_OURS = frozenset(
    {
        "authorization",
        "connection",
        "content-encoding",
        "content-length",
        "cookie",
        "expect",
        "forwarded",
        "host",
        "keep-alive",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "x-http-method-override",
    }
)
_DECODINGS = 5


def target(service: RawService, path: str, *, has_query: bool = True) -> str:
    """The whole path of a raw request. Raises InputError for one that leaves the service, however it is written."""
    base = _BASES[service]
    if service is RawService.RESTLET:
        _check_restlet(path, has_query=has_query)
        return base
    _check_form(path)
    relative = path.removeprefix(base) if path == base or path.startswith(f"{base}/") else path
    _check_segments(relative)
    relative = relative.strip("/")
    _check_segments(f"/{relative}")  # as it stands behind the service
    return f"{base}/{relative}" if relative else base


def _check_restlet(path: str, *, has_query: bool) -> None:
    if path.strip("/"):
        _refuse(path, "a RESTlet has no path", "Leave path empty; give script and deploy in query.")
    if not has_query:
        raise InputError(
            "A RESTlet needs script and deploy in query.",
            code="RESTLET_NOT_NAMED",
            field="query",
            fix="Take both from Customization > Scripting > Script Deployments, such as "
            '{"script": "customscript_x", "deploy": "customdeploy_x"}.',
        )


def _check_form(path: str) -> None:
    if "?" in path or "#" in path:
        _refuse(path, "it carries a query or a fragment", "Give the query in the input query.")
    if "\\" in path:
        _refuse(path, "it has a backslash", "Use slashes only.")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", path):
        _refuse(path, "it is a whole URL", "Give only the part below the service, such as customer/107.")
    if not _PATH.match(path):
        _refuse(path, "it has characters that a path cannot have", "Percent-encode them: a blank is %20.")


def _check_segments(path: str) -> None:
    """Every way of decoding must stay below the service: proxies and servers decode more than once."""
    decoded = path
    for _ in range(_DECODINGS):
        if "\\" in decoded or any(ord(char) < ord(" ") or char == "\x7f" for char in decoded):
            _refuse(path, "it hides a backslash or a control character", "Leave it out.")
        if "//" in decoded:
            _refuse(path, "it has two slashes in a row", "Use one.")
        # servers in Java cut ;parameters off a segment before they resolve dots
        if any(segment.partition(";")[0].strip() in {".", ".."} for segment in decoded.split("/")):
            _refuse(path, "it climbs out of the service", "Leave . and .. segments out.")
        following = unquote(decoded)
        if following == decoded:
            return
        decoded = following
    _refuse(path, "it is percent-encoded many times over", "Encode it once.")


def _refuse(path: str, why: str, fix: str) -> NoReturn:
    raise InputError(
        f"The path '{path[:200]}' is refused: {why}.",
        code="PATH_REFUSED",
        field="path",
        cause="Credentials are only sent to the chosen service of the account. Nothing was sent.",
        fix=fix,
    )


def check_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Header names in lower case. Raises InputError for those that sign, route or frame the request."""
    checked: dict[str, str] = {}
    for name, value in headers.items():
        lower = name.lower()
        if lower in _OURS or lower.startswith(("proxy-", "x-forwarded")):
            _refuse_header(name, "the connection and the client set it", "Leave it out.")
        if not _HEADER_NAME.match(name):
            _refuse_header(name, "it is not a header name", "Use letters, digits and -.")
        if not _HEADER_VALUE.match(value):
            _refuse_header(name, "its value has line ends or characters outside ASCII", "Leave them out.")
        checked[lower] = value.strip()
    return checked


def _refuse_header(name: str, why: str, fix: str) -> NoReturn:
    raise InputError(f"The header '{name[:100]}' is refused: {why}.", code="HEADER_REFUSED", field="headers", fix=fix)
