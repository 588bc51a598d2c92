"""From a failed reply to the error to raise and what the retry rules need to know about it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from suiteplug.connector.errors import (
    LONGEST_REPLY,
    ContractError,
    ErrorDetail,
    NetSuiteConnectorError,
    RequestReference,
    RetryableError,
)
from suiteplug.connector.faults.catalogue import reply_entries
from suiteplug.connector.faults.details import read_details
from suiteplug.connector.faults.wording import filled, level_for
from suiteplug.connector.retry import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.faults.entry import Entry

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
    found = look_up(status, details)
    retry_after_s = _retry_after(headers.get("retry-after", ""), now)
    nothing_said = f"NetSuite answered {status} to '{summary}' and said nothing else."
    message = without_prefix(found.detail.message) or nothing_said
    error = error_of(found, message, status=status, method=request.method)
    error.details = details
    error.operation_id = headers.get("x-n-operationid", "")
    error.request = request
    error.reply = content.decode("utf-8", "replace")[:LONGEST_REPLY]
    error.retry_after_s = retry_after_s
    error.location = headers.get("location", "")
    return Fault(_failure(status, found.entry), error, retry_after_s)


@dataclass(frozen=True, slots=True)
class Found:
    """The entry that fits a reply, the detail that it fits, and what the entry's pattern read out of it."""

    entry: Entry | None
    detail: ErrorDetail
    groups: Mapping[str, str]


def look_up(status: int, details: tuple[ErrorDetail, ...]) -> Found:
    """The first entry of the catalogue that fits one of the details."""
    for entry in reply_entries():
        for detail in details or (_NO_DETAIL,):
            match = entry.match(status, detail)
            if match:
                return Found(entry, detail, named_groups(match))
    return Found(None, (details or (_NO_DETAIL,))[0], {})


def named_groups(match: re.Match[str] | bool) -> dict[str, str]:  # noqa: FBT001 - what Entry.match gives
    """What a pattern read; ``other`` is a second place where the name may stand."""
    groups = match.groupdict(default="") if isinstance(match, re.Match) else {}
    if groups.get("other") and not groups.get("name"):
        groups["name"] = groups["other"]
    return groups


def error_of(found: Found, message: str, *, status: int, method: str) -> NetSuiteConnectorError:
    """The error that a reply stands for."""
    entry, detail = found.entry, found.detail
    place = detail.path or detail.query_param or detail.header or found.groups.get("name", "")
    if entry is None:
        return ContractError(
            message,
            code=detail.code or f"HTTP_{status}",
            cause="NetSuite documents no such answer.",
            fix="Report it with the operation ID.",
            field=place,
            http_status=status,
        )
    groups = {**found.groups, "level": level_for(method)}
    error = entry.error(
        message,
        code=detail.code or f"HTTP_{status}",
        cause=filled(entry.cause, groups),
        fix=filled(entry.fix, groups),
        field=place,
        http_status=status,
    )
    error.retry = entry.retry
    error.topic = entry.id
    return error


def without_prefix(message: str) -> str:
    """NetSuite's text without the words that it begins most of them with."""
    return _PREFIX.sub("", message)


def _failure(status: int, entry: Entry | None) -> Failure:
    if entry is not None and entry.refused:  # who is refused for what he is gets the same answer again
        return Failure.REFUSED if issubclass(entry.error, RetryableError) else Failure.REJECTED
    broken = status >= _SERVER_ERROR and status != _NOT_IMPLEMENTED
    return Failure.LOST if broken else Failure.REJECTED


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
