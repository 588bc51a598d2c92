"""The metadata catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from suiteplug.emulator.roles import Level, Role
from suiteplug.emulator.schema import STANDARD

if TYPE_CHECKING:
    import httpx

BASE = "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1"

CATALOG = "/metadata-catalog"
OPEN_API = {"accept": "application/swagger+json"}
JSON_SCHEMA = {"accept": "application/schema+json"}


async def test_list_of_types(http: httpx.AsyncClient) -> None:
    reply = await http.get(CATALOG)
    assert reply.headers["content-type"] == "application/json"
    items = reply.json()["items"]
    assert [item["name"] for item in items] == [each.name for each in STANDARD.types]
    url = f"{BASE}/metadata-catalog/customer"
    assert items[0]["links"] == [
        {"rel": "canonical", "href": url, "mediaType": "application/json"},
        {"rel": "alternate", "href": url, "mediaType": "application/swagger+json"},
        {"rel": "alternate", "href": url, "mediaType": "application/schema+json"},
        {"rel": "describes", "href": f"{BASE}/customer"},
    ]


async def open_api(http: httpx.AsyncClient, select: str) -> dict[str, Any]:
    reply = await http.get(f"{CATALOG}?select={select}", headers=OPEN_API)
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "application/swagger+json"
    document: dict[str, Any] = reply.json()
    return document


async def test_openapi_of_some_types(http: httpx.AsyncClient) -> None:
    document = await open_api(http, "SalesOrder,currency")
    assert document["openapi"].startswith("3.0")
    assert document["servers"] == [{"url": BASE}]
    paths = [path for path in document["paths"] if "/!" not in path]
    assert paths == ["/salesOrder", "/salesOrder/{id}", "/currency", "/currency/{id}"]
    assert document["paths"]["/salesOrder/{id}"]["put"]["parameters"][0]["schema"]["pattern"] == "eid:(.+)"
    schemas = document["components"]["schemas"]
    order = schemas["salesOrder"]
    assert list(order["properties"]) == sorted(order["properties"])
    assert order["properties"]["currency"] == {"$ref": "#/components/schemas/currency"}
    assert order["properties"]["entity"] == {"$ref": "#/components/schemas/nsResource"}
    assert order["properties"]["orderStatus"]["properties"]["id"]["enum"][:2] == ["A", "B"]
    assert order["properties"]["custbody_gift"] == {"title": "Gift", "type": "boolean", "x-ns-custom-field": True}
    assert order["properties"]["tranDate"] == {
        "title": "Date",
        "type": "string",
        "format": "date",
        "nullable": True,
    }
    assert "tranId" in order["x-ns-filterable"]
    assert "createdFrom" not in order["x-ns-filterable"]
    assert schemas["salesOrder-itemElement"]["x-ns-sublistkey"] == {
        "present": True,
        "value": {"new": ["orderLine"], "existing": ["line"]},
    }
    assert schemas["salesOrder-salesTeamElement"]["x-ns-sublistkey"] == {"present": False}


def references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if "$ref" in value else []
        return own + [ref for inner in value.values() for ref in references(inner)]
    return [ref for inner in value for ref in references(inner)] if isinstance(value, list) else []


async def test_openapi_of_everything_has_no_loose_ends(http: httpx.AsyncClient) -> None:
    document = (await http.get(CATALOG, headers=OPEN_API)).json()
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(references(document)) <= known
    assert {each.name for each in STANDARD.types} <= document["components"]["schemas"].keys()
    for name, schema in document["components"]["schemas"].items():
        if name.endswith("Element"):
            assert "x-ns-sublistkey" in schema


@pytest.mark.parametrize("record_type", [each.name for each in STANDARD.types])
async def test_json_schema_of_each_type(http: httpx.AsyncClient, record_type: str) -> None:
    reply = await http.get(f"{CATALOG}/{record_type}", headers=JSON_SCHEMA)
    assert reply.headers["content-type"] == "application/schema+json"
    schema = reply.json()
    assert schema["$schema"] == "https://json-schema.org/draft-06/hyper-schema#"
    jsonschema.Draft6Validator.check_schema({**schema, "$schema": "http://json-schema.org/draft-06/schema#"})
    assert "x-ns-filterable" in schema
    for reference in set(references(schema)):
        path = reference.removeprefix("/services/rest/record/v1")
        assert (await http.get(path, headers=JSON_SCHEMA)).status_code == 200, reference


async def test_one_type_in_the_other_flavours(http: httpx.AsyncClient) -> None:
    document = (await http.get(f"{CATALOG}/CUSTOMER", headers=OPEN_API)).json()
    assert "/customer" in document["paths"]
    assert (await http.get(f"{CATALOG}/customer")).json()["name"] == "customer"


@pytest.mark.parametrize(
    ("method", "path", "headers", "status", "code"),
    [
        ("GET", f"{CATALOG}?select=customer,%20vendor", OPEN_API, 400, "INVALID_REQUEST"),
        ("GET", f"{CATALOG}?select=file", OPEN_API, 404, "NONEXISTENT_ID"),
        ("GET", f"{CATALOG}/file", {}, 404, "NONEXISTENT_ID"),
        ("GET", f"{CATALOG}/file", JSON_SCHEMA, 404, "NONEXISTENT_ID"),
        ("GET", f"{CATALOG}/customer/107", {}, 400, "INVALID_REQUEST"),
        ("GET", CATALOG, JSON_SCHEMA, 406, "NOT_ACCEPTABLE"),
        ("GET", CATALOG, {"accept": "text/html"}, 406, "NOT_ACCEPTABLE"),
        ("POST", CATALOG, {}, 405, "METHOD_NOT_ALLOWED"),
    ],
)
async def test_refused(
    http: httpx.AsyncClient, method: str, path: str, headers: dict[str, str], status: int, code: str
) -> None:
    reply = await http.request(method, path, headers=headers)
    assert reply.status_code == status
    assert reply.json()["o:errorDetails"][0]["o:errorCode"] == code


async def test_a_role_sees_only_its_types(http: httpx.AsyncClient, doors: Any) -> None:
    doors.role = Role("1", "Clerk", {"LIST_CUSTJOB": Level.VIEW})
    assert [item["name"] for item in (await http.get(CATALOG)).json()["items"]] == ["customer"]
    assert (await http.get(f"{CATALOG}/vendor")).status_code == 404
    schema = (await http.get(f"{CATALOG}/customer", headers=JSON_SCHEMA)).json()
    assert not [ref for ref in references(schema) if ref.endswith("/currency")]
    everything = (await http.get(CATALOG, headers=OPEN_API)).json()
    assert {path.split("/")[1] for path in everything["paths"]} == {"customer"}


async def test_openapi_lists_transforms(http: httpx.AsyncClient) -> None:
    """As a live account's export does (uptick/pynetsuite, netsuite-oas.json); the target's own schema when selected."""
    document = await open_api(http, "salesOrder,invoice")
    listed = {path: item["post"] for path, item in document["paths"].items() if "!transform" in path}
    assert "/salesOrder/{id}/!transform/invoice" in listed
    assert "/invoice/{id}/!transform/creditMemo" in listed
    assert not any(path.startswith("/customer") for path in listed)
    own = listed["/salesOrder/{id}/!transform/invoice"]
    other = listed["/salesOrder/{id}/!transform/itemFulfillment"]
    schemas = [next(iter(entry["requestBody"]["content"].values()))["schema"]["$ref"] for entry in (own, other)]
    assert [schema.rsplit("/", 1)[1] for schema in schemas] == ["invoice", "nsResource"]
    assert {"204", "200", "default"} == own["responses"].keys()
    assert own["parameters"][0]["name"] == "id"
