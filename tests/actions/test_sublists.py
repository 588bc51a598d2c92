"""Actions on lines against the emulated account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.connector import errors
from suiteplug.connector.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from suiteplug.api import NetSuite

MUG, JUG, BOWL = "311", "312", "313"


async def order(netsuite: NetSuite, *items: str) -> dict[str, Any]:
    """An order of these items; gives what names its item sublist."""
    body = {
        "entity": {"id": "1013"},
        "location": {"id": "11"},
        "orderStatus": {"id": "B"},
        "item": {"items": [{"item": {"id": item}, "quantity": 2} for item in items]},
    }
    created = await netsuite.run("create-record", {"record_type": "salesOrder", "body": body})
    return {"record_type": "salesOrder", "record_id": created["record_id"], "sublist": "item"}


async def items_of(netsuite: NetSuite, which: dict[str, Any]) -> dict[int, tuple[str, float]]:
    found = await netsuite.run("get-sublist", which)
    return {
        entry["line_key"]["line"]: (entry["line"]["item"]["id"], entry["line"]["quantity"]) for entry in found["lines"]
    }


async def lines_of(netsuite: NetSuite, which: dict[str, Any]) -> dict[int, dict[str, Any]]:
    found = await netsuite.run("get-sublist", which)
    return {entry["line_key"]["line"]: entry["line"] for entry in found["lines"]}


class TestGet:
    async def test_lines_with_their_keys(self, netsuite: NetSuite) -> None:
        which = await order(netsuite, MUG, JUG)
        found = await netsuite.run("get-sublist", {**which, "sublist": "ITEM"})
        assert (found["count"], found["total"], found["keyed"], found["key"]) == (2, 2, True, ["line"])
        assert [entry["line_key"] for entry in found["lines"]] == [{"line": 1}, {"line": 2}]
        assert found["lines"][0]["line"]["item"] == {"id": MUG, "refName": "MUG-BLUE"}
        assert "links" not in str(found)

    async def test_other_kinds_of_keys(self, netsuite: NetSuite) -> None:
        which = {"record_type": "customer", "record_id": "1013"}
        book = await netsuite.run("get-sublist", {**which, "sublist": "addressBook"})
        assert book["key"] == ["internalId"]
        assert book["lines"][0]["line"]["addressBookAddress"]["city"]
        currencies = await netsuite.run("get-sublist", {**which, "sublist": "currencyList"})
        assert currencies["lines"][0]["line_key"] == {"currency": "1"}
        empty = await netsuite.run("get-sublist", {**which, "sublist": "groupPricing"})
        assert (empty["lines"], empty["total"], empty["keyed"]) == ([], 0, False)

    async def test_unknown_sublists_come_with_near_ones(self, over_wire: NetSuite, wire: Any) -> None:
        with pytest.raises(InputError) as caught:
            await over_wire.run("get-sublist", {"record_type": "customer", "record_id": "1013", "sublist": "adressBok"})
        assert caught.value.fix == "Did you mean addressBook?"
        assert all("metadata-catalog" in request.url.path for request in wire.sent)

    async def test_a_sublist_that_only_links_is_read_line_by_line(self, over_wire: NetSuite, wire: Any) -> None:
        which = await order(over_wire, MUG, JUG)
        whole = await over_wire.run("get-sublist", which)

        def only_links(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            if not request.url.path.endswith("/item"):
                return response
            body = response.json()
            body["items"] = [{"links": item["links"]} for item in body["items"]]
            return httpx.Response(200, json=body, request=request)

        wire.rewrite(only_links)
        assert await over_wire.run("get-sublist", which) == whole

    async def test_pages_of_lines_are_joined(self, over_wire: NetSuite, wire: Any) -> None:
        which = await order(over_wire, MUG, JUG, BOWL)
        whole = await over_wire.run("get-sublist", which)

        def paged(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            if not request.url.path.endswith("/item"):
                return response
            offset = int(request.url.params.get("offset", "0"))
            body = response.json()
            page = body["items"][offset : offset + 2]
            return httpx.Response(200, json={**body, "items": page, "hasMore": offset == 0}, request=request)

        wire.rewrite(paged)
        assert await over_wire.run("get-sublist", which) == whole


class TestAdd:
    async def test_only_once_with_unless(self, netsuite: NetSuite) -> None:
        which = await order(netsuite, MUG)
        inputs = {**which, "line": {"item": {"id": JUG}, "quantity": 1}, "unless": {"item": int(JUG)}}
        first = await netsuite.run("add-sublist-item", inputs)
        assert first["added"] is True
        assert [entry["line_key"] for entry in first["lines"]] == [{"line": 2}]
        assert first["lines"][0]["line"]["item"]["refName"] == "MUG-WHITE"
        second = await netsuite.run("add-sublist-item", inputs)
        assert (second["added"], second["lines"]) == (False, first["lines"])
        assert await items_of(netsuite, which) == {1: (MUG, 2), 2: (JUG, 1)}

    async def test_without_unless_every_time(self, netsuite: NetSuite) -> None:
        which = await order(netsuite, MUG)
        inputs = {**which, "line": {"item": {"id": MUG}, "quantity": 1}}
        keys = [(await netsuite.run("add-sublist-item", inputs))["lines"][0]["line_key"]["line"] for _ in range(3)]
        assert keys == [2, 3, 4]

    async def test_a_line_does_not_bring_its_number(self, over_wire: NetSuite, wire: Any) -> None:
        which = await order(over_wire, MUG)
        with pytest.raises(InputError) as caught:
            await over_wire.run("add-sublist-item", {**which, "line": {"line": 1, "quantity": 1}})
        assert "update-sublist-item" in caught.value.fix
        assert wire.count("PATCH") == 0

    async def test_an_unkeyed_sublist_takes_lines_too(self, netsuite: NetSuite) -> None:
        which = {"record_type": "customer", "record_id": "1013", "sublist": "groupPricing"}
        described = await netsuite.run("get-record-metadata", {"record_type": "customer", "search": "groupPricing"})
        assert described["sublists"][0]["keyed"] is False
        for key in ("update-sublist-item", "remove-sublist-item"):
            inputs: dict[str, Any] = {**which, "line_key": 1}
            if key == "update-sublist-item":
                inputs["line"] = {"level": {"id": "1"}}
            with pytest.raises(InputError) as caught:
                await netsuite.run(key, inputs)
            assert caught.value.code == "SUBLIST_NOT_KEYED"
            assert "replace" in caught.value.fix

    async def test_after_a_lost_answer_the_lines_are_counted(self, over_wire: NetSuite, wire: Any) -> None:
        which = await order(over_wire, MUG)
        inputs = {**which, "line": {"item": {"id": JUG}, "quantity": 1}, "unless": {"item": {"id": JUG}}}
        wire.lose_answer(lambda request: request.method == "PATCH")
        assert (await over_wire.run("add-sublist-item", inputs))["added"] is True
        assert wire.count("PATCH") == 1
        assert (await over_wire.run("add-sublist-item", inputs))["added"] is False
        assert await items_of(over_wire, which) == {1: (MUG, 2), 2: (JUG, 1)}

    async def test_reading_that_fails_afterwards_does_not_hide_the_line(self, over_wire: NetSuite, wire: Any) -> None:
        which = await order(over_wire, MUG)

        def shut(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            closed = request.method == "GET" and request.url.path.endswith("/item") and wire.count("PATCH")
            return httpx.Response(403, content=b"", request=request) if closed else response

        wire.rewrite(shut)
        done = await over_wire.run("add-sublist-item", {**which, "line": {"item": {"id": JUG}, "quantity": 1}})
        assert done["added"] is True
        assert "could not be read" in done["warnings"][0]


class TestUpdate:
    @pytest.mark.parametrize("key", [2, "2", {"line": 2}, {"Line": "2"}])
    async def test_one_line(self, netsuite: NetSuite, key: Any) -> None:
        which = await order(netsuite, MUG, JUG)
        done = await netsuite.run("update-sublist-item", {**which, "line_key": key, "line": {"quantity": 5}})
        assert done["line_key"] == {"line": 2}
        assert done["line"]["quantity"] == 5
        assert await items_of(netsuite, which) == {1: (MUG, 2), 2: (JUG, 5)}

    async def test_a_line_that_is_not_there_would_be_added(self, over_wire: NetSuite, wire: Any) -> None:
        which = await order(over_wire, MUG, JUG)
        with pytest.raises(NotFoundError) as caught:
            await over_wire.run("update-sublist-item", {**which, "line_key": 7, "line": {"quantity": 5}})
        assert '{"line": 1}, {"line": 2}' in caught.value.fix
        assert wire.count("PATCH") == 0

    async def test_an_address_by_its_own_key(self, netsuite: NetSuite) -> None:
        which = {"record_type": "customer", "record_id": "1013", "sublist": "addressBook"}
        line = (await netsuite.run("get-sublist", which))["lines"][0]
        values = {"label": "Kiln", "addressBookAddress": {"addr2": "Door 3"}}
        done = await netsuite.run("update-sublist-item", {**which, "line_key": line["line_key"], "line": values})
        assert done["line"]["label"] == "Kiln"
        assert done["line"]["addressBookAddress"]["addr2"] == "Door 3"
        assert done["line"]["addressBookAddress"]["city"] == line["line"]["addressBookAddress"]["city"]

    async def test_it_is_repeated_after_a_lost_answer(self, over_wire: NetSuite, wire: Any) -> None:
        which = await order(over_wire, MUG)
        wire.lose_answer(lambda request: request.method == "PATCH")
        await over_wire.run("update-sublist-item", {**which, "line_key": 1, "line": {"quantity": 5}})
        assert await items_of(over_wire, which) == {1: (MUG, 5)}


class TestRemove:
    async def test_one_line_goes_and_the_others_stay_as_they_are(self, netsuite: NetSuite) -> None:
        which = await order(netsuite, MUG, JUG, BOWL)
        before = {
            entry["line_key"]["line"]: entry["line"] for entry in (await netsuite.run("get-sublist", which))["lines"]
        }
        done = await netsuite.run("remove-sublist-item", {**which, "line_key": 2})
        assert (done["removed"], done["line_key"], done["lines_left"]) == (True, {"line": 2}, 2)
        assert done["line"] == before.pop(2)
        after = {
            entry["line_key"]["line"]: entry["line"] for entry in (await netsuite.run("get-sublist", which))["lines"]
        }
        assert after == before
        with pytest.raises(NotFoundError):
            await netsuite.run("remove-sublist-item", {**which, "line_key": 2})

    async def test_gaps_in_the_numbers_do_not_matter(self, netsuite: NetSuite) -> None:
        which = await order(netsuite, MUG, JUG, BOWL)
        for key in (1, 3):
            await netsuite.run("remove-sublist-item", {**which, "line_key": key})
        assert await items_of(netsuite, which) == {2: (JUG, 2)}

    async def test_the_last_item_of_an_order_stays(self, over_wire: NetSuite, wire: Any) -> None:
        which = await order(over_wire, MUG)
        with pytest.raises(InputError) as caught:
            await over_wire.run("remove-sublist-item", {**which, "line_key": 1})
        assert caught.value.code == "LAST_LINE"
        assert wire.count("PATCH") == 0

    async def test_the_last_address_may_go(self, netsuite: NetSuite) -> None:
        body = {
            "companyName": "One Address",
            "isPerson": False,
            "subsidiary": {"id": "1"},
            "addressBook": {"items": [{"label": "HQ", "addressBookAddress": {"country": {"id": "US"}}}]},
        }
        created = await netsuite.run("create-record", {"record_type": "customer", "body": body})
        which = {"record_type": "customer", "record_id": created["record_id"], "sublist": "addressBook"}
        key = (await netsuite.run("get-sublist", which))["lines"][0]["line_key"]
        done = await netsuite.run("remove-sublist-item", {**which, "line_key": key})
        assert done["lines_left"] == 0

    async def test_it_is_repeated_after_a_lost_answer(self, over_wire: NetSuite, wire: Any) -> None:
        which = await order(over_wire, MUG, JUG)
        wire.lose_answer(lambda request: request.method == "PATCH")
        assert (await over_wire.run("remove-sublist-item", {**which, "line_key": 1}))["removed"] is True
        assert await items_of(over_wire, which) == {2: (JUG, 2)}

    async def test_more_lines_going_is_an_error_that_tells_them(self, over_wire: NetSuite, wire: Any) -> None:
        which = await order(over_wire, MUG, JUG, BOWL)

        def greedy(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            if not (request.url.path.endswith("/item") and wire.count("PATCH")):
                return response
            body = response.json()
            return httpx.Response(200, json={**body, "items": body["items"][:1], "totalResults": 1}, request=request)

        wire.rewrite(greedy)
        with pytest.raises(errors.RejectedError, match="1 more went with it") as caught:
            await over_wire.run("remove-sublist-item", {**which, "line_key": 1})
        assert "MUG-TALL" in caught.value.details[0].message

    async def test_a_line_that_netsuite_keeps_is_an_error(self, over_wire: NetSuite, wire: Any) -> None:
        which = await order(over_wire, MUG, JUG)
        path = f"salesOrder/{which['record_id']}/item"
        inputs = {"service": "record", "path": path, "query": {"expandSubResources": "true"}}
        lines = await over_wire.run("raw-request", inputs)

        def stubborn(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            kept = request.url.path.endswith("/item") and wire.count("PATCH")
            return httpx.Response(200, json=lines["body"], request=request) if kept else response

        wire.rewrite(stubborn)
        with pytest.raises(errors.RejectedError, match="kept the line"):
            await over_wire.run("remove-sublist-item", {**which, "line_key": 1})

    async def test_lines_that_are_not_all_read_are_not_replaced(self, over_wire: NetSuite, wire: Any) -> None:
        which = await order(over_wire, MUG, JUG)

        def partial(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            if not request.url.path.endswith("/item"):
                return response
            return httpx.Response(200, json={**response.json(), "totalResults": 5}, request=request)

        wire.rewrite(partial)
        with pytest.raises(errors.ContractError):
            await over_wire.run("remove-sublist-item", {**which, "line_key": 1})
        assert wire.count("PATCH") == 0
