"""Bodies against the metadata: everything wrong is named with its place, and what is not sure passes."""

from __future__ import annotations

from typing import Any

import pytest

from suiteplug.connector.metadata.read_schema import read_schema
from suiteplug.connector.preflight.body_check import BodyCheck
from suiteplug.connector.preflight.problems import refusal

REFERENCE = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "refName": {"type": "string"}, "externalId": {"type": "string"}},
}


def collection(line: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": {"items": {"type": "array", "items": {"type": "object", **line}}}}


SCHEMA = {
    "type": "object",
    "properties": {
        "entity": REFERENCE,
        "memo": {"type": "string", "maxLength": 10, "nullable": True},
        "tranDate": {"type": "string", "format": "date"},
        "shipTime": {"type": "string", "format": "date-time"},
        "total": {"type": "number", "format": "double", "readOnly": True},
        "count": {"type": "integer"},
        "isClosed": {"type": "boolean"},
        "odd": {"type": "array"},
        "status": {"type": "object", "properties": {"id": {"enum": ["", "A", "B"]}, "refName": {}}},
        "sites": collection(REFERENCE),
        "custbody_x": {"type": "string", "x-ns-custom-field": True},
        "billingAddress": {"type": "object", "properties": {"city": {"type": "string"}, "country": REFERENCE}},
        "item": collection(
            {
                "properties": {
                    "item": REFERENCE,
                    "quantity": {"type": "number"},
                    "detail": {
                        "type": "object",
                        "properties": {
                            "deeper": {"type": "object", "properties": {"note": {"type": "string"}}},
                            "assignment": collection({"properties": {"quantity": {"type": "number"}}}),
                        },
                    },
                },
                "x-ns-sublistkey": {"present": True, "value": {"new": ["line"], "existing": ["line"]}},
            }
        ),
    },
}
CHECK = BodyCheck(read_schema("salesOrder", SCHEMA))


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"entity": {"id": "1"}, "ENTITY": 1},
        {"entity": {"externalId": "SHOP-1"}},
        {"entity": {"refName": "Kiln"}},
        {"entity": "1"},
        {"entity": None, "item": None, "memo": None, "status": None},
        {"entity": {"links": []}, "links": [], "id": "7", "externalId": "x", "refName": "y"},
        {"memo": 5, "tranDate": "2026-08-12", "shipTime": "2026-08-12T17:32:28Z", "isClosed": False},
        {"shipTime": "2026-08-12T17:32:28+01:00", "total": "3.50", "count": "3"},
        {"tranDate": ""},
        {"odd": ["anything"], "status": "a"},
        {"status": {"id": "B"}, "status_text": "Approved"},
        {"status": {"refName": "Approved"}},
        {"sites": {"items": [{"id": "1"}]}},
        {"item": {"items": [{"item": {"id": "1"}, "quantity": 2, "line": None, "id": 4}], "totalResults": 1}},
        {"item": {"links": []}},
        {"item": {"items": [{"detail": {"assignment": {"items": [{"quantity": 1}]}, "deeper": {"note": "x"}}}]}},
        {"billingAddress": {"CITY": "York", "country": "GB"}},
    ],
)
def test_what_may_be_right_passes(body: dict[str, Any]) -> None:
    if "line" in str(body):
        body = {"item": {"items": [{k: v for k, v in body["item"]["items"][0].items() if k != "line"}]}}
    assert CHECK.check(body).problems == ()


@pytest.mark.parametrize(
    ("body", "path", "words"),
    [
        ({"entty": 1}, "entty", "Did you mean entity"),
        ({"custbody_y": 1}, "custbody_y", "custbody_x"),
        ({"entity": [1]}, "entity", "a list, where a reference belongs"),
        ({"entity": True}, "entity", "true, where a reference belongs"),
        ({"entity": {"items": [{"id": "1"}]}}, "entity", "one reference belongs"),
        ({"entity": {"name": "Kiln"}}, "entity", "without any of id, externalId, refName"),
        ({"memo": {"id": "1"}}, "memo", "a text belongs"),
        ({"memo": "far too long a text"}, "memo", "takes 10"),
        ({"tranDate": "12/31/2026"}, "tranDate", "YYYY-MM-DD"),
        ({"tranDate": "2026-02-30"}, "tranDate", "no date"),
        ({"shipTime": "noon"}, "shipTime", "no date with a time"),
        ({"count": 1.5}, "count", "no whole number"),
        ({"count": "many"}, "count", "no whole number"),
        ({"isClosed": "T"}, "isClosed", "true or false"),
        ({"status": {"id": "Z"}}, "status", "Give one of: A, B."),
        ({"status": "Z"}, "status", "Give one of: A, B."),
        ({"sites": {"id": "1"}}, "sites", "a list of references belongs"),
        ({"item": [{"item": {"id": "1"}}]}, "item", 'Give {"items": [...]}'),
        ({"item": {"lines": []}}, "item.lines", "stand in 'items'"),
        ({"item": {"items": {"item": {"id": "1"}}}}, "item.items", "a list of lines belongs"),
        ({"item": {"items": ["x"]}}, "item.items[0]", "an object belongs"),
        ({"item": {"items": [{}, {"quantiy": 1}]}}, "item.items[1].quantiy", "Did you mean quantity"),
        ({"item": {"items": [{}, {}, {}, {"quantity": "two"}]}}, "item.items[3].quantity", "no number"),
        (
            {"item": {"items": [{"detail": {"assignment": {"items": [{"quantity": []}]}}}]}},
            "item.items[0].detail.assignment.items[0].quantity",
            "no number",
        ),
        ({"billingAddress": {"town": "York"}}, "billingAddress.town", "no field 'town'"),
        ({"billingAddress": "York"}, "billingAddress", "an object belongs"),
    ],
)
def test_what_netsuite_would_refuse_is_named_with_its_place(body: dict[str, Any], path: str, words: str) -> None:
    (problem,) = CHECK.check(body).problems
    assert problem.path == path
    assert words in f"{problem.message} {problem.fix}"


def test_all_problems_come_at_once() -> None:
    found = CHECK.check({"entty": 1, "memo": [], "item": {"items": [{"quantity": "x"}, {"itm": 1}]}})
    assert [problem.path for problem in found.problems] == [
        "entty",
        "memo",
        "item.items[0].quantity",
        "item.items[1].itm",
    ]
    error = refusal("salesOrder", found.problems)
    assert error.code == "UNKNOWN_FIELD"
    assert "And 3 more" in error.message
    assert [detail.path for detail in error.details] == [problem.path for problem in found.problems]
    assert "Nothing was sent" in error.cause


def test_a_field_that_netsuite_sets_is_remarked_and_no_problem() -> None:
    found = CHECK.check({"total": 5})
    assert found.problems == ()
    assert "'total'" in found.warnings[0]
