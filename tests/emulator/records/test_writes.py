"""POST, PATCH, PUT, DELETE: values, references, validation headers, external IDs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import httpx

    from suiteplug.emulator.store import RecordStore

BASE = "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1"

ERROR = {"X-NetSuite-PropertyNameValidation": "Error"}


def problem(reply: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert reply.status_code == status, reply.text
    found: dict[str, Any] = reply.json()["o:errorDetails"][0]
    assert found["o:errorCode"] == code, found
    return found


def stored(store: RecordStore, record_type: str, record_id: str) -> dict[str, Any]:
    body = store.get(record_type, record_id)
    assert body is not None
    return body


async def create(http: httpx.AsyncClient, record_type: str, **body: Any) -> str:
    reply = await http.post(f"/{record_type}", json=body, headers=ERROR)
    assert reply.status_code == 204, reply.text
    assert reply.content == b""
    location = reply.headers["location"]
    assert location.startswith(f"{BASE}/{record_type.lower()}/")
    return str(location.rpartition("/")[2])


async def test_create_answers_204_with_a_location(http: httpx.AsyncClient, store: RecordStore) -> None:
    record_id = await create(http, "customer", companyName="X", subsidiary={"id": "1"}, externalId="SHOP-1")
    body = stored(store, "customer", record_id)
    assert body["companyName"] == "X"
    assert body["subsidiary"] == "1"
    assert body["externalId"] == "SHOP-1"
    assert body["dateCreated"] == body["lastModifiedDate"] == "2026-08-12T17:32:28Z"


@pytest.mark.parametrize(
    ("field", "sent", "kept"),
    [
        ("subsidiary", {"id": "1"}, "1"),
        ("subsidiary", {"id": 1}, "1"),
        ("subsidiary", 1, "1"),
        ("subsidiary", "1", "1"),
        ("subsidiary", {"links": [], "id": "1", "refName": "Parent Co"}, "1"),
        ("emailPreference", {"id": "PDF"}, "PDF"),
        ("emailPreference", {"refName": "pdf"}, "PDF"),
        ("emailPreference", "PDF", "PDF"),
        ("globalSubscriptionStatus", 2, "2"),
        ("entityStatus", {"refName": "CUSTOMER-Closed Won"}, "13"),
        ("isPerson", True, True),
        ("creditLimit", 1000, 1000.0),
        ("creditLimit", "10.005", 10.01),
        ("reminderDays", 5.0, 5),
        ("phone", 5551234, "5551234"),
        ("startDate", "2026-02-28", "2026-02-28"),
        ("COMPANYNAME", "any case", "any case"),
        ("custentity_shop_vip", True, True),
    ],
)
async def test_forms_of_values(http: httpx.AsyncClient, store: RecordStore, field: str, sent: Any, kept: Any) -> None:
    record_id = await create(http, "customer", **{field: sent})
    body = {name.lower(): value for name, value in stored(store, "customer", record_id).items()}
    assert body[field.lower()] == kept


async def test_multiselects_and_moments(http: httpx.AsyncClient, store: RecordStore) -> None:
    item = await create(http, "inventoryItem", itemId="A", subsidiary={"items": [{"id": "1"}, {"id": 1}]})
    assert stored(store, "inventoryItem", item)["subsidiary"] == ["1"]


async def test_a_reference_by_external_id(http: httpx.AsyncClient, store: RecordStore) -> None:
    lines = {"items": [{"item": {"externalId": "SKU-1"}, "quantity": 2}]}
    order = await create(http, "salesOrder", entity={"id": "107"}, item=lines)
    assert stored(store, "salesOrder", order)["item"] == [{"line": 1, "item": "328", "quantity": 2.0}]


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("subsidiary", {}),
        ("subsidiary", [1]),
        ("subsidiary", True),
        ("isPerson", "T"),
        ("isPerson", 1),
        ("creditLimit", "much"),
        ("creditLimit", "nan"),
        ("creditLimit", "1e999"),
        ("creditLimit", 10**400),
        ("reminderDays", "1e999"),
        ("creditLimit", True),
        ("reminderDays", 1.5),
        ("startDate", "8/12/2026"),
        ("startDate", "2026-02-30"),
        ("startDate", "2026-08-12T00:00:00Z"),
        ("companyName", {"id": "1"}),
        ("companyName", True),
        ("addressBook", [{"label": "HQ"}]),
        ("addressBook", {"items": {"label": "HQ"}}),
        ("addressBook", {"items": ["HQ"]}),
        ("contactList", {"id": "1"}),
        ("emailPreference", True),
    ],
)
async def test_wrong_forms_are_refused_or_waved_through(http: httpx.AsyncClient, field: str, sent: Any) -> None:
    refused = await http.post("/customer", json={field: sent})
    found = problem(refused, 400, "INVALID_VALUE")
    assert found["detail"] == (
        f"Invalid value for the resource or sub-resource field '{field}'. Provide a valid value."
    )
    assert found["o:errorPath"].startswith(field)


async def test_value_validation_can_be_lowered(http: httpx.AsyncClient) -> None:
    warned = await http.post(
        "/customer", json={"startDate": "8/12/2026"}, headers={"X-NetSuite-PropertyValueValidation": "warning"}
    )
    assert warned.status_code == 204
    assert warned.headers["x-netsuite-propertyvalidation"] == "startDate"
    ignored = await http.post(
        "/customer", json={"startDate": "8/12/2026"}, headers={"X-NetSuite-PropertyValueValidation": "IGNORE"}
    )
    assert ignored.status_code == 204
    assert "x-netsuite-propertyvalidation" not in ignored.headers


@pytest.mark.parametrize(
    ("field", "sent", "named"),
    [
        ("subsidiary", {"id": "99"}, "99"),
        ("subsidiary", {"externalId": "none"}, "none"),
        ("emailPreference", {"id": "FAX"}, "FAX"),
        ("emailPreference", {"refName": "Fax"}, "Fax"),
        ("entityStatus", {"id": "999"}, "999"),
        ("parent", {"id": "-3"}, "-3"),
    ],
)
@pytest.mark.parametrize("validation", ["Error", "Ignore"])
async def test_references_to_nothing_always_fail(
    http: httpx.AsyncClient, field: str, sent: Any, named: str, validation: str
) -> None:
    headers = {"X-NetSuite-PropertyValueValidation": validation}
    found = problem(await http.post("/customer", json={field: sent}, headers=headers), 400, "INVALID_CONTENT")
    assert found["detail"] == (
        f"Error while accessing a resource. You have entered an Invalid Field Value {named}"
        f" for the following field: {field}."
    )
    assert found["o:errorPath"] == field


async def test_the_path_of_a_bad_line(http: httpx.AsyncClient) -> None:
    body = {"entity": {"id": 107}, "item": {"items": [{"item": {"id": "328"}}, {"item": {"id": "9999"}}]}}
    found = problem(await http.post("/salesOrder", json=body), 400, "INVALID_CONTENT")
    assert found["o:errorPath"] == "item.items[1].item"


async def test_misspelt_names_are_dropped_with_a_warning_by_default(
    http: httpx.AsyncClient, store: RecordStore
) -> None:
    body = {"companyNme": "X", "phone": "1", "addressBook": {"items": [{"labell": "HQ"}]}}
    reply = await http.post("/customer", json=body)
    assert reply.status_code == 204
    assert reply.headers["x-netsuite-propertyvalidation"] == "companyNme,addressBook.items[0].labell"
    record_id = reply.headers["location"].rpartition("/")[2]
    assert "companyNme" not in stored(store, "customer", record_id)


async def test_misspelt_names_are_named_under_error_validation(http: httpx.AsyncClient, store: RecordStore) -> None:
    before = store.ids("customer")
    reply = await http.post("/customer", json={"companyNme": "X", "item": {"items": []}}, headers=ERROR)
    assert reply.status_code == 400
    details = reply.json()["o:errorDetails"]
    assert [(entry["o:errorCode"], entry["o:errorPath"]) for entry in details] == [
        ("INVALID_CONTENT", "companyNme"),
        ("INVALID_CONTENT", "item"),
    ]
    assert store.ids("customer") == before


async def test_odd_names_cannot_break_the_header(http: httpx.AsyncClient) -> None:
    reply = await http.post("/customer", json={"a\r\nSet-Cookie: x": 1, "née": 1, "a,b": 1})
    assert reply.headers["x-netsuite-propertyvalidation"] == "a%0D%0ASet-Cookie:%20x,n%C3%A9e,a%2Cb"


async def test_misspelt_names_are_silent_under_ignore(http: httpx.AsyncClient) -> None:
    headers = {"X-NetSuite-PropertyNameValidation": "ignore"}
    reply = await http.post("/customer", json={"companyNme": "X"}, headers=headers)
    assert reply.status_code == 204
    assert "x-netsuite-propertyvalidation" not in reply.headers


async def test_an_unknown_validation_level(http: httpx.AsyncClient) -> None:
    reply = await http.post("/customer", json={}, headers={"X-NetSuite-PropertyNameValidation": "strict"})
    assert problem(reply, 400, "INVALID_HEADER")["o:errorHeader"] == "X-NetSuite-PropertyNameValidation"


async def test_what_netsuite_computes_is_not_taken(http: httpx.AsyncClient, store: RecordStore) -> None:
    record_id = await create(http, "customer", id="5000", balance=10, companyName="X", links=[])
    body = stored(store, "customer", record_id)
    assert record_id != "5000"
    assert "balance" not in body


async def test_patch_keeps_changes_and_clears(http: httpx.AsyncClient, doors: Any) -> None:
    record_id = await create(http, "customer", companyName="X", phone="1", comments="c")
    doors.clock.shift(doors.clock.now() - doors.clock.now().replace(hour=0))
    reply = await http.patch(f"/customer/{record_id}", json={"phone": "2", "comments": None}, headers=ERROR)
    assert reply.status_code == 204
    assert reply.headers["location"] == f"{BASE}/customer/{record_id}"
    body = stored(doors.store, "customer", record_id)
    assert (body["companyName"], body["phone"], body.get("comments")) == ("X", "2", None)
    assert body["lastModifiedDate"] > body["dateCreated"]


@pytest.mark.parametrize(
    ("field", "nothing"), [("comments", ""), ("terms", ""), ("terms", {"id": ""}), ("phone", None)]
)
async def test_nothing_has_several_spellings(
    http: httpx.AsyncClient, store: RecordStore, field: str, nothing: Any
) -> None:
    record_id = await create(http, "customer", comments="c", terms={"id": "2"}, phone="1")
    reply = await http.patch(f"/customer/{record_id}", json={field: nothing})
    assert reply.status_code == 204
    assert field not in stored(store, "customer", record_id)


async def test_replace_selected_fields_guards_against_clearing(http: httpx.AsyncClient, store: RecordStore) -> None:
    record_id = await create(http, "customer", phone="1", fax="2")
    url = f"/customer/{record_id}?replaceSelectedFields=true&replace=FAX"
    await http.patch(url, json={"phone": None, "fax": None})
    body = stored(store, "customer", record_id)
    assert (body.get("phone"), body.get("fax")) == ("1", None)


async def test_subrecords_are_merged_cleared_and_replaced(http: httpx.AsyncClient, store: RecordStore) -> None:
    address = {"addr1": "1 Main St", "city": "NY", "country": {"id": "US"}}
    record_id = await create(http, "salesOrder", billingAddress=address)
    await http.patch(f"/salesOrder/{record_id}", json={"billingAddress": {"city": "LA"}})
    assert stored(store, "salesOrder", record_id)["billingAddress"] == {
        "addr1": "1 Main St",
        "city": "LA",
        "country": "US",
    }
    url = f"/salesOrder/{record_id}?replace=billingAddress"
    await http.patch(url, json={"billingAddress": {"city": "SF"}})
    assert stored(store, "salesOrder", record_id)["billingAddress"] == {"city": "SF"}
    await http.patch(f"/salesOrder/{record_id}", json={"billingAddress": None})
    assert "billingAddress" not in stored(store, "salesOrder", record_id)


async def test_upsert_creates_then_updates(http: httpx.AsyncClient, store: RecordStore) -> None:
    first = await http.put("/customer/eid:CID002", json={"companyName": "X", "phone": "1"})
    second = await http.put("/customer/eid:CID002", json={"companyName": "Y"})
    assert first.status_code == second.status_code == 204
    assert first.headers["location"] == second.headers["location"]
    record_id = first.headers["location"].rpartition("/")[2]
    body = stored(store, "customer", record_id)
    assert (body["companyName"], body["phone"], body["externalId"]) == ("Y", "1", "CID002")


async def test_upsert_needs_an_external_id(http: httpx.AsyncClient) -> None:
    problem(await http.put("/customer/107", json={}), 400, "INVALID_REQUEST")
    problem(await http.put("/customer/eid:", json={}), 400, "INVALID_REQUEST")


async def test_odd_external_ids_travel_encoded(http: httpx.AsyncClient, store: RecordStore) -> None:
    reply = await http.put("/customer/eid:a%2Fb%20%25c", json={"companyName": "X"})
    assert reply.status_code == 204
    assert store.find_external("customer", "a/b %c") is not None
    assert (await http.get("/customer/eid:a%2Fb%20%25c")).status_code == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_a_bar_cannot_stand_in_the_url(http: httpx.AsyncClient, method: str) -> None:
    await create(http, "customer", externalId="RED|1")
    problem(await http.request(method, "/customer/eid:RED%7C1", json={}), 400, "INVALID_REQUEST")
    found = await http.get('/customer?q=externalId IS "RED|1"')
    assert found.json()["totalResults"] == 1


async def test_a_taken_external_id(http: httpx.AsyncClient) -> None:
    await create(http, "customer", externalId="X")
    other = await create(http, "customer", externalId="Y")
    for reply in (
        await http.post("/customer", json={"externalId": "X"}),
        await http.patch(f"/customer/{other}", json={"externalId": "X"}),
    ):
        assert problem(reply, 400, "USER_ERROR")["detail"] == (
            "Error while accessing a resource. This entity already exists."
        )
    assert (await http.patch(f"/customer/{other}", json={"externalId": "Y"})).status_code == 204


async def test_delete(http: httpx.AsyncClient) -> None:
    record_id = await create(http, "customer", companyName="X")
    gone = await http.delete(f"/customer/{record_id}")
    assert (gone.status_code, gone.content, "location" in gone.headers) == (204, b"", False)
    problem(await http.delete(f"/customer/{record_id}"), 404, "NONEXISTENT_ID")
    problem(await http.delete("/salesOrder/9"), 400, "USER_ERROR")


async def test_a_refused_delete_deletes_nothing(http: httpx.AsyncClient, store: RecordStore) -> None:
    order = await create(http, "salesOrder", memo="locked")
    problem(await http.delete(f"/salesOrder/{order}"), 400, "USER_ERROR")
    assert store.get("salesOrder", order) is not None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b"null",
        b"\xff\xfe",
        b"{'a': 1}",
        b'{"creditLimit": NaN}',
        b'{"creditLimit": -Infinity}',
        b'{"companyName": "\\ud800"}',
        b'{"a":' * 100_000,
    ],
)
async def test_malformed_bodies(http: httpx.AsyncClient, content: bytes) -> None:
    headers = {"content-type": "application/json"}
    for reply in (
        await http.post("/customer", content=content, headers=headers),
        await http.patch("/customer/107", content=content, headers=headers),
        await http.put("/customer/eid:X", content=content, headers=headers),
    ):
        assert problem(reply, 400, "INVALID_CONTENT")["detail"] == "Invalid content in the request body."


async def test_custom_records_are_ordinary_records(http: httpx.AsyncClient, store: RecordStore) -> None:
    body = {"name": "Web shop", "custrecord_channel_code": "WEB", "custrecord_channel_subsidiary": 1}
    record_id = await create(http, "customrecord_shop_channel", **body)
    kept = stored(store, "customrecord_shop_channel", record_id)
    assert kept["custrecord_channel_subsidiary"] == "1"
    assert kept["created"] == "2026-08-12T17:32:28Z"
    await create(http, "salesOrder", custbody_shop_channel=int(record_id))
