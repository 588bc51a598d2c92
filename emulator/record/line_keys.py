"""Keys of sublist lines: how a line is matched, and how its URL names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suiteplug.emulator.schema import Sublist

Key = tuple[Any, ...]


def line_key(sublist: Sublist, line: dict[str, Any], names: tuple[str, ...]) -> Key | None:
    """The key of a line, or None when the line does not carry one.

    In a key of several fields a missing number counts as 0: ``apply`` lines are sent with ``doc`` alone
    (Oracle help: section_157901123882).
    """
    values: list[Any] = []
    for name in names:
        value = line.get(name)
        if isinstance(value, dict):
            value = value.get("value")
        if value is None:
            if len(names) == 1 or sublist.fields[name].kind not in {"integer", "number", "subrecord"}:
                return None
            value = 0
        values.append(_comparable(value))
    return tuple(values) if values else None


def url_part(sublist: Sublist, line: dict[str, Any], position: int) -> str:
    """How the URL names a line: its key, ``doc=60,line=0`` when there are several key fields.

    The form of composite keys is the one seen live on ``price`` and ``apply``; a line of a non-keyed sublist
    is named by its position from 1, which is ours.
    """
    names = sublist.existing_key
    key = line_key(sublist, line, names)
    if key is None:
        return str(position)
    if len(names) == 1:
        return str(key[0])
    return ",".join(f"{name.lower()}={value}" for name, value in zip(names, key, strict=True))


def _comparable(value: Any) -> Any:
    """IDs compare as text, whole numbers without their fraction."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
