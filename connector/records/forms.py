"""Forms and select options: what NetSuite would save, and what may be chosen. Nothing is saved.

Oracle help: article_1217103046 (forms), article_0115100241 (select options), both since 2026.1. Such a request differs
from a write only by its ``Accept`` header, which an older account would not understand: it would save. So the account's
metadata is asked first whether it has them; the same page says that it tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from suiteplug.connector import bodies, paths
from suiteplug.connector.errors import ContractError, FeatureDisabledError, InputError
from suiteplug.connector.exchange import Repeat, Reply, Request
from suiteplug.connector.records import shapes
from suiteplug.connector.records.checks import NameChecks
from suiteplug.connector.records.options import FieldOptions, NameFilter, read_options, written_filters
from suiteplug.connector.records.paging import check_page
from suiteplug.connector.records.results import RecordBody

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.exchange import Sender
    from suiteplug.connector.metadata import MetadataService
    from suiteplug.connector.records.ref import RecordRef

Json = dict[str, Any]
_MEDIA = "application/vnd.oracle.resource+json; type="
_OPEN_API = "application/swagger+json"
_OK = 200


class FormKind(StrEnum):
    """What is asked for instead of a write."""

    CREATE = "create-form"
    EDIT = "edit-form"
    OPTIONS = "select-options"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """How much of a form is wanted; ``expand`` names sublists and subrecords, ``expand_all`` opens all of them."""

    fields: tuple[str, ...] = ()
    expand: tuple[str, ...] = ()
    expand_all: bool = False

    def query(self) -> tuple[tuple[str, str], ...]:
        """The query parameters. Raises InputError for what NetSuite does not take together."""
        if self.expand and self.expand_all:
            raise InputError(
                "Both expand and expand_sub_resources are given.",
                code="EXPAND_TWICE",
                field="expand",
                fix="Keep expand for some sublists, or expand_sub_resources for all.",
            )
        query: list[tuple[str, str]] = []
        if self.fields:
            query.append(("fields", ",".join(paths.name(name, "fields") for name in self.fields)))
        if self.expand:
            query.append(("expand", ",".join(paths.name(name, "expand") for name in self.expand)))
        if self.expand_all:
            query.append(("expandSubResources", "true"))
        return tuple(query)


class FormService:
    """Asks for forms. The first call of a session asks the metadata whether the account has them."""

    def __init__(self, sender: Sender, metadata: MetadataService) -> None:
        self._sender = sender
        self._checks = NameChecks(metadata)
        self._offered: set[FormKind] = set()

    async def create(self, record_type: str, body: Json, view: FormView) -> RecordBody:
        """A new record with its defaults."""
        path = paths.record(record_type)
        return await self._form(FormKind.CREATE, path, f"show the form of a new {record_type}", body, view, record_type)

    async def edit(self, ref: RecordRef, body: Json, view: FormView) -> RecordBody:
        """A saved record with changes applied."""
        return await self._form(FormKind.EDIT, ref.path(), f"show the form of {ref}", body, view, ref.record_type)

    async def transform(self, source: RecordRef, target_type: str, body: Json, view: FormView) -> RecordBody:
        """What a transform would make, with the keys of the lines that it offers."""
        path = source.path("!transform", paths.name(target_type, "target_type"))
        summary = f"show the form of {target_type} made from {source}"
        await self._checks.record_type(source.record_type)
        return await self._form(FormKind.CREATE, path, summary, body, view, target_type)

    async def select_options(
        self,
        record_type: str,
        ref: RecordRef | None,
        fields: Sequence[str],
        *,
        body: Json,
        filters: Sequence[NameFilter] = (),
        limit: int = 1000,
        offset: int = 0,
    ) -> list[FieldOptions]:
        """What may stand in the fields of a new record, or of a saved one; ``sublist.field`` for one of a line."""
        check_page(limit, offset)
        query = [("fields", ",".join(_field_path(name) for name in fields))]
        if filters:
            query.append(("q", written_filters(filters, fields)))
        query += [("limit", str(limit)), ("offset", str(offset))]
        method, path = ("POST", paths.record(record_type)) if ref is None else ("PATCH", ref.path())
        request = _request(
            FormKind.OPTIONS, method, path, f"read the options of {', '.join(fields)}", body, tuple(query)
        )
        await self._checks.body(record_type, body)
        reply = await self._send(FormKind.OPTIONS, request, record_type)
        return read_options(reply.data, fields)

    async def _form(
        self, kind: FormKind, path: str, summary: str, body: Json, view: FormView, record_type: str
    ) -> RecordBody:
        method = "PATCH" if kind is FormKind.EDIT else "POST"
        request = _request(kind, method, path, summary, body, view.query())
        await self._checks.record_type(record_type)
        await self._checks.body(record_type, body)
        reply = await self._send(kind, request, record_type)
        return RecordBody(shapes.without_links(reply.data), shapes.collapsed(reply.data))

    async def _send(self, kind: FormKind, request: Request, record_type: str) -> Reply:
        await self._require(kind, record_type)
        reply = await self._sender.send(request)
        media = reply.headers.get("content-type", "").replace(" ", "").replace('"', "")
        if reply.status == _OK and f"type={kind}" in media and isinstance(reply.data, dict):
            return reply
        raise _not_a_form(kind, request, reply)

    async def _require(self, kind: FormKind, record_type: str) -> None:
        """Ask the metadata of the type whether its POST and PATCH know forms; once seen, it is remembered."""
        if kind in self._offered:
            return
        reply = await self._sender.send(
            Request(
                "GET",
                f"{paths.RECORD}/metadata-catalog",
                f"look whether the account has the {kind} of {record_type}",
                query=(("select", paths.name(record_type)),),
                headers={"accept": _OPEN_API},
                parse=False,
            )
        )
        if not re.search(rb"type\s*=\s*" + kind.encode() + rb"\b", reply.content):
            raise FeatureDisabledError(
                f"The account's metadata names no {kind} for {record_type}.",
                code="FORMS_NOT_OFFERED",
                cause="Forms and select options came with NetSuite 2026.1. An older account would take the request "
                "for a write and save it, so that it was not sent.",
                fix="Wait until NetSuite has upgraded the account to 2026.1; until then read the record and its "
                "metadata instead.",
                field="record_type",
            )
        self._offered.add(kind)


def _request(
    kind: FormKind, method: str, path: str, summary: str, body: Json, query: tuple[tuple[str, str], ...]
) -> Request:
    return Request(
        method,
        path,
        summary,
        query=query,
        headers={"accept": f"{_MEDIA}{kind}", "x-netsuite-propertynamevalidation": "error"},
        content=bodies.encode(body),
        content_type=bodies.JSON,
        repeat=Repeat.READ,
    )


def _field_path(name: str) -> str:
    """``field`` or ``sublist.field``."""
    return ".".join(paths.name(part, "fields") for part in name.split("."))


def _not_a_form(kind: FormKind, request: Request, reply: Reply) -> ContractError:
    saved = reply.status != _OK or bool(reply.new_id)
    if saved:
        which = f"record {reply.new_id}" if reply.new_id else "a record"
        return ContractError(
            f"A {kind} was asked for, and NetSuite saved instead: {which} was written.",
            code="FORM_WAS_SAVED",
            cause=f"The account took '{request.summary}' for a write (status {reply.status}), although its metadata "
            "names the form.",
            fix="Look at the record and delete it or take the change back. Do not repeat the call. Report it with the "
            "operation ID.",
            http_status=reply.status,
            operation_id=reply.operation_id,
            reply=reply.content.decode("utf-8", "replace"),
        )
    return ContractError(
        f"A {kind} was asked for, and something else came back.",
        code="NOT_A_FORM",
        cause=f"The reply is of the type {reply.headers.get('content-type', 'without a type')}.",
        fix="Check whether something was saved before repeating it; report it with the operation ID.",
        http_status=reply.status,
        operation_id=reply.operation_id,
        reply=reply.content.decode("utf-8", "replace"),
    )
