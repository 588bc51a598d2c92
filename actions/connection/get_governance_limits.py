"""Read the account's concurrency limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, ActionOutput
from suiteplug.connector.records.declared import READ_ERRORS, REST, oracle_help
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """Nothing: the limits are those of the connection's account and integration."""


class Output(ActionOutput):
    """Requests that may be in flight at the same time."""

    account: int | None = Field(description="For the whole account; all its integrations share them.")
    unallocated: int | None = Field(description="Of these, left for integrations without a limit of their own.")
    integration: int | None = Field(description="For this integration alone; null without a limit of its own.")
    applies: str = Field(
        description="Which limit counts for this integration: integrationSpecific, accountLimit or internal; empty "
        "when NetSuite does not tell."
    )


async def run(session: Session, inputs: Inputs) -> Output:  # noqa: ARG001 - the same for every action
    """Read the limits."""
    limits = await session.system.governance_limits()
    return Output(
        account=limits.account,
        unallocated=limits.unallocated,
        integration=limits.integration,
        applies=limits.integration_limit_type,
    )


ACTION = ActionSpec(
    key="get-governance-limits",
    title="Get governance limits",
    description="Reads how many requests the account and this integration may have in flight at the same time.",
    guidance="Use it to choose the number of lanes of a connection. Only an administrator's role may read it. It tells "
    "limits, not how many requests are in flight now: that no API tells. It only reads; repeating is safe.",
    group="connection",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "Limits of the account",
            {},
            {"account": 15, "unallocated": 15, "integration": None, "applies": "accountLimit"},
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=(REST, "the role Administrator"),
    release="2025.2",
    errors=READ_ERRORS,
    source=oracle_help("article_0625010817"),
)
