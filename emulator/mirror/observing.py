"""Notes taken from recorded records themselves: what the schema does not know, and what the values tell about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.mirror.notes import ShapeNotes, TypeNotes
from suiteplug.emulator.mirror.recorded import address_of, form_of, line_key, lines_of, self_link
from suiteplug.emulator.schema import Field, Sublist

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.mirror.notes import FieldNote
    from suiteplug.emulator.schema import Schema, Shape

Json = dict[str, Any]
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_POINTING = frozenset({"reference", "multiselect", "enum"})
_USUAL_KEYS = ("line", "internalId", "id", "currency")
_PREFIXES = ("cust", "cseg")
_REMEMBERED = 200_000
_PLAIN = Field("", "text", "")
_UNSEEN = Field("", "text", "?")


class Observer:
    """Looks at records, one after the other.

    Attributes:
        types: Notes by the lower-case name of the type.
    """

    def __init__(self, schema: Schema, types: dict[str, TypeNotes] | None = None) -> None:
        self._schema = schema
        self.types: dict[str, TypeNotes] = types if types is not None else {}
        self._seen: dict[int, tuple[Shape, dict[str, Field | Sublist | None]]] = {}
        self._met: set[tuple[int, str, str, str | None]] = set()
        self.named: Callable[[str, str, str], None] | None = None

    def notes_of(self, record_type: str) -> TypeNotes:
        """The notes about a type, under its name in the schema or as first spelt."""
        key = record_type.lower()
        found = self.types.get(key)
        if found is None:
            found = self.types[key] = TypeNotes(self.spelling(record_type))
        return found

    def spelling(self, record_type: str) -> str:
        """The name that the account uses for a type."""
        known = self._schema.find(record_type)
        if known is not None:
            return known.name
        noted = self.types.get(record_type.lower())
        return record_type if noted is None else noted.name

    def see(self, record_type: str, recorded: Json) -> None:
        """Take notes of one expanded record."""
        self._shape(self._schema.find(record_type), self.notes_of(record_type).shape, recorded)

    def _shape(self, known: Shape | None, notes: ShapeNotes, recorded: Json) -> None:
        members = self._members_of(known)
        for name, value in recorded.items():
            member = members.get(name, _UNSEEN)
            if member is _UNSEEN:
                member = members[name] = _member_of(known, name)
            if member is _PLAIN or value is None:
                continue
            if member is None:
                self._unknown(notes, name, value)
            elif value.__class__ is not dict:
                continue
            elif isinstance(member, Sublist):
                line_notes = notes.list(member.name).line
                for line in lines_of(value):
                    self._shape(member.line, line_notes, line)
            elif member.subrecord is not None:
                self._shape(member.subrecord, notes.part(member.name), value)
            else:
                self._known_choice(member, notes, value)

    def _members_of(self, known: Shape | None) -> dict[str, Field | Sublist | None]:
        """What the names in a shape were found to be; the shape is kept with them, as its ID is the key."""
        if known is None:
            return {"links": _PLAIN}
        found = self._seen.get(id(known))
        if found is None:
            found = self._seen[id(known)] = (known, {"links": _PLAIN})
        return found[1]

    def _known_choice(self, member: Field, notes: ShapeNotes, value: Json) -> None:
        for choice in lines_of(value) if "items" in value else (value,):
            met = (id(notes), member.name, self_link(choice), _called(choice))
            if met[2] and met in self._met:
                continue
            address = address_of(choice)
            if address is not None:
                if len(self._met) < _REMEMBERED:
                    self._met.add(met)
                target = self._target(address.record_type, address.record_id, choice)
                if target not in member.target:
                    notes.field(member.name).point_to(target)
            elif choice.get("id") is not None and not member.target:
                key, label = str(choice["id"]), _called(choice)
                if key not in member.enum and label not in member.enum.values():
                    notes.field(member.name).offer(key, label)

    def _unknown(self, notes: ShapeNotes, name: str, value: Any) -> None:
        form = form_of(value)
        if form == "stub":
            return
        if name in notes.lists and form in {"sublist", "multiselect"}:
            form = "sublist"
        elif form == "multiselect" and not lines_of(value) and name not in notes.fields:
            return
        if form == "sublist":
            self._unknown_list(notes, name, value)
        elif form == "nested":
            self._shape(None, notes.part(name), value)
        else:
            note = notes.field(name)
            note.custom = note.custom or name.lower().startswith(_PREFIXES)
            if form == "plain":
                if not note.declared:
                    note.kinds.add(kind_of(value))
            else:
                self._unknown_choice(note, form, value)

    def _unknown_choice(self, note: FieldNote, form: str, value: Json) -> None:
        if not note.declared:
            note.kinds.add("multiselect" if form == "multiselect" else "reference")
        for choice in lines_of(value) if form == "multiselect" else (value,):
            address = address_of(choice)
            if address is not None:
                note.point_to(self._target(address.record_type, address.record_id, choice))
            elif choice.get("id") is not None:
                note.offer(str(choice["id"]), _called(choice))

    def _unknown_list(self, notes: ShapeNotes, name: str, value: Json) -> None:
        note = notes.list(name)
        for line in lines_of(value):
            if not note.existing_key:
                note.existing_key = note.new_key = key_fields(line)
            self._shape(None, note.line, line)

    def _target(self, record_type: str, record_id: str, choice: Json) -> str:
        """Name of the type a link leads to; what the record is called there is told to ``named``."""
        name = _called(choice)
        if self.named is not None and name is not None:
            self.named(record_type.lower(), record_id, name)
        return self.spelling(record_type)


def _member_of(known: Shape | None, name: str) -> Field | Sublist | None:
    """A member from which something can be learned, `_PLAIN` for one that is as the schema says."""
    member = None if known is None else known.member(name)
    if member is None or isinstance(member, Sublist) or member.subrecord is not None or member.kind in _POINTING:
        return member
    return _PLAIN


def _called(choice: Json) -> str | None:
    name = choice.get("refName")
    return name if isinstance(name, str) else None


def kind_of(value: Any) -> str:
    """Kind of a field by one plain value."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        if _DATE.fullmatch(value):
            return "date"
        if _MOMENT.fullmatch(value):
            return "datetime"
    return "text"


def key_fields(line: Json) -> tuple[str, ...]:
    """Fields whose values make up the address of a line; none when it is only its place in the list."""
    key = line_key(line)
    if "=" in key:
        spelt = {name.lower(): name for name in line}
        names = [part.partition("=")[0].lower() for part in key.split(",")]
        return tuple(spelt[name] for name in names) if all(name in spelt for name in names) else ()
    for name in _USUAL_KEYS:
        value = line.get(name)
        if isinstance(value, dict):
            value = value.get("id")
        if value is not None and str(value) == key:
            return (name,)
    return ()
