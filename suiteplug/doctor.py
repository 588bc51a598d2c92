"""Looks a connection over and says what to click: everything that can be told is told, one fault hides no other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from suiteplug import registry, schemas
from suiteplug.api import NetSuite
from suiteplug.connector.checkup import MAX_SKEW_S, Checkup, checkup
from suiteplug.connector.errors import (
    FeatureDisabledError,
    NetSuiteConnectorError,
    PermissionDeniedError,
    SignInError,
    ThrottledError,
)
from suiteplug.connector.retry import RetryPolicy
from suiteplug.connector.shortcuts.families import FAMILIES
from suiteplug.connector.spec import Effect
from suiteplug.opening import Options
from suiteplug.roles import Need, needs_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import BaseModel

    from suiteplug.opening import AnyConnection
    from suiteplug.registry import AnyAction

_PATIENCE = RetryPolicy(max_retries=2, base_s=0.5, cap_s=2.0, budget_s=20.0)
"""A person waits for the doctor."""

_SOON_S = 60
_MENU = "Setup > Users/Roles > User Management > Manage Roles > (role) > Edit > Permissions"
_NOT_SEEN = "UNKNOWN_RECORD_TYPE"
_GOVERNANCE = "Setup > Integration > Integration Management > Integration Governance"


class State(StrEnum):
    """How something stands."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"
    UNTRIED = "not tried"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``fix`` says what to do, or click."""

    name: str
    state: State
    message: str
    fix: str = ""


@dataclass(slots=True)
class Examination:
    """What was found, and the permissions that the chosen actions need."""

    findings: list[Finding] = field(default_factory=list)
    role: tuple[Need, ...] = ()

    @property
    def worst(self) -> State:
        """The worst of the findings."""
        states = {finding.state for finding in self.findings}
        return next((state for state in (State.FAULT, State.WARNING) if state in states), State.OK)

    def note(self, name: str, state: State, message: str, fix: str = "") -> None:
        """Add a finding."""
        self.findings.append(Finding(name, state, message, fix))

    def refused(self, name: str, error: NetSuiteConnectorError) -> None:
        """Add a finding for an error, with its cause and its fix."""
        self.note(name, State.FAULT, error.message, f"{error.cause} {error.fix}".strip())


async def examine(
    connection: AnyConnection, actions: Sequence[str] = (), options: Options | None = None
) -> Examination:
    """Examine a connection, and what its role may do of these actions (all that list something, where none is named).

    Only reads. Raises InputError where an action does not exist.
    """
    specs = [registry.action(key) for key in actions]
    examined = Examination(role=needs_of(specs))
    try:
        netsuite = NetSuite(connection, replace(options or Options(), retry=_PATIENCE))
    except NetSuiteConnectorError as error:
        examined.refused("connection", error)
        return examined
    async with netsuite:
        await _sign_in(netsuite, examined)
        _connection(netsuite, examined)
        if examined.worst is not State.FAULT:
            await _actions(netsuite, specs, examined)
        _lanes(netsuite, examined)
    return examined


def _connection(netsuite: NetSuite, examined: Examination) -> None:
    """What the connection itself tells: ends that come near. Known whether signing in works or not."""
    session = netsuite.session
    account = session.account
    examined.note(
        "account ID", State.OK, f"{account.account_id} is a {account.environment.value} account at {account.origin()}."
    )
    try:
        notices = session.connection.warnings(session.now())
    except NetSuiteConnectorError as error:
        examined.refused("credentials", error)
        return
    for notice in notices:
        examined.note("expiry", State.WARNING, notice)
    again = session.connection.sign_in_again_by(session.tokens)
    if again is not None and not notices:
        days = (again - session.now()).days
        examined.note("expiry", State.OK, f"The credentials hold until {again:%Y-%m-%d} ({days} days).")


async def _sign_in(netsuite: NetSuite, examined: Examination) -> None:
    try:
        found = await checkup(netsuite.session)
    except ThrottledError as error:
        examined.note(
            "lanes",
            State.FAULT,
            f"No lane is left: {error.message}",
            "Other integrations take all requests that the account allows at a time. See who under "
            f"{_GOVERNANCE}; reserve some for this one, or let the others use fewer.",
        )
    except SignInError as error:
        examined.refused("sign-in", error)
    except NetSuiteConnectorError as error:
        examined.refused("reach" if error.exit_code == _REACH else "sign-in", error)
    else:
        _probes(found, examined)


_REACH = 6  # what may work later: NetSuite cannot be reached


def _probes(found: Checkup, examined: Examination) -> None:
    for probe in found.probes:
        examined.note(probe.name, State.OK if probe.ok else State.FAULT, probe.message, probe.fix)
    skew = abs(found.clock_skew_s or 0.0)
    if _SOON_S <= skew <= MAX_SKEW_S:
        examined.note(
            "clock",
            State.WARNING,
            f"The clocks differ by {skew:.0f} s; NetSuite refuses to sign in beyond {MAX_SKEW_S} s.",
            "Let the machine set its clock by NTP.",
        )


async def _actions(netsuite: NetSuite, specs: Sequence[AnyAction], examined: Examination) -> None:
    """Reading is tried; what writes is said to be untried, because trying it would write."""
    chosen = specs or [spec for spec in registry.actions() if _harmless(spec) is not None]
    refused: dict[str, NetSuiteConnectorError | None] = {}
    for spec in chosen:
        error = None
        for record_type in _record_types(spec):
            if record_type not in refused:
                # a query leaves out what the role may not see; the record service refuses it
                refused[record_type] = await _tried(netsuite, "list-records", {"record_type": record_type, "limit": 1})
            error = error or refused[record_type]
        inputs = _harmless(spec)
        if inputs is not None:
            error = error or await _tried(netsuite, spec.key, inputs)
        _note_action(spec, error, examined, tried=inputs is not None)


async def _tried(netsuite: NetSuite, key: str, inputs: Mapping[str, Any]) -> NetSuiteConnectorError | None:
    try:
        await netsuite.run(key, inputs)
    except NetSuiteConnectorError as error:
        return error
    return None


def _note_action(spec: AnyAction, error: NetSuiteConnectorError | None, examined: Examination, *, tried: bool) -> None:
    needs = "; ".join(spec.permissions[1:])
    hidden = isinstance(error, PermissionDeniedError | FeatureDisabledError)
    if error is not None and needs and (hidden or error.code == _NOT_SEEN):
        examined.note(spec.key, State.FAULT, error.message, f"The action needs {needs}: add it under {_MENU}.")
    elif error is not None:
        examined.refused(spec.key, error)
    elif tried:
        examined.note(spec.key, State.OK, "The role may do this.")
    else:
        text = f"The role needs: {needs}." if needs else "The role needs nothing beyond REST Web Services."
        examined.note(spec.key, State.UNTRIED, f"Not tried, as it needs inputs or writes. {text}")


def _record_types(spec: AnyAction) -> list[str]:
    """Record types that the permissions of an action are about, as far as they are of one type."""
    named = {f"{need.tab} > {need.name}" for need in needs_of([spec])}
    return sorted({family.record_type for family in FAMILIES if family.permission in named and family.record_type})


def _harmless(spec: AnyAction) -> dict[str, Any] | None:
    """Inputs with which an action reads a single row; None where there are none."""
    model: type[BaseModel] = spec.inputs
    schema = schemas.schema_of(model, "validation")
    if spec.effect is not Effect.READ or schema.get("required") or not spec.key.startswith("list-"):
        return None
    return {"limit": 1} if "limit" in schema.get("properties", {}) else {}


def _lanes(netsuite: NetSuite, examined: Examination) -> None:
    view = netsuite.lanes()
    if view.down:
        examined.note("lanes", State.FAULT, f"The account is left alone for now: {view.down}", "Mend that first.")
        return
    where = f", shared through {view.shared_through}" if view.shared_through else ""
    text = f"{view.lanes} of {view.at_best} requests at a time{where}, by {view.processes} process(es)."
    if not view.store_works:
        examined.note(
            "lanes", State.WARNING, text, f"{view.shared_through} does not answer, so this process shares with nobody."
        )
    elif view.lanes < view.at_best:
        examined.note("lanes", State.WARNING, f"{text} NetSuite refused requests lately; they grow back by themselves.")
    else:
        examined.note("lanes", State.OK, text)
