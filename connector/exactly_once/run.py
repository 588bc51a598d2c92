"""One run of a call with an idempotency key: what earlier runs have written, and what this one writes."""

from __future__ import annotations

from collections import Counter
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from suiteplug.connector.exactly_once.keys import body_hash
from suiteplug.connector.exactly_once.refusals import plan_changed

if TYPE_CHECKING:
    from suiteplug.connector.exactly_once.ledger import CallEntry, WriteEntry
    from suiteplug.connector.exchange import Request


@dataclass(slots=True)
class Run:
    """The writes and memos of a call.

    Attributes:
        earlier: Writes of earlier runs that this one has not come to yet.
        memos: What earlier runs planned.
        written: Writes of this run that happened, or may have.
        keep_open: The call is not over although the action has ended: something goes on in NetSuite.
    """

    call: CallEntry
    earlier: list[WriteEntry] = field(default_factory=list)
    memos: dict[str, Any] = field(default_factory=dict)
    written: int = 0
    keep_open: bool = False
    _seen: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _at: Counter[str] = field(default_factory=Counter)

    def claim(self, request: Request) -> WriteEntry | None:
        """The entry that an earlier run has left for this write, if any.

        The same body at the same address is the same write. When what was read has changed in between, the body may
        differ: then it is the only other one at that address.

        Raises:
            OutcomeUnknownError: There are several others.
        """
        digest = body_hash(request.query, request.content)
        place = [one for one in self.earlier if (one.method, one.path) == (request.method, request.path)]
        same = [one for one in place if one.body_hash == digest]
        if not same and len(place) > 1:
            raise plan_changed(request, self.call.idempotency_key)
        found = next(iter(same or place), None)
        if found is not None:
            self.earlier.remove(found)
        self._seen[request.method, request.path, digest] += 1
        self._at[request.path] += 1
        return found

    def nth_equal(self, request: Request) -> int:
        """Which of several equal writes the one is that was claimed last, from 0."""
        return self._seen[request.method, request.path, body_hash(request.query, request.content)] - 1

    def nth_at(self, path: str) -> int:
        """Which of several writes to one address the one is that was claimed last, from 0."""
        return self._at[path] - 1


current_run: ContextVar[Run | None] = ContextVar("suiteplug_run", default=None)
"""The run that this context works for; None without an idempotency key."""
