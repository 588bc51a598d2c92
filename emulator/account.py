"""One emulated account: the composition root that builds every part once and hands it to the doors."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Self

from suiteplug.emulator.clock import Clock
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from types import TracebackType


class Account:
    """Everything that belongs to one account.

    Attributes:
        db: The one SQLite connection, autocommit; ``RecordStore.transaction`` opens transactions on it.
    """

    def __init__(self, settings: Settings, clock: Clock, db: sqlite3.Connection) -> None:
        self.settings = settings
        self.clock = clock
        self.db = db

    @classmethod
    def open(cls, settings: Settings | None = None, clock: Clock | None = None) -> Self:
        """Open the account in ``settings.data``, or a new one in memory, seeded when it is new."""
        settings = settings or Settings()
        target = ":memory:" if settings.data is None else str(settings.data)
        db = sqlite3.connect(target, isolation_level=None, check_same_thread=False, cached_statements=512)
        return cls(settings, clock or Clock(), db)

    def close(self) -> None:
        """Let go of the database."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
