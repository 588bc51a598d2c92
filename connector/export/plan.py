"""How an export is cut: ranges of many rows, each cut again into slices of a page when its turn comes.

A plan is data, so that an export which was killed goes on with the very same slices.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from suiteplug.connector.export.queries import Slice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RANGE_ROWS = 500_000
"""Rows of one range: their cuts, one for each page, fit into one page themselves."""


@dataclass(slots=True)
class Plan:
    """Where to cut. ``total`` rows at the time, ``keyed`` of them with a key, none of it above ``top``.

    ``bounds`` are the upper ends of the ranges; ``cuts`` the upper ends of the slices inside a range, as far as they
    are known.
    """

    total: int
    keyed: int
    top: str | None
    bounds: list[str] = field(default_factory=list)
    cuts: dict[int, list[str]] = field(default_factory=dict)

    @property
    def whole(self) -> Slice:
        """All rows that have a key, as of now: what is added above it later is not part of this export."""
        return Slice(None, self.top)

    def ranges(self) -> list[Slice]:
        """The ranges in order."""
        return list(between(self.whole, self.bounds))

    def to_dict(self) -> dict[str, Any]:
        """As JSON, without the cuts."""
        return {"total": self.total, "keyed": self.keyed, "top": self.top, "bounds": self.bounds}


def between(part: Slice, cuts: Sequence[str]) -> Iterator[Slice]:
    """``part`` in pieces that end at the cuts. Equal cuts, which many rows with one key give, are one."""
    low = part.low
    for cut in cuts:
        if cut not in {low, part.high}:
            yield Slice(low, cut)
            low = cut
    if low is None or low != part.high:
        yield Slice(low, part.high)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was read, against what NetSuite counted before and after, over the same keys.

    ``changed`` tells that rows came or went while the export ran.
    """

    rows: int
    before: int
    after: int

    @property
    def changed(self) -> bool:
        """Whether the data moved meanwhile."""
        return self.before != self.after

    @property
    def complete(self) -> bool:
        """Whether the count is proved: as many rows as there were all the time."""
        return self.rows == self.before == self.after

    def __str__(self) -> str:
        """One sentence for people."""
        if self.complete:
            return f"{self.rows:,} rows, as many as NetSuite counted before and after."
        if self.changed:
            return (
                f"{self.rows:,} rows. NetSuite counted {self.before:,} before and {self.after:,} after: "
                "rows came or went while they were read."
            )
        return (
            f"{self.rows:,} rows, but NetSuite counted {self.before:,} before and after: rows are missing or doubled."
        )
