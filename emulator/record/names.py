"""What replies say about a referenced record: its type (for the link) and its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from suiteplug.emulator.schema import Field
    from suiteplug.emulator.store import RecordStore

_CACHED_NAMES = 50_000


class DisplayNames(Protocol):
    """The part of the rules that names a record."""

    def display_name(self, record_type: str, body: dict[str, Any]) -> str:
        """``refName`` of a record."""
        ...


class Named(NamedTuple):
    """A referenced record; ``record_type`` is None when it is no REST record."""

    record_type: str | None
    name: str | None


class RecordedNames(Protocol):
    """What a real account, from which records were loaded, called a record."""

    def name(self, record_type: str, record_id: str) -> str | None:
        """The recorded ``refName``."""
        ...


class ReferenceNames:
    """Names of referenced records, remembered until the record changes."""

    def __init__(self, store: RecordStore, rules: DisplayNames, recorded: RecordedNames | None = None) -> None:
        self._store = store
        self._schema = store.schema
        self._rules = rules
        self._recorded = recorded
        self._known: dict[tuple[str, str], Named] = {}
        store.listeners.append(self._forget)

    def look_up(self, field: Field, record_id: str) -> Named:
        """Type and name of what a reference points to."""
        option = field.enum.get(record_id)
        if option is not None or not field.target:
            return Named(None, option)
        for namespace in {self._schema.namespace(name): None for name in field.target}:
            found = self._of_namespace(namespace, record_id)
            if found.record_type is not None:
                return found
        return self._outside(field, record_id)

    def _outside(self, field: Field, record_id: str) -> Named:
        """A record that was not loaded itself, but that a loaded one refers to."""
        if self._recorded is not None:
            for target in field.target:
                name = self._recorded.name(target, record_id)
                if name is not None:
                    return Named(target, name)
        return Named(None, None)

    def _of_namespace(self, namespace: str, record_id: str) -> Named:
        key = (namespace, record_id)
        found = self._known.get(key)
        if found is None:
            found = self._load(namespace, record_id)
            if len(self._known) >= _CACHED_NAMES:
                self._known.clear()
            self._known[key] = found
        return found

    def _load(self, namespace: str, record_id: str) -> Named:
        record_type = self._store.type_of(namespace, record_id)
        body = self._store.get(record_type, record_id) if record_type is not None else None
        if record_type is None or body is None:
            return Named(None, None)
        recorded = None if self._recorded is None else self._recorded.name(record_type, record_id)
        return Named(record_type, recorded or self._rules.display_name(record_type, body))

    def _forget(self, record_type: str, _old: object, new: dict[str, Any] | None) -> None:
        old = _old if isinstance(_old, dict) else {}
        body = new if new is not None else old
        self._known.pop((self._schema.namespace(record_type), str(body["id"])), None)

    def forget_all(self) -> None:
        """After a rolled back transaction: nothing seen inside it may be remembered."""
        self._known.clear()
