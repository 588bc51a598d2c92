"""Attach, detach and record actions: article_0113084334, section_156631158782."""

from __future__ import annotations

from typing import Any

import pytest

from suiteplug.emulator.access.seed import READ_ONLY_ROLE

CONTACT, ITS_COMPANY = "1029", "1028"


class TestAttach:
    @pytest.mark.parametrize("body", [{"role": {"id": "-10"}}, {}, None])
    async def test_a_contact(self, ns: Any, body: Any) -> None:
        reply = await ns("POST", f"/customer/1013/!attach/contact/{CONTACT}", body)
        assert (reply.status_code, reply.content) == (204, b"")
        line = (await ns.get("/customer/1013/contactRoles?expandSubResources=true"))["items"][0]
        assert line["contact"]["id"] == CONTACT
        assert (await ns("POST", f"/customer/1013/!detach/contact/{CONTACT}")).status_code == 204
        assert (await ns.get("/customer/1013/contactRoles"))["items"] == []

    async def test_twice_is_once(self, ns: Any) -> None:
        for _ in range(2):
            assert (await ns("POST", f"/customer/1013/!attach/contact/{CONTACT}")).status_code == 204
        assert (await ns.get("/customer/1013/contactRoles"))["totalResults"] == 1

    async def test_external_ids_on_both_sides(self, ns: Any) -> None:
        for record_type, record_id, name in (("customer", "1013", "CU-A"), ("contact", CONTACT, "CO-A")):
            await ns.save("PATCH", f"/{record_type}/{record_id}", {"externalId": name})
        assert (await ns("POST", "/customer/eid:CU-A/!attach/contact/eid:CO-A")).status_code == 204

    async def test_a_file(self, ns: Any) -> None:
        assert (await ns("POST", "/salesOrder/5367/!attach/file/701")).status_code == 204
        assert (await ns("POST", "/salesOrder/5367/!detach/file/701")).status_code == 204

    async def test_detaching_takes_the_company_off_a_contact(self, ns: Any) -> None:
        assert (await ns("POST", f"/customer/{ITS_COMPANY}/!detach/contact/{CONTACT}")).status_code == 204
        assert "company" not in await ns.get(f"/contact/{CONTACT}")

    @pytest.mark.parametrize(
        ("path", "body", "status"),
        [
            ("/customer/1013/!attach/vendor/5", {}, 400),
            ("/currency/1/!attach/file/701", {}, 400),
            ("/customer/1013/!attach/contact", {}, 400),
            ("/customer/1013/!attach/contact/999999", {}, 404),
            ("/customer/999999/!attach/file/701", {}, 404),
            ("/customer/1013/!attach/file/999", {}, 404),
            ("/customer/1013/!attach/file/701", {"role": {"id": "-10"}}, 400),
            (f"/customer/1013/!attach/contact/{CONTACT}", {"role": {"id": "77"}}, 400),
            (f"/customer/1013/!detach/contact/{CONTACT}", None, 400),
        ],
    )
    async def test_what_cannot_be(self, ns: Any, path: str, body: Any, status: int) -> None:
        assert (await ns("POST", path, body)).status_code == status

    async def test_it_needs_the_right_to_edit(self, ns: Any) -> None:
        ns.role = READ_ONLY_ROLE
        assert (await ns("POST", f"/customer/1013/!attach/contact/{CONTACT}")).status_code == 403


class TestRecordActions:
    async def test_it_answers_200_with_a_result(self, ns: Any) -> None:
        reply = await ns("POST", "/invoice/5415/@markforgrouping")
        assert reply.status_code == 200
        assert reply.json()["result"] is True
        assert "links" in reply.json()
        assert (await ns.get("/invoice/5415"))["forInvoiceGrouping"] is True
        assert (await ns("POST", "/invoice/5415/@unmarkforgrouping", {})).status_code == 200
        assert (await ns.get("/invoice/5415"))["forInvoiceGrouping"] is False

    async def test_an_unknown_action_is_refused_in_the_flat_shape(self, ns: Any) -> None:
        reply = await ns("POST", "/invoice/5415/@approve", {})
        assert reply.status_code == 400
        assert set(reply.json()) == {"type", "title", "status", "detail", "o:errorCode"}

    async def test_a_documented_one_without_effect_here_says_so(self, ns: Any) -> None:
        assert (await ns("POST", "/invoice/5415/@removeinvoicefromgroup", {})).status_code == 501

    async def test_only_post(self, ns: Any) -> None:
        assert (await ns("GET", "/invoice/5415/@markforgrouping")).status_code == 405
