"""create-item-fulfillment against the emulated account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.connector import errors
from suiteplug.connector.errors import InputError

if TYPE_CHECKING:
    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

MUG, JUG = "311", "312"


async def item_id(netsuite: NetSuite, name: str) -> str:
    found = await netsuite.run("run-suiteql", {"query": "SELECT id FROM item WHERE itemid = ?", "params": [name]})
    return str(found["rows"][0]["id"])


async def order(netsuite: NetSuite, *lines: tuple[str, float], location: str = "11", **fields: Any) -> str:
    body = {
        "entity": {"id": "1013"},
        "location": {"id": location},
        "orderStatus": {"id": "B"},
        "item": {"items": [{"item": {"id": item}, "quantity": quantity} for item, quantity in lines]},
        **fields,
    }
    created = await netsuite.run("create-record", {"record_type": "salesOrder", "body": body})
    return str(created["record_id"])


async def fulfilled(netsuite: NetSuite, order_id: str) -> dict[int, float]:
    found = await netsuite.run("get-sublist", {"record_type": "salesOrder", "record_id": order_id, "sublist": "item"})
    return {entry["line"]["line"]: entry["line"].get("quantityFulfilled", 0) for entry in found["lines"]}


async def test_everything_that_is_open(netsuite: NetSuite) -> None:
    order_id = await order(netsuite, (MUG, 3), (JUG, 2))
    done = await netsuite.run("create-item-fulfillment", {"record_id": order_id, "ship_status": "shipped"})
    assert done["created"] is True
    assert done["sales_order_id"] == order_id
    assert [(line["order_line"], line["item"], line["quantity"]) for line in done["lines"]] == [
        (1, "MUG-BLUE", 3),
        (2, "MUG-WHITE", 2),
    ]
    assert done["warnings"] == []
    assert await fulfilled(netsuite, order_id) == {1: 3, 2: 2}
    with pytest.raises(InputError, match="Nothing on this order is left"):
        await netsuite.run("create-item-fulfillment", {"record_id": order_id})


async def test_a_part_leaves_the_rest_open(netsuite: NetSuite) -> None:
    order_id = await order(netsuite, (MUG, 3), (JUG, 2), (MUG, 1))
    inputs = {"record_id": order_id, "ship_status": "shipped"}
    first = await netsuite.run("create-item-fulfillment", {**inputs, "lines": [{"line": 2, "quantity": 1}]})
    assert [(line["order_line"], line["quantity"]) for line in first["lines"]] == [(2, 1)]
    assert await fulfilled(netsuite, order_id) == {1: 0, 2: 1, 3: 0}
    second = await netsuite.run("create-item-fulfillment", {**inputs, "lines": [{"item": "MUG-BLUE", "quantity": 4}]})
    assert [(line["order_line"], line["quantity"]) for line in second["lines"]] == [(1, 3), (3, 1)]
    third = await netsuite.run("create-item-fulfillment", inputs)
    assert [(line["order_line"], line["quantity"]) for line in third["lines"]] == [(2, 1)]
    assert await fulfilled(netsuite, order_id) == {1: 3, 2: 2, 3: 1}


async def test_what_the_fulfilment_carries(netsuite: NetSuite) -> None:
    order_id = await order(netsuite, (MUG, 1), externalId="SHIP-ALL")
    done = await netsuite.run(
        "create-item-fulfillment",
        {
            "external_id": "SHIP-ALL",
            "fulfillment_external_id": "SHIP-ALL-1",
            "ship_status": "packed",
            "ship_date": "2026-11-19",
            "memo": "Shop order 1001",
            "packages": [
                {"weight": 2.5, "tracking_number": "1Z999AA10123456784", "description": "Box 1"},
                {"weight": 1},
            ],
        },
    )
    assert done["sales_order_id"] == order_id
    found = await netsuite.run(
        "get-record",
        {"record_type": "itemFulfillment", "external_id": "SHIP-ALL-1", "expand_sub_resources": True},
    )
    record = found["record"]
    assert record["id"] == done["record_id"]
    assert record["shipStatus"]["id"] == "B"
    assert (record["tranDate"], record["memo"]) == ("2026-11-19", "Shop order 1001")
    parcels = [(parcel["packageWeight"], parcel.get("packageTrackingNumber")) for parcel in record["package"]["items"]]
    assert parcels == [(2.5, "1Z999AA10123456784"), (1, None)]


async def test_repeating_with_an_external_id_ships_once(over_wire: NetSuite, wire: Any) -> None:
    order_id = await order(over_wire, (MUG, 2))
    inputs = {
        "record_id": order_id,
        "fulfillment_external_id": "ONCE",
        "lines": [{"line": 1, "quantity": 1}],
        "ship_status": "shipped",
    }
    wire.lose_answer(lambda request: "!transform" in str(request.url))
    assert (await over_wire.run("create-item-fulfillment", inputs))["created"] is True
    again = await over_wire.run("create-item-fulfillment", inputs)
    assert again["created"] is False
    assert [(line["order_line"], line["quantity"]) for line in again["lines"]] == [(1, 1)]
    assert await fulfilled(over_wire, order_id) == {1: 1}


async def test_an_external_id_of_another_order(netsuite: NetSuite) -> None:
    first, second = await order(netsuite, (MUG, 1)), await order(netsuite, (MUG, 1))
    inputs = {"fulfillment_external_id": "MINE", "ship_status": "shipped"}
    await netsuite.run("create-item-fulfillment", {**inputs, "record_id": first})
    with pytest.raises(errors.DuplicateRecordError, match=f"of order {first}"):
        await netsuite.run("create-item-fulfillment", {**inputs, "record_id": second})


@pytest.mark.parametrize(
    ("members", "field"),
    [
        ({"lines": [{"line": 9}]}, "lines[0].line"),
        ({"lines": [{"line": 1}, {"item": "NO-SUCH"}]}, "lines[1].line"),
        ({"lines": [{"line": 1, "quantity": 3}]}, "lines[0].quantity"),
        ({"lines": [{"line": 2}]}, "lines[0].line"),
        ({"memo": "x", "fields": {"MEMO": "y"}}, "fields.MEMO"),
        ({"fields": {"item": {"items": []}}}, "fields.item"),
        ({"lines": [{"line": 1, "quantity": 0}]}, "lines[0].quantity"),
        ({"ship_status": "gone"}, "ship_status"),
    ],
)
async def test_what_does_not_fit_is_not_sent(
    over_wire: NetSuite, wire: Any, members: dict[str, Any], field: str
) -> None:
    service = await item_id(over_wire, "WRAP-SVC")
    order_id = await order(over_wire, (MUG, 2), (service, 1))
    with pytest.raises(InputError) as caught:
        await over_wire.run("create-item-fulfillment", {"record_id": order_id, **members})
    assert caught.value.field == field
    assert not any("!transform" in str(request.url) for request in wire.sent)


async def test_services_are_no_goods(netsuite: NetSuite) -> None:
    service = await item_id(netsuite, "WRAP-SVC")
    order_id = await order(netsuite, (service, 1), (MUG, 1))
    done = await netsuite.run(
        "create-item-fulfillment", {"record_id": order_id, "lines": [{"line": 2}], "ship_status": "shipped"}
    )
    assert [line["order_line"] for line in done["lines"]] == [2]


async def test_lots_by_their_number(netsuite: NetSuite, account: Account) -> None:
    tea = await item_id(netsuite, "TEA-ASSAM")
    lots = [lot for lot in account.store.scan("inventoryNumber") if lot["item"] == tea]
    at_home = [
        (lot["inventoryNumber"], place["quantityAvailable"])
        for lot in lots
        for place in lot["locations"]
        if place["location"] == "11" and place["quantityAvailable"] >= 2
    ]
    number = at_home[0][0]
    order_id = await order(netsuite, (tea, 2))
    inputs = {"record_id": order_id, "ship_status": "shipped", "location_id": "11"}
    detail = [{"inventory_number": "NO-SUCH-LOT", "quantity": 2}]
    with pytest.raises(InputError) as caught:
        await netsuite.run("create-item-fulfillment", {**inputs, "lines": [{"line": 1, "inventory_detail": detail}]})
    assert caught.value.field == "lines[0].inventory_detail[0].inventory_number"
    detail = [{"inventory_number": number, "quantity": 2}]
    done = await netsuite.run("create-item-fulfillment", {**inputs, "lines": [{"line": 1, "inventory_detail": detail}]})
    assert [(line["item"], line["quantity"]) for line in done["lines"]] == [("TEA-ASSAM", 2)]


async def test_a_kit_is_one_line(netsuite: NetSuite) -> None:
    kit = await item_id(netsuite, "GIFTSET-TEA")
    order_id = await order(netsuite, (kit, 1), (MUG, 1))
    done = await netsuite.run(
        "create-item-fulfillment", {"record_id": order_id, "lines": [{"line": 1}], "ship_status": "shipped"}
    )
    assert [line["item"] for line in done["lines"]] == ["GIFTSET-TEA"]
    assert done["warnings"] == []


async def test_without_the_right_to_run_queries(over_wire: NetSuite, wire: Any) -> None:
    order_id = await order(over_wire, (MUG, 2), (JUG, 1))

    def no_queries(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        shut = "suiteql" in request.url.path
        return httpx.Response(403, content=b"", request=request) if shut else response

    wire.rewrite(no_queries)
    done = await over_wire.run(
        "create-item-fulfillment", {"record_id": order_id, "lines": [{"line": 1}], "ship_status": "shipped"}
    )
    assert [line["order_line"] for line in done["lines"]] == [1]


async def test_an_order_that_is_not_there(netsuite: NetSuite) -> None:
    for which in ({"external_id": "NO-SUCH-ORDER"}, {"record_id": 99_999_999}):
        with pytest.raises(errors.NotFoundError):
            await netsuite.run("create-item-fulfillment", which)


async def test_an_order_that_waits_for_approval(netsuite: NetSuite) -> None:
    order_id = await order(netsuite, (MUG, 1), orderStatus={"id": "A"})
    with pytest.raises(errors.InvalidRecordError) as caught:
        await netsuite.run("create-item-fulfillment", {"record_id": order_id})
    assert "approved" in caught.value.fix


async def test_a_fulfilment_that_differs_from_the_plan_is_told(over_wire: NetSuite, wire: Any) -> None:
    order_id = await order(over_wire, (MUG, 2))

    def less(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        if "itemFulfillment" not in request.url.path or not request.url.path.endswith("/item"):
            return response
        body = response.json()
        body["items"][0]["quantity"] = 1
        return httpx.Response(200, json=body, request=request)

    wire.rewrite(less)
    done = await over_wire.run("create-item-fulfillment", {"record_id": order_id, "ship_status": "shipped"})
    assert done["warnings"] == ["Line 1: 2 were planned, NetSuite ships 1."]
