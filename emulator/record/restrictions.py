"""Which records a role reaches: restrictions by subsidiary, by employee, by department, class and location.

Oracle help: bridgehead_N286421 (a role sees and changes the records of its subsidiaries, or sees the others too, when
*Allow Cross-Subsidiary Record Viewing* is on), bridgehead_4637690919 (own records and those of subordinates, by sales
representative, employee and supervisor; contacts are not restricted), bridgehead_4637695352 (transactions, employees,
partners and, where the role says so, items of the user's department, class or location and of those below). The two
sentences are those of SOAP web services (section_N3539420); that REST answers them with 403 is ours, and so is that
lists and queries leave such records out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.roles import UNRESTRICTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from suiteplug.emulator.roles import Caller
    from suiteplug.emulator.schema import RecordType
    from suiteplug.emulator.store import RecordStore

    Body = dict[str, Any]

_BY_SUBSIDIARY = "Permission Violation: The subsidiary restrictions on your role prevent you from seeing this record."
_BY_EMPLOYEE = "Permission Violation: The restrictions on your role deny you access to this record."
_OWNER = {"subsidiary": "id"}
"""Field that names the subsidiary, where it is not ``subsidiary``."""
_ASSIGNED_BY_TYPE = {
    "customer": ("salesRep",),
    "employee": ("id",),
    "expenseReport": ("entity",),
    "purchaseRequisition": ("entity",),
    "timeBill": ("employee",),
}
_ASSIGNED_TRANSACTION = ("salesRep", "employee")


_SEGMENTED = frozenset({"employee", "partner"})
_SEGMENT_TYPES = {"department": "department", "class": "classification", "location": "location"}


@dataclass(frozen=True, slots=True)
class Reached:
    """What a caller reaches by one field: its values, and whether a record without one is reached."""

    field: str
    values: frozenset[str]
    unassigned: bool
    items: bool

    def concerns(self, record_type: RecordType) -> bool:
        """Whether records of a type are restricted by it."""
        kind = record_type.kind
        named = kind == "transaction" or record_type.name in _SEGMENTED or (kind == "item" and self.items)
        return named and self.field in record_type.fields


@dataclass(frozen=True, slots=True)
class Scope:
    """What a caller reaches.

    Attributes:
        subsidiaries: Internal IDs, or None for all.
        parents: Those and everything above them: what is shared with the subsidiaries below it.
        employees: The user and everybody below, or None for all.
        unassigned: Whether records without an employee are reached.
        segments: Departments, classes and locations, each a restriction of its own.
    """

    subsidiaries: frozenset[str] | None
    parents: frozenset[str]
    employees: frozenset[str] | None
    unassigned: bool
    segments: tuple[Reached, ...] = ()

    def refusal(self, record_type: RecordType, body: Body) -> str | None:
        """Why a record is out of reach, or None."""
        if not self._owns(record_type, body):
            return _BY_SUBSIDIARY
        fits = self._is_assigned(record_type, body) and self._is_in_segments(record_type, body)
        return None if fits else _BY_EMPLOYEE

    def _is_in_segments(self, record_type: RecordType, body: Body) -> bool:
        concerned = [segment for segment in self.segments if segment.concerns(record_type)]
        values = [(segment, body.get(segment.field)) for segment in concerned]
        return all(value in segment.values if value else segment.unassigned for segment, value in values)

    def _owns(self, record_type: RecordType, body: Body) -> bool:
        field = _OWNER.get(record_type.name, "subsidiary")
        if self.subsidiaries is None or field not in record_type.fields:
            return True
        owners = body.get(field)
        owners = [owners] if isinstance(owners, str) else owners
        shared = self.parents if body.get("includeChildren") else self.subsidiaries
        return not owners or bool(shared.intersection(owners))

    def _is_assigned(self, record_type: RecordType, body: Body) -> bool:
        names = assigned_by(record_type)
        if self.employees is None or not names:
            return True
        assigned = {str(body[name]) for name in names if body.get(name)}
        return bool(assigned & self.employees) if assigned else self.unassigned

    def condition(self, record_type: RecordType) -> str:
        """The same as SQL over ``(id, body)``; the IDs in it are numbers."""
        parts = [self._owner_condition(record_type), self._assigned_condition(record_type)]
        parts += [_segment_condition(segment) for segment in self.segments if segment.concerns(record_type)]
        return " AND ".join(f"({part})" for part in parts if part) or "1"

    def _owner_condition(self, record_type: RecordType) -> str | None:
        field = _OWNER.get(record_type.name, "subsidiary")
        if self.subsidiaries is None or field not in record_type.fields:
            return None
        if field == "id":
            return f"id IN ({_listed(self.subsidiaries)})"
        value = f"json_extract(body, '$.{field}')"
        many = f"CASE json_type(body, '$.{field}') WHEN 'array' THEN {value} ELSE json_array({value}) END"
        fits = f"value IN ({_listed(self.subsidiaries)})"
        if "includeChildren" in record_type.fields:
            fits += f" OR json_extract(body, '$.includeChildren') AND value IN ({_listed(self.parents)})"
        return f"{value} IS NULL OR EXISTS (SELECT 1 FROM json_each({many}) WHERE {fits})"  # noqa: S608 - own names, numbers

    def _assigned_condition(self, record_type: RecordType) -> str | None:
        names = assigned_by(record_type)
        if self.employees is None or not names:
            return None
        columns = ["id" if name == "id" else f"json_extract(body, '$.{name}')" for name in names]
        fits = " OR ".join(f"CAST({column} AS TEXT) IN ({_listed(self.employees)})" for column in columns)
        nobody = " AND ".join(f"{column} IS NULL" for column in columns)
        return f"{fits} OR {nobody}" if self.unassigned else fits


def _segment_condition(segment: Reached) -> str:
    value = f"json_extract(body, '$.\"{segment.field}\"')"
    nobody = f" OR {value} IS NULL" if segment.unassigned else ""
    return f"{value} IN ({_listed(segment.values)}){nobody}"


def assigned_by(record_type: RecordType) -> tuple[str, ...]:
    """Fields that say whose record it is."""
    if record_type.name in _ASSIGNED_BY_TYPE:
        return _ASSIGNED_BY_TYPE[record_type.name]
    if record_type.kind == "transaction":
        return tuple(name for name in _ASSIGNED_TRANSACTION if name in record_type.fields)
    return ()


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(f"'{int(one)}'" for one in sorted(ids)) or "''"


def scope_of(store: RecordStore, caller: Caller | None, *, edit: bool = False) -> Scope | None:
    """What a caller reaches; None for one that is not restricted."""
    restrictions = UNRESTRICTED if caller is None else caller.role.restrictions
    if caller is None or caller.role.administrator or restrictions == UNRESTRICTED:
        return None
    subsidiaries = None
    if edit or not restrictions.view_other_subsidiaries:
        subsidiaries = _subsidiaries(store, caller)
    employees = None
    if restrictions.employees != "none" and (edit or not restrictions.view_other_employees):
        employees = _with_subordinates(store, caller.user.id)
    parents = frozenset[str]() if subsidiaries is None else _with_parents(store, subsidiaries)
    segments = tuple(_segments(store, caller, edit=edit))
    return Scope(subsidiaries, parents, employees, restrictions.employees == "own_and_unassigned", segments)


def require(store: RecordStore, record_type: RecordType, body: Body, *, edit: bool) -> None:
    """Refuse a record that the caller does not reach.

    Raises:
        Problem: 403 ``INSUFFICIENT_PERMISSION``.
    """
    scope = scope_of(store, store.actor, edit=edit)
    refusal = None if scope is None else scope.refusal(record_type, body)
    if refusal is not None:
        raise Problem.forbidden(refusal)


def _subsidiaries(store: RecordStore, caller: Caller) -> frozenset[str] | None:
    if store.schema.find("subsidiary") is None:
        return None
    match caller.role.restrictions.subsidiaries:
        case "all":
            return None
        case "active":
            return frozenset(body["id"] for body in store.scan("subsidiary") if not body.get("isInactive"))
        case "selected":
            return frozenset(caller.role.restrictions.selected)
        case _:
            employee = store.get("employee", caller.user.id) or {}
            return frozenset([employee["subsidiary"]] if employee.get("subsidiary") else [])


def _with_parents(store: RecordStore, subsidiaries: frozenset[str]) -> frozenset[str]:
    parent = {body["id"]: body.get("parent") for body in store.scan("subsidiary")}
    found = set(subsidiaries)
    waiting = list(subsidiaries)
    while waiting:
        above = parent.get(waiting.pop())
        if above is not None and above not in found:
            found.add(above)
            waiting.append(above)
    return frozenset(found)


def _segments(store: RecordStore, caller: Caller, *, edit: bool) -> Iterator[Reached]:
    """The user's own department, class and location stand on the employee record."""
    user = store.get("employee", caller.user.id) or {}
    for entry in caller.role.restrictions.segments:
        if entry.viewing and not edit:
            continue
        own = user.get(entry.segment)
        values = _with_all_below(store, _SEGMENT_TYPES[entry.segment], "parent", own) if own else frozenset[str]()
        yield Reached(entry.segment, values, unassigned=entry.reaches == "own_and_unassigned", items=entry.items)


def _with_subordinates(store: RecordStore, user_id: str) -> frozenset[str]:
    return _with_all_below(store, "employee", "supervisor", user_id)


def _with_all_below(store: RecordStore, record_type: str, above: str, top: str) -> frozenset[str]:
    """A record and everything below it, by the field that names the one above."""
    below: dict[str, list[str]] = {}
    for body in store.scan(record_type):
        if body.get(above):
            below.setdefault(body[above], []).append(body["id"])
    found, waiting = {top}, [top]
    while waiting:
        for one in below.get(waiting.pop(), ()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return frozenset(found)
