"""Create, update, upsert, delete, transform."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.record import refusals, restrictions
from suiteplug.emulator.record.body_reader import BodyReader, stamp
from suiteplug.emulator.record.merge import STATIC_LISTS, Merge, number_lines
from suiteplug.emulator.record.references import References
from suiteplug.emulator.store import ExternalIdTakenError

if TYPE_CHECKING:
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.record.guesses import Guesses
    from suiteplug.emulator.record.names import RecordedNames
    from suiteplug.emulator.record.options import WriteOptions
    from suiteplug.emulator.schema import RecordType
    from suiteplug.emulator.store import RecordStore

Body = dict[str, Any]
_CREATED = ("createdDate", "dateCreated", "created")
_KEPT = frozenset({"id", "externalId", "entityId", "tranId", "subsidiary", "customForm", "itemId", "orderStatus"})
_MODIFIED = ("lastModifiedDate", "lastModified")


class BusinessRules(Protocol):
    """What happens around a save."""

    def prepare(self, record_type: str, old: Body | None, new: Body, *, created_from: Body | None = None) -> Body:
        """The complete body to store; raises Problem when the rules refuse it."""
        ...

    def after_save(self, record_type: str, old: Body | None, new: Body) -> None:
        """Effects on other records."""
        ...

    def before_delete(self, record_type: str, old: Body) -> None:
        """Refuses when other records depend on this one."""
        ...

    def transform(self, source_type: str, source: Body, target_type: str) -> Body:
        """The prefilled target."""
        ...

    def display_name(self, record_type: str, body: Body) -> str:
        """``refName`` of a record."""
        ...


@dataclass(frozen=True, slots=True)
class Saved:
    """A finished write; ``dropped`` holds the paths of properties that were left out."""

    record_id: str
    dropped: tuple[str, ...] = ()


class RecordWrites:
    """Writes records, each in one transaction."""

    def __init__(
        self,
        store: RecordStore,
        rules: BusinessRules,
        clock: Clock,
        guesses: Guesses,
        recorded: RecordedNames | None = None,
    ) -> None:
        self._store = store
        self._rules = rules
        self._clock = clock
        self._guesses = guesses
        self._references = References(store, recorded, by_name=guesses.references_by_name)

    def create(self, record_type: RecordType, body: Body, options: WriteOptions, **fixed: str) -> Saved:
        """A new record; ``fixed`` values override the body's."""
        with self._store.transaction():
            reader = self._reader(options)
            changes = reader.read(record_type, body) | fixed
            merge = Merge(self._new_line_id)
            new = merge.apply(record_type, {}, changes, options.replace)
            return Saved(self._save(record_type, None, new), tuple(reader.dropped))

    def update(self, record_type: RecordType, old: Body, body: Body, options: WriteOptions, **fixed: str) -> Saved:
        """Change a record: fields left out stay, null clears (Oracle help: section_1545142173)."""
        with self._store.transaction():
            reader = self._reader(options)
            changes = reader.read(record_type, body) | fixed
            merge = Merge(self._new_line_id, clears=not options.replace_selected_fields)
            new = merge.apply(record_type, old, changes, options.replace)
            return Saved(self._save(record_type, old, new), tuple(reader.dropped))

    def upsert(self, record_type: RecordType, external_id: str, body: Body, options: WriteOptions) -> Saved:
        """Create or update by external ID; the URL decides over ``externalId`` in the body."""
        record_id = self._store.find_external(record_type.name, external_id)
        old = None if record_id is None else self._store.get(record_type.name, record_id)
        if old is None:
            return self.create(record_type, body, options, externalId=external_id)
        if not self._guesses.upsert_keeps_fields:
            body = {**_cleared(record_type, old, body), **body}
        return self.update(record_type, old, body, options, externalId=external_id)

    def delete(self, record_type: RecordType, old: Body) -> None:
        """Remove a record that nothing depends on."""
        with self._store.transaction():
            self._rules.before_delete(record_type.name, old)
            self._store.delete(record_type.name, old["id"])

    def transform(
        self, source_type: RecordType, source: Body, target: RecordType, body: Body, options: WriteOptions
    ) -> Saved:
        """Make the target from the source; the body overrides the prefilled values."""
        with self._store.transaction():
            offered = self._rules.transform(source_type.name, source, target.name)
            number_lines(target, offered)
            reader = self._reader(options)
            changes = reader.read(target, body)
            fixed = target.name in STATIC_LISTS and not self._guesses.static_lists_can_be_replaced
            merge = Merge(self._new_line_id, offered=True, static=frozenset({"item"}) if fixed else frozenset())
            new = merge.apply(target, offered, changes, options.replace)
            if target.name in STATIC_LISTS and not self._guesses.omitted_lines_are_taken:
                _untick_omitted(new, changes)
            return Saved(self._save(target, None, new, created_from=source), tuple(reader.dropped))

    def _reader(self, options: WriteOptions) -> BodyReader:
        return BodyReader(self._references, options, names_in_words=self._guesses.unknown_names_in_words)

    def _save(self, record_type: RecordType, old: Body | None, new: Body, created_from: Body | None = None) -> str:
        self._refuse_taken_external_id(record_type, new)
        prepared = self._prepared(record_type, old, new, created_from)
        restrictions.require(self._store, record_type, prepared, edit=True)
        self._stamp(record_type, prepared, is_new=old is None)
        try:
            record_id = self._store.put(record_type.name, prepared)
        except ExternalIdTakenError:
            raise refusals.external_id_taken(record_type) from None
        self._rules.after_save(record_type.name, old, prepared)
        return record_id

    def _prepared(self, record_type: RecordType, old: Body | None, new: Body, created_from: Body | None) -> Body:
        """The body after the business rules; their refusals say in words only what is wrong, unless told otherwise."""
        try:
            return self._rules.prepare(record_type.name, old, new, created_from=created_from)
        except Problem as problem:
            if not self._guesses.paths_of_rules:
                problem.path = None
            raise

    def _refuse_taken_external_id(self, record_type: RecordType, new: Body) -> None:
        """Before the rules speak: a repeated create must hear that it exists, whatever else is wrong by now."""
        external_id = new.get("externalId")
        if external_id is None:
            return
        holder = self._store.find_external(record_type.name, external_id)
        if holder is not None and holder != new.get("id"):
            raise refusals.external_id_taken(record_type)

    def _stamp(self, record_type: RecordType, body: Body, *, is_new: bool) -> None:
        now = stamp(self._clock.now())
        for name in (*_CREATED, *_MODIFIED) if is_new else _MODIFIED:
            if name in record_type.fields:
                body[name] = now

    def _new_line_id(self, sublist: str) -> int:
        return int(self._store.next_id(f"line:{sublist}"))


def _cleared(record_type: RecordType, old: Body, body: Body) -> Body:
    """Null for every field that a PUT does not name, as far as a caller may set it and the form does not ask for it."""
    named = {name.lower() for name in body}
    return {
        name: None
        for name, field in record_type.fields.items()
        if name in old and name.lower() not in named and not (field.read_only or field.required or name in _KEPT)
    }


def _untick_omitted(new: Body, changes: Body) -> None:
    """Lines that a transform's body does not name stay behind, when it names any."""
    named = {line.get("orderLine") for line in changes.get("item") or ()}
    for line in new.get("item", ()) if named else ():
        if line.get("orderLine") not in named:
            line["itemReceive"] = False
