"""The emulator's schema, extended by what an account's metadata and records told.

A type that the emulator does not know becomes a plain one: it can be listed, read, written and queried, and no
business rule knows it. What kind of record it is, and which permission it needs, is ours: no reply says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from suiteplug.emulator.schema.shape import Field, RecordType, Schema, Shape, Sublist

if TYPE_CHECKING:
    from collections.abc import Iterable

    from suiteplug.emulator.mirror.notes import FieldNote, ListNote, ShapeNotes, TypeNotes
    from suiteplug.emulator.schema.shape import FieldKind, RecordKind

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OF_KIND: tuple[tuple[str, RecordKind], ...] = (("tranId", "transaction"), ("itemId", "item"))
_NAMESPACES = {"transaction": "transaction", "item": "item"}


def extended(schema: Schema, notes: Iterable[TypeNotes]) -> Schema:
    """A copy that knows what was noted."""
    by_name = {note.name.lower(): note for note in notes}
    types = [_known_type(kind, by_name.pop(kind.name.lower(), None)) for kind in schema.types]
    return Schema([*types, *(_new_type(note) for note in by_name.values())])


def _known_type(kind: RecordType, notes: TypeNotes | None) -> RecordType:
    if notes is None or not (notes.shape or notes.filterable):
        return kind
    shape = _shape(kind, notes.shape)
    names = {name.lower(): name for name in shape.fields}
    told = {names[name.lower()] for name in notes.filterable if name.lower() in names}
    new = {name for name, field in shape.fields.items() if name not in kind.fields and field.subrecord is None}
    return replace(
        kind, fields=shape.fields, sublists=shape.sublists, filterable=kind.filterable | told | (set() if told else new)
    )


def _new_type(notes: TypeNotes) -> RecordType:
    shape = _shape(Shape(notes.name, {}), notes.shape)
    kind = _kind(notes.name, shape)
    label = notes.label or _WORD.sub(" ", notes.name).title()
    plain = {name for name, field in shape.fields.items() if field.subrecord is None}
    entity = kind == "list" and shape.find_field("entityId") is not None
    return RecordType(
        name=notes.name,
        fields=shape.fields,
        sublists=shape.sublists,
        label=label,
        plural=f"{label}s",
        kind=kind,
        code=notes.name,
        permission="LIST_CUSTRECORDENTRY" if kind == "custom" else f"MIRROR_{notes.name.upper()}",
        area="Transactions" if kind == "transaction" else "Lists",
        namespace="entity" if entity else _NAMESPACES.get(kind, notes.name),
        filterable=frozenset(notes.filterable & plain or plain),
    )


def _kind(name: str, shape: Shape) -> RecordKind:
    if name.lower().startswith(("customrecord", "customlist")):
        return "custom"
    return next((kind for field, kind in _OF_KIND if shape.find_field(field) is not None), "list")


def _shape(shape: Shape, notes: ShapeNotes) -> Shape:
    fields = dict(shape.fields)
    for name, note in notes.fields.items():
        known = shape.find_field(name)
        if known is not None:
            fields[known.name] = _taught(known, note)
        elif shape.find_sublist(name) is None and note.kinds:
            fields[name] = _new_field(name, note)
    for name, inner in notes.parts.items():
        known = fields.get(name) or shape.find_field(name)
        if known is None and shape.find_sublist(name) is None:
            fields[name] = Field(name, "subrecord", _label(name), subrecord=_shape(Shape(name, {}), inner))
        elif known is not None and known.subrecord is not None:
            fields[known.name] = replace(known, subrecord=_shape(known.subrecord, inner))
    sublists = dict(shape.sublists)
    for name, listed in notes.lists.items():
        found = shape.find_sublist(name)
        if found is not None:
            sublists[found.name] = replace(found, line=_shape(found.line, listed.line))
        elif name not in fields and shape.member(name) is None:
            sublists[name] = _new_sublist(name, listed)
    return Shape(shape.name, fields, sublists)


def _taught(field: Field, note: FieldNote) -> Field:
    """A known field that points to further types, or has further options."""
    targets = (*field.target, *(name for name in note.targets if name not in field.target))
    return replace(field, target=targets, enum={**note.options, **field.enum})


def _new_field(name: str, note: FieldNote) -> Field:
    kind = next(iter(note.kinds)) if len(note.kinds) == 1 else "text"
    if kind == "reference" and not note.targets and _is_code(note.options):
        kind = "enum"
    return Field(
        name,
        cast("FieldKind", kind),
        note.label or _label(name),
        target=tuple(note.targets),
        enum=note.options,
        custom=note.custom,
    )


def _is_code(options: Iterable[str]) -> bool:
    """Whether options are codes; numbers are rather IDs of something that REST does not show, such as forms."""
    keys = list(options)
    return bool(keys) and not any(key.lstrip("-").isdecimal() for key in keys)


def _new_sublist(name: str, note: ListNote) -> Sublist:
    line = _shape(Shape(name, {}), note.line)
    existing = tuple(key for key in note.existing_key if key in line.fields)
    whole = existing if len(existing) == len(note.existing_key) else ()
    new = note.new_key if whole and all(key in line.fields for key in note.new_key) else whole
    return Sublist(name, note.label or _label(name), line, new, whole)


def _label(name: str) -> str:
    return name if name.lower().startswith("cust") else _WORD.sub(" ", name).capitalize()
