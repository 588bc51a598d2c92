"""Which JSON forms a value may have, by the kind of its field. Pure.

Forms: Oracle help section_1545142037 (references), section_1545142146 (choices), section_1545142093 (multiselects),
section_157305090645 (dates). Numbers may come as text, as Oracle's own samples send them.
"""

from __future__ import annotations

from datetime import date, datetime
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from suiteplug.connector.metadata.model import FieldKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.connector.metadata.model import FieldMetadata

_NOTHING: tuple[Any, ...] = ("", {"id": ""})
_NAMES_A_RECORD = ("id", "externalId", "refName")
_MOST_VALUES = 12
_DAY = 10


class Complaint(NamedTuple):
    """What is wrong with a value, to follow its name, and what to give instead."""

    what: str
    fix: str


def complaint(field: FieldMetadata, value: Any) -> Complaint | None:
    """Why the value cannot stand in the field; None when it can or that is not sure. What clears it always can."""
    check = _CHECKS.get(field.kind)
    return None if check is None or value is None or value in _NOTHING else check(field, value)


def shown(value: Any) -> str:
    """A value in a message: short, and what it is rather than what it holds where it is large."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an object"
    text = str(value)
    return f"'{text}'" if len(text) <= 40 else f"a text of {len(text)} characters"  # noqa: PLR2004


def _text(field: FieldMetadata, value: Any) -> Complaint | None:
    if isinstance(value, dict | list):
        return Complaint(f"is {shown(value)}, where a text belongs.", "Give a text.")
    if field.max_length is not None and isinstance(value, str) and len(value) > field.max_length:
        return Complaint(
            f"has {len(value)} characters; it takes {field.max_length}.",
            f"Shorten it to {field.max_length} characters.",
        )
    return None


def _number(_field: FieldMetadata, value: Any) -> Complaint | None:
    return None if _as_number(value) is not None else Complaint(f"is {shown(value)}, which is no number.", _NUMBER)


def _integer(_field: FieldMetadata, value: Any) -> Complaint | None:
    number = _as_number(value)
    if number is not None and number.is_integer():
        return None
    return Complaint(f"is {shown(value)}, which is no whole number.", "Give a whole number.")


def _boolean(_field: FieldMetadata, value: Any) -> Complaint | None:
    if isinstance(value, bool):
        return None
    return Complaint(f"is {shown(value)}, where true or false belongs.", "Give true or false, without quotes.")


def _date(_field: FieldMetadata, value: Any) -> Complaint | None:
    if isinstance(value, str) and _is_day(value[:_DAY]):
        return None
    return Complaint(f"is {shown(value)}, which is no date.", "Give it as YYYY-MM-DD, such as 2026-08-31.")


def _moment(_field: FieldMetadata, value: Any) -> Complaint | None:
    if isinstance(value, str) and _is_moment(value):
        return None
    return Complaint(
        f"is {shown(value)}, which is no date with a time.", "Give it with its zone, such as 2026-08-31T09:30:00Z."
    )


def _choice(field: FieldMetadata, value: Any) -> Complaint | None:
    if isinstance(value, list | bool):
        return Complaint(f"is {shown(value)}, where one choice belongs.", f"Give one of: {_listed(field)}.")
    chosen = value.get("id") if isinstance(value, dict) else value
    if chosen in (None, "") or not field.values:
        return _names_something(value, f"Give one of: {_listed(field)}.") if isinstance(value, dict) else None
    known = {one.casefold() for one in field.values}
    if isinstance(chosen, dict | list) or str(chosen).casefold() not in known:
        return Complaint(f"is {shown(chosen)}, which is none of its values.", f"Give one of: {_listed(field)}.")
    return None


def _reference(field: FieldMetadata, value: Any) -> Complaint | None:
    to = f" to {' or '.join(field.record_types[:3])}" if field.record_types else ""
    fix = f'Give a reference{to}: {{"id": "1"}} or {{"externalId": "..."}}.'
    if isinstance(value, list | bool):
        return Complaint(f"is {shown(value)}, where a reference belongs.", fix)
    if isinstance(value, dict):
        return _names_something(value, fix)
    return None


def _multiselect(_field: FieldMetadata, value: Any) -> Complaint | None:
    fix = 'Give {"items": [{"id": "1"}, ...]}.'
    if isinstance(value, dict) and (isinstance(value.get("items"), list) or not _said(value)):
        return None
    return Complaint(f"is {shown(value)}, where a list of references belongs.", fix)


def _names_something(value: dict[str, Any], fix: str) -> Complaint | None:
    """An object must say which record it means; an empty one, and one of links only, say nothing and do no harm."""
    if any(name.lower() in {"id", "externalid", "refname"} for name in value) or not _said(value):
        return None
    if "items" in value:
        return Complaint("is a list of references, where one reference belongs.", fix)
    return Complaint(f"is an object without any of {', '.join(_NAMES_A_RECORD)}.", fix)


def _said(value: dict[str, Any]) -> bool:
    return any(name != "links" for name in value)


def _listed(field: FieldMetadata) -> str:
    more = f" and {len(field.values) - _MOST_VALUES} more" if len(field.values) > _MOST_VALUES else ""
    return ", ".join(field.values[:_MOST_VALUES]) + more if field.values else '{"id": "..."}'


def _as_number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == _DAY


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


_NUMBER = "Give a number, with a point and without separators of thousands."
_CHECKS: dict[FieldKind, Callable[[FieldMetadata, Any], Complaint | None]] = {
    FieldKind.TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.INTEGER: _integer,
    FieldKind.BOOLEAN: _boolean,
    FieldKind.DATE: _date,
    FieldKind.DATE_TIME: _moment,
    FieldKind.CHOICE: _choice,
    FieldKind.REFERENCE: _reference,
    FieldKind.MULTISELECT: _multiselect,
}
