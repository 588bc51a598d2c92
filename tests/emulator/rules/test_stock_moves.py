"""Goods moved within the company: inventory transfers, bin transfers, intercompany transfer orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Body = dict[str, Any]
    Shop = Any
    Refusal = Callable[..., tuple[str, str | None]]


def transfer(shop: Shop, quantity: float, sku: str = "MUG-BLUE", **more: Any) -> Any:
    line = {"item": shop.sku(sku), "adjustQtyBy": quantity, **more.pop("line", {})}
    body = {"subsidiary": "1", "location": "11", "transferLocation": "12", "inventory": [line], **more}
    return shop.company.create("inventoryTransfer", **body)


def undo(shop: Shop, record_type: str, record: Body) -> None:
    shop.company.rules.before_delete(record_type, shop.get(record_type, record))


def both(shop: Shop, sku: str = "MUG-BLUE") -> tuple[float, float]:
    return shop.stock(sku)[0], shop.stock(sku, "12")[0]


def test_a_transfer_moves_at_once(shop: Shop) -> None:
    here, there = both(shop)
    made = transfer(shop, 6.0)
    assert (made["tranId"][:2], both(shop)) == ("IT", (here - 6, there + 6))
    line = made["inventory"][0]
    assert line["quantityOnHand"] == here
    shop.company.update("inventoryTransfer", made["id"], inventory=[{**line, "adjustQtyBy": 2.0}])
    assert both(shop) == (here - 2, there + 2)
    undo(shop, "inventoryTransfer", made)
    assert both(shop) == (here, there)


def test_lots_go_with_it(shop: Shop, refusal: Refusal) -> None:
    assert "inventory detail in line 1 of the inventory list" in refusal(transfer, shop, 2.0, "TEA-ASSAM")[0]
    lot = next(shop.company.rules.context.lookup.named("lots", shop.sku("TEA-ASSAM"))).body
    part = {"internalId": 1, "issueInventoryNumber": lot["id"], "quantity": 2.0}
    made = transfer(shop, 2.0, "TEA-ASSAM", line={"inventoryDetail": {"inventoryAssignment": [part]}})
    held = {line["location"]: line["quantityOnHand"] for line in shop.get("inventoryNumber", lot)["locations"]}
    before = {line["location"]: line["quantityOnHand"] for line in lot["locations"]}
    assert (held["11"], held["12"]) == (before["11"] - 2, before.get("12", 0.0) + 2)
    undo(shop, "inventoryTransfer", made)
    back = {line["location"]: line["quantityOnHand"] for line in shop.get("inventoryNumber", lot)["locations"]}
    assert (back["11"], back["12"]) == (before["11"], before.get("12", 0.0))


def test_a_lot_that_moved_on_stays_where_it_is(shop: Shop, refusal: Refusal) -> None:
    lot = next(shop.company.rules.context.lookup.named("lots", shop.sku("TEA-ASSAM"))).body
    part = {"internalId": 1, "issueInventoryNumber": lot["id"], "quantity": 2.0}
    detail = {"inventoryDetail": {"inventoryAssignment": [part]}}
    made = transfer(shop, 2.0, "TEA-ASSAM", line=detail)
    parts = {"inventoryAssignment": [{"internalId": 1, "receiptInventoryNumber": "OTHER", "quantity": 50.0}]}
    line = {"item": shop.sku("TEA-ASSAM"), "location": "12", "adjustQtyBy": 50.0, "inventoryDetail": parts}
    shop.company.create("inventoryAdjustment", subsidiary="1", account="24", inventory=[line])
    there = next(place for place in shop.get("inventoryNumber", lot)["locations"] if place["location"] == "12")
    part = {**part, "quantity": there["quantityOnHand"]}
    away = {"location": "12", "transferLocation": "11", "line": {"inventoryDetail": {"inventoryAssignment": [part]}}}
    transfer(shop, there["quantityOnHand"], "TEA-ASSAM", **away)
    assert refusal(undo, shop, "inventoryTransfer", made)[0].startswith("The lot has 0 of item TEA-ASSAM")


def test_transfers_that_are_refused(shop: Shop, refusal: Refusal) -> None:
    assert refusal(transfer, shop, 1.0, transferLocation="11")[1] == "transferLocation"
    assert refusal(transfer, shop, 1.0, transferLocation="14")[1] == "transferLocation"
    assert refusal(transfer, shop, 1.0, transferLocation=None)[0] == "Please enter value(s) for: To Location."
    assert refusal(transfer, shop, 0.0)[0] == "Please enter value(s) for: Qty to Transfer."
    assert "cannot be negative" in refusal(transfer, shop, -1.0)[0]
    assert "insufficient stock" in refusal(transfer, shop, 1e6)[0]
    assert refusal(transfer, shop, 1.0, "PRINT-A3")[1] == "inventory.items[0].item"
    assert "at least one line item" in refusal(transfer, shop, 1.0, inventory=[])[0]


def test_goods_promised_to_orders_stay(shop: Shop, refusal: Refusal) -> None:
    there = shop.stock("KNIFE-8IN")[0]
    shop.order(shop.line("KNIFE-8IN", there))
    assert "0 available" in refusal(transfer, shop, 1.0, "KNIFE-8IN")[0]


def test_what_arrives_goes_to_who_waits(shop: Shop) -> None:
    there = shop.stock("MUG-BLUE", "12")[0]
    order = shop.order(shop.line("MUG-BLUE", there + 3), location="12")
    assert order["item"][0]["quantityBackOrdered"] == 3.0
    transfer(shop, 5.0)
    assert shop.get("salesOrder", order)["item"][0]["quantityBackOrdered"] == 0.0


def bins(shop: Shop, sku: str = "MUG-BLUE") -> dict[str, float]:
    item = shop.company.rules.context.lookup.item(shop.sku(sku)).body
    return {line["binNumber"]: line["onHand"] for line in item["binNumber"] if line["location"] == "13"}


def bin_transfer(shop: Shop, quantity: float, source: str, target: str | None, **more: Any) -> Any:
    part = {"internalId": 1, "binNumber": source, "quantity": quantity}
    if target:
        part["toBinNumber"] = target
    detail = {"inventoryAssignment": [part]}
    line = {"item": shop.sku("MUG-BLUE"), "quantity": quantity, "inventoryDetail": detail}
    return shop.company.create("binTransfer", **{"location": "13", "inventory": [line], **more})


def test_goods_change_bins(shop: Shop, refusal: Refusal) -> None:
    other = shop.company.create("bin", binNumber="NEW-BIN", location="13")["id"]
    before, stock = bins(shop), shop.stock("MUG-BLUE", "13")
    source = next(iter(before))
    made = bin_transfer(shop, 3.0, source, other)
    assert (bins(shop)[source], bins(shop)[other]) == (before[source] - 3, 3.0)
    assert (shop.stock("MUG-BLUE", "13"), made["subsidiary"]) == (stock, "1")
    assert refusal(bin_transfer, shop, 1e6, source, other)[0].startswith("The bin has")
    assert refusal(bin_transfer, shop, 1.0, source, None)[0] == "Please enter value(s) for: To Bins."
    assert "tobinnumber" in refusal(bin_transfer, shop, 1.0, source, source)[0]
    assert "location" in refusal(bin_transfer, shop, 1.0, source, other, location="11")[0]
    undo(shop, "binTransfer", made)
    assert (bins(shop)[source], bins(shop)[other]) == (before[source], 0.0)


def between(shop: Shop, quantity: float, **more: Any) -> Any:
    line = {"item": shop.sku("MUG-BLUE"), "quantity": quantity}
    body = {"subsidiary": "1", "location": "11", "toSubsidiary": "2", "transferLocation": "14", **more}
    return shop.company.create("intercompanyTransferOrder", **body, item=[line])


def test_between_subsidiaries(shop: Shop) -> None:
    here, there = shop.stock("MUG-BLUE")[0], shop.stock("MUG-BLUE", "14")[0]
    order = between(shop, 4.0)
    assert (order["orderStatus"], shop.stock("MUG-BLUE")[1]) == ("B", 4.0)
    shop.company.transform("intercompanyTransferOrder", order["id"], "itemFulfillment")
    assert shop.get("intercompanyTransferOrder", order)["orderStatus"] == "F"
    receipt = shop.company.transform("intercompanyTransferOrder", order["id"], "itemReceipt")
    assert (receipt["subsidiary"], shop.get("intercompanyTransferOrder", order)["orderStatus"]) == ("2", "G")
    assert (shop.stock("MUG-BLUE")[0], shop.stock("MUG-BLUE", "14")[0]) == (here - 4, there + 4)


def test_subsidiaries_that_do_not_fit(shop: Shop, refusal: Refusal) -> None:
    assert refusal(between, shop, 1.0, toSubsidiary="1")[1] == "toSubsidiary"
    assert refusal(between, shop, 1.0, toSubsidiary=None)[0] == "Please enter value(s) for: To Subsidiary."
    assert refusal(between, shop, 1.0, transferLocation="12")[1] == "transferLocation"
    assert refusal(between, shop, 1.0, location="15")[1] == "location"
