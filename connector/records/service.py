"""The record service: one method per operation of the REST API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.connector import bodies, paths
from suiteplug.connector.errors import NotFoundError, RejectedError
from suiteplug.connector.exchange import Repeat, Reply, Request
from suiteplug.connector.records import shapes
from suiteplug.connector.records.paging import check_page, read_page
from suiteplug.connector.records.ref import RecordRef
from suiteplug.connector.records.repeats import check_replace, repeat_of, sublists_sent
from suiteplug.connector.records.results import (
    Lines,
    RecordBody,
    RecordPage,
    Upserted,
    UpsertOutcome,
    Written,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suiteplug.connector.exchange import Sender

Json = dict[str, Any]

_NAME_CHECK = {"x-netsuite-propertynamevalidation": "error"}
"""NetSuite drops misspelt fields in silence unless told otherwise (Oracle help: section_156570709583)."""

_ID_UNKNOWN = "NetSuite saved the record and did not say its ID; look it up before creating it again."


class RecordService:
    """Operations on records. Reads and writes are what NetSuite calls them; nothing is cached."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    # -- reading -----------------------------------------------------------------------------------------------------

    async def list_page(self, record_type: str, *, q: str = "", limit: int = 1000, offset: int = 0) -> RecordPage:
        """One page of internal IDs. ``q`` is NetSuite's filter (Oracle help: section_1545222128)."""
        check_page(limit, offset)
        query = [("limit", str(limit)), ("offset", str(offset))]
        if q:
            query.append(("q", q))
        reply = await self._sender.send(
            Request("GET", paths.record(record_type), f"list {record_type} records", query=tuple(query))
        )
        return read_page(reply.data)

    async def get(
        self,
        ref: RecordRef,
        *,
        expand_sub_resources: bool = False,
        simple_enum_format: bool = False,
        fields: Sequence[str] = (),
    ) -> RecordBody:
        """One record. NetSuite loads it for editing, so reading needs the right to edit (subsect_1544786455)."""
        query = []
        if expand_sub_resources:
            query.append(("expandSubResources", "true"))
        if simple_enum_format:
            query.append(("simpleEnumFormat", "true"))
        if fields:
            query.append(("fields", ",".join(paths.name(field, "fields") for field in fields)))
        body = await self._read(ref.path(), f"read {ref}", query)
        return RecordBody(shapes.without_links(body), shapes.collapsed(body))

    async def find_id(self, ref: RecordRef) -> str | None:
        """The internal ID behind an external ID; None when there is no such record."""
        try:
            body = await self._read(ref.path(), f"look {ref} up", [("fields", "id")])
        except NotFoundError:
            return None
        return _id_of(body) or _id_of(await self._read(ref.path(), f"look {ref} up", []))

    async def lines(self, ref: RecordRef, sublist: str, *, simple_enum_format: bool = False) -> Lines:
        """All lines of a sublist with their fields and subrecords."""
        path = ref.path(paths.name(sublist, "sublist"))
        query = [("expandSubResources", "true")]
        if simple_enum_format:
            query.append(("simpleEnumFormat", "true"))
        items: list[Json] = []
        body: Json = {"hasMore": True}
        while body.get("hasMore"):
            page = [*query, ("offset", str(len(items)))] if items else query
            body = await self._read(path, f"read the lines of {sublist} of {ref}", page)
            page_items = body.get("items") or []
            if not page_items:
                break
            items += [await self._line(path, item, query) for item in page_items]
        clean = tuple(shapes.without_links(item) for item in items)
        return Lines(clean, int(body.get("totalResults", len(clean))))

    async def _line(self, path: str, item: Json, query: list[tuple[str, str]]) -> Json:
        """The line itself, read by its own address where the sublist only links to it."""
        key = _last_segment(item) if shapes.is_only_links(item) else ""
        return await self._read(f"{path}/{paths.segment(key)}", f"read line {key}", query) if key else item

    async def _read(self, path: str, summary: str, query: list[tuple[str, str]]) -> Json:
        reply = await self._sender.send(Request("GET", path, summary, query=tuple(query)))
        return dict(reply.data or {})

    # -- writing -----------------------------------------------------------------------------------------------------

    async def create(self, record_type: str, body: Json, *, replace: Sequence[str] = ()) -> Written:
        """A new record. ``replace`` empties these sublists of their default lines first."""
        reply = await self._write(
            "POST", paths.record(record_type), f"create {record_type}", body, Repeat.ONCE, _replace(replace)
        )
        return await self._with_id(reply, record_type, body)

    async def update(
        self,
        ref: RecordRef,
        body: Json,
        *,
        replace: Sequence[str] = (),
        replace_selected_fields: bool = False,
        line_keys: Mapping[str, tuple[str, ...]] | None = None,
    ) -> Written:
        """Change the fields sent; ``null`` clears a field (Oracle help: section_1545142173).

        ``line_keys`` tells the keys of sublists, lower case, beyond those that are known anyway.
        """
        check_replace(body, replace)
        query = _replace(replace)
        if replace_selected_fields:
            query.append(("replaceSelectedFields", "true"))
        repeat = repeat_of(body, replace, line_keys)
        reply = await self._write("PATCH", ref.path(), f"update {ref}", body, repeat, query)
        return Written(reply.new_id or ref.record_id, reply.warnings)

    async def upsert(
        self,
        ref: RecordRef,
        body: Json,
        *,
        replace: Sequence[str] | None = None,
        line_keys: Mapping[str, tuple[str, ...]] | None = None,
    ) -> Upserted:
        """Create or update by external ID (Oracle help: section_156335203191).

        ``replace`` None replaces the sublists that the body carries, so that repeating does not double their lines.
        The record is looked up first, to tell what happened.
        """
        replaced = sublists_sent(body) if replace is None else tuple(replace)
        check_replace(body, replaced)
        try:
            before = await self.find_id(ref)
            outcome = UpsertOutcome.UPDATED if before else UpsertOutcome.CREATED
        except RejectedError:
            before, outcome = None, UpsertOutcome.UNKNOWN
        repeat = repeat_of(body, replaced, line_keys)
        reply = await self._write("PUT", ref.path(), f"upsert {ref}", body, repeat, _replace(replaced))
        record_id = reply.new_id if reply.new_id.lstrip("-").isdigit() else before
        record_id = record_id or await self._look_up(ref)
        warnings = reply.warnings if record_id else (*reply.warnings, _ID_UNKNOWN)
        return Upserted(record_id, outcome, replaced, warnings)

    async def delete(self, ref: RecordRef) -> bool:
        """Delete. False when an earlier attempt of this very call had done it already and its answer was lost."""
        request = Request("DELETE", ref.path(), f"delete {ref}", repeat=Repeat.REPEATABLE)
        try:
            await self._sender.send(request)
        except NotFoundError as error:
            if not error.maybe_repeated:
                raise
            return False
        return True

    async def transform(
        self, source: RecordRef, target_type: str, body: Json, *, replace: Sequence[str] = ()
    ) -> Written:
        """A record made from another (Oracle help: section_157901123882)."""
        path = source.path("!transform", paths.name(target_type, "target_type"))
        summary = f"transform {source} into {target_type}"
        reply = await self._write("POST", path, summary, body, Repeat.ONCE, _replace(replace))
        return await self._with_id(reply, target_type, body)

    async def _write(
        self,
        method: str,
        path: str,
        summary: str,
        body: Json,
        repeat: Repeat,
        query: list[tuple[str, str]],
    ) -> Reply:
        return await self._sender.send(
            Request(
                method,
                path,
                summary,
                query=tuple(query),
                headers=_NAME_CHECK,
                content=bodies.encode(body),
                content_type=bodies.JSON,
                repeat=repeat,
            )
        )

    async def _with_id(self, reply: Reply, record_type: str, body: Json) -> Written:
        """The new record's ID, from Location or through the external ID that the body gave it."""
        record_id: str | None = reply.new_id
        external_id = body.get("externalId")
        if not record_id and isinstance(external_id, str) and external_id:
            record_id = await self._look_up(RecordRef(record_type, external_id=external_id))
        return Written(record_id or None, reply.warnings if record_id else (*reply.warnings, _ID_UNKNOWN))

    async def _look_up(self, ref: RecordRef) -> str | None:
        """As ``find_id``, but a refusal must not hide that the write before it happened."""
        try:
            return await self.find_id(ref)
        except RejectedError:
            return None


def _replace(names: Sequence[str]) -> list[tuple[str, str]]:
    return [("replace", ",".join(names))] if names else []


def _id_of(body: Json) -> str | None:
    """Internal ID of a record body, from ``id`` or from its own link."""
    if "id" in body:
        return str(body["id"])
    key = _last_segment(body)
    return key if key.lstrip("-").isdigit() else None


def _last_segment(body: Json) -> str:
    for link in body.get("links") or []:
        if link.get("rel") == "self":
            return str(link.get("href", "")).partition("?")[0].rpartition("/")[2]
    return ""
