"""The scripts that every emulated account has, and replies that a script makes itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.restlet.registry import Restlet
from suiteplug.emulator.restlet.reply import RestletReply

if TYPE_CHECKING:
    import httpx

    from suiteplug.emulator.account import Account

RESTLET = "/app/site/hosting/restlet.nl"
JSON = {"Content-Type": "application/json"}
SEARCH = {"script": "customscript_suiteplug_search", "deploy": "customdeploy_suiteplug_search"}
BULK = {"script": "104", "deploy": "1"}


@pytest.fixture
def signed(account: Account) -> dict[str, str]:
    fields = ready_connection(account, "oauth-authorization-code", base_url="")
    return {"Authorization": f"Bearer {fields['access_token']}"}


async def test_a_saved_search_is_read_in_pages(http: httpx.AsyncClient, signed: Any, account: Account) -> None:
    account.store.put("customer", {"entityId": "A", "email": "a@example.com", "subsidiary": "1"})
    params = SEARCH | {"searchid": "customsearch_active_customers", "pagesize": "20"}
    first = (await http.get(RESTLET, params=params, headers=signed | JSON)).json()
    found = list(first["results"])
    for page in range(1, first["pages"]):
        found += (await http.get(RESTLET, params=params | {"page": str(page)}, headers=signed | JSON)).json()["results"]
    assert len(found) == first["count"] >= 1
    assert {"recordType", "id", "values"} == set(found[0])


async def test_searches_that_cannot_be_run(http: httpx.AsyncClient, signed: Any) -> None:
    for more, code in (
        ({}, "INVALID_SEARCH"),
        ({"searchid": "customsearch_open_orders", "pagesize": "4"}, "SSS_INVALID_PAGE_SIZE"),
        ({"searchid": "customsearch_open_orders", "page": "x"}, "SSS_INVALID_TYPE_ARG"),
    ):
        reply = await http.get(RESTLET, params=SEARCH | more, headers=signed | JSON)
        assert (reply.status_code, reply.json()["error"]["code"]) == (400, code)


async def test_bulk_work_is_taken_in_and_done_later(http: httpx.AsyncClient, signed: Any, account: Account) -> None:
    accepted = await http.post(RESTLET, params=BULK, json={"records": [{}, {}, {}, {}]}, headers=signed)
    assert accepted.status_code == 202
    task = {"taskId": accepted.json()["taskId"]}
    seen = []
    for _ in range(3):
        status = await http.get(RESTLET, params=BULK | task, headers=signed | JSON)
        seen.append((status.json()["status"], status.json()["done"]))
        account.clock.freeze(account.clock.now() + timedelta(seconds=6))
    assert seen == [("PENDING", 0), ("PROCESSING", 2), ("COMPLETE", 4)]
    missing = await http.get(RESTLET, params=BULK | {"taskId": "x"}, headers=signed | JSON)
    assert missing.json()["error"]["code"] == "RCRD_DSNT_EXIST"
    empty = await http.post(RESTLET, params=BULK, json={}, headers=signed)
    assert empty.json()["error"]["code"] == "SSS_MISSING_REQD_ARGUMENT"


async def test_a_script_may_choose_the_content_type(http: httpx.AsyncClient, signed: Any, account: Account) -> None:
    page = RestletReply("<p>Hello</p>", "text/html")
    account.restlets.deploy(Restlet("customscript_page", "900", "customdeploy_page", {"GET": lambda _: page}))
    reply = await http.get(RESTLET, params={"script": "900", "deploy": "1"}, headers=signed | JSON)
    assert (reply.text, reply.headers["content-type"]) == ("<p>Hello</p>", "text/html; charset=UTF-8")
