"""The record door of a whole account: seed company, real rules, requests signed by oauthlib."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from oauthlib import oauth1

from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.schema import STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterator

ORIGIN = "http://127.0.0.1:8765"
BASE = f"{ORIGIN}/services/rest/record/v1"


@pytest.fixture(scope="module")
def account() -> Iterator[Account]:
    with Account.open(clock=Clock(datetime(2026, 8, 12, 12, tzinfo=UTC))) as opened:
        yield opened


class Signed(httpx.Auth):
    """TBA, signed by oauthlib."""

    def __init__(self, account: Account) -> None:
        fields = ready_connection(account, "tba", base_url=ORIGIN)
        self._client: Any = oauth1.Client(
            client_key=fields["consumer_key"],
            client_secret=fields["consumer_secret"],
            resource_owner_key=fields["token_id"],
            resource_owner_secret=fields["token_secret"],
            signature_method=oauth1.SIGNATURE_HMAC_SHA256,
            realm=fields["account_id"],
            timestamp=str(int(account.clock.timestamp())),
        )

    def auth_flow(self, request: httpx.Request) -> Any:
        _, headers, _ = self._client.sign(str(request.url), request.method)
        request.headers.update(headers)
        yield request


def client(account: Account) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_app(account))
    headers = {"X-NetSuite-PropertyNameValidation": "error"}
    return httpx.AsyncClient(transport=transport, base_url=BASE, auth=Signed(account), headers=headers)


def own_links(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [link["href"] for link in value.get("links", []) if link["rel"] == "self"]
        return own + [href for inner in value.values() for href in own_links(inner)]
    return [href for inner in value for href in own_links(inner)] if isinstance(value, list) else []


def check_described(value: dict[str, Any], schema: dict[str, Any], path: str) -> None:
    """Every key of a reply stands in the catalog's schema of its type."""
    for name, inner in value.items():
        assert name in schema["properties"], f"{path}.{name}"
        described = schema["properties"][name]
        if isinstance(inner, dict) and "items" in described.get("properties", {}):
            for item in inner.get("items", []):
                check_described(item, described["properties"]["items"]["items"], f"{path}.{name}")
        elif isinstance(inner, dict) and "$ref" not in described and "oneOf" not in described:
            check_described(inner, {"properties": {"links": {}, **described["properties"]}}, f"{path}.{name}")


@pytest.mark.parametrize("record_type", [each.name for each in STANDARD.types])
async def test_every_type_is_listed_read_and_described(account: Account, record_type: str) -> None:
    async with client(account) as http:
        listed = (await http.get(f"/{record_type}")).json()
        assert listed["totalResults"] == account.store.count(record_type)
        schema = await http.get(f"/metadata-catalog/{record_type}", headers={"accept": "application/schema+json"})
        for item in listed["items"][:5]:
            reply = await http.get(item["links"][0]["href"], params={"expandSubResources": "true"})
            assert reply.status_code == 200, reply.text
            check_described(reply.json(), schema.json(), record_type)


@pytest.mark.parametrize(
    "record_type", ["customer", "salesOrder", "itemFulfillment", "invoice", "lotNumberedInventoryItem"]
)
async def test_every_link_leads_somewhere(account: Account, record_type: str) -> None:
    async with client(account) as http:
        for record_id in account.store.ids(record_type)[:3]:
            body = (await http.get(f"/{record_type}/{record_id}?expandSubResources=true")).json()
            for href in dict.fromkeys(own_links(body)):
                reply = await http.get(href)
                assert reply.status_code == 200, href


async def test_an_order_becomes_cash_and_repeating_adds_nothing() -> None:
    with Account.open(clock=Clock(datetime(2026, 8, 12, 12, tzinfo=UTC))) as account:
        await walk(account)


async def walk(account: Account) -> None:
    async with client(account) as http:

        async def send(method: str, path: str, body: Any = None) -> httpx.Response:
            reply = await http.request(method, path, json=body)
            assert reply.status_code in {200, 204}, reply.text
            return reply

        found = await send("GET", '/inventoryItem?q=itemId IS "MUG-BLUE"')
        item = found.json()["items"][0]["id"]
        customer = {"companyName": "Blue Heron Cafe", "subsidiary": {"id": "1"}, "currency": {"id": "1"}}
        for _ in range(2):
            await send("PUT", "/customer/eid:SHOP-77", customer)
        line = {"item": {"id": item}, "quantity": 2}
        order = {
            "entity": {"externalId": "SHOP-77"},
            "externalId": "ORDER-77",
            "location": 11,
            "orderStatus": {"id": "B"},
            "item": {"items": [line]},
        }
        url = (await send("POST", "/salesOrder", order)).headers["location"]
        repeated = await http.post("/salesOrder", json=order)
        assert repeated.json()["o:errorDetails"][0]["detail"].endswith("This transaction already exists.")

        shipped = (await send("POST", f"{url}/!transform/itemFulfillment", {"shipStatus": {"id": "C"}})).headers
        assert (await send("GET", shipped["location"])).json()["createdFrom"]["id"] == url.rpartition("/")[2]
        nothing_left = await http.post(f"{url}/!transform/itemFulfillment", json={})
        assert nothing_left.status_code == 400

        invoice = (await send("POST", f"{url}/!transform/invoice", {})).headers["location"]
        due = (await send("GET", invoice)).json()["amountRemaining"]
        assert due > 0
        payment = (await send("POST", f"{invoice}/!transform/customerPayment", {})).headers["location"]
        paid = (await send("GET", payment, None)).json()
        assert paid["payment"] == due
        applied = (await send("GET", f"{payment}/apply?expandSubResources=true")).json()["items"]
        assert [entry["doc"]["id"] for entry in applied] == [invoice.rpartition("/")[2]]
        assert (await send("GET", invoice)).json()["status"]["refName"] == "Paid In Full"
        assert (await send("GET", url)).json()["orderStatus"] == {"links": [], "id": "G", "refName": "Billed"}
