"""Who goes next: by priority, in turn between runs, first come first served within a run. No I/O, no clock."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Generic, TypeVar

from suiteplug.connector.call import Priority

T = TypeVar("T")

PASSED_OVER = 7
"""So often a lower priority lets higher ones go first; then it has its turn. One lane in eight is its for certain."""

Counts = tuple[int, int, int]
"""A number for each priority, interactive first."""


@dataclass(eq=False, slots=True)
class Waiter(Generic[T]):
    """One that waits: what for it is (``value``), and whose it is (``run``)."""

    value: T
    priority: Priority
    run: str


class WaitingLine(Generic[T]):
    """A line for each run in each priority; a run with ten thousand waiting does not hold up one with five."""

    def __init__(self) -> None:
        self._runs: tuple[OrderedDict[str, OrderedDict[Waiter[T], None]], ...] = tuple(OrderedDict() for _ in Priority)
        self._passed_over = [0 for _ in Priority]
        self._counts = [0 for _ in Priority]

    def __len__(self) -> int:
        return sum(self._counts)

    @property
    def counts(self) -> Counts:
        """How many wait, by priority."""
        interactive, write, bulk = self._counts
        return interactive, write, bulk

    def join(self, waiter: Waiter[T]) -> None:
        """Go to the end of the run's line."""
        self._runs[waiter.priority].setdefault(waiter.run, OrderedDict())[waiter] = None
        self._counts[waiter.priority] += 1

    def leave(self, waiter: Waiter[T]) -> None:
        """Wait no more; nothing happens when it had its turn already."""
        line = self._runs[waiter.priority].get(waiter.run)
        if line is None or waiter not in line:
            return
        del line[waiter]
        self._counts[waiter.priority] -= 1
        if not line:
            del self._runs[waiter.priority][waiter.run]

    def next(self, *, interactive_only: bool = False) -> Waiter[T] | None:
        """Take out whose turn it is; None when nobody waits who may go."""
        priority = self._priority(interactive_only=interactive_only)
        if priority is None:
            return None
        runs = self._runs[priority]
        run, line = next(iter(runs.items()))
        waiter, _ = line.popitem(last=False)
        self._counts[priority] -= 1
        if line:
            runs.move_to_end(run)
        else:
            del runs[run]
        return waiter

    def _priority(self, *, interactive_only: bool) -> Priority | None:
        """Which priority is served, and note it for those that are passed over."""
        waiting = [priority for priority in Priority if self._counts[priority]]
        if interactive_only:
            waiting = [priority for priority in waiting if priority is Priority.INTERACTIVE]
        if not waiting:
            return None
        overdue = (priority for priority in reversed(waiting) if self._passed_over[priority] >= PASSED_OVER)
        chosen = next(overdue, waiting[0])
        self._passed_over[chosen] = 0
        for priority in waiting:
            if priority > chosen:
                self._passed_over[priority] += 1
        return chosen
