"""From a recorded reply to a stored body: what rules, filters and queries work with.

Never fails: a member whose recorded form does not fit its field is left out of the body. It is answered with all the
same, because the reply itself is kept.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.mirror.recorded import lines_of
from suiteplug.emulator.schema import Sublist

if TYPE_CHECKING:
    from suiteplug.emulator.schema import Field, RecordType, Shape

Json = dict[str, Any]
_NUMBERS = frozenset({"number", "currency"})
_CHOICES = frozenset({"reference", "enum"})


def decode(record_type: RecordType, record_id: str, recorded: Json) -> Json:
    """The stored body of a record."""
    return {**_members(record_type, recorded), "id": record_id}


def _members(shape: Shape, recorded: Json) -> Json:
    body: Json = {}
    for name, value in recorded.items():
        if name == "links" or value is None:
            continue
        member = shape.member(name)
        if isinstance(member, Sublist):
            lines = [_members(member.line, line) for line in lines_of(value)]
            if lines:
                body[member.name] = lines
        elif member is not None:
            stored = _stored(member, value)
            if stored is not None:
                body[member.name] = stored
    return body


def _stored(field: Field, value: Any) -> Any:
    if field.kind in _NUMBERS:
        return number_of(value)
    if field.kind in _CHOICES:
        return _choice(field, value)
    if field.kind == "multiselect":
        return [str(item["id"]) for item in lines_of(value) if item.get("id") is not None] or None
    if field.subrecord is not None:
        inner = _members(field.subrecord, value) if isinstance(value, dict) else {}
        return inner or None
    return None if isinstance(value, dict | list) else value


def number_of(value: Any) -> float | None:
    """A number, also one written as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if isfinite(number) else None


def _choice(field: Field, value: Any) -> str | None:
    """The ID; where the schema knows an option by its label only, the ID that the schema gives it."""
    label = None
    if isinstance(value, dict):
        label, value = value.get("refName"), value.get("id")
    if value is None or isinstance(value, dict | list | bool):
        return None
    key = str(value)
    if not field.enum or key in field.enum:
        return key
    return option_called(field, label) or option_called(field, key) or key


def option_called(field: Field, label: Any) -> str | None:
    """The option with this label."""
    if label is None:
        return None
    wanted = str(label).casefold()
    return next((key for key, known in field.enum.items() if known.casefold() == wanted), None)
