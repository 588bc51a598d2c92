"""Actions on metadata, and what is remembered of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.connector.errors import NotFoundError
from suiteplug.connector.metadata.service import KEEP

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account


async def test_record_types_standard_and_custom(netsuite: NetSuite) -> None:
    everything = await netsuite.run("list-record-types")
    names = [entry["name"] for entry in everything["record_types"]]
    assert names == sorted(names)
    assert everything["count"] == len(names)
    assert {"customer", "salesOrder", "itemFulfillment", "customrecord_shop_channel"} <= set(names)
    custom = await netsuite.run("list-record-types", {"custom_only": True})
    shop = {"name": "customrecord_shop_channel", "label": "Shop Channel (custom record)", "custom": True}
    assert shop in custom["record_types"]
    assert all(entry["custom"] for entry in custom["record_types"])
    assert not any(entry["custom"] for entry in everything["record_types"] if entry["name"].startswith("customer"))
    found = await netsuite.run("list-record-types", {"search": "item ful"})
    assert [entry["label"] for entry in found["record_types"]] == ["Item Fulfillment"]


async def test_a_record_type_is_described(netsuite: NetSuite) -> None:
    described = await netsuite.run("get-record-metadata", {"record_type": "salesorder"})
    assert described["record_type"] == "salesOrder"
    fields = {field["name"]: field for field in described["fields"]}
    assert fields["tranDate"]["kind"] == "date"
    assert fields["entity"]["kind"] == "reference"
    assert fields["orderStatus"]["kind"] == "choice"
    assert {"A", "B"} <= set(fields["orderStatus"]["values"])
    assert fields["custbody_shop_order"]["custom"] is True
    sublists = {part["name"]: part for part in described["sublists"]}
    assert (sublists["item"]["keyed"], sublists["item"]["key"]) == (True, ["line"])
    assert sublists["item"]["new_line_key"] == ["orderLine"]
    assert "billingAddress" in {part["name"] for part in described["subrecords"]}
    assert "tranDate" in described["filterable"]


async def test_only_what_is_asked_for(netsuite: NetSuite) -> None:
    custom = await netsuite.run("get-record-metadata", {"record_type": "customer", "custom_only": True})
    assert custom["fields"]
    assert all(field["custom"] for field in custom["fields"])
    memo = await netsuite.run("get-record-metadata", {"record_type": "salesOrder", "search": "memo"})
    assert [field["name"] for field in memo["fields"]] == ["memo"]


async def test_all_types_can_be_described(netsuite: NetSuite) -> None:
    for name in (entry["name"] for entry in (await netsuite.run("list-record-types"))["record_types"]):
        described = await netsuite.run("get-record-metadata", {"record_type": name})
        assert described["record_type"] == name
        assert described["fields"]


async def test_unknown_types_come_with_near_ones(netsuite: NetSuite) -> None:
    with pytest.raises(NotFoundError) as caught:
        await netsuite.run("get-record-metadata", {"record_type": "invoce"})
    assert "Did you mean invoice" in caught.value.fix


async def test_it_is_remembered_for_a_while(over_wire: NetSuite, wire: Any, account: Account) -> None:
    for key, inputs in (("list-record-types", {}), ("get-record-metadata", {"record_type": "customer"})):
        await over_wire.run(key, inputs)
        sent = len(wire.sent)
        await over_wire.run(key, inputs)
        assert len(wire.sent) == sent
        await over_wire.run(key, {**inputs, "refresh": True})
        assert len(wire.sent) == sent + 1


async def test_it_is_read_anew_when_it_is_old(
    account: Account, connect: Callable[..., NetSuite], wire: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from suiteplug.connector.client.client import ClientTools

    late = [timedelta(0)]
    tools = ClientTools(now=lambda: account.clock.now() + late[0])
    netsuite = connect("oauth-client-credentials", http=wire, tools=tools)
    await netsuite.run("list-record-types")
    sent = len(wire.sent)
    late[0] = KEEP - timedelta(seconds=5)
    await netsuite.run("list-record-types")
    assert len(wire.sent) == sent
    late[0] = KEEP
    await netsuite.run("list-record-types")
    assert len(wire.sent) > sent


async def test_openapi_is_understood_too(over_wire: NetSuite, wire: Any) -> None:
    plain = await over_wire.run("get-record-metadata", {"record_type": "currency"})
    raw = await over_wire.run(
        "raw-request",
        {
            "service": "record",
            "path": "metadata-catalog",
            "query": {"select": "currency"},
            "headers": {"Accept": "application/swagger+json"},
        },
    )

    def as_openapi(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        if request.url.path.endswith("metadata-catalog/currency"):
            return httpx.Response(200, json=raw["body"], request=request)
        return response

    wire.rewrite(as_openapi)
    assert await over_wire.run("get-record-metadata", {"record_type": "currency", "refresh": True}) == plain
