"""An account as it was at one moment, kept in memory, or on disk when it is large."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from suiteplug.emulator.database import connect_like

if TYPE_CHECKING:
    import sqlite3
    from types import TracebackType

    from suiteplug.emulator.clock import Clock, ClockHands


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Records, credentials, tokens, jobs and the clock. Can be gone back to any number of times."""

    account_id: str
    hands: ClockHands
    _copy: sqlite3.Connection

    @classmethod
    def take(cls, db: sqlite3.Connection, clock: Clock, account_id: str) -> Self:
        """Copy the pages of a database, whatever file it lives in."""
        copy = connect_like(db)
        db.backup(copy)
        return cls(account_id, clock.hands, copy)

    def copy_to(self, db: sqlite3.Connection) -> None:
        """Replace everything in a database by what was kept."""
        self._copy.backup(db)

    def close(self) -> None:
        """Let go of the memory."""
        self._copy.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
