"""The OpenAPI 3 flavour of the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.metadata.properties import (
    Json,
    collection_of,
    element_schema,
    properties,
    record_schema,
    shared_schemas,
)
from suiteplug.emulator.rules.transforms import PAIRS

if TYPE_CHECKING:
    from suiteplug.emulator.schema import Field, RecordType, Sublist

_RECORD_MEDIA = "application/vnd.oracle.resource+json; type=singular"
_LIST_MEDIA = "application/vnd.oracle.resource+json; type=collection"
_MEDIA = "application/vnd.oracle.resource+json; type="
_ERROR_MEDIA = "application/vnd.oracle.resource+json; type=error"


ATTACHABLE = frozenset({"entity", "transaction"})
"""Kinds of record types that contacts and files are attached to. The public browser of 2026.1 lists 33 types with
``!attach/contact`` (wsjmnh/netsuite-record-rest-docs); that it is these kinds is ours."""


def _parameter(name: str, place: str, schema: Json) -> Json:
    return {"name": name, "in": place, "required": place == "path", "schema": schema}


_VALIDATION = {"type": "string", "enum": ["Error", "Warning", "Ignore"]}
_TEXT = {"type": "string"}
_FLAG = {"type": "boolean", "default": False}
_LISTING = [
    _parameter("q", "query", _TEXT),
    _parameter("limit", "query", {"type": "integer", "format": "int32", "default": 1000}),
    _parameter("offset", "query", {"type": "integer", "format": "int32", "default": 0}),
]
_READING = [
    _parameter("expandSubResources", "query", _FLAG),
    _parameter("simpleEnumFormat", "query", _FLAG),
    _parameter("fields", "query", _TEXT),
]
_WRITING = [
    _parameter("X-NetSuite-PropertyNameValidation", "header", {**_VALIDATION, "default": "Warning"}),
    _parameter("X-NetSuite-PropertyValueValidation", "header", {**_VALIDATION, "default": "Error"}),
    _parameter("replace", "query", _TEXT),
]


class OpenApi:
    """One document over some record types; what lies outside becomes a plain ``nsResource``.

    ``forms``: every POST and PATCH says which forms it can answer with (Oracle help: article_1217103046).
    """

    def __init__(self, types: tuple[RecordType, ...], server: str, *, forms: bool = True) -> None:
        self._types = types
        self._forms = forms
        self._described = {record_type.name for record_type in types}
        self._server = server
        self._schemas: dict[str, Json] = {}

    def document(self) -> Json:
        """The whole document."""
        self._schemas = dict(shared_schemas(self))
        paths: Json = {}
        for record_type in self._types:
            self._schemas[record_type.name] = record_schema(record_type, self)
            self._schemas[f"{record_type.name}Collection"] = collection_of(self, self._pointer(record_type.name))
            paths |= self._paths(record_type)
        return {
            "openapi": "3.0.1",
            "info": {"title": "NetSuite REST Record API", "version": "v1", "x-framework": "rest"},
            "servers": [{"url": self._server}],
            "paths": paths,
            "components": {"schemas": dict(sorted(self._schemas.items()))},
        }

    @staticmethod
    def _pointer(name: str) -> Json:
        return {"$ref": f"#/components/schemas/{name}"}

    def shared(self, name: str) -> Json:
        """A shared component."""
        return self._pointer(name)

    def record(self, name: str) -> Json | None:
        """A record type's component, when it was selected."""
        return self._pointer(name) if name in self._described else None

    def subrecord(self, owner: str, field: Field) -> Json:
        """A subrecord's component, made when first met."""
        name = f"{owner}-{field.name}"
        if name not in self._schemas and field.subrecord is not None:
            self._schemas[name] = {"type": "object", "properties": {}}
            self._schemas[name]["properties"] = properties(field.subrecord, name, self)
        return self._pointer(name)

    def sublist(self, owner: str, sublist: Sublist) -> Json:
        """A sublist's collection and element components, made when first met."""
        name = f"{owner}-{sublist.name}"
        if f"{name}Collection" not in self._schemas:
            element = f"{name}Element"
            self._schemas[f"{name}Collection"] = collection_of(self, self._pointer(element))
            self._schemas[element] = element_schema(owner, sublist, self)
        return self._pointer(f"{name}Collection")

    def _paths(self, record_type: RecordType) -> Json:
        name, tag = record_type.name, record_type.label
        one, many = self._pointer(name), self._pointer(f"{name}Collection")
        by_id = [_parameter("id", "path", _TEXT)]
        by_external_id = [_parameter("id", "path", {"type": "string", "pattern": "eid:(.+)"})]
        body = {"content": {_RECORD_MEDIA: {"schema": one}}}
        attach = {
            f"/{name}/{{id}}/!{operation}/{kind}/{{attachmentId}}": {
                "post": self._operation(
                    tag, f"{operation.title()} {kind}.", [*by_id, _parameter("attachmentId", "path", _TEXT)]
                )
            }
            for operation in ("attach", "detach")
            for kind in ("contact", "file")
        }
        return {
            f"/{name}": {
                "get": self._operation(tag, f"Get list of {tag}.", _LISTING, many, _LIST_MEDIA),
                "post": self._with_forms(
                    self._operation(tag, f"Insert {tag}.", _WRITING, body=body), "create-form", name
                ),
            },
            f"/{name}/{{id}}": {
                "get": self._operation(tag, f"Get {tag}.", [*by_id, *_READING], one, _RECORD_MEDIA),
                "patch": self._with_forms(
                    self._operation(
                        tag,
                        f"Update {tag}.",
                        [*by_id, *_WRITING, _parameter("replaceSelectedFields", "query", _FLAG)],
                        body=body,
                    ),
                    "edit-form",
                    name,
                ),
                "put": self._operation(tag, f"Insert or update {tag}.", [*by_external_id, *_WRITING], body=body),
                "delete": self._operation(tag, f"Remove {tag}.", by_id),
            },
            **self._transforms(record_type, by_id),
            **(attach if self._forms and record_type.kind in ATTACHABLE else {}),
        }

    def _transforms(self, record_type: RecordType, by_id: list[Json]) -> Json:
        """One path for each target, as the export of a live account and the API browser list them."""
        paths: Json = {}
        for target in sorted(target for source, target in PAIRS if source == record_type.name):
            schema = self.record(target) or self.shared("nsResource")
            body = {"content": {_RECORD_MEDIA: {"schema": schema}}}
            summary = f"Transform {record_type.name} to {target}."
            operation = self._operation(record_type.label, summary, [*by_id, *_WRITING], body=body)
            if self._forms:
                content = {f"{_MEDIA}create-form": {"schema": schema}}
                operation["responses"]["200"] = {"description": "Success.", "content": content}
            paths[f"/{record_type.name}/{{id}}/!transform/{target}"] = {"post": operation}
        return paths

    def _with_forms(self, operation: Json, form: str, name: str) -> Json:
        """The operation that also answers with a form or with select options, by its ``Accept`` header."""
        if self._forms:
            content = {f"{_MEDIA}{form}": {"schema": self._pointer(name)}}
            content[f"{_MEDIA}select-options"] = {"schema": {"type": "object"}}
            operation["responses"]["200"] = {"description": "Success.", "content": content}
        return operation

    def _operation(
        self,
        tag: str,
        summary: str,
        parameters: list[Json],
        reply: Json | None = None,
        media: str = _RECORD_MEDIA,
        body: Json | None = None,
    ) -> Json:
        """One operation: 200 with a body, or 204."""
        success: Json = (
            {"204": {"description": "No content."}}
            if reply is None
            else {"200": {"description": "Success.", "content": {media: {"schema": reply}}}}
        )
        failure = {"description": "Error response.", "content": {_ERROR_MEDIA: {"schema": self._pointer("nsError")}}}
        operation: Json = {"tags": [tag], "summary": summary, "parameters": parameters}
        if body is not None:
            operation["requestBody"] = body
        return {**operation, "responses": {**success, "default": failure}}
