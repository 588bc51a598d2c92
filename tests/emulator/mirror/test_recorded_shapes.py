"""Replies in the shapes that real accounts gave, with values of our own.

The vendor follows a reply recorded in 2026 (julienchriqui-okkoer/netsuite-mcp-server), the invoice the fields of a
public export (uptick/pynetsuite), the employee the older links of Oracle help section_1545141947. The custom record
and the bin worksheet are of types that the emulator does not know.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.mirror.source import MirrorError

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent / "replies"
HOST = "https://7654321-sb2.suitetalk.api.netsuite.com"
RECORDS = (
    "vendor/204431",
    "customer/190022",
    "inventoryitem/5120",
    "salesorder/880033",
    "invoice/880112",
    "customrecord_kiln/31",
    "binworksheet/990007",
)


@pytest.fixture
def recorded(opened: Callable[..., Any]) -> Any:
    """An account loaded from the recorded replies, asked under the name of the account that gave them."""
    return opened(FOLDER, origin=HOST)


def reply(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text())
    return found


@pytest.mark.parametrize("path", RECORDS)
def test_expanded_it_is_the_recorded_text(recorded: Any, path: str) -> None:
    assert json.dumps(recorded.get(f"{path}?expandSubResources=true")) == json.dumps(reply(path.partition("/")[0]))


def test_an_older_link_is_not_made_a_newer_one(recorded: Any) -> None:
    assert recorded.get("employee/107?expandSubResources=true") == reply("employee-107")


def test_it_is_in_its_list(recorded: Any) -> None:
    for path in RECORDS:
        record_type, record_id = path.split("/")
        assert recorded.ids(record_type) == [record_id]
    assert recorded.get("employee")["totalResults"] == 1
    assert recorded.get("currency")["totalResults"] == 0


def test_not_expanded_its_parts_are_links(recorded: Any) -> None:
    vendor, plain = reply("vendor"), recorded.get("vendor/204431")
    for name in ("addressBook", "currencyList", "rates"):
        assert plain[name] == {"links": vendor[name]["links"]}
    for name in ("companyName", "currency", "emailPreference", "custentity_rating"):
        assert plain[name] == vendor[name]
    assert plain["links"] == [{"rel": "self", "href": f"{HOST}/services/rest/record/v1/vendor/204431", "method": "GET"}]


def test_its_parts_have_addresses(recorded: Any) -> None:
    vendor, invoice = reply("vendor"), reply("invoice")
    line = vendor["addressBook"]["items"][0]
    assert recorded.get("vendor/204431/addressBook/771204/addressBookAddress") == line["addressBookAddress"]
    assert recorded.get("vendor/204431/addressbook/771204?expandSubResources=true") == line
    assert recorded.get("invoice/880112/item/7?expandSubResources=true") == invoice["item"]["items"][1]
    listed = recorded.get("invoice/880112/item")
    assert listed["items"] == [{"links": each["links"]} for each in invoice["item"]["items"]]
    assert listed["totalResults"] == listed["count"] == 2
    assert recorded.get("invoice/880112/billingAddress") == invoice["billingAddress"]
    assert (
        recorded.get("customrecord_kiln/31/custrecord_kiln_items")
        == reply("customrecord_kiln")["custrecord_kiln_items"]
    )
    for path in ("vendor/204431/addressBook/1", "vendor/204431/nothing", "invoice/880112/item/4"):
        assert recorded.answer("GET", f"/services/rest/record/v1/{path}").status == 404


def test_a_part_that_was_not_recorded_is_not_made_up(recorded: Any) -> None:
    assert recorded.answer("GET", "/services/rest/record/v1/employee/107/addressBook").status == 501


def test_options_as_bare_ids(recorded: Any) -> None:
    vendor = recorded.get("vendor/204431?simpleEnumFormat=true")
    assert vendor["emailPreference"] == "DEFAULT"
    assert vendor["globalSubscriptionStatus"] == "1"
    assert vendor["currency"]["refName"] == "EUR"


@pytest.mark.parametrize(
    ("record_type", "q", "found"),
    [
        ("vendor", 'companyName CONTAIN "Lac"', True),
        ("vendor", 'custentity_erp_code IS "PDL-7"', True),
        ("vendor", 'custentity_erp_code IS "PDL-8"', False),
        ("vendor", 'externalId IS "ERP-V-412"', True),
        ("customrecord_kiln", "custrecord_kiln_max_c GREATER 1200", True),
        ("customrecord_kiln", "custrecord_kiln_site ANY_OF [7]", False),
        ("binworksheet", 'tranDate ON "2/1/2026"', True),
    ],
)
def test_its_fields_can_be_filtered_by(recorded: Any, record_type: str, q: str, found: bool) -> None:
    assert bool(recorded.ids(record_type, q)) is found


def test_external_ids_lead_to_it(recorded: Any) -> None:
    assert recorded.get("customrecord_kiln/eid:KILN-31?fields=id")["id"] == "31"


def test_queries_know_it(recorded: Any) -> None:
    assert recorded.rows("SELECT id, companyname, custentity_erp_code FROM vendor") == [
        {"companyname": "Poterie du Lac SARL", "custentity_erp_code": "PDL-7", "id": "204431"}
    ]
    assert recorded.rows("SELECT unitprice, currency FROM pricing WHERE item = 5120") == [
        {"currency": "4", "unitprice": "16.5"}
    ]
    assert recorded.rows("SELECT tranid, foreigntotal, trandate FROM transaction WHERE type = 'CustInvc'") == [
        {"foreigntotal": "118.8", "trandate": "3/2/2026", "tranid": "INV-7001"}
    ]
    lines = recorded.rows("SELECT id, foreignamount FROM transactionline WHERE transaction = 880112 AND mainline = 'F'")
    assert [row["id"] for row in lines] == ["3", "7"]
    assert recorded.rows("SELECT name, custrecord_kiln_max_c AS c FROM customrecord_kiln") == [
        {"c": "1280.5", "name": "Kiln 31"}
    ]


def test_the_metadata_describes_it(recorded: Any) -> None:
    described = recorded.answer(
        "GET",
        "/services/rest/record/v1/metadata-catalog/customrecord_kiln",
        headers={"accept": "application/schema+json"},
    )
    properties = json.loads(described.body)["properties"]
    assert properties["custrecord_kiln_max_c"]["type"] == "number"
    assert properties["custrecord_kiln_last_fired"]["format"] == "date"
    names = [item["name"] for item in recorded.get("metadata-catalog")["items"]]
    assert {"customrecord_kiln", "binworksheet"} <= set(names)


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("vendor/204431", {"phone": "+33 4 50 00 00 00"}),
        ("customrecord_kiln/31", {"custrecord_kiln_max_c": 1290}),
        ("binworksheet/990007", {"quantity": 3}),
    ],
)
def test_it_can_be_changed(recorded: Any, path: str, change: dict[str, Any]) -> None:
    before = recorded.get(f"{path}?expandSubResources=true")
    recorded.send("PATCH", path, change)
    after = recorded.get(f"{path}?expandSubResources=true")
    wanted = {name: value for name, value in change.items() if name in before or name == "phone"}
    assert {name: after[name] for name in wanted} == wanted
    stamped, written_again = (
        {"lastModifiedDate", "lastModified"},
        {"addressBook", "defaultAddress"},
    )  # text of addresses
    untouched = before.keys() - change.keys() - stamped - written_again
    assert {name: after.get(name) for name in untouched} == {name: before[name] for name in untouched}


def test_orders_can_be_taken_though_no_list_was_recorded(recorded: Any) -> None:
    lines = [{"item": {"id": "5120"}, "quantity": 2, "location": {"id": "6"}}]
    new = recorded.send("POST", "salesOrder", {"entity": {"id": "190022"}, "item": {"items": lines}})
    made = recorded.get(f"salesOrder/{new}?expandSubResources=true")
    assert int(new) > 880112
    assert made["total"] == 33.0
    assert made["currency"]["refName"] == "EUR"
    assert made["subsidiary"]["refName"] == "Lakeside Pottery Europe"
    assert made["item"]["items"][0]["location"]["refName"] == "Annecy"
    assert recorded.rows(f"SELECT entity, foreigntotal FROM transaction WHERE id = {new}") == [  # noqa: S608
        {"entity": "190022", "foreigntotal": "33"}
    ]


def test_a_recorded_order_can_be_shipped(recorded: Any) -> None:
    before = recorded.get("salesOrder/880033?expandSubResources=true")
    shipment = recorded.send("POST", "salesOrder/880033/!transform/itemFulfillment", {"shipStatus": {"id": "C"}})
    assert recorded.get(f"itemFulfillment/{shipment}")["createdFrom"]["id"] == "880033"
    after = recorded.get("salesOrder/880033?expandSubResources=true")
    assert after["orderStatus"]["id"] == "F"
    assert after["item"]["items"][0]["quantityFulfilled"] == 2
    assert after["status"]["refName"] != before["status"]["refName"]
    assert after["entity"] == before["entity"]


def test_what_nobody_knows_is_refused(recorded: Any) -> None:
    for body in ({"terms": {"id": "99"}}, {"salesRep": {"id": "9999"}}):
        reply = recorded.answer("PATCH", "/services/rest/record/v1/customer/190022", body, {"prefer": ""})
        assert reply.status == 400
    recorded.send("PATCH", "customer/190022", {"terms": {"id": "2"}, "salesRep": {"id": "107"}})


def test_more_of_a_type_that_nobody_knows_can_be_made(recorded: Any) -> None:
    new = recorded.send("POST", "customrecord_kiln", {"name": "Kiln 32", "custrecord_kiln_max_c": 1100})
    assert new == "32"
    assert recorded.get("customrecord_kiln/32")["custrecord_kiln_max_c"] == 1100
    assert len(recorded.rows("SELECT id FROM customrecord_kiln")) == 2


def test_one_file_is_enough_and_names_may_say_which_record(opened: Callable[..., Any], tmp_path: Path) -> None:
    alone = reply("vendor")
    del alone["links"]
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "204431.json").write_text(json.dumps(alone))
    assert opened(tmp_path).ids("vendor") == ["204431"]
    target = tmp_path / "vendor 204431.json"
    target.write_text(json.dumps(alone))
    assert opened(target).get("vendor/204431")["companyName"] == alone["companyName"]
    target.write_text(json.dumps([reply("vendor"), reply("invoice")]))
    assert opened(target).ids("invoice") == ["880112"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "Expecting"),
        ("[1]", "not a record"),
        ('{"id": "1"}', "says which record"),
        ('{"suiteplug_mirror": 2}\n{"kind": "end"}\n', "version 2"),
        ('{"suiteplug_mirror": 1}\n', "cut off"),
        ('{"suiteplug_mirror": 1}\n{"kind": "record", "id": "1"}\n{"kind": "end"}\n', "line 2: not a record entry"),
    ],
)
def test_what_cannot_be_read_is_told(opened: Callable[..., Any], tmp_path: Path, text: str, complaint: str) -> None:
    target = tmp_path / "file.json"
    target.write_text(text)
    with pytest.raises(MirrorError, match=complaint):
        opened(target)


def test_a_record_that_comes_twice_is_told(opened: Callable[..., Any], tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        shutil.copyfile(FOLDER / "vendor.json", tmp_path / name)
    with pytest.raises(MirrorError, match="vendor 204431: recorded twice"):
        opened(tmp_path)
