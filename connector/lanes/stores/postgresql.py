"""A table in PostgreSQL that many hosts share. The server's clock counts; NOTIFY rings.

One advisory lock for each account keeps changes one after the other. LISTEN needs a connection of its own, so that a
pooler must be in session mode (or left out).
"""

from __future__ import annotations

import secrets
import select
import socket
import threading
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

import psycopg

from suiteplug.connector.lanes.stores.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.connector.lanes.stores.store import Step

T = TypeVar("T")

_CONNECT_S = 3
_STATEMENT_MS = 2000
_STUCK_MS = 5000
"""A process that is stopped in the middle of a change loses its lock after so long."""

_AGAIN_S = 1.0
_CHANNEL = "suiteplug_lanes"

_READ = """
SELECT (SELECT state FROM suiteplug_lanes WHERE account = %s), extract(epoch FROM clock_timestamp())::float8
"""
_WRITE = """
INSERT INTO suiteplug_lanes (account, state) VALUES (%s, %s) ON CONFLICT (account) DO UPDATE SET state = excluded.state
"""
_MAKE = "CREATE TABLE IF NOT EXISTS suiteplug_lanes (account text PRIMARY KEY, state text NOT NULL)"


class PostgresqlLanes:
    """Lanes in a PostgreSQL database; ``url`` is ``postgresql://user:password@host/database``."""

    poll_s: float | None = None

    def __init__(self, url: str) -> None:
        self._url = url
        self._name = secrets.token_hex(4)
        self._db: psycopg.Connection[tuple[str | None, float]] | None = None
        self._listener: _Listener | None = None

    @property
    def place(self) -> str:
        """Host and database."""
        parts = urlsplit(self._url)
        return f"postgresql://{parts.hostname or ''}{parts.path}"

    def change(self, account: str, step: Step[T]) -> T:
        """Read, step, write in one transaction, alone with the account's lock."""
        try:
            db = self._open()
            with db.pipeline(), db.transaction():  # two trips to the server
                # one statement sees what was there when it began: the lock must be held before the state is read
                db.execute("SELECT pg_advisory_xact_lock(%s)", (_lock_of(account),))
                row = db.execute(_READ, (account,)).fetchone()
                assert row is not None  # noqa: S101 - SELECT without FROM gives a row
                text, result = step(*row)
                if text is not None:
                    db.execute(_WRITE, (account, text))
                    db.execute("SELECT pg_notify(%s, %s)", (_CHANNEL, f"{_bell_of(account)} {self._name}"))
        except psycopg.Error as error:
            self._drop()
            raise StoreError(_words(error)) from None
        return result

    def changed(self) -> bool:
        """The listener tells."""
        return False

    def listen(self, account: str, ring: Callable[[], None]) -> None:
        """Hear NOTIFY on a connection of its own."""
        self._listener = _Listener(self._url, _bell_of(account), self._name, ring)
        self._listener.start()

    def close(self) -> None:
        """Close both connections."""
        if self._listener is not None:
            self._listener.stop()
            self._listener = None
        self._drop()

    def _drop(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _open(self) -> psycopg.Connection[tuple[str | None, float]]:
        if self._db is None:
            db = self._db = _connect(self._url)
            with db.transaction():
                db.execute("SELECT pg_advisory_xact_lock(%s)", (_lock_of(""),))
                db.execute(_MAKE)
            db.execute(f"SET statement_timeout = {_STATEMENT_MS}")
            # after a crash of the server each process says within a second again what it holds
            db.execute("SET synchronous_commit = off")
            db.execute(f"SET idle_in_transaction_session_timeout = {_STUCK_MS}")
        return self._db


class _Listener(threading.Thread):
    """Waits for the bell; connects again when the connection is lost."""

    def __init__(self, url: str, bell: str, own: str, ring: Callable[[], None]) -> None:
        super().__init__(name="suiteplug-lanes-bell", daemon=True)
        self._url = url
        self._bell = bell
        self._own = f"{bell} {own}"
        self._ring = ring
        self._ended = threading.Event()
        self._waker, self._woken = socket.socketpair()

    def run(self) -> None:
        """Listen until stopped."""
        while not self._ended.is_set():
            with suppress(psycopg.Error, OSError):
                self._listen()
            self._ended.wait(_AGAIN_S)
        self._woken.close()

    def stop(self) -> None:
        """End the thread."""
        self._ended.set()
        self._waker.close()
        self.join()

    def _listen(self) -> None:
        with _connect(self._url) as db:
            db.execute(f"LISTEN {_CHANNEL}")
            while not self._ended.is_set():
                select.select([db.fileno(), self._woken.fileno()], [], [])
                heard = [notice.payload for notice in db.notifies(timeout=0)]
                if any(each.startswith(self._bell) and each != self._own for each in heard):
                    self._ring()


def _connect(url: str) -> psycopg.Connection[tuple[str | None, float]]:
    return psycopg.connect(url, autocommit=True, connect_timeout=_CONNECT_S, application_name="suiteplug lanes")


def _lock_of(account: str) -> int:
    """The number of the account's lock; the empty account is the table itself."""
    digest = blake2b(account.encode(), digest_size=8, person=b"suiteplug.lanes").digest()
    return int.from_bytes(digest, "big", signed=True)


def _bell_of(account: str) -> str:
    return f"{_lock_of(account) & (2**64 - 1):016x}"


def _words(error: psycopg.Error) -> str:
    """The first line of what PostgreSQL says; it never repeats the password."""
    return (str(error).splitlines() or [type(error).__name__])[0]
