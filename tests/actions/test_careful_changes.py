"""Upserts that send nothing when nothing differs, and changes that hold the modified date against what was read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.connector import errors
from suiteplug.connector.records.comparing import holds

if TYPE_CHECKING:
    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

ADDRESS = {"label": "Works", "addressBookAddress": {"country": {"id": "US"}, "city": "Portland"}}
KILN = {
    "companyName": "Kiln Works",
    "subsidiary": {"id": 1},
    "phone": "+1 555 0100",
    "creditLimit": 100,
    "isInactive": False,
    "addressBook": {"items": [ADDRESS]},
}
UPSERT = {"record_type": "customer", "external_id": "KILN", "skip_unchanged": True}


async def upsert(netsuite: NetSuite, body: dict[str, Any], **more: Any) -> dict[str, Any]:
    return await netsuite.run("upsert-record", {**UPSERT, "body": body, **more})


class TestUnchanged:
    async def test_nothing_is_sent_when_nothing_differs(self, over_wire: NetSuite, wire: Any) -> None:
        first = await upsert(over_wire, KILN)
        again = await upsert(over_wire, KILN)
        assert (first["outcome"], again["outcome"]) == ("created", "unchanged")
        assert again["record_id"] == first["record_id"]
        assert again["replaced"] == []
        assert wire.count("PUT") == 1

    @pytest.mark.parametrize(
        "change",
        [
            {"phone": "+1 555 0199"},
            {"phone": None},
            {"creditLimit": 100.5},
            {"isInactive": True},
            {"addressBook": {"items": []}},
            {"addressBook": {"items": [ADDRESS, {**ADDRESS, "label": "Store"}]}},
            {"addressBook": {"items": [{**ADDRESS, "label": "Store"}]}},
        ],
        ids=str,
    )
    async def test_any_difference_is_written(self, over_wire: NetSuite, wire: Any, change: dict[str, Any]) -> None:
        await upsert(over_wire, KILN)
        assert (await upsert(over_wire, {**KILN, **change}))["outcome"] == "updated"
        assert (await upsert(over_wire, {**KILN, **change}))["outcome"] == "unchanged"
        assert wire.count("PUT") == 2

    async def test_without_the_wish_it_is_written(self, over_wire: NetSuite, wire: Any) -> None:
        await upsert(over_wire, KILN)
        assert (await upsert(over_wire, KILN, skip_unchanged=False))["outcome"] == "updated"
        assert wire.count("PUT") == 2

    @pytest.mark.parametrize(
        ("shown", "wanted", "same"),
        [
            ({"a": {"id": "1", "refName": "One"}}, {"a": {"id": 1}}, True),
            ({"a": {"id": "1", "refName": "One"}}, {"a": "1"}, True),
            ({"a": {"id": "1"}}, {"a": {"externalId": "X"}}, False),
            ({"a": 1.0}, {"A": 1}, True),
            ({"a": "0012"}, {"a": "12"}, False),
            ({}, {"a": None}, True),
            ({}, {"a": ""}, False),
            ({"t": "2026-11-20T11:00:00Z"}, {"t": "2026-11-20T12:00:00+01:00"}, True),
            ({"t": "2026-11-20"}, {"t": "2026-11-20"}, True),
            ({"m": {"items": [{"id": "2"}, {"id": "1"}]}}, {"m": {"items": [{"id": "1"}, {"id": 2}]}}, True),
            ({"m": {"items": [{"id": "1"}]}}, {"m": {"items": [{"id": "1"}, {"id": 2}]}}, False),
            (
                {"item": {"items": [{"line": 1, "quantity": 2}]}},
                {"item": {"items": [{"line": 1, "quantity": 2}]}},
                True,
            ),
            (
                {"item": {"items": [{"line": 1, "quantity": 2}]}},
                {"item": {"items": [{"line": 2, "quantity": 2}]}},
                False,
            ),
            ({"item": {"items": [{"line": 1, "quantity": 2}]}}, {"item": {"items": [{"quantity": 2}]}}, False),
            ({"s": {"city": "X", "zip": "1"}}, {"s": {"city": "X"}}, True),
            ({"s": {"links": []}}, {"s": {"city": "X"}}, False),
            ({"s": "x"}, {"s": {"city": "X"}}, False),
        ],
        ids=str,
    )
    def test_comparing(self, shown: dict[str, Any], wanted: dict[str, Any], same: bool) -> None:
        assert holds(shown, wanted) is same

    def test_a_replaced_sublist_must_have_no_other_lines(self) -> None:
        shown = {"item": {"items": [{"line": 1, "q": 2}, {"line": 2, "q": 3}]}}
        assert holds(shown, {"item": {"items": [{"q": 3}, {"q": 2}]}}, replaced=("item",))
        assert not holds(shown, {"item": {"items": [{"q": 2}]}}, replaced=("item",))
        assert not holds(shown, {"item": {"items": [{"q": 2}, {"q": 2}]}}, replaced=("item",))


class TestUnmodified:
    @pytest.mark.parametrize("key", ["update-record", "upsert-record", "add-sublist-item"])
    async def test_what_somebody_changed_is_not_overwritten(
        self, over_wire: NetSuite, wire: Any, account: Account, key: str
    ) -> None:
        first = await upsert(over_wire, KILN)
        which = {"record_type": "customer", "record_id": first["record_id"]}
        read = (await over_wire.run("get-record", which))["record"]["lastModifiedDate"]
        inputs: dict[str, Any] = {**which, "if_unmodified_since": read}
        if key == "add-sublist-item":
            inputs |= {"sublist": "addressBook", "line": {**ADDRESS, "label": "Store"}}
        else:
            inputs |= {"body": {"phone": "+1 555 0111"}}
        if key == "upsert-record":
            inputs["external_id"] = "KILN"
            del inputs["record_id"]
        account.clock.shift(timedelta(seconds=5))
        await over_wire.run("update-record", {**which, "body": {"phone": "+1 555 0999"}})
        writes = wire.count("PATCH", "PUT")
        with pytest.raises(errors.RecordChangedError) as caught:
            await over_wire.run(key, inputs)
        assert caught.value.code == "CHANGED_SINCE"
        assert wire.count("PATCH", "PUT") == writes
        now = (await over_wire.run("get-record", which))["record"]["lastModifiedDate"]
        await over_wire.run(key, {**inputs, "if_unmodified_since": now})
        assert wire.count("PATCH", "PUT") == writes + 1

    async def test_a_run_that_goes_on_does_not_refuse_its_own_change(
        self, over_wire: NetSuite, wire: Any, account: Account
    ) -> None:
        first = await upsert(over_wire, KILN)
        which = {"record_type": "customer", "record_id": first["record_id"]}
        read = (await over_wire.run("get-record", which))["record"]["lastModifiedDate"]
        account.clock.shift(timedelta(seconds=5))
        inputs = {**which, "body": {"phone": "+1 555 0111"}, "if_unmodified_since": read}
        wire.lose_answer(lambda request: request.method == "PATCH", times=99)
        with pytest.raises(errors.UnavailableError):
            await over_wire.run("update-record", inputs, idempotency_key="k")
        wire._losses.clear()
        assert await over_wire.run("update-record", inputs, idempotency_key="k")

    async def test_a_time_without_a_zone_is_refused(self, netsuite: NetSuite) -> None:
        inputs = {"record_type": "customer", "record_id": "1013", "body": {"phone": "1"}}
        with pytest.raises(errors.SchemaViolationError):
            await netsuite.run("update-record", {**inputs, "if_unmodified_since": "2026-11-20T12:00:00"})

    async def test_a_record_that_does_not_tell(self, over_wire: NetSuite, wire: Any) -> None:
        def silent(_request: httpx.Request, response: httpx.Response) -> httpx.Response:
            return httpx.Response(
                response.status_code,
                headers={"content-type": response.headers.get("content-type", "")},
                content=response.content.replace(b"lastModified", b"nobodySays"),
            )

        wire.rewrite(silent)
        inputs = {"record_type": "customer", "record_id": "1013", "body": {"phone": "+1 555 0100"}}
        with pytest.raises(errors.InputError) as caught:
            await over_wire.run("update-record", {**inputs, "if_unmodified_since": "2026-11-20T12:00:00Z"})
        assert caught.value.code == "NO_MODIFIED_DATE"
