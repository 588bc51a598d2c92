"""Forms and select options: nothing is saved, and nothing is sent to an account that would save."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.api import NetSuite
from suiteplug.connections.tokens import MemoryTokenStore
from suiteplug.connector import errors
from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.opening import Options

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ORDER = {"record_type": "salesOrder", "body": {"entity": {"id": "1013"}}}


def saves(wire: Any) -> int:
    return sum(r.method in {"POST", "PATCH"} and "form" not in r.headers["accept"] for r in wire.sent)


class TestForms:
    async def test_a_create_form_fills_in_and_saves_nothing(self, netsuite: NetSuite, account: Account) -> None:
        before = account.store.count("salesOrder")
        form = await netsuite.run("get-create-form", ORDER)
        assert form["record"]["terms"]["refName"] == "Net 15"
        assert "links" not in form["record"]
        assert "item" in form["not_expanded"]
        assert account.store.count("salesOrder") == before

    async def test_a_transform_form_gives_the_keys_to_transform_with(self, netsuite: NetSuite) -> None:
        source = {"record_type": "salesOrder", "record_id": "5367", "target_type": "invoice"}
        form = await netsuite.run("get-transform-form", {**source, "expand": ["item"]})
        line = form["record"]["item"]["items"][0]
        body = {"item": {"items": [{"orderLine": line["orderLine"], "description": "As offered"}]}}
        made = await netsuite.run("transform-record", {**source, "body": body})
        invoice = {"record_type": "invoice", "record_id": made["record_id"]}
        lines = await netsuite.run("get-sublist", {**invoice, "sublist": "item"})
        assert "As offered" in str(lines["lines"][0])

    async def test_an_edit_form_shows_changes_that_are_not_kept(self, netsuite: NetSuite) -> None:
        customer = {"record_type": "customer", "record_id": "1013"}
        form = await netsuite.run("get-edit-form", {**customer, "body": {"comments": "Call first"}})
        assert form["record"]["comments"] == "Call first"
        assert "comments" not in (await netsuite.run("get-record", customer))["record"]

    async def test_all_sublists_or_some(self, netsuite: NetSuite) -> None:
        whole = await netsuite.run("get-create-form", {**ORDER, "expand_sub_resources": True})
        assert whole["not_expanded"] == []
        with pytest.raises(errors.InputError, match="Both expand"):
            await netsuite.run("get-create-form", {**ORDER, "expand": ["item"], "expand_sub_resources": True})

    async def test_metadata_is_asked_once_a_session(self, over_wire: NetSuite, wire: Any) -> None:
        for _ in range(3):
            await over_wire.run("get-create-form", ORDER)
        assert [r.method for r in wire.sent].count("GET") == 1
        assert len(wire.sent) == 4
        assert saves(wire) == 0

    async def test_refusals(self, netsuite: NetSuite) -> None:
        with pytest.raises(errors.InvalidRecordError, match="Unknown property"):
            await netsuite.run("get-create-form", {"record_type": "salesOrder", "body": {"entiti": 1}})
        with pytest.raises(errors.NotFoundError):
            await netsuite.run("get-create-form", {"record_type": "nosuch"})
        with pytest.raises(errors.NotFoundError):
            await netsuite.run("get-edit-form", {"record_type": "customer", "record_id": "999999"})
        with pytest.raises(errors.InvalidRecordError, match="transformation"):
            await netsuite.run(
                "get-transform-form", {"record_type": "customer", "record_id": "1013", "target_type": "itemFulfillment"}
            )

    async def test_a_lost_answer_is_asked_for_again(self, over_wire: NetSuite, wire: Any) -> None:
        wire.lose_answer(lambda request: request.method == "POST")
        assert (await over_wire.run("get-create-form", ORDER))["record"]["entity"]["id"] == "1013"


class TestNeverAWrite:
    @pytest.fixture
    async def older(self, account: Account) -> AsyncIterator[tuple[NetSuite, Account]]:
        with Account.open(replace(account.settings, data=None, release="2025.2")) as opened:
            fields = ready_connection(opened, "tba", base_url="http://127.0.0.1:1")
            wiring = Options(http=httpx.ASGITransport(create_app(opened)), tokens=MemoryTokenStore())
            async with NetSuite(fields, wiring) as netsuite:
                yield netsuite, opened

    @pytest.mark.parametrize(
        ("key", "inputs"),
        [
            ("get-create-form", {"record_type": "customer", "body": {"companyName": "X", "subsidiary": {"id": "1"}}}),
            ("get-edit-form", {"record_type": "customer", "record_id": "1013", "body": {"comments": "x"}}),
            ("get-transform-form", {"record_type": "salesOrder", "record_id": "5367", "target_type": "invoice"}),
            ("get-select-options", {"record_type": "customer", "record_id": "1013", "fields": ["terms"]}),
        ],
    )
    async def test_an_older_account_is_not_sent_one(
        self, older: tuple[NetSuite, Account], key: str, inputs: dict[str, Any]
    ) -> None:
        netsuite, account = older
        before = account.db.total_changes
        with pytest.raises(errors.FeatureDisabledError) as caught:
            await netsuite.run(key, inputs)
        assert caught.value.code == "FORMS_NOT_OFFERED"
        assert account.db.total_changes == before

    async def test_a_save_in_spite_of_all_is_shouted(self, over_wire: NetSuite, wire: Any) -> None:
        def saved(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            if request.method != "POST":
                return response
            return httpx.Response(204, headers={"location": f"{request.url}/4711"}, request=request)

        wire.rewrite(saved)
        with pytest.raises(errors.ContractError, match="record 4711 was written") as caught:
            await over_wire.run("get-create-form", ORDER)
        assert caught.value.code == "FORM_WAS_SAVED"
        assert "Do not repeat" in caught.value.fix

    async def test_another_reply_is_no_form(self, over_wire: NetSuite, wire: Any) -> None:
        def other(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            headers = {"content-type": "application/vnd.oracle.resource+json; type=singular"}
            is_form = request.method == "POST"
            return httpx.Response(200, headers=headers, json={"id": "1"}, request=request) if is_form else response

        wire.rewrite(other)
        with pytest.raises(errors.ContractError) as caught:
            await over_wire.run("get-create-form", ORDER)
        assert caught.value.code == "NOT_A_FORM"


class TestSelectOptions:
    async def test_options_with_ids_as_text(self, netsuite: NetSuite) -> None:
        inputs = {"record_type": "salesOrder", "fields": ["terms", "item.price", "orderStatus"], "limit": 2}
        found = {entry["field"]: entry for entry in (await netsuite.run("get-select-options", inputs))["fields"]}
        assert list(found) == inputs["fields"]
        assert found["terms"]["has_more"]
        assert len(found["terms"]["options"]) == 2
        assert all(isinstance(option["id"], str) for entry in found.values() for option in entry["options"])

    async def test_filtered_and_beside_other_values(self, netsuite: NetSuite) -> None:
        inputs: dict[str, Any] = {"record_type": "salesOrder", "fields": ["location"]}
        everything = (await netsuite.run("get-select-options", inputs))["fields"][0]["total"]
        british = await netsuite.run("get-select-options", {**inputs, "body": {"subsidiary": {"id": "2"}}})
        assert 0 < british["fields"][0]["total"] < everything
        stores = await netsuite.run(
            "get-select-options", {**inputs, "filters": [{"field": "location", "text": "store"}]}
        )
        assert all("Store" in option["name"] for option in stores["fields"][0]["options"])

    async def test_of_a_saved_record(self, netsuite: NetSuite) -> None:
        inputs = {"record_type": "customer", "record_id": "1013", "fields": ["terms"]}
        assert (await netsuite.run("get-select-options", inputs))["fields"][0]["options"]

    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ({"filters": [{"field": "location", "text": "x"}]}, "FILTER_WITHOUT_FIELD"),
            ({"filters": [{"field": "terms", "text": 'a"b'}]}, "QUOTE_IN_FILTER"),
            ({"limit": 10, "offset": 5}, "INVALID_OFFSET"),
            ({"record_id": "1", "external_id": "x"}, "RECORD_ID_OR_EXTERNAL_ID"),
        ],
    )
    async def test_what_cannot_be_asked_is_not_sent(
        self, over_wire: NetSuite, wire: Any, more: dict[str, Any], code: str
    ) -> None:
        with pytest.raises(errors.InputError) as caught:
            await over_wire.run("get-select-options", {"record_type": "salesOrder", "fields": ["terms"], **more})
        assert caught.value.code == code
        assert wire.sent == []

    async def test_a_field_without_options(self, netsuite: NetSuite) -> None:
        with pytest.raises(errors.RejectedError, match="no such select field"):
            await netsuite.run("get-select-options", {"record_type": "salesOrder", "fields": ["memo"]})
