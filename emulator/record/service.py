"""The record service's door: from a request to the operation, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.mirror.replies import Mirrored
from suiteplug.emulator.record import options, refusals, restrictions
from suiteplug.emulator.record.attachments import Attachments
from suiteplug.emulator.record.body_reader import parse_object
from suiteplug.emulator.record.body_writer import BodyWriter
from suiteplug.emulator.record.collection import Collections
from suiteplug.emulator.record.forms import Forms, asked_for
from suiteplug.emulator.record.names import ReferenceNames
from suiteplug.emulator.record.options import WriteOptions
from suiteplug.emulator.record.parts import Part, find_part
from suiteplug.emulator.record.record_actions import RecordActions
from suiteplug.emulator.record.select_options import SelectOptions
from suiteplug.emulator.record.target import RecordAddress
from suiteplug.emulator.record.writes import RecordWrites
from suiteplug.emulator.roles import UNRESTRICTED, Level
from suiteplug.emulator.schema import Field, Sublist

if TYPE_CHECKING:
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.mirror.kept import KeptReplies
    from suiteplug.emulator.record.forms import FormKind
    from suiteplug.emulator.record.writes import Body, BusinessRules, Saved
    from suiteplug.emulator.schema import RecordType
    from suiteplug.emulator.settings import Settings
    from suiteplug.emulator.store import RecordStore

_TRANSFORM_SEGMENTS = 4
_NOT_IN_HEADERS = re.compile(r"[^!-+\--~]")


class RecordService:
    """Answers everything below ``/services/rest/record/v1`` except the metadata catalog."""

    def __init__(
        self,
        store: RecordStore,
        rules: BusinessRules,
        settings: Settings,
        clock: Clock,
        kept: KeptReplies | None = None,
    ) -> None:
        self._store = store
        self._schema = store.schema
        self._mirrored = None if kept is None else Mirrored(kept)
        self._names = ReferenceNames(store, rules, kept)
        self._guesses = settings.record_guesses
        self._locked = settings.locked_records
        self._changed = set(settings.changed_records)
        self._read_level = Level.EDIT if settings.reads_are_edits else Level.VIEW
        self._writes = RecordWrites(store, rules, clock, self._guesses, kept)
        self._collections = Collections(store, settings.date_format)
        self._release = settings.release
        self._forms = Forms(store, rules, self._writer, kept)
        self._choices = SelectOptions(store, rules, self._forms, nested=self._guesses.options_of_lines_nested)
        strict = self._guesses.detaching_needs_attachment
        self._attachments = Attachments(store, rules, detaching_needs_attachment=strict)
        self._actions = RecordActions(store, self._writes)

    def handle(self, request: Request) -> Response:
        """Answer one request; ``request.segments`` are those below the door's prefix.

        Raises:
            Problem: NetSuite refuses.
        """
        options.check_media_types(request)
        segments = tuple(segment for segment in request.segments if segment)
        if not segments:
            raise refusals.malformed_url(request.path)
        record_type = self._type(segments[0], request)
        before, self._store.actor = self._store.actor, request.caller
        try:
            if len(segments) > 1:
                self._refuse_unreachable(request, RecordAddress(record_type, segments[1]), segments)
            return self._dispatch(request, record_type, segments)
        except Problem:
            if request.method != "GET":
                self._names.forget_all()
            raise
        finally:
            self._store.actor = before

    def _refuse_unreachable(self, request: Request, address: RecordAddress, segments: tuple[str, ...]) -> None:
        """A record outside the restrictions of the role can be seen, changed or neither; a transform only reads it."""
        if request.caller is None or request.role.restrictions == UNRESTRICTED:
            return
        body = address.find(self._store)
        if body is not None:
            reads = request.method == "GET" or (len(segments) > 2 and segments[2].lower() == "!transform")  # noqa: PLR2004
            restrictions.require(self._store, address.record_type, body, edit=not reads)

    def _type(self, name: str, request: Request) -> RecordType:
        record_type = self._schema.find(name)
        if record_type is None:
            raise refusals.unknown_type(name, request.path)
        return record_type

    def _dispatch(self, request: Request, record_type: RecordType, segments: tuple[str, ...]) -> Response:
        form = asked_for(request, self._release)
        if form is not None:
            return self._form(request, form, record_type, segments)
        if len(segments) == 1:
            return self._collection(request, record_type)
        address = RecordAddress(record_type, segments[1])
        address.refuse_unusable_external_id(request)
        if len(segments) == 2:  # noqa: PLR2004 - type and ID
            return self._instance(request, address)
        operation = segments[2]
        if operation.lower() == "!transform":
            return self._transform(request, address, segments)
        if operation.lower() in {"!attach", "!detach"}:
            return self._attachments.handle(request, address, segments[2:])
        if operation.startswith("@"):
            return self._actions.handle(request, address, segments[2:])
        if operation.startswith("!"):
            raise refusals.missing_part(request.path)
        return self._part(request, address, segments[2:])

    def _form(self, request: Request, form: FormKind, record_type: RecordType, segments: tuple[str, ...]) -> Response:
        """A form or its choices; what the request would otherwise do is not done, whatever else is wrong with it."""
        address = RecordAddress(record_type, segments[1]) if len(segments) > 1 else None
        match (form, request.method, len(segments)):
            case ("create-form", "POST", 1):
                return self._forms.create(request, record_type)
            case ("create-form", "POST", 4) if address is not None and segments[2].lower() == "!transform":
                return self._forms.transform(request, address, self._type(segments[3], request))
            case ("edit-form", "PATCH", 2) if address is not None:
                return self._forms.edit(request, address)
            case ("select-options", "POST", 1) | ("select-options", "PATCH", 2):
                return self._choices.answer(request, record_type, address)
            case _:
                raise refusals.not_acceptable(request.headers["accept"])

    def _collection(self, request: Request, record_type: RecordType) -> Response:
        if request.method == "GET":
            _require(request, record_type, Level.VIEW)
            if options.flag(request, "expandRecords") and request.param("ids") is None:
                raise refusals.bad_parameter("ids", "", "Provide the IDs of records.")
            return Response.json(self._collections.page(record_type, request), kind="collection")
        if request.method == "POST":
            _require(request, record_type, Level.CREATE)
            body = parse_object(request.body)
            return self._saved(request, record_type, self._writes.create(record_type, body, WriteOptions.of(request)))
        raise refusals.method_not_allowed(request.method, "GET", "POST")

    def _instance(self, request: Request, address: RecordAddress) -> Response:
        handler = {"GET": self._read, "PATCH": self._update, "PUT": self._upsert, "DELETE": self._delete}.get(
            request.method
        )
        if handler is None:
            raise refusals.method_not_allowed(request.method, "GET", "PATCH", "PUT", "DELETE")
        return handler(request, address)

    def _load(self, address: RecordAddress) -> Body:
        """The record, unless a workflow has locked it: then not even a GET sees it."""
        body = address.load(self._store)
        if self._locked and f"{address.record_type.name}/{body['id']}" in self._locked:
            raise refusals.locked()
        return body

    def _clash(self, address: RecordAddress, body: Body | None) -> None:
        """The first write of a record that somebody else changes at the same moment is refused, the next one not."""
        key = f"{address.record_type.name}/{(body or {}).get('id')}"
        if key in self._changed:
            self._changed.remove(key)
            raise refusals.changed_meanwhile(as_user_error=self._guesses.clash_is_user_error)

    def _read(self, request: Request, address: RecordAddress) -> Response:
        record_type = address.record_type
        _require(request, record_type, self._read_level)
        body = self._load(address)
        fields = request.param("fields")
        only = () if fields is None else _only(record_type, fields)
        # Recorded: the self link repeats the parameters, commas as %2C (julienchriqui-okkoer/netsuite-mcp-server).
        query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in request.query)
        writer = self._writer(request)
        recorded = self._mirrored and self._mirrored.record(record_type, body, writer, only=only, query=query)
        return Response.json(recorded or writer.record(record_type, body, only=only, query=query))

    def _update(self, request: Request, address: RecordAddress) -> Response:
        _require(request, address.record_type, Level.EDIT)
        old = self._load(address)
        self._clash(address, old)
        body = parse_object(request.body)
        saved = self._writes.update(address.record_type, old, body, WriteOptions.of(request))
        return self._saved(request, address.record_type, saved)

    def _upsert(self, request: Request, address: RecordAddress) -> Response:
        external_id = address.external_id
        if not external_id:
            raise refusals.malformed_url(request.path)
        old = address.find(self._store)
        _require(request, address.record_type, Level.EDIT if old is not None else Level.CREATE)
        self._clash(address, old)
        body = parse_object(request.body)
        saved = self._writes.upsert(address.record_type, external_id, body, WriteOptions.of(request))
        return self._saved(request, address.record_type, saved, location=self._guesses.location_on_upsert)

    def _delete(self, request: Request, address: RecordAddress) -> Response:
        _require(request, address.record_type, Level.FULL)
        self._writes.delete(address.record_type, self._load(address))
        return Response.no_content()

    def _transform(self, request: Request, address: RecordAddress, segments: tuple[str, ...]) -> Response:
        if len(segments) != _TRANSFORM_SEGMENTS:
            raise refusals.malformed_url(request.path)
        if request.method != "POST":
            raise refusals.method_not_allowed(request.method, "POST")
        target = self._type(segments[3], request)
        _require(request, address.record_type, Level.VIEW)
        _require(request, target, Level.CREATE)
        source = self._load(address)
        body = parse_object(request.body, empty_allowed=True)
        saved = self._writes.transform(address.record_type, source, target, body, WriteOptions.of(request))
        return self._saved(request, target, saved, location=self._guesses.location_on_transform)

    def _part(self, request: Request, address: RecordAddress, path: tuple[str, ...]) -> Response:
        """Below a record there is only GET (Oracle help: chapter_1545142407, section_159894563219)."""
        if request.method != "GET":
            raise refusals.method_not_allowed(request.method, "GET")
        _require(request, address.record_type, Level.VIEW)
        body = self._load(address)
        writer = self._writer(request)
        recorded = self._mirrored and self._mirrored.part(address.record_type, body, path, writer)
        if recorded:
            return Response.json(recorded[0], kind="collection" if recorded[1] else "singular")
        url = writer.record_url(address.record_type.name, body["id"])
        part = find_part(address.record_type, body, path, url, request.path)
        if isinstance(part.member, Sublist):
            if part.is_line:
                return Response.json(writer.line(part.member, part.value, part.url))
            return Response.json(writer.sublist(part.member, part.value, part.url), kind="collection")
        return self._field_part(request, part, part.member, writer)

    def _field_part(self, request: Request, part: Part, field: Field, writer: BodyWriter) -> Response:
        if field.subrecord is not None:
            return Response.json(writer.subrecord(field.subrecord, part.value, part.url))
        if field.kind == "multiselect":
            return Response.json(writer.multiselect(field, part.value, part.url), kind="collection")
        if field.kind == "reference":
            name = self._names.look_up(field, part.value).record_type
            target = None if name is None else self._schema.find(name)
            if target is not None:
                return self._read(request, RecordAddress(target, part.value))
        raise refusals.missing_part(request.path)

    def _writer(self, request: Request, *, expand: bool = False) -> BodyWriter:
        return BodyWriter(
            self._names,
            request.door_url,
            expand=expand or options.flag(request, "expandSubResources"),
            simple_enums=options.flag(request, "simpleEnumFormat"),
        )

    def _saved(self, request: Request, record_type: RecordType, saved: Saved, *, location: bool = True) -> Response:
        """204, with the ID in ``Location`` and what was left out in ``X-NetSuite-PropertyValidation``."""
        headers: dict[str, str] = {}
        if saved.dropped:
            headers["x-netsuite-propertyvalidation"] = ",".join(map(_header_text, saved.dropped))
        url = f"{request.door_url}/{record_type.name.lower()}/{saved.record_id}"
        return Response.no_content(location=url if location else None, headers=headers)


def _header_text(path: str) -> str:
    """A property path as a header may carry it: names come from the caller and may hold anything."""
    return _NOT_IN_HEADERS.sub(lambda found: quote(found[0], safe=""), path)


def _require(request: Request, record_type: RecordType, level: Level) -> None:
    request.role.require(record_type.permission, level, record_type.permission_label)


def _only(record_type: RecordType, fields: str) -> tuple[str, ...]:
    """Names of the ``fields`` parameter in the schema's spelling and order.

    What NetSuite answers to a name that does not exist is not published; the refusal is ours.
    """
    names: set[str] = set()
    for name in filter(None, (part.strip() for part in fields.split(","))):
        member = record_type.member(name)
        if member is None:
            raise refusals.bad_parameter("fields", name, f"{record_type.name} has no such field.")
        names.add(member.name)
    return tuple(sorted(names, key=str.lower))
