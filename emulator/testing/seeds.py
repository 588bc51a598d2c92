"""Seeded companies, made once per test run and copied for each test."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from suiteplug.emulator.account import Account
from suiteplug.emulator.clock import Clock

if TYPE_CHECKING:
    from datetime import datetime

    from suiteplug.emulator.settings import Settings
    from suiteplug.emulator.snapshot import Snapshot


class Seeds:
    """Makes accounts; the second one with the same settings costs milliseconds."""

    def __init__(self) -> None:
        self._made: dict[tuple[Settings, datetime | None], Snapshot] = {}

    def open(self, settings: Settings, frozen_at: datetime | None = None) -> Account:
        """A fresh account; an account in a file is opened as it is."""
        if settings.data is not None:
            return Account.open(settings, Clock(frozen_at))
        key = (replace(settings, lanes=0, latency_ms=0), frozen_at)
        if key not in self._made:
            with Account.open(settings, Clock(frozen_at)) as account:
                account.suiteql.refresh()
                self._made[key] = account.snapshot()
        return Account.open_copy(self._made[key], settings, Clock(frozen_at))

    def close(self) -> None:
        """Let go of all."""
        while self._made:
            self._made.popitem()[1].close()
