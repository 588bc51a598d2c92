"""Lists: shape, paging, the odd ``last`` link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suiteplug.emulator.core.wire import Request
from suiteplug.emulator.record.collection import Page, _links

if TYPE_CHECKING:
    import httpx

    from suiteplug.emulator.store import RecordStore


BASE = "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1"


async def page(http: httpx.AsyncClient, query: str) -> dict[str, Any]:
    reply = await http.get(f"/Term?{query}")
    assert reply.status_code == 200, reply.text
    body: dict[str, Any] = reply.json()
    return body


@pytest.fixture
def terms(store: RecordStore) -> None:
    for number in range(46):
        store.put("term", {"name": f"Term {number}"})


@pytest.mark.usefixtures("terms")
async def test_a_page_in_the_recorded_shape(http: httpx.AsyncClient) -> None:
    reply = await http.get("/Term?limit=10&offset=10")
    assert reply.headers["content-type"].startswith("application/vnd.oracle.resource+json; type=collection")
    body = reply.json()
    assert list(body) == ["links", "count", "hasMore", "items", "offset", "totalResults"]
    assert body["links"] == [
        {"rel": "previous", "href": f"{BASE}/term?limit=10&offset=0"},
        {"rel": "first", "href": f"{BASE}/term?limit=10&offset=0"},
        {"rel": "next", "href": f"{BASE}/term?limit=10&offset=20"},
        {"rel": "last", "href": f"{BASE}/term?limit=10&offset=0"},
        {"rel": "self", "href": f"{BASE}/Term?limit=10&offset=10", "method": "GET"},
    ]
    assert (body["count"], body["hasMore"], body["offset"], body["totalResults"]) == (10, True, 10, 47)
    first = body["items"][0]["id"]
    assert body["items"][0] == {
        "links": [{"rel": "self", "href": f"{BASE}/term/{first}", "method": "GET"}],
        "id": first,
    }


@pytest.mark.usefixtures("terms")
async def test_one_page_has_only_a_self_link(http: httpx.AsyncClient) -> None:
    body = await page(http, "")
    assert [link["rel"] for link in body["links"]] == ["self"]
    assert body["count"] == body["totalResults"] == 47


@pytest.mark.usefixtures("terms")
async def test_every_page_once(http: httpx.AsyncClient) -> None:
    seen: list[str] = []
    url: str | None = "/term?limit=5&q=name START_WITH Term"
    while url is not None:
        body = (await http.get(url)).json()
        seen += [item["id"] for item in body["items"]]
        url = next((link["href"] for link in body["links"] if link["rel"] == "next"), None)
    assert sorted(seen, key=int) == [str(number) for number in range(3, 49)]


async def test_a_page_behind_the_end_is_empty(http: httpx.AsyncClient) -> None:
    body = await page(http, "limit=10&offset=1000")
    assert (body["count"], body["hasMore"], body["items"]) == (0, False, [])


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("limit=-1", "limit"),
        ("limit=ten", "limit"),
        ("limit=", "limit"),
        ("limit=10&offset=5", "offset"),
        ("offset=1", "offset"),
        ("offset=-1000", "offset"),
        ("limit=10&offset=10000", "offset"),
        ("offset=x", "offset"),
    ],
)
async def test_bad_paging(http: httpx.AsyncClient, query: str, parameter: str) -> None:
    reply = await http.get(f"/term?{query}")
    assert reply.status_code == 400
    detail = reply.json()["o:errorDetails"][0]
    assert detail["o:errorCode"] == "INVALID_PARAMETER"
    assert detail["o:errorQueryParam"] == parameter


@pytest.mark.parametrize(("total", "limit", "last"), [(3493, 5, 695), (47, 10, 0), (2001, 1000, 0), (5000, 5, 995)])
def test_last_is_computed_as_live_accounts_do(total: int, limit: int, last: int) -> None:
    request = Request("GET", "https://x", "/term", door_url="https://x")
    links = {link["rel"]: link["href"] for link in _links(request, "https://x/term", Page(limit, 0), total)}
    assert links["last"] == f"https://x/term?limit={limit}&offset={last}"


async def test_a_small_limit_cuts_the_total(http: httpx.AsyncClient, store: RecordStore) -> None:
    with store.transaction():
        for number in range(1005):
            store.put("department", {"name": str(number)})
    body = (await http.get("/department?limit=1")).json()
    assert body["totalResults"] == 1000
    assert (await http.get("/department?limit=1&offset=999")).json()["hasMore"] is False


@given(total=st.integers(0, 5000), limit=st.integers(1, 1000), number=st.integers(0, 999))
@settings(max_examples=200)
def test_links_lead_to_valid_pages(total: int, limit: int, number: int) -> None:
    request = Request("GET", "https://x", "/term", door_url="https://x")
    for link in _links(request, "https://x/term", Page(limit, number * limit), total):
        if link["rel"] != "self":
            offset = int(link["href"].rpartition("=")[2])
            assert offset >= 0
            assert link["rel"] == "last" or offset % limit == 0
