"""What an export needs of a destination."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.export.pages import Item

Mark = dict[str, Any]
"""What a destination needs to go on after the last committed batch; JSON."""


class Destination(Protocol):
    """Takes batches one after the other. Nothing of it blocks the event loop for long."""

    async def begin(self, mark: Mark | None) -> None:
        """Open it: anew, or right after what ``mark`` says was committed, whatever was written beyond it."""
        ...

    async def write(self, items: Sequence[Item]) -> None:
        """Take the rows of one batch, as NetSuite sent them."""
        ...

    async def commit(self) -> Mark:
        """Make all rows taken so far durable, and say what to go on from."""
        ...

    async def finish(self) -> None:
        """All rows are there: put the result in its place."""
        ...

    async def close(self) -> None:
        """Let go of it, finished or not; what was committed stays for another run."""
        ...

    def discard(self) -> None:
        """Take away what an export left that committed nothing; after ``close``."""
        ...
