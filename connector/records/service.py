"""The record service: one method per operation of the REST API."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from suiteplug.connector import bodies, paths
from suiteplug.connector.errors import InputError, NotFoundError, RejectedError
from suiteplug.connector.exactly_once.proof import AppendedLines, MadeFrom, Proof
from suiteplug.connector.exactly_once.proofs import proof_of_new
from suiteplug.connector.exchange import Repeat, Reply, Request
from suiteplug.connector.records import shapes
from suiteplug.connector.records.checks import NameChecks
from suiteplug.connector.records.comparing import holds
from suiteplug.connector.records.paging import check_page, read_page
from suiteplug.connector.records.ref import RecordRef
from suiteplug.connector.records.repeats import appended, check_replace, repeat_of, sublists_sent
from suiteplug.connector.records.results import (
    ID_UNKNOWN,
    Before,
    Lines,
    RecordBody,
    RecordPage,
    Upserted,
    UpsertOutcome,
    Written,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.exchange import Sender
    from suiteplug.connector.explaining.explainer import Explainer
    from suiteplug.connector.metadata import MetadataService

Json = dict[str, Any]

_NAME_CHECK = {"x-netsuite-propertynamevalidation": "error"}
"""NetSuite drops misspelt fields in silence unless told otherwise (Oracle help: section_156570709583)."""


class RecordService:
    """Operations on records. Reads and writes are what NetSuite calls them; nothing is cached."""

    def __init__(self, sender: Sender, metadata: MetadataService, explainer: Explainer | None = None) -> None:
        self._sender = sender
        self.explainer = explainer
        self._metadata = metadata
        self._checks = NameChecks(metadata)

    # -- reading -----------------------------------------------------------------------------------------------------

    async def list_page(self, record_type: str, *, q: str = "", limit: int = 1000, offset: int = 0) -> RecordPage:
        """One page of internal IDs. ``q`` is NetSuite's filter (Oracle help: section_1545222128)."""
        check_page(limit, offset)
        query = [("limit", str(limit)), ("offset", str(offset))]
        if q:
            query.append(("q", q))
        request = Request("GET", paths.record(record_type), f"list {record_type} records", query=tuple(query))
        reply = await self._send(request, record_type)
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
        if fields and expand_sub_resources:
            raise InputError(
                "Both fields and expand_sub_resources are given.",
                code="FIELDS_AND_EXPANSION",
                field="fields",
                cause="NetSuite does not say what it gives then.",
                fix="Leave one of them out.",
            )
        query = []
        if expand_sub_resources:
            query.append(("expandSubResources", "true"))
        if simple_enum_format:
            query.append(("simpleEnumFormat", "true"))
        if fields:
            query.append(("fields", ",".join(paths.name(field, "fields") for field in fields)))
        body = await self._read(ref, ref.path(), f"read {ref}", query)
        return RecordBody(shapes.without_links(body), shapes.collapsed(body))

    async def recorded(self, ref: RecordRef) -> Json:
        """One record just as NetSuite gives it, links and all, with everything in it expanded."""
        return await self._read(ref, ref.path(), f"read {ref}", [("expandSubResources", "true")])

    async def find_id(self, ref: RecordRef) -> str | None:
        """The internal ID behind an external ID; None when there is no such record."""
        summary = f"look {ref} up"
        try:
            body = await self._read(ref, ref.path(), summary, [("fields", "id")])
        except NotFoundError:
            return None
        except RejectedError:  # not every record type is known to give the ID as a field
            body = {}
        return _id_of(body) or _id_of(await self._read(ref, ref.path(), summary, []))

    async def lines(self, ref: RecordRef, sublist: str, *, simple_enum_format: bool = False) -> Lines:
        """All lines of a sublist with their fields and subrecords."""
        path = ref.path(paths.name(sublist, "sublist"))
        await self._checks.sublist(ref.record_type, sublist)
        query = [("expandSubResources", "true")]
        if simple_enum_format:
            query.append(("simpleEnumFormat", "true"))
        items: list[Json] = []
        body: Json = {"hasMore": True}
        while body.get("hasMore"):
            page = [*query, ("offset", str(len(items)))] if items else query
            body = await self._read(ref, path, f"read the lines of {sublist} of {ref}", page)
            page_items = body.get("items") or []
            if not page_items:
                break
            items += [await self._line(ref, path, item, query) for item in page_items]
        clean = tuple(shapes.without_links(item) for item in items)
        return Lines(clean, int(body.get("totalResults", len(clean))))

    async def _line(self, ref: RecordRef, path: str, item: Json, query: list[tuple[str, str]]) -> Json:
        """The line itself, read by its own address where the sublist only links to it."""
        key = _last_segment(item) if shapes.is_only_links(item) else ""
        return await self._read(ref, f"{path}/{paths.segment(key)}", f"read line {key}", query) if key else item

    async def _read(self, ref: RecordRef, path: str, summary: str, query: list[tuple[str, str]]) -> Json:
        reply = await self._send(Request("GET", path, summary, query=tuple(query)), ref.record_type)
        return dict(reply.data or {})

    # -- writing -----------------------------------------------------------------------------------------------------

    async def create(self, record_type: str, body: Json, *, replace: Sequence[str] = ()) -> Written:
        """A new record. ``replace`` empties these sublists of their default lines first."""
        summary = f"create {record_type}"
        request = _write("POST", paths.record(record_type), summary, body, Repeat.ONCE, _replace(replace))
        proof = proof_of_new(record_type, body, nameable=self._takes_external_id(record_type))
        reply = await self._send(_proved(request, proof), record_type, body)
        return await self._with_id(reply, record_type, body)

    async def update(
        self,
        ref: RecordRef,
        body: Json,
        *,
        replace: Sequence[str] = (),
        replace_selected_fields: bool = False,
        lines_before: int | None = None,
    ) -> Written:
        """Change the fields sent; ``null`` clears a field (Oracle help: section_1545142173).

        ``lines_before``: how many lines the sublist has that lines are added to, where the caller knows: by it a lost
        answer is settled.
        """
        check_replace(body, replace)
        query = _replace(replace)
        if replace_selected_fields:
            query.append(("replaceSelectedFields", "true"))
        repeat = repeat_of(body, replace, self._line_keys(ref.record_type))
        request = _write("PATCH", ref.path(), f"update {ref}", body, repeat, query)
        if repeat is Repeat.ONCE:
            request = _proved(request, self._proof_of_lines(ref, body, replace, lines_before))
        reply = await self._send(request, ref.record_type, body)
        return Written(reply.new_id or ref.record_id, reply.warnings)

    async def upsert(
        self,
        ref: RecordRef,
        body: Json,
        *,
        replace: Sequence[str] | None = None,
        before: Before | None = None,
    ) -> Upserted:
        """Create or update by external ID (Oracle help: section_156335203191).

        ``replace`` None replaces the sublists that the body carries, so that repeating does not double their lines.
        Without ``before`` the record is looked up first, to tell what happened.
        """
        replaced = sublists_sent(body) if replace is None else tuple(replace)
        check_replace(body, replaced)
        before = before or await self.before_upsert(ref)
        repeat = repeat_of(body, replaced, self._line_keys(ref.record_type))
        reply = await self._send(
            _write("PUT", ref.path(), f"upsert {ref}", body, repeat, _replace(replaced)), ref.record_type, body
        )
        record_id = reply.new_id if reply.new_id.lstrip("-").isdigit() else before.record_id
        record_id = record_id or await self._look_up(ref)
        warnings = reply.warnings if record_id else (*reply.warnings, ID_UNKNOWN)
        return Upserted(record_id, before.outcome, replaced, warnings)

    async def before_upsert(self, ref: RecordRef) -> Before:
        """Whether the record is there."""
        try:
            record_id = await self.find_id(ref)
        except RejectedError:
            return Before(None, UpsertOutcome.UNKNOWN)
        return Before(record_id, UpsertOutcome.UPDATED if record_id else UpsertOutcome.CREATED)

    async def count_lines(self, ref: RecordRef, body: Json, replace: Sequence[str]) -> int | None:
        """How many lines the sublist has that the body adds lines to; None where it adds to none, or to several."""
        added = appended(body, replace, self._line_keys(ref.record_type))
        if added is None:
            return None
        path = ref.path(paths.name(added[0], "sublist"))
        shown = await self._read(ref, path, f"count the lines of {added[0]} of {ref}", [])
        return int(shown.get("totalResults", len(shown.get("items") or [])))

    async def is_as_wanted(self, ref: RecordRef, body: Json, replaced: Sequence[str]) -> bool:
        """Whether the record already holds all that the body would set."""
        nested = any(isinstance(value, dict) for value in body.values())
        shown = (await self.get(ref, expand_sub_resources=nested)).body
        return holds(shown, body, replaced=tuple(replaced), line_keys=self._line_keys(ref.record_type))

    async def delete(self, ref: RecordRef) -> bool:
        """Delete. False when an earlier attempt of this very call had done it already and its answer was lost."""
        request = Request("DELETE", ref.path(), f"delete {ref}", repeat=Repeat.REPEATABLE)
        try:
            await self._send(request, ref.record_type)
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
        await self._checks.record_type(source.record_type)
        request = _write("POST", path, summary, body, Repeat.ONCE, _replace(replace))
        origin = MadeFrom(source.record_type, source.record_id, source.external_id)
        nameable = self._takes_external_id(target_type)
        proof = proof_of_new(target_type, body, nameable=nameable, made_from=origin)
        reply = await self._send(_proved(request, proof), target_type, body)
        return await self._with_id(reply, target_type, body)

    async def _send(self, request: Request, record_type: str, body: Json | None = None) -> Reply:
        """Send after checking the names that are known, and explain a refusal of the others."""
        await self._checks.record_type(record_type)
        remarks = () if body is None else await self._checks.body(record_type, body)
        try:
            reply = await self._sender.send(request)
        except RejectedError as error:
            await self._checks.explain(error, record_type)
            if self.explainer is not None:
                what = request.path.removeprefix(f"{paths.RECORD}/").partition("/!")[0]
                await self.explainer.explain(error, record_type, body or {}, what=what if "/" in what else "")
            raise
        return dataclasses.replace(reply, remarks=remarks) if remarks else reply

    async def _with_id(self, reply: Reply, record_type: str, body: Json) -> Written:
        """The new record's ID, from Location or through the external ID that the body gave it."""
        record_id: str | None = reply.new_id
        external_id = reply.external_id or body.get("externalId")
        if not record_id and isinstance(external_id, str) and external_id:
            record_id = await self._look_up(RecordRef(record_type, external_id=external_id))
        return Written(record_id or None, reply.warnings if record_id else (*reply.warnings, ID_UNKNOWN))

    def _proof_of_lines(self, ref: RecordRef, body: Json, replace: Sequence[str], before: int | None) -> Proof | None:
        """What tells whether lines were added: their number, for one sublist."""
        added = appended(body, replace, self._line_keys(ref.record_type))
        if added is None:
            return None
        return Proof(record_type=ref.record_type, lines=AppendedLines(ref.path(), *added, before))

    def _takes_external_id(self, record_type: str) -> bool:
        """False where the remembered metadata shows no externalId; types have one as a rule."""
        described = self._metadata.known(record_type)
        return described is None or "externalid" in {name.lower() for name in described.names()}

    def _line_keys(self, record_type: str) -> dict[str, tuple[str, ...]]:
        """Keys of sublists as far as the metadata is remembered."""
        described = self._metadata.known(record_type)
        sublists = described.sublists if described else ()
        return {sublist.name.lower(): sublist.key for sublist in sublists}

    async def _look_up(self, ref: RecordRef) -> str | None:
        """As ``find_id``, but a refusal must not hide that the write before it happened."""
        try:
            return await self.find_id(ref)
        except RejectedError:
            return None


def _write(
    method: str, path: str, summary: str, body: Json, repeat: Repeat, query: Sequence[tuple[str, str]]
) -> Request:
    return Request(
        method,
        path,
        summary,
        query=tuple(query),
        headers=_NAME_CHECK,
        content=bodies.encode(body),
        content_type=bodies.JSON,
        repeat=repeat,
    )


def _proved(request: Request, proof: Proof | None) -> Request:
    return dataclasses.replace(request, proof=proof)


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
