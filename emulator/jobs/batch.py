"""A batch cut into the requests for its records (Oracle help: article_0127092747, since 2026.1)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Request
from suiteplug.emulator.record import options, refusals
from suiteplug.emulator.record.body_reader import parse_object

if TYPE_CHECKING:
    from suiteplug.emulator.schema import RecordType

MAX_RECORDS = 100
_RESOURCE = "application/vnd.oracle.resource+json"
_NOT_PASSED_ON = frozenset({"authorization", "prefer", "x-netsuite-idempotency-key", "content-type", "content-length"})
_OF_BATCHES = frozenset({"ids", "expandRecords"})


def is_batch(request: Request, record_type: RecordType | None) -> bool:
    """Whether a request on a collection asks for a batch, in the right form or not."""
    if request.method in {"PATCH", "PUT", "DELETE"}:
        return True
    if request.method == "GET":
        return options.flag(request, "expandRecords") and request.param("ids") is not None
    return request.method == "POST" and (_is_collection(request) or _looks_like_batch(request.body, record_type))


def split(request: Request, record_type: RecordType) -> list[Request]:
    """One request per record, in the batch's order.

    Raises:
        Problem: The batch as a whole cannot be read. Which of these NetSuite finds at once is published only for the
            content type; the other sentences are ours.
    """
    if request.method in {"GET", "DELETE"}:
        return [_single(request, record_type, address) for address in _ids(request)]
    if not _is_collection(request):
        raise Problem(
            400,
            "INVALID_CONTENT",
            f"Invalid content in the request body. Use the content type {_RESOURCE}; type=collection.",
            header="Content-Type",
        )
    return [_write(request, record_type, item) for item in _items(request.body)]


def _is_collection(request: Request) -> bool:
    given = request.headers.get("content-type", "").lower().replace(" ", "").replace('"', "")
    return given.startswith(_RESOURCE) and "type=collection" in given.split(";")


def _looks_like_batch(body: bytes, record_type: RecordType | None) -> bool:
    """A body with ``items`` on a record type that has no such member."""
    if b'"items"' not in body or record_type is None or record_type.member("items") is not None:
        return False
    try:
        value = json.loads(body)
    except ValueError:
        return False
    return isinstance(value, dict) and isinstance(value.get("items"), list)


def _ids(request: Request) -> list[str]:
    """Addresses of the ``ids`` parameter: internal IDs, or external ones with ``eid:``."""
    given = [part.strip() for part in (request.param("ids") or "").split(",")]
    found = [part for part in given if part]
    if not found:
        raise refusals.bad_parameter("ids", request.param("ids") or "", "Provide the IDs of records.")
    if len(found) > MAX_RECORDS:
        raise refusals.bad_parameter("ids", f"{len(found)} IDs", f"A batch has at most {MAX_RECORDS} records.")
    return found


def _items(body: bytes) -> list[dict[str, Any]]:
    items = parse_object(body).get("items")
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) for item in items):
        raise refusals.malformed_body()
    if len(items) > MAX_RECORDS:
        raise Problem(
            400, "INVALID_CONTENT", f"A batch has at most {MAX_RECORDS} records, this one {len(items)}.", path="items"
        )
    return items


def _write(request: Request, record_type: RecordType, item: dict[str, Any]) -> Request:
    """The request for one item; ``id`` wins over ``externalId`` in an update, an upsert knows only the latter."""
    if request.method == "POST":
        return _single(request, record_type, None, item)
    record_id, external_id = item.get("id"), item.get("externalId")
    if request.method == "PATCH" and record_id is not None:
        fields = {name: value for name, value in item.items() if name != "id"}
        return _single(request, record_type, str(record_id), fields)
    # without any identification the address ends after the type: such a task fails, the others do not
    address = "eid:" if external_id is None else f"eid:{external_id}"
    return _single(request, record_type, address, item)


def _single(
    request: Request, record_type: RecordType, address: str | None, body: dict[str, Any] | None = None
) -> Request:
    url = [request.door_url, record_type.name, *([] if address is None else [quote(address, safe=":")])]
    headers = {name: value for name, value in request.headers.items() if name not in _NOT_PASSED_ON}
    if body is not None:
        headers["content-type"] = "application/json"
    return Request(
        method=request.method,
        origin=request.origin,
        raw_path="/".join(url).removeprefix(request.origin),
        raw_query=urlencode([(name, value) for name, value in request.query if name not in _OF_BATCHES]),
        headers=headers,
        body=b"" if body is None else json.dumps(body, ensure_ascii=False).encode(),
        segments=(record_type.name, *([] if address is None else [address])),
        door_url=request.door_url,
        caller=request.caller,
    )
