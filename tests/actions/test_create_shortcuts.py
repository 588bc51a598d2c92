"""Typed creates: the body that is saved, what is checked before, and what a repeat gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from suiteplug import registry
from suiteplug.connector import errors
from suiteplug.connector.shortcuts.creating import CreateOutput

if TYPE_CHECKING:
    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

CREATES = [spec for spec in registry.actions() if spec.output is CreateOutput]
KEYS = [spec.key for spec in CREATES]


def example(key: str) -> dict[str, Any]:
    return dict(registry.action(key).examples[0].inputs)


@pytest.mark.parametrize("key", KEYS)
async def test_a_repeat_gives_the_same_record_and_sends_nothing(over_wire: NetSuite, wire: Any, key: str) -> None:
    first = await over_wire.run(key, example(key))
    assert (first["created"], first["warnings"]) == (True, [])
    creates = [request for request in wire.sent if request.method == "POST"]
    again = await over_wire.run(key, example(key))
    assert again == {**first, "created": False}
    assert [request for request in wire.sent if request.method == "POST"] == creates
    read = await over_wire.run(key.replace("create-", "get-"), {"external_id": example(key)["external_id"]})
    assert read["record"]["id"] == first["record_id"]


@pytest.mark.parametrize("key", KEYS)
async def test_a_lost_answer_is_found_again(over_wire: NetSuite, wire: Any, key: str) -> None:
    wire.lose_answer(lambda request: request.method == "POST")
    first = await over_wire.run(key, example(key))
    assert first["created"] is True
    assert wire.count("POST") == 1
    assert await over_wire.run(key, example(key)) == {**first, "created": False}


@pytest.mark.parametrize("key", KEYS)
async def test_a_role_that_may_only_read(connect: Any, connection: Any, key: str) -> None:
    with pytest.raises(errors.PermissionDeniedError):
        await connect(connection("tba", role_id="1001")).run(key, example(key))


@pytest.mark.parametrize("key", KEYS)
async def test_an_external_id_in_two_places(over_wire: NetSuite, wire: Any, key: str) -> None:
    with pytest.raises(errors.InputError) as caught:
        await over_wire.run(key, {**example(key), "fields": {"externalId": "X"}})
    assert caught.value.code == "GIVEN_TWICE"
    assert wire.count("POST") == 0


@pytest.mark.parametrize("key", KEYS)
async def test_a_misspelt_field_is_refused(netsuite: NetSuite, account: Account, key: str) -> None:
    inputs = {**example(key), "fields": {"noSuchField": 1}}
    with pytest.raises((errors.RejectedError, errors.InputError)) as caught:
        await netsuite.run(key, inputs)
    assert "noSuchField" in str(caught.value)
    assert account


@pytest.mark.parametrize(
    ("key", "changes", "code", "field"),
    [
        ("create-vendor", {"company_name": None}, "NAME_MISSING", "company_name"),
        ("create-vendor-bill", {"expenses": []}, "NO_LINES", "lines"),
        ("create-journal-entry", {"lines": [{"account_id": "1", "debit": 1}]}, "NOT_BALANCED", "lines"),
        ("create-journal-entry", {"lines": [{"account_id": "1"}]}, "DEBIT_OR_CREDIT", "lines[0]"),
        (
            "create-journal-entry",
            {"lines": [{"account_id": "1", "debit": 1, "credit": 1}]},
            "DEBIT_OR_CREDIT",
            "lines[0]",
        ),
    ],
)
async def test_what_does_not_fit_is_not_sent(
    over_wire: NetSuite, wire: Any, key: str, changes: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(errors.InputError) as caught:
        await over_wire.run(key, {**example(key), **changes})
    assert (caught.value.code, caught.value.field) == (code, field)
    assert caught.value.fix
    assert wire.sent == []


@pytest.mark.parametrize("key", [key for key in KEYS if "lines" in example(key)])
async def test_lines_are_needed(over_wire: NetSuite, wire: Any, key: str) -> None:
    with pytest.raises(errors.SchemaViolationError):
        await over_wire.run(key, {**example(key), "lines": []})
    assert wire.sent == []


async def test_what_is_saved(netsuite: NetSuite, account: Account) -> None:
    order = await netsuite.run("create-purchase-order", {**example("create-purchase-order"), "tran_date": "2026-11-02"})
    body = account.store.get("purchaseOrder", order["record_id"]) or {}
    assert (body["entity"], body["tranDate"], body["total"]) == ("1007", "2026-11-02", 60 * 39.5)
    bill = await netsuite.run("create-vendor-bill", example("create-vendor-bill"))
    body = account.store.get("vendorBill", bill["record_id"]) or {}
    assert (body["tranId"], body["total"], body["expense"][0]["account"]) == ("FR-88", 120.5, "26")
    person = await netsuite.run("create-vendor", {"first_name": "Ada", "last_name": "Berg", "subsidiary_id": "1"})
    assert (account.store.get("vendor", person["record_id"]) or {})["isPerson"] is True
    entry = await netsuite.run("create-journal-entry", example("create-journal-entry"))
    lines = (account.store.get("journalEntry", entry["record_id"]) or {})["line"]
    assert [(line["account"], line.get("debit"), line.get("credit")) for line in lines] == [
        ("26", 42.5, None),
        ("1", None, 42.5),
    ]
