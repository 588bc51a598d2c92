"""Customers: created and changed by typed fields, recognized addresses, explained refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector import errors

if TYPE_CHECKING:
    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

HOME = {"label": "Home", "addr1": "1 Quay", "city": "Portland", "state": "ME", "zip": "04101", "country": "US"}


async def addresses(netsuite: NetSuite, **ref: Any) -> list[dict[str, Any]]:
    found = await netsuite.run("get-customer", ref)
    return [dict(line) for line in found["record"]["addressBook"]["items"]]


async def test_a_company_is_created_with_addresses_and_custom_fields(netsuite: NetSuite) -> None:
    created = await netsuite.run(
        "create-customer",
        {
            "company_name": "Harbour Goods",
            "email": "ap@harbour.example",
            "phone": "+1 207 555 0100",
            "subsidiary_id": 1,
            "currency_id": "1",
            "terms_id": 1,
            "external_id": "T-1",
            "addresses": [{**HOME, "default_billing": True}, {"label": "Dock", "addr1": "2 Dock", "country": "US"}],
            "fields": {"custentity_shop_vip": True},
        },
    )
    found = await netsuite.run("get-customer", {"record_id": created["record_id"]})
    record = found["record"]
    assert found["record_type"] == "customer"
    assert (record["companyName"], record["isPerson"], record["externalId"]) == ("Harbour Goods", False, "T-1")
    assert (record["subsidiary"]["id"], record["terms"]["id"], record["custentity_shop_vip"]) == ("1", "1", True)
    lines = record["addressBook"]["items"]
    assert [(line["label"], line["defaultBilling"]) for line in lines] == [("Home", True), ("Dock", False)]
    assert lines[0]["addressBookAddress"]["country"]["id"] == "US"


async def test_a_person_is_told_by_the_names(netsuite: NetSuite) -> None:
    created = await netsuite.run("create-customer", {"first_name": "Ann", "last_name": "Lee", "subsidiary_id": "1"})
    found = await netsuite.run("get-customer", {"record_id": created["record_id"], "fields": ["isPerson", "lastName"]})
    assert found["record"] == {"isPerson": True, "lastName": "Lee"}


async def test_a_second_customer_with_the_same_external_id_is_refused(netsuite: NetSuite) -> None:
    inputs = {"company_name": "Once", "subsidiary_id": "1", "external_id": "T-ONCE"}
    await netsuite.run("create-customer", inputs)
    with pytest.raises(errors.DuplicateRecordError) as caught:
        await netsuite.run("create-customer", inputs)
    assert caught.value.action == "create-customer"
    assert caught.value.fix


async def test_updating_twice_changes_once(netsuite: NetSuite) -> None:
    created = await netsuite.run(
        "create-customer",
        {"company_name": "Twice", "subsidiary_id": "1", "external_id": "T-2", "addresses": [HOME]},
    )
    change = {
        "external_id": "T-2",
        "email": "new@twice.example",
        "addresses": [{"label": "home", "addr1": "9 Quay"}, {"addr1": "3 Dock", "city": "Bath", "country": "US"}],
    }
    first = await netsuite.run("update-customer", change)
    second = await netsuite.run("update-customer", change)
    assert first["record_id"] == created["record_id"]
    assert (first["addresses_added"], first["addresses_changed"]) == (1, 1)
    assert (second["addresses_added"], second["addresses_changed"]) == (0, 2)
    lines = await addresses(netsuite, external_id="T-2")
    assert [line["addressBookAddress"]["addr1"] for line in lines] == ["9 Quay", "3 Dock"]
    assert lines[0]["label"] == "Home"
    assert lines[0]["addressBookAddress"]["city"] == "Portland"


async def test_addresses_can_be_replaced_as_a_whole(netsuite: NetSuite) -> None:
    await netsuite.run(
        "create-customer",
        {
            "company_name": "Mover",
            "subsidiary_id": "1",
            "external_id": "T-3",
            "addresses": [HOME, {**HOME, "label": "Dock"}],
        },
    )
    before = await addresses(netsuite, external_id="T-3")
    await netsuite.run(
        "update-customer",
        {"external_id": "T-3", "addresses": [{"label": "Dock", "zip": "04102"}], "replace_addresses": True},
    )
    after = await addresses(netsuite, external_id="T-3")
    assert [(line["label"], line["internalId"]) for line in after] == [("Dock", before[1]["internalId"])]
    assert after[0]["addressBookAddress"]["zip"] == "04102"
    await netsuite.run("update-customer", {"external_id": "T-3", "replace_addresses": True})
    assert await addresses(netsuite, external_id="T-3") == []


async def test_a_field_is_cleared_by_null(netsuite: NetSuite) -> None:
    await netsuite.run(
        "create-customer",
        {"company_name": "Mute", "subsidiary_id": "1", "external_id": "T-4", "phone": "+1 207 555 0100"},
    )
    await netsuite.run("update-customer", {"external_id": "T-4", "fields": {"phone": None}})
    found = await netsuite.run("get-customer", {"external_id": "T-4"})
    assert "phone" not in found["record"]


@pytest.mark.parametrize(
    ("key", "inputs", "code"),
    [
        ("create-customer", {"email": "a@b.example"}, "NAME_MISSING"),
        ("create-customer", {"company_name": "A", "fields": {"companyName": "B"}}, "GIVEN_TWICE"),
        ("create-customer", {"company_name": "A", "addresses": [HOME], "fields": {"addressBook": {}}}, "GIVEN_TWICE"),
        (
            "create-customer",
            {"company_name": "A", "external_id": "x", "fields": {"externalId": "y"}},
            "TWO_EXTERNAL_IDS",
        ),
        ("create-customer", {"company_name": "A", "addresses": [{"country": "usa"}]}, "SCHEMA_VIOLATION"),
        ("update-customer", {"record_id": "1013"}, "NOTHING_TO_CHANGE"),
        ("update-customer", {"phone": "1"}, "RECORD_ID_OR_EXTERNAL_ID"),
        ("update-customer", {"record_id": "1", "external_id": "x", "phone": "1"}, "RECORD_ID_OR_EXTERNAL_ID"),
    ],
)
async def test_inputs_that_cannot_work_are_refused_before_anything_is_sent(
    netsuite: NetSuite, account: Account, key: str, inputs: dict[str, Any], code: str
) -> None:
    before = len(account.store.ids("customer"))
    with pytest.raises(errors.InputError) as caught:
        await netsuite.run(key, inputs)
    assert caught.value.code == code
    assert caught.value.fix
    assert caught.value.http_status is None
    assert len(account.store.ids("customer")) == before


async def test_an_address_line_that_is_not_there_is_refused(netsuite: NetSuite, account: Account) -> None:
    customer = account.store.ids("customer")[0]
    before = account.store.get("customer", customer)
    with pytest.raises(errors.NotFoundError) as caught:
        await netsuite.run(
            "update-customer", {"record_id": customer, "addresses": [{"line_id": 999_999, "city": "Bath"}]}
        )
    assert caught.value.code == "ADDRESS_NOT_FOUND"
    assert account.store.get("customer", customer) == before


@pytest.mark.parametrize(
    ("inputs", "error"),
    [
        ({"company_name": "No subsidiary"}, errors.InvalidRecordError),
        ({"company_name": "Unknown", "subsidiary_id": "999"}, errors.InvalidRecordError),
        ({"company_name": "Misspelt", "subsidiary_id": "1", "fields": {"emial": "x"}}, errors.NetSuiteConnectorError),
    ],
)
async def test_what_netsuite_refuses_is_explained(
    netsuite: NetSuite, inputs: dict[str, Any], error: type[errors.NetSuiteConnectorError]
) -> None:
    with pytest.raises(error) as caught:
        await netsuite.run("create-customer", inputs)
    assert caught.value.cause
    assert caught.value.fix


async def test_a_customer_that_is_not_there(netsuite: NetSuite) -> None:
    for key, inputs in (
        ("get-customer", {"record_id": "99999999"}),
        ("get-customer", {"external_id": "no such / customer?"}),
        ("update-customer", {"external_id": "nobody", "phone": "+1 207 555 0100"}),
    ):
        with pytest.raises(errors.NotFoundError) as caught:
            await netsuite.run(key, inputs)
        assert caught.value.fix
