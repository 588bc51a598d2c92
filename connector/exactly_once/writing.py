"""One write: sent, and settled when its answer is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from suiteplug.connector.call import current_call
from suiteplug.connector.errors import (
    DuplicateRecordError,
    NetSuiteConnectorError,
    OutcomeUnknownError,
    RejectedError,
    RetryableError,
)
from suiteplug.connector.exactly_once.clock import Stopwatch
from suiteplug.connector.exactly_once.looking import Finding, Sight
from suiteplug.connector.exactly_once.refusals import taken_by_another, unknown
from suiteplug.connector.exchange import Reply

if TYPE_CHECKING:
    from suiteplug.connector.exactly_once.clock import Clock
    from suiteplug.connector.exactly_once.ledger import WriteEntry
    from suiteplug.connector.exactly_once.looking import Lookout
    from suiteplug.connector.exactly_once.proof import Proof
    from suiteplug.connector.exactly_once.settings import OnceSettings
    from suiteplug.connector.exchange import Request, Sender

_FIRST_WAIT_S = 1.0
_LONGEST_WAIT_S = 30.0
_LOOKS_BEFORE_A_SECOND = 2


class Writing:
    """Sends one write until its outcome is known, or cannot be.

    Attributes:
        sends: How often it was sent.
        under_way: It was sent and no answer has come.
    """

    def __init__(
        self,
        inner: Sender,
        lookout: Lookout,
        request: Request,
        entry: WriteEntry,
        settings: OnceSettings,
        clock: Clock,
    ) -> None:
        self._inner = inner
        self._lookout = lookout
        self._request = request
        self._entry = entry
        self._proof = entry.proof
        self._settings = settings
        self._watch = Stopwatch(clock)
        self._clock = clock
        self._began_at = 0.0
        self._resumed = False
        self.sends = 0
        self.under_way = False

    @property
    def age_s(self) -> float:
        """Seconds since it was first sent, in whichever run."""
        return self._watch.passed_s

    @property
    def duration_s(self) -> float:
        """Seconds that this run has spent on it."""
        return self._watch.passed_s - self._watch.ahead_s

    async def begin(self, began_at: float) -> Reply:
        """Send it for the first time; ``began_at`` in seconds since 1970."""
        self._began_at = began_at
        return await self._until_known()

    async def resume(self, age_s: float) -> Reply:
        """Go on with a write that an earlier run began ``age_s`` seconds ago and whose end nobody knows."""
        self._watch.ahead_s = age_s
        self._began_at = self._entry.began_at
        self._resumed = True
        if not self._entry.repeatable:
            settled = await self._settle(None, at_once=True)
            if settled is not None:
                return settled
        return await self._until_known()

    # -- sending -------------------------------------------------------------------------------------------------------

    async def _until_known(self) -> Reply:
        lost: NetSuiteConnectorError | None = None
        while True:
            self.sends += 1
            self.under_way = True
            try:
                reply = await self._inner.send(self._request)
            except OutcomeUnknownError as error:
                lost = error
            except NetSuiteConnectorError as error:
                self.under_way = False
                adopted = await self._after_refusal(error, lost)
                if adopted is not None:
                    return adopted
                if lost is None:
                    raise
            else:
                self.under_way = False
                return self._with_name(reply)
            if self.sends >= self._settings.most_sends:
                raise self._unknown(lost, f"It was sent {self.sends} times, and each time the answer was lost.")
            settled = await self._settle(lost)
            if settled is not None:
                return settled

    async def _after_refusal(self, error: NetSuiteConnectorError, lost: NetSuiteConnectorError | None) -> Reply | None:
        """What a refusal means. None: it stays one, or (after a lost answer) the outcome is still to be settled.

        After a lost answer a refusal may come of the very record that the lost attempt has made.
        """
        if self._resumed and self._entry.repeatable and isinstance(error, RejectedError):
            error.maybe_repeated = True  # an earlier run may have done it: not found, after a DELETE, is done
        if lost is None and not self._may_be_ours(error):
            return None
        if isinstance(error, RejectedError):
            settled = await self._settle_refusal(error, lost)
            if settled is None:
                raise error
            return settled
        if lost is None or isinstance(error, RetryableError):
            return None
        raise self._unknown(lost, f"A second attempt was refused: {error.message}") from error

    def _may_be_ours(self, error: NetSuiteConnectorError) -> bool:
        """Whether a refusal at the first attempt may be about a record that an earlier run of this call has made."""
        if self._entry.repeatable or self._proof is None:
            return False
        if isinstance(error, DuplicateRecordError):
            return self._proof.derived or self._resumed
        return self._resumed and isinstance(error, RejectedError)

    async def _settle_refusal(self, error: RejectedError, lost: NetSuiteConnectorError | None) -> Reply | None:
        """Look for the record once more; None: it is not there, and the refusal counts."""
        if self._proof is None or not self._proof.can_tell:
            return None
        finding = await self._look()
        if finding is None or finding.sight is Sight.CANNOT_TELL:
            why = finding.how if finding else "NetSuite could not be asked."
            raise self._unknown(lost or error, f"A second attempt was refused ({error.message}). {why}") from error
        return self._adopted(finding) if finding.sight is Sight.HAPPENED else None

    # -- settling ------------------------------------------------------------------------------------------------------

    async def _settle(self, lost: NetSuiteConnectorError | None, *, at_once: bool = False) -> Reply | None:
        """Wait and look until it is known. A reply: it happened. None: send it (again).

        With an external ID a second sending is safe even while NetSuite works on the first: it refuses one of them.
        Without, not found counts only when NetSuite can no longer be working on it.
        """
        proof = self._proof
        if proof is None or not proof.can_tell:
            raise self._unknown(lost, "Nothing in NetSuite tells whether it happened.")
        pause, looks = _FIRST_WAIT_S, 0
        while True:
            if not at_once or looks:
                await self._pause(pause, lost)
                pause = min(pause * 2, _LONGEST_WAIT_S)
            finding = await self._look()
            looks += 1
            if finding is None:  # NetSuite cannot be asked now
                self._check_patience(lost, "NetSuite could not be asked whether it happened.")
            elif finding.sight is Sight.HAPPENED:
                return self._adopted(finding)
            elif finding.sight is not Sight.NOT_THERE:
                raise self._no_way_on(finding, proof, lost)
            elif self._may_send(proof, looks, at_once=at_once):
                return None
            else:
                self._check_patience(lost, f"{finding.how} NetSuite may still be working on it.")

    def _may_send(self, proof: Proof, looks: int, *, at_once: bool) -> bool:
        """Whether a record that is not there allows to send (again)."""
        if proof.refuses_a_second:
            return at_once or looks >= _LOOKS_BEFORE_A_SECOND
        return self.age_s >= self._settings.window_s

    def _no_way_on(self, finding: Finding, proof: Proof, lost: NetSuiteConnectorError | None) -> NetSuiteConnectorError:
        if finding.sight is Sight.OLDER:
            return taken_by_another(self._request, proof.external_id)
        return self._unknown(lost, finding.how)

    async def _look(self) -> Finding | None:
        """One look; None when NetSuite cannot be asked."""
        proof = self._proof
        if proof is None:
            return None
        try:
            return await self._lookout.look(proof, age_s=lambda: self._watch.longest_s, body=self._request.content)
        except RetryableError:
            return None

    async def _pause(self, seconds: float, lost: NetSuiteConnectorError | None) -> None:
        """Wait, but never beyond the deadline of the call."""
        deadline = current_call.get().deadline
        left = None if deadline is None else deadline - self._clock.monotonic()
        if left is not None and left <= 0:
            raise self._unknown(lost, "The host's time was over before a look could tell.")
        wait_s = seconds if left is None else min(seconds, left)
        await self._watch.sleep(wait_s)

    def _check_patience(self, lost: NetSuiteConnectorError | None, why: str) -> None:
        limit = (
            self._settings.window_s + self._settings.patience_s if self._entry.call_id else self._settings.patience_s
        )
        if self.duration_s >= limit:
            raise self._unknown(lost, why)

    # -- results -------------------------------------------------------------------------------------------------------

    def _adopted(self, finding: Finding) -> Reply:
        """The reply as if the answer had come."""
        record_type = self._proof.record_type if self._proof else ""
        path = f"/services/rest/record/v1/{record_type}/{finding.record_id}"
        headers = {"location": path} if finding.record_id.lstrip("-").isdigit() else {}
        return self._with_name(Reply(204, headers, b"", "", attempts=self.sends, adopted=True))

    def _with_name(self, reply: Reply) -> Reply:
        if self._proof is None or not self._proof.derived:
            return reply
        return replace(reply, external_id=self._proof.external_id)

    def _unknown(self, lost: NetSuiteConnectorError | None, why: str) -> OutcomeUnknownError:
        entry = self._entry
        return unknown(entry.summary, entry.write_id, self._began_at, why=why, key=entry.idempotency_key, cause=lost)
