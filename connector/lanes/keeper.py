"""Keeps a process's share of an account's lanes: asks the store for lanes, gives them back, and says that it lives.

One thread for each account, so that neither a busy event loop nor a slow store hold up the other, and clients in
several event loops share it. Between two changes requests take and leave lanes without the store.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suiteplug.connector.lanes.changes import Answers, asking, leaving
from suiteplug.connector.lanes.members import BEAT_S, SLACK_S, Grant, Report
from suiteplug.connector.lanes.questions import Question, ask, reply
from suiteplug.connector.lanes.shares import TURN_S
from suiteplug.connector.lanes.stores.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.connector.lanes.gate import LaneGate, Need
    from suiteplug.connector.lanes.health import Health, Note
    from suiteplug.connector.lanes.size import Terms
    from suiteplug.connector.lanes.stores.store import LaneStore

KEEP_S = 0.5
"""A lane that nobody else wants stays so long for the process's own next request."""

AGAIN_S = 1.0
"""So long after the store failed it is tried again."""

_MOST_NOTES = 200
"""So many are kept while the store is away; the oldest are forgotten."""

_HOLDING_POLLS = 5
"""Who waits for a first lane asks for changes this many times as often as who has some."""

_log = logging.getLogger("suiteplug.lanes")


@dataclass(frozen=True, slots=True)
class Owner:
    """What the keeper needs of the account's lanes in this process.

    Attributes:
        member: The process's name, like no other's.
        terms: What its connections want, taken together.
        longest_s: The longest time-out of a request.
        learn: Hands over the health of the account and the store's time.
        alone: Lanes for this process while the store is away; given how many processes there were.
    """

    member: str
    terms: Callable[[], Terms]
    longest_s: Callable[[], float]
    learn: Callable[[Health, float], None]
    alone: Callable[[int], int]


class Keeper:
    """See the module. ``start`` it, ``wake`` it when something is to be done, ``close`` it at the end."""

    def __init__(
        self, account: str, store: LaneStore, gate: LaneGate, owner: Owner, *, clock: Callable[[], float]
    ) -> None:
        self._account = account
        self._store = store
        self._gate = gate
        self._owner = owner
        self._clock = clock
        self._wakened = threading.Event()
        self._closing = False
        self._rang = False
        self._notes: deque[Note] = deque(maxlen=_MOST_NOTES)
        self._questions: deque[Question] = deque()
        self._grant: Grant | None = None
        self._asked_at = -AGAIN_S
        self._told = 0
        self._idle_since: float | None = None
        self._failed_at: float | None = None
        self._thread = threading.Thread(target=self._run, name="suiteplug-lanes", daemon=True)

    def start(self) -> None:
        """Begin; nothing is asked of the store before somebody needs a lane."""
        self._gate.resize(0)
        self._gate.unmet = self.wake
        self._thread.start()

    def wake(self) -> None:
        """Something is to be done. Cheap; from any thread."""
        self._wakened.set()

    def post(self, note: Note) -> None:
        """Tell the others what an attempt has shown."""
        self._notes.append(note)
        self.wake()

    @property
    def place(self) -> str:
        """Where the lanes are shared; without secrets."""
        return self._store.place

    @property
    def grant(self) -> Grant | None:
        """What the store has granted last; None before the first time, or while it is away."""
        return None if self._failed_at is not None else self._grant

    @property
    def pending(self) -> tuple[Note, ...]:
        """What the others have not been told yet; ask while nothing can be posted."""
        return tuple(self._notes)

    async def may_probe(self, door: str) -> bool:
        """Whether the caller is the one, of all processes, that tests the way back."""
        if self._closing:
            return True
        question = ask(door)
        self._questions.append(question)
        self.wake()
        return await question.answer

    def close(self, wait_s: float = 3.0) -> None:
        """Give all lanes back and end. Blocks until that is done, or ``wait_s`` are over."""
        self._closing = True
        self.wake()
        self._thread.join(wait_s)

    def _run(self) -> None:
        try:
            self._store.listen(self._account, self._ring)
            while not self._closing:
                self._wakened.wait(self._pause_s())
                self._wakened.clear()
                self.turn()
            if self._notes:
                self.turn()
            self._leave()
        finally:
            self._closing = True
            for question in list(self._questions):
                reply(question, may=True)
            self._store.close()

    def _ring(self) -> None:
        self._rang = True
        self.wake()

    def _pause_s(self) -> float | None:
        """How long to sleep if nobody wakes us."""
        need = self._gate.need
        waits = sum(need.waiting) > 0
        held = self._held > 0
        if self._failed_at is not None:
            return AGAIN_S if _total(need) > 0 else None
        if not waits and not held:
            return None
        usual = TURN_S if self._grant and self._grant.others_wait else min(BEAT_S, KEEP_S)
        if self._store.poll_s is None:
            return usual
        return self._store.poll_s if waits and not held else min(usual, self._store.poll_s * _HOLDING_POLLS)

    @property
    def _held(self) -> int:
        return self._grant.held if self._grant else 0

    def turn(self) -> None:
        """Do what is to be done now."""
        now, need = self._clock(), self._gate.need
        self._note_idleness(now, need)
        try:
            rang, self._rang = self._store.changed() or self._rang, False
            if rang or self._notes or self._questions or self._is_due(now, need):
                self._ask(now)
        except StoreError as error:
            self._do_without(now, str(error).rstrip(". "))
        except Exception as error:  # noqa: BLE001 - whoever waits for a lane must not wait for ever
            _log.exception("Sharing lanes failed")
            self._do_without(now, type(error).__name__)

    def _note_idleness(self, now: float, need: Need) -> None:
        if _total(need) >= self._held:
            self._idle_since = None
        elif self._idle_since is None:
            self._idle_since = now

    def _is_due(self, now: float, need: Need) -> bool:
        grant, since, total = self._grant, now - self._asked_at, _total(need)
        if self._failed_at is not None:
            return total > 0 and now - self._failed_at >= AGAIN_S
        if grant is None:
            return total > 0
        busy = sum(need.busy)
        waits = sum(need.waiting) > 0
        if waits and (total > self._told or now >= self._gate.valid_until):
            return True
        surplus = grant.held > max(busy, grant.lanes)
        idle = self._idle_since is not None and now - self._idle_since >= KEEP_S
        return surplus or idle or ((waits or grant.held > 0) and since >= (TURN_S if grant.others_wait else BEAT_S))

    def _ask(self, now: float) -> None:
        """One change of the store: say what is needed and known, hear what may be done.

        Until the answer is there no more requests are let in than were told: lanes given away must not be used.
        """
        lanes, for_all, valid_until = self._gate.lanes, self._gate.for_all, self._gate.valid_until
        need = self._gate.hold_still()
        keeps = self._idle_since is None or now - self._idle_since < KEEP_S
        report = Report(
            member=self._owner.member,
            need=need,
            keep=self._held if keeps else _total(need),
            lease_s=self._owner.longest_s() + SLACK_S,
            terms=self._owner.terms(),
        )
        notes = [self._notes.popleft() for _ in range(len(self._notes))]
        questions = [self._questions.popleft() for _ in range(len(self._questions))]

        try:
            answers = self._store.change(self._account, asking(report, notes, [each.door for each in questions]))
        except BaseException:
            self._gate.resize(lanes, for_all, valid_until=valid_until)
            self._notes.extendleft(reversed(notes))
            for question in questions:
                reply(question, may=True)
            raise
        self._take(answers, now, need)
        for question, may in zip(questions, answers.may_probe, strict=True):
            reply(question, may=may)

    def _take(self, answers: Answers, now: float, need: Need) -> None:
        grant = answers.grant
        if self._failed_at is not None:
            _log.info("The lanes are shared again through %s.", self._store.place)
            self._failed_at = None
        self._grant, self._asked_at, self._told = grant, now, _total(need)
        self._owner.learn(answers.health, answers.now)
        self._gate.resize(grant.lanes, grant.for_all, valid_until=now + SLACK_S)

    def _do_without(self, now: float, reason: str) -> None:
        """The store is away: go on with what the lease allows, then with a fair part of the lanes."""
        if self._failed_at is None:
            _log.warning(
                "The lanes of account %s cannot be shared through %s: %s. This process goes on with its part of them; "
                "requests beyond the account's limit are refused by NetSuite and sent again.",
                self._account.partition(" ")[0],
                self._store.place,
                reason,
            )
        self._failed_at = now
        if self._grant is None or now >= self._gate.valid_until - SLACK_S / 2:
            lanes = self._owner.alone(self._grant.members if self._grant else 0)
            self._gate.resize(lanes, valid_until=now + SLACK_S)

    def _leave(self) -> None:
        """Give the lanes back; what is still in flight counts until the lease ends."""
        self._gate.resize(0)
        busy = sum(self._gate.need.busy)
        if self._grant is None:
            return
        try:
            self._store.change(self._account, leaving(self._owner.member, busy))
        except StoreError as error:
            _log.info("The lanes could not be given back through %s: %s.", self._store.place, error)


def _total(need: Need) -> int:
    return sum(need.busy) + sum(need.waiting)
