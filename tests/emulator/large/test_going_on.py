"""Business goes on after a large company was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account
    from tests.emulator.large.conftest import Caller


async def test_an_open_order_is_shipped_billed_and_paid(own_company: Account, call_own: Caller) -> None:
    order = next(body for body in own_company.store.scan("salesOrder") if body["status"] == "B" and _is_plain(body))
    item = order["item"][0]["item"]
    before = own_company.store.get("customer", order["entity"])
    assert before is not None
    shipped = await call_own.made(f"salesOrder/{order['id']}/!transform/itemFulfillment", {"shipStatus": "C"})
    billed = await call_own.made(f"salesOrder/{order['id']}/!transform/invoice", {})
    owing = own_company.store.get("customer", order["entity"])
    invoice = own_company.store.get("invoice", billed)
    assert owing is not None
    assert invoice is not None
    assert round(owing["balance"] - before["balance"], 2) == invoice["total"]
    await call_own.made(f"invoice/{billed}/!transform/customerPayment", {"paymentMethod": {"id": "5"}})
    paid = own_company.store.get("customer", order["entity"])
    assert paid is not None
    assert paid["balance"] == before["balance"]
    assert int(shipped) == 5000 + 2000 + 1
    statement = f"SELECT id, tranid FROM transaction WHERE id >= {shipped} ORDER BY id"
    rows = await call_own.rows(statement)
    assert [row["id"] for row in rows] == [str(int(shipped) + place) for place in range(3)]
    numbers = [body["tranId"] for body in own_company.store.scan("invoice")]
    assert len(numbers) == len(set(numbers))
    lines = await call_own.rows(f"SELECT quantity FROM transactionline WHERE transaction = {shipped} AND item = {item}")
    assert lines


def _is_plain(order: dict[str, list[dict[str, str]]]) -> bool:
    """Nothing on it needs a lot."""
    return not any(
        line["itemType"] != "InvtPart" or line["item"] in {"332", "333", "334", "335"} for line in order["item"]
    )


async def test_a_copied_payment_can_be_taken_back(own_company: Account, call_own: Caller) -> None:
    payment = next(iter(own_company.store.scan("customerPayment")))
    recent = max(own_company.store.scan("customerPayment"), key=lambda body: body["tranDate"])
    assert payment["id"] != recent["id"]
    invoice_id = recent["apply"][0]["doc"]
    await call_own.send("DELETE", f"record/v1/customerPayment/{recent['id']}")
    invoice = own_company.store.get("invoice", invoice_id)
    assert invoice is not None
    assert invoice["status"] == "A"
    rows = await call_own.rows(f"SELECT status, foreignamountunpaid FROM transaction WHERE id = {invoice_id}")
    assert float(rows[0]["foreignamountunpaid"]) == invoice["amountRemaining"]


async def test_a_copied_customer_orders_again(own_company: Account, call_own: Caller) -> None:
    customer = own_company.store.ids("customer")[-1]
    body = {"entity": {"id": customer}, "item": {"items": [{"item": {"id": "312"}, "quantity": 1}]}}
    made = await call_own.made("salesOrder", body)
    order = await call_own.get(f"salesOrder/{made}")
    assert order["entity"]["id"] == customer
    assert int(order["tranId"].removeprefix("SO")) == 1001 + own_company.store.count("salesOrder") - 1
