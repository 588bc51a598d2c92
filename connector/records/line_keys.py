"""Keys of lines: what names one line of a sublist. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from suiteplug.connector.errors import InputError
from suiteplug.connector.records.matching import plain

Key = tuple[str, ...]
Scalar = str | int | float


def key_of(line: Mapping[str, Any], names: tuple[str, ...]) -> Key | None:
    """The key of a line in one spelling; None when the line does not show it."""
    values = [_scalar(line.get(name)) for name in names]
    return tuple(plain(value) for value in values) if names and None not in values else None


def key_members(line: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The members that name this line in a request; references as ``{"id": ...}``."""
    return {
        name: {"id": line[name]["id"]} if isinstance(line[name], Mapping) else line[name]
        for name in names
        if line.get(name) is not None
    }


def shown_key(line: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Scalar]:
    """The key for people and for the next call: ``{"line": 3}``."""
    values = {name: _scalar(line.get(name)) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def wanted_key(given: Scalar | Mapping[str, Any], names: tuple[str, ...]) -> Key:
    """The key that somebody gave: a plain value for a key of one member, an object for more. Raises InputError."""
    if isinstance(given, Mapping):
        if {name.lower() for name in given} != {name.lower() for name in names}:
            raise _wrong_key(names)
        by_name = {name.lower(): value for name, value in given.items()}
        return tuple(plain(_scalar(by_name[name.lower()])) for name in names)
    if len(names) != 1:
        raise _wrong_key(names)
    return (plain(given),)


def _wrong_key(names: tuple[str, ...]) -> InputError:
    example = ", ".join(f'"{name}": 1' for name in names)
    return InputError(
        f"A line of this sublist is named by {' and '.join(names)}.",
        code="WRONG_LINE_KEY",
        field="line_key",
        fix=f"Give {{{example}}}, with the values that get-sublist shows.",
    )


def _scalar(value: Any) -> Any:
    return value.get("id") if isinstance(value, Mapping) else value
