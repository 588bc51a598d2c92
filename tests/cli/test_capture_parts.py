"""What a capture masks, follows and asks for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.errors import InvalidQueryError
from suiteplug.hosts.capture.masking import CATEGORIES, DEFAULT, Masking
from suiteplug.hosts.capture.queries import Queries, custom_columns
from suiteplug.hosts.capture.sample import Found, kind_of, references
from suiteplug.hosts.capture.tables import TABLES, RowTable, list_table

if TYPE_CHECKING:
    from collections.abc import Sequence

BASE = "https://1234567.suitetalk.api.netsuite.com/services/rest/record/v1"
MASK = Masking(DEFAULT, b"key")


def link(path: str) -> list[dict[str, str]]:
    return [{"rel": "self", "href": f"{BASE}/{path}"}]


@pytest.mark.parametrize(
    ("name", "value", "pattern"),
    [
        ("companyName", "Blue Kiln Ltd", r"Masked [0-9a-f]{8}"),
        ("entityId", "CUST1001", r"CUST1001"),
        ("entityId", "1001 Blue Kiln Ltd", r"1001 Masked [0-9a-f]{8}"),
        ("entityId", "Parent : Child Ltd", r"Masked [0-9a-f]{8} : Masked [0-9a-f]{8}"),
        ("email", "ap@bluekiln.example", r"[0-9a-f]{8}@masked\.example"),
        ("externalId", "web:ap@bluekiln.example", r"web:[0-9a-f]{8}@masked\.example"),
        ("externalId", "SHOP-1001", r"SHOP-1001"),
        ("phone", "+1 (503) 555-0100", r"\+\d \(\d{3}\) \d{3}-\d{4}"),
        ("fax", "555", r"\d{3}"),
        ("addr1", "5 Mill Ln", r"Masked [0-9a-f]{8}"),
        ("city", "Portland", r"Masked [0-9a-f]{8}"),
        ("zip", "97209", r"\d{5}"),
        ("state", "OR", r"OR"),
        ("addrText", "Blue Kiln\n5 Mill Ln", r"Masked [0-9a-f]{8}\nMasked [0-9a-f]{8}"),
        ("addressBookAddress_text", "Blue Kiln", r"Masked [0-9a-f]{8}"),
        ("shipAddress", "Blue Kiln\n5 Mill Ln", r"Masked [0-9a-f]{8}\nMasked [0-9a-f]{8}"),
        ("memo", "Call Ada", r"Masked [0-9a-f]{8}"),
        ("vatRegNumber", "DE123456789", r"DE\d{9}"),
        ("custentity_contact_phone", "12345", r"\d{5}"),
        ("custbody_note_to_driver", "Ring twice", r"Ring twice"),
        ("tranId", "SO1001", r"SO1001"),
        ("itemId", "MUG-BLUE", r"MUG-BLUE"),
        ("tranDate", "2026-08-12", r"2026-08-12"),
        ("message", "", r""),
    ],
)
def test_texts_are_masked_by_what_they_are(name: str, value: str, pattern: str) -> None:
    masked = MASK.record("customer", {name: value})[name]
    assert re.fullmatch(pattern, masked)
    assert MASK.row({name.lower(): value})[name.lower()] == masked
    if pattern != value.replace(".", r"\.") and not re.fullmatch(pattern, value):
        assert value not in masked


def test_only_what_was_asked_for_is_masked() -> None:
    assert Masking(frozenset(), b"k").record("customer", {"companyName": "A", "email": "a@b.example"}) == {
        "companyName": "A",
        "email": "a@b.example",
    }
    everything = Masking(frozenset(CATEGORIES), b"k").record("customer", {"custbody_x": "y", "description": "z"})
    assert set(everything.values()).isdisjoint({"y", "z"})


@pytest.mark.parametrize(
    "name", ["password", "ccNumber", "ccSecurityCode", "custentity_api_key", "socialSecurityNumber"]
)
def test_secrets_are_taken_out_whatever_is_asked_for(name: str) -> None:
    open_hand = Masking(frozenset(), b"k")
    assert open_hand.record("customer", {name: "s3cret", "lines": {"items": [{name: "s3cret"}]}}) == {
        "lines": {"items": [{}]}
    }
    assert open_hand.row({name.lower(): "s3cret"}) == {}


def test_people_are_masked_where_they_are_referred_to() -> None:
    body = {
        "links": link("salesorder/7"),
        "entity": {"links": link("customer/42"), "id": "42", "refName": "C42 Blue Kiln"},
        "salesRep": {"links": [], "id": "9", "refName": "Ada Winters"},
        "item": {"items": [{"item": {"links": link("inventoryitem/3"), "id": "3", "refName": "MUG-BLUE"}}]},
        "createdFrom": {"links": link("estimate/4"), "id": "4", "refName": "Estimate #EST4"},
    }
    masked = MASK.record("salesOrder", body)
    assert masked["entity"]["refName"].startswith("C42 Masked ")
    assert masked["entity"]["id"] == "42"
    assert masked["salesRep"]["refName"].startswith("Masked ")
    assert masked["item"] == body["item"]
    assert masked["createdFrom"] == body["createdFrom"]
    assert masked["links"] == body["links"]
    own = MASK.record("customer", {"entityId": "C42 Blue Kiln"})
    assert own["entityId"] == masked["entity"]["refName"]


@given(
    st.text(min_size=1, max_size=60), st.sampled_from(["companyName", "memo", "addr1", "phone", "email", "firstName"])
)
def test_equal_texts_stay_equal_and_another_key_gives_others(value: str, name: str) -> None:
    first = MASK.record("customer", {name: value})[name]
    assert MASK.record("vendor", {name: value})[name] == first
    assert isinstance(first, str)
    assert bool(first) == bool(value)


def test_references_are_links_to_whole_records() -> None:
    body = {
        "links": link("invoice/880?expandSubResources=true"),
        "entity": {"links": link("customer/42"), "id": "42"},
        "item": {
            "links": link("invoice/880/item"),
            "items": [{"links": link("invoice/880/item/3"), "item": {"links": link("inventoryitem/-3"), "id": "-3"}}],
        },
        "form": {"links": [], "id": "7"},
    }
    assert references(body) == {Found("customer", "42"), Found("inventoryitem", "-3")}


@pytest.mark.parametrize(
    ("record_type", "member", "kind"),
    [
        ("salesOrder", "tranDate", "transaction"),
        ("customer", "entityId", "entity"),
        ("kitItem", "itemId", "item"),
        ("shipItem", "itemId", "list"),
        ("term", "name", "list"),
    ],
)
def test_kinds_of_records(record_type: str, member: str, kind: str) -> None:
    assert kind_of(record_type, {member: "x"}) == kind


class FakeAccount:
    """Knows some columns, and refuses others as NetSuite does, or without naming them."""

    def __init__(self, known: set[str], *, names_them: bool) -> None:
        self.known = known
        self.names_them = names_them
        self.asked: list[str] = []

    async def run(self, statement: str, *, all_pages: bool) -> Any:
        assert all_pages
        self.asked.append(statement)
        selected = re.findall(r"[a-z_]+(?=,| FROM)", statement.partition(" FROM")[0] + " FROM")
        wrong = sorted({name for name in selected if name not in {*self.known, "mirror_owner"}})
        if wrong:
            text = f"Unknown identifier '{wrong[0]}'." if self.names_them else "Invalid or unsupported search."
            raise InvalidQueryError(text)
        owners = re.findall(r"\d+", statement.partition(" IN ")[2].partition(")")[0])
        return Answered([{"mirror_owner": owner, **dict.fromkeys(self.known, "v"), "n": None} for owner in owners])


class Answered:
    def __init__(self, rows: Sequence[dict[str, Any]]) -> None:
        self.rows = rows


@pytest.mark.parametrize("names_them", [True, False])
async def test_columns_that_an_account_lacks_are_found_and_left_out(names_them: bool) -> None:
    account = FakeAccount({"id", "b", "d", "e"}, names_them=names_them)
    answer = await Queries(account).rows(RowTable("thing", "thing", "id", "a b c d e f"), [7, 8], {})  # type: ignore[arg-type]
    assert set(answer.columns) == {"b", "d", "e"}
    assert answer.rows[7] == [{"id": "7", "b": "v", "d": "v", "e": "v"}]
    assert set(answer.rows) == {7, 8}


async def test_a_table_that_is_not_there_gives_nothing() -> None:
    answer = await Queries(FakeAccount(set(), names_them=False)).rows(  # type: ignore[arg-type]
        RowTable("thing", "thing", "nokey", "a b c"), [7], {}
    )
    assert answer.columns == {}


async def test_wide_tables_are_asked_for_in_parts_and_many_owners_too() -> None:
    columns = [f"c{chr(97 + place // 26)}{chr(97 + place % 26)}" for place in range(150)]
    account = FakeAccount({"id", *columns}, names_them=True)
    owners = list(range(1, 251))
    answer = await Queries(account).rows(RowTable("wide", "wide", "id", " ".join(columns)), owners, {})  # type: ignore[arg-type]
    assert len(answer.rows) == 250
    assert len(answer.rows[1][0]) == 151
    assert max(statement.count(",") for statement in account.asked) <= 190


def test_no_table_is_wider_than_netsuite_answers() -> None:
    for table in (*TABLES, list_table("account"), list_table("customrecord_x"), list_table("whatever")):
        names = table.columns.split()
        assert len(names) == len(set(names))
        assert table.key not in names
        assert set(table.order) <= {*names, table.key}


def test_custom_fields_become_columns() -> None:
    schema = {
        "properties": {
            "custbody_when": {"type": "string", "format": "date"},
            "custbody_Text": {"type": "string"},
            "custcol_x": {},
            "custbody_bad-name": {},
            "cseg_area": {},
            "memo": {},
        }
    }
    assert custom_columns([schema], "custbody") == {
        "custbody_when": "date",
        "custbody_text": "value",
        "cseg_area": "value",
    }
    assert custom_columns([schema], "") == {}
    assert json.dumps(custom_columns([{}], "custbody")) == "{}"
