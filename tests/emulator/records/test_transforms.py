"""The transform door; which pairs exist and what they offer is the rules' matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import httpx

    from suiteplug.emulator.store import RecordStore

BASE = "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1"

URL = "/salesOrder/1504/!transform/itemFulfillment"


async def transformed(http: httpx.AsyncClient, store: RecordStore, url: str, body: Any) -> dict[str, Any]:
    reply = await http.post(url, json=body)
    assert reply.status_code == 204, reply.text
    record_type, _, record_id = reply.headers["location"].removeprefix(f"{BASE}/").partition("/")
    found = store.get(record_type, record_id)
    assert found is not None
    return found


async def test_an_empty_body_takes_everything_offered(http: httpx.AsyncClient, store: RecordStore) -> None:
    body = await transformed(http, store, URL, {})
    assert body["createdFrom"] == "1504"
    assert [(line["line"], line["orderLine"], line["quantity"]) for line in body["item"]] == [(1, 1, 2.0), (2, 4, 1.0)]
    reply = await http.post(URL)
    assert reply.status_code == 204


async def test_lines_are_chosen_by_order_line(http: httpx.AsyncClient, store: RecordStore) -> None:
    sent = {"item": {"items": [{"orderLine": 4, "itemreceive": False}, {"orderLine": 1, "quantity": 1}]}}
    body = await transformed(http, store, URL, sent)
    assert [(line["orderLine"], line["quantity"], line["itemReceive"]) for line in body["item"]] == [
        (1, 1.0, True),
        (4, 1.0, False),
    ]


@pytest.mark.parametrize(
    ("query", "line"), [("", {"orderLine": 2}), ("", {"item": {"id": "328"}}), ("?replace=item", {"orderLine": 1})]
)
async def test_lines_that_are_not_offered(
    http: httpx.AsyncClient, store: RecordStore, query: str, line: dict[str, Any]
) -> None:
    reply = await http.post(f"{URL}{query}", json={"item": {"items": [line]}})
    assert reply.status_code == 400
    detail = reply.json()["o:errorDetails"][0]
    assert detail["o:errorCode"] == "USER_ERROR"
    assert "access a field on a non-existent line" in detail["detail"]
    assert detail["o:errorPath"] == "item"
    assert store.ids("itemFulfillment") == []


async def test_an_invoice_may_get_lines_of_its_own(http: httpx.AsyncClient, store: RecordStore) -> None:
    sent = {"item": {"items": [{"item": {"id": "328"}, "amount": 5}]}}
    body = await transformed(http, store, "/salesOrder/1504/!transform/invoice", sent)
    assert [line.get("orderLine") for line in body["item"]] == [1, 4, None]
    assert [line["line"] for line in body["item"]] == [1, 2, 3]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", URL, 405, "METHOD_NOT_ALLOWED"),
        ("POST", "/salesOrder/1504/!transform", 400, "INVALID_REQUEST"),
        ("POST", f"{URL}/1", 400, "INVALID_REQUEST"),
        ("POST", "/salesOrder/1504/!transform/file", 404, "NONEXISTENT_ID"),
        ("POST", "/salesOrder/9/!transform/invoice", 400, "USER_ERROR"),
    ],
)
async def test_wrong_transform_urls(http: httpx.AsyncClient, method: str, path: str, status: int, code: str) -> None:
    reply = await http.request(method, path)
    assert reply.status_code == status
    assert reply.json()["o:errorDetails"][0]["o:errorCode"] == code
