"""Stock by location: commitment, back orders, kits, lots, bins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Shop = Any
    Refusal = Callable[..., tuple[str, str | None]]

CONFIGURE = "Please configure the inventory detail in line 1 of the item list."


def detail(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"inventoryDetail": {"inventoryAssignment": list(parts)}}


def lots(shop: Shop, sku: str, location: str = "11") -> list[dict[str, Any]]:
    found = []
    for lot in shop.company.store.scan("inventoryNumber"):
        places = [place for place in lot["locations"] if place["location"] == location]
        if lot["item"] == shop.sku(sku) and places:
            found.append({"id": lot["id"], "number": lot["inventoryNumber"], "onHand": places[0]["quantityOnHand"]})
    return found


def test_what_is_missing_is_backordered(shop: Shop) -> None:
    on_hand = shop.stock("BOWL-OAK")[0]
    first = shop.order(shop.line("BOWL-OAK", on_hand - 5))
    second = shop.order(shop.line("BOWL-OAK", 8))
    assert first["item"][0]["quantityBackOrdered"] == 0.0
    line = second["item"][0]
    assert (line["quantityCommitted"], line["quantityBackOrdered"]) == (5.0, 3.0)
    assert shop.stock("BOWL-OAK") == (on_hand, on_hand, 3.0)


def test_goods_that_arrive_go_to_the_oldest_order(shop: Shop) -> None:
    on_hand = shop.stock("BOWL-OAK")[0]
    shop.order(shop.line("BOWL-OAK", on_hand))
    waiting = [shop.order(shop.line("BOWL-OAK", 4)), shop.order(shop.line("BOWL-OAK", 4))]
    vendor = shop.company.store.ids("vendor")[0]
    purchase = shop.company.create(
        "purchaseOrder", entity=vendor, item=[{"item": shop.sku("BOWL-OAK"), "quantity": 6.0, "location": "11"}]
    )
    shop.company.transform("purchaseOrder", purchase["id"], "itemReceipt")
    committed = [shop.get("salesOrder", order)["item"][0]["quantityCommitted"] for order in waiting]
    assert committed == [4.0, 2.0]
    assert shop.stock("BOWL-OAK") == (on_hand + 6, on_hand + 6, 2.0)


def test_a_kit_takes_its_members(shop: Shop) -> None:
    pots, mugs = shop.stock("TEAPOT-1L")[0], shop.stock("MUG-BLUE")[0]
    order = shop.order(shop.line("GIFTSET-TEA", 3))
    assert shop.stock("TEAPOT-1L") == (pots, 3.0, 0.0)
    assert shop.stock("MUG-BLUE") == (mugs, 6.0, 0.0)
    shop.fulfil(order)
    assert shop.stock("TEAPOT-1L") == (pots - 3, 0.0, 0.0)
    assert shop.stock("MUG-BLUE") == (mugs - 6, 0.0, 0.0)


def test_not_more_than_there_is(shop: Shop, refusal: Refusal) -> None:
    shop.order(shop.line("KNIFE-8IN", shop.stock("KNIFE-8IN")[0] - 1))
    order = shop.order(shop.line("KNIFE-8IN", 3))
    assert refusal(shop.fulfil, order, {"orderLine": 1, "quantity": 3.0}) == (
        "Item KNIFE-8IN has insufficient stock at location Portland Warehouse: 3 wanted, 1 available.",
        "item",
    )
    assert refusal(shop.fulfil, order, {"orderLine": 1, "quantity": 4.0})[0] == (
        "Order line 1 has 3 left to fulfill, 4 are asked for."
    )
    assert shop.fulfil(order)["item"][0]["quantity"] == 1.0


def test_nothing_committed_is_offered_without_a_tick(shop: Shop, refusal: Refusal) -> None:
    shop.order(shop.line("KNIFE-8IN", shop.stock("KNIFE-8IN")[0]))
    order = shop.order(shop.line("KNIFE-8IN", 3), shop.line("PRINT-A3", 1))
    offered = shop.company.offer("salesOrder", order["id"], "itemFulfillment")
    assert [(line["itemReceive"], line["quantity"], line["quantityRemaining"]) for line in offered] == [
        (False, 3.0, 3.0),
        (True, 1.0, 1.0),
    ]
    shop.fulfil(order)
    assert refusal(shop.fulfil, order)[0] == "You must enter at least one line item for this transaction."


def test_every_shipped_line_needs_a_location(shop: Shop, refusal: Refusal) -> None:
    order = shop.order(shop.line("MUG-BLUE", 2), location=None)
    assert order["item"][0]["quantityCommitted"] == 0.0
    wanted = ("Please enter value(s) for: Items list: Location.", "item.items[0].location")
    assert refusal(shop.fulfil, order) == wanted
    on_hand = shop.stock("MUG-BLUE", "12")[0]
    shop.fulfil(order, {"orderLine": 1, "quantity": 2.0, "location": "12"})
    assert shop.stock("MUG-BLUE", "12")[0] == on_hand - 2


def test_shipping_from_another_place_frees_the_commitment(shop: Shop) -> None:
    order = shop.order(shop.line("MUG-BLUE", 2))
    shop.fulfil(order, {"orderLine": 1, "quantity": 2.0, "location": "12"})
    assert shop.stock("MUG-BLUE")[1] == 0.0
    assert shop.get("salesOrder", order)["orderStatus"] == "F"


def test_lots_have_to_be_named(shop: Shop, refusal: Refusal) -> None:
    order = shop.order(shop.line("TEA-ASSAM", 3))
    lot = lots(shop, "TEA-ASSAM")[0]
    path = "item.items[0].inventoryDetail"
    line = {"orderLine": 1, "quantity": 3.0}
    assert refusal(shop.fulfil, order) == (CONFIGURE, path)
    short = {**line, **detail({"issueInventoryNumber": lot["id"], "quantity": 2.0})}
    assert refusal(shop.fulfil, order, short) == (
        "The total inventory detail quantity must be 3, but 2 is assigned on line 1 of the item list.",
        path,
    )
    foreign = lots(shop, "TEA-SENCHA")[0]["id"]
    wrong = {**line, **detail({"issueInventoryNumber": foreign, "quantity": 3.0})}
    assert refusal(shop.fulfil, order, wrong)[0] == (
        f"You have entered an Invalid Field Value {foreign} for the following field: issueinventorynumber."
    )
    elsewhere = lots(shop, "TEA-ASSAM", "14")[0]
    empty = {**line, **detail({"issueInventoryNumber": elsewhere["id"], "quantity": 3.0})}
    assert refusal(shop.fulfil, order, empty)[0] == (
        f"Lot {elsewhere['number']} of item TEA-ASSAM has 0 at this location, 3 are asked for."
    )
    shop.fulfil(order, {**line, **detail({"issueInventoryNumber": lot["id"], "quantity": 3.0})})
    assert lots(shop, "TEA-ASSAM")[0]["onHand"] == lot["onHand"] - 3


def test_preferred_bins_are_used_unasked(shop: Shop, refusal: Refusal) -> None:
    order = shop.order(shop.line("MUG-BLUE", 2), location="13")
    fulfilment = shop.fulfil(order)
    part = fulfilment["item"][0]["inventoryDetail"]["inventoryAssignment"][0]
    held = shop.get("inventoryItem", shop.sku("MUG-BLUE"))["binNumber"][0]
    assert (part["binNumber"], held["onHand"]) == (held["binNumber"], shop.stock("MUG-BLUE", "13")[0])
    other = next(body["id"] for body in shop.company.store.scan("bin") if body["id"] != held["binNumber"])
    second = shop.order(shop.line("MUG-BLUE", 1), location="13")
    wrong = {"orderLine": 1, "quantity": 1.0, **detail({"binNumber": other, "quantity": 1.0})}
    assert (
        refusal(shop.fulfil, second, wrong)[0]
        == f"You have entered an Invalid Field Value {other} for the following field: binnumber."
    )


def test_selling_without_an_order_moves_goods_at_once(shop: Shop, refusal: Refusal) -> None:
    on_hand = shop.stock("MUG-BLUE")[0]
    body = {"entity": shop.us, "item": [shop.line("MUG-BLUE", 2)]}
    assert refusal(shop.company.create, "invoice", **body)[1] == "item.items[0].location"
    for record_type in ("invoice", "cashSale"):
        shop.company.create(record_type, **body, location="11")
    assert shop.stock("MUG-BLUE")[0] == on_hand - 4


def test_a_credit_memo_brings_goods_back(shop: Shop) -> None:
    order = shop.order(shop.line("MUG-BLUE", 3))
    shop.fulfil(order)
    invoice = shop.invoice(order)
    on_hand = shop.stock("MUG-BLUE")[0]
    offered = shop.company.offer("invoice", invoice["id"], "creditMemo")[0]
    memo = shop.company.transform("invoice", invoice["id"], "creditMemo", item=[{**offered, "quantity": 1.0}])
    assert shop.stock("MUG-BLUE")[0] == on_hand + 1
    assert (memo["total"], memo["applied"], memo["status"]) == (18.0, 18.0, "B")
    assert shop.get("invoice", invoice)["amountRemaining"] == 36.0


def test_returns_come_back_by_receipt(shop: Shop, refusal: Refusal) -> None:
    order = shop.order(shop.line("MUG-BLUE", 3))
    shop.fulfil(order)
    invoice = shop.invoice(order)
    on_hand = shop.stock("MUG-BLUE")[0]
    line = {**shop.company.offer("invoice", invoice["id"], "returnAuthorization")[0], "quantity": 2.0}
    authorization = shop.company.transform("invoice", invoice["id"], "returnAuthorization", item=[line])
    assert authorization["status"] == "B"
    refused = f"You can not initialize creditmemo: invalid reference {authorization['id']}."
    assert refusal(shop.company.transform, "returnAuthorization", authorization["id"], "creditMemo")[0] == refused
    shop.company.transform("returnAuthorization", authorization["id"], "itemReceipt")
    assert shop.stock("MUG-BLUE")[0] == on_hand + 2
    assert shop.get("returnAuthorization", authorization)["status"] == "F"
    shop.company.transform("returnAuthorization", authorization["id"], "creditMemo")
    assert shop.stock("MUG-BLUE")[0] == on_hand + 2
    assert shop.get("returnAuthorization", authorization)["status"] == "G"
    left = shop.company.offer("invoice", invoice["id"], "returnAuthorization")
    assert [entry["quantity"] for entry in left] == [1.0]


def test_average_cost_follows_receipts(shop: Shop) -> None:
    item = shop.get("inventoryItem", shop.sku("VASE-CEL"))
    on_hand, cost = item["quantityOnHand"], item["averageCost"]
    vendor = shop.company.store.ids("vendor")[0]
    line = {"item": item["id"], "quantity": 100.0, "rate": 25.0, "location": "11"}
    order = shop.company.create("purchaseOrder", entity=vendor, item=[line])
    assert shop.get("inventoryItem", item)["quantityOnOrder"] == 100.0
    shop.company.transform("purchaseOrder", order["id"], "itemReceipt")
    after = shop.get("inventoryItem", item)
    assert after["quantityOnOrder"] == 0.0
    assert after["averageCost"] == round((on_hand * cost + 2500) / (on_hand + 100), 4)
    bill = shop.company.transform("purchaseOrder", order["id"], "vendorBill")
    assert (bill["total"], shop.get("purchaseOrder", order)["orderStatus"]) == (2500.0, "G")


def test_quantities_of_an_item_cannot_be_written(shop: Shop) -> None:
    item = shop.get("inventoryItem", shop.sku("VASE-CEL"))
    lines = [{**line, "quantityOnHand": 9999.0} for line in item["locations"]]
    changed = shop.company.update("inventoryItem", item["id"], locations=lines, quantityOnHand=9999.0)
    assert changed["quantityOnHand"] == item["quantityOnHand"]
