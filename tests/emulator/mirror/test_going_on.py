"""After loading, work goes on: what is changed is computed, what is not changed stays as recorded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.mirror.source import MirrorError
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def mirror(opened: Callable[..., Any], company_replies: Path) -> Any:
    """An account of the test's own, loaded from the replies of the seed company."""
    return opened(company_replies)


def _open_order(mirror: Any) -> str:
    rows = mirror.rows("SELECT id FROM transaction WHERE type = 'SalesOrd' AND status = 'B' ORDER BY id DESC")
    return str(rows[0]["id"])


def test_new_records_get_numbers_above_the_loaded_ones(mirror: Any, company: Any) -> None:
    highest = max(int(record_id) for record_id in company.ids("salesOrder"))
    order = company.get(f"salesOrder/{highest}?expandSubResources=true")
    line = order["item"]["items"][0]
    body = {
        "entity": {"id": order["entity"]["id"]},
        "item": {"items": [{"item": {"id": line["item"]["id"]}, "quantity": 1}]},
    }
    new = mirror.send("POST", "salesOrder", body)
    taken = {
        int(body["id"])
        for kind in ("salesOrder", "invoice", "itemFulfillment")
        for body in company.account.store.scan(kind)
    }
    assert int(new) > max(taken)
    made = mirror.get(f"salesOrder/{new}?expandSubResources=true")
    assert made["entity"]["refName"] == order["entity"]["refName"]
    assert made["tranId"] not in {body["tranId"] for body in company.account.store.scan("salesOrder")}
    assert made["total"] > 0
    customer = mirror.send("POST", "customer", {"companyName": "New Customer", "subsidiary": {"id": "1"}})
    assert int(customer) > max(int(each) for each in company.ids("customer"))


def test_a_loaded_order_is_fulfilled_and_billed(mirror: Any) -> None:
    order = _open_order(mirror)
    before = mirror.get(f"salesOrder/{order}?expandSubResources=true")
    shipment = mirror.send("POST", f"salesOrder/{order}/!transform/itemFulfillment", {"shipStatus": {"id": "C"}})
    made = mirror.get(f"itemFulfillment/{shipment}")
    assert made["createdFrom"]["id"] == order
    after = mirror.get(f"salesOrder/{order}?expandSubResources=true")
    assert after["orderStatus"]["id"] != before["orderStatus"]["id"]
    assert {name for name in before if before[name] == after.get(name)} >= {"entity", "total", "tranId", "tranDate"}
    invoice = mirror.send("POST", f"salesOrder/{order}/!transform/invoice", {})
    assert mirror.get(f"invoice/{invoice}")["createdFrom"]["id"] == order
    status = mirror.get(f"salesOrder/{order}")["orderStatus"]["id"]
    assert mirror.rows(f"SELECT status FROM transaction WHERE id = {order}") == [{"status": status}]  # noqa: S608


def test_what_is_not_changed_stays_as_recorded(mirror: Any) -> None:
    order = _open_order(mirror)
    before = mirror.get(f"salesOrder/{order}?expandSubResources=true")
    mirror.send("PATCH", f"salesOrder/{order}", {"memo": "Call before delivery"})
    after = mirror.get(f"salesOrder/{order}?expandSubResources=true")
    assert after["memo"] == "Call before delivery"
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    assert changed <= {"memo", "lastModifiedDate"}
    assert after["links"] == before["links"]


def test_lines_that_are_not_changed_stay_as_recorded(mirror: Any) -> None:
    record_id = next(
        body["id"] for body in mirror.account.store.scan("customer") if len(body.get("addressBook", ())) > 1
    )
    before = mirror.get(f"customer/{record_id}/addressBook?expandSubResources=true")["items"]
    key = before[0]["internalId"]
    change = {"addressBook": {"items": [{"internalId": key, "label": "Warehouse"}]}}
    mirror.send("PATCH", f"customer/{record_id}", change)
    after = mirror.get(f"customer/{record_id}/addressBook?expandSubResources=true")["items"]
    assert after[0] == {**before[0], "label": "Warehouse"}
    assert after[1:] == before[1:]


def test_a_new_address_gets_a_number_of_its_own(mirror: Any) -> None:
    record_id = mirror.ids("customer")[0]
    taken = {
        line["internalId"] for body in mirror.account.store.scan("customer") for line in body.get("addressBook", ())
    }
    address = {"addressBookAddress": {"country": {"id": "US"}, "addr1": "1 New Street"}}
    mirror.send("PATCH", f"customer/{record_id}", {"addressBook": {"items": [address]}})
    lines = mirror.account.store.get("customer", record_id)["addressBook"]
    assert lines[-1]["internalId"] > max(taken)


def test_a_deleted_record_is_gone(mirror: Any) -> None:
    record_id = mirror.send("POST", "department", {"name": "Temporary"})
    loaded = mirror.ids("contact")[0]
    for path in (f"department/{record_id}", f"contact/{loaded}"):
        mirror.send("DELETE", path)
        assert mirror.answer("GET", f"/services/rest/record/v1/{path}").status == 404
    assert mirror.rows(f"SELECT id FROM contact WHERE id = {loaded}") == []  # noqa: S608
    assert mirror.account.kept.find("contact", loaded) is None


def test_a_renamed_record_is_called_by_its_new_name(mirror: Any, company: Any) -> None:
    order = company.get(f"salesOrder/{company.ids('salesOrder')[0]}")
    customer = order["entity"]["id"]
    mirror.send("PATCH", f"customer/{customer}", {"companyName": "Renamed Ltd", "autoName": True})
    new = mirror.send(
        "POST", "contact", {"firstName": "A", "lastName": "B", "company": {"id": customer}, "subsidiary": {"id": "1"}}
    )
    assert "Renamed Ltd" in mirror.get(f"contact/{new}")["company"]["refName"]


def test_kept_in_a_file_it_opens_again(company_replies: Path, tmp_path: Path) -> None:
    data = tmp_path / "account.sqlite"
    with Account.open(Settings(load=company_replies, data=data)) as account:
        customers = account.store.ids("customer")
    for settings in (Settings(data=data), Settings(load=company_replies, data=data)):
        with Account.open(settings) as account:
            assert account.store.ids("customer") == customers
            assert account.kept.find("customer", customers[0]) is not None
    with pytest.raises(ValueError, match="was loaded from"):
        Account.open(Settings(load=tmp_path, data=data))


def test_an_account_that_holds_something_is_not_loaded_over(company_replies: Path, tmp_path: Path) -> None:
    data = tmp_path / "account.sqlite"
    Account.open(Settings(seed="empty", data=data)).close()
    with pytest.raises(ValueError, match="only a new one can be loaded"):
        Account.open(Settings(load=company_replies, data=data))


def test_a_file_that_is_gone_is_told_when_it_is_needed(company_replies: Path, tmp_path: Path) -> None:
    source, data = tmp_path / "customer.json", tmp_path / "account.sqlite"
    source.write_text((company_replies / "customer.json").read_text())
    Account.open(Settings(load=source, data=data)).close()
    source.unlink()
    with Account.open(Settings(data=data)) as account:
        assert account.store.count("customer")
        with pytest.raises(MirrorError, match="no such file"):
            account.reset()


def test_nothing_is_noted_as_changed_by_loading(mirror: Any) -> None:
    assert mirror.rows("SELECT count(*) AS n FROM systemnote") == [{"n": "0"}]
    record_id = mirror.ids("customer")[0]
    mirror.send("PATCH", f"customer/{record_id}", {"email": "new@example.com"})
    assert mirror.rows("SELECT field, newvalue FROM systemnote") != []


def test_json_of_every_reply_is_kept_whole(mirror: Any, company_replies: Path) -> None:
    for reply in json.loads((company_replies / "invoice.json").read_text())[:5]:
        kept = mirror.account.kept.find("invoice", reply["id"])
        assert kept.reply.keys() == reply.keys()
