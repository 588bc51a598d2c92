"""Sends a request as it is given, with the same signing, lanes and repeat rules as every other."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from suiteplug.connector import bodies, paths
from suiteplug.connector.account import Service
from suiteplug.connector.errors import ContractError, InputError
from suiteplug.connector.exchange import NO_HEADERS, Repeat, Reply, Request
from suiteplug.connector.raw import target as targets
from suiteplug.connector.raw.form import FormFile, encode_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.exchange import Sender
    from suiteplug.connector.retry import RetryPolicy

_READS = frozenset({"GET", "HEAD", "OPTIONS"})


class ResponseType(StrEnum):
    """How the body of the reply is given back."""

    JSON = "json"
    TEXT = "text"
    BINARY = "binary"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRequest:
    """A request as somebody wrote it. At most one of body and form (``form_data``, ``files``) is given.

    ``query`` values may be lists: the parameter is repeated.
    """

    service: targets.RawService
    method: str
    path: str = ""
    query: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=lambda: NO_HEADERS)
    body: Any = None
    form_data: Mapping[str, str] = field(default_factory=dict)
    files: tuple[FormFile, ...] = ()
    response_type: ResponseType = ResponseType.JSON
    timeout_s: float | None = None
    retry: RetryPolicy | None = None


class RawService:
    """Sends raw requests. Refusals are the errors of the tree, as for every action."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def send(self, raw: RawRequest) -> Reply:
        """The reply with a success status."""
        return await self._sender.send(to_request(raw))


def to_request(raw: RawRequest) -> Request:
    """The request to send. Raises InputError for what may not leave."""
    query = _query(raw.query)
    path = targets.target(raw.service, raw.path, has_query={"script", "deploy"} <= {name for name, _ in query})
    headers = targets.check_headers(raw.headers)
    content, content_type = _content(raw)
    return Request(
        raw.method,
        path,
        f"{raw.method} {path}",
        service=Service.RESTLETS if raw.service is targets.RawService.RESTLET else Service.SUITETALK,
        query=query,
        headers=headers,
        content=content,
        content_type=headers.get("content-type", content_type),
        repeat=repeat_of(raw.service, raw.method, path),
        retry=raw.retry,
        timeout_s=raw.timeout_s,
        parse=raw.response_type is ResponseType.JSON,
    )


def repeat_of(service: targets.RawService, method: str, path: str) -> Repeat:
    """What may be sent again: reads, among them the POST of a query, and deleting a record."""
    if method in _READS:
        return Repeat.READ
    if method == "DELETE":
        return Repeat.ONCE if service is targets.RawService.RESTLET else Repeat.REPEATABLE
    if service is targets.RawService.QUERY and method == "POST" and path == f"{paths.QUERY}/suiteql":
        return Repeat.READ
    return Repeat.ONCE


def read_body(reply: Reply, response_type: ResponseType) -> Any:
    """The body of the reply: JSON (null without one), text, or base64 of the bytes."""
    if response_type is ResponseType.BINARY:
        return base64.b64encode(reply.content).decode()
    if response_type is ResponseType.TEXT:
        return reply.content.decode("utf-8", "replace")
    if reply.data is not None or not reply.content:
        return reply.data
    try:
        return json.loads(reply.content)
    except ValueError as error:
        raise ContractError(
            f"The reply ({reply.status}) is not JSON but {reply.headers.get('content-type', 'without a type')}.",
            code="NOT_JSON",
            http_status=reply.status,
            operation_id=reply.operation_id,
            fix="Set response_type to text or binary. The request itself succeeded.",
            reply=reply.content.decode("utf-8", "replace"),
        ) from error


def _query(query: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for name, value in query.items():
        pairs += [(name, _text(entry)) for entry in (value if isinstance(value, list) else [value])]
    return tuple(pairs)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _content(raw: RawRequest) -> tuple[bytes, str]:
    """The body's bytes and content type."""
    has_form = bool(raw.form_data or raw.files)
    if has_form and raw.body is not None:
        raise InputError(
            "Both a body and a form are given.",
            code="TWO_BODIES",
            field="body",
            fix="Give either body, or form_data and files.",
        )
    if (has_form or raw.body is not None) and raw.method in _READS:
        raise InputError(
            f"A {raw.method} has no body.", code="BODY_REFUSED", field="body", fix="Leave it out, or use POST."
        )
    if has_form:
        return encode_form(raw.form_data, raw.files)
    if raw.body is None:
        return b"", ""
    if isinstance(raw.body, str):
        is_restlet = raw.service is targets.RawService.RESTLET
        return raw.body.encode(), "text/plain; charset=utf-8" if is_restlet else bodies.JSON
    return bodies.encode(raw.body), bodies.JSON
