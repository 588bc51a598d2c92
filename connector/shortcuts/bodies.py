"""Record bodies from typed inputs and free fields together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from suiteplug.connector.inputs import ActionInputs


@dataclass(frozen=True, slots=True)
class BodyField:
    """An input and the NetSuite field it sets; ``reference`` fields get ``{"id": ...}``."""

    input: str
    field: str
    reference: bool = False


def body_of(inputs: ActionInputs, table: Iterable[BodyField], free: Mapping[str, Any]) -> dict[str, Any]:
    """The body: inputs that are given, and the free fields.

    Raises:
        InputError: A field is given both ways.
    """
    body: dict[str, Any] = {}
    named: dict[str, str] = {}
    for entry in table:
        value = getattr(inputs, entry.input)
        if value is not None:
            body[entry.field] = {"id": value} if entry.reference else value
            named[entry.field.lower()] = entry.input
    return merged(body, free, named)


def merged(body: Mapping[str, Any], free: Mapping[str, Any], named: Mapping[str, str]) -> dict[str, Any]:
    """``body`` and ``free`` in one. ``named`` tells by which input a field, in lower case, was set already."""
    for name in free:
        if name.lower() in named:
            raise InputError(
                f"'{name}' is given twice: as {named[name.lower()]} and in fields.",
                code="GIVEN_TWICE",
                field=f"fields.{name}",
                fix=f"Keep one of them; {named[name.lower()]} and fields.{name} set the same NetSuite field.",
            )
    return {**body, **free}
