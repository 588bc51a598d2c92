"""What may be sent again: whether writing a body twice gives the same record as writing it once. Pure.

A PATCH or PUT only sets fields, except for sublists: a line without its key is appended (Oracle help:
section_1545142420, section_1545295601) unless the sublist is replaced as a whole (section_1545297048).
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import InputError
from suiteplug.connector.exchange import Repeat
from suiteplug.connector.records.shapes import is_multiselect, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LINE_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "accountingbookdetail": ("accountingBook",),
        "addressbook": ("internalId",),
        "apply": ("doc", "line"),
        "contactroles": ("contact",),
        "credit": ("doc", "line"),
        "currencylist": ("currency",),
        "expcost": ("doc", "line"),
        "expense": ("line",),
        "inventoryassignment": ("internalId",),
        "item": ("line",),
        "itemcost": ("doc", "line"),
        "itempricing": ("item", "currency"),
        "line": ("line",),
        "roles": ("selectedRole",),
        "time": ("doc", "line"),
    }
)
"""Members that name an existing line, by sublist in lower case, as accounts' metadata says (x-ns-sublistkey)."""

_REPLACE = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*\Z")


def repeat_of(
    body: Mapping[str, Any],
    replace: Iterable[str] = (),
    line_keys: Mapping[str, tuple[str, ...]] | None = None,
) -> Repeat:
    """The repeat class of a PATCH or PUT with this body.

    ``line_keys`` adds to or corrects ``LINE_KEYS``: names of sublists in lower case; an empty tuple says not keyed.
    """
    replaced = frozenset(name.lower() for name in replace)
    keys = {**LINE_KEYS, **(line_keys or {})}
    return Repeat.ONCE if _appends(body, replaced, keys, "") else Repeat.REPEATABLE


def _appends(body: Mapping[str, Any], replaced: frozenset[str], keys: Mapping[str, tuple[str, ...]], path: str) -> bool:
    """Whether some sublist in the body gets lines that a second sending would add again."""
    for name, value in body.items():
        here = f"{path}{name}".lower()
        items = value if isinstance(value, list) else lines_of(value)
        if items is None:
            if isinstance(value, dict) and _appends(value, replaced, keys, f"{here}."):
                return True
        elif not is_multiselect(items) and any(
            _line_appends(line, here, replaced, keys) for line in items if isinstance(line, dict)
        ):
            return True
    return False


def _line_appends(
    line: Mapping[str, Any], sublist: str, replaced: frozenset[str], keys: Mapping[str, tuple[str, ...]]
) -> bool:
    names = keys.get(sublist.rpartition(".")[2], ())
    keyed = bool(names) and all(_given(line, name) for name in names)
    if not keyed:
        # a replaced sublist makes the line anew, with all that is nested in it
        return sublist not in replaced
    return _appends(line, replaced, keys, f"{sublist}.")


def _given(line: Mapping[str, Any], name: str) -> bool:
    wanted = name.lower()
    return any(key.lower() == wanted and value is not None for key, value in line.items())


def appended(
    body: Mapping[str, Any],
    replace: Iterable[str] = (),
    line_keys: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[str, int] | None:
    """The sublist that a body adds lines to, and how many; None when there are several, or nested ones."""
    replaced = frozenset(name.lower() for name in replace)
    keys = {**LINE_KEYS, **(line_keys or {})}
    found = [
        (name, lines)
        for name, value in body.items()
        if (lines := [line for line in lines_of(value) or () if _line_appends(line, name.lower(), replaced, keys)])
        and not is_multiselect(lines)
    ]
    others = {name: value for name, value in body.items() if name not in dict(found)}
    if len(found) != 1 or _appends(others, replaced, keys, ""):
        return None
    name, lines = found[0]
    names = keys.get(name.lower(), ())
    if any(names and all(_given(line, key) for key in names) for line in lines):
        return None  # it is a sublist in an existing line that gets more
    return name, len(lines)


def sublists_sent(body: Mapping[str, Any], path: str = "") -> tuple[str, ...]:
    """The sublists that a body carries lines for, nested ones as ``subrecord.sublist``.

    An empty list counts only where the name is a sublist's for certain: it could be a multiselect.
    Sublists inside lines are left out: they go with their line.
    """
    found: list[str] = []
    for name, value in body.items():
        items = lines_of(value)
        if items is None:
            if isinstance(value, dict):
                found += sublists_sent(value, f"{path}{name}.")
        elif (items and not is_multiselect(items)) or (not items and name.lower() in LINE_KEYS):
            found.append(f"{path}{name}")
    return tuple(found)


def check_replace(body: Mapping[str, Any], replace: Iterable[str]) -> None:
    """What is to be replaced must be in the body (Oracle help: section_1545297048). Raises InputError."""
    for name in replace:
        if not _REPLACE.match(name):
            raise InputError(
                f"'{name}' is not the name of a sublist.",
                code="INVALID_NAME",
                field="replace",
                fix="Give names such as item, or subrecord.sublist.",
            )
        if not _contains(body, name.lower().split(".")):
            raise InputError(
                f"'{name}' is to be replaced but is not in the body.",
                code="REPLACE_NOT_SENT",
                field="replace",
                cause="NetSuite replaces a sublist by the lines that are sent for it.",
                fix=f"Send '{name}' too (an empty items list removes all lines), or leave it out of replace.",
            )


def _contains(body: Mapping[str, Any], names: list[str]) -> bool:
    for key, value in body.items():
        if key.lower() == names[0]:
            return len(names) == 1 or (isinstance(value, dict) and _contains(value, names[1:]))
    return False
