"""What a recorded account has beyond the emulator's own schema: notes that are taken, kept as JSON, and applied.

A note about a member that the schema knows tells only what else it may point to, or which further options it has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Self, get_args

from suiteplug.emulator.schema.shape import FieldKind

Json = dict[str, Any]
MOST_OPTIONS = 200
"""More different values than these are no list of options but IDs of something that REST does not show."""
_KINDS: frozenset[str] = frozenset(get_args(FieldKind))


@dataclass(slots=True)
class FieldNote:
    """One field.

    Attributes:
        kinds: What its values looked like, or the one kind that the metadata says.
        declared: Whether the metadata says so.
    """

    kinds: set[str] = field(default_factory=set)
    targets: dict[str, None] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    label: str = ""
    custom: bool = False
    declared: bool = False

    def point_to(self, record_type: str) -> None:
        """A link leads to this type."""
        self.targets[record_type] = None

    def offer(self, key: str, label: str | None) -> None:
        """A value without a link was seen."""
        if len(self.options) <= MOST_OPTIONS:
            self.options.setdefault(key, label if label is not None else key)

    def to_json(self) -> Json:
        """As it is kept."""
        return {
            "kinds": sorted(self.kinds),
            "targets": list(self.targets),
            "options": self.options if len(self.options) <= MOST_OPTIONS else {},
            "label": self.label,
            "custom": self.custom,
        }

    @classmethod
    def from_json(cls, kept: Json) -> Self:
        """As it was kept."""
        return cls(
            kinds=set(kept["kinds"]) & _KINDS,
            targets=dict.fromkeys(kept["targets"]),
            options=dict(kept["options"]),
            label=kept["label"],
            custom=kept["custom"],
        )


@dataclass(slots=True)
class ShapeNotes:
    """A record, line or subrecord: its fields, its subrecords and its sublists."""

    fields: dict[str, FieldNote] = field(default_factory=dict)
    parts: dict[str, ShapeNotes] = field(default_factory=dict)
    lists: dict[str, ListNote] = field(default_factory=dict)

    def field(self, name: str) -> FieldNote:
        """The note about a field, begun when there is none."""
        found = self.fields.get(name)
        if found is None:
            found = self.fields[name] = FieldNote()
        return found

    def part(self, name: str) -> ShapeNotes:
        """The notes about a subrecord."""
        found = self.parts.get(name)
        if found is None:
            found = self.parts[name] = ShapeNotes()
        return found

    def list(self, name: str) -> ListNote:
        """The notes about a sublist."""
        found = self.lists.get(name)
        if found is None:
            found = self.lists[name] = ListNote()
        return found

    def __bool__(self) -> bool:
        """Whether anything is noted."""
        return bool(self.fields or self.parts or self.lists)

    def to_json(self) -> Json:
        """As it is kept; parts without anything are left out."""
        return {
            "fields": {name: note.to_json() for name, note in self.fields.items()},
            "parts": {name: notes.to_json() for name, notes in self.parts.items()},
            "lists": {name: note.to_json() for name, note in self.lists.items()},
        }

    @classmethod
    def from_json(cls, kept: Json) -> Self:
        """As it was kept."""
        return cls(
            fields={name: FieldNote.from_json(note) for name, note in kept["fields"].items()},
            parts={name: ShapeNotes.from_json(notes) for name, notes in kept["parts"].items()},
            lists={name: ListNote.from_json(note) for name, note in kept["lists"].items()},
        )


@dataclass(slots=True)
class ListNote:
    """A sublist: its lines and their key."""

    line: ShapeNotes = field(default_factory=ShapeNotes)
    new_key: tuple[str, ...] = ()
    existing_key: tuple[str, ...] = ()
    label: str = ""

    def to_json(self) -> Json:
        """As it is kept."""
        return {
            "line": self.line.to_json(),
            "new": list(self.new_key),
            "existing": list(self.existing_key),
            "label": self.label,
        }

    @classmethod
    def from_json(cls, kept: Json) -> Self:
        """As it was kept."""
        return cls(ShapeNotes.from_json(kept["line"]), tuple(kept["new"]), tuple(kept["existing"]), kept["label"])


@dataclass(slots=True)
class TypeNotes:
    """A record type; ``filterable`` are the names that the metadata lets ``q`` filter by."""

    name: str
    shape: ShapeNotes = field(default_factory=ShapeNotes)
    filterable: set[str] = field(default_factory=set)
    label: str = ""

    def to_json(self) -> Json:
        """As it is kept."""
        return {
            "name": self.name,
            "shape": self.shape.to_json(),
            "filterable": sorted(self.filterable),
            "label": self.label,
        }

    @classmethod
    def from_json(cls, kept: Json) -> Self:
        """As it was kept."""
        return cls(kept["name"], ShapeNotes.from_json(kept["shape"]), set(kept["filterable"]), kept["label"])
