"""Both flavours of the catalogue say the same."""

from __future__ import annotations

from typing import Any

import pytest

from suiteplug.connector.errors import ContractError
from suiteplug.connector.metadata.labels import label_of
from suiteplug.connector.metadata.model import FieldKind, RecordMetadata
from suiteplug.connector.metadata.read_schema import read_schema
from suiteplug.connector.metadata.select import select

LINKS = {"type": "array", "items": {"$ref": "/services/rest/record/v1/metadata-catalog/nsLink"}}
REFERENCE = {
    "type": "object",
    "properties": {
        "id": {"title": "Internal identifier", "type": "string"},
        "refName": {"type": "string"},
        "externalId": {"type": "string"},
        "links": LINKS,
    },
}


def choice(*values: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"id": {"type": "string", "enum": list(values)}, "refName": {"type": "string"}},
    }


def collection(items: dict[str, Any]) -> dict[str, Any]:
    names = {name: {"type": "integer", "readOnly": True} for name in ("count", "offset", "totalResults")}
    return {"type": "object", "properties": {"links": LINKS, "items": {"type": "array", "items": items}, **names}}


ADDRESS = {"type": "object", "properties": {"city": {"title": "City", "type": "string", "nullable": True}}}
DETAIL = {"properties": {"quantity": {"type": "number", "format": "double"}}}
LINE_KEY = {"present": True, "value": {"new": ["orderLine"], "existing": ["line"]}}
FIELDS: dict[str, Any] = {
    "links": LINKS,
    "memo": {"title": "Memo", "type": "string", "nullable": True},
    "tranDate": {"title": "Date", "type": "string", "format": "date"},
    "createdDate": {"type": "string", "format": "date-time"},
    "startTime": {"type": "string", "format": "time"},
    "total": {"type": "number", "format": "double"},
    "count1": {"type": "integer", "format": "int64"},
    "isGift": {"title": "Gift", "type": "boolean", "x-ns-custom-field": True},
    "status": {"title": "Status", **choice("", "A", "B")},
    "customForm": {"type": "object", "properties": {"id": {"type": "string"}, "refName": {"type": "string"}}},
}


def json_schema() -> dict[str, Any]:
    """Sublists in place, references in place or as an address."""
    address = {"/services/rest/record/v1/metadata-catalog/location": None}
    return {
        "$schema": "https://json-schema.org/draft-06/hyper-schema#",
        "type": "object",
        "x-ns-filterable": ["memo", "TRANDATE", "channels"],
        "properties": {
            **FIELDS,
            "entity": REFERENCE,
            "location": {"title": "Location", "$ref": next(iter(address))},
            "channels": {"title": "Channels", **collection(REFERENCE)},
            "billingAddress": {"title": "Bill To", **ADDRESS},
            "item": {
                "title": "Items",
                **collection(
                    {
                        "type": "object",
                        "x-ns-sublistkey": LINE_KEY,
                        "properties": {
                            "links": LINKS,
                            "line": {"type": "integer"},
                            "quantity": {"title": "Quantity", "type": "number"},
                            "inventoryDetail": {
                                "type": "object",
                                "properties": {
                                    **DETAIL["properties"],
                                    "inventoryAssignment": collection(
                                        {
                                            "type": "object",
                                            "x-ns-sublistkey": {"present": True, "value": {"existing": ["internalId"]}},
                                            "properties": {"quantity": {"type": "number"}},
                                        }
                                    ),
                                },
                            },
                        },
                    }
                ),
            },
        },
    }


def openapi() -> dict[str, Any]:
    """Sublists and subrecords as components; another record type that must not be walked into."""
    ref = "#/components/schemas/"
    schemas: dict[str, Any] = {
        "salesOrder": {
            "type": "object",
            "x-ns-filterable": ["memo", "tranDate", "channels"],
            "properties": {
                **FIELDS,
                "entity": {"oneOf": [{"$ref": f"{ref}customer"}, {"$ref": f"{ref}nsResource"}]},
                "location": {"title": "Location", "$ref": f"{ref}location"},
                "channels": {"title": "Channels", "$ref": f"{ref}nsResourceCollection"},
                "billingAddress": {"title": "Bill To", "$ref": f"{ref}salesOrder-billingAddress"},
                "item": {"title": "Items", "$ref": f"{ref}salesOrder-itemCollection"},
            },
        },
        "location": {"type": "object", "properties": {"item": {"$ref": f"{ref}salesOrder"}}},
        "salesOrder-billingAddress": ADDRESS,
        "salesOrder-itemCollection": collection({"$ref": f"{ref}salesOrder-itemElement"}),
        "salesOrder-itemElement": json_schema()["properties"]["item"]["properties"]["items"]["items"],
    }
    return {"openapi": "3.0.1", "components": {"schemas": schemas}}


@pytest.fixture(params=[json_schema, openapi], ids=["json schema", "openapi"])
def described(request: pytest.FixtureRequest) -> RecordMetadata:
    return read_schema("salesorder" if request.param is openapi else "salesOrder", request.param())


def test_fields_have_the_kind_of_their_values(described: RecordMetadata) -> None:
    kinds = {field.name: field.kind for field in described.fields}
    assert kinds == {
        "memo": FieldKind.TEXT,
        "tranDate": FieldKind.DATE,
        "createdDate": FieldKind.DATE_TIME,
        "startTime": FieldKind.TIME,
        "total": FieldKind.NUMBER,
        "count1": FieldKind.INTEGER,
        "isGift": FieldKind.BOOLEAN,
        "status": FieldKind.CHOICE,
        "customForm": FieldKind.CHOICE,
        "entity": FieldKind.REFERENCE,
        "location": FieldKind.REFERENCE,
        "channels": FieldKind.MULTISELECT,
    }
    assert [field.name for field in described.fields] == sorted(kinds)


def test_what_else_is_known_of_fields(described: RecordMetadata) -> None:
    fields = {field.name: field for field in described.fields}
    assert described.record_type == "salesOrder"
    assert fields["status"].values == ("A", "B")
    assert fields["memo"].label == "Memo"
    assert fields["location"].record_types == ("location",)
    assert fields["location"].label == "Location"
    assert fields["isGift"].custom
    assert [name for name, field in fields.items() if field.filterable] == ["channels", "memo", "tranDate"]


def test_sublists_and_subrecords(described: RecordMetadata) -> None:
    item = described.sublist("ITEM")
    assert item is not None
    assert (item.label, item.keyed, item.key, item.new_line_key) == ("Items", True, ("line",), ("orderLine",))
    assert [field.name for field in item.fields] == ["line", "quantity"]
    detail = item.subrecords[0]
    assert (detail.name, detail.sublists[0].name, detail.sublists[0].key) == (
        "inventoryDetail",
        "inventoryAssignment",
        ("internalId",),
    )
    assert [(part.name, part.label) for part in described.subrecords] == [("billingAddress", "Bill To")]
    assert described.names()[0] == "billingAddress"
    assert described.sublist("nothing") is None


def test_the_part_asked_for(described: RecordMetadata) -> None:
    assert select(described, search="", custom_only=False) is described
    quantity = select(described, search="quantity", custom_only=False)
    assert quantity.fields == ()
    assert [field.name for field in quantity.sublists[0].fields] == ["quantity"]
    assert quantity.sublists[0].subrecords[0].sublists[0].fields[0].name == "quantity"
    assert [field.name for field in select(described, search="", custom_only=True).fields] == ["isGift"]
    whole = select(described, search="items", custom_only=False)
    assert whole.sublists == described.sublists
    assert select(described, search="nothing such", custom_only=False).sublists == ()


def test_a_document_about_something_else_is_a_fault() -> None:
    with pytest.raises(ContractError, match="does not describe"):
        read_schema("customer", openapi())


def test_a_schema_that_contains_itself_ends() -> None:
    part: dict[str, Any] = {"type": "object", "properties": {"name": {"type": "string"}}}
    part["properties"]["again"] = {"$ref": "#/components/schemas/x-part"}
    document = {
        "components": {"schemas": {"x": {"properties": {"p": {"$ref": "#/components/schemas/x-part"}}}, "x-part": part}}
    }
    assert read_schema("x", document).subrecords[0].fields[0].name == "name"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("itemFulfillment", "Item Fulfillment"),
        ("salesOrder", "Sales Order"),
        ("customrecord_shop_channel", "Shop Channel (custom record)"),
        ("customrecord_cseg_region", "Region (custom segment)"),
        ("customrecord_cseg1", "1 (custom segment)"),
        ("customlist_size", "Size (custom list)"),
        ("customer", "Customer"),
    ],
)
def test_names_in_words(name: str, label: str) -> None:
    assert label_of(name) == label
