"""One account as this process sees it: its gate, its health, and the share it has of lanes that others use too."""

from __future__ import annotations

import asyncio
import os
import secrets
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suiteplug.connector.call import Priority
from suiteplug.connector.lanes.clock import steady
from suiteplug.connector.lanes.gate import Lane, LaneGate
from suiteplug.connector.lanes.health import Barrier, Health, Note, Sign, barrier, with_note, with_probe
from suiteplug.connector.lanes.keeper import Keeper, Owner
from suiteplug.connector.lanes.size import Terms, ceiling, lanes_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.connector.lanes.size import Told
    from suiteplug.connector.lanes.stores.store import LaneStore


@dataclass(frozen=True, slots=True, kw_only=True)
class LanesView:
    """The lanes of an account, for a person who looks.

    Attributes:
        lanes: Requests that all processes together may have in flight now.
        at_best: The same, when nothing has been refused lately.
        own: Those of this process.
        in_flight: This process's requests in flight.
        waiting: This process's requests that wait for a lane.
        processes: Processes that work with the account.
        shared_through: The store; empty when this process shares with nobody.
        store_works: Whether the store has answered.
        told: What NetSuite tells about its limits; None: it has told nothing.
        down: Why the account is left alone for now; empty when it is not.
    """

    lanes: int
    at_best: int
    own: int
    in_flight: int
    waiting: int
    processes: int
    shared_through: str
    store_works: bool
    told: Told | None
    down: str


_UNKNOWN_CROWD = 4
"""So many processes are assumed where the store has never been reached."""


def _nobody_to_tell() -> None:
    """Nobody shares the lanes."""


class AccountLanes:
    """The lanes of an account, for all clients of this process. Safe across threads and event loops.

    Attributes:
        gate: Who waits here for a lane, and how many there are.
    """

    def __init__(self, account: str, *, clock: Callable[[], float] = steady) -> None:
        self._account = account
        self._clock = clock
        self._lock = threading.Lock()
        self._users: list[tuple[Terms, float]] = []
        self._health = Health()
        self._offset_s = 0.0
        self._accepted: set[str] = set()
        self._store: Callable[[], LaneStore] | None = None
        self._keeper: Keeper | None = None
        self.gate = LaneGate(1, clock=clock)

    async def acquire(self, priority: Priority = Priority.WRITE, run: str = "") -> Lane:
        """Wait for a lane; give it back with ``release``."""
        return await self.gate.acquire(priority, run)

    def release(self, lane: Lane) -> None:
        """Give a lane back."""
        self.gate.release(lane)

    def barrier(self, door: str) -> Barrier | None:
        """What stands in the way of a new call; None: nothing."""
        health = self._health
        if not health.down.is_open and not health.sign_in:
            return None
        return barrier(health, door, self._now())

    async def probe(self, door: str) -> bool:
        """Whether the caller is the one that tests the way back."""
        with self._lock:
            keeper = self._keeper
            if keeper is None:
                found = barrier(self._health, door, self._now())
                may = found is None or found.wait_s <= 0
                self._health = with_probe(self._health, door, self._now()) if may else self._health
                return may
        return await keeper.may_probe(door)

    def was_accepted(self, door: str) -> bool:
        """Whether NetSuite has let this process in through ``door`` before, and has not refused it since."""
        return door in self._accepted

    def note(self, note: Note) -> None:
        """Learn from an attempt."""
        if note.sign is Sign.FINE:
            self._accepted.add(note.door)
        elif note.sign is Sign.SIGN_IN:
            self._accepted.discard(note.door)
        with self._lock:
            before = self._health
            self._health = with_note(before, note, self._most(), self._now())
            changed = self._health is not before
            if changed and self._keeper is not None:
                self._keeper.post(note)
        if self._keeper is None and (changed or self._health.shrunk is not None):
            self._resize()

    def view(self) -> LanesView:
        """How it stands with the account's lanes, as far as this process knows."""
        keeper, need, health, now = self._keeper, self.gate.need, self._health, self._now()
        grant = keeper.grant if keeper else None
        return LanesView(
            lanes=grant.of if grant else lanes_now(self._most(), health.shrunk, now),
            at_best=self._most(),
            own=self.gate.lanes,
            in_flight=sum(need.busy),
            waiting=sum(need.waiting),
            processes=grant.members if grant else 1,
            shared_through=keeper.place if keeper else "",
            store_works=keeper is None or grant is not None,
            told=health.told,
            down=health.down.reason.message if health.down.is_open else "",
        )

    def join(self, terms: Terms, longest_s: float, store: Callable[[], LaneStore] | None = None) -> None:
        """One more client works with the account.

        Of different wishes for lanes the smallest counts. The first ``store`` that comes is the one that is shared.
        """
        with self._lock:
            self._users.append((terms, longest_s))
            self._store = self._store or store
            if self._store is not None and self._keeper is None:
                self._keeper = Keeper(self._account, self._store(), self.gate, self._owner(), clock=self._clock)
                self._keeper.start()
        self._resize()

    async def leave(self, terms: Terms, longest_s: float) -> None:
        """A client is closed; the last one gives all lanes back."""
        with self._lock:
            if (terms, longest_s) in self._users:
                self._users.remove((terms, longest_s))
            keeper = None
            if not self._users:
                keeper, self._keeper, self._store = self._keeper, None, None
                self.gate.unmet = _nobody_to_tell
        if keeper is not None:
            await asyncio.to_thread(keeper.close)
        self._resize()

    def close(self) -> None:
        """Give all lanes back now: the process ends."""
        if self._keeper is not None:
            self._keeper.close(wait_s=1.0)

    def forget(self) -> None:
        """Begin anew in a forked child: threads, connections and requests in flight are the parent's."""
        self._lock = threading.Lock()
        self._users.clear()
        self._keeper = None
        self.gate.forget()

    def _now(self) -> float:
        return self._clock() + self._offset_s

    def _most(self) -> int:
        return min((ceiling(terms, self._health.told) for terms, _ in self._users), default=1)

    def _resize(self) -> None:
        """Without others, the lanes are what health and wishes allow."""
        if self._keeper is not None:
            return
        lanes = lanes_now(self._most(), self._health.shrunk, self._now())
        for_all = lanes - min(self._terms().interactive_only, lanes - 1)
        if (lanes, for_all) != (self.gate.lanes, self.gate.for_all):
            self.gate.resize(lanes, for_all)

    def _terms(self) -> Terms:
        """The wishes of all clients, taken together."""
        wishes = [terms for terms, _ in self._users]
        return Terms(
            setting=min((each.setting for each in wishes if each.setting is not None), default=None),
            left_to_others=max(
                (each.left_to_others for each in wishes if each.left_to_others is not None), default=None
            ),
            interactive_only=max((each.interactive_only for each in wishes), default=0),
        )

    def _owner(self) -> Owner:
        return Owner(
            member=f"{os.getpid()}-{secrets.token_hex(6)}",
            terms=self._terms,
            longest_s=lambda: max((longest_s for _, longest_s in self._users), default=0.0),
            learn=self._learn,
            alone=self._alone,
        )

    def _learn(self, health: Health, store_now: float) -> None:
        with self._lock:
            self._offset_s = store_now - self._clock()
            for note in self._keeper.pending if self._keeper else ():
                health = with_note(health, note, self._most(), store_now)
            self._health = health

    def _alone(self, members: int) -> int:
        """A fair part of the lanes, while nobody can be asked."""
        lanes = lanes_now(self._most(), self._health.shrunk, self._now())
        return max(1, lanes // (members or _UNKNOWN_CROWD))
