"""``GET metadata-catalog`` in its three flavours (Oracle help: section_1540810174)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.metadata.json_schema import JsonSchemas
from suiteplug.emulator.metadata.openapi import OpenApi
from suiteplug.emulator.record import refusals
from suiteplug.emulator.roles import Level

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.roles import Role
    from suiteplug.emulator.schema import RecordType, Schema

OPEN_API = "application/swagger+json"
JSON_SCHEMA = "application/schema+json"
PLAIN = "application/json"
_CACHED_DOCUMENTS = 64


class MetadataDoor:
    """Answers what the caller's role may see; nothing else exists for it (Oracle help: chapter_1540810168)."""

    def __init__(self, schema: Schema, *, release: str = "2026.2", pointing: bool = False) -> None:
        self._schema = schema
        self._forms = release >= "2026.1"
        self._pointing = pointing
        self._documents: dict[tuple[str, tuple[str, ...], str], bytes] = {}

    def handle(self, request: Request) -> Response:
        """Answer one request.

        Raises:
            Problem: NetSuite refuses.
        """
        if request.method != "GET":
            raise refusals.method_not_allowed(request.method, "GET")
        visible = self._visible(request.role)
        flavour = _flavour(request)
        names = tuple(segment for segment in request.segments if segment)
        if len(names) > 1 or any(" " in name for name in names):
            raise refusals.malformed_url(request.path)
        if names:
            return self._one(request, names[0], visible, flavour)
        return self._several(request, visible, flavour)

    def _visible(self, role: Role) -> dict[str, RecordType]:
        return {
            record_type.name.lower(): record_type
            for record_type in self._schema.types
            if role.can(record_type.permission, Level.VIEW)
        }

    def _several(self, request: Request, visible: dict[str, RecordType], flavour: str) -> Response:
        selected = _selected(request, visible)
        if flavour == OPEN_API:
            return self._open_api(request, selected)
        if flavour == JSON_SCHEMA:
            raise refusals.not_acceptable(JSON_SCHEMA)
        base = request.door_url
        return Response.json({"items": [_entry(base, record_type) for record_type in selected]}, kind=None)

    def _one(self, request: Request, name: str, visible: dict[str, RecordType], flavour: str) -> Response:
        record_type = visible.get(name.lower())
        if flavour == JSON_SCHEMA:
            path = urlsplit(request.door_url).path
            schemas = JsonSchemas(path, {each.name for each in visible.values()} if self._pointing else ())
            found = schemas.of_shared(name) if record_type is None else schemas.of_record(record_type)
            if found is not None:
                return _typed(json.dumps(found, separators=(",", ":")).encode(), JSON_SCHEMA)
        if record_type is None:
            raise refusals.unknown_type(name, request.path)
        if flavour == OPEN_API:
            return self._open_api(request, (record_type,))
        # What a type answers under plain application/json is not published; its list entry is ours.
        return Response.json(_entry(request.door_url, record_type), kind=None)

    def _open_api(self, request: Request, types: tuple[RecordType, ...]) -> Response:
        server = request.door_url.removesuffix("/metadata-catalog")
        key = (OPEN_API, tuple(record_type.name for record_type in types), server)
        document = self._documents.get(key)
        if document is None:
            if len(self._documents) >= _CACHED_DOCUMENTS:
                self._documents.clear()
            document = json.dumps(OpenApi(types, server, forms=self._forms).document(), separators=(",", ":")).encode()
            self._documents[key] = document
        return _typed(document, OPEN_API)


def _flavour(request: Request) -> str:
    accept = request.headers.get("accept", "").lower()
    ranges = [part.partition(";")[0].strip() for part in accept.split(",")]
    for wanted in ranges:
        if wanted in {OPEN_API, JSON_SCHEMA, PLAIN}:
            return wanted
    if not accept or {"*/*", "application/*", "application/vnd.oracle.resource+json"} & set(ranges):
        return PLAIN
    raise refusals.not_acceptable(accept)


def _selected(request: Request, visible: dict[str, RecordType]) -> tuple[RecordType, ...]:
    """The types of ``select``, or all; blanks in it are refused (Oracle help: section_156570709583)."""
    select = request.param("select")
    if select is None:
        return tuple(visible.values())
    if " " in select:
        raise Problem(400, "INVALID_REQUEST", refusals.MALFORMED, query_param="select")
    selected: list[RecordType] = []
    for name in filter(None, select.split(",")):
        record_type = visible.get(name.lower())
        if record_type is None:
            raise refusals.unknown_type(name, request.path)
        if record_type not in selected:
            selected.append(record_type)
    return tuple(selected)


def _entry(base: str, record_type: RecordType) -> dict[str, object]:
    href = f"{base}/{record_type.name.lower()}"
    record_href = f"{base.removesuffix('/metadata-catalog')}/{record_type.name.lower()}"
    return {
        "name": record_type.name,
        "links": [
            {"rel": "canonical", "href": href, "mediaType": PLAIN},
            {"rel": "alternate", "href": href, "mediaType": OPEN_API},
            {"rel": "alternate", "href": href, "mediaType": JSON_SCHEMA},
            {"rel": "describes", "href": record_href},
        ],
    }


def _typed(body: bytes, media_type: str) -> Response:
    return Response(200, {"content-type": media_type}, body)
