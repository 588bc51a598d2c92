"""Records that a rule needs to see: items, parties, transactions, setup lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from suiteplug.emulator.roles import Level
from suiteplug.emulator.rules.items.item_kinds import ITEM_KINDS, ItemKind
from suiteplug.emulator.rules.shared.refusals import invalid_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from suiteplug.emulator.rules.ports import Body, Store
    from suiteplug.emulator.rules.shared.index import Index


class Found(NamedTuple):
    """A record and its type."""

    record_type: str
    body: Body

    @property
    def record_id(self) -> str:
        """Internal ID."""
        return str(self.body["id"])


class Item(NamedTuple):
    """An item with what its type means on a line."""

    record_type: str
    body: Body
    kind: ItemKind

    @property
    def item_id(self) -> str:
        """Internal ID."""
        return str(self.body["id"])

    @property
    def name(self) -> str:
        """Item name/number, as messages call it."""
        return str(self.body.get("itemId", self.body["id"]))

    @property
    def fulfillable(self) -> bool:
        """Whether a sales order line of it waits for a fulfilment."""
        return bool(self.body.get("isFulfillable", self.kind.fulfillable))


class Lookup:
    """Reads through the store; what it returns is not to be changed, only copied.

    During one save the same records are asked for again and again, so each is read once. `forget` begins the next
    save, and what a save writes is forgotten at once; so nothing outlives a transaction that was rolled back.

    Attributes:
        known_names: Tells the name of a record that exists although it is not in the store: one that records loaded
            from a real account refer to. Rules see no more of it than that.
    """

    def __init__(self, store: Store, index: Index) -> None:
        self._store = store
        self._index = index
        self._read: dict[tuple[str, str], Body | None] = {}
        self._types: dict[tuple[str, str], str | None] = {}
        self.known_names: Callable[[str, str], str | None] | None = None
        store.listeners.append(self._evict)

    def forget(self) -> None:
        """Read everything anew."""
        self._read.clear()
        self._types.clear()

    def _evict(self, record_type: str, old: Body | None, new: Body | None) -> None:
        body = new if new is not None else old
        if body is not None:
            self._read.pop((record_type, body["id"]), None)
        if old is None or new is None:
            self._types.clear()

    def get(self, record_type: str, record_id: str | None) -> Body | None:
        """One record; None for no ID or no record."""
        if record_id is None:
            return None
        key = (record_type, record_id)
        if key not in self._read:
            self._read[key] = self._store.get(record_type, record_id) or self._named_only(record_type, record_id)
        return self._read[key]

    def _named_only(self, record_type: str, record_id: str) -> Body | None:
        name = None if self.known_names is None else self.known_names(record_type, record_id)
        return None if name is None else {"id": record_id, "name": name, "fullName": name}

    def _of_namespace(self, namespace: str, record_id: str) -> Found | None:
        key = (namespace, record_id)
        if key not in self._types:
            self._types[key] = self._store.type_of(namespace, record_id)
        record_type = self._types[key]
        body = self.get(record_type, record_id) if record_type is not None else None
        return Found(str(record_type), body) if body is not None else None

    def item(self, item_id: str, path: str | None = None) -> Item:
        """An item of any kind.

        Raises:
            Problem: No such item.
        """
        found = self._of_namespace("item", item_id)
        if found is None or found.record_type not in ITEM_KINDS:
            raise invalid_value(item_id, "item", path)
        return Item(found.record_type, found.body, ITEM_KINDS[found.record_type])

    def item_named(self, name: str) -> Item | None:
        """The item with this name/number."""
        for pointer in self._index.find("sku", name.lower()):
            return self.item(pointer.record_id)
        return None

    def transaction(self, record_id: str | None) -> Found | None:
        """A transaction of any type."""
        return None if record_id is None else self._of_namespace("transaction", record_id)

    def entity(self, record_id: str | None) -> Found | None:
        """A customer, vendor, employee or contact."""
        return None if record_id is None else self._of_namespace("entity", record_id)

    def named(self, kind: str, key: str) -> Iterator[Found]:
        """Records that the index knows under a name."""
        for pointer in self._index.find(kind, key):
            body = self.get(pointer.record_type, pointer.record_id)
            if body is not None:
                yield Found(pointer.record_type, body)

    def first(self, kind: str, key: str) -> Found | None:
        """The oldest record under a name."""
        return next(self.named(kind, key), None)

    def knows(self, kind: str, key: str) -> bool:
        """Whether any record stands under a name."""
        return self._index.has(kind, key)

    def children(self, source_id: str, record_type: str | None = None) -> list[Found]:
        """Transactions created from a transaction."""
        found = self.named("child", source_id)
        return [child for child in found if record_type is None or child.record_type == record_type]

    def account(self, kind: str, key: str) -> str | None:
        """Internal ID of the first account of a type (``accountType``) or with a special role (``accountRole``)."""
        found = self.first(kind, key)
        return None if found is None else found.record_id

    def may_override_locks(self) -> bool:
        """Whether who is asking may post to locked periods."""
        actor = getattr(self._store, "actor", None)
        return actor is not None and actor.role.level("ADMI_PERIODOVERRIDE") > Level.NONE

    def is_within(self, subsidiary_id: str, ancestors: list[str]) -> bool:
        """Whether a subsidiary is one of ``ancestors`` or below one."""
        current: str | None = subsidiary_id
        while current is not None:
            if current in ancestors:
                return True
            body = self.get("subsidiary", current)
            current = None if body is None else body.get("parent")
        return False
