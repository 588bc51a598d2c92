"""Settling by hand: what is open in the ledger, looking again, and saying what happened.

Works on the ledger and, for looks, on one account. Nothing is ever sent again here: only reads go out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from suiteplug.connector.errors import InputError, RetryableError
from suiteplug.connector.exactly_once.clock import Clock, Stopwatch
from suiteplug.connector.exactly_once.kept import KeptReply
from suiteplug.connector.exactly_once.ledger import State
from suiteplug.connector.exactly_once.looking import Finding, Sight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.exactly_once.ledger import Ledger, WriteEntry
    from suiteplug.connector.exactly_once.looking import Lookout
    from suiteplug.connector.exactly_once.settings import OnceSettings


class Settled(StrEnum):
    """What a look, or a person, has found."""

    HAPPENED = "happened"
    DID_NOT_HAPPEN = "did not happen"
    STILL_OPEN = "still open"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWrite:
    """A write whose outcome is not known.

    Attributes:
        settle_id: Its name, for ``settle``.
        record: Type and what is known of its ID.
        known: What was looked at the last time, in words.
        repeatable: Sending it again does no harm: running the work again settles it.
    """

    settle_id: str
    began_at: datetime
    account: str
    action: str
    idempotency_key: str
    summary: str
    record: str
    known: str
    repeatable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How a write stands now. ``how`` is a sentence."""

    write: OpenWrite
    settled: Settled
    record_id: str = ""
    how: str = ""


class Unsettled:
    """The open writes of one account."""

    def __init__(self, ledger: Ledger, lookout: Lookout, account: str, settings: OnceSettings) -> None:
        self._ledger = ledger
        self._lookout = lookout
        self._account = account
        self._settings = settings

    async def list_open(self) -> list[OpenWrite]:
        """Oldest first. Writes of calls that are at work now are none of them."""
        return [_shown(entry) for entry in await self._ledger.writes(account=self._account)]

    async def look_again(self, name: str | None = None) -> list[Settlement]:
        """Look in NetSuite for one (by ``settle_id`` or idempotency key) or all; what is found is settled.

        Raises:
            InputError: There is no such open write.
        """
        return [await self._look_at(entry) for entry in await self._entries(name)]

    async def say(self, name: str, *, record_id: str | None) -> list[Settlement]:
        """A person has looked: ``record_id`` is what the write has made or changed, None says that it did not happen.

        Raises:
            InputError: There is no such open write, or the key has several of them.
        """
        entries = await self._entries(name)
        if len(entries) > 1:
            raise InputError(
                f"The key '{name}' has {len(entries)} open writes.",
                code="SEVERAL_OPEN_WRITES",
                field="name",
                fix=f"Name one of them: {', '.join(entry.write_id for entry in entries)}.",
            )
        entry = entries[0]
        if record_id is None:
            return [await self._did_not_happen(entry, "Somebody has looked.")]
        return [await self._happened(entry, record_id, "Somebody has looked.")]

    async def forget_older_than(self, days: float) -> int:
        """Forget finished calls and writes begun so long ago, of all accounts; gives how many. Open ones stay."""
        return await self._ledger.forget_before(await self._ledger.now() - days * 86_400)

    async def _entries(self, name: str | None) -> Sequence[WriteEntry]:
        entries = await self._ledger.writes(account=self._account)
        if name is None:
            return entries
        found = [entry for entry in entries if name in {entry.write_id, entry.idempotency_key}]
        if not found:
            raise InputError(
                f"There is no open write '{name}'.",
                code="NO_SUCH_OPEN_WRITE",
                field="name",
                cause="It is settled already, belongs to another account or ledger, or is under way at this moment.",
                fix="suiteplug settle lists those that are open.",
            )
        return found

    async def _look_at(self, entry: WriteEntry) -> Settlement:
        if entry.repeatable:
            return _open(entry, "Sending it again does no harm: run the work again with its key.")
        if entry.proof is None or not entry.proof.can_tell:
            return _open(entry, "Nothing in NetSuite tells; look by hand, and say what you found.")
        age_s = max(0.0, await self._ledger.now() - entry.began_at)
        watch = Stopwatch(Clock(), ahead_s=age_s)
        try:
            finding = await self._lookout.look(entry.proof, age_s=lambda: watch.longest_s, body=b"")
        except RetryableError as error:
            return _open(entry, f"NetSuite could not be asked: {error.message}")
        return await self._follow(entry, finding, age_s)

    async def _follow(self, entry: WriteEntry, finding: Finding, age_s: float) -> Settlement:
        if finding.sight is Sight.HAPPENED:
            return await self._happened(entry, finding.record_id, finding.how)
        over = age_s >= self._settings.window_s
        if finding.sight is Sight.OLDER or (finding.sight is Sight.NOT_THERE and over):
            return await self._did_not_happen(entry, finding.how)
        await self._ledger.explain_write(entry.write_id, finding.how)
        if finding.sight is Sight.NOT_THERE:
            left = (self._settings.window_s - age_s) / 60
            return _open(entry, f"{finding.how} NetSuite may be at work on it for {left:.0f} minutes more.")
        return _open(entry, finding.how)

    async def _happened(self, entry: WriteEntry, record_id: str, how: str) -> Settlement:
        record_type = entry.proof.record_type if entry.proof else ""
        headers = {}
        if record_type and record_id.lstrip("-").isdigit():
            headers["location"] = f"/services/rest/record/v1/{record_type}/{record_id}"
        external_id = entry.proof.external_id if entry.proof and entry.proof.derived else ""
        reply = KeptReply(status=204, headers=headers, external_id=external_id, adopted=True)
        await self._ledger.end_write(entry.write_id, reply)
        return Settlement(write=_shown(entry), settled=Settled.HAPPENED, record_id=record_id, how=how)

    async def _did_not_happen(self, entry: WriteEntry, how: str) -> Settlement:
        await self._ledger.drop_write(entry.write_id)
        return Settlement(write=_shown(entry), settled=Settled.DID_NOT_HAPPEN, how=how)


def _open(entry: WriteEntry, how: str) -> Settlement:
    return Settlement(write=_shown(entry), settled=Settled.STILL_OPEN, how=how)


def _shown(entry: WriteEntry) -> OpenWrite:
    proof = entry.proof
    named = f" {proof.external_id}" if proof and proof.external_id else ""
    return OpenWrite(
        settle_id=entry.write_id,
        began_at=datetime.fromtimestamp(entry.began_at, UTC),
        account=entry.account,
        action=entry.action,
        idempotency_key=entry.idempotency_key,
        summary=entry.summary,
        record=f"{proof.record_type}{named}" if proof else "",
        known=entry.why or ("It was cut off." if entry.state is State.OPEN else ""),
        repeatable=entry.repeatable,
    )
