"""Batches: what is asked for, cut into requests of at most 100 records (Oracle help: article_0127092747). Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from suiteplug.connector import bodies, paths
from suiteplug.connector.errors import InputError
from suiteplug.connector.exchange import Repeat, Request
from suiteplug.connector.records.repeats import check_replace, sublists_sent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MAX_RECORDS = 100
_MAX_ADDRESS = 6000
_COLLECTION = "application/vnd.oracle.resource+json; type=collection"
_NAME_CHECK = {"x-netsuite-propertynamevalidation": "error"}


class Operation(StrEnum):
    """What a batch does with each of its records."""

    CREATE = "create"
    UPDATE = "update"
    UPSERT = "upsert"
    DELETE = "delete"
    GET = "get"

    @property
    def method(self) -> str:
        """The HTTP method on the collection."""
        return _METHODS[self]


_METHODS = {
    Operation.CREATE: "POST",
    Operation.UPDATE: "PATCH",
    Operation.UPSERT: "PUT",
    Operation.DELETE: "DELETE",
    Operation.GET: "GET",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One record of a batch: its place in what the caller gave, how it is identified, and the body to write."""

    index: int
    record_id: str | None = None
    external_id: str | None = None
    body: Mapping[str, Any] | None = None

    @property
    def address(self) -> str:
        """As the ``ids`` parameter names the record."""
        return f"eid:{self.external_id}" if self.record_id is None else self.record_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Records of one type and what to do with them."""

    operation: Operation
    record_type: str
    items: tuple[Item, ...]
    query: tuple[tuple[str, str], ...] = field(default=())
    parallel: bool = False

    def parts(self) -> tuple[tuple[Item, ...], ...]:
        """The records in requests that NetSuite takes: by number, and by the length of their addresses."""
        return tuple(_parts(self.items))

    def request(self, part: Sequence[Item]) -> Request:
        """The request for some of the records."""
        summary = f"{self.operation} {len(part)} {self.record_type} records"
        path = paths.record(self.record_type)
        if self.operation in {Operation.GET, Operation.DELETE}:
            query = (*self.query, ("ids", ",".join(item.address for item in part)))
            return Request(self.operation.method, path, summary, query=query, repeat=Repeat.REPEATABLE)
        return Request(
            self.operation.method,
            path,
            summary,
            query=self.query,
            headers=_NAME_CHECK,
            content=bodies.encode({"items": [item.body for item in part]}, field="items"),
            content_type=_COLLECTION,
            repeat=Repeat.REPEATABLE,
        )


def _parts(items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    part: list[Item] = []
    length = 0
    for item in items:
        # in an address every byte may become three characters; a body has no such limit
        size = 0 if item.body is not None else len(quote(item.address, safe="")) + 3
        if part and (len(part) == MAX_RECORDS or length + size > _MAX_ADDRESS):
            yield tuple(part)
            part, length = [], 0
        part.append(item)
        length += size
    if part:
        yield tuple(part)


def items_to_create(given: Sequence[Mapping[str, Any]]) -> tuple[Item, ...]:
    """New records; an external ID may stand in each body."""
    items = []
    for index, body in enumerate(given):
        if body.get("id") is not None:
            raise _bad(index, "id", "carries an 'id'.", "A new record gets its ID from NetSuite: leave it out.")
        items.append(Item(index, external_id=_external_id(body, index), body=body))
    _refuse_twice([item.external_id for item in items], "items")
    return tuple(items)


def items_to_update(given: Sequence[Mapping[str, Any]]) -> tuple[Item, ...]:
    """Changes; ``id`` or ``externalId`` in each body says of which record, ``id`` wins."""
    items = []
    for index, body in enumerate(given):
        record_id = None if body.get("id") is None else str(body["id"])
        external_id = _external_id(body, index)
        if record_id is None and external_id is None:
            raise _bad(index, "id", "does not say which record it is.", "Give 'id' or 'externalId' in each item.")
        if record_id is not None:
            paths.record_id(record_id)
        items.append(Item(index, record_id, external_id, body if record_id is None else {**body, "id": record_id}))
    return tuple(items)


def items_to_upsert(given: Sequence[Mapping[str, Any]]) -> tuple[Item, ...]:
    """Records to create or update by the ``externalId`` in each body."""
    items = []
    for index, body in enumerate(given):
        external_id = _external_id(body, index)
        if external_id is None:
            raise _bad(index, "externalId", "has no 'externalId'.", "An upsert finds its record by the external ID.")
        if body.get("id") is not None:
            raise _bad(index, "id", "carries an 'id'.", "An upsert goes by externalId only; update-records takes IDs.")
        items.append(Item(index, external_id=external_id, body=body))
    _refuse_twice([item.external_id for item in items], "items")
    return tuple(items)


def items_by_id(record_ids: Sequence[str], external_ids: Sequence[str]) -> tuple[Item, ...]:
    """Records to read or delete: first those with internal, then those with external IDs.

    Raises:
        InputError: There are none, one is named twice, or an external ID cannot stand in a list of IDs.
    """
    if not record_ids and not external_ids:
        raise InputError(
            "No record is named.", code="NO_RECORDS", field="record_ids", fix="Give record_ids or external_ids."
        )
    _refuse_twice(record_ids, "record_ids")
    _refuse_twice(external_ids, "external_ids")
    for place, external_id in enumerate(external_ids):
        if "," in external_id or "|" in external_id:
            raise InputError(
                f"The external ID '{external_id}' cannot stand in a list of IDs.",
                code="EXTERNAL_ID_IN_LIST",
                field=f"external_ids[{place}]",
                cause="NetSuite separates IDs by commas and takes | for two of them.",
                fix="Look its internal ID up (list-records with a query on externalId) and give that.",
            )
    found = [Item(index, record_id=record_id) for index, record_id in enumerate(record_ids)]
    found += [Item(len(found) + place, external_id=external_id) for place, external_id in enumerate(external_ids)]
    return tuple(found)


def sublists_of(items: Sequence[Item]) -> tuple[str, ...]:
    """The sublists that some of the bodies carry lines for."""
    return tuple(dict.fromkeys(name for item in items for name in sublists_sent(item.body or {})))


def check_replaced(items: Sequence[Item], replace: Sequence[str]) -> None:
    """What is to be replaced must be in every body: one parameter counts for the whole batch. Raises InputError."""
    for item in items:
        try:
            check_replace(item.body or {}, replace)
        except InputError as error:
            error.message = f"Item {item.index}: {error.message}"
            raise


def _external_id(body: Mapping[str, Any], index: int) -> str | None:
    given = body.get("externalId")
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, str | int) or not str(given):
        raise _bad(index, "externalId", "has an 'externalId' that is no text.", "Give a text.")
    return str(given)


def _refuse_twice(ids: Sequence[str | None], where: str) -> None:
    seen: dict[str, int] = {}
    for index, value in enumerate(ids):
        if value is None:
            continue
        if value in seen:
            raise InputError(
                f"'{value}' is given twice, at {seen[value]} and {index}.",
                code="GIVEN_TWICE",
                field=f"{where}[{index}]",
                fix="Give each record once.",
            )
        seen[value] = index


def _bad(index: int, name: str, what: str, fix: str) -> InputError:
    return InputError(f"Item {index} {what}", code="INVALID_ITEM", field=f"items[{index}].{name}", fix=fix)
