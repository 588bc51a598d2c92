"""How the processes that work with one account divide its lanes. Pure.

Interactive work first, then writes, then bulk; within a priority each process gets as much as the others, up to what
it needs. What does not divide evenly goes round, to the process that was served longest ago. Nothing starves: bulk
keeps an eighth, and a process that has waited long for its first lane goes before everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.lanes.line import Counts

TURN_S = 0.25
"""A lane that goes round stays at least so long: handing it over costs milliseconds, requests may take no longer."""

LONG_TURN_S = 1.0
"""The same, while everybody who wants a lane has one: then it only evens things out."""

PATIENCE_S = 5.0
"""So long without any lane gives a process one, whatever its priority."""

BULK_PART = 8
"""One lane in so many is bulk's, while bulk waits."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What one process needs.

    Attributes:
        wants: Requests in flight and waiting, by priority.
        held: Lanes it has now.
        served_at: When it last got a lane.
        waits_since: Since when it has had none although it wants some; 0 when it has.
    """

    wants: Counts
    held: int
    served_at: float
    waits_since: float


@dataclass(frozen=True, slots=True)
class Share:
    """Lanes of one process; ``for_all`` of them may be used by calls that are not interactive."""

    lanes: int
    for_all: int


def divide(lanes: int, interactive_only: int, wishes: Mapping[str, Wish], now: float) -> dict[str, Share]:
    """The share of each process in ``lanes``."""
    division = _Division(lanes, max(0, lanes - interactive_only), wishes, now)
    division.feed_the_starving()
    for_bulk = division.kept_for_bulk()
    division.fill(0, spare=for_bulk)
    division.fill(1, spare=for_bulk)
    division.fill(2)
    return {key: division.share(key, limited=interactive_only > 0) for key in wishes}


class _Division:
    """One division under way: what each process has been given so far, by priority."""

    def __init__(self, lanes: int, for_all: int, wishes: Mapping[str, Wish], now: float) -> None:
        self._left = lanes
        self._general_left = for_all
        self._wishes = wishes
        self._now = now
        self._given = {key: [0, 0, 0] for key in wishes}

    def feed_the_starving(self) -> None:
        """One lane to each process that has waited long for its first, the longest waiting first."""
        hungry = [key for key, wish in self._wishes.items() if 0 < wish.waits_since <= self._now - PATIENCE_S]
        for key in sorted(hungry, key=lambda key: self._wishes[key].waits_since):
            priority = next((each for each in range(3) if self._open(key, each)), None)
            if priority is not None and self._room(priority):
                self._give(key, priority)

    def kept_for_bulk(self) -> int:
        """Lanes that more urgent work leaves to bulk."""
        wanted = sum(self._open(key, 2) for key in self._wishes)
        room = self._room(2)
        return min(wanted, max(1, room // BULK_PART)) if room > 1 else 0

    def fill(self, priority: int, *, spare: int = 0) -> None:
        """Give lanes of one priority, one to each process in turn, until none is wanted or only ``spare`` are left."""
        while True:
            wanting = [key for key in self._wishes if self._open(key, priority)]
            room = self._room(priority) - spare
            if not wanting or room <= 0:
                return
            if room < len(wanting):
                turn_s = LONG_TURN_S if all(self._wishes[key].held for key in wanting) else TURN_S
                wanting = sorted(wanting, key=lambda key: self._claim(key, turn_s))[:room]
            for key in wanting:
                self._give(key, priority)

    def share(self, key: str, *, limited: bool) -> Share:
        """What a process has been given."""
        lanes = sum(self._given[key])
        return Share(lanes, lanes - self._given[key][0] if limited else lanes)

    def _claim(self, key: str, turn_s: float) -> tuple[int, float, str]:
        """Who gets what does not divide evenly.

        Who is in the middle of a turn, then who has none, served longest ago first, then those whose turn is over.
        """
        wish = self._wishes[key]
        if wish.held <= sum(self._given[key]):
            return (1, wish.served_at, key)
        return (0 if self._now - wish.served_at < turn_s else 2, wish.served_at, key)

    def _open(self, key: str, priority: int) -> int:
        return max(0, self._wishes[key].wants[priority] - self._given[key][priority])

    def _room(self, priority: int) -> int:
        return self._left if priority == 0 else min(self._left, self._general_left)

    def _give(self, key: str, priority: int) -> None:
        self._given[key][priority] += 1
        self._left -= 1
        if priority:
            self._general_left -= 1
