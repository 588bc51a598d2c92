"""What writes do (Oracle help: section_1545141395, _1545142173, _1545142420, _1545297048, _161717311354)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.emulator.contract.conftest import Stranger

KILN = {"companyName": "Contract Kiln Ltd", "isPerson": False, "subsidiary": {"id": "1"}}
MISSPELT = {**KILN, "compnayName": "x"}
HEADER = "X-NetSuite-PropertyNameValidation"


async def an_order(ns: Stranger) -> str:
    customer = await ns.save("POST", "/customer", KILN)
    items = (await ns.rows("SELECT id FROM item WHERE itemtype = 'Service' ORDER BY id ASC"))[0]["id"]
    lines = [{"item": {"id": items}, "quantity": quantity, "rate": 10.0} for quantity in (1, 2, 3)]
    return await ns.save("POST", "/salesOrder", {"entity": {"id": customer}, "item": {"items": lines}})


async def lines_of(ns: Stranger, order: str) -> list[tuple[int, float]]:
    body = await ns.get(f"/salesOrder/{order}/item?expandSubResources=true")
    return [(line["line"], line["quantity"]) for line in body["items"]]


async def patch(ns: Stranger, order: str, lines: Any, suffix: str = "") -> None:
    sent = lines if lines is None else {"items": lines}
    await ns.save("PATCH", f"/salesOrder/{order}{suffix}", {"item": sent})


async def test_a_create_answers_204_with_location(ns: Stranger) -> None:
    reply = await ns("POST", "/customer", KILN)
    assert (reply.status_code, reply.content) == (204, b"")
    base = "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1/customer/"
    assert reply.headers["location"].removeprefix(base).isdecimal()


@pytest.mark.parametrize("value", [None, "Warning", "WARNING", "ignore"])
async def test_a_misspelt_field_vanishes_by_default(ns: Stranger, value: str | None) -> None:
    """The documented default is Warning: the record is saved, a header tells (section_156570709583)."""
    reply = await ns("POST", "/customer", MISSPELT, {HEADER: value} if value else None)
    assert reply.status_code == 204
    assert ("compnayName" in reply.headers.get("x-netsuite-propertyvalidation", "")) == (value != "ignore")


@pytest.mark.parametrize("value", ["error", "Error"])
async def test_a_misspelt_field_is_refused_when_asked(ns: Stranger, value: str) -> None:
    reply = await ns("POST", "/customer", MISSPELT, {HEADER: value})
    assert reply.status_code == 400
    assert not await ns.rows("SELECT id FROM customer WHERE companyname = 'Contract Kiln Ltd'")


async def test_a_wrong_reference_fails_whatever_the_headers_say(ns: Stranger) -> None:
    headers = {HEADER: "ignore", "X-NetSuite-PropertyValueValidation": "ignore"}
    assert (await ns("POST", "/customer", {**KILN, "currency": {"id": "99"}}, headers)).status_code == 400


@pytest.mark.parametrize("subsidiary", [{"id": "1"}, {"id": 1}, "1", 1])
async def test_forms_of_a_reference(ns: Stranger, subsidiary: Any) -> None:
    """julbrs/netsuite-api-client sends bare values, Oracle's pages objects."""
    saved = await ns.save("POST", "/CUSTOMER", {"companyname": "Contract Kiln Ltd", "Subsidiary": subsidiary})
    assert (await ns.get(f"/customer/{saved}"))["subsidiary"]["id"] == "1"


async def test_a_null_clears_what_is_left_out_stays(ns: Stranger) -> None:
    saved = await ns.save("POST", "/customer", {**KILN, "email": "a@b.example", "phone": "1234567"})
    await ns.save("PATCH", f"/customer/{saved}", {"email": None})
    body = await ns.get(f"/customer/{saved}")
    assert ("email" in body, body["phone"]) == (False, "1234567")
    await ns.save(
        "PATCH", f"/customer/{saved}?replaceSelectedFields=true&replace=comments", {"phone": None, "comments": None}
    )
    assert (await ns.get(f"/customer/{saved}"))["phone"] == "1234567"


async def test_an_upsert_creates_then_updates(ns: Stranger) -> None:
    """Oracle help: section_156335203191."""
    for name in ("Contract A", "Contract B"):
        reply = await ns("PUT", "/customer/eid:CONTRACT-1", {**KILN, "companyName": name})
        assert (reply.status_code, reply.content) == (204, b"")
    rows = await ns.rows("SELECT companyname, externalid FROM customer WHERE externalid = 'CONTRACT-1'")
    assert rows == [{"companyname": "Contract B", "externalid": "CONTRACT-1"}]
    reply = await ns("POST", "/customer", {**KILN, "externalId": "CONTRACT-1"})
    assert reply.status_code == 400
    assert "This entity already exists." in reply.json()["o:errorDetails"][0]["detail"]


async def test_put_needs_an_external_id(ns: Stranger) -> None:
    assert 400 <= (await ns("PUT", "/customer/1013", KILN)).status_code < 500


async def test_lines_without_a_key_are_appended(ns: Stranger) -> None:
    order = await an_order(ns)
    item = (await ns.get(f"/salesOrder/{order}/item/1"))["item"]["id"]
    await patch(ns, order, [{"item": {"id": item}, "quantity": 7}])
    assert await lines_of(ns, order) == [(1, 1), (2, 2), (3, 3), (4, 7)]


async def test_a_line_is_changed_by_its_key_not_by_its_place(ns: Stranger) -> None:
    order = await an_order(ns)
    await patch(ns, order, [{"line": 1, "quantity": 1}, {"line": 3, "quantity": 3}], "?replace=item")
    await patch(ns, order, [{"line": 3, "quantity": 9}])
    assert await lines_of(ns, order) == [(1, 1), (3, 9)]


async def test_replace_removes_what_is_not_sent(ns: Stranger) -> None:
    order = await an_order(ns)
    await patch(ns, order, [{"line": 2}], "?replace=item")
    assert await lines_of(ns, order) == [(2, 2)]


async def test_a_null_sublist_needs_replace_and_a_mandatory_one_stays(ns: Stranger) -> None:
    order = await an_order(ns)
    await patch(ns, order, None)
    assert len(await lines_of(ns, order)) == 3
    nothing: list[dict[str, Any]] = [{"item": None}, {"item": {"items": []}}]
    for emptied in nothing:
        assert (await ns("PATCH", f"/salesOrder/{order}?replace=item", emptied)).status_code == 400
    assert len(await lines_of(ns, order)) == 3


async def test_a_bare_array_is_no_sublist(ns: Stranger) -> None:
    reply = await ns("POST", "/customer", {**KILN, "addressBook": [{"label": "HQ"}]})
    assert (reply.status_code, reply.json()["o:errorDetails"][0]["o:errorCode"]) == (400, "INVALID_VALUE")


async def test_a_delete_answers_204_and_then_the_missing_records_reply(ns: Stranger) -> None:
    """Oracle help: section_1545142287."""
    saved = await ns.save("POST", "/customer", KILN)
    gone, again = await ns("DELETE", f"/customer/{saved}"), await ns("DELETE", f"/customer/{saved}")
    assert (gone.status_code, gone.content, again.status_code) == (204, b"", 404)
    order = await an_order(ns)
    assert (await ns("DELETE", f"/salesOrder/{order}")).status_code == 204
    assert (await ns("DELETE", f"/salesOrder/{order}")).status_code == 400
