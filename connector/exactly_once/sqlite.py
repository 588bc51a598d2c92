"""The ledger in a SQLite file, shared by the processes of a machine.

Write-ahead log with ``synchronous=NORMAL``: what was committed survives every death of a process, kill -9 included;
a power cut may take the last moments. ``FULL`` survives that too, for the price of a disk flush per step.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from suiteplug.connector.exactly_once.ledger import Begun, CallEntry, Standing, State, WriteEntry, stand
from suiteplug.connector.exactly_once.refusals import ledger_unusable
from suiteplug.connector.exactly_once.rows import CALL_COLUMNS, WRITE_COLUMNS, call_of, row_of, write_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from suiteplug.connector.exactly_once.kept import KeptReply

T = TypeVar("T")
Synchronous = Literal["NORMAL", "FULL"]

VERSION = 1
_PATIENCE_S = 10.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS calls (
  call_id TEXT PRIMARY KEY, account TEXT NOT NULL, action TEXT NOT NULL, idempotency_key TEXT NOT NULL,
  inputs_hash TEXT NOT NULL, state TEXT NOT NULL, owner TEXT NOT NULL, lease_until REAL NOT NULL, output TEXT,
  began_at REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS writes (
  write_id TEXT PRIMARY KEY, call_id TEXT NOT NULL, account TEXT NOT NULL, action TEXT NOT NULL,
  idempotency_key TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, summary TEXT NOT NULL,
  body_hash TEXT NOT NULL, nth INTEGER NOT NULL, repeatable INTEGER NOT NULL, proof TEXT, state TEXT NOT NULL,
  reply TEXT, made TEXT NOT NULL, why TEXT NOT NULL, began_at REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS memos (
  call_id TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (call_id, name)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS writes_of_call ON writes (call_id);
CREATE INDEX IF NOT EXISTS writes_by_time ON writes (began_at);
"""
_NEW_CALL = f"INSERT INTO calls ({CALL_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING"  # noqa: S608
_NEW_WRITE = f"INSERT OR REPLACE INTO writes ({WRITE_COLUMNS}) VALUES ({','.join('?' * 17)})"  # noqa: S608
_ONE_CALL = f"SELECT {CALL_COLUMNS} FROM calls WHERE call_id = ?"  # noqa: S608
_ITS_WRITES = f"SELECT {WRITE_COLUMNS} FROM writes WHERE call_id = ? ORDER BY began_at, write_id"  # noqa: S608
_WRITES = (
    f"SELECT {WRITE_COLUMNS} FROM writes "  # noqa: S608
    "WHERE (? = '' OR account = ?) AND (? IS NULL OR began_at < ?) AND (? = 0 OR (state = 'open' AND call_id NOT IN "
    "(SELECT call_id FROM calls WHERE owner <> '' AND lease_until > ?))) ORDER BY began_at, write_id"
)
_OLD_CALLS = (
    "SELECT call_id FROM calls WHERE began_at < ? AND NOT (owner <> '' AND lease_until > ?) AND (state = 'done' OR "
    "NOT EXISTS (SELECT 1 FROM writes WHERE writes.call_id = calls.call_id AND writes.state = 'open'))"
)


class SqliteLedger:
    """Opened with the first step, once in each thread, and again in a forked process.

    No secret is in it; the file is its owner's only.
    """

    def __init__(
        self, path: Path, *, synchronous: Synchronous = "NORMAL", clock: Callable[[], float] = time.time
    ) -> None:
        self.path = path
        self._synchronous = synchronous
        self._clock = clock
        self._here = threading.local()

    async def begin_call(self, call: CallEntry, *, lease_s: float, dead: str = "") -> Begun:
        """See ``Ledger``."""
        return await self._step(lambda db: self._begin_call(db, call, lease_s, dead))

    def _begin_call(self, db: sqlite3.Connection, call: CallEntry, lease_s: float, dead: str) -> Begun:
        now = self._clock()
        row = (call.call_id, call.account, call.action, call.idempotency_key, call.inputs_hash, State.OPEN.value)
        if db.execute(_NEW_CALL, (*row, call.owner, now + lease_s, None, now)).rowcount:
            return Begun(Standing.NEW, call)
        db.execute("BEGIN IMMEDIATE")
        try:
            begun = self._take(db, call, now, lease_s, dead)
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")
        return begun

    @staticmethod
    def _take(db: sqlite3.Connection, call: CallEntry, now: float, lease_s: float, dead: str) -> Begun:
        row = db.execute(_ONE_CALL, (call.call_id,)).fetchone()
        if row is None:  # it failed and was forgotten in between: it looks held, and is free the next time
            return Begun(Standing.HELD, call)
        known = call_of(row)
        standing = stand(known, call, now=now, dead=dead)
        if standing is not Standing.RESUMED:
            return Begun(standing, known)
        db.execute(
            "UPDATE calls SET state = 'open', owner = ?, lease_until = ? WHERE call_id = ?",
            (call.owner, now + lease_s, call.call_id),
        )
        writes = tuple(write_of(one) for one in db.execute(_ITS_WRITES, (call.call_id,)))
        memos = db.execute("SELECT name, value FROM memos WHERE call_id = ?", (call.call_id,))
        return Begun(standing, known, writes, {name: json.loads(value) for name, value in memos})

    async def renew(self, call_id: str, owner: str, *, lease_s: float) -> bool:
        """See ``Ledger``."""
        sql = "UPDATE calls SET lease_until = ? WHERE call_id = ? AND owner = ?"
        return bool(await self._step(lambda db: db.execute(sql, (self._clock() + lease_s, call_id, owner)).rowcount))

    async def finish_call(self, call_id: str, owner: str, output: str | None) -> None:
        """See ``Ledger``."""
        sql = "UPDATE calls SET state = 'done', owner = '', output = ? WHERE call_id = ? AND owner = ?"

        def work(db: sqlite3.Connection) -> None:
            db.execute(sql, (output, call_id, owner))
            if db.execute("SELECT 1 FROM memos WHERE call_id = ?", (call_id,)).fetchone():
                db.execute("DELETE FROM memos WHERE call_id = ?", (call_id,))

        await self._step(work)

    async def release_call(self, call_id: str, owner: str, *, forget: bool) -> None:
        """See ``Ledger``."""
        release = "UPDATE calls SET owner = '', lease_until = 0 WHERE call_id = ? AND owner = ?"
        free = "DELETE FROM calls WHERE call_id = ? AND owner = ?"

        def work(db: sqlite3.Connection) -> None:
            if forget:
                db.execute("DELETE FROM memos WHERE call_id = ?", (call_id,))
            db.execute(free if forget else release, (call_id, owner))

        await self._step(work)

    async def put_memo(self, call_id: str, name: str, value: Any) -> None:
        """See ``Ledger``."""
        sql = "INSERT OR REPLACE INTO memos (call_id, name, value) VALUES (?, ?, ?)"
        await self._step(lambda db: db.execute(sql, (call_id, name, json.dumps(value))))

    async def begin_write(self, write: WriteEntry) -> float:
        """See ``Ledger``."""
        began_at = write.began_at or self._clock()
        await self._step(lambda db: db.execute(_NEW_WRITE, row_of(write, began_at)))
        return began_at

    async def end_write(self, write_id: str, reply: KeptReply) -> None:
        """See ``Ledger``."""
        sql = "UPDATE writes SET state = 'done', reply = ?, made = ?, why = '' WHERE write_id = ?"
        await self._step(lambda db: db.execute(sql, (reply.to_json(), reply.made, write_id)))

    async def drop_write(self, write_id: str) -> None:
        """See ``Ledger``."""
        await self._step(lambda db: db.execute("DELETE FROM writes WHERE write_id = ?", (write_id,)))

    async def explain_write(self, write_id: str, why: str) -> None:
        """See ``Ledger``."""
        await self._step(lambda db: db.execute("UPDATE writes SET why = ? WHERE write_id = ?", (why, write_id)))

    async def writes(
        self, *, account: str = "", only_open: bool = True, began_before: float | None = None
    ) -> Sequence[WriteEntry]:
        """See ``Ledger``."""
        values = (account, account, began_before, began_before, int(only_open), self._clock())
        return await self._step(lambda db: [write_of(row) for row in db.execute(_WRITES, values)])

    async def made_records(self, account: str, began_after: float) -> frozenset[str]:
        """See ``Ledger``."""
        sql = "SELECT made FROM writes WHERE account = ? AND began_at > ? AND made <> '' AND method = 'POST'"
        return await self._step(lambda db: frozenset(row[0] for row in db.execute(sql, (account, began_after))))

    async def now(self) -> float:
        """See ``Ledger``."""
        return self._clock()

    async def forget_before(self, moment: float) -> int:
        """See ``Ledger``."""

        def work(db: sqlite3.Connection) -> int:
            db.execute("BEGIN IMMEDIATE")
            calls = [row[0] for row in db.execute(_OLD_CALLS, (moment, self._clock()))]
            db.executemany("DELETE FROM memos WHERE call_id = ?", [(one,) for one in calls])
            db.executemany("DELETE FROM calls WHERE call_id = ?", [(one,) for one in calls])
            gone = db.execute(
                "DELETE FROM writes WHERE state = 'done' AND began_at < ? "
                "AND call_id NOT IN (SELECT call_id FROM calls)",
                (moment,),
            ).rowcount
            db.execute("COMMIT")
            return len(calls) + gone

        count = await self._step(work)
        await self._step(lambda db: db.execute("PRAGMA incremental_vacuum"))
        return count

    async def close(self) -> None:
        """See ``Ledger``."""
        opened = self._opened()
        if opened is not None:
            opened.close()
            self._here.db = None

    async def _step(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do it in this thread: it takes microseconds. While another process writes, the event loop goes on."""
        deadline = time.monotonic() + _PATIENCE_S
        pause = 0.001
        while True:
            try:
                return work(self._connection())
            except sqlite3.OperationalError as error:
                self._roll_back()
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise ledger_unusable(str(self.path), str(error)) from error
            except sqlite3.Error as error:
                self._roll_back()
                raise ledger_unusable(str(self.path), str(error)) from error
            await asyncio.sleep(pause)
            pause = min(pause * 2, 0.05)

    def _roll_back(self) -> None:
        opened = self._opened()
        if opened is not None and opened.in_transaction:
            opened.execute("ROLLBACK")

    def _opened(self) -> sqlite3.Connection | None:
        """The connection of this thread; one that a forked process has inherited is not its own."""
        same_process = getattr(self._here, "pid", None) == os.getpid()
        return self._here.db if same_process else None

    def _connection(self) -> sqlite3.Connection:
        opened = self._opened()
        if opened is None:
            opened = self._open()
            self._here.pid, self._here.db = os.getpid(), opened
        return opened

    def _open(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.touch(mode=0o600)
        except OSError as error:
            raise ledger_unusable(str(self.path), error.strerror or "it cannot be written") from error
        # the caller takes turns: a busy file is tried again without stopping the event loop
        db = sqlite3.connect(self.path, timeout=0, isolation_level=None)
        try:
            db.execute(f"PRAGMA synchronous = {self._synchronous}")
            self._prepare(db)
        except BaseException:
            db.close()
            raise
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise ledger_unusable(str(self.path), f"it was written by a newer suiteplug (version {version})")
        if version == VERSION:
            return
        with closing(db.execute("PRAGMA auto_vacuum = INCREMENTAL")):
            db.execute("PRAGMA journal_mode = WAL")
        db.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}PRAGMA user_version = {VERSION};COMMIT;")
