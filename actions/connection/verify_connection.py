"""Check a connection: who signs in where, what is within reach, and what is wrong."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from suiteplug.connector import errors
from suiteplug.connector.checkup import ProbeName, checkup
from suiteplug.connector.inputs import ActionInputs, ActionModel, ActionOutput
from suiteplug.connector.records.declared import REST, oracle_help
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """Nothing: the connection says it all."""


class Check(ActionModel):
    """One thing that was tried."""

    name: ProbeName = Field(description="What was tried.")
    ok: bool = Field(description="Whether it works.")
    message: str = Field(description="What was found, or what is wrong.")
    fix: str = Field(description="What to do about it; empty when it works or need not work.")


class Concurrency(ActionModel):
    """Requests in flight that NetSuite allows. All integrations of an account share its limit."""

    account: int | None = Field(description="For the whole account.")
    unallocated: int | None = Field(description="Left for integrations without a limit of their own.")
    integration: int | None = Field(description="For this integration; null without a limit of its own.")


class Output(ActionOutput):
    """What the connection is, and what it can do."""

    account_id: str = Field(description="Account ID as NetSuite's pages show it: 1234567_SB1.")
    account_host: str = Field(description="Account ID as it stands in host names: 1234567-sb1.")
    environment: Literal["production", "sandbox", "release preview"] = Field(
        description="Kind of account, told from its ID."
    )
    connection_type: str = Field(description="How the connection signs in.")
    role_id: str | None = Field(description="Internal ID of the role; null when NetSuite does not tell it.")
    role_name: str | None = Field(description="Name of the role; null when NetSuite does not tell it.")
    user_id: str | None = Field(description="Internal ID of the user; null when NetSuite does not tell it.")
    server_time: datetime | None = Field(description="NetSuite's clock, UTC.")
    clock_skew_s: float | None = Field(
        description="Seconds that NetSuite's clock is ahead of this machine's; more than 300 stop signing in."
    )
    record_types: int | None = Field(description="Record types that the role sees; null when it may not read them.")
    suiteql: bool = Field(description="Whether the role may run SuiteQL.")
    concurrency: Concurrency | None = Field(description="Concurrency limits; null unless the role is an administrator.")
    sign_in_again_by: datetime | None = Field(
        description="When a person has to sign in again, UTC; null when never or not known."
    )
    notices: list[str] = Field(description="What to know although signing in works: an announced end, an expiry.")
    checks: list[Check] = Field(description="Everything that was tried, in order.")


async def run(session: Session, inputs: Inputs) -> Output:  # noqa: ARG001 - an action always takes inputs
    """Sign in, then try what integrations need."""
    found = await checkup(session)
    limits = found.limits
    return Output(
        account_id=session.account.account_id,
        account_host=session.account.host_label,
        environment=session.account.environment.value,
        connection_type=session.connection.type,
        role_id=found.role_id,
        role_name=found.role_name,
        user_id=found.user_id,
        server_time=found.server_time,
        clock_skew_s=found.clock_skew_s,
        record_types=found.record_types,
        suiteql=found.suiteql,
        concurrency=Concurrency(account=limits.account, unallocated=limits.unallocated, integration=limits.integration)
        if limits
        else None,
        sign_in_again_by=found.sign_in_again_by,
        notices=list(found.notices),
        checks=[Check(name=probe.name, ok=probe.ok, message=probe.message, fix=probe.fix) for probe in found.probes],
    )


ACTION = ActionSpec(
    key="verify-connection",
    title="Verify connection",
    description="Signs in and tells the account, the role where it can be known, the clock, and what is within reach.",
    guidance="Use it after setting a connection up, or when actions fail for lack of rights. It only reads; "
    "repeating is safe. When signing in fails, the error says why; when only a part is missing, the check of that "
    "name says so.",
    group="connection",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "A connection by token",
            {},
            {
                "account_id": "1234567_SB1",
                "account_host": "1234567-sb1",
                "environment": "sandbox",
                "connection_type": "tba",
                "role_id": "1000",
                "role_name": "Integration (full)",
                "user_id": "-5",
                "server_time": "2026-11-20T12:00:00Z",
                "clock_skew_s": 0.0,
                "record_types": 78,
                "suiteql": True,
                "concurrency": None,
                "sign_in_again_by": None,
                "notices": [
                    (
                        "NetSuite lets nobody make new TBA integrations from release 2027.1 and plans to end support "
                        "for existing ones with 2028.1. Move to oauth-client-credentials before that."
                    )
                ],
                "checks": [
                    {"name": "account", "ok": True, "message": "NetSuite knows the account 1234567_SB1.", "fix": ""},
                    {"name": "sign-in", "ok": True, "message": "NetSuite let 1234567_SB1 in.", "fix": ""},
                    {"name": "clock", "ok": True, "message": "The clocks differ by 0 s.", "fix": ""},
                    {"name": "record types", "ok": True, "message": "The role sees 78 record types.", "fix": ""},
                    {"name": "SuiteQL", "ok": True, "message": "The role may run queries.", "fix": ""},
                    {
                        "name": "governance limits",
                        "ok": True,
                        "message": "Not told, which does no harm: Permission Violation: Only an administrator "
                        "can read the limits.",
                        "fix": "",
                    },
                    {"name": "role", "ok": True, "message": "The role is Integration (full).", "fix": ""},
                ],
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=(
        REST,
        "Setup > Log in using Access Tokens (Full), or Setup > Log in using OAuth 2.0 Access Tokens (Full)",
        "Reports > SuiteAnalytics Workbook (Edit) for SuiteQL",
    ),
    errors=(
        errors.SignInError,
        errors.ReauthorizationRequiredError,
        errors.ClockSkewError,
        errors.AccountNotFoundError,
        errors.PermissionDeniedError,
        errors.ThrottledError,
        errors.UnavailableError,
        errors.NetworkError,
    ),
    cost=Cost.FEW,
    source=oracle_help("section_1545058149"),
)
