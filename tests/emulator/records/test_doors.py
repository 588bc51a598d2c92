"""What the record door refuses before it looks at a record: methods, media types, permissions, newer forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.roles import Level, Role

if TYPE_CHECKING:
    import httpx

    from suiteplug.emulator.store import RecordStore

FORM = "application/vnd.oracle.resource+json; type="


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/salesOrder/1504", "GET, PATCH, PUT, DELETE"),
        ("DELETE", "/salesOrder/1504/item/1", "GET"),
        ("POST", "/salesOrder/1504/item", "GET"),
        ("PATCH", "/salesOrder/1504/item/1", "GET"),
        ("PUT", "/customer/107/addressBook/1/addressBookAddress", "GET"),
        ("TRACE", "/customer", "GET, POST"),
    ],
)
async def test_methods(http: httpx.AsyncClient, store: RecordStore, method: str, path: str, allowed: str) -> None:
    before = store.get("salesOrder", "1504")
    reply = await http.request(method, path)
    assert (reply.status_code, reply.headers["allow"]) == (405, allowed)
    assert store.get("salesOrder", "1504") == before


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("POST", "/customer", {"content-type": f"{FORM}collection"}, 415),
        ("PATCH", "/customer/107", {"content-type": f"{FORM}collection"}, 415),
        ("PATCH", "/customer", {}, 405),
        ("DELETE", "/customer?ids=1", {}, 405),
        ("GET", "/customer?expandRecords=true", {}, 400),
        ("POST", "/customer/107/!merge/customer/1", {}, 404),
    ],
)
async def test_what_is_no_request_for_one_record_writes_nothing(
    http: httpx.AsyncClient, doors: Any, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    """Batches and asynchronous requests are taken apart before they come here."""
    written: list[object] = []
    doors.store.listeners.append(lambda *change: written.append(change))
    content = b'{"items": []}' if method in {"POST", "PATCH"} else None
    reply = await http.request(method, path, headers=headers, content=content)
    assert reply.status_code == status
    assert written == []


@pytest.mark.parametrize("media_type", ["text/xml", "application/x-www-form-urlencoded", "multipart/form-data"])
async def test_wrong_content_types(http: httpx.AsyncClient, media_type: str) -> None:
    reply = await http.post("/customer", content=b"{}", headers={"content-type": media_type})
    assert reply.status_code == 415


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*"])
async def test_wrong_accepts(http: httpx.AsyncClient, accept: str) -> None:
    assert (await http.get("/customer/107", headers={"accept": accept})).status_code == 406


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/html, application/*;q=0.5", f"{FORM}singular", ""])
async def test_right_accepts(http: httpx.AsyncClient, accept: str) -> None:
    assert (await http.get("/customer/107", headers={"accept": accept})).status_code == 200


async def test_the_door_itself(http: httpx.AsyncClient) -> None:
    reply = await http.get("/")
    assert reply.status_code == 400
    assert reply.json()["o:errorDetails"][0]["o:errorCode"] == "INVALID_REQUEST"


@pytest.mark.parametrize(
    ("level", "method", "path", "allowed"),
    [
        (Level.NONE, "GET", "/customer/107", False),
        (Level.VIEW, "GET", "/customer/107", True),
        (Level.VIEW, "GET", "/customer", True),
        (Level.VIEW, "POST", "/customer", False),
        (Level.VIEW, "PUT", "/customer/eid:X", False),
        (Level.CREATE, "POST", "/customer", True),
        (Level.CREATE, "PUT", "/customer/eid:X", True),
        (Level.CREATE, "PATCH", "/customer/107", False),
        (Level.EDIT, "PATCH", "/customer/107", True),
        (Level.EDIT, "DELETE", "/customer/107", False),
        (Level.FULL, "DELETE", "/customer/107", True),
        (Level.NONE, "GET", "/customer/107/addressBook", False),
        (Level.FULL, "GET", "/salesOrder/1504/entity", False),
    ],
)
async def test_permissions(
    http: httpx.AsyncClient, doors: Any, level: Level, method: str, path: str, *, allowed: bool
) -> None:
    doors.role = Role("1", "Clerk", {"LIST_CUSTJOB": level})
    reply = await http.request(method, path, json={} if method in {"POST", "PUT", "PATCH"} else None)
    if allowed:
        assert reply.status_code in {200, 204}
        return
    assert reply.status_code == 403
    detail = reply.json()["o:errorDetails"][0]
    assert detail["o:errorCode"] == "INSUFFICIENT_PERMISSION"
    assert "'Lists -> Customers'" in detail["detail"] or "'Transactions -> Sales Order'" in detail["detail"]


async def test_a_transform_needs_both_ends(http: httpx.AsyncClient, doors: Any) -> None:
    url = "/salesOrder/1504/!transform/invoice"
    doors.role = Role("1", "Clerk", {"TRAN_SALESORD": Level.FULL})
    assert (await http.post(url)).status_code == 403
    doors.role = Role("1", "Clerk", {"TRAN_SALESORD": Level.VIEW, "TRAN_CUSTINVC": Level.CREATE})
    assert (await http.post(url)).status_code == 204
