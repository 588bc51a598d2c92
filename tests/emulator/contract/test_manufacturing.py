"""Assemblies and goods that change their place, as Oracle's samples write the requests.

Pages: article_21213308376 (assembly build), article_91213140860 (unbuild), article_47212826771 (work order),
article_29213414016, article_94213635853 and article_37213527353 (issue, completion, close), article_42203359533 (BOM),
article_50203514885 (BOM revision), section_0817112542 (inventory transfer), section_0817095603 (bin transfer).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.emulator.contract.conftest import Stranger

HERE = {"subsidiary": {"id": "1"}, "location": {"id": "11"}}


@pytest.fixture
async def parts(ns: Stranger) -> list[str]:
    """Two items with enough stock in Portland."""
    found = (
        "SELECT i.id FROM item i JOIN inventoryitemlocations l ON l.item = i.id WHERE l.location = 11 AND"
        " i.isinactive = 'F' AND i.itemid IN ('PLATE-S', 'BOWL-RICE') AND l.quantityavailable > 20 ORDER BY i.id ASC"
    )
    return [row["id"] for row in await ns.rows(found)]


@pytest.fixture
async def assembly(ns: Stranger, parts: list[str]) -> str:
    """Two of one and one of the other."""
    members = [{"item": {"id": item}, "quantity": 2 - at} for at, item in enumerate(parts)]
    owner = {"subsidiary": {"items": [{"id": "1"}]}, "includeChildren": True}
    return await ns.save("POST", "/assemblyItem", {"itemId": "HAMPER", **owner, "member": {"items": members}})


async def on_hand(ns: Stranger, item: str, location: str = "11") -> float:
    statement = "SELECT quantityonhand FROM aggregateitemlocation WHERE item = ? AND location = ?"
    rows = await ns.rows(statement, [item, location])
    return float(rows[0]["quantityonhand"]) if rows else 0.0


async def test_an_assembly_build(ns: Stranger, assembly: str, parts: list[str]) -> None:
    before = await on_hand(ns, parts[0])
    body = {**HERE, "item": {"id": assembly}, "quantity": 4.0}
    build = await ns.save("POST", "/assemblyBuild", body)
    assert (await on_hand(ns, assembly), await on_hand(ns, parts[0])) == (4.0, before - 8)
    record = await ns.get(f"/assemblyBuild/{build}")
    assert (record["item"]["id"], record["quantity"], record["unbuilt"]) == (assembly, 4.0, 0.0)
    line = await ns.get(f"/assemblyBuild/{build}/component/lineNumber=1")
    assert (line["item"], line["lineNumber"], line["quantity"]) == (parts[0], 1, 8.0)
    assert (await ns.get(f"/assemblyBuild/{build}/component"))["totalResults"] == 2
    await ns.save("PATCH", f"/assemblyBuild/{build}", {"quantity": "6"})
    assert (await on_hand(ns, assembly), await on_hand(ns, parts[0])) == (6.0, before - 12)
    undone = await ns.save("POST", f"/assemblyBuild/{build}/!transform/assemblyUnbuild", {"quantity": 1})
    assert await on_hand(ns, assembly) == 5.0
    reply = await ns("DELETE", f"/assemblyBuild/{build}")
    assert (reply.status_code, "dependent records" in reply.text) == (400, True)
    await ns("DELETE", f"/assemblyUnbuild/{undone}")
    assert (await ns("DELETE", f"/assemblyBuild/{build}")).status_code == 204
    assert (await on_hand(ns, assembly), await on_hand(ns, parts[0])) == (0.0, before)


async def test_an_unbuild_of_its_own(ns: Stranger, assembly: str) -> None:
    await ns.save("POST", "/assemblyBuild", {**HERE, "item": {"id": assembly}, "quantity": 2})
    body = {**HERE, "item": {"id": assembly}, "quantity": 2.0}
    unbuild = await ns.save("POST", "/assemblyUnbuild", body)
    assert (await ns.get(f"/assemblyUnbuild/{unbuild}/component/lineNumber=2"))["quantity"] == 2.0
    assert await on_hand(ns, assembly) == 0.0


async def test_a_work_order_without_work_in_process(ns: Stranger, assembly: str) -> None:
    order = await ns.save("POST", "/workOrder", {"assemblyItem": {"id": assembly}, **HERE, "quantity": 5})
    record = await ns.get(f"/workOrder/{order}?expandSubResources=true")
    assert (record["orderStatus"]["refName"], record["unbuilt"]) == ("Released", 5.0)
    assert [line["quantityCommitted"] for line in record["item"]["items"]] == [10.0, 5.0]
    build = await ns.save("POST", f"/workOrder/{order}/!transform/assemblyBuild", {"quantity": 2})
    assert (await ns.get(f"/assemblyBuild/{build}"))["createdFrom"]["id"] == order
    (row,) = await ns.rows("SELECT status, BUILTIN.DF(status) AS name FROM transaction WHERE id = ?", [order])
    assert (row["status"], row["name"]) == ("D", "Work Order : In Process")
    await ns.save("POST", f"/workOrder/{order}/!transform/assemblyBuild", {})
    assert (await ns.get(f"/workOrder/{order}"))["status"]["id"] == "G"
    (link,) = await ns.rows("SELECT previousdoc, linktype FROM nexttransactionlink WHERE nextdoc = ?", [build])
    assert (link["previousdoc"], link["linktype"]) == (order, "OrdBuild")


async def test_work_in_process(ns: Stranger, assembly: str, parts: list[str]) -> None:
    body = {"assemblyItem": {"id": assembly}, **HERE, "quantity": 5, "isWip": True}
    order = await ns.save("POST", "/workOrder", body)
    issue = await ns.save("POST", f"/workOrder/{order}/!transform/workOrderIssue", {})
    assert (await ns.get(f"/workOrderIssue/{issue}/component/lineNumber=1"))["quantity"] == 10.0
    done = {"completedQuantity": 4}
    completion = await ns.save("POST", f"/workOrder/{order}/!transform/workOrderCompletion", done)
    assert await on_hand(ns, assembly) == 4.0
    close = await ns.save("POST", f"/workOrder/{order}/!transform/workOrderClose", {})
    variance = (await ns.get(f"/workOrderClose/{close}"))["quantityVarianceAmount"]
    assert variance > 0
    assert (await ns.get(f"/workOrder/{order}"))["status"]["id"] == "H"
    booked = (
        "SELECT t.type, SUM(a.amount) AS total FROM transactionaccountingline a"
        " JOIN transaction t ON t.id = a.transaction WHERE t.id IN (?, ?, ?) GROUP BY t.type"
    )
    sums = {row["type"]: float(row["total"]) for row in await ns.rows(booked, [issue, completion, close])}
    assert sums == {"WOIssue": 0.0, "WOCompl": 0.0, "WOClose": 0.0}
    lines = "SELECT item, quantity, assemblycomponent FROM transactionline WHERE transaction = ? AND mainline = 'F'"
    rows = await ns.rows(lines, [issue])
    assert {(row["item"], row["quantity"], row["assemblycomponent"]) for row in rows} == {
        (parts[0], "-10", "T"),
        (parts[1], "-5", "T"),
    }


async def test_only_published_ways_lead_to_work_in_process(ns: Stranger, assembly: str) -> None:
    order = await ns.save("POST", "/workOrder", {"assemblyItem": {"id": assembly}, **HERE, "quantity": 5})
    reply = await ns("POST", f"/workOrder/{order}/!transform/workOrderIssue", {})
    assert (reply.status_code, "can not initialize workorderissue" in reply.text) == (400, True)
    reply = await ns("POST", f"/workOrder/{order}/!transform/invoice", {})
    assert (reply.status_code, "record transformation is not allowed" in reply.text) == (400, True)
    reply = await ns("POST", "/workOrderIssue", {"createdFrom": {"id": order}})
    assert (reply.status_code, "Created From" in reply.text) == (400, True)


async def test_a_bill_of_materials(ns: Stranger, assembly: str, parts: list[str]) -> None:
    shown = {"availableForAllAssemblies": True, "availableForAllLocations": True}
    bom = await ns.save("POST", "/bom", {"name": "bom rest 1", **shown, "subsidiary": {"items": [{"id": "1"}]}})
    line = {"assembly": {"id": assembly}, "masterDefault": True}
    await ns.save("PATCH", f"/bom/{bom}", {"assembly": {"items": [line]}})
    component = {"items": [{"item": {"id": parts[1]}, "bomQuantity": 3}]}
    body = {"name": "Revision rest 1", "billOfMaterials": {"id": bom}, "component": component}
    revision = await ns.save("POST", "/bomRevision", body)
    read = await ns.get(f"/bomRevision/{revision}?expandSubResources=true")
    assert [line["bomQuantity"] for line in read["component"]["items"]] == ["3"]
    build = await ns.save("POST", "/assemblyBuild", {**HERE, "item": {"id": assembly}, "quantity": 2})
    made = await ns.get(f"/assemblyBuild/{build}?expandSubResources=true")
    assert (made["billOfMaterials"]["id"], made["billOfMaterialsRevision"]["id"]) == (bom, revision)
    assert [(one["item"], one["quantity"]) for one in made["component"]["items"]] == [(parts[1], 6.0)]


async def test_an_inventory_transfer(ns: Stranger, parts: list[str]) -> None:
    here, there = await on_hand(ns, parts[0]), await on_hand(ns, parts[0], "12")
    inventory = {"items": [{"item": {"id": parts[0]}, "adjustQtyBy": 10}]}
    body = {"subsidiary": {"id": 1}, "location": {"id": 11}, "transferLocation": {"id": 12}, "inventory": inventory}
    made = await ns.save("POST", "/inventorytransfer", body)
    assert (await on_hand(ns, parts[0]), await on_hand(ns, parts[0], "12")) == (here - 10, there + 10)
    (row,) = await ns.rows("SELECT type, recordtype, posting FROM transaction WHERE id = ?", [made])
    assert (row["type"], row["recordtype"], row["posting"]) == ("InvTrnfr", "inventorytransfer", "T")
    assert (await ns.get(f"/inventoryTransfer/{made}/inventory/1"))["quantityOnHand"] == here


async def test_a_bin_transfer(ns: Stranger) -> None:
    full = (
        "SELECT item, binnumber, quantityonhand FROM inventorybalance WHERE location = 13 AND binnumber IS NOT NULL"
        " AND quantityonhand > 5 ORDER BY item ASC"
    )
    row = (await ns.rows(full))[0]
    other = await ns.save("POST", "/bin", {"binNumber": "W1-InStage5", "location": {"id": "13"}})
    part: dict[str, Any] = {"binNumber": {"id": row["binnumber"]}, "toBinNumber": {"id": other}, "quantity": 2}
    line = {"item": {"id": row["item"]}, "quantity": 2}
    detail = {"inventoryDetail": {"inventoryAssignment": {"items": [part]}}}
    body = {"location": {"id": "13"}, "memo": "newdmemo", "inventory": {"items": [{**line, **detail}]}}
    made = await ns.save("POST", "/bintransfer", body)
    held = "SELECT quantityonhand FROM inventorybalance WHERE item = ? AND binnumber = ?"
    assert (await ns.rows(held, [row["item"], other]))[0]["quantityonhand"] == "2"
    (posted,) = await ns.rows("SELECT posting FROM transaction WHERE id = ?", [made])
    assert posted["posting"] == "F"


async def test_stock_that_went_on_is_not_taken_back(ns: Stranger, parts: list[str]) -> None:
    """A document that brought goods cannot go once they are gone (the wording is ours)."""
    line = {"item": {"id": parts[0]}, "location": {"id": "16"}, "adjustQtyBy": 3, "unitCost": 1}
    body = {"subsidiary": {"id": "4"}, "account": {"id": "24"}}
    free = await on_hand(ns, parts[0], "16")
    made = await ns.save("POST", "/inventoryAdjustment", {**body, "inventory": {"items": [line]}})
    away = {**line, "adjustQtyBy": -(free + 3)}
    reply = await ns("POST", "/inventoryAdjustment", {**body, "inventory": {"items": [away]}})
    if reply.status_code == 204:
        reply = await ns("DELETE", f"/inventoryAdjustment/{made}")
    assert (reply.status_code, reply.json()["o:errorDetails"][0]["o:errorCode"]) == (400, "USER_ERROR")
