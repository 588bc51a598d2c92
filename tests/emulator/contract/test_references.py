"""References: to one of several types, by name, several at once.

Pages: section_1545142037 (selects), section_1545142093 (multiselects), section_0817095603 (a reference by name, in the
sample of a bin transfer), section_1545126526 (``oneOf`` in the metadata).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.emulator.contract.conftest import Stranger


async def first(ns: Stranger, record_type: str) -> str:
    return str((await ns.get(f"/{record_type}?limit=1"))["items"][0]["id"])


async def test_a_field_that_points_to_one_of_several_types(ns: Stranger) -> None:
    catalog = "/metadata-catalog?select=check,vendor,employee,customer"
    document = (await ns("GET", catalog, None, {"Accept": "application/swagger+json"})).json()
    choices = document["components"]["schemas"]["check"]["properties"]["entity"]["oneOf"]
    assert {choice["$ref"].rpartition("/")[2] for choice in choices} >= {"vendor", "employee", "customer"}
    expense = {"expense": {"items": [{"account": {"id": "25"}, "amount": 10}]}}
    for record_type in ("vendor", "employee", "customer"):
        payee = await first(ns, record_type)
        check = await ns.save("POST", "/check", {"account": {"id": "1"}, "entity": {"id": payee}, **expense})
        entity = (await ns.get(f"/check/{check}"))["entity"]
        assert (entity["id"], entity["links"][0]["href"].rsplit("/", 2)[1:]) == (payee, [record_type, payee])
        assert (await ns.get(f"/check/{check}/entity"))["id"] == payee


async def test_an_id_of_another_type_is_refused(ns: Stranger) -> None:
    item = await first(ns, "inventoryItem")
    body = {"companyName": "X Ltd", "subsidiary": {"id": "1"}, "salesRep": {"id": item}}
    reply = await ns("POST", "/customer", body)
    (detail,) = reply.json()["o:errorDetails"]
    assert (reply.status_code, detail["o:errorCode"], detail["o:errorPath"]) == (400, "INVALID_CONTENT", "salesRep")


async def test_a_reference_by_name(ns: Stranger) -> None:
    new = {"companyName": "By Name Ltd", "subsidiary": {"refName": "Clay & Kettle UK Ltd"}}
    customer = await ns.save("POST", "/customer", {**new, "terms": {"refName": "net 30"}})
    record = await ns.get(f"/customer/{customer}")
    assert (record["subsidiary"]["id"], record["terms"]["id"]) == ("2", "2")
    reply = await ns("PATCH", f"/customer/{customer}", {"terms": {"refName": "Never"}})
    assert (reply.status_code, reply.json()["o:errorDetails"][0]["o:errorCode"]) == (400, "INVALID_CONTENT")


async def test_several_at_once(ns: Stranger) -> None:
    """Sent as items; repeated ones count once; cleared with null; read as a collection of its own."""
    both = {"items": [{"id": "1"}, {"id": 2}, {"refName": "Clay & Kettle UK Ltd"}]}
    place = await ns.save("POST", "/location", {"name": "Shared", "subsidiary": both})
    found = (await ns.get(f"/location/{place}"))["subsidiary"]
    assert "items" not in found or [one["id"] for one in found["items"]] == ["1", "2"]
    part = await ns.get(f"/location/{place}/subsidiary")
    assert (part["totalResults"], [one["id"] for one in part["items"]]) == (2, ["1", "2"])
    (row,) = await ns.rows("SELECT subsidiary FROM location WHERE id = ?", [place])
    assert row["subsidiary"] == "1, 2"
    await ns.save("PATCH", f"/location/{place}", {"subsidiary": {"items": [{"id": "3"}]}})
    assert (await ns.get(f"/location/{place}/subsidiary"))["totalResults"] == 1
    reply = await ns("PATCH", f"/location/{place}", {"subsidiary": {"id": "1"}})
    assert (reply.status_code, reply.json()["o:errorDetails"][0]["o:errorCode"]) == (400, "INVALID_VALUE")
    await ns.save("PATCH", f"/location/{place}", {"subsidiary": None})
    assert (await ns("GET", f"/location/{place}/subsidiary")).status_code in {200, 404}
