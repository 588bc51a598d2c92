"""What is kept of calls and writes, and the port behind which it is kept.

Kept are hashes, addresses, IDs and document numbers; of bodies nothing but what ``Proof`` holds. The output of a
finished call is kept, because the same call gets it again. Times are seconds since 1970 by the store's own clock,
so that hosts whose clocks differ agree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suiteplug.connector.exactly_once.kept import KeptReply
    from suiteplug.connector.exactly_once.proof import Proof


class State(StrEnum):
    """How far a call or a write is."""

    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEntry:
    """One call with an idempotency key.

    Attributes:
        owner: Who works on it; empty when nobody does.
        lease_until: When the owner counts as dead.
        output: Its output as JSON once it is done; None also where that was too long to keep.
    """

    call_id: str
    account: str
    action: str
    idempotency_key: str
    inputs_hash: str
    state: State = State.OPEN
    owner: str = ""
    lease_until: float = 0.0
    output: str | None = None
    began_at: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteEntry:
    """One write: of a call with a key from before it is sent, without a key only when its outcome is not known.

    Attributes:
        call_id: The call it belongs to; empty without an idempotency key.
        nth: Which of several equal writes of the call, from 0.
        repeatable: Sending it twice does no harm.
        reply: What the services need of NetSuite's answer, once it is done.
        why: Why its outcome is not known, in words.
    """

    write_id: str
    call_id: str
    account: str
    action: str
    idempotency_key: str
    method: str
    path: str
    summary: str
    body_hash: str
    nth: int = 0
    repeatable: bool = False
    proof: Proof | None = None
    state: State = State.OPEN
    reply: KeptReply | None = None
    why: str = ""
    began_at: float = 0.0


class Standing(StrEnum):
    """How a call stands when somebody wants to begin it."""

    NEW = "new"
    RESUMED = "resumed"
    DONE = "done"
    HELD = "held by another"
    DIFFERS = "other inputs"


@dataclass(frozen=True, slots=True)
class Begun:
    """The answer to ``begin_call``: the entry as it is now; of a resumed call also its writes and memos."""

    standing: Standing
    call: CallEntry
    writes: tuple[WriteEntry, ...] = ()
    memos: Mapping[str, Any] = field(default_factory=dict)


class Ledger(Protocol):
    """Keeps calls and writes durably. Every method is one step: done, or not at all.

    A store that cannot be used raises ConnectionSetupError (LEDGER_UNUSABLE): a call with a key is then refused
    before anything is sent.
    """

    async def begin_call(self, call: CallEntry, *, lease_s: float, dead: str = "") -> Begun:
        """Take the call for ``call.owner``, unless it is done, held by another, or has other inputs.

        ``dead``: an owner that is known to be dead, whose lease need not be waited for.
        """
        ...

    async def renew(self, call_id: str, owner: str, *, lease_s: float) -> bool:
        """Hold on to a call; False when somebody else has it now."""
        ...

    async def finish_call(self, call_id: str, owner: str, output: str | None) -> None:
        """The call is done; its memos are forgotten."""
        ...

    async def release_call(self, call_id: str, owner: str, *, forget: bool) -> None:
        """Stop working on a call; ``forget`` it where it has written nothing, so that its key is free."""
        ...

    async def put_memo(self, call_id: str, name: str, value: Any) -> None:
        """Keep a JSON value until the call is done."""
        ...

    async def begin_write(self, write: WriteEntry) -> float:
        """Keep an open write; gives the time. ``began_at`` of ``write`` other than 0 counts instead."""
        ...

    async def end_write(self, write_id: str, reply: KeptReply) -> None:
        """The write happened."""
        ...

    async def drop_write(self, write_id: str) -> None:
        """The write did not happen."""
        ...

    async def explain_write(self, write_id: str, why: str) -> None:
        """Say why the outcome of an open write is not known."""
        ...

    async def writes(
        self, *, account: str = "", only_open: bool = True, began_before: float | None = None
    ) -> Sequence[WriteEntry]:
        """Writes, oldest first; of all accounts where none is named. Those of a call that is at work are left out."""
        ...

    async def made_records(self, account: str, began_after: float) -> frozenset[str]:
        """What writes begun after that time have made, as ``type/ID`` in lower case: it belongs to them."""
        ...

    async def now(self) -> float:
        """The store's clock."""
        ...

    async def forget_before(self, moment: float) -> int:
        """Forget what was done before; gives how many calls and writes. Open ones stay."""
        ...

    async def close(self) -> None:
        """Close the store."""
        ...


def stand(entry: CallEntry, wanted: CallEntry, *, now: float, dead: str) -> Standing:
    """How a call that is in the ledger stands for who wants it. Pure."""
    if entry.inputs_hash != wanted.inputs_hash:
        return Standing.DIFFERS
    if entry.state is State.DONE and entry.output is not None:
        return Standing.DONE
    if entry.owner and entry.owner not in {dead, wanted.owner} and entry.lease_until > now:
        return Standing.HELD
    return Standing.RESUMED
