"""A ledger that lives as long as the process: for tests, and for hosts that keep their own."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from suiteplug.connector.exactly_once.ledger import Begun, CallEntry, Standing, State, WriteEntry, stand

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from suiteplug.connector.exactly_once.kept import KeptReply


class MemoryLedger:
    """Survives nothing. Calls of one process only."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._calls: dict[str, CallEntry] = {}
        self._writes: dict[str, WriteEntry] = {}
        self._memos: dict[str, dict[str, str]] = {}

    async def begin_call(self, call: CallEntry, *, lease_s: float, dead: str = "") -> Begun:
        """See ``Ledger``."""
        now = self._clock()
        known = self._calls.get(call.call_id)
        mine = replace(call, lease_until=now + lease_s, began_at=now)
        if known is None:
            self._calls[call.call_id] = mine
            return Begun(Standing.NEW, mine)
        standing = stand(known, call, now=now, dead=dead)
        if standing is not Standing.RESUMED:
            return Begun(standing, known)
        taken = replace(known, state=State.OPEN, owner=call.owner, lease_until=now + lease_s)
        self._calls[call.call_id] = taken
        writes = tuple(write for write in self._writes.values() if write.call_id == call.call_id)
        memos = {name: json.loads(text) for name, text in self._memos.get(call.call_id, {}).items()}
        return Begun(standing, taken, writes, memos)

    async def renew(self, call_id: str, owner: str, *, lease_s: float) -> bool:
        """See ``Ledger``."""
        call = self._calls.get(call_id)
        if call is None or call.owner != owner:
            return False
        self._calls[call_id] = replace(call, lease_until=self._clock() + lease_s)
        return True

    async def finish_call(self, call_id: str, owner: str, output: str | None) -> None:
        """See ``Ledger``."""
        call = self._calls.get(call_id)
        if call is not None and call.owner == owner:
            self._calls[call_id] = replace(call, state=State.DONE, owner="", output=output)
            self._memos.pop(call_id, None)

    async def release_call(self, call_id: str, owner: str, *, forget: bool) -> None:
        """See ``Ledger``."""
        call = self._calls.get(call_id)
        if call is None or call.owner != owner:
            return
        if forget:
            del self._calls[call_id]
            self._memos.pop(call_id, None)
        else:
            self._calls[call_id] = replace(call, owner="", lease_until=0.0)

    async def put_memo(self, call_id: str, name: str, value: Any) -> None:
        """See ``Ledger``."""
        self._memos.setdefault(call_id, {})[name] = json.dumps(value)

    async def begin_write(self, write: WriteEntry) -> float:
        """See ``Ledger``."""
        began_at = write.began_at or self._clock()
        self._writes[write.write_id] = replace(write, began_at=began_at)
        return began_at

    async def end_write(self, write_id: str, reply: KeptReply) -> None:
        """See ``Ledger``."""
        write = self._writes[write_id]
        self._writes[write_id] = replace(write, state=State.DONE, reply=reply, why="")

    async def drop_write(self, write_id: str) -> None:
        """See ``Ledger``."""
        self._writes.pop(write_id, None)

    async def explain_write(self, write_id: str, why: str) -> None:
        """See ``Ledger``."""
        self._writes[write_id] = replace(self._writes[write_id], why=why)

    async def writes(
        self, *, account: str = "", only_open: bool = True, began_before: float | None = None
    ) -> Sequence[WriteEntry]:
        """See ``Ledger``."""
        now = self._clock()
        at_work = {call.call_id for call in self._calls.values() if call.owner and call.lease_until > now}
        return [
            write
            for write in sorted(self._writes.values(), key=lambda write: (write.began_at, write.write_id))
            if account in {"", write.account}
            and not (only_open and (write.state is State.DONE or write.call_id in at_work))
            and (began_before is None or write.began_at < began_before)
        ]

    async def made_records(self, account: str, began_after: float) -> frozenset[str]:
        """See ``Ledger``."""
        return frozenset(
            write.reply.made
            for write in self._writes.values()
            if write.account == account
            and write.reply is not None
            and write.began_at > began_after
            and write.method == "POST"
        )

    async def now(self) -> float:
        """See ``Ledger``."""
        return self._clock()

    async def forget_before(self, moment: float) -> int:
        """See ``Ledger``."""
        calls = [
            call.call_id
            for call in self._calls.values()
            if call.began_at < moment
            and (call.state is State.DONE or not self._has_open(call.call_id))
            and not (call.owner and call.lease_until > self._clock())
        ]
        for call_id in calls:
            del self._calls[call_id]
            self._memos.pop(call_id, None)
        gone = set(calls)
        writes = [
            write.write_id
            for write in self._writes.values()
            if write.state is State.DONE
            and (write.call_id in gone or (write.call_id not in self._calls and write.began_at < moment))
        ]
        for write_id in writes:
            del self._writes[write_id]
        return len(calls) + len(writes)

    async def close(self) -> None:
        """See ``Ledger``."""

    def _has_open(self, call_id: str) -> bool:
        return any(write.call_id == call_id and write.state is State.OPEN for write in self._writes.values())
