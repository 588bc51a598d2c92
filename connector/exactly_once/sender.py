"""The sender between the services and the client: reads pass, writes happen once."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from suiteplug.connector.call import current_call
from suiteplug.connector.errors import (
    DuplicateRecordError,
    NetSuiteConnectorError,
    NotFoundError,
    OutcomeUnknownError,
    RejectedError,
    RetryableError,
    UnavailableError,
)
from suiteplug.connector.exactly_once.kept import keep
from suiteplug.connector.exactly_once.keys import body_hash, external_id, new_write_id
from suiteplug.connector.exactly_once.ledger import State, WriteEntry
from suiteplug.connector.exactly_once.observing import WriteDetails, WriteOutcome
from suiteplug.connector.exactly_once.refusals import past_deadline, reply_not_kept
from suiteplug.connector.exactly_once.run import current_run
from suiteplug.connector.exactly_once.writing import Writing
from suiteplug.connector.exchange import Repeat, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from datetime import datetime

    from suiteplug.connector.exactly_once.clock import Clock
    from suiteplug.connector.exactly_once.ledger import Ledger
    from suiteplug.connector.exactly_once.looking import Lookout
    from suiteplug.connector.exactly_once.observing import WriteObserver
    from suiteplug.connector.exactly_once.proof import Proof
    from suiteplug.connector.exactly_once.run import Run
    from suiteplug.connector.exactly_once.settings import OnceSettings
    from suiteplug.connector.exchange import Request, Sender

log = logging.getLogger("suiteplug.exactly_once")


class ExactlyOnce:
    """Sends through ``inner``. Writes of a call with an idempotency key are in the ledger before they are sent.

    ``account`` tells accounts apart: the account ID and, where there is one, the base URL behind a blank.
    """

    def __init__(
        self,
        inner: Sender,
        *,
        account: str,
        ledger: Ledger,
        lookout: Lookout,
        settings: OnceSettings,
        clock: Clock,
        now: Callable[[], datetime],
        observers: Sequence[WriteObserver] = (),
    ) -> None:
        self._inner = inner
        self._account = account
        self._ledger = ledger
        self._lookout = lookout
        self._settings = settings
        self._clock = clock
        self._now = now
        self._observers = tuple(observers)

    async def send(self, request: Request) -> Reply:
        """As the client does; besides, a lost answer is looked up, and what an earlier run wrote is not sent again.

        Raises:
            OutcomeUnknownError: A write was sent, its answer was lost, and no look tells; it is in the ledger.
        """
        if request.repeat is Repeat.READ:
            return await self._inner.send(request)
        run = current_run.get()
        return await (self._without_key(request) if run is None else self._with_key(request, run))

    # -- with an idempotency key ---------------------------------------------------------------------------------------

    async def _with_key(self, request: Request, run: Run) -> Reply:
        entry = run.claim(request)
        if entry is not None:
            return await self._again(entry, request, run)
        self._check_deadline(request)
        entry = self._entry(request, run)
        try:
            return await self._first(entry, request, run)
        except RejectedError as error:
            if not _name_refused(entry, error):
                raise
        # the type takes no external IDs after all, and nothing was written
        return await self._first(replace(entry, write_id=new_write_id(), proof=request.proof), request, run)

    async def _first(self, entry: WriteEntry, request: Request, run: Run) -> Reply:
        """A write that no run has begun."""
        began_at = await self._ledger.begin_write(entry)
        run.written += 1
        writing = self._writing(request, entry)
        return await self._ended(entry, writing, writing.begin(began_at), run)

    async def _again(self, entry: WriteEntry, request: Request, run: Run) -> Reply:
        """A write that an earlier run has begun."""
        run.written += 1
        if entry.state is not State.DONE:
            age_s = max(0.0, await self._ledger.now() - entry.began_at)
            writing = self._writing(request, entry)
            return await self._ended(entry, writing, writing.resume(age_s), run)
        if entry.reply is None or entry.reply.content is None:
            raise reply_not_kept(entry)
        reply = entry.reply.reply(parse=request.parse)
        self._tell(entry, None, WriteOutcome.REPLAYED, reply)
        return reply

    async def _ended(self, entry: WriteEntry, writing: Writing, work: Coroutine[Any, Any, Reply], run: Run) -> Reply:
        """Do the work, and keep how it ended. When the program is stopped in the middle, the entry stays open."""
        try:
            reply = await work
        except OutcomeUnknownError as error:
            await self._explain(entry, error)
            self._tell(entry, writing, WriteOutcome.UNKNOWN, code=error.code)
            raise
        except NetSuiteConnectorError as error:
            await self._refused(entry, writing, error, run)
            raise
        await self._done(entry, reply)
        self._tell(entry, writing, WriteOutcome.ADOPTED if reply.adopted else WriteOutcome.DONE, reply)
        return reply

    def _entry(self, request: Request, run: Run) -> WriteEntry:
        """The entry of a write that nobody has begun, with the external ID that its key gives it."""
        call, proof = run.call, request.proof
        if proof is not None and proof.nameable and self._settings.derive_external_ids:
            nth = run.nth_at(request.path)
            proof = proof.named(external_id(self._account, call.idempotency_key, request.path, nth))
        return self._plain_entry(request, proof, call_id=call.call_id, nth=run.nth_equal(request))

    def _plain_entry(self, request: Request, proof: Proof | None, *, call_id: str = "", nth: int = 0) -> WriteEntry:
        call = current_call.get()
        return WriteEntry(
            write_id=new_write_id(),
            call_id=call_id,
            account=self._account,
            action=call.action,
            idempotency_key=call.idempotency_key,
            method=request.method,
            path=request.path,
            summary=request.summary,
            body_hash=body_hash(request.query, request.content),
            nth=nth,
            repeatable=request.repeat is Repeat.REPEATABLE,
            proof=proof,
        )

    async def _done(self, entry: WriteEntry, reply: Reply) -> None:
        """The write happened, whatever becomes of the ledger: an entry that stays open is looked up by the next run."""
        try:
            await self._ledger.end_write(entry.write_id, keep(reply))
        except NetSuiteConnectorError as error:
            log.warning("The ledger could not be told that '%s' happened: %s", entry.summary, error)

    async def _refused(self, entry: WriteEntry, writing: Writing, error: NetSuiteConnectorError, run: Run) -> None:
        """It did not happen; where an attempt may have got through, the entry stays."""
        if entry.method == "DELETE" and isinstance(error, NotFoundError) and error.maybe_repeated:
            await self._done(entry, Reply(204, {}, b"", ""))
            self._tell(entry, writing, WriteOutcome.ADOPTED)
            return
        may_have = _may_have_happened(entry, error)
        self._tell(entry, writing, WriteOutcome.UNKNOWN if may_have else WriteOutcome.REFUSED, code=error.code)
        if may_have:
            return
        run.written -= 1
        try:
            await self._ledger.drop_write(entry.write_id)
        except NetSuiteConnectorError as problem:
            log.warning("The ledger could not be told that '%s' was refused: %s", entry.summary, problem)

    async def _explain(self, entry: WriteEntry, error: OutcomeUnknownError) -> None:
        try:
            await self._ledger.explain_write(entry.write_id, error.cause)
        except NetSuiteConnectorError as problem:
            log.warning("The ledger could not be told why '%s' is unknown: %s", entry.summary, problem)

    # -- without a key -------------------------------------------------------------------------------------------------

    async def _without_key(self, request: Request) -> Reply:
        """The ledger hears only of writes whose outcome is not known."""
        self._check_deadline(request)
        entry = self._plain_entry(request, request.proof)
        writing = self._writing(request, entry)
        try:
            reply = await writing.begin(self._now().timestamp())
        except OutcomeUnknownError as error:
            await self._note(entry, writing, error.cause, error)
            self._tell(entry, writing, WriteOutcome.UNKNOWN, code=error.code)
            raise
        except NetSuiteConnectorError as error:
            may_have = _may_have_happened(entry, error)
            self._tell(entry, writing, WriteOutcome.UNKNOWN if may_have else WriteOutcome.REFUSED, code=error.code)
            raise
        except BaseException:
            if writing.under_way and not entry.repeatable:
                await self._note(entry, writing, "The program was stopped while it was being sent.", None)
            raise
        self._tell(entry, writing, WriteOutcome.ADOPTED if reply.adopted else WriteOutcome.DONE, reply)
        return reply

    async def _note(self, entry: WriteEntry, writing: Writing, why: str, error: OutcomeUnknownError | None) -> None:
        try:
            began_at = await self._ledger.now() - writing.age_s
            await self._ledger.begin_write(replace(entry, began_at=began_at, why=why))
        except NetSuiteConnectorError as problem:
            log.warning("An unknown outcome could not be kept for suiteplug settle: %s", problem)
            if error is not None:
                error.settle_id = ""
                error.fix = "Look whether it happened before running it again. It could not be kept for settling."

    # -- both ----------------------------------------------------------------------------------------------------------

    def _writing(self, request: Request, entry: WriteEntry) -> Writing:
        if entry.proof is not None and entry.proof.derived:
            request = _named(request, entry.proof)
        return Writing(self._inner, self._lookout, request, entry, self._settings, self._clock)

    def _check_deadline(self, request: Request) -> None:
        deadline = current_call.get().deadline
        if deadline is not None and self._clock.monotonic() >= deadline:
            raise past_deadline(request)

    def _tell(
        self,
        entry: WriteEntry,
        writing: Writing | None,
        outcome: WriteOutcome,
        reply: Reply | None = None,
        *,
        code: str = "",
    ) -> None:
        if not self._observers:
            return
        proof = entry.proof
        details = WriteDetails(
            account_id=self._account.partition(" ")[0],
            method=entry.method,
            path=entry.path,
            summary=entry.summary,
            outcome=outcome,
            record_type=proof.record_type if proof else "",
            record_id=reply.new_id if reply else "",
            external_id=proof.external_id if proof else "",
            write_id=entry.write_id if entry.call_id or outcome is WriteOutcome.UNKNOWN else "",
            code=code,
            operation_id=reply.operation_id if reply else "",
            sends=writing.sends if writing else 0,
            duration_s=writing.duration_s if writing else 0.0,
        )
        for observer in self._observers:
            observer(details)


def _named(request: Request, proof: Proof) -> Request:
    """The request whose body gives the new record its external ID."""
    rest = request.content.lstrip()[1:]
    comma = b"" if rest.strip() == b"}" else b","
    content = b'{"externalId":' + json.dumps(proof.external_id).encode() + comma + rest
    return replace(request, content=content, proof=proof)


def _may_have_happened(entry: WriteEntry, error: NetSuiteConnectorError) -> bool:
    """Whether a write that may be repeated, and was given up, has got through in one of its attempts."""
    lost = isinstance(error, UnavailableError) or (isinstance(error, RetryableError) and error.maybe_repeated)
    return entry.repeatable and lost


def _name_refused(entry: WriteEntry, error: RejectedError) -> bool:
    """Whether NetSuite objects to the external ID that the key gave, as a property that the type does not have."""
    derived = entry.proof is not None and entry.proof.derived
    return derived and not isinstance(error, DuplicateRecordError) and "externalid" in f"{error.field} {error}".lower()
