"""Jobs and tasks in the account's database, so that they outlive the process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.core.wire import Request, Response
from suiteplug.emulator.jobs.model import Job, Task
from suiteplug.emulator.roles import Caller

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from suiteplug.emulator.access.registry import Access

_JOB = (
    "CREATE TABLE IF NOT EXISTS emulator_job (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT, submitted REAL NOT NULL,"
    " is_batch INTEGER NOT NULL, parallel INTEGER NOT NULL, caller TEXT NOT NULL)"
)
_TASK = (
    "CREATE TABLE IF NOT EXISTS emulator_task (job INTEGER NOT NULL, number INTEGER NOT NULL, request TEXT NOT NULL,"
    " body BLOB NOT NULL, start REAL, due REAL, rank INTEGER, started REAL, ended REAL, status INTEGER, headers TEXT,"
    " reply BLOB, PRIMARY KEY (job, number)) WITHOUT ROWID"
)
_INDEXES = (
    "CREATE INDEX IF NOT EXISTS emulator_job_key ON emulator_job (key)",
    "CREATE INDEX IF NOT EXISTS emulator_task_due ON emulator_task (due) WHERE status IS NULL",
)
_PENDING = "status IS NULL AND due IS NOT NULL"


class JobTable:
    """Plain storage; the queue decides."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        for statement in (_JOB, _TASK, *_INDEXES):
            db.execute(statement)

    def add(
        self,
        requests: Sequence[Request],
        *,
        caller: Caller,
        key: str | None,
        now: float,
        is_batch: bool,
        parallel: bool,
    ) -> int:
        """Store a job; gives its ID."""
        cursor = self._db.execute(
            "INSERT INTO emulator_job (key, submitted, is_batch, parallel, caller) VALUES (?, ?, ?, ?, ?)",
            (key, now, is_batch, parallel, _caller_text(caller)),
        )
        job_id = int(cursor.lastrowid or 0)
        self._db.executemany(
            "INSERT INTO emulator_task (job, number, request, body) VALUES (?, ?, ?, ?)",
            [(job_id, number, _request_text(entry), entry.body) for number, entry in enumerate(requests, 1)],
        )
        return job_id

    def plan(self, job_id: int, number: int, *, start: float, due: float, rank: int) -> None:
        """When a task starts and ends, and which comes first of those that end together."""
        self._db.execute(
            "UPDATE emulator_task SET start = ?, due = ?, rank = ? WHERE job = ? AND number = ?",
            (start, due, rank, job_id, number),
        )

    def waiting(self) -> list[tuple[int, bool, list[int]]]:
        """Jobs with tasks that have not run: (ID, parallel, task numbers), oldest first."""
        rows = self._db.execute(
            "SELECT j.id, j.parallel, t.number FROM emulator_job j JOIN emulator_task t ON t.job = j.id"
            " WHERE t.status IS NULL ORDER BY j.id, t.number"
        )
        jobs: dict[int, tuple[int, bool, list[int]]] = {}
        for job_id, parallel, number in rows:
            jobs.setdefault(job_id, (job_id, bool(parallel), []))[2].append(number)
        return list(jobs.values())

    def next_due(self) -> float | None:
        """When the next task ends; None when nothing waits."""
        (due,) = self._db.execute(f"SELECT min(due) FROM emulator_task WHERE {_PENDING}").fetchone()  # noqa: S608
        return None if due is None else float(due)

    def next_task(self, until: float) -> tuple[int, int] | None:
        """Job and number of the task that ends first, if it ends by ``until``."""
        row = self._db.execute(
            f"SELECT job, number FROM emulator_task WHERE {_PENDING} AND due <= ? ORDER BY due, job, rank LIMIT 1",  # noqa: S608
            (until,),
        ).fetchone()
        return None if row is None else (int(row[0]), int(row[1]))

    def request(self, job_id: int, number: int, access: Access) -> Request:
        """The request of a task, from who submitted it."""
        caller, text, body = self._db.execute(
            "SELECT j.caller, t.request, t.body FROM emulator_job j JOIN emulator_task t ON t.job = j.id"
            " WHERE t.job = ? AND t.number = ?",
            (job_id, number),
        ).fetchone()
        members: dict[str, Any] = json.loads(text)
        segments = tuple(members.pop("segments"))
        return Request(**members, segments=segments, body=body, caller=_caller(json.loads(caller), access))

    def finish(self, job_id: int, number: int, reply: Response, *, started: float, ended: float) -> None:
        """Keep the reply of a task."""
        self._db.execute(
            "UPDATE emulator_task SET status = ?, headers = ?, reply = ?, started = ?, ended = ?"
            " WHERE job = ? AND number = ?",
            (reply.status, json.dumps(reply.headers), reply.body, started, ended, job_id, number),
        )

    def with_key(self, key: str) -> tuple[int, float] | None:
        """The last job with this idempotency key, and when it was submitted."""
        row = self._db.execute(
            "SELECT id, submitted FROM emulator_job WHERE key = ? ORDER BY id DESC LIMIT 1", (key,)
        ).fetchone()
        return None if row is None else (int(row[0]), float(row[1]))

    def ids(self) -> list[int]:
        """All jobs, oldest first."""
        return [int(row[0]) for row in self._db.execute("SELECT id FROM emulator_job ORDER BY id")]

    def job(self, job_id: int) -> Job | None:
        """One job with its tasks."""
        row = self._db.execute("SELECT is_batch, parallel FROM emulator_job WHERE id = ?", (job_id,)).fetchone()
        if row is None:
            return None
        tasks = self._db.execute(
            "SELECT job, number, started, ended, status, headers, reply FROM emulator_task WHERE job = ?"
            " ORDER BY number",
            (job_id,),
        )
        return Job(job_id, bool(row[0]), bool(row[1]), tuple(_tasks(tasks)))

    def forget_before(self, submitted: float) -> None:
        """Drop the jobs that are older."""
        self._db.execute(
            "DELETE FROM emulator_task WHERE job IN (SELECT id FROM emulator_job WHERE submitted < ?)", (submitted,)
        )
        self._db.execute("DELETE FROM emulator_job WHERE submitted < ?", (submitted,))


def _tasks(rows: Iterable[tuple[Any, ...]]) -> Iterable[Task]:
    for job_id, number, started, ended, status, headers, body in rows:
        reply = None if status is None else Response(status, json.loads(headers), body)
        yield Task(job_id, number, started, ended, reply)


def _request_text(request: Request) -> str:
    return json.dumps(
        {
            "method": request.method,
            "origin": request.origin,
            "raw_path": request.raw_path,
            "raw_query": request.raw_query,
            "headers": request.headers,
            "segments": request.segments,
            "door_url": request.door_url,
        }
    )


def _caller_text(caller: Caller) -> str:
    return json.dumps(
        {
            "user": caller.user.id,
            "role": caller.role.id,
            "integration_id": caller.integration_id,
            "scheme": caller.scheme,
            "scopes": sorted(caller.scopes),
        }
    )


def _caller(known: dict[str, Any], access: Access) -> Caller:
    """Who submitted a job, with what the role may do by now."""
    return Caller(
        access.users[known["user"]],
        access.roles[known["role"]],
        known["integration_id"],
        known["scheme"],
        frozenset(known["scopes"]),
    )
