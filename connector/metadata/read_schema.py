"""From NetSuite's schema of a record type to ours. Pure.

Two flavours are understood: JSON Schema, where sublists stand in place (Oracle help: section_1545129726), and OpenAPI,
where they are components (section_1545126526). Both use the keys x-ns-custom-field, x-ns-filterable, x-ns-sublistkey.
"""

from __future__ import annotations

from typing import Any

from suiteplug.connector.errors import ContractError
from suiteplug.connector.metadata.model import (
    FieldKind,
    FieldMetadata,
    RecordMetadata,
    SublistMetadata,
    SubrecordMetadata,
)

Json = dict[str, Any]

_REFERENCE_MEMBERS = frozenset({"id", "refName", "externalId", "links"})
_NOT_FIELDS = frozenset({"links"})
_ANY_RECORD = frozenset({"nsResource", "nsLink"})
_MAX_DEPTH = 6

_SCALARS = {
    ("string", "date"): FieldKind.DATE,
    ("string", "date-time"): FieldKind.DATE_TIME,
    ("string", "time"): FieldKind.TIME,
    ("integer", ""): FieldKind.INTEGER,
    ("number", ""): FieldKind.NUMBER,
    ("boolean", ""): FieldKind.BOOLEAN,
    ("string", ""): FieldKind.TEXT,
}


def read_schema(record_type: str, document: Json) -> RecordMetadata:
    """The metadata of ``record_type`` out of a catalogue reply of either flavour."""
    reader = _Reader(document)
    name, root = reader.root(record_type)
    fields, sublists, subrecords = reader.members(root, depth=0)
    return RecordMetadata(record_type=name, fields=fields, sublists=sublists, subrecords=subrecords)


Members = tuple[tuple[FieldMetadata, ...], tuple[SublistMetadata, ...], tuple[SubrecordMetadata, ...]]


class _Reader:
    def __init__(self, document: Json) -> None:
        self._document = document
        components = document.get("components")
        self._parts: Json = (components or {}).get("schemas") or document.get("definitions") or {}

    def root(self, record_type: str) -> tuple[str, Json]:
        """The record's own schema, and its name where the document tells it."""
        if "properties" in self._document:
            return record_type, self._document
        for name, schema in self._parts.items():
            if name.lower() == record_type.lower():
                return name, schema
        raise ContractError(
            f"The catalogue's reply does not describe {record_type}.",
            code="METADATA_NOT_UNDERSTOOD",
            fix="Report it, with the reply of raw-request for metadata-catalog.",
        )

    def members(self, schema: Json, *, depth: int) -> Members:
        """Fields, sublists and subrecords of an object, each sorted by name."""
        filterable = frozenset(str(name).lower() for name in schema.get("x-ns-filterable") or ())
        fields: list[FieldMetadata] = []
        sublists: list[SublistMetadata] = []
        subrecords: list[SubrecordMetadata] = []
        for name, given in sorted((schema.get("properties") or {}).items()):
            if name in _NOT_FIELDS:
                continue
            target, node = self._resolve(given)
            kind = _kind(target, node)
            if kind is not None:
                fields.append(_field(name, given, node, kind, target, filterable=name.lower() in filterable))
            elif depth >= _MAX_DEPTH:
                continue
            elif "items" in node.get("properties", {}):
                sublist = self._collection(name, given, node, depth)
                if sublist is not None:
                    sublists.append(sublist)
                else:
                    kind = FieldKind.MULTISELECT
                    fields.append(_field(name, given, node, kind, target, filterable=name.lower() in filterable))
            else:
                subrecords.append(self._subrecord(name, given, node, depth))
        return tuple(fields), tuple(sublists), tuple(subrecords)

    def _resolve(self, node: Json) -> tuple[str, Json]:
        """The name behind a reference, and the schema it stands for where that belongs to this record."""
        ref = node.get("$ref")
        if not isinstance(ref, str):
            return "", node
        name = ref.rstrip("/").rpartition("/")[2]
        # parts of a record are called record-part; a bare name is another record, which is only pointed at
        own = self._parts.get(name) if "-" in name or name.endswith("Collection") else None
        return name, own if isinstance(own, dict) else {}

    def _collection(self, name: str, given: Json, node: Json, depth: int) -> SublistMetadata | None:
        """A sublist; None for a collection of plain references, which is a multiselect field."""
        target, element = self._resolve((node["properties"]["items"] or {}).get("items") or {})
        if _kind(target, element) is not None:
            return None
        line_fields, sublists, subrecords = self.members(element, depth=depth + 1)
        key = element.get("x-ns-sublistkey") or {}
        value = (key.get("value") or {}) if key.get("present") else {}
        return SublistMetadata(
            name=name,
            label=_label(given, node),
            keyed=bool(key.get("present")),
            key=tuple(value.get("existing") or ()),
            new_line_key=tuple(value.get("new") or ()),
            fields=line_fields,
            subrecords=subrecords,
            sublists=sublists,
        )

    def _subrecord(self, name: str, given: Json, node: Json, depth: int) -> SubrecordMetadata:
        fields, sublists, subrecords = self.members(node, depth=depth + 1)
        label = _label(given, node)
        return SubrecordMetadata(name=name, label=label, fields=fields, sublists=sublists, subrecords=subrecords)


def _kind(target: str, node: Json) -> FieldKind | None:
    """The kind of a field; None for sublists and subrecords."""
    if target == "nsResourceCollection":
        return FieldKind.MULTISELECT
    if "oneOf" in node or "anyOf" in node or (target and not node):
        return FieldKind.REFERENCE
    properties = node.get("properties")
    if isinstance(properties, dict):
        return _object_kind(properties)
    kind = str(node.get("type", "string"))
    return _SCALARS.get((kind, str(node.get("format", "")))) or _SCALARS.get((kind, "")) or FieldKind.OTHER


def _object_kind(properties: Json) -> FieldKind | None:
    if not properties.keys() <= _REFERENCE_MEMBERS:
        return None
    listed = "enum" in (properties.get("id") or {})
    return FieldKind.REFERENCE if "externalId" in properties and not listed else FieldKind.CHOICE


def _field(name: str, given: Json, node: Json, kind: FieldKind, target: str, *, filterable: bool) -> FieldMetadata:
    identifiers = (node.get("properties") or {}).get("id") or {}
    values = node.get("enum") or identifiers.get("enum") or ()
    return FieldMetadata(
        name=name,
        label=_label(given, node),
        kind=kind,
        values=tuple(str(value) for value in values if value != ""),
        record_types=_targets(target, node) if kind in {FieldKind.REFERENCE, FieldKind.MULTISELECT} else (),
        custom=bool(given.get("x-ns-custom-field") or node.get("x-ns-custom-field")),
        filterable=filterable,
        read_only=bool(given.get("readOnly") or node.get("readOnly")),
        max_length=_length(given.get("maxLength", node.get("maxLength"))),
    )


def _length(given: object) -> int | None:
    return given if isinstance(given, int) and not isinstance(given, bool) and given > 0 else None


def _targets(target: str, node: Json) -> tuple[str, ...]:
    refs = [target] if target else []
    refs += [str(entry.get("$ref", "")).rpartition("/")[2] for entry in node.get("oneOf") or node.get("anyOf") or ()]
    plain = (ref.removesuffix("Collection") for ref in refs if ref)
    return tuple(sorted({ref for ref in plain if ref not in _ANY_RECORD}))


def _label(given: Json, node: Json) -> str:
    return str(given.get("title") or node.get("title") or "")
