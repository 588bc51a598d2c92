"""Read NetSuite's clock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, ActionOutput
from suiteplug.connector.records.declared import READ_ERRORS, REST, oracle_help
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """Nothing: there is one clock."""


class Output(ActionOutput):
    """The time."""

    server_time: datetime | None = Field(description="NetSuite's clock, UTC, to the second.")
    ahead_s: float | None = Field(description="Seconds that NetSuite's clock is ahead of this machine's.")


async def run(session: Session, inputs: Inputs) -> Output:  # noqa: ARG001 - the same for every action
    """Read the clock."""
    time = await session.system.server_time()
    ahead = None if time is None else round((time - session.now()).total_seconds(), 3)
    return Output(server_time=time, ahead_s=ahead)


ACTION = ActionSpec(
    key="get-server-time",
    title="Get server time",
    description="Reads NetSuite's clock in UTC.",
    guidance="Use it as the mark of a sync run: take the time before reading, and ask next time for what changed since "
    "then, with some overlap. Also the cheapest call to see whether a connection works. It only reads; repeating is "
    "safe.",
    group="connection",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(Example("Now", {}, {"server_time": "2026-11-20T12:00:00Z", "ahead_s": 0.0}),),
    idempotency=Idempotency.NATURAL,
    permissions=(REST,),
    release="2025.2",
    errors=READ_ERRORS,
    source=oracle_help("article_0528010158"),
)
