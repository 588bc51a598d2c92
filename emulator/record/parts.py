"""URLs below a record: sublists, lines, subrecords and references, however deep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.record import refusals
from suiteplug.emulator.record.line_keys import url_part
from suiteplug.emulator.schema import Field, Sublist

if TYPE_CHECKING:
    from suiteplug.emulator.schema import RecordType, Shape

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """What a URL below a record leads to.

    Attributes:
        member: The field or sublist it ends in; for a line, the sublist.
        value: Stored value: lines of a sublist, one line, a subrecord's body, IDs.
        url: URL of the part, its names in the schema's spelling.
        is_line: Whether ``value`` is one line of ``member``.
    """

    member: Field | Sublist
    value: Any
    url: str
    is_line: bool = False


def find_part(record_type: RecordType, body: Body, path: tuple[str, ...], url: str, asked: str) -> Part:
    """Follow path segments below a record (Oracle help: section_159894563219).

    ``url`` is the record's, ``asked`` what the caller wrote, for the error.

    Raises:
        Problem: Something on the way does not exist.
    """
    shape: Shape = record_type
    here, rest = body, list(path)
    while True:
        member = shape.member(rest.pop(0))
        if member is None:
            raise refusals.missing_part(asked)
        url = f"{url}/{member.name}"
        value = here.get(member.name)
        if isinstance(member, Sublist):
            lines = value or []
            if not rest:
                return Part(member, lines, url)
            here, url = _find_line(member, lines, rest.pop(0), url, asked)
            shape = member.line
            if not rest:
                return Part(member, here, url, is_line=True)
            continue
        if value is None:
            raise refusals.missing_part(asked)
        if not rest:
            return Part(member, value, url)
        if member.subrecord is None:
            raise refusals.missing_part(asked)
        shape, here = member.subrecord, value


def _find_line(sublist: Sublist, lines: list[Body], wanted: str, url: str, asked: str) -> tuple[Body, str]:
    """The line whose key, not whose position, the URL names.

    Oracle's samples write the name of a single key as well: ``component/lineNumber=7`` (article_21213308376).
    """
    key = sublist.existing_key
    named = f"{key[0].lower()}=" if len(key) == 1 else ""
    for position, line in enumerate(lines, 1):
        part = url_part(sublist, line, position)
        if part.lower() in (wanted := wanted.replace(" ", "").lower(), wanted.removeprefix(named)):
            return line, f"{url}/{part}"
    raise refusals.missing_part(asked)
