"""GET of records and of what lies below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import httpx

    from suiteplug.emulator.store import RecordStore


BASE = "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1"


def link(path: str) -> list[dict[str, str]]:
    return [{"rel": "self", "href": f"{BASE}/{path}", "method": "GET"}]


async def get(http: httpx.AsyncClient, path: str) -> dict[str, Any]:
    reply = await http.get(path)
    assert reply.status_code == 200, reply.text
    body: dict[str, Any] = reply.json()
    return body


async def test_record_in_the_recorded_shape(http: httpx.AsyncClient) -> None:
    reply = await http.get("/SALESORDER/1504")
    assert reply.headers["content-type"] == "application/vnd.oracle.resource+json; type=singular; charset=UTF-8"
    body = reply.json()
    names = list(body)
    assert names[0] == "links"
    assert names[1:] == sorted(names[1:])
    assert body["links"] == link("salesorder/1504")
    assert body["id"] == "1504"
    assert body["total"] == 54
    assert body["tranDate"] == "2026-08-12"
    assert body["entity"] == {"links": link("customer/107"), "id": "107", "refName": "Blue Kiln"}
    assert body["orderStatus"] == {"links": [], "id": "B", "refName": "Pending Fulfillment"}
    assert body["item"] == {"links": link("salesorder/1504/item")}
    assert body["toBePrinted"] is False
    assert "memo" not in body


async def test_expanded_sublists_have_three_keys_or_six(http: httpx.AsyncClient) -> None:
    body = await get(http, "/salesOrder/1504?expandSubResources=true")
    assert set(body["item"]) == {"links", "items", "totalResults"}
    assert body["item"]["totalResults"] == 2
    line = body["item"]["items"][1]
    assert line["links"] == link("salesorder/1504/item/4")
    assert line["line"] == 4
    assert line["item"] == {"links": link("servicesaleitem/329"), "id": "329", "refName": "WRAP-SVC"}
    assert body["salesTeam"] == {
        "links": link("salesorder/1504/salesTeam"),
        "count": 0,
        "hasMore": False,
        "items": [],
        "offset": 0,
        "totalResults": 0,
    }


async def test_fields_are_picked_in_any_case(http: httpx.AsyncClient) -> None:
    body = await get(http, "/salesOrder/1504?fields=total,ENTITY")
    assert list(body) == ["links", "entity", "total"]
    assert body["links"] == link("salesorder/1504?fields=total%2CENTITY")


async def test_simple_enum_format(http: httpx.AsyncClient) -> None:
    body = await get(http, "/salesOrder/1504?simpleEnumFormat=true")
    assert body["orderStatus"] == "B"
    assert body["entity"]["id"] == "107"


async def test_negative_ids(http: httpx.AsyncClient) -> None:
    assert (await get(http, "/vendor/-3"))["id"] == "-3"


async def test_external_id_in_the_url(http: httpx.AsyncClient) -> None:
    assert (await get(http, "/inventoryItem/eid:SKU-1"))["id"] == "328"
    assert (await get(http, "/inventoryItem/EID:SKU-1/subsidiary"))["totalResults"] == 1


async def test_sublist_is_stubs_unless_expanded(http: httpx.AsyncClient) -> None:
    body = await get(http, "/salesOrder/1504/item")
    assert body["items"] == [{"links": link("salesorder/1504/item/1")}, {"links": link("salesorder/1504/item/4")}]
    assert (body["count"], body["totalResults"], body["hasMore"]) == (2, 2, False)
    expanded = await get(http, "/salesOrder/1504/item?expandSubResources=true")
    assert [line["line"] for line in expanded["items"]] == [1, 4]


async def test_a_line_is_addressed_by_its_key(http: httpx.AsyncClient) -> None:
    assert (await get(http, "/salesOrder/1504/item/4"))["item"]["id"] == "329"
    reply = await http.get("/salesOrder/1504/item/2")
    assert reply.status_code == 404
    assert reply.json()["o:errorDetails"][0]["o:errorCode"] == "NONEXISTENT_ID"


async def test_references_are_followed_through_the_parent(http: httpx.AsyncClient) -> None:
    assert (await get(http, "/salesOrder/1504/entity"))["companyName"] == "Blue Kiln Ltd"
    line_item = await http.get("/salesOrder/1504/item/1/item")
    assert line_item.json()["itemId"] == "MUG-BLUE"


async def test_subrecords_of_lines(http: httpx.AsyncClient, store: RecordStore) -> None:
    assigned = {"internalId": 9, "quantity": 1.0, "receiptInventoryNumber": "LOT-1"}
    detail = {"quantity": 1.0, "inventoryAssignment": [assigned]}
    store.put("itemReceipt", {"id": "1600", "item": [{"line": 1, "item": "328", "inventoryDetail": detail}]})
    body = await get(http, "/itemReceipt/1600/item/1/inventoryDetail/inventoryAssignment/9")
    assert body["receiptInventoryNumber"] == "LOT-1"
    address = "itemreceipt/1600/item/1/inventoryDetail"
    assert body["links"] == link(f"{address}/inventoryAssignment/9")
    folded = await get(http, "/itemReceipt/1600/item/1/inventoryDetail")
    assert folded["inventoryAssignment"] == {"links": link(f"{address}/inventoryAssignment")}


async def test_lines_with_composite_keys(http: httpx.AsyncClient, store: RecordStore) -> None:
    price = {"currencyPage": "1", "priceLevel": "1", "quantity": {"value": 0}, "price": 18.0}
    store.put("inventoryItem", {"id": "330", "itemId": "X", "price": [price]})
    store.put("customerPayment", {"id": "1700", "apply": [{"doc": "1504", "line": 0, "apply": True, "amount": 5.5}]})
    line = await get(http, "/inventoryItem/330/price/quantity=0,currencypage=1,pricelevel=1")
    assert (line["price"], line["priceLevel"]["refName"]) == (18, "Base Price")
    assert (await get(http, "/customerPayment/1700/apply/doc=1504,line=0"))["amount"] == 5.5


async def test_multiselect(http: httpx.AsyncClient) -> None:
    body = await get(http, "/inventoryItem/328")
    assert body["subsidiary"] == {
        "links": link("inventoryitem/328/subsidiary"),
        "items": [{"links": link("subsidiary/1"), "id": "1", "refName": "Parent Co"}],
        "totalResults": 1,
    }


async def test_a_renamed_record_is_shown_with_its_new_name(http: httpx.AsyncClient) -> None:
    assert (await get(http, "/salesOrder/1504"))["entity"]["refName"] == "Blue Kiln"
    await http.patch("/customer/107", json={"entityId": "Green Kiln"})
    assert (await get(http, "/salesOrder/1504"))["entity"]["refName"] == "Green Kiln"


@pytest.mark.parametrize(
    ("path", "status", "code", "detail"),
    [
        ("/file", 404, "NONEXISTENT_ID", "Record type 'file' does not exist."),
        (
            "/customer/99",
            404,
            "NONEXISTENT_ID",
            "The record instance does not exist. Provide a valid record instance ID.",
        ),
        (
            "/vendor/107",
            404,
            "NONEXISTENT_ID",
            "The record instance does not exist. Provide a valid record instance ID.",
        ),
        (
            "/invoice/1504",
            400,
            "USER_ERROR",
            "Error while accessing a resource. Transaction type specified is incorrect.",
        ),
        (
            "/salesOrder/9",
            400,
            "USER_ERROR",
            "Error while accessing a resource. Transaction type specified is incorrect.",
        ),
        ("/salesOrder/eid:none", 404, "NONEXISTENT_ID", None),
        ("/customer/abc", 404, "NONEXISTENT_ID", None),
        ("/salesOrder/1504/nothing", 404, "NONEXISTENT_ID", None),
        ("/salesOrder/1504/memo", 404, "NONEXISTENT_ID", None),
        ("/salesOrder/1504/tranDate", 404, "NONEXISTENT_ID", None),
        ("/salesOrder/1504/orderStatus", 404, "NONEXISTENT_ID", None),
        ("/salesOrder/1504/entity/subsidiary", 404, "NONEXISTENT_ID", None),
        ("/customer/107?fields=nope", 400, "INVALID_PARAMETER", None),
        ("/customer/107?expandSubResources=yes", 400, "INVALID_PARAMETER", None),
    ],
)
async def test_what_is_not_there(
    http: httpx.AsyncClient, path: str, status: int, code: str, detail: str | None
) -> None:
    reply = await http.get(path)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/vnd.oracle.resource+json; type=error; charset=UTF-8"
    found = reply.json()["o:errorDetails"][0]
    assert found["o:errorCode"] == code
    assert detail is None or found["detail"] == detail
