"""Looks a connection over: each thing that integrations need is tried, and one failure does not hide the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar

from suiteplug.connector.errors import (
    AccountNotFoundError,
    ConnectionSetupError,
    NetSuiteConnectorError,
    PermissionDeniedError,
    RejectedError,
    RetryableError,
    SignInError,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from datetime import datetime

    from suiteplug.connector.session import Session
    from suiteplug.connector.system import GovernanceLimits

T = TypeVar("T")

MAX_SKEW_S = 300
"""NetSuite refuses signatures whose time is further off (Oracle help: subsect_156935170194)."""

_UNAUTHORIZED = 401
_REST = "Setup > REST Web Services (Full)"
_ANALYTICS = "Reports > SuiteAnalytics Workbook (Edit)"
_ROLE_PERMISSIONS = "Setup > Users/Roles > User Management > Manage Roles > (role) > Permissions"

ProbeName = Literal["account", "sign-in", "clock", "record types", "SuiteQL", "governance limits", "role"]


@dataclass(frozen=True, slots=True)
class Probe:
    """One thing that was tried."""

    name: ProbeName
    ok: bool
    message: str
    fix: str = ""


@dataclass(slots=True)
class Checkup:
    """What was found; None where it could not be told."""

    server_time: datetime | None = None
    clock_skew_s: float | None = None
    record_types: int | None = None
    suiteql: bool = False
    limits: GovernanceLimits | None = None
    role_id: str | None = None
    role_name: str | None = None
    user_id: str | None = None
    sign_in_again_by: datetime | None = None
    notices: tuple[str, ...] = ()
    probes: list[Probe] = field(default_factory=list)


async def checkup(session: Session) -> Checkup:
    """Sign in and try what integrations need.

    Raises:
        ConnectionSetupError: Signing in fails; the error says why.
        RetryableError: NetSuite cannot be reached at all.
    """
    found = Checkup()
    await _account(session, found)
    await _clock(session, found)
    types = await _try(found, "record types", session.metadata.record_types(refresh=True), needs=_REST)
    if types is not None:
        found.record_types = len(types)
        _note(found, "record types", f"The role sees {len(types)} record types.")
    rows = await _try(found, "SuiteQL", session.suiteql.run("SELECT 1 AS one FROM dual", limit=1), needs=_ANALYTICS)
    if rows is not None:
        found.suiteql = True
        _note(found, "SuiteQL", "The role may run queries.")
    await _limits(session, found)
    await _role(session, found)
    found.sign_in_again_by = session.connection.sign_in_again_by(session.tokens)
    found.notices = session.connection.warnings(session.now())
    return found


async def _account(session: Session, found: Checkup) -> None:
    """Where hosts are not made from the account ID, a wrong ID would go unseen."""
    account = session.account
    if account.base_url is None:
        return
    missing = await session.system.missing_account(account)
    if missing is not None:
        raise missing
    _note(found, "account", f"NetSuite knows the account {account.account_id}.")


async def _clock(session: Session, found: Checkup) -> None:
    """The first request that signs in: what stops it stops everything."""
    try:
        found.server_time = await session.system.server_time()
    except NetSuiteConnectorError as error:
        if isinstance(error, SignInError | AccountNotFoundError | RetryableError) or error.http_status == _UNAUTHORIZED:
            raise
        _note(found, "clock", error.message, ok=False, fix=error.fix)
        return
    _note(found, "sign-in", f"NetSuite let {session.account.account_id} in.")
    if found.server_time is None:
        return
    skew = (found.server_time - session.now()).total_seconds()
    found.clock_skew_s = round(skew, 1) + 0.0  # no -0.0
    if abs(skew) > MAX_SKEW_S:
        _note(
            found,
            "clock",
            f"This machine's clock is {abs(skew):.0f} s {'behind' if skew > 0 else 'ahead of'} NetSuite's.",
            ok=False,
            fix="Let the machine set its clock by NTP.",
        )
    else:
        _note(found, "clock", f"The clocks differ by {abs(skew):.0f} s.")


async def _limits(session: Session, found: Checkup) -> None:
    """Concurrency limits; that only administrators may read them is no fault."""
    try:
        found.limits = await session.system.governance_limits()
    except NetSuiteConnectorError as error:
        if isinstance(error, SignInError):
            raise
        _note(found, "governance limits", f"Not told, which does no harm: {error.message}")
        return
    _note(found, "governance limits", f"The account allows {found.limits.account} requests at a time.")
    allowed = found.limits.integration or found.limits.account
    lanes = session.connection.lanes
    if allowed is not None and lanes is not None and lanes > allowed:
        _note(
            found,
            "governance limits",
            f"The connection has {lanes} lanes, NetSuite allows {allowed} requests at a time.",
            ok=False,
            fix=f"Set lanes of the connection to {max(1, allowed - 1)} or less, or leave it empty.",
        )


async def _role(session: Session, found: Checkup) -> None:
    """Role and user: from the access token, or for TBA from NetSuite (Oracle help: chapter_157017286140)."""
    identity = session.connection.identity(session.tokens)
    if identity is not None:
        found.role_id, found.user_id = identity.role_id, identity.user_id
        found.role_name = await _role_name(session, identity.role_id)
    else:
        told = await session.system.token_owner()
        found.role_id, found.role_name, found.user_id = told.role_id, told.role_name, told.user_id
    known = found.role_name or found.role_id
    _note(found, "role", f"The role is {known}." if known else "NetSuite does not tell the role, which does no harm.")


async def _role_name(session: Session, role_id: str) -> str | None:
    """The name behind a role's ID; None when the role may not read it."""
    try:
        rows = await session.suiteql.run("SELECT name FROM role WHERE id = ?", (role_id,), limit=1)
    except (RejectedError, ConnectionSetupError):
        return None
    return str(rows.rows[0]["name"]) if rows.rows else None


async def _try(found: Checkup, name: ProbeName, work: Awaitable[T], *, needs: str) -> T | None:
    """The result; None when it failed, which is then noted with the permission that it needs."""
    try:
        return await work
    except SignInError:
        raise
    except PermissionDeniedError as error:
        _note(found, name, error.message, ok=False, fix=f"Add {needs} to the role under {_ROLE_PERMISSIONS}.")
        return None
    except NetSuiteConnectorError as error:
        _note(found, name, error.message, ok=False, fix=f"{error.cause} {error.fix}".strip())
        return None


def _note(found: Checkup, name: ProbeName, message: str, *, ok: bool = True, fix: str = "") -> None:
    found.probes.append(Probe(name, ok, message, fix))
