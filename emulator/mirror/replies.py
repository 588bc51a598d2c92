"""Answers for loaded records: NetSuite's own reply, as long as nothing has been changed.

Once a record is changed, what did not change is still answered as recorded, member by member and line by line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.mirror.decoding import Decoder
from suiteplug.emulator.mirror.recorded import form_of, line_key, lines_of, self_link
from suiteplug.emulator.schema import Sublist

if TYPE_CHECKING:
    from suiteplug.emulator.mirror.kept import KeptReplies
    from suiteplug.emulator.record.body_writer import BodyWriter
    from suiteplug.emulator.schema import RecordType, Shape

Json = dict[str, Any]


class Mirrored:
    """Answers from what is kept."""

    def __init__(self, kept: KeptReplies) -> None:
        self._kept = kept
        self._decoder = Decoder()

    def record(
        self, record_type: RecordType, body: Json, writer: BodyWriter, *, only: tuple[str, ...] = (), query: str = ""
    ) -> Json | None:
        """The reply to a GET; None for a record that was not loaded."""
        if not self._kept.any:
            return None
        kept = self._kept.at(writer.door_url, record_type.name, body["id"])
        if kept is None:
            return None
        wire = self._current(record_type, body, kept.reply, writer)
        if query and kept.tells_query:
            _set_query(wire, query)
        if only:
            wire = {"links": wire.get("links", []), **{name: wire[name] for name in only if name in wire}}
        return _view(record_type, wire, writer)

    def part(
        self, record_type: RecordType, body: Json, path: tuple[str, ...], writer: BodyWriter
    ) -> tuple[Json, bool] | None:
        """What a URL below a loaded record leads to, and whether it is a collection.

        None where the ordinary way serves: the record was not loaded, or the path leads to another record.

        Raises:
            Problem: The part was only linked to when it was recorded.
        """
        if not self._kept.any:
            return None
        kept = self._kept.at(writer.door_url, record_type.name, body["id"])
        if kept is None:
            return None
        here: Json = self._current(record_type, body, kept.reply, writer)
        shape: Shape | None = record_type
        rest = list(path)
        while rest:
            member = None if shape is None else shape.member(rest[0])
            found = _named(here, rest.pop(0))
            if not isinstance(found, dict) or _form(member, found) in {"plain", "reference"}:
                return None
            if _form(member, found) == "stub":
                raise Problem.not_emulated("a sublist or subrecord that was not expanded when it was recorded")
            here, shape = found, _shape_of(member)
            if _form(member, found) == "sublist":
                if not rest:
                    return _sublist(found, writer, shape), True
                line = _line(found, rest.pop(0))
                if line is None:
                    return None
                here = line
            elif _form(member, found) == "multiselect":
                return (found, True) if not rest else None
        return _view(shape, here, writer), False

    def _current(self, record_type: RecordType, body: Json, recorded: Json, writer: BodyWriter) -> Json:
        """The whole record, expanded: as recorded, but for what changed since."""
        before = {**self._decoder.members(record_type, recorded), "id": body["id"]}
        if before == body:
            return recorded
        fresh = writer.expanded().record(record_type, body)
        fresh["links"] = recorded.get("links", fresh["links"])
        return _mixed(record_type, before, body, recorded, fresh)


def _mixed(shape: Shape, before: Json, now: Json, recorded: Json, fresh: Json) -> Json:
    mixed: Json = {}
    for name in sorted({*recorded, *fresh} - {"links"}, key=str.lower):
        member = shape.member(name)
        if member is None:
            mixed[name] = recorded.get(name, fresh.get(name))
        elif name in recorded and before.get(member.name) == now.get(member.name):
            mixed[name] = recorded[name]
        elif name in fresh:
            value = fresh[name]
            if isinstance(member, Sublist) and name in recorded:
                value = _mixed_lines(member, (before, now), recorded[name], value)
            mixed[name] = value
    return {"links": fresh["links"], **mixed}


def _mixed_lines(sublist: Sublist, bodies: tuple[Json, Json], recorded: Json, fresh: Json) -> Json:
    """Lines that are as they were keep their recorded form; the others keep what did not change in them."""
    before, now = (body.get(sublist.name) or [] for body in bodies)
    old = {
        line_key(wire): (body, wire) for body, wire in zip(before, lines_of(recorded), strict=False) if line_key(wire)
    }
    items = []
    for body, wire in zip(now, lines_of(fresh), strict=False):
        known = old.get(line_key(wire))
        items.append(wire if known is None else _mixed(sublist.line, known[0], body, known[1], wire))
    return {**fresh, "items": items}


def _view(shape: Shape | None, wire: Json, writer: BodyWriter) -> Json:
    """A reply as it was asked for: parts as links unless expanded, choices as bare IDs when wanted so."""
    if writer.expand and not writer.simple_enums:
        return wire
    return {name: _member_view(shape, name, value, writer) for name, value in wire.items()}


def _member_view(shape: Shape | None, name: str, value: Any, writer: BodyWriter) -> Any:
    if name == "links" or not isinstance(value, dict):
        return value
    member = None if shape is None else shape.member(name)
    form = _form(member, value)
    if form == "reference":
        return _bare(member, value) if writer.simple_enums else value
    if form not in {"sublist", "nested"}:
        return value
    if not writer.expand:
        return {"links": value.get("links", [])}
    inner = _shape_of(member)
    if form == "nested":
        return _view(inner, value, writer)
    return {**value, "items": [_view(inner, line, writer) for line in lines_of(value)]}


def _bare(member: Any, value: Json) -> Any:
    """An option as its ID; a field that no schema knows is taken for one when its ID is no number."""
    if isinstance(member, Sublist) or value.get("links"):
        return value
    if member is not None:
        return value["id"] if member.kind == "enum" else value
    return value["id"] if not str(value["id"]).lstrip("-").isdecimal() else value


def _form(member: Any, value: Any) -> str:
    """What a member is: what the schema says, as far as the recorded value can be that."""
    form = form_of(value)
    if member is None or form in {"stub", "plain"}:
        return form
    if isinstance(member, Sublist):
        return "sublist" if "items" in value else form
    if member.kind == "multiselect" and "items" in value:
        return "multiselect"
    return "nested" if member.subrecord is not None else form


def _shape_of(member: Any) -> Shape | None:
    if member is None:
        return None
    return member.line if isinstance(member, Sublist) else member.subrecord


def _sublist(found: Json, writer: BodyWriter, shape: Shape | None) -> Json:
    """A sublist asked for by its own address has all six keys."""
    lines = lines_of(found)
    items = [_view(shape, line, writer) if writer.expand else {"links": line.get("links", [])} for line in lines]
    return {
        "links": found.get("links") or [],
        "count": len(items),
        "hasMore": False,
        "items": items,
        "offset": 0,
        "totalResults": len(items),
    }


def _named(here: Json, name: str) -> Any:
    found = here.get(name)
    if found is not None:
        return found
    return next((value for key, value in here.items() if key.lower() == name.lower()), None)


def _line(sublist: Json, wanted: str) -> Json | None:
    """The line of this key; of lines without addresses, the one at this place."""
    key = wanted.replace(" ", "").lower()
    lines = lines_of(sublist)
    for place, line in enumerate(lines, 1):
        if (line_key(line).lower() or str(place)) == key:
            return line
    return None


def _set_query(wire: Json, query: str) -> None:
    href = self_link(wire)
    wire["links"] = [
        {**link, "href": f"{href}?{query}"} if link.get("rel") == "self" else link for link in wire["links"]
    ]
