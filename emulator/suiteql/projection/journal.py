"""What happened to records: marks for the next refresh, ``deletedrecord`` and ``systemnote``.

Record type IDs -2, -3, -4, -10 and -30 are NetSuite's; -30 for transactions is seen in public queries, the others
and the names in ``systemnote.field`` are ours. Deletions of lines are not logged (estuary: netsuite-suiteanalytics).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from suiteplug.emulator.schema import RecordType, Schema
    from suiteplug.emulator.suiteql.local_time import LocalTime

    Body = dict[str, Any]
    DisplayName = Callable[[str, Body], str]

_TYPE_IDS = {"transaction": -30, "item": -10}
_ENTITY_TYPE_IDS = {"customer": -2, "vendor": -3, "employee": -4, "contact": -6}
_LOGGED = {
    "transaction": (
        "entity",
        "customer",
        "tranDate",
        "tranId",
        "status",
        "orderStatus",
        "shipStatus",
        "total",
        "memo",
        "currency",
        "location",
        "shipDate",
        "externalId",
    ),
    "entity": ("entityId", "companyName", "email", "phone", "isInactive", "subsidiary", "terms", "creditLimit"),
    "item": ("itemId", "displayName", "isInactive", "cost", "averageCost", "reorderPoint"),
}
_SET, _CHANGE = 2, 4
DIRTY = "suiteql_dirty"
DDL = (
    f"CREATE TABLE IF NOT EXISTS {DIRTY} (type TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (type, id))"
    " WITHOUT ROWID"
)


class Journal:
    """Listens to the record store; everything it writes is undone with the change itself.

    Attributes:
        user_id: Who the logs name: the store does not tell who asked, so all changes are the first user's.
    """

    def __init__(
        self, db: sqlite3.Connection, schema: Schema, time: LocalTime, now: Callable[[], float], name: DisplayName
    ) -> None:
        self._db = db
        self._schema = schema
        self._time = time
        self._now = now
        self._name = name
        self.user_id: int | None = None

    def listen(self, record_type: str, old: Body | None, new: Body | None) -> None:
        """A record was saved or deleted."""
        body = new if new is not None else old
        if body is None:
            return
        self._db.execute(f"INSERT OR IGNORE INTO {DIRTY} VALUES (?, ?)", (record_type, int(body["id"])))
        kind = self._schema.find(record_type)
        if kind is None:
            return
        if new is None:
            self._deleted(kind, body)
        elif kind.kind in _LOGGED:
            self._noted(kind, old, new)

    def _moment(self, body: Body) -> int:
        stamp = body.get("lastModifiedDate")
        return self._time.of_moment(stamp) if stamp else self._time.of_timestamp(self._now())

    def _deleted(self, kind: RecordType, body: Body) -> None:
        self._db.execute(
            'INSERT INTO "suiteql_deletedrecord" (recordid, type, recordtypeid, scriptid, name, deleteddate,'
            " deletedby, context, iscustomlist, iscustomrecord, iscustomtransaction)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'REST', 'F', ?, 'F')",
            (
                int(body["id"]),
                kind.code or kind.name.upper(),
                type_id(kind),
                kind.name.lower(),
                self._name(kind.name, body),
                self._time.of_timestamp(self._now()),
                self.user_id,
                "T" if kind.kind == "custom" else "F",
            ),
        )

    def _noted(self, kind: RecordType, old: Body | None, new: Body) -> None:
        before = old or {}
        prefix = "TRANDOC" if kind.kind == "transaction" else kind.kind.upper()
        changed = [name for name in _LOGGED[kind.kind] if before.get(name) != new.get(name)]
        if not changed:
            return
        at = self._moment(new)
        note_type = _SET if old is None else _CHANGE
        self._db.executemany(
            'INSERT INTO "suiteql_systemnote" (date, name, field, oldvalue, newvalue, type, context, recordid,'
            " recordtypeid) VALUES (?, ?, ?, ?, ?, ?, 'REST', ?, ?)",
            [
                (
                    at,
                    self.user_id,
                    f"{prefix}.{name.upper()}",
                    _shown(before.get(name)),
                    _shown(new.get(name)),
                    note_type,
                    int(new["id"]),
                    type_id(kind),
                )
                for name in changed
            ],
        )


def type_id(kind: RecordType) -> int | None:
    """Numeric ID of a record type, as logs name it."""
    return _ENTITY_TYPE_IDS.get(kind.name) or _TYPE_IDS.get(kind.kind)


def _shown(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "T" if value else "F"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
