"""What happened to records: marks for the next refresh, ``deletedrecord`` and ``systemnote``.

A system note says when, who, in which role, what kind of change, and both values, for custom records as for others
(Oracle help: section_1500043125). A new record has notes of its main fields, a changed one of every field that a caller
may set and of those that make it what it is; lines are noted with their number. Which fields NetSuite notes on a new
record is not published.

Record type IDs -2, -3, -4, -10 and -30 are NetSuite's; -30 for transactions is seen in public queries, the others
and the names in ``systemnote.field`` are ours. Deletions of lines are not logged (estuary: netsuite-suiteanalytics).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from suiteplug.emulator.roles import Caller
    from suiteplug.emulator.schema import RecordType, Schema
    from suiteplug.emulator.suiteql.local_time import LocalTime

    Body = dict[str, Any]
    DisplayName = Callable[[str, Body], str]
    Change = tuple[str, Any, Any, int | None]

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
    "list": ("name", "isInactive"),
    "custom": ("name", "isInactive"),
}
_NOT_NOTED = frozenset({"id", "refName", "createdDate", "dateCreated", "created", "lastModifiedDate", "lastModified"})
_SET, _CHANGE = 2, 4
DIRTY = "suiteql_dirty"
DDL = (
    f"CREATE TABLE IF NOT EXISTS {DIRTY} (type TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (type, id))"
    " WITHOUT ROWID"
)


class Journal:
    """Listens to the record store; everything it writes is undone with the change itself.

    Attributes:
        user_id: Who the logs name when nobody asked: what the seed made is the first user's.
        actor: Tells who is asking.
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
        self.actor: Callable[[], Caller | None] = lambda: None
        self._noted_fields: dict[str, tuple[str, ...]] = {}

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
        else:
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
                self._author(),
                "T" if kind.kind == "custom" else "F",
            ),
        )

    def _author(self) -> int | None:
        caller = self.actor()
        return self.user_id if caller is None else int(caller.user.id)

    def _fields(self, kind: RecordType) -> tuple[str, ...]:
        """What is noted when a record changes."""
        known = self._noted_fields.get(kind.name)
        if known is None:
            free = (name for name, field in kind.fields.items() if not field.read_only and field.kind != "subrecord")
            names = dict.fromkeys((*_LOGGED[kind.kind], *free))
            known = self._noted_fields[kind.name] = tuple(name for name in names if name not in _NOT_NOTED)
        return known

    def _noted(self, kind: RecordType, old: Body | None, new: Body) -> None:
        prefix = "TRANDOC" if kind.kind == "transaction" else kind.kind.upper()
        changes: list[Change]
        if old is None:
            changes = [
                (f"{prefix}.{name.upper()}", None, new[name], None) for name in _LOGGED[kind.kind] if name in new
            ]
        else:
            changes = [
                (f"{prefix}.{name.upper()}", old.get(name), new.get(name), None)
                for name in self._fields(kind)
                if old.get(name) != new.get(name)
            ]
            changes += self._line_changes(kind, old, new)
        if not changes:
            return
        at, caller = self._moment(new), self.actor()
        role = None if caller is None else int(caller.role.id)
        author, shared = self._author(), (int(new["id"]), type_id(kind))
        self._db.executemany(
            'INSERT INTO "suiteql_systemnote" (date, name, role, field, oldvalue, newvalue, type, context, recordid,'
            " recordtypeid, lineid) VALUES (?, ?, ?, ?, ?, ?, ?, 'REST', ?, ?, ?)",
            [
                (at, author, role, field, _shown(was), _shown(now), _SET if was is None else _CHANGE, *shared, line)
                for field, was, now, line in changes
            ],
        )

    def _line_changes(self, kind: RecordType, old: Body, new: Body) -> Iterator[Change]:
        """Fields of numbered lines that were there before; a line that came or went shows in its item and quantity."""
        if kind.kind != "transaction":
            return
        for sublist in kind.sublists.values():
            if sublist.existing_key != ("line",) or old.get(sublist.name) == new.get(sublist.name):
                continue
            names = [
                name for name, field in sublist.fields.items() if not field.read_only and field.kind != "subrecord"
            ]
            before = {line.get("line"): line for line in old.get(sublist.name, ())}
            after = {line.get("line"): line for line in new.get(sublist.name, ())}
            for number in {**before, **after}:
                was, now = before.get(number, {}), after.get(number, {})
                for name in names:
                    if name != "line" and was.get(name) != now.get(name):
                        yield f"TRANLINE.{name.upper()}", was.get(name), now.get(name), number


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
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
