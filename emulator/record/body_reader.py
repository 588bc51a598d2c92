"""A request body, checked and turned into changes in stored form.

Changes are a dict with the schema's own names: a field's stored value or None to clear it, a sublist's list of line
changes or None, a subrecord's changes or None.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from math import isfinite
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.record import refusals
from suiteplug.emulator.record.options import Validation
from suiteplug.emulator.schema import Field, Sublist

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.record.options import WriteOptions
    from suiteplug.emulator.record.references import References
    from suiteplug.emulator.schema import Shape

Changes = dict[str, Any]
_DECORATION = frozenset({"links", "refName"})
_PAGING = frozenset({"links", "count", "hasMore", "offset", "totalResults"})
_DATE_LENGTH = 10
_NOTHING = (None, "", {"id": ""})


def parse_object(body: bytes, *, empty_allowed: bool = False) -> dict[str, Any]:
    """The body as a JSON object.

    Raises:
        Problem: 400 ``INVALID_CONTENT`` when it is none.
    """
    if not body.strip() and empty_allowed:
        return {}
    try:
        value = json.loads(body, parse_constant=_no_json_number)
        if b"\\u" in body:
            # A lone half of a surrogate pair is valid JSON, but no text that could be stored.
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise refusals.malformed_body() from None
    if not isinstance(value, dict):
        raise refusals.malformed_body()
    return value


def _no_json_number(text: str) -> None:
    """``NaN`` and ``Infinity``, which Python would take and JSON does not have."""
    raise ValueError(text)


class BodyReader:
    """Reads one body; ``dropped`` afterwards holds the paths of properties that were left out."""

    def __init__(self, references: References, options: WriteOptions, *, names_in_words: bool = True) -> None:
        self._references = references
        self._options = options
        self._names_in_words = names_in_words
        self._unknown: list[str] = []
        self.dropped: list[str] = []

    def read(self, shape: Shape, body: dict[str, Any]) -> Changes:
        """All changes of a body.

        Raises:
            Problem: A name is unknown under ``error`` validation, or a value is wrong.
        """
        changes = self._object(shape, body, "")
        if self._unknown:
            if self._options.names is Validation.ERROR:
                raise refusals.unknown_properties(self._unknown, in_words=self._names_in_words)
            if self._options.names is Validation.WARNING:
                self.dropped = [*self._unknown, *self.dropped]
        return changes

    def _object(self, shape: Shape, body: dict[str, Any], path: str) -> Changes:
        changes: Changes = {}
        for name, value in body.items():
            member = shape.member(name)
            here = f"{path}.{name}" if path else name
            if member is None:
                if name not in _DECORATION:
                    self._unknown.append(here)
            elif isinstance(member, Sublist):
                changes[member.name] = self._lines(member, value, here)
            elif not member.read_only:
                self._field(changes, member, value, here)
        return changes

    def _field(self, changes: Changes, field: Field, value: Any, path: str) -> None:
        if value in _NOTHING:
            changes[field.name] = None
            return
        try:
            changes[field.name] = self._value(field, value, path)
        except Problem as problem:
            # A value of the wrong form can be waved through, one that does not exist cannot
            # (Oracle help: section_156570709583).
            if problem.code != "INVALID_VALUE" or self._options.values is Validation.ERROR:
                raise
            if self._options.values is Validation.WARNING:
                self.dropped.append(path)

    def _value(self, field: Field, value: Any, path: str) -> Any:
        plain = _PLAIN.get(field.kind)
        if plain is not None:
            stored = plain(value)
            if stored is None:
                raise refusals.bad_value(field.name, path)
            return stored
        if field.kind == "reference":
            return self._references.reference(field, value, path)
        if field.kind == "enum":
            return self._references.enum(field, value, path)
        if field.kind == "multiselect":
            return self._references.multiselect(field, value, path)
        if not isinstance(value, dict) or field.subrecord is None:
            raise refusals.bad_value(field.name, path)
        return self._object(field.subrecord, value, path)

    def _lines(self, sublist: Sublist, value: Any, path: str) -> list[Changes] | None:
        """``{"items": [...]}``; a bare array is refused, as live accounts do."""
        if value is None:
            return None
        items = value.get("items") if isinstance(value, dict) else None
        if not isinstance(items, list):
            raise refusals.bad_value(sublist.name, path)
        self._unknown.extend(f"{path}.{name}" for name in value if name not in _PAGING and name != "items")
        lines: list[Changes] = []
        for index, item in enumerate(items):
            here = f"{path}.items[{index}]"
            if not isinstance(item, dict):
                raise refusals.bad_value(sublist.name, here)
            lines.append(self._object(sublist.line, item, here))
        return lines


def _text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        number = float(value) if isinstance(value, int | float | str) else None
    except (ValueError, OverflowError):
        return None
    return number if number is not None and isfinite(number) else None


def _integer(value: Any) -> int | None:
    number = _number(value)
    return int(number) if number is not None and number.is_integer() else None


def _money(value: Any) -> float | None:
    number = _number(value)
    return None if number is None else round(number, 2)


def _boolean(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _date(value: Any) -> str | None:
    """``2026-08-12``, no time zone shift (Oracle help: section_157305090645)."""
    if not isinstance(value, str) or len(value) != _DATE_LENGTH:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


def _moment(value: Any) -> str | None:
    """RFC 3339 with any offset, kept in UTC."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return None if moment.tzinfo is None else stamp(moment)


def stamp(moment: datetime) -> str:
    """A date-time as replies write it: ``2026-08-12T17:32:28Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_PLAIN: dict[str, Callable[[Any], Any]] = {
    "text": _text,
    "integer": _integer,
    "number": _number,
    "currency": _money,
    "boolean": _boolean,
    "date": _date,
    "datetime": _moment,
}
