"""A record store in memory, in which a seed company is made before it goes to the account in one piece."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from suiteplug.emulator.schema import Schema
    from suiteplug.emulator.store import RecordStore

    Body = dict[str, Any]


class MemoryStore:
    """Holds bodies without copying them: rules never change a body that they have read.

    Attributes:
        listeners: As those of the record store.
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self.listeners: list[Callable[[str, Body | None, Body | None], None]] = []
        self._records: dict[str, dict[str, Body]] = {}
        self._types: dict[tuple[str, str], str] = {}
        self._last: dict[str, int] = defaultdict(int)

    def get(self, record_type: str, record_id: str) -> Body | None:
        """The stored body itself."""
        return self._records.get(record_type, {}).get(record_id)

    def type_of(self, namespace: str, record_id: str) -> str | None:
        """The record type that an internal ID of a namespace belongs to."""
        return self._types.get((namespace, record_id))

    def ids(self, record_type: str) -> list[str]:
        """Internal IDs of a type in numeric order."""
        return sorted(self._records.get(record_type, ()), key=int)

    def scan(self, record_type: str) -> Iterator[Body]:
        """All bodies of a type in numeric order."""
        records = self._records.get(record_type, {})
        return iter([records[record_id] for record_id in self.ids(record_type)])

    def next_id(self, namespace: str) -> str:
        """The next number of a namespace."""
        self._last[namespace] += 1
        return str(self._last[namespace])

    def start_at(self, namespace: str, first: int) -> None:
        """Let the numbers of a namespace begin at ``first``."""
        self._last[namespace] = first - 1

    def put(self, record_type: str, body: Body) -> str:
        """Insert or replace by ``body["id"]``; a body without one gets the next ID."""
        namespace = self._schema.namespace(record_type)
        if "id" not in body:
            body["id"] = self.next_id(namespace)
        record_id = str(body["id"])
        old = self.get(record_type, record_id)
        if old is None:
            self._types[namespace, record_id] = record_type
            self._last[namespace] = max(self._last[namespace], int(record_id))
        self._records.setdefault(record_type, {})[record_id] = body
        for listener in self.listeners:
            listener(record_type, old, body)
        return record_id

    def contents(self) -> tuple[dict[str, list[Body]], dict[str, int]]:
        """All bodies by type, in the order they were first made, and the last number of each namespace."""
        return {name: list(records.values()) for name, records in self._records.items()}, dict(self._last)

    def fill(self, records: dict[str, list[Body]], last: dict[str, int]) -> None:
        """Take over what `contents` of another store gave; listeners are not told."""
        for name, bodies in records.items():
            self._records[name] = {str(body["id"]): body for body in bodies}
        self._last.update(last)

    def pour_into(self, store: RecordStore) -> None:
        """Write everything to an empty record store, in the order it was first made, in one transaction."""
        with store.transaction():
            for record_type, records in self._records.items():
                for body in records.values():
                    store.put(record_type, body)
            for namespace, last in self._last.items():
                self._advance(store, namespace, last)

    @staticmethod
    def _advance(store: RecordStore, namespace: str, last: int) -> None:
        """Let the store's numbers go on where these stopped."""
        store.db.execute(
            "INSERT INTO record_sequence VALUES (?, ?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)",
            (namespace, last),
        )
