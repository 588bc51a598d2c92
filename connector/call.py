"""What a host says about one call, for everything below the runner: key, deadline, priority, who asks and why.

It travels in a context variable, so that client, lanes, ledger and audit log see it without every service
handing it on; tasks that an action starts inherit it.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from enum import IntEnum
from typing import TypedDict


class Priority(IntEnum):
    """Who goes first when lanes are short: the smaller number."""

    INTERACTIVE = 0
    WRITE = 1
    BULK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of an action.

    Attributes:
        action: Key of the action; empty outside of one.
        idempotency_key: The host's name for this piece of work (run, step and item). The same key with the same
            inputs never writes twice. Empty: the host gave none.
        deadline: When the host stops waiting, in seconds of the client's monotonic clock; None: it waits.
        priority: Which lanes it may take, and before whom.
        run: Name of the workflow run or batch it belongs to: lanes are shared fairly between runs. Empty: what one
            requester, or else one connection object, calls counts as one run.
        requester: Who asks, for the audit log: a user, a workflow, an agent.
        reason: Why, in the requester's words.
        validate: Whether bodies are held against NetSuite's metadata before they are sent: True reads the metadata if
            need be, False sends them as they are, None checks where it is remembered anyway.
        debug: Log each request and reply, with secrets removed.
    """

    action: str = ""
    idempotency_key: str = ""
    deadline: float | None = None
    priority: Priority = Priority.WRITE
    run: str = ""
    requester: str = ""
    reason: str = ""
    validate: bool | None = None
    debug: bool = False


class CallWords(TypedDict, total=False):
    """What a host may say about a call; see ``Call``. ``timeout_s``: seconds until the host stops waiting."""

    idempotency_key: str | None
    timeout_s: float | None
    priority: Priority
    run: str
    requester: str
    reason: str
    validate: bool


NO_CALL = Call()

current_call: ContextVar[Call] = ContextVar("suiteplug_call", default=NO_CALL)
"""The call that this context works for."""
