"""The least that a role needs for a set of actions. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from suiteplug.registry import AnyAction

LEVELS = ("View", "Create", "Edit", "Full")
"""NetSuite's levels; each holds those before it."""

_PERMISSION = re.compile(r"(?P<tab>[A-Z][A-Za-z]+) > (?P<name>[^(]+?) \((?P<level>View|Create|Edit|Full)\)")


@dataclass(frozen=True, slots=True, order=True)
class Need:
    """One line of a role's permissions: the tab of the role's page, the permission, the level.

    ``tab`` and ``level`` are empty for what no line says, such as ``the permission of the record type``.
    """

    tab: str
    name: str
    level: str
    actions: tuple[str, ...] = ()


def needs_of(specs: Iterable[AnyAction]) -> tuple[Need, ...]:
    """The permissions of all these actions together, each at the highest level that one of them needs."""
    levels: dict[tuple[str, str], str] = {}
    users: dict[tuple[str, str], list[str]] = {}
    for spec in specs:
        for text in spec.permissions:
            for tab, name, level in _PERMISSION.findall(text) or [("", text, "")]:
                where = (tab, name)
                users.setdefault(where, []).append(spec.key)
                if where not in levels or _rank(level) > _rank(levels[where]):
                    levels[where] = level
    return tuple(sorted(Need(tab, name, levels[tab, name], tuple(users[tab, name])) for tab, name in levels))


def _rank(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else -1
