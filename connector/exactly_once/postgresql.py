"""The ledger in PostgreSQL, shared by many hosts. The server's clock counts. Needs the extra ``postgresql``.

It survives what the server survives: with its default ``synchronous_commit`` every step is on disk before it is done.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import psycopg

from suiteplug.connector.exactly_once.ledger import Begun, CallEntry, Standing, WriteEntry, stand
from suiteplug.connector.exactly_once.refusals import ledger_unusable
from suiteplug.connector.exactly_once.rows import CALL_COLUMNS, WRITE_COLUMNS, call_of, row_of, write_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from suiteplug.connector.exactly_once.kept import KeptReply

T = TypeVar("T")
Db = psycopg.AsyncConnection[tuple[Any, ...]]

_NOW = "extract(epoch FROM clock_timestamp())::float8"
_CONNECT_S = 5
_MAKING = 0x53_50_4C_47  # an advisory lock: several hosts may make the tables at once
_SCHEMA = """
CREATE TABLE IF NOT EXISTS suiteplug_calls (
  call_id text PRIMARY KEY, account text NOT NULL, action text NOT NULL, idempotency_key text NOT NULL,
  inputs_hash text NOT NULL, state text NOT NULL, owner text NOT NULL, lease_until float8 NOT NULL, output text,
  began_at float8 NOT NULL
);
CREATE TABLE IF NOT EXISTS suiteplug_writes (
  write_id text PRIMARY KEY, call_id text NOT NULL, account text NOT NULL, action text NOT NULL,
  idempotency_key text NOT NULL, method text NOT NULL, path text NOT NULL, summary text NOT NULL,
  body_hash text NOT NULL, nth integer NOT NULL, repeatable integer NOT NULL, proof text, state text NOT NULL,
  reply text, made text NOT NULL, why text NOT NULL, began_at float8 NOT NULL
);
CREATE TABLE IF NOT EXISTS suiteplug_memos (
  call_id text NOT NULL, name text NOT NULL, value text NOT NULL, PRIMARY KEY (call_id, name)
);
CREATE INDEX IF NOT EXISTS suiteplug_writes_of_call ON suiteplug_writes (call_id);
CREATE INDEX IF NOT EXISTS suiteplug_writes_by_time ON suiteplug_writes (began_at);
"""
_NEW_CALL = (
    f"INSERT INTO suiteplug_calls ({CALL_COLUMNS}) "  # noqa: S608
    f"VALUES (%s, %s, %s, %s, %s, 'open', %s, {_NOW} + %s, NULL, {_NOW}) ON CONFLICT DO NOTHING"
)
_ONE_CALL = f"SELECT {CALL_COLUMNS}, {_NOW} FROM suiteplug_calls WHERE call_id = %s FOR UPDATE"  # noqa: S608
_TAKE = f"UPDATE suiteplug_calls SET state = 'open', owner = %s, lease_until = {_NOW} + %s WHERE call_id = %s"  # noqa: S608
_ITS_WRITES = f"SELECT {WRITE_COLUMNS} FROM suiteplug_writes WHERE call_id = %s ORDER BY began_at, write_id"  # noqa: S608
_NEW_WRITE = (
    f"INSERT INTO suiteplug_writes ({WRITE_COLUMNS}) VALUES ({', '.join(['%s'] * 16)}, "  # noqa: S608
    f"coalesce(nullif(%s::float8, 0), {_NOW})) RETURNING began_at"
)
_AT_WORK = f"SELECT call_id FROM suiteplug_calls WHERE owner <> '' AND lease_until > {_NOW}"  # noqa: S608
_WRITES = (
    f"SELECT {WRITE_COLUMNS} FROM suiteplug_writes "  # noqa: S608
    "WHERE (%s = '' OR account = %s) AND (%s::float8 IS NULL OR began_at < %s) AND (NOT %s OR (state = 'open' "
    f"AND call_id NOT IN ({_AT_WORK}))) ORDER BY began_at, write_id"
)
_OLD_CALLS = (
    f"DELETE FROM suiteplug_calls c WHERE began_at < %s AND NOT (owner <> '' AND lease_until > {_NOW}) "  # noqa: S608
    "AND (state = 'done' OR NOT EXISTS (SELECT 1 FROM suiteplug_writes w WHERE w.call_id = c.call_id "
    "AND w.state = 'open'))"
)


class PostgresqlLedger:
    """One connection, made with the first step and again when it is lost; steps take turns on it.

    One event loop at a time.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._db: Db | None = None
        self._turn = asyncio.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def place(self) -> str:
        """Host and database, without who signs in."""
        parts = urlsplit(self._url)
        return f"postgresql://{parts.hostname or ''}{parts.path}"

    async def begin_call(self, call: CallEntry, *, lease_s: float, dead: str = "") -> Begun:
        """See ``Ledger``."""

        async def work(db: Db) -> Begun:
            who = (call.call_id, call.account, call.action, call.idempotency_key, call.inputs_hash, call.owner, lease_s)
            if (await db.execute(_NEW_CALL, who)).rowcount:
                return Begun(Standing.NEW, call)
            async with db.transaction():
                return await _take(db, call, lease_s, dead)

        return await self._step(work)

    async def renew(self, call_id: str, owner: str, *, lease_s: float) -> bool:
        """See ``Ledger``."""
        sql = f"UPDATE suiteplug_calls SET lease_until = {_NOW} + %s WHERE call_id = %s AND owner = %s"  # noqa: S608
        return await self._run(sql, lease_s, call_id, owner) > 0

    async def finish_call(self, call_id: str, owner: str, output: str | None) -> None:
        """See ``Ledger``."""
        sql = (
            "WITH ended AS (UPDATE suiteplug_calls SET state = 'done', owner = '', output = %s "
            "WHERE call_id = %s AND owner = %s RETURNING call_id) "
            "DELETE FROM suiteplug_memos WHERE call_id IN (SELECT call_id FROM ended)"
        )
        await self._run(sql, output, call_id, owner)

    async def release_call(self, call_id: str, owner: str, *, forget: bool) -> None:
        """See ``Ledger``."""
        free = (
            "WITH gone AS (DELETE FROM suiteplug_calls WHERE call_id = %s AND owner = %s RETURNING call_id) "
            "DELETE FROM suiteplug_memos WHERE call_id IN (SELECT call_id FROM gone)"
        )
        release = "UPDATE suiteplug_calls SET owner = '', lease_until = 0 WHERE call_id = %s AND owner = %s"
        await self._run(free if forget else release, call_id, owner)

    async def put_memo(self, call_id: str, name: str, value: Any) -> None:
        """See ``Ledger``."""
        sql = (
            "INSERT INTO suiteplug_memos (call_id, name, value) VALUES (%s, %s, %s) "
            "ON CONFLICT (call_id, name) DO UPDATE SET value = excluded.value"
        )
        await self._run(sql, call_id, name, json.dumps(value))

    async def begin_write(self, write: WriteEntry) -> float:
        """See ``Ledger``."""
        row = await self._one(_NEW_WRITE, *row_of(write, write.began_at))
        return float(row[0])

    async def end_write(self, write_id: str, reply: KeptReply) -> None:
        """See ``Ledger``."""
        sql = "UPDATE suiteplug_writes SET state = 'done', reply = %s, made = %s, why = '' WHERE write_id = %s"
        await self._run(sql, reply.to_json(), reply.made, write_id)

    async def drop_write(self, write_id: str) -> None:
        """See ``Ledger``."""
        await self._run("DELETE FROM suiteplug_writes WHERE write_id = %s", write_id)

    async def explain_write(self, write_id: str, why: str) -> None:
        """See ``Ledger``."""
        await self._run("UPDATE suiteplug_writes SET why = %s WHERE write_id = %s", why, write_id)

    async def writes(
        self, *, account: str = "", only_open: bool = True, began_before: float | None = None
    ) -> Sequence[WriteEntry]:
        """See ``Ledger``."""
        rows = await self._all(_WRITES, account, account, began_before, began_before, only_open)
        return [write_of(row) for row in rows]

    async def made_records(self, account: str, began_after: float) -> frozenset[str]:
        """See ``Ledger``."""
        sql = (
            "SELECT made FROM suiteplug_writes WHERE account = %s AND began_at > %s AND made <> '' AND method = 'POST'"
        )
        return frozenset(str(row[0]) for row in await self._all(sql, account, began_after))

    async def now(self) -> float:
        """See ``Ledger``."""
        return float((await self._one(f"SELECT {_NOW}"))[0])

    async def forget_before(self, moment: float) -> int:
        """See ``Ledger``."""

        async def work(db: Db) -> int:
            async with db.transaction():
                calls = (await db.execute(_OLD_CALLS, (moment,))).rowcount
                await db.execute(
                    "DELETE FROM suiteplug_memos m WHERE NOT EXISTS "
                    "(SELECT 1 FROM suiteplug_calls c WHERE c.call_id = m.call_id)"
                )
                gone = await db.execute(
                    "DELETE FROM suiteplug_writes w WHERE state = 'done' AND began_at < %s "
                    "AND NOT EXISTS (SELECT 1 FROM suiteplug_calls c WHERE c.call_id = w.call_id)",
                    (moment,),
                )
                return calls + gone.rowcount

        return await self._step(work)

    async def close(self) -> None:
        """See ``Ledger``."""
        if self._db is not None:
            await self._db.close()
            self._db = None

    # -- steps ---------------------------------------------------------------------------------------------------------

    async def _run(self, sql: str, *values: Any) -> int:
        async def work(db: Db) -> int:
            return (await db.execute(sql, values)).rowcount

        return await self._step(work)

    async def _all(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        async def work(db: Db) -> list[tuple[Any, ...]]:
            return await (await db.execute(sql, values)).fetchall()

        return await self._step(work)

    async def _one(self, sql: str, *values: Any) -> tuple[Any, ...]:
        return (await self._all(sql, *values))[0]

    async def _step(self, work: Callable[[Db], Awaitable[T]]) -> T:
        """Do it when it is its turn. A connection that was lost is made anew, and the step is tried once more.

        Each step may be done twice: its effect is the same.
        """
        if self._loop is not asyncio.get_running_loop():  # the connection of another loop can only be left behind
            self._loop, self._db, self._turn = asyncio.get_running_loop(), None, asyncio.Lock()
        async with self._turn:
            used = self._db is not None
            try:
                return await work(await self._open())
            except psycopg.OperationalError as error:
                await self._drop()
                if not used:
                    raise ledger_unusable(self.place, _words(error)) from None
            except psycopg.Error as error:
                await self._drop()
                raise ledger_unusable(self.place, _words(error)) from None
            except asyncio.CancelledError:
                await self._drop()  # what was under way on the connection may come later
                raise
            try:
                return await work(await self._open())
            except psycopg.Error as error:
                await self._drop()
                raise ledger_unusable(self.place, _words(error)) from None

    async def _drop(self) -> None:
        db, self._db = self._db, None
        if db is not None:
            await db.close()

    async def _open(self) -> Db:
        if self._db is None or self._db.closed:
            db = await psycopg.AsyncConnection.connect(self._url, autocommit=True, connect_timeout=_CONNECT_S)
            async with db.transaction():
                await db.execute("SELECT pg_advisory_xact_lock(%s)", (_MAKING,))
                await db.execute(_SCHEMA)
            self._db = db
        return self._db


async def _take(db: Db, call: CallEntry, lease_s: float, dead: str) -> Begun:
    row = await (await db.execute(_ONE_CALL, (call.call_id,))).fetchone()
    if row is None:  # it failed and was forgotten in between: it looks held, and is free the next time
        return Begun(Standing.HELD, call)
    known = call_of(row)
    standing = stand(known, call, now=float(row[-1]), dead=dead)
    if standing is not Standing.RESUMED:
        return Begun(standing, known)
    await db.execute(_TAKE, (call.owner, lease_s, call.call_id))
    writes = await (await db.execute(_ITS_WRITES, (call.call_id,))).fetchall()
    memos = await (
        await db.execute("SELECT name, value FROM suiteplug_memos WHERE call_id = %s", (call.call_id,))
    ).fetchall()
    return Begun(standing, known, tuple(map(write_of, writes)), {name: json.loads(value) for name, value in memos})


def _words(error: psycopg.Error) -> str:
    """The first line of what the driver says, which names no password."""
    return (str(error).strip() or type(error).__name__).partition("\n")[0]
