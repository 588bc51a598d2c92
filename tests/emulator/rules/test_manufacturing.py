"""Assemblies: bills of materials, builds, work orders, work in process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Body = dict[str, Any]
    Shop = Any
    Refusal = Callable[..., tuple[str, str | None]]

HERE = {"subsidiary": "1", "location": "11"}


def hamper(shop: Shop, *members: tuple[str, float], **more: Any) -> str:
    """A new assembly item."""
    parts = members or (("MUG-BLUE", 2.0), ("PLATE-L", 1.0))
    lines = [{"item": shop.sku(sku), "quantity": quantity} for sku, quantity in parts]
    count = len(shop.company.store.ids("assemblyItem"))
    body = {"itemId": f"HAMPER-{count}", "displayName": "Breakfast hamper", "subsidiary": ["1"], **more}
    return str(shop.company.create("assemblyItem", **body, member=lines)["id"])


def build(shop: Shop, item: str, quantity: float, **more: Any) -> Any:
    return shop.company.create("assemblyBuild", item=item, quantity=quantity, **{**HERE, **more})


def order(shop: Shop, made: str, quantity: float, **more: Any) -> Any:
    return shop.company.create("workOrder", assemblyItem=made, quantity=quantity, **{**HERE, **more})


def on_hand(shop: Shop, item: str, name: str = "quantityOnHand") -> Any:
    body = shop.get("assemblyItem", item)
    return next(line[name] for line in body["locations"] if line["location"] == "11")


def delete(shop: Shop, record_type: str, record: Body) -> None:
    """What happens before a record goes: its effects are undone, or it is refused."""
    shop.company.rules.before_delete(record_type, shop.get(record_type, record))


# --- builds ---------------------------------------------------------------------------------------------------------


def test_a_build_takes_components_and_makes_assemblies(shop: Shop) -> None:
    mugs, plates = shop.stock("MUG-BLUE")[0], shop.stock("PLATE-L")[0]
    item = hamper(shop)
    made = build(shop, item, 3.0)
    assert [(line["lineNumber"], line["quantity"]) for line in made["component"]] == [(1, 6.0), (2, 3.0)]
    assert (shop.stock("MUG-BLUE")[0], shop.stock("PLATE-L")[0], on_hand(shop, item)) == (mugs - 6, plates - 3, 3.0)
    cost = 2 * made["component"][0]["unitCost"] + made["component"][1]["unitCost"]
    assert made["total"] == pytest.approx(3 * cost, abs=0.01)
    assert shop.get("assemblyItem", item)["averageCost"] == pytest.approx(cost, abs=0.01)


def test_a_changed_build_consumes_in_step(shop: Shop) -> None:
    mugs = shop.stock("MUG-BLUE")[0]
    item = hamper(shop)
    made = build(shop, item, 2.0)
    shop.company.update("assemblyBuild", made["id"], quantity=5.0)
    assert (shop.stock("MUG-BLUE")[0], on_hand(shop, item)) == (mugs - 10, 5.0)
    shop.company.update("assemblyBuild", made["id"], quantity=1.0)
    assert (shop.stock("MUG-BLUE")[0], on_hand(shop, item)) == (mugs - 2, 1.0)
    delete(shop, "assemblyBuild", made)
    assert (shop.stock("MUG-BLUE")[0], on_hand(shop, item)) == (mugs, 0.0)


def test_components_can_be_given_by_number_or_item(shop: Shop, refusal: Refusal) -> None:
    item = hamper(shop)
    lines = [{"item": shop.sku("PLATE-L"), "quantity": 4.0}, {"lineNumber": 1, "quantity": 5.0}]
    made = build(shop, item, 2.0, component=lines)
    assert [line["quantity"] for line in made["component"]] == [5.0, 4.0]
    assert "non-existent line" in refusal(build, shop, item, 1.0, component=[{"lineNumber": 9}])[0]
    assert "cannot be negative" in refusal(build, shop, item, 1.0, component=[{"lineNumber": 1, "quantity": -1.0}])[0]


def test_builds_that_are_refused(shop: Shop, refusal: Refusal) -> None:
    item = hamper(shop)
    assert refusal(build, shop, item, 0.0)[0] == "Please enter value(s) for: Quantity."
    assert refusal(build, shop, item, -1.0)[0].endswith("for the following field: quantity.")
    assert refusal(build, shop, shop.sku("MUG-BLUE"), 1.0)[0].endswith("for the following field: item.")
    assert refusal(build, shop, item, 1.0, location=None)[0] == "Please enter value(s) for: Location."
    assert "location" in refusal(build, shop, item, 1.0, location="14")[0]
    assert "insufficient stock at location Portland Warehouse" in refusal(build, shop, item, 100_000.0)[0]


def test_assemblies_that_were_sold_cannot_be_unmade(shop: Shop, refusal: Refusal) -> None:
    item = hamper(shop, price=[{"currencyPage": "1", "priceLevel": "1", "quantity": {"value": 0.0}, "price": 60.0}])
    made = build(shop, item, 2.0)
    sale = shop.order({"item": item, "quantity": 2.0})
    shop.fulfil(sale)
    assert "insufficient stock" in refusal(delete, shop, "assemblyBuild", made)[0]


def test_what_is_built_goes_to_waiting_orders(shop: Shop) -> None:
    item = hamper(shop, price=[{"currencyPage": "1", "priceLevel": "1", "quantity": {"value": 0.0}, "price": 60.0}])
    sale = shop.order({"item": item, "quantity": 2.0})
    assert sale["item"][0]["quantityBackOrdered"] == 2.0
    build(shop, item, 5.0)
    line = shop.get("salesOrder", sale)["item"][0]
    assert (line["quantityCommitted"], line["quantityBackOrdered"]) == (2.0, 0.0)


def test_lots_of_components_have_to_be_named(shop: Shop, refusal: Refusal) -> None:
    item = hamper(shop, ("TEA-ASSAM", 2.0))
    assert "inventory detail in line 1 of the component list" in refusal(build, shop, item, 1.0)[0]
    lot = next(shop.company.rules.context.lookup.named("lots", shop.sku("TEA-ASSAM"))).body
    before = lot["locations"][0]["quantityOnHand"]
    part = {"internalId": 1, "issueInventoryNumber": lot["id"], "quantity": 2.0}
    detail = {"componentInventoryDetail": {"inventoryAssignment": [part]}}
    made = build(shop, item, 1.0, component=[{"lineNumber": 1, **detail}])
    assert shop.get("inventoryNumber", lot)["locations"][0]["quantityOnHand"] == before - 2
    delete(shop, "assemblyBuild", made)
    assert shop.get("inventoryNumber", lot)["locations"][0]["quantityOnHand"] == before


def test_an_unbuild_gives_the_components_back(shop: Shop, refusal: Refusal) -> None:
    mugs = shop.stock("MUG-BLUE")[0]
    item = hamper(shop)
    made = build(shop, item, 3.0)
    taken = shop.company.transform("assemblyBuild", made["id"], "assemblyUnbuild", quantity=2.0)
    assert [line["quantity"] for line in taken["component"]] == [4.0, 2.0]
    assert (shop.stock("MUG-BLUE")[0], on_hand(shop, item)) == (mugs - 2, 1.0)
    assert shop.get("assemblyBuild", made)["unbuilt"] == 2.0
    refused = refusal(shop.company.transform, "assemblyBuild", made["id"], "assemblyUnbuild", quantity=2.0)[0]
    assert refused == "The build has 1 left to unbuild, 2 are asked for."
    assert "dependent records" in refusal(delete, shop, "assemblyBuild", made)[0]
    shop.company.transform("assemblyBuild", made["id"], "assemblyUnbuild")
    assert "invalid reference" in refusal(shop.company.transform, "assemblyBuild", made["id"], "assemblyUnbuild")[0]
    delete(shop, "assemblyUnbuild", taken)
    assert shop.get("assemblyBuild", made)["unbuilt"] == 1.0


def test_an_unbuild_needs_no_build(shop: Shop, refusal: Refusal) -> None:
    item = hamper(shop)
    build(shop, item, 2.0)
    taken = shop.company.create("assemblyUnbuild", item=item, quantity=2.0, **HERE)
    assert (on_hand(shop, item), taken["total"] > 0) == (0.0, True)
    refused = refusal(shop.company.create, "assemblyUnbuild", item=item, quantity=1.0, **HERE)[0]
    assert "insufficient stock" in refused


# --- bills of materials ---------------------------------------------------------------------------------------------


def bill(shop: Shop, item: str, *revisions: Body, **more: Any) -> str:
    """A bill of materials that is the item's master default, with revisions."""
    line = {"assembly": item, "masterDefault": True}
    bom = shop.company.create("bom", name=f"BOM of {item}", subsidiary=["1"], assembly=[line], **more)
    for at, revision in enumerate(revisions):
        shop.company.create("bomRevision", **{"name": f"R{at}", "billOfMaterials": bom["id"], **revision})
    return str(bom["id"])


def one(shop: Shop, sku: str, quantity: str = "1", **more: Any) -> list[Body]:
    return [{"item": shop.sku(sku), "bomQuantity": quantity, **more}]


def test_the_revision_in_effect_counts(shop: Shop) -> None:
    item = hamper(shop)
    bill(
        shop,
        item,
        {"component": one(shop, "PLATE-S", "3"), "effectiveStartDate": "2026-01-01"},
        {"component": one(shop, "PLATE-S", "1/2"), "effectiveStartDate": "2026-08-01"},
        {"component": one(shop, "PLATE-S", "9"), "effectiveStartDate": "2027-01-01"},
    )
    made = build(shop, item, 4.0)
    assert [(line["item"], line["quantity"]) for line in made["component"]] == [(shop.sku("PLATE-S"), 2.0)]
    assert shop.get("bomRevision", made["billOfMaterialsRevision"])["name"] == "R1"
    older = build(shop, item, 1.0, tranDate="2026-07-01")
    assert older["component"][0]["quantity"] == 3.0


def test_a_component_yields_less_than_everything(shop: Shop) -> None:
    item = hamper(shop)
    bill(shop, item, {"component": one(shop, "PLATE-S", "2", componentYield=80.0)}, useComponentYield=True)
    assert build(shop, item, 4.0)["component"][0]["quantity"] == 10.0


def test_phantoms_are_replaced_by_their_components(shop: Shop) -> None:
    inner = hamper(shop, ("MUG-BLUE", 3.0), isPhantom=True)
    outer = shop.company.create(
        "assemblyItem", itemId="OUTER", subsidiary=["1"], member=[{"item": inner, "quantity": 2.0}]
    )
    made = build(shop, outer["id"], 2.0)
    assert [(line["item"], line["quantity"]) for line in made["component"]] == [(shop.sku("MUG-BLUE"), 12.0)]


def test_an_assembly_cannot_contain_itself(shop: Shop, refusal: Refusal) -> None:
    inner = hamper(shop)
    outer = shop.company.create("assemblyItem", itemId="OUTER", member=[{"item": inner, "quantity": 1.0}])
    member = [{"item": outer["id"], "quantity": 1.0}]
    assert refusal(shop.company.update, "assemblyItem", inner, member=member)[1] == "member.items[0].item"


def test_bills_that_are_refused(shop: Shop, refusal: Refusal) -> None:
    item = hamper(shop)
    bom = bill(shop, item, {"component": one(shop, "MUG-BLUE")})

    def revision(**more: Any) -> tuple[str, str | None]:
        return refusal(shop.company.create, "bomRevision", **{"name": "X", "billOfMaterials": bom, **more})

    assert revision()[0] == "You must enter at least one line item for this record."
    assert revision(component=one(shop, "MUG-BLUE", "some"))[1] == "component.items[0].bomQuantity"
    assert revision(component=one(shop, "GIFTSET-TEA"))[1] == "component.items[0].item"
    dates = {"effectiveStartDate": "2026-05-01", "effectiveEndDate": "2026-04-01"}
    assert revision(component=one(shop, "MUG-BLUE"), **dates)[1] == "effectiveEndDate"
    assert refusal(shop.company.create, "bom", name="B", assembly=[{"assembly": shop.sku("MUG-BLUE")}])[0]
    assert "dependent records" in refusal(shop.company.rules.before_delete, "bom", shop.get("bom", bom))[0]
    other = hamper(shop)
    bound = shop.company.create("bom", name="Bound", restrictToAssemblies=[other])
    assert refusal(build, shop, item, 1.0, billOfMaterials=bound["id"])[1] == "billOfMaterials"


# --- work orders ----------------------------------------------------------------------------------------------------


def test_a_work_order_commits_its_components(shop: Shop) -> None:
    item = hamper(shop)
    made = order(shop, item, 4.0)
    assert (made["orderStatus"], made["unbuilt"], made["committed"]) == ("B", 4.0, 4.0)
    assert [line["quantityCommitted"] for line in made["item"]] == [8.0, 4.0]
    assert shop.stock("MUG-BLUE")[1] == 8.0
    assert on_hand(shop, item, "quantityOnOrder") == 4.0
    shop.company.update("workOrder", made["id"], quantity=2.0)
    assert (shop.stock("MUG-BLUE")[1], on_hand(shop, item, "quantityOnOrder")) == (4.0, 2.0)
    shop.company.update("workOrder", made["id"], orderStatus="A")
    assert (shop.stock("MUG-BLUE")[1], on_hand(shop, item, "quantityOnOrder")) == (0.0, 0.0)


def test_a_planned_order_waits(shop: Shop, refusal: Refusal) -> None:
    item = hamper(shop)
    made = order(shop, item, 4.0, orderStatus="A")
    assert (made["status"], shop.stock("MUG-BLUE")[1]) == ("A", 0.0)
    assert "invalid reference" in refusal(shop.company.transform, "workOrder", made["id"], "assemblyBuild")[0]
    assert shop.company.update("workOrder", made["id"], orderStatus="B")["item"][0]["quantityCommitted"] == 8.0


def test_building_a_work_order_step_by_step(shop: Shop, refusal: Refusal) -> None:
    mugs = shop.stock("MUG-BLUE")[0]
    item = hamper(shop)
    made = order(shop, item, 5.0)
    first = shop.company.transform("workOrder", made["id"], "assemblyBuild", quantity=2.0)
    assert [line["quantity"] for line in first["component"]] == [4.0, 2.0]
    now = shop.get("workOrder", made)
    assert (now["orderStatus"], now["unbuilt"], now["item"][0]["quantityFulfilled"]) == ("D", 3.0, 4.0)
    assert (shop.stock("MUG-BLUE"), on_hand(shop, item, "quantityOnOrder")) == ((mugs - 4, 6.0, 0.0), 3.0)
    assert refusal(shop.company.update, "workOrder", made["id"], assemblyItem=hamper(shop))[1] == "assemblyItem"
    assert refusal(shop.company.update, "workOrder", made["id"], quantity=1.0)[1] == "quantity"
    shop.company.transform("workOrder", made["id"], "assemblyBuild")
    done = shop.get("workOrder", made)
    assert (done["orderStatus"], done["unbuilt"], shop.stock("MUG-BLUE")[1]) == ("G", 0.0, 0.0)
    assert "invalid reference" in refusal(shop.company.transform, "workOrder", made["id"], "assemblyBuild")[0]
    delete(shop, "assemblyBuild", first)
    back = shop.get("workOrder", made)
    assert (back["orderStatus"], back["unbuilt"], shop.stock("MUG-BLUE")[:2]) == ("D", 2.0, (mugs - 6, 4.0))


def test_closing_and_cancelling(shop: Shop, refusal: Refusal) -> None:
    item = hamper(shop)
    closed = order(shop, item, 4.0)
    shop.company.update("workOrder", closed["id"], orderStatus="H")
    assert (shop.stock("MUG-BLUE")[1], on_hand(shop, item, "quantityOnOrder")) == (0.0, 0.0)
    assert refusal(shop.company.update, "workOrder", closed["id"], orderStatus="B")[1] == "orderStatus"
    cancelled = order(shop, item, 4.0)
    assert shop.company.update("workOrder", cancelled["id"], orderStatus="C")["status"] == "C"
    started = order(shop, item, 4.0)
    shop.company.transform("workOrder", started["id"], "assemblyBuild", quantity=1.0)
    assert refusal(shop.company.update, "workOrder", started["id"], orderStatus="C")[1] == "orderStatus"
    assert "dependent records" in refusal(delete, shop, "workOrder", started)[0]


def test_components_of_an_order_can_be_exchanged(shop: Shop, refusal: Refusal) -> None:
    item = hamper(shop)
    lines = [{"item": shop.sku("BOWL-OAK"), "quantity": 4.0}]
    made = order(shop, item, 2.0, item=lines)
    assert [line["item"] for line in made["item"]] == [shop.sku("BOWL-OAK")]
    built = shop.company.transform("workOrder", made["id"], "assemblyBuild", quantity=1.0)
    assert [line["quantity"] for line in built["component"]] == [2.0]
    assert "consumed already" in refusal(shop.company.update, "workOrder", made["id"], item=[])[0]
    assert refusal(order, shop, item, 1.0, item=[{"item": item, "quantity": 1.0}])[1] == "item.items[0].item"


def test_what_comes_free_goes_to_who_waits(shop: Shop) -> None:
    item = hamper(shop, ("KNIFE-8IN", 1.0))
    there = shop.stock("KNIFE-8IN")[0]
    made = order(shop, item, there)
    sale = shop.order(shop.line("KNIFE-8IN", 2))
    assert sale["item"][0]["quantityBackOrdered"] == 2.0
    shop.company.update("workOrder", made["id"], orderStatus="C")
    assert shop.get("salesOrder", sale)["item"][0]["quantityCommitted"] == 2.0


def test_from_an_assembly_item(shop: Shop) -> None:
    item = hamper(shop)
    made = shop.company.transform("assemblyItem", item, "workOrder", location="11", quantity=2.0)
    assert (made["assemblyItem"], made["subsidiary"], made["unbuilt"]) == (item, "1", 2.0)
    built = shop.company.transform("assemblyItem", item, "assemblyBuild", location="11")
    assert (built["quantity"], len(built["component"])) == (1.0, 2)


# --- work in process ------------------------------------------------------------------------------------------------


def test_issue_complete_close(shop: Shop, refusal: Refusal) -> None:
    mugs = shop.stock("MUG-BLUE")[0]
    item = hamper(shop)
    made = order(shop, item, 4.0, isWip=True)
    assert "invalid reference" in refusal(shop.company.transform, "workOrder", made["id"], "assemblyBuild")[0]
    issued = shop.company.transform("workOrder", made["id"], "workOrderIssue")
    assert [line["quantity"] for line in issued["component"]] == [8.0, 4.0]
    assert (shop.stock("MUG-BLUE")[:2], on_hand(shop, item)) == ((mugs - 8, 0.0), 0.0)
    assert shop.get("workOrder", made)["orderStatus"] == "D"
    assert "invalid reference" in refusal(shop.company.transform, "workOrder", made["id"], "workOrderIssue")[0]
    done = shop.company.transform(
        "workOrder", made["id"], "workOrderCompletion", completedQuantity=3.0, scrapQuantity=1.0
    )
    assert (done["quantity"], on_hand(shop, item), "component" in done) == (4.0, 3.0, False)
    closed = shop.company.transform("workOrder", made["id"], "workOrderClose")
    assert closed["scrapQuantity"] == 1.0
    assert closed["quantityVarianceAmount"] == pytest.approx(closed["scrapAmount"], abs=0.02)
    assert shop.get("workOrder", made)["orderStatus"] == "H"
    assert on_hand(shop, item, "quantityOnOrder") == 0.0
    assert "dependent records" in refusal(delete, shop, "workOrderIssue", issued)[0]
    delete(shop, "workOrderClose", closed)
    assert shop.get("workOrder", made)["orderStatus"] == "D"


def test_completion_with_backflush(shop: Shop) -> None:
    mugs = shop.stock("MUG-BLUE")[0]
    item = hamper(shop)
    made = order(shop, item, 2.0, isWip=True)
    done = shop.company.transform("workOrder", made["id"], "workOrderCompletion", isBackflush=True)
    assert [line["quantity"] for line in done["component"]] == [4.0, 2.0]
    assert (shop.stock("MUG-BLUE")[:2], on_hand(shop, item)) == ((mugs - 4, 0.0), 2.0)
    assert shop.get("workOrder", made)["orderStatus"] == "G"
    closed = shop.company.transform("workOrder", made["id"], "workOrderClose")
    assert closed["quantityVarianceAmount"] == pytest.approx(0.0, abs=0.02)


def test_the_steps_need_a_work_order_in_process(shop: Shop, refusal: Refusal) -> None:
    item = hamper(shop)
    plain = order(shop, item, 2.0)
    for target in ("workOrderIssue", "workOrderCompletion", "workOrderClose"):
        assert "invalid reference" in refusal(shop.company.transform, "workOrder", plain["id"], target)[0]
        assert refusal(shop.company.create, target)[0] == "Please enter value(s) for: Created From."
        assert refusal(shop.company.create, target, createdFrom=plain["id"])[1] == "createdFrom"


def test_a_closed_period_takes_no_build(shop: Shop, refusal: Refusal) -> None:
    period = shop.company.rules.context.calendar.period("2026-08-24")
    shop.company.store.put("accountingPeriod", {**period, "allLocked": True})
    assert "closed period" in refusal(build, shop, hamper(shop), 1.0)[0]
