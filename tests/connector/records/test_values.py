"""Pages, shapes, matching, keys and external IDs: the pure parts around records."""

from __future__ import annotations

from typing import Any

import pytest

from suiteplug.connector.errors import InputError
from suiteplug.connector.records import RecordRef, shapes
from suiteplug.connector.records.external_ids import with_external_id
from suiteplug.connector.records.line_keys import key_members, key_of, shown_key, wanted_key
from suiteplug.connector.records.matching import matches
from suiteplug.connector.records.paging import check_page, read_page


@pytest.mark.parametrize(
    ("limit", "offset", "fix"),
    [
        (0, 0, "1 to 1000"),
        (1001, 0, "1 to 1000"),
        (10, -10, "0 or more"),
        (10, 15, "10 or 20"),
        (1000, 999, "0 or 1000"),
        (1000, 100_000, "Narrow"),
        (5, 5000, "limit 1000"),
    ],
)
def test_pages_that_netsuite_would_refuse(limit: int, offset: int, fix: str) -> None:
    with pytest.raises(InputError) as caught:
        check_page(limit, offset)
    assert fix in caught.value.fix


@pytest.mark.parametrize(("limit", "offset"), [(1, 0), (1000, 99_000), (5, 4995), (300, 600)])
def test_pages_that_it_serves(limit: int, offset: int) -> None:
    check_page(limit, offset)


def test_a_page_is_read_whatever_is_missing() -> None:
    assert read_page(None).ids == ()
    page = read_page({"items": [{"id": -3}, {"id": "5"}], "hasMore": True, "totalResults": 12, "offset": 2})
    assert (page.ids, page.has_more, page.total, page.offset) == (("-3", "5"), True, 12, 2)


def test_links_go_and_what_they_stood_for_is_named() -> None:
    link = [{"rel": "self", "href": "https://x"}]
    body = {
        "links": link,
        "id": "7",
        "item": {"links": link},
        "subsidiary": {"links": link, "id": "1", "refName": "Parent"},
        "addressBook": {
            "links": link,
            "count": 1,
            "hasMore": False,
            "offset": 0,
            "totalResults": 1,
            "items": [{"links": link, "id": 5, "addressBookAddress": {"links": link}}],
        },
        "empty": {"links": link, "items": [], "totalResults": 0},
        "count": 3,
    }
    assert shapes.collapsed(body) == ("item",)
    assert shapes.without_links(body) == {
        "id": "7",
        "subsidiary": {"id": "1", "refName": "Parent"},
        "addressBook": {"items": [{"id": 5}], "totalResults": 1},
        "empty": {"items": [], "totalResults": 0},
        "count": 3,
    }


@pytest.mark.parametrize(
    ("shown", "wanted", "expected"),
    [
        ({"quantity": 2}, {"quantity": 2.0}, True),
        ({"quantity": 2}, {"quantity": "2"}, True),
        ({"quantity": 2.5}, {"Quantity": "2.50"}, True),
        ({"quantity": 2}, {"quantity": 3}, False),
        ({"item": {"id": "328", "refName": "MUG"}}, {"item": 328}, True),
        ({"item": {"id": "328", "refName": "MUG"}}, {"item": {"id": 328}}, True),
        ({"item": {"id": "328", "refName": "MUG"}}, {"item": "MUG"}, True),
        ({"item": {"id": "328", "refName": "MUG"}}, {"item": {"refName": "MUG"}}, True),
        ({"item": {"id": "328", "refName": "MUG"}}, {"item": {"id": "328", "refName": "JUG"}}, False),
        ({"status": "B"}, {"status": {"id": "B"}}, True),
        ({"closed": True}, {"closed": True}, True),
        ({"closed": True}, {"closed": 1}, False),
        ({"closed": 1}, {"closed": True}, False),
        ({}, {"memo": None}, True),
        ({"memo": "x"}, {"memo": None}, False),
        ({"item": {"id": "1"}}, {"item": None}, False),
        ({}, {"memo": "x"}, False),
        ({"memo": "None"}, {"memo": None}, False),
        ({"code": "0012"}, {"code": "12"}, False),
        ({"code": "12"}, {"code": 12}, True),
        ({"label": "Home"}, {"label": "home"}, False),
        ({"a": {"city": "Bern", "zip": "3000"}}, {"a": {"city": "Bern"}}, True),
    ],
)
def test_matching(shown: dict[str, Any], wanted: dict[str, Any], expected: bool) -> None:
    assert matches(shown, wanted) is expected


def test_an_external_id_inside_a_line_cannot_be_compared() -> None:
    with pytest.raises(InputError, match="external ID"):
        matches({"item": {"id": "1"}}, {"item": {"externalId": "MUG"}})


def test_keys_of_lines() -> None:
    line = {"doc": {"id": "60", "refName": "INV60"}, "line": 0, "amount": 5}
    names = ("doc", "line")
    assert key_of(line, names) == ("60", "0")
    assert key_of({"line": 0}, names) is None
    assert key_of(line, ()) is None
    assert key_members(line, names) == {"doc": {"id": "60"}, "line": 0}
    assert shown_key(line, names) == {"doc": "60", "line": 0}
    assert wanted_key({"Doc": 60, "line": "0"}, names) == ("60", "0")
    assert wanted_key(3, ("line",)) == ("3",)
    assert wanted_key("3", ("line",)) == ("3",)
    for given in (5, {"doc": 60}, {"doc": 60, "line": 0, "x": 1}):
        with pytest.raises(InputError) as caught:
            wanted_key(given, names)
        assert '"doc": 1, "line": 1' in caught.value.fix


def test_external_ids_are_given_once() -> None:
    assert with_external_id({"a": 1}, None) == {"a": 1}
    assert with_external_id({"a": 1}, "X") == {"a": 1, "externalId": "X"}
    assert with_external_id({"externalId": "X"}, "X") == {"externalId": "X"}
    with pytest.raises(InputError, match="external ID"):
        with_external_id({"externalId": "Y"}, "X")


def test_references_name_themselves() -> None:
    assert str(RecordRef("customer", external_id="A B")) == "customer eid:A B"
    assert RecordRef("customer", external_id="A/../B").path("item") == (
        "/services/rest/record/v1/customer/eid:A%2F..%2FB/item"
    )
    for ref in (RecordRef("customer"), RecordRef("customer", "1", "X"), RecordRef("cust omer", "1")):
        with pytest.raises(InputError):
            ref.path()
