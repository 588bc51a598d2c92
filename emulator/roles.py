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
class SegmentRestriction:
    """One row of *Department, Class and Location Restrictions* (Oracle help: bridgehead_4637695352).

    Attributes:
        reaches: Records of the user's own department, class or location and of those below it, and those without
            one, too, or only the former.
        viewing: *Allow Viewing*: the others can be seen, not changed.
        items: *Apply to Items*.
    """

    segment: Literal["department", "class", "location"]
    reaches: Literal["own_and_unassigned", "own"] = "own_and_unassigned"
    viewing: bool = False
    items: bool = False


@dataclass(frozen=True, slots=True)
class Restrictions:
    """Which records a role reaches, beside its permissions.

    Oracle help: bridgehead_N286421 (subsidiaries) and bridgehead_4637690919 (employees).

    Attributes:
        subsidiaries: *Subsidiary Restrictions*: all, the active ones, that of the user, or the selected ones.
        selected: Internal IDs of the selected subsidiaries.
        view_other_subsidiaries: *Allow Cross-Subsidiary Record Viewing*: others can be seen, not changed.
        employees: *Employee Restrictions*: none, own and subordinates' and unassigned records, or the assigned ones
            only. A record is assigned by its sales representative or employee.
        view_other_employees: *Allow Viewing*: the records of others can be seen, not changed.
        segments: Restrictions by department, class and location.
    """

    subsidiaries: Literal["all", "active", "user", "selected"] = "all"
    selected: tuple[str, ...] = ()
    view_other_subsidiaries: bool = False
    employees: Literal["none", "own_and_unassigned", "own"] = "none"
    view_other_employees: bool = False
    segments: tuple[SegmentRestriction, ...] = ()


UNRESTRICTED = Restrictions()


@dataclass(frozen=True, slots=True)
class Role:
    """A role: what its holders may do.

    Attributes:
        id: Internal ID.
        permissions: SDF permission ID (``TRAN_SALESORD``) to level.
        default: Level of every permission that is not named, those of Setup (``ADMI_…``) excepted.
        administrator: Everything, and the doors open to administrators only.
        restrictions: Which records of all those the permissions open.
    """

    id: str
    name: str
    permissions: Mapping[str, Level] = field(default_factory=dict)
    default: Level = Level.NONE
    administrator: bool = False
    restrictions: Restrictions = UNRESTRICTED

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
