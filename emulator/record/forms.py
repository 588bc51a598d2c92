"""Forms: a record as it would be saved, with all that NetSuite fills in. Nothing is saved.

Oracle help: article_1217103046 (create-form, edit-form), since 2026.1. A form is asked for by the ``Accept`` header of
an otherwise ordinary POST or PATCH.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.record import refusals
from suiteplug.emulator.record.body_reader import BodyReader, parse_object
from suiteplug.emulator.record.merge import STATIC_LISTS, Merge, number_lines
from suiteplug.emulator.record.options import WriteOptions, flag
from suiteplug.emulator.record.references import References
from suiteplug.emulator.roles import Level
from suiteplug.emulator.rules.shared.refusals import IncompleteProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.record.body_writer import BodyWriter
    from suiteplug.emulator.record.names import RecordedNames
    from suiteplug.emulator.record.target import RecordAddress
    from suiteplug.emulator.record.writes import BusinessRules
    from suiteplug.emulator.schema import RecordType
    from suiteplug.emulator.store import RecordStore

    WriterOf = Callable[..., BodyWriter]

Body = dict[str, Any]
FormKind = Literal["create-form", "edit-form", "select-options"]
_KINDS: tuple[FormKind, ...] = ("create-form", "edit-form", "select-options")
_MEDIA = "application/vnd.oracle.resource+json; type="
_NOWHERE = "unsaved:"
_NUMBERS = ("tranId", "transactionNumber", "entityId")
_FIRST_RELEASE = "2026.1"


def asked_for(request: Request, release: str) -> FormKind | None:
    """The form that the ``Accept`` header asks for; None for an ordinary request, and before 2026.1."""
    if release < _FIRST_RELEASE:
        return None
    accept = request.headers.get("accept", "").lower().replace(" ", "").replace('"', "")
    return next((kind for kind in _KINDS if f"type={kind}" in accept), None)


def media_type(kind: str) -> str:
    """The media type of a resource."""
    return f"{_MEDIA}{kind}"


class _UndoError(Exception):
    """Ends a transaction in which everything was only tried."""


class Forms:
    """Makes forms of new records, of records made from others, and of saved ones."""

    def __init__(
        self, store: RecordStore, rules: BusinessRules, writer_of: WriterOf, recorded: RecordedNames | None = None
    ) -> None:
        self._store = store
        self._rules = rules
        self._writer_of = writer_of
        self._references = References(store, recorded)

    def create(self, request: Request, record_type: RecordType) -> Response:
        """The form of a new record."""
        _require(request, record_type, Level.CREATE)
        body = self.unsaved(request, record_type)
        return self._reply(request, "create-form", record_type, body, ("create", request.url))

    def edit(self, request: Request, address: RecordAddress) -> Response:
        """The form of a saved record with changes applied."""
        _require(request, address.record_type, Level.EDIT)
        old = address.load(self._store)
        body = self.unsaved(request, address.record_type, old)
        return self._reply(request, "edit-form", address.record_type, body, ("edit", request.url))

    def transform(self, request: Request, source: RecordAddress, target: RecordType) -> Response:
        """The form of a record made from another: exactly the lines that NetSuite offers, with their keys."""
        _require(request, source.record_type, Level.VIEW)
        _require(request, target, Level.CREATE)
        found = source.load(self._store)
        sent = parse_object(request.body, empty_allowed=True)
        options = WriteOptions.of(request)
        with _undone(self._store):
            offered = self._rules.transform(source.record_type.name, found, target.name)
            number_lines(target, offered)
            changes = BodyReader(self._references, options).read(target, sent)
            static = frozenset({"item"}) if target.name in STATIC_LISTS else frozenset[str]()
            new = Merge(self._new_line_id, offered=True, static=static).apply(target, offered, changes, options.replace)
            body = self._completed(target, None, new, found)
        return self._reply(request, "create-form", target, body, ("transform", request.url))

    def unsaved(self, request: Request, record_type: RecordType, old: Body | None = None) -> Body:
        """The record with the request's body applied, completed as far as the rules get."""
        sent = parse_object(request.body, empty_allowed=True)
        options = WriteOptions.of(request)
        with _undone(self._store):
            changes = BodyReader(self._references, options).read(record_type, sent)
            if old is not None and not changes:
                return old  # a saved record is shown as it is, also where rules of today would not let it be saved
            new = Merge(self._new_line_id).apply(record_type, old or {}, changes, options.replace)
            return self._completed(record_type, old, new)

    def _completed(self, record_type: RecordType, old: Body | None, new: Body, source: Body | None = None) -> Body:
        try:
            body = self._rules.prepare(record_type.name, old, new, created_from=source)
        except IncompleteProblem as problem:
            body = problem.so_far or new
        return {name: value for name, value in body.items() if old or name in new or name not in _NUMBERS}

    def _new_line_id(self, sublist: str) -> int:
        return int(self._store.next_id(f"line:{sublist}"))

    def _reply(
        self, request: Request, kind: FormKind, record_type: RecordType, body: Body, save: tuple[str, str]
    ) -> Response:
        """``fields``, ``expand`` and ``expandSubResources`` as for a GET; without them sublists stay closed."""
        saved = body.get("id")
        plain = self._writer_of(request)
        url = plain.record_url(record_type.name, saved) if saved else _NOWHERE
        only = names_of(record_type, request.param("fields"), "fields")
        wire = plain.members(record_type, body, url, only)
        expanded = names_of(record_type, request.param("expand"), "expand")
        if expanded and not flag(request, "expandSubResources"):
            opened = self._writer_of(request, expand=True).members(record_type, body, url, expanded)
            wire = dict(sorted({**wire, **opened}.items(), key=lambda member: member[0].lower()))
        relation, href = save
        links = [
            {"rel": "self", "href": request.url, "method": request.method, "mediaType": media_type(kind)},
            {
                "rel": relation,
                "href": href.partition("?")[0],
                "method": request.method,
                "mediaType": media_type("singular"),
            },
        ]
        return Response.json({"links": links, **(wire if saved else _without_nowhere(wire))}, kind=kind)


def names_of(record_type: RecordType, written: str | None, parameter: str) -> tuple[str, ...]:
    """Members named by a parameter, in the schema's spelling; the refusal of others is ours."""
    names: dict[str, None] = {}
    for name in filter(None, (part.strip() for part in (written or "").split(","))):
        member = record_type.member(name)
        if member is None:
            raise refusals.bad_parameter(parameter, name, f"{record_type.name} has no such field.")
        names[member.name] = None
    return tuple(names)


def _without_nowhere(value: Any) -> Any:
    """Without the links to parts of a record that does not exist yet."""
    if isinstance(value, list):
        return [_without_nowhere(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    return {
        name: [link for link in member if not link["href"].startswith(_NOWHERE)]
        if name == "links"
        else _without_nowhere(member)
        for name, member in value.items()
    }


def _require(request: Request, record_type: RecordType, level: Level) -> None:
    request.role.require(record_type.permission, level, record_type.permission_label)


@contextmanager
def _undone(store: RecordStore) -> Iterator[None]:
    """Everything inside is taken back: numbers, IDs, rows."""
    try:
        with store.transaction():
            yield
            raise _UndoError  # noqa: TRY301 - it ends the transaction inside, not this function
    except _UndoError:
        return
