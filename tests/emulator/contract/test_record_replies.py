"""Replies of reads, as recorded in julienchriqui-okkoer/netsuite-mcp-server (NETSUITE_API_TEST_REPORT.json, 2026)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account
    from tests.emulator.contract.conftest import Stranger

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


async def first(ns: Stranger, record_type: str) -> str:
    return str((await ns.get(f"/{record_type}?limit=1"))["items"][0]["id"])


async def test_headers_of_every_reply(ns: Stranger) -> None:
    reply = await ns("GET", "/vendor?limit=5")
    assert reply.headers["content-type"] == "application/vnd.oracle.resource+json; type=collection; charset=UTF-8"
    for name, value in {
        "cache-control": "No-Cache",
        "pragma": "No-Cache",
        "expires": "0",
        "vary": "User-Agent, Accept-Encoding",
        "strict-transport-security": "max-age=31536000",
        "x-content-type-options": "nosniff",
        "content-encoding": "gzip",
    }.items():
        assert reply.headers[name] == value
    assert UUID.fullmatch(reply.headers["x-n-operationid"])
    assert UUID.fullmatch(reply.headers["x-netsuite-jobid"])
    assert reply.headers["x-n-operationid"] != reply.headers["x-netsuite-jobid"]


async def test_a_record_has_its_links_first_and_its_keys_in_order_whatever_their_case(ns: Stranger) -> None:
    record_id = await first(ns, "customer")
    reply = await ns("GET", f"/customer/{record_id}")
    assert reply.headers["content-type"] == "application/vnd.oracle.resource+json; type=singular; charset=UTF-8"
    body = reply.json()
    here = f"https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1/customer/{record_id}"
    assert body["links"] == [{"rel": "self", "href": here, "method": "GET"}]
    keys = list(body)
    assert keys[0] == "links"
    assert keys[1:] == sorted(keys[1:], key=str.lower)
    assert None not in body.values()
    assert body["id"] == record_id
    assert body["addressBook"] == {"links": [{"rel": "self", "href": f"{here}/addressBook", "method": "GET"}]}
    assert list(body["currency"]) == ["links", "id", "refName"]
    assert body["emailPreference"] == {"links": [], "id": "DEFAULT", "refName": "Default"}


async def test_an_expanded_record_repeats_the_parameter_in_its_self_link_only(ns: Stranger) -> None:
    record_id = await first(ns, "customer")
    body = await ns.get(f"/customer/{record_id}?expandSubResources=true")
    assert body["links"][0]["href"].endswith(f"/customer/{record_id}?expandSubResources=true")
    book = body["addressBook"]
    assert list(book) == ["links", "items", "totalResults"]
    assert book["links"][0]["href"].endswith(f"/customer/{record_id}/addressBook")
    line = book["items"][0]
    assert line["links"][0]["href"].endswith(f"/addressBook/{line['internalId']}")
    assert isinstance(line["internalId"], int)
    assert isinstance(line["id"], int)
    assert isinstance(line["addressId"], str)
    address = list(line["addressBookAddress"])
    assert address.index("addressee") < address.index("addrText")


async def test_an_empty_sublist_has_all_six_keys(ns: Stranger) -> None:
    body = await ns.get(f"/customer/{await first(ns, 'customer')}?expandSubResources=true")
    empty = body["contactRoles"]
    assert list(empty) == ["links", "count", "hasMore", "items", "offset", "totalResults"]
    assert list(empty.values())[1:] == [0, False, [], 0, 0]


async def test_chosen_fields(ns: Stranger) -> None:
    record_id = await first(ns, "customer")
    body = await ns.get(f"/customer/{record_id}?fields=companyName,email")
    assert set(body) == {"links", "companyName", "email"}
    assert body["links"][0]["href"].endswith("?fields=companyName%2Cemail")


async def test_a_double_has_its_fraction_an_integer_has_none(ns: Stranger) -> None:
    """LedgerSync/ledger_sync-netsuite, spec/support; Oracle's tutorial "Retrieve Your Sales Order Use Case"."""
    record_id = await first(ns, "salesOrder")
    text = (await ns("GET", f"/salesOrder/{record_id}?expandSubResources=true")).text
    assert '"exchangeRate":1.0' in text
    assert re.search(r'"quantity":\d+\.\d', text)
    assert re.search(r'"line":\d+,', text)


async def test_simple_enums(ns: Stranger) -> None:
    """Oracle help: section_1545142146."""
    body = await ns.get(f"/customer/{await first(ns, 'customer')}?simpleEnumFormat=true")
    assert body["emailPreference"] == "DEFAULT"


async def test_a_multiselect_is_a_collection(ns: Stranger) -> None:
    """Oracle help: section_1545142093."""
    body = await ns.get(f"/inventoryItem/{await first(ns, 'inventoryItem')}")
    assert list(body["subsidiary"]) == ["links", "items", "totalResults"]
    assert body["subsidiary"]["totalResults"] == len(body["subsidiary"]["items"])


async def test_a_sublist_alone_holds_links_until_it_is_expanded(ns: Stranger) -> None:
    """Oracle help: section_159894563219, section_159531460854."""
    url = f"/salesOrder/{await first(ns, 'salesOrder')}/item"
    stubs, lines = await ns.get(url), await ns.get(f"{url}?expandSubResources=true")
    assert all(list(item) == ["links"] for item in stubs["items"])
    assert all("quantity" in item for item in lines["items"])
    for stub, line in zip(stubs["items"], lines["items"], strict=True):
        assert stub["links"][0]["href"].endswith(f"/item/{line['line']}")


async def put_terms(account: Account, count: int) -> None:
    with account.store.transaction():
        for number in range(count - len(account.store.ids("term"))):
            account.store.put("term", {"name": f"Recorded {number}"})


@pytest.mark.parametrize(
    ("limit", "total", "last"), [(10, 47, 0), (5, 58, 10), (10, 109, 10), (10, 205, 20), (5, 244, 45), (5, 355, 70)]
)
async def test_links_of_a_list(ns: Stranger, account: Account, limit: int, total: int, last: int) -> None:
    """``last`` is what was recorded, not what one would expect; links are in lower case, ``self`` is as asked."""
    await put_terms(account, total)
    base = "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1"
    body = await ns.get(f"/Term?limit={limit}")
    assert list(body) == ["links", "count", "hasMore", "items", "offset", "totalResults"]
    assert body["links"] == [
        {"rel": "next", "href": f"{base}/term?limit={limit}&offset={limit}"},
        {"rel": "last", "href": f"{base}/term?limit={limit}&offset={last}"},
        {"rel": "self", "href": f"{base}/Term?limit={limit}", "method": "GET"},
    ]
    assert (body["count"], body["hasMore"], body["offset"], body["totalResults"]) == (limit, True, 0, total)
    assert all(list(item) == ["links", "id"] for item in body["items"])
    second = await ns.get(f"/term?limit={limit}&offset={2 * limit}")
    assert [link["rel"] for link in second["links"]] == ["previous", "first", "next", "last", "self"]


async def test_a_small_limit_cuts_the_total(ns: Stranger, account: Account) -> None:
    """Three large types all reported 5000 at limit 5; at most 1000 pages (Oracle help: section_156414087576)."""
    await put_terms(account, 1203)
    assert (await ns.get("/term?limit=1"))["totalResults"] == 1000
    assert (await ns.get("/term"))["totalResults"] == 1203
    assert (await ns.get("/term"))["count"] == 1000


async def test_lists_are_not_sorted_by_id(ns: Stranger) -> None:
    ids = [int(item["id"]) for item in (await ns.get("/customer"))["items"]]
    assert ids != sorted(ids)
    assert [int(item["id"]) for item in (await ns.get("/customer"))["items"]] == ids
