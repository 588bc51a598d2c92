"""Counts in memory, and adds to the store now and then: a call pays for a few additions only."""

from __future__ import annotations

import logging
import sqlite3
from collections import defaultdict
from typing import TYPE_CHECKING

from suiteplug.connector.call import current_call
from suiteplug.connector.errors import NetSuiteConnectorError, OutcomeUnknownError
from suiteplug.connector.stats.histogram import bucket_of
from suiteplug.connector.stats.store import TIME, Subject

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from suiteplug.connector.call import Call
    from suiteplug.connector.client.hooks import AttemptDetails
    from suiteplug.connector.stats.store import StatsStore

_log = logging.getLogger("suiteplug.stats")

_FLUSH_EVERY_S = 10.0
_TOO_MANY = 429


class Counting:
    """A hook of the client and a watcher of calls. ``flush`` at the end; what a kill interrupts is lost."""

    def __init__(
        self,
        store: StatsStore,
        *,
        account: str,
        connection: str,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._store = store
        self._account = account
        self._connection = connection
        self._now = now
        self._monotonic = monotonic
        self._counts: dict[tuple[Subject, str], float] = defaultdict(float)
        self._flushed_at = monotonic()

    def attempt(self, details: AttemptDetails) -> None:
        """Count an attempt of a request."""
        subject = self._subject(current_call.get().action)
        self._add(subject, "attempts")
        self._add(subject, "lane_wait_s", details.lane_wait_s)
        self._add(subject, "bytes", details.reply_bytes)
        if details.attempt > 1:
            self._add(subject, "repeats")
        if details.status == _TOO_MANY:
            self._add(subject, "throttled")
        if details.status is None:
            self._add(subject, "unanswered")

    def call(self, call: Call) -> Callable[[BaseException | None], None]:
        """Count a call when it ends."""
        begun = self._monotonic()

        def end(error: BaseException | None) -> None:
            subject = self._subject(call.action)
            self._add(subject, "calls")
            self._add(subject, f"{TIME}{bucket_of(self._monotonic() - begun)}")
            if error is not None:
                self._add(subject, f"error:{_branch(error)}")
            if isinstance(error, OutcomeUnknownError):
                self._add(subject, "unknown")
            if self._monotonic() - self._flushed_at >= _FLUSH_EVERY_S:
                self.flush()

        return end

    def flush(self) -> None:
        """Add what was counted to the store. Statistics that cannot be kept stop nothing."""
        self._flushed_at = self._monotonic()
        if not self._counts:
            return
        try:
            self._store.add(self._counts)
        except (sqlite3.Error, OSError) as error:
            _log.warning("The statistics in %s could not be written: %s", self._store.path, error)
        self._counts.clear()

    def _subject(self, action: str) -> Subject:
        return Subject(self._now().strftime("%Y-%m-%dT%H"), self._account, self._connection, action)

    def _add(self, subject: Subject, name: str, value: float = 1) -> None:
        self._counts[subject, name] += value


def _branch(error: BaseException) -> str:
    return type(error).__name__ if isinstance(error, NetSuiteConnectorError) else "other"
