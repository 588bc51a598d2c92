"""From a failed reply to the error to raise and what the retry rules need to know about it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from suiteplug.connector.errors import ContractError, ErrorDetail, NetSuiteConnectorError, RequestReference
from suiteplug.connector.faults.catalogue import CATALOGUE, Entry
from suiteplug.connector.faults.details import read_details
from suiteplug.connector.retry import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping

_PREFIX = re.compile(r"^(?:Error while accessing a resource\.\s*)+", re.IGNORECASE)
_SERVER_ERROR = 500
_NOT_IMPLEMENTED = 501
_NO_DETAIL = ErrorDetail(message="")


@dataclass(frozen=True, slots=True)
class Fault:
    """A failed reply: how it failed, and the error it is if it stays that way."""

    failure: Failure
    error: NetSuiteConnectorError
    retry_after_s: float | None = None


def read_fault(
    status: int,
    headers: Mapping[str, str],
    content: bytes,
    request: RequestReference,
    *,
    summary: str,
    now: datetime,
) -> Fault:
    """Explain a reply whose status is not a success."""
    details = read_details(content)
    entry, groups, detail = _look_up(status, details)
    retry_after_s = _retry_after(headers.get("retry-after", ""), now)
    message = _PREFIX.sub("", detail.message) or f"NetSuite answered {status} to '{summary}' and said nothing else."
    kind = entry.kind if entry else ContractError
    error = kind(
        message,
        code=detail.code or f"HTTP_{status}",
        cause=entry.cause.replace("{{", "{").replace("}}", "}") if entry else "NetSuite documents no such answer.",
        fix=_fill(entry.fix, groups) if entry else "Report it with the operation ID.",
        field=detail.path or detail.query_param or detail.header or groups.get("name", ""),
        details=details,
        http_status=status,
        operation_id=headers.get("x-n-operationid", ""),
        request=request,
        reply=content.decode("utf-8", "replace"),
        retry_after_s=retry_after_s,
        location=headers.get("location", ""),
    )
    return Fault(_failure(status, entry), error, retry_after_s)


def _look_up(status: int, details: tuple[ErrorDetail, ...]) -> tuple[Entry | None, dict[str, str], ErrorDetail]:
    """The first catalogue entry that fits the first detail; later details are tried when the first says little."""
    for entry in CATALOGUE:
        for detail in details or (_NO_DETAIL,):
            match = entry.match(status, detail)
            if match:
                groups = match.groupdict(default="") if isinstance(match, re.Match) else {}
                return entry, groups, detail
    return None, {}, (details or (_NO_DETAIL,))[0]


def _failure(status: int, entry: Entry | None) -> Failure:
    if entry is not None and entry.refused:
        return Failure.REJECTED if status == 401 else Failure.REFUSED  # noqa: PLR2004 - the auth flow has tried again
    broken = status >= _SERVER_ERROR and status != _NOT_IMPLEMENTED
    return Failure.LOST if broken else Failure.REJECTED


def _fill(text: str, groups: dict[str, str]) -> str:
    """Put the named groups into the text, leaving out what the reply did not name."""
    filled = re.sub(
        r"\{(\w+)\}",
        lambda match: groups.get(match[1], "") or "-",
        text.replace("{{", "\0").replace("}}", "\1"),
    )
    return filled.replace("\0", "{").replace("\1", "}")


def _retry_after(value: str, now: datetime) -> float | None:
    """``Retry-After`` in seconds or as a date. NetSuite documents none; gateways may send one."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
