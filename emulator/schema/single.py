"""The schema of an account without OneWorld: there are no subsidiaries, so no field knows of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from suiteplug.emulator.schema.shape import Field, Schema, Shape, Sublist

if TYPE_CHECKING:
    from suiteplug.emulator.schema.shape import RecordType

_SUBSIDIARY = "subsidiary"
_BETWEEN_SUBSIDIARIES = frozenset({_SUBSIDIARY, "intercompanyTransferOrder"})


def single_company(schema: Schema) -> Schema:
    """A copy without the record types that need subsidiaries and everything that points to one only."""
    return Schema(_without(kind) for kind in schema.types if kind.name not in _BETWEEN_SUBSIDIARIES)


def _without(kind: RecordType) -> RecordType:
    fields = _fields(kind)
    filterable = frozenset(name for name in kind.filterable if name in fields)
    return replace(kind, fields=fields, sublists=_sublists(kind), filterable=filterable)


def _fields(shape: Shape) -> dict[str, Field]:
    return {name: _field(field) for name, field in shape.fields.items() if field.target != (_SUBSIDIARY,)}


def _field(field: Field) -> Field:
    if field.subrecord is None:
        return field
    inner = field.subrecord
    return replace(field, subrecord=replace(inner, fields=_fields(inner), sublists=_sublists(inner)))


def _sublists(shape: Shape) -> dict[str, Sublist]:
    return {
        name: replace(
            sublist, line=replace(sublist.line, fields=_fields(sublist.line), sublists=_sublists(sublist.line))
        )
        for name, sublist in shape.sublists.items()
    }
