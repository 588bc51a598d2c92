"""What a record type is made of: fields, sublists and subrecords, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FieldKind = Literal[
    "text",
    "integer",
    "number",
    "currency",
    "boolean",
    "date",
    "datetime",
    "reference",
    "enum",
    "multiselect",
    "subrecord",
]
RecordKind = Literal["transaction", "entity", "item", "list", "custom"]


@dataclass(frozen=True)
class Field:
    """One field of a record, of a sublist line or of a subrecord.

    Attributes:
        name: REST spelling, such as ``tranDate``.
        label: As the standard form shows it; error texts name it.
        target: Record types a reference or multiselect may point to, in the order they are tried. Empty for
            a select whose options are no REST records; then ``enum`` may hold them.
        enum: ID to label, for an enum.
        required: The standard form asks for it. REST itself publishes no list of required fields.
        read_only: NetSuite computes it; what a caller sends is ignored.
        custom: A custom field.
        subrecord: The subrecord's own fields and sublists.
    """

    name: str
    kind: FieldKind
    label: str
    target: tuple[str, ...] = ()
    enum: Mapping[str, str] = field(default_factory=dict)
    required: bool = False
    read_only: bool = False
    custom: bool = False
    subrecord: Shape | None = None


@dataclass(frozen=True)
class Shape:
    """Named fields and sublists: a record type, a sublist's line or a subrecord."""

    name: str
    fields: Mapping[str, Field]
    sublists: Mapping[str, Sublist] = field(default_factory=dict)

    @cached_property
    def _lower(self) -> dict[str, Field | Sublist]:
        members: tuple[Field | Sublist, ...] = (*self.fields.values(), *self.sublists.values())
        return {member.name.lower(): member for member in members}

    @cached_property
    def always_present(self) -> frozenset[str]:
        """Members that a reply shows even without a value: sublists and check boxes."""
        boxes = (name for name, field in self.fields.items() if field.kind == "boolean")
        return frozenset((*boxes, *self.sublists))

    def member(self, name: str) -> Field | Sublist | None:
        """A field or sublist by name in any case: bodies are read case-insensitively."""
        return self.fields.get(name) or self.sublists.get(name) or self._lower.get(name.lower())

    def find_field(self, name: str) -> Field | None:
        """A field by name in any case."""
        found = self.member(name)
        return found if isinstance(found, Field) else None

    def find_sublist(self, name: str) -> Sublist | None:
        """A sublist by name in any case."""
        found = self.member(name)
        return found if isinstance(found, Sublist) else None


@dataclass(frozen=True)
class Sublist:
    """A sublist of a record or subrecord.

    Attributes:
        line: Shape of one line.
        new_key: Fields that choose a line in a transform or create (``orderLine``).
        existing_key: Fields that choose a line of a saved record (``line``); the key of a line's URL.
            Both are empty for a non-keyed sublist.
    """

    name: str
    label: str
    line: Shape
    new_key: tuple[str, ...] = ()
    existing_key: tuple[str, ...] = ()

    @property
    def fields(self) -> Mapping[str, Field]:
        """Fields of one line."""
        return self.line.fields

    @property
    def keyed(self) -> bool:
        """Whether lines are matched by a key (``x-ns-sublistkey``)."""
        return bool(self.existing_key)


@dataclass(frozen=True)
class RecordType(Shape):
    """One record type.

    Attributes:
        label: ``Sales Order``.
        plural: ``Sales Orders``.
        code: What SuiteQL calls it: transaction type (``SalesOrd``), item type (``InvtPart``), entity type
            (``CustJob``); empty for lists.
        permission: SDF permission ID (``TRAN_SALESORD``).
        area: Tab of the role page that holds the permission (``Transactions``, ``Lists``, ``Setup``).
        namespace: Types of one namespace share internal IDs.
        filterable: Field names that ``q`` accepts (``x-ns-filterable``).
    """

    label: str = ""
    plural: str = ""
    kind: RecordKind = "list"
    code: str = ""
    permission: str = ""
    area: str = "Lists"
    namespace: str = ""
    filterable: frozenset[str] = frozenset()

    @property
    def permission_label(self) -> str:
        """As permission errors name it: ``Transactions -> Sales Order``, ``Lists -> Customers``."""
        special = {"LIST_ITEM": "Items", "ADMI_PERIODS": "Manage Accounting Periods"}
        name = self.label if self.kind == "transaction" else self.plural
        return f"{self.area} -> {special.get(self.permission, name)}"


class Schema:
    """The record types of one account; lookups take any case."""

    def __init__(self, types: Iterable[RecordType]) -> None:
        self.types = tuple(types)
        self._by_name = {record_type.name.lower(): record_type for record_type in self.types}

    def find(self, name: str) -> RecordType | None:
        """A record type by name in any case."""
        return self._by_name.get(name.lower())

    def get(self, name: str) -> RecordType:
        """A record type that must exist.

        Raises:
            KeyError: No such record type.
        """
        return self._by_name[name.lower()]

    def namespace(self, name: str) -> str:
        """The namespace whose internal IDs a type uses; its own name for a type that is not known."""
        found = self._by_name.get(name.lower())
        return found.namespace if found is not None else name

    def of_kind(self, kind: RecordKind) -> tuple[RecordType, ...]:
        """All types of one kind, in declaration order."""
        return tuple(record_type for record_type in self.types if record_type.kind == kind)
