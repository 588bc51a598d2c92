"""From a recorded reply to a stored body: what rules, filters and queries work with.

Never fails: a member whose recorded form does not fit its field is left out of the body. It is answered with all the
same, because the reply itself is kept.
"""

from __future__ import annotations

from functools import partial
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from suiteplug.emulator.mirror.recorded import lines_of
from suiteplug.emulator.schema import Sublist

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.schema import Field, Shape

Json = dict[str, Any]
_NUMBERS = frozenset({"number", "currency"})
_KEYS = frozenset({"externalId"})
_CHOICES = frozenset({"reference", "enum"})
_LARGEST = 2.0**63


class Decoder:
    """Decodes many records; what is to be done with a member is found out once for each shape."""

    def __init__(self) -> None:
        self._plans: dict[int, tuple[Shape, dict[str, Step | None]]] = {}

    def members(self, shape: Shape, recorded: Json) -> Json:
        """The stored members of a record, line or subrecord."""
        known = self._plans.get(id(shape))
        if known is None:
            known = self._plans[id(shape)] = (shape, {"links": None})
        steps, body = known[1], {}
        for name, value in recorded.items():
            if value is None:
                continue
            step = steps.get(name, _UNKNOWN)
            if step is _UNKNOWN:
                step = steps[name] = self._step(shape, name)
            if step is not None:
                stored = step.read(value)
                if stored is not None:
                    body[step.name] = stored
        return body

    def _step(self, shape: Shape, name: str) -> Step | None:
        member = shape.member(name)
        if member is None:
            return None
        if member.name in _KEYS:
            return Step(member.name, _key)
        if isinstance(member, Sublist):
            return Step(member.name, partial(self._lines, member.line))
        if member.subrecord is not None:
            return Step(member.name, partial(self._part, member.subrecord))
        if member.kind in _CHOICES:
            return Step(member.name, partial(_choice, member))
        if member.kind in _NUMBERS:
            return Step(member.name, number_of)
        return Step(member.name, _READERS.get(member.kind, _text))

    def _lines(self, line: Shape, value: Any) -> list[Json] | None:
        return [self.members(line, each) for each in lines_of(value)] or None

    def _part(self, shape: Shape, value: Any) -> Json | None:
        return (self.members(shape, value) if isinstance(value, dict) else None) or None


class Step(NamedTuple):
    """What is done with one member: the name it is stored under, and how its value is read."""

    name: str
    read: Callable[[Any], Any]


_UNKNOWN = Step("", bool)


def _many(value: Any) -> list[str] | None:
    return [str(item["id"]) for item in lines_of(value) if item.get("id") is not None] or None


def _key(value: Any) -> str | None:
    """What records are looked up by is text, whatever else was recorded under its name."""
    return value if isinstance(value, str) and value else None


def _text(value: Any) -> str | None:
    if isinstance(value, bool | dict | list):
        return None
    return str(value)


def _whole(value: Any) -> int | None:
    number = number_of(value)
    return int(number) if number is not None and abs(number) < _LARGEST else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


_READERS: dict[str, Callable[[Any], Any]] = {
    "multiselect": _many,
    "boolean": _flag,
    "integer": _whole,
}


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
