"""Schema vocabulary of one property, as exports of live accounts show it (Oracle help: section_1545126526)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from suiteplug.emulator.schema import Field, RecordType, Shape, Sublist

Json = dict[str, Any]

_PLAIN: dict[str, Json] = {
    "text": {"type": "string", "nullable": True},
    "integer": {"type": "integer", "format": "int64", "nullable": True},
    "number": {"type": "number", "format": "double", "nullable": True},
    "currency": {"type": "number", "format": "double", "nullable": True},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date", "nullable": True},
    "datetime": {"type": "string", "format": "date-time", "nullable": True},
}
NS_LINK: Json = {
    "type": "object",
    "properties": {
        "rel": {"title": "Relationship", "type": "string", "readOnly": True},
        "href": {"title": "Hypertext Reference", "type": "string", "format": "URI", "readOnly": True},
    },
}


class References(Protocol):
    """How a flavour of the catalog points to other schemas."""

    def shared(self, name: str) -> Json:
        """To ``nsLink``, ``nsResource`` or ``nsResourceCollection``."""
        ...

    def record(self, name: str) -> Json | None:
        """To a record type, or None when the flavour does not describe it."""
        ...

    def subrecord(self, owner: str, field: Field) -> Json:
        """To a subrecord of ``owner``."""
        ...

    def sublist(self, owner: str, sublist: Sublist) -> Json:
        """To a sublist of ``owner``."""
        ...


def shared_schemas(references: References) -> dict[str, Json]:
    """``nsLink``, ``nsResource``, ``nsResourceCollection``, ``nsError``."""
    return {
        "nsLink": NS_LINK,
        "nsResource": resource_schema(references),
        "nsResourceCollection": collection_of(references, references.shared("nsResource")),
        "nsError": {
            "type": "object",
            "properties": {
                "type": {"type": "string", "readOnly": True},
                "title": {"type": "string", "readOnly": True},
                "status": {"type": "integer", "format": "int32", "readOnly": True},
                "o:errorDetails": {
                    "type": "array",
                    "readOnly": True,
                    "items": {"type": "object", "properties": dict(_ERROR_DETAIL)},
                },
            },
        },
    }


_ERROR_DETAIL = {
    name: {"type": "string", "readOnly": True}
    for name in ("detail", "o:errorCode", "o:errorPath", "o:errorUrl", "o:errorHeader", "o:errorQueryParam")
}


def resource_schema(references: References) -> Json:
    """A reference to a record."""
    return {
        "type": "object",
        "properties": {
            "id": {"title": "Internal identifier", "type": "string"},
            "refName": {"title": "Reference Name", "type": "string"},
            "externalId": {"title": "External identifier", "type": "string"},
            "links": links_property(references),
        },
    }


def links_property(references: References) -> Json:
    """The ``links`` of everything."""
    return {"title": "Links", "type": "array", "readOnly": True, "items": references.shared("nsLink")}


def collection_of(references: References, item: Json) -> Json:
    """A collection with its paging keys."""
    return {
        "type": "object",
        "properties": {
            "links": links_property(references),
            "totalResults": {"title": "Total Results", "type": "integer", "format": "int64", "readOnly": True},
            "count": {"title": "Count", "type": "integer", "format": "int64", "readOnly": True},
            "hasMore": {"title": "Has More Results", "type": "boolean", "readOnly": True},
            "offset": {"title": "Query Offset", "type": "integer", "format": "int64", "readOnly": True},
            "items": {"type": "array", "items": item},
        },
    }


def record_schema(record_type: RecordType, references: References) -> Json:
    """A record type, with the names that ``q`` accepts."""
    return {
        "type": "object",
        "properties": properties(record_type, record_type.name, references),
        "x-ns-filterable": sorted(record_type.filterable),
    }


def element_schema(owner: str, sublist: Sublist, references: References) -> Json:
    """One line of a sublist, with its key."""
    key: Json = {"present": sublist.keyed}
    if sublist.keyed:
        key["value"] = {"new": list(sublist.new_key), "existing": list(sublist.existing_key)}
    return {
        "type": "object",
        "properties": properties(sublist.line, f"{owner}-{sublist.name}", references),
        "x-ns-filterable": [],
        "x-ns-sublistkey": key,
    }


def properties(shape: Shape, owner: str, references: References) -> Json:
    """All properties of a record, line or subrecord, in alphabetical order."""
    described = {name: _field(field, owner, references) for name, field in shape.fields.items()}
    described |= {name: references.sublist(owner, sublist) for name, sublist in shape.sublists.items()}
    described["links"] = links_property(references)
    return dict(sorted(described.items()))


def _field(field: Field, owner: str, references: References) -> Json:
    """One field. Nothing says whether it is required or computed: the real catalog does not either."""
    described = _typed(field, owner, references)
    if field.custom:
        described["x-ns-custom-field"] = True
    return described


def _typed(field: Field, owner: str, references: References) -> Json:
    if field.kind == "enum":
        options = {"type": "string", "enum": list(field.enum)}
        properties_ = {"id": {"title": "Internal identifier", **options}, "refName": {"type": "string"}}
        return {"title": field.label, "type": "object", "properties": properties_}
    if field.kind == "reference":
        return _reference(field, references)
    if field.kind == "multiselect":
        return references.shared("nsResourceCollection")
    if field.kind == "subrecord":
        return references.subrecord(owner, field)
    return {"title": field.label, **_PLAIN[field.kind]}


def _reference(field: Field, references: References) -> Json:
    targets = [found for name in field.target if (found := references.record(name)) is not None]
    if not targets:
        return references.shared("nsResource")
    if len(field.target) == 1:
        return targets[0]
    return {"oneOf": [*targets, references.shared("nsResource")]}
