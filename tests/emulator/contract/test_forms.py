"""Forms and select options as Oracle's help shows them: article_1217103046, article_0115100241."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from suiteplug.emulator.access.seed import READ_ONLY_ROLE
from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app

MEDIA = "application/vnd.oracle.resource+json; type="


def accept(kind: str) -> dict[str, str]:
    return {"Accept": f"{MEDIA}{kind}"}


async def form(ns: Any, method: str, path: str, kind: str, body: Any = None) -> dict[str, Any]:
    reply = await ns(method, path, {} if body is None else body, accept(kind))
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"].startswith(f"{MEDIA}{kind}")
    return dict(reply.json())


def relations(wire: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {link["rel"]: link for link in wire["links"]}


class TestCreateForm:
    async def test_defaults_follow_from_the_values_given_and_nothing_is_saved(self, ns: Any, account: Account) -> None:
        before = account.store.count("salesOrder")
        wire = await form(ns, "POST", "/salesOrder", "create-form", {"entity": {"id": "1013"}})
        assert wire["currency"]["id"] == "1"
        assert wire["terms"]["refName"] == "Net 15"
        assert "id" not in wire
        assert "tranId" not in wire
        assert account.store.count("salesOrder") == before

    async def test_no_number_is_used_up(self, ns: Any) -> None:
        order = {"entity": {"id": "1013"}, "item": {"items": [{"item": {"id": "328"}, "quantity": 1}]}}
        items = (await ns.get("/inventoryItem?limit=1"))["items"]
        order["item"]["items"][0]["item"]["id"] = items[0]["id"]  # type: ignore[index]
        first = await ns.get(f"/salesOrder/{await ns.save('POST', '/salesOrder', order)}")
        await form(ns, "POST", "/salesOrder", "create-form", order)
        second = await ns.get(f"/salesOrder/{await ns.save('POST', '/salesOrder', order)}")
        assert int(second["tranId"][2:]) == int(first["tranId"][2:]) + 1
        assert int(second["id"]) == int(first["id"]) + 1

    async def test_it_shows_what_would_be_saved(self, ns: Any) -> None:
        items = [
            {"item": {"id": entry["id"]}, "quantity": 2} for entry in (await ns.get("/inventoryItem?limit=3"))["items"]
        ]
        body = {"entity": {"id": "1013"}, "item": {"items": items}}
        shown = await form(ns, "POST", "/salesOrder?expandSubResources=true", "create-form", body)
        saved = await ns.get(f"/salesOrder/{await ns.save('POST', '/salesOrder', body)}?expandSubResources=true")
        assert {"subtotal", "taxTotal", "total", "billingAddress"} <= set(shown)
        for name in ("subtotal", "taxTotal", "total", "terms", "subsidiary", "exchangeRate"):
            assert shown[name] == saved[name], name
        for offered, line in zip(shown["item"]["items"], saved["item"]["items"], strict=True):
            assert {name: offered[name] for name in ("line", "item", "rate", "amount")} == {
                name: line[name] for name in ("line", "item", "rate", "amount")
            }

    async def test_links_say_how_to_save(self, ns: Any) -> None:
        links = relations(await form(ns, "POST", "/salesOrder?fields=entity", "create-form"))
        assert links["self"]["method"] == links["create"]["method"] == "POST"
        assert links["self"]["mediaType"] == f"{MEDIA}create-form"
        assert links["self"]["href"].endswith("/salesOrder?fields=entity")
        assert links["create"]["href"].endswith("/salesOrder")

    async def test_sublists_stay_closed_unless_asked_for(self, ns: Any) -> None:
        items = (await ns.get("/inventoryItem?limit=1"))["items"]
        body = {"entity": {"id": "1013"}, "item": {"items": [{"item": {"id": items[0]["id"]}, "quantity": 2}]}}
        closed = await form(ns, "POST", "/salesOrder", "create-form", body)
        assert closed["item"] == {"links": []}
        for query in ("expand=item", "expandSubResources=true"):
            opened = await form(ns, "POST", f"/salesOrder?{query}", "create-form", body)
            line = opened["item"]["items"][0]
            assert (line["line"], line["quantity"]) == (1, 2)
            assert line["rate"] > 0

    async def test_an_empty_body_and_missing_fields_are_no_error(self, ns: Any) -> None:
        reply = await ns("POST", "/customer", None, accept("create-form"))
        assert reply.status_code == 200
        assert "companyName" not in reply.json()
        assert reply.json()["isInactive"] is False

    async def test_a_wrong_value_is(self, ns: Any) -> None:
        reply = await ns("POST", "/salesOrder", {"entity": {"id": "999999"}}, accept("create-form"))
        assert reply.status_code == 400

    async def test_who_may_not_create_sees_no_form(self, ns: Any) -> None:
        ns.role = READ_ONLY_ROLE
        reply = await ns("POST", "/salesOrder", {}, accept("create-form"))
        assert reply.status_code == 403


class TestTransformForm:
    async def test_it_offers_what_is_left_with_line_keys(self, ns: Any, account: Account) -> None:
        before = account.store.count("invoice")
        wire = await form(ns, "POST", "/salesOrder/5367/!transform/invoice?expand=item", "create-form")
        links = relations(wire)
        assert links["transform"]["href"].endswith("/salesOrder/5367/!transform/invoice")
        assert links["transform"]["method"] == "POST"
        assert wire["createdFrom"]["id"] == "5367"
        assert all(line["orderLine"] for line in wire["item"]["items"])
        assert account.store.count("invoice") == before

    async def test_the_body_is_laid_over_it(self, ns: Any) -> None:
        path = "/salesOrder/5367/!transform/invoice?fields=memo,total"
        wire = await form(ns, "POST", path, "create-form", {"memo": "Shop order"})
        assert set(wire) == {"links", "memo", "total"}
        assert wire["memo"] == "Shop order"


class TestEditForm:
    async def test_changes_show_and_are_not_kept(self, ns: Any) -> None:
        wire = await form(ns, "PATCH", "/customer/1013", "edit-form", {"comments": "Call first"})
        assert wire["comments"] == "Call first"
        assert wire["id"] == "1013"
        assert relations(wire)["edit"]["method"] == "PATCH"
        assert wire["addressBook"]["links"][0]["href"].endswith("/customer/1013/addressBook")
        assert "comments" not in await ns.get("/customer/1013")

    async def test_a_transaction_of_a_closed_period_is_shown(self, ns: Any) -> None:
        assert (await form(ns, "PATCH", "/itemReceipt/5017", "edit-form"))["id"] == "5017"

    async def test_of_a_record_that_is_not_there(self, ns: Any) -> None:
        assert (await ns("PATCH", "/customer/999999", {}, accept("edit-form"))).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("PATCH", "/customer/1013", "create-form"),
        ("POST", "/customer", "edit-form"),
        ("PUT", "/customer/eid:X", "edit-form"),
        ("DELETE", "/customer/1013", "edit-form"),
    ],
)
async def test_a_form_that_does_not_fit_the_method_changes_nothing(
    ns: Any, account: Account, method: str, path: str, kind: str
) -> None:
    before = account.store.get("customer", "1013")
    reply = await ns(method, path, {"comments": "x"}, accept(kind))
    assert reply.status_code == 406
    assert account.store.get("customer", "1013") == before


async def test_an_account_before_2026_1_takes_it_for_a_write(ns: Any, account: Account) -> None:
    with Account.open(replace(account.settings, data=None, release="2025.2")) as older:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app(older))) as http:
            stranger = type(ns)(older, http)
            assert (
                await stranger("PATCH", "/customer/1013", {"comments": "x"}, accept("edit-form"))
            ).status_code == 204
            assert (await stranger.get("/customer/1013"))["comments"] == "x"
            path = "/metadata-catalog?select=customer"
            reply = await stranger("GET", path, None, {"Accept": "application/swagger+json"})
            assert "create-form" not in reply.text


class TestSelectOptions:
    async def test_ids_are_numbers_and_every_field_has_its_page(self, ns: Any) -> None:
        wire = await form(ns, "POST", "/salesOrder?fields=terms,location&limit=2", "select-options")
        options = wire["terms"]["_selectOptions"]
        assert all(entry["refName"] for entry in options["items"])
        assert all(isinstance(entry["id"], int) for entry in options["items"])
        assert (options["count"], options["offset"], options["hasMore"]) == (2, 0, True)
        assert options["totalResults"] > 2
        assert wire["location"]["_selectOptions"]["count"] == 2
        assert wire["links"][0]["mediaType"] == f"{MEDIA}select-options"

    async def test_names_are_filtered(self, ns: Any) -> None:
        q = quote('terms START_WITH Net 30, location IS "Portland Store"', safe="")
        wire = await form(ns, "POST", f"/salesOrder?fields=terms,location&q={q}", "select-options")
        names = {name: [o["refName"] for o in wire[name]["_selectOptions"]["items"]] for name in ("terms", "location")}
        assert names == {"terms": ["Net 30"], "location": ["Portland Store"]}

    async def test_they_depend_on_the_other_values(self, ns: Any) -> None:
        path = "/salesOrder?fields=location"
        everything = await form(ns, "POST", path, "select-options")
        one = await form(ns, "POST", path, "select-options", {"subsidiary": {"id": "2"}})
        total = [wire["location"]["_selectOptions"]["totalResults"] for wire in (everything, one)]
        assert 0 < total[1] < total[0]

    async def test_of_a_line_and_of_a_saved_record(self, ns: Any) -> None:
        wire = await form(ns, "PATCH", "/salesOrder/5367?fields=item.price", "select-options")
        assert wire["item"]["price"]["_selectOptions"]["items"]

    @pytest.mark.parametrize(
        "query",
        ["", "?fields=", "?fields=memo", "?fields=nosuch", "?fields=terms&q=terms LIKE x", "?fields=terms&q=x IS y"],
    )
    async def test_what_cannot_be_asked(self, ns: Any, query: str) -> None:
        reply = await ns("POST", f"/salesOrder{query.replace(' ', '%20')}", {}, accept("select-options"))
        assert reply.status_code == 400
        assert reply.json()["o:errorDetails"][0]["o:errorCode"] == "INVALID_PARAMETER"


async def test_the_metadata_names_the_forms(ns: Any) -> None:
    reply = await ns("GET", "/metadata-catalog?select=customer", None, {"Accept": "application/swagger+json"})
    paths = reply.json()["paths"]
    assert f"{MEDIA}create-form" in paths["/customer"]["post"]["responses"]["200"]["content"]
    assert f"{MEDIA}edit-form" in paths["/customer/{id}"]["patch"]["responses"]["200"]["content"]
    assert "/customer/{id}/!attach/contact/{attachmentId}" in paths
