"""Roles, users and who is calling."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Literal

from suiteplug.emulator.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping


class Level(IntEnum):
    """Permission levels, lowest first."""

    NONE = 0
    VIEW = 1
    CREATE = 2
    EDIT = 3
    FULL = 4


@dataclass(frozen=True, slots=True)
class Role:
    """A role: what its holders may do.

    Attributes:
        id: Internal ID.
        permissions: SDF permission ID (``TRAN_SALESORD``) to level.
        default: Level of every permission that is not named, those of Setup (``ADMI_…``) excepted.
        administrator: Everything, and the doors open to administrators only.
    """

    id: str
    name: str
    permissions: Mapping[str, Level] = field(default_factory=dict)
    default: Level = Level.NONE
    administrator: bool = False

    def level(self, permission: str) -> Level:
        """The level this role has for a permission."""
        if self.administrator:
            return Level.FULL
        named = self.permissions.get(permission)
        if named is not None:
            return named
        return Level.NONE if permission.startswith("ADMI_") else self.default

    def can(self, permission: str, level: Level = Level.VIEW) -> bool:
        """Whether the role reaches ``level``."""
        return self.level(permission) >= level

    def require(self, permission: str, level: Level, label: str) -> None:
        """Refuse with NetSuite's 403 when the role does not reach ``level``.

        Args:
            permission: SDF permission ID.
            level: What the operation needs: GET view, POST create, PATCH and PUT edit, DELETE full.
            label: As the role page shows it, such as ``Transactions -> Sales Order``.
        """
        if not self.can(permission, level):
            raise Problem.forbidden(
                f"Permission Violation: You need the '{label}' permission to access this page. "
                "Please contact your account administrator."
            )


@dataclass(frozen=True, slots=True)
class User:
    """An employee who may sign in; ``id`` is the entity's internal ID."""

    id: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request, after the sign-in."""

    user: User
    role: Role
    integration_id: str
    scheme: Literal["tba", "oauth2"]
    scopes: frozenset[str] = frozenset()
