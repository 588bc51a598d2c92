"""Who watches a session: the audit log, the counters, the host's traces; and who of them is on.

Named connections are an installation's own, so their writes are in its audit log and its counters; those that a
program makes up on the way are watched only where it asks for that.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from suiteplug.connections.storage.home import home
from suiteplug.connector.watching import Watchers

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from suiteplug.connector.client.hooks import Hook
    from suiteplug.connector.exactly_once.observing import WriteObserver
    from suiteplug.connector.watching import CallWatcher

AUDIT = "SUITEPLUG_AUDIT"
"""``off``, or the file of the audit log."""

AUDIT_KEY = "SUITEPLUG_AUDIT_KEY"
"""Key of the seals; without it anybody who may write the log can make it anew."""

STATS = "SUITEPLUG_STATS"
"""``off``, or the file of the counters."""

TELEMETRY = "SUITEPLUG_TELEMETRY"
"""``on`` or ``off``; without it traces are made where the program uses OpenTelemetry itself."""

OFF = "off"


def audit_file() -> Path | None:
    """Where the audit log is; None where it is off."""
    return _file(AUDIT, "audit.sqlite3")


def audit_key() -> bytes:
    """Key of its seals, empty without one."""
    return os.environ.get(AUDIT_KEY, "").encode()


def stats_file() -> Path | None:
    """Where the counters are; None where they are off."""
    return _file(STATS, "stats.sqlite3")


def watchers_of(account: str, name: str, *, now: Callable[[], datetime], monotonic: Callable[[], float]) -> Watchers:
    """The watchers of a connection; ``name`` is empty for one that has none."""
    hooks: list[Hook] = []
    calls: list[CallWatcher] = []
    writes: list[WriteObserver] = []
    closers: list[Callable[[], None]] = []
    if name and (path := audit_file()) is not None:
        from suiteplug.connector.audit.log import AuditLog  # noqa: PLC0415 - only where it is on

        log = AuditLog(path, now=now, connection=name, key=audit_key())
        writes.append(log)
        closers.append(log.close)
    if name and (path := stats_file()) is not None:
        from suiteplug.connector.stats.counting import Counting  # noqa: PLC0415 - only where it is on
        from suiteplug.connector.stats.store import StatsStore  # noqa: PLC0415

        counting = Counting(StatsStore(path), account=account, connection=name, now=now, monotonic=monotonic)
        hooks.append(counting.attempt)
        calls.append(counting.call)
        closers.append(counting.flush)
    if _traced():
        from suiteplug.connector.telemetry.otel import Telemetry  # noqa: PLC0415 - an extra

        telemetry = Telemetry(account=account, connection=name)
        hooks.append(telemetry.attempt)
        calls.append(telemetry.call)
        writes.append(telemetry.write)
    return Watchers(tuple(hooks), tuple(calls), tuple(writes), tuple(closers))


def _file(variable: str, name: str) -> Path | None:
    chosen = os.environ.get(variable, "")
    if chosen == OFF:
        return None
    return Path(chosen).expanduser() if chosen else home() / name


def _traced() -> bool:
    wanted = os.environ.get(TELEMETRY, "")
    return wanted == "on" or (wanted != OFF and "opentelemetry" in sys.modules)
