"""Actions on records against the emulated account."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.connector import errors
from suiteplug.connector.errors import InputError, NotFoundError, OutcomeUnknownError

if TYPE_CHECKING:
    from suiteplug.api import NetSuite

KILN = {"companyName": "Blue Kiln Works", "isPerson": False, "subsidiary": {"id": "1"}}
ADDRESS = {"label": "HQ", "addressBookAddress": {"country": {"id": "US"}, "city": "Portland"}}


async def create(netsuite: NetSuite, external_id: str, **fields: Any) -> str:
    created = await netsuite.run(
        "create-record", {"record_type": "customer", "external_id": external_id, "body": {**KILN, **fields}}
    )
    return str(created["record_id"])


async def read(netsuite: NetSuite, **which: Any) -> dict[str, Any]:
    found = await netsuite.run("get-record", {"record_type": "customer", "expand_sub_resources": True, **which})
    return dict(found["record"])


class TestGet:
    async def test_by_either_id(self, netsuite: NetSuite) -> None:
        by_number = await netsuite.run("get-record", {"record_type": "currency", "record_id": 1})
        by_text = await netsuite.run("get-record", {"record_type": "CURRENCY", "record_id": "1"})
        assert by_number == by_text
        assert by_number["record"]["symbol"] == "USD"
        record_id = await create(netsuite, "KILN-1")
        assert (await read(netsuite, external_id="KILN-1"))["id"] == record_id

    async def test_some_fields_and_plain_choices(self, netsuite: NetSuite) -> None:
        inputs = {"record_type": "currency", "record_id": 1, "fields": ["symbol", "symbolPlacement"]}
        assert (await netsuite.run("get-record", inputs))["record"] == {
            "symbol": "USD",
            "symbolPlacement": {"id": "1", "refName": "Before Number"},
        }
        plain = await netsuite.run("get-record", {**inputs, "simple_enum_format": True})
        assert plain["record"]["symbolPlacement"] == "1"

    async def test_fields_and_expansion_exclude_each_other(self, over_wire: NetSuite, wire: Any) -> None:
        inputs = {"record_type": "currency", "record_id": 1, "fields": ["symbol"], "expand_sub_resources": True}
        with pytest.raises(InputError, match="Both"):
            await over_wire.run("get-record", inputs)
        assert wire.sent == []

    async def test_what_is_not_expanded_is_named(self, netsuite: NetSuite) -> None:
        order = (await netsuite.run("list-records", {"record_type": "salesOrder", "limit": 1}))["items"][0]["id"]
        brief = await netsuite.run("get-record", {"record_type": "salesOrder", "record_id": order})
        assert "item" in brief["not_expanded"]
        assert "item" not in brief["record"]
        whole = await netsuite.run(
            "get-record", {"record_type": "salesOrder", "record_id": order, "expand_sub_resources": True}
        )
        assert whole["not_expanded"] == []
        assert whole["record"]["item"]["items"][0]["line"] == 1
        assert "links" not in str(whole)

    @pytest.mark.parametrize("which", [{}, {"record_id": 1, "external_id": "X"}, {"external_id": "A|B"}])
    async def test_exactly_one_good_id(self, over_wire: NetSuite, wire: Any, which: dict[str, Any]) -> None:
        with pytest.raises(InputError):
            await over_wire.run("get-record", {"record_type": "currency", **which})
        assert wire.sent == []

    async def test_an_external_id_cannot_change_the_path(self, over_wire: NetSuite, wire: Any) -> None:
        with pytest.raises(NotFoundError):
            await over_wire.run("get-record", {"record_type": "customer", "external_id": "../currency/1?x=#é"})
        assert wire.sent[0].url.raw_path == (b"/services/rest/record/v1/customer/eid:..%2Fcurrency%2F1%3Fx%3D%23%C3%A9")

    async def test_unknown_types_come_with_near_ones(self, over_wire: NetSuite, wire: Any) -> None:
        with pytest.raises(NotFoundError) as caught:
            await over_wire.run("get-record", {"record_type": "custmer", "record_id": 1})
        assert "Did you mean customer" in caught.value.fix
        sent = len(wire.sent)
        with pytest.raises(InputError) as refused:  # now the catalogue is known: it is read anew, nothing else is sent
            await over_wire.run("get-record", {"record_type": "salesOder", "record_id": 1})
        assert "salesOrder" in refused.value.fix
        assert [request.url.path.rpartition("/")[2] for request in wire.sent[sent:]] == ["metadata-catalog"]

    @pytest.mark.parametrize("record_type", ["customer", "salesOrder"])
    async def test_missing_records_of_both_kinds(self, netsuite: NetSuite, record_type: str) -> None:
        with pytest.raises(NotFoundError) as caught:
            await netsuite.run("get-record", {"record_type": record_type, "record_id": 99_999_999})
        assert caught.value.operation_id
        assert caught.value.action == "get-record"


class TestList:
    async def test_all_pages_are_one_page(self, over_wire: NetSuite, wire: Any) -> None:
        whole = await over_wire.run("list-records", {"record_type": "customer"})
        assert whole["count"] == whole["total"] > 40
        told: list[tuple[int, int | None]] = []
        paged = await over_wire.run(
            "list-records",
            {"record_type": "customer", "limit": 7, "all_pages": True},
            report=lambda done, total, _what: told.append((done, total)),
        )
        assert paged["items"] == whole["items"]
        assert (paged["has_more"], paged["next_offset"], paged["warnings"]) == (False, None, [])
        assert told[-1] == (whole["count"], whole["total"])
        assert len(told) == -(-whole["count"] // 7)

    async def test_a_page_says_where_to_go_on(self, netsuite: NetSuite) -> None:
        page = await netsuite.run("list-records", {"record_type": "customer", "limit": 5, "offset": 10})
        assert (page["count"], page["has_more"], page["next_offset"]) == (5, True, 15)
        some = await netsuite.run(
            "list-records", {"record_type": "customer", "limit": 5, "all_pages": True, "max_rows": 12}
        )
        assert (some["count"], some["has_more"], some["next_offset"]) == (12, True, 10)

    async def test_bodies_side_by_side_in_order(self, netsuite: NetSuite) -> None:
        ids = await netsuite.run("list-records", {"record_type": "currency"})
        told: list[tuple[int, int | None, str]] = []
        full = await netsuite.run(
            "list-records",
            {"record_type": "currency", "expand": True},
            report=lambda *progress: told.append(progress),
        )
        assert [item["id"] for item in full["items"]] == [item["id"] for item in ids["items"]]
        assert full["items"][0]["symbol"] == "USD"
        assert told[-1] == (4, 4, "currency read")

    async def test_a_record_that_goes_meanwhile_is_named(self, over_wire: NetSuite, wire: Any) -> None:
        def gone(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            if request.url.path.endswith("/currency/2"):
                return httpx.Response(404, content=b"", request=request)
            return response

        wire.rewrite(gone)
        full = await over_wire.run("list-records", {"record_type": "currency", "expand": True})
        assert full["not_found"] == ["2"]
        assert [item["id"] for item in full["items"]] == ["1", "3", "4"]

    async def test_one_failure_ends_all_reading(self, over_wire: NetSuite, wire: Any) -> None:
        def failing(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            failed = request.url.path.endswith("/currency/3")
            return httpx.Response(403, content=b"", request=request) if failed else response

        wire.rewrite(failing)
        with pytest.raises(errors.PermissionDeniedError):
            await over_wire.run("list-records", {"record_type": "currency", "expand": True})

    async def test_more_than_netsuite_serves_is_refused(self, over_wire: NetSuite, wire: Any) -> None:
        def many(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            limit = int(request.url.params.get("limit", "0"))
            body = {**response.json(), "totalResults": min(limit * 1000, 150_000), "hasMore": True}
            return httpx.Response(200, json=body, request=request)

        wire.rewrite(many)
        listing = {"record_type": "customer", "all_pages": True}
        for limit in (1, 1000):
            with pytest.raises(errors.RejectedError, match="beyond what NetSuite lists"):
                await over_wire.run("list-records", {**listing, "limit": limit})
        assert len(wire.sent) == 2
        some = await over_wire.run("list-records", {**listing, "limit": 10, "max_rows": 10})
        assert (some["count"], some["has_more"]) == (10, True)

    async def test_a_total_that_moves_is_warned_of(self, over_wire: NetSuite, wire: Any) -> None:
        def moving(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            body = response.json()
            body["totalResults"] += body["offset"]
            return httpx.Response(200, json=body, request=request)

        wire.rewrite(moving)
        paged = await over_wire.run("list-records", {"record_type": "customer", "limit": 20, "all_pages": True})
        assert "added or removed" in paged["warnings"][0]

    @pytest.mark.parametrize(
        ("inputs", "fix"),
        [
            ({"limit": 10, "offset": 15}, "10 or 20"),
            ({"limit": 1001}, "at most 1000"),
            ({"query": 'companyName IS "Blue'}, "Close it"),
            ({"query": "companyName LIKE x"}, "CONTAIN"),
            ({"query": "dateCreated AFTER 2026-01-31"}, '"1/31/2026"'),
        ],
    )
    async def test_bad_pages_and_filters_are_not_sent(
        self, over_wire: NetSuite, wire: Any, inputs: dict[str, Any], fix: str
    ) -> None:
        with pytest.raises(InputError) as caught:
            await over_wire.run("list-records", {"record_type": "customer", **inputs})
        assert fix in caught.value.fix
        assert wire.sent == []

    async def test_filters_reach_netsuite_unchanged(self, netsuite: NetSuite) -> None:
        await create(netsuite, "ODD", companyName='Tick " & 100% (äöü)')
        found = await netsuite.run("list-records", {"record_type": "customer", "query": "externalId IS ODD"})
        assert found["count"] == 1
        found = await netsuite.run(
            "list-records", {"record_type": "customer", "query": 'companyName CONTAIN "& 100% (äö"'}
        )
        assert found["count"] == 1

    async def test_unknown_fields_in_filters_come_with_near_ones(self, netsuite: NetSuite) -> None:
        with pytest.raises(errors.InvalidQueryError) as caught:
            await netsuite.run("list-records", {"record_type": "customer", "query": "companyNme IS x"})
        assert "Did you mean companyName" in caught.value.fix
        with pytest.raises(errors.InvalidQueryError) as caught:
            await netsuite.run("list-records", {"record_type": "salesOrder", "query": "status ANY_OF [B]"})
        assert "no field that filters take" in caught.value.fix


class TestCreateAndUpdate:
    async def test_a_record_comes_to_life(self, netsuite: NetSuite) -> None:
        record_id = await create(netsuite, "KILN-2", phone="+1 555 0100")
        changed = await netsuite.run(
            "update-record",
            {"record_type": "customer", "external_id": "KILN-2", "body": {"phone": None, "email": "a@b.example"}},
        )
        assert changed == {"record_type": "customer", "record_id": record_id, "warnings": []}
        record = await read(netsuite, record_id=record_id)
        assert "phone" not in record
        assert record["email"] == "a@b.example"

    async def test_a_second_one_is_refused(self, netsuite: NetSuite) -> None:
        await create(netsuite, "KILN-3")
        with pytest.raises(errors.DuplicateRecordError):
            await create(netsuite, "KILN-3")

    async def test_two_external_ids_are_refused(self, over_wire: NetSuite, wire: Any) -> None:
        for key in ("create-record", "upsert-record"):
            with pytest.raises(InputError, match="external ID"):
                await over_wire.run(
                    key, {"record_type": "customer", "external_id": "A", "body": {**KILN, "externalId": "B"}}
                )
        assert wire.sent == []

    async def test_misspelt_fields_are_refused_with_the_right_ones(self, over_wire: NetSuite, wire: Any) -> None:
        inputs = {"record_type": "customer", "body": {**KILN, "emial": "x"}}
        with pytest.raises(errors.InvalidRecordError) as caught:
            await over_wire.run("create-record", inputs)
        assert "Did you mean email" in caught.value.fix
        posts = wire.count("POST")
        with pytest.raises(InputError) as refused:  # the metadata is known by now
            await over_wire.run("create-record", inputs)
        assert refused.value.field == "body.emial"
        assert wire.count("POST") == posts

    async def test_missing_fields_are_named(self, netsuite: NetSuite) -> None:
        with pytest.raises(errors.InvalidRecordError) as caught:
            await netsuite.run("create-record", {"record_type": "salesOrder", "body": {"memo": "x"}})
        assert "Customer" in caught.value.fix

    async def test_a_lost_create_is_looked_up_and_not_repeated(self, over_wire: NetSuite, wire: Any) -> None:
        wire.lose_answer(lambda request: request.method == "POST")
        record_id = await create(over_wire, "LOST")
        assert wire.count("POST") == 1
        assert (await read(over_wire, external_id="LOST"))["id"] == record_id

    async def test_a_lost_create_that_nothing_tells_of(self, over_wire: NetSuite, wire: Any) -> None:
        wire.lose_answer(lambda request: request.method == "POST")
        with pytest.raises(OutcomeUnknownError) as caught:
            await over_wire.run("create-record", {"record_type": "customer", "body": KILN})
        assert wire.count("POST") == 1
        assert f"suiteplug settle {caught.value.settle_id}" in caught.value.fix

    async def test_a_lost_update_that_only_sets_fields_is_repeated(self, over_wire: NetSuite, wire: Any) -> None:
        record_id = await create(over_wire, "LOST-2")
        wire.lose_answer(lambda request: request.method == "PATCH", times=2)
        await over_wire.run(
            "update-record", {"record_type": "customer", "record_id": record_id, "body": {"phone": "+1 555 0101"}}
        )
        assert wire.count("PATCH") == 3

    async def test_a_lost_update_that_adds_lines_is_not(self, over_wire: NetSuite, wire: Any) -> None:
        record_id = await create(over_wire, "LOST-3")
        wire.lose_answer(lambda request: request.method == "PATCH")
        inputs = {"record_type": "customer", "record_id": record_id, "body": {"addressBook": {"items": [ADDRESS]}}}
        with pytest.raises(OutcomeUnknownError):
            await over_wire.run("update-record", inputs)
        assert len((await read(over_wire, record_id=record_id))["addressBook"]["items"]) == 1
        wire.lose_answer(lambda request: request.method == "PATCH")
        await over_wire.run("update-record", {**inputs, "replace": ["addressBook"]})
        assert wire.count("PATCH") == 3
        assert len((await read(over_wire, record_id=record_id))["addressBook"]["items"]) == 1

    async def test_what_is_replaced_has_to_be_sent(self, over_wire: NetSuite, wire: Any) -> None:
        with pytest.raises(InputError, match="not in the body"):
            await over_wire.run(
                "update-record",
                {"record_type": "customer", "record_id": 1, "body": {"memo": "x"}, "replace": ["item"]},
            )
        assert wire.sent == []

    async def test_an_id_that_is_not_told_is_looked_up(self, over_wire: NetSuite, wire: Any) -> None:
        def mute(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            if request.method in {"POST", "PUT"}:
                return httpx.Response(response.status_code, request=request)
            return response

        wire.rewrite(mute)
        assert (await create(over_wire, "MUTE")).isdigit()
        inputs = {"record_type": "customer", "external_id": "MUTE-2", "body": {**KILN, "companyName": "Mute"}}
        assert (await over_wire.run("upsert-record", inputs))["record_id"].isdigit()
        nameless = await over_wire.run(
            "create-record", {"record_type": "customer", "body": {**KILN, "companyName": "Nameless"}}
        )
        assert nameless["record_id"] is None
        assert "did not say its ID" in nameless["warnings"][0]

    async def test_remarks_of_netsuite_are_handed_on(self, over_wire: NetSuite, wire: Any) -> None:
        def remark(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            headers = {**response.headers, "X-NetSuite-Warning": "Field x was ignored."}
            return httpx.Response(response.status_code, headers=headers, content=response.content, request=request)

        wire.rewrite(remark)
        created = await over_wire.run("create-record", {"record_type": "customer", "body": KILN})
        assert created["warnings"] == ["Field x was ignored."]


async def test_every_write_asks_for_misspelt_fields_to_be_refused(over_wire: NetSuite, wire: Any) -> None:
    await create(over_wire, "CHECKED")
    which = {"record_type": "customer", "external_id": "CHECKED"}
    await over_wire.run("update-record", {**which, "body": {"email": "a@b.example"}})
    await over_wire.run("upsert-record", {**which, "body": {"email": "a@b.example"}})
    order = await _shipped_order(over_wire)
    inputs = {"record_type": "salesOrder", "record_id": order, "target_type": "invoice"}
    await over_wire.run("transform-record", inputs)
    record = [request for request in wire.sent if "/record/" in request.url.path]
    writes = [request for request in record if request.method in {"POST", "PUT", "PATCH"}]
    assert {request.method for request in writes} == {"POST", "PUT", "PATCH"}
    assert all(request.headers["x-netsuite-propertynamevalidation"] == "error" for request in writes)


class TestUpsert:
    async def test_created_then_updated_never_doubled(self, netsuite: NetSuite) -> None:
        inputs = {
            "record_type": "customer",
            "external_id": "UP-1",
            "body": {**KILN, "addressBook": {"items": [ADDRESS, {**ADDRESS, "label": "Shop"}]}},
        }
        first = await netsuite.run("upsert-record", inputs)
        second = await netsuite.run("upsert-record", inputs)
        assert (first["outcome"], second["outcome"]) == ("created", "updated")
        assert first["record_id"] == second["record_id"]
        assert second["replaced"] == ["addressBook"]
        book = (await read(netsuite, external_id="UP-1"))["addressBook"]["items"]
        assert [line["label"] for line in book] == ["HQ", "Shop"]

    async def test_lines_are_added_when_nothing_is_to_be_replaced(self, netsuite: NetSuite) -> None:
        inputs = {
            "record_type": "customer",
            "external_id": "UP-2",
            "replace": [],
            "body": {**KILN, "addressBook": {"items": [ADDRESS]}},
        }
        await netsuite.run("upsert-record", inputs)
        await netsuite.run("upsert-record", inputs)
        assert len((await read(netsuite, external_id="UP-2"))["addressBook"]["items"]) == 2

    async def test_a_lost_answer_does_no_harm(self, over_wire: NetSuite, wire: Any) -> None:
        wire.lose_answer(lambda request: request.method == "PUT", times=3)
        done = await over_wire.run(
            "upsert-record",
            {
                "record_type": "customer",
                "external_id": "UP-3",
                "body": {**KILN, "addressBook": {"items": [ADDRESS]}},
            },
        )
        assert done["outcome"] == "created"
        assert wire.count("PUT") == 4
        assert len((await read(over_wire, external_id="UP-3"))["addressBook"]["items"]) == 1

    async def test_an_id_that_is_no_field_is_read_off_the_record(self, over_wire: NetSuite, wire: Any) -> None:
        inputs = {"record_type": "customer", "external_id": "UP-4", "body": KILN}
        first = await over_wire.run("upsert-record", inputs)

        def without_fields(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            refused = "fields" in request.url.params
            return httpx.Response(400, content=b"", request=request) if refused else response

        wire.rewrite(without_fields)
        second = await over_wire.run("upsert-record", inputs)
        assert (second["outcome"], second["record_id"]) == ("updated", first["record_id"])

    async def test_a_look_that_fails_does_not_stop_the_write(self, over_wire: NetSuite, wire: Any) -> None:
        def shut(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            closed = request.method == "GET" and "UP-5" in request.url.path
            return httpx.Response(400, content=b"", request=request) if closed else response

        wire.rewrite(shut)
        inputs = {"record_type": "customer", "external_id": "UP-5", "body": KILN}
        done = await over_wire.run("upsert-record", inputs)
        assert done["outcome"] == "created or updated"
        assert done["record_id"].isdigit()

    async def test_many_at_once(self, netsuite: NetSuite) -> None:
        async def one(number: int) -> str:
            body = {**KILN, "companyName": f"Many {number % 5}"}
            inputs = {"record_type": "customer", "external_id": f"MANY-{number % 5}", "body": body}
            return str((await netsuite.run("upsert-record", inputs))["record_id"])

        ids = await asyncio.gather(*(one(number) for number in range(20)))
        assert len(set(ids)) == 5


class TestDelete:
    async def test_once_and_not_again(self, netsuite: NetSuite) -> None:
        await create(netsuite, "DEL-1")
        inputs = {"record_type": "customer", "external_id": "DEL-1"}
        assert await netsuite.run("delete-record", inputs) == {
            "record_type": "customer",
            "deleted": True,
            "answer_was_lost": False,
        }
        with pytest.raises(NotFoundError):
            await netsuite.run("delete-record", inputs)

    @pytest.mark.parametrize("record_type", ["customer", "salesOrder"])
    async def test_gone_after_a_lost_answer_means_done(self, over_wire: NetSuite, wire: Any, record_type: str) -> None:
        record_id = await create(over_wire, "DEL-2")
        if record_type == "salesOrder":
            order = {
                "entity": {"id": record_id},
                "location": {"id": "11"},
                "item": {"items": [{"item": {"id": "311"}, "quantity": 1}]},
            }
            created = await over_wire.run("create-record", {"record_type": "salesOrder", "body": order})
            record_id = created["record_id"]
        wire.lose_answer(lambda request: request.method == "DELETE")
        done = await over_wire.run("delete-record", {"record_type": record_type, "record_id": record_id})
        assert done["answer_was_lost"] is True
        assert wire.count("DELETE") == 2

    async def test_a_record_that_others_need_stays(self, netsuite: NetSuite) -> None:
        with pytest.raises(errors.RejectedError) as caught:
            await netsuite.run("delete-record", {"record_type": "customer", "record_id": "1013"})
        assert caught.value.fix


class TestTransform:
    async def test_an_order_is_billed_and_paid(self, netsuite: NetSuite) -> None:
        order = await _shipped_order(netsuite)
        invoice = await netsuite.run(
            "transform-record",
            {
                "record_type": "salesOrder",
                "record_id": order,
                "target_type": "invoice",
                "body": {"externalId": "INV-T1"},
            },
        )
        assert invoice["found_by"] == "reply"
        payment = await netsuite.run(
            "transform-record",
            {"record_type": "invoice", "external_id": "INV-T1", "target_type": "customerPayment"},
        )
        assert payment["record_type"] == "customerPayment"
        found = await netsuite.run("get-record", {"record_type": "invoice", "record_id": invoice["record_id"]})
        assert found["record"]["amountRemaining"] == 0

    async def test_an_id_that_is_not_told_is_found_by_its_source(self, over_wire: NetSuite, wire: Any) -> None:
        order = await _shipped_order(over_wire)

        def mute(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            transformed = "!transform" in str(request.url)
            return httpx.Response(response.status_code, request=request) if transformed else response

        wire.rewrite(mute)
        inputs = {"record_type": "salesOrder", "record_id": order, "target_type": "invoice"}
        made = await over_wire.run("transform-record", inputs)
        assert made["found_by"] == "createdFrom"
        found = await over_wire.run("get-record", {"record_type": "invoice", "record_id": made["record_id"]})
        assert found["record"]["createdFrom"]["id"] == order

    async def test_what_cannot_be_made_is_explained(self, netsuite: NetSuite) -> None:
        order = await _open_order(netsuite)
        inputs = {"record_type": "salesOrder", "record_id": order, "target_type": "vendor"}
        with pytest.raises(errors.InvalidRecordError) as caught:
            await netsuite.run("transform-record", inputs)
        assert "itemFulfillment" in caught.value.fix

    async def test_a_lost_transform_is_looked_up_and_not_repeated(self, over_wire: NetSuite, wire: Any) -> None:
        order = await _open_order(over_wire)
        wire.lose_answer(lambda request: "!transform" in str(request.url))
        inputs = {"record_type": "salesOrder", "record_id": order, "target_type": "itemFulfillment"}
        made = await over_wire.run("transform-record", inputs)
        found = await over_wire.run("get-record", {"record_type": "itemFulfillment", "record_id": made["record_id"]})
        assert found["record"]["createdFrom"]["id"] == order
        assert sum("!transform" in str(request.url) for request in wire.sent) == 1


async def _open_order(netsuite: NetSuite) -> str:
    """An order of two mugs that nobody has shipped or billed."""
    body = {
        "entity": {"id": "1013"},
        "location": {"id": "11"},
        "item": {"items": [{"item": {"id": "311"}, "quantity": 2}]},
        "orderStatus": {"id": "B"},
    }
    created = await netsuite.run("create-record", {"record_type": "salesOrder", "body": body})
    return str(created["record_id"])


async def _shipped_order(netsuite: NetSuite) -> str:
    """Such an order, shipped and to be billed."""
    order = await _open_order(netsuite)
    await netsuite.run("create-item-fulfillment", {"record_id": order, "ship_status": "shipped"})
    return order


async def test_a_wrong_value_is_not_taken_for_a_misspelt_name(netsuite: NetSuite) -> None:
    address = {"addr1": "1 High Street", "country": {"id": "XS"}}
    body = {"companyName": "Nowhere Ltd", "subsidiary": {"id": "1"}}
    body |= {"addressBook": {"items": [{"addressBookAddress": address}]}}
    with pytest.raises(errors.InvalidRecordError) as caught:
        await netsuite.run("create-record", {"record_type": "customer", "body": body})
    assert "Did you mean" not in caught.value.fix
    assert "two-letter code" in caught.value.fix
