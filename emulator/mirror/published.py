"""Notes taken from an account's metadata catalogue, in its OpenAPI flavour (Oracle help: section_1545126526).

Component names follow ``{record}-{sublist}Collection``, ``{record}-{sublist}Element`` and ``{record}-{subrecord}``; a
reference to a record that the document does not describe is a plain ``nsResource``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.emulator.schema import Sublist

if TYPE_CHECKING:
    from collections.abc import Iterable

    from suiteplug.emulator.mirror.notes import ListNote, ShapeNotes
    from suiteplug.emulator.mirror.observing import Observer
    from suiteplug.emulator.schema import Schema, Shape

Json = dict[str, Any]
_SCALARS = {
    ("string", "date"): "date",
    ("string", "date-time"): "datetime",
    ("number", ""): "number",
    ("integer", ""): "integer",
    ("boolean", ""): "boolean",
}
_CHOICE = frozenset({"id", "refName", "externalId", "links"})
_DEEPEST = 6


class Published:
    """Reads the component schemas of one document."""

    def __init__(self, schema: Schema, observer: Observer, components: Json) -> None:
        self._schema = schema
        self._observer = observer
        self._components = components

    def read(self, names: Iterable[str]) -> None:
        """Take notes of these record types."""
        for name in names:
            described = self._components.get(name)
            if not isinstance(described, dict):
                continue
            notes = self._observer.notes_of(name)
            notes.filterable |= {str(each) for each in described.get("x-ns-filterable") or ()}
            self._shape(self._schema.find(name), notes.shape, described, 0)

    def _shape(self, known: Shape | None, notes: ShapeNotes, described: Json, depth: int) -> None:
        properties = described.get("properties")
        if not isinstance(properties, dict) or depth > _DEEPEST:
            return
        for name, given in properties.items():
            if name == "links" or not isinstance(given, dict):
                continue
            self._member(known, notes, name, given, depth)

    def _member(self, known: Shape | None, notes: ShapeNotes, name: str, given: Json, depth: int) -> None:
        member = None if known is None else known.member(name)
        target, node = self._resolved(given)
        element = self._element(node) if target != "nsResourceCollection" else None
        if element is not None:
            if member is None or isinstance(member, Sublist):
                listed = notes.list(name if member is None else member.name)
                self._list(None if member is None else member.line, listed, element, depth)
            return
        if self._is_subrecord(target, node):
            if member is None:
                self._shape(None, notes.part(name), node, depth + 1)
            elif not isinstance(member, Sublist) and member.subrecord is not None:
                self._shape(member.subrecord, notes.part(member.name), node, depth + 1)
        elif member is None:
            self._field(notes, name, given, target, node)

    def _list(self, known: Shape | None, note: ListNote, element: Json, depth: int) -> None:
        key = (element.get("x-ns-sublistkey") or {}).get("value") or {}
        note.new_key = tuple(map(str, key.get("new") or ()))
        note.existing_key = tuple(map(str, key.get("existing") or ()))
        self._shape(known, note.line, element, depth + 1)

    def _field(self, notes: ShapeNotes, name: str, given: Json, target: str, node: Json) -> None:
        note = notes.field(name)
        note.declared = True
        note.kinds = {self._kind(target, node)}
        note.label = str(given.get("title") or node.get("title") or "")
        note.custom = bool(given.get("x-ns-custom-field") or node.get("x-ns-custom-field"))
        for record_type in self._targets(target, node):
            note.point_to(record_type)

    def _kind(self, target: str, node: Json) -> str:
        if target == "nsResourceCollection":
            return "multiselect"
        if target or "oneOf" in node:
            return "reference"
        properties = node.get("properties")
        if isinstance(properties, dict):
            return "enum" if "enum" in (properties.get("id") or {}) else "reference"
        kind = str(node.get("type", "string"))
        return _SCALARS.get((kind, str(node.get("format", "")))) or _SCALARS.get((kind, "")) or "text"

    def _targets(self, target: str, node: Json) -> list[str]:
        refs = [target] if target else []
        refs += [_name(entry) for entry in node.get("oneOf") or ()]
        return [self._observer.spelling(ref) for ref in refs if ref and not ref.startswith("ns")]

    def _resolved(self, given: Json) -> tuple[str, Json]:
        """The name of the component a property points to, and the component; else the property itself."""
        target = _name(given)
        found = self._components.get(target) if target else given
        return target, found if isinstance(found, dict) else {}

    def _element(self, node: Json) -> Json | None:
        """The line of a sublist's collection; None for anything else."""
        items = (node.get("properties") or {}).get("items")
        inner = items.get("items") if isinstance(items, dict) else None
        if not isinstance(inner, dict):
            return None
        return self._resolved(inner)[1]

    @staticmethod
    def _is_subrecord(target: str, node: Json) -> bool:
        properties = node.get("properties")
        if not isinstance(properties, dict) or target.startswith("ns"):
            return False
        return "-" in target or (not target and not properties.keys() <= _CHOICE)


def _name(given: Json) -> str:
    """The component behind ``$ref``, also inside a single ``allOf``."""
    ref = given.get("$ref")
    if ref is None and len(given.get("allOf") or ()) == 1:
        ref = given["allOf"][0].get("$ref")
    return str(ref or "").rpartition("/")[2]
