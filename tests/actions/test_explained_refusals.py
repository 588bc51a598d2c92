"""A refusal says which field, which record, which period it is about, in single writes and in batches."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector.errors import DuplicateRecordError, NetSuiteConnectorError, PermissionDeniedError
from suiteplug.emulator.account import Account
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from suiteplug.api import NetSuite


async def ids(netsuite: NetSuite, query: str) -> list[str]:
    return [str(row["id"]) for row in (await netsuite.run("run-suiteql", {"query": query, "limit": 5}))["rows"]]


@pytest.fixture
async def order(netsuite: NetSuite) -> dict[str, Any]:
    """The body of an order that NetSuite takes."""
    customer = (await ids(netsuite, "SELECT id FROM customer WHERE isinactive = 'F' ORDER BY id"))[0]
    item = (await ids(netsuite, "SELECT id FROM item WHERE isinactive = 'F' AND itemtype = 'InvtPart' ORDER BY id"))[0]
    return {"entity": {"id": customer}, "item": {"items": [{"item": {"id": item}, "quantity": 1}]}}


async def refusal(netsuite: NetSuite, record_type: str, body: dict[str, Any]) -> NetSuiteConnectorError:
    with pytest.raises(NetSuiteConnectorError) as caught:
        await netsuite.run("create-record", {"record_type": record_type, "body": body}, validate=False)
    return caught.value


async def test_labels_of_missing_fields_become_names(netsuite: NetSuite) -> None:
    error = await refusal(netsuite, "customer", {"companyName": "Kiln"})
    assert (error.field, error.fix) == ("subsidiary", "Give a value for: subsidiary (Primary Subsidiary).")
    error = await refusal(netsuite, "salesOrder", {"memo": "x"})
    assert (error.field, error.fix) == ("entity", "Give a value for: entity (Customer).")


async def test_a_record_that_is_not_there(netsuite: NetSuite, order: dict[str, Any]) -> None:
    line = order["item"]["items"][0]
    wrong = {**order, "item": {"items": [line, {"item": {"id": "99999"}, "quantity": 1}]}}
    error = await refusal(netsuite, "salesOrder", wrong)
    assert error.field == "item.items[1].item"
    assert "no item with the ID 99999" in error.cause
    error = await refusal(netsuite, "salesOrder", {**order, "entity": {"id": "99999"}})
    assert error.field == "entity"
    assert "no customer with the ID 99999" in error.cause


async def test_a_record_that_is_inactive(netsuite: NetSuite, order: dict[str, Any]) -> None:
    retired = (await ids(netsuite, "SELECT id FROM item WHERE isinactive = 'T' ORDER BY id"))[0]
    error = await refusal(netsuite, "salesOrder", {**order, "item": {"items": [{"item": {"id": retired}}]}})
    assert "is inactive" in error.cause
    assert f"/app/common/item/item.nl?id={retired}" in error.fix


async def test_a_record_of_another_subsidiary(netsuite: NetSuite, order: dict[str, Any]) -> None:
    item = {"itemId": "ELSEWHERE", "subsidiary": {"items": [{"id": "2"}]}}
    made = await netsuite.run("create-record", {"record_type": "nonInventorySaleItem", "body": item})
    error = await refusal(netsuite, "salesOrder", {**order, "item": {"items": [{"item": {"id": made["record_id"]}}]}})
    assert "belongs to subsidiary 2; the salesOrder is of subsidiary 1" in error.cause


async def test_a_choice_that_is_none(netsuite: NetSuite, order: dict[str, Any]) -> None:
    error = await refusal(netsuite, "salesOrder", {**order, "orderStatus": {"id": "Q"}})
    assert error.field == "orderStatus"
    assert error.fix.startswith("Give one of: A, B")


async def test_a_value_of_the_wrong_form(netsuite: NetSuite) -> None:
    error = await refusal(netsuite, "customer", {"companyName": "K", "subsidiary": {"items": [{"id": "1"}]}})
    assert error.field == "subsidiary"
    assert '{"id": "1"}' in error.fix


async def test_a_text_that_is_too_long(netsuite: NetSuite) -> None:
    error = await refusal(netsuite, "customer", {"companyName": "y" * 100, "subsidiary": {"id": "1"}})
    assert error.field == "companyName"
    assert error.fix == "Shorten 'companyName' to 83 characters."


async def test_a_closed_period_and_the_next_open_one(netsuite: NetSuite, order: dict[str, Any]) -> None:
    error = await refusal(netsuite, "invoice", {**order, "tranDate": "2026-01-15"})
    assert error.field == "tranDate"
    assert "Jan 2026" in error.cause
    assert "begins on 2026-" in error.fix
    assert "Manage Accounting Periods" in error.fix


async def test_the_record_that_exists_already(netsuite: NetSuite) -> None:
    body = {"companyName": "Twin", "externalId": "TWIN-1", "subsidiary": {"id": "1"}}
    made = await netsuite.run("create-record", {"record_type": "customer", "body": body})
    error = await refusal(netsuite, "customer", {**body, "companyName": "Other"})
    assert isinstance(error, DuplicateRecordError)
    assert error.cause.startswith(f"customer {made['record_id']} has")
    assert f"/app/common/entity/entity.nl?id={made['record_id']}" in error.fix


async def test_a_locked_record_is_named(
    seeded_account: Path, tmp_path: Path, connect: Callable[..., NetSuite], connection: Any
) -> None:
    import httpx

    from suiteplug.emulator.app import create_app

    path = tmp_path / "locked.sqlite"
    shutil.copyfile(seeded_account, path)
    with Account.open(Settings(data=path, locked_records=frozenset({"customer/1013"}))) as account:
        netsuite = connect(connection("tba"), http=httpx.ASGITransport(create_app(account)))
        with pytest.raises(NetSuiteConnectorError) as caught:
            await netsuite.run("update-record", {"record_type": "customer", "record_id": "1013", "body": {"phone": ""}})
    assert "locked customer/1013" in caught.value.cause


async def test_each_record_of_a_batch_is_explained(netsuite: NetSuite) -> None:
    made = {"companyName": "Twin", "externalId": "TWIN-2", "subsidiary": {"id": "1"}}
    await netsuite.run("create-record", {"record_type": "customer", "body": made})
    items = [{"companyName": "A"}, {"companyName": "B", "subsidiary": {"id": "77"}}, made]
    output = await netsuite.run("create-records", {"record_type": "customer", "items": items})
    missing, wrong, twin = (item["error"] for item in output["items"])
    assert missing["field"] == "subsidiary"
    assert "no subsidiary with the ID 77" in wrong["cause"]
    assert "has this external ID or name already" in twin["cause"]


async def test_a_missing_permission_is_named_with_its_level(
    connect: Callable[..., NetSuite], connection: Callable[..., dict[str, Any]], account: Account
) -> None:
    from suiteplug.emulator.access import seed

    netsuite = connect(connection("oauth-client-credentials", role_id=seed.SALES_ROLE))
    with pytest.raises(PermissionDeniedError) as caught:
        await netsuite.run("get-record", {"record_type": "employee", "record_id": "1"})
    assert "with the level View" in caught.value.fix
    assert "Manage Roles" in caught.value.fix
    assert "'" in caught.value.cause


async def test_a_lost_look_leaves_the_refusal_as_it_was(over_wire: NetSuite, wire: Any) -> None:
    wire.lose_answer(lambda request: "metadata-catalog" in str(request.url), times=50)
    with pytest.raises(NetSuiteConnectorError) as caught:
        await over_wire.run("create-record", {"record_type": "customer", "body": {"companyName": "K"}})
    assert caught.value.fix == "Give a value for: Primary Subsidiary."
