"""The words the schema tables are written in: one call declares many fields, ``name="Label"``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from suiteplug.emulator.schema.shape import Field, FieldKind, RecordType, Shape, Sublist

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from suiteplug.emulator.schema.shape import RecordKind

    Fields = tuple[Field, ...]
    Members = tuple[Field | Sublist, ...]
    Target = str | tuple[str, ...]


def _plain(kind: FieldKind, labels: Mapping[str, str]) -> Fields:
    return tuple(Field(name, kind, label) for name, label in labels.items())


def text(**labels: str) -> Fields:
    """Text fields."""
    return _plain("text", labels)


def integer(**labels: str) -> Fields:
    """Whole numbers."""
    return _plain("integer", labels)


def number(**labels: str) -> Fields:
    """Numbers: quantities, rates, percentages."""
    return _plain("number", labels)


def currency(**labels: str) -> Fields:
    """Amounts of money."""
    return _plain("currency", labels)


def boolean(**labels: str) -> Fields:
    """Check boxes."""
    return _plain("boolean", labels)


def date(**labels: str) -> Fields:
    """Dates without a time."""
    return _plain("date", labels)


def moment(**labels: str) -> Fields:
    """Dates with a time, in UTC."""
    return _plain("datetime", labels)


def reference(target: Target = (), options: Mapping[str, str] | None = None, /, **labels: str) -> Fields:
    """References to records of some types; ``options`` for a select that points to no REST record."""
    return tuple(
        Field(name, "reference", label, target=_types(target), enum=options or {}) for name, label in labels.items()
    )


def multiselect(target: Target = (), /, **labels: str) -> Fields:
    """Several references at once."""
    return tuple(Field(name, "multiselect", label, target=_types(target)) for name, label in labels.items())


def enum(options: Mapping[str, str], /, **labels: str) -> Fields:
    """Choices from a fixed list of ID and label."""
    return tuple(Field(name, "enum", label, enum=options) for name, label in labels.items())


def subrecord(shape: Shape, /, **labels: str) -> Fields:
    """Subrecords of one shape."""
    return tuple(Field(name, "subrecord", label, subrecord=shape) for name, label in labels.items())


def required(fields: Fields) -> Fields:
    """Marks fields the standard form asks for."""
    return tuple(replace(field, required=True) for field in fields)


def read_only(fields: Fields) -> Fields:
    """Marks fields NetSuite computes."""
    return tuple(replace(field, read_only=True) for field in fields)


def custom(fields: Fields) -> Fields:
    """Marks custom fields."""
    return tuple(replace(field, custom=True) for field in fields)


def shape(name: str, *groups: Iterable[Field | Sublist]) -> Shape:
    """A subrecord's shape."""
    fields, sublists = _members(groups)
    return Shape(name, fields, sublists)


def sublist(
    name: str,
    label: str,
    *groups: Iterable[Field | Sublist],
    new: tuple[str, ...] = (),
    existing: tuple[str, ...] = (),
) -> tuple[Sublist]:
    """A sublist; without keys its lines can only be appended or replaced."""
    return (Sublist(name, label, shape(name, *groups), new or existing, existing),)


def record(
    name: str,
    label: str,
    *groups: Iterable[Field | Sublist],
    kind: RecordKind,
    permission: str,
    code: str = "",
    plural: str | None = None,
    namespace: str | None = None,
    filterable: str | None = None,
) -> RecordType:
    """A record type; ``id``, ``refName`` and ``externalId`` are added.

    ``filterable`` holds the names that ``q`` accepts, separated by spaces, where they are known
    (``x-ns-filterable`` of real accounts); custom fields always are. None means every body field but
    computed amounts.
    """
    fields, sublists = _members((_IDENTITY, *groups))
    shared = {"transaction": "transaction", "entity": "entity", "item": "item"}
    area = "Setup" if permission.startswith("ADMI_") else "Lists"
    return RecordType(
        name,
        fields,
        sublists,
        label=label,
        plural=plural or f"{label}s",
        kind=kind,
        code=code,
        permission=permission,
        area="Transactions" if kind == "transaction" else area,
        namespace=namespace or shared.get(kind, name),
        filterable=_filterable(fields, filterable),
    )


def _filterable(fields: Mapping[str, Field], known: str | None) -> frozenset[str]:
    if known is None:
        return frozenset(
            name
            for name, field in fields.items()
            if name != "refName"
            and field.kind != "subrecord"
            and not (field.read_only and field.kind in {"currency", "number"})
        )
    named = frozenset(known.split())
    return frozenset(name for name, field in fields.items() if name in named or field.custom)


def _types(target: Target) -> tuple[str, ...]:
    return (target,) if isinstance(target, str) else target


def _members(groups: Iterable[Iterable[Field | Sublist]]) -> tuple[dict[str, Field], dict[str, Sublist]]:
    """Sort a declaration into fields and sublists; a later one of the same name replaces an earlier one."""
    fields: dict[str, Field] = {}
    sublists: dict[str, Sublist] = {}
    for group in groups:
        for member in group:
            if isinstance(member, Sublist):
                sublists[member.name] = member
            else:
                fields[member.name] = member
    return fields, sublists


_IDENTITY = (
    *read_only(text(id="Internal ID", refName="Reference Name")),
    *text(externalId="External ID"),
)
