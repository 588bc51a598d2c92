"""Typed transforms: what is checked before anything is sent, what is made, and what a repeat gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from suiteplug import registry
from suiteplug.connector import errors

if TYPE_CHECKING:
    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

PURCHASE, RETURN, ORDER, INVOICE = "5416", "5419", "5367", "5038"
"""Records of the seed company: open purchase order, return waited for, unbilled order, invoice paid in part."""

CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("create-invoice-from-sales-order", "invoice", {"record_id": ORDER}),
    ("receive-purchase-order", "receipt", {"record_id": PURCHASE, "lines": [{"item": "KNIFE-8IN"}]}),
    ("bill-purchase-order", "bill", {"record_id": PURCHASE}),
    ("create-return", "return", {"source_type": "invoice", "record_id": INVOICE, "lines": [{"line": 1}]}),
    ("receive-return", "receipt", {"record_id": RETURN}),
    ("credit-return", "credit", {"record_id": RETURN, "lines": [{"item": "WRAP-SVC"}]}),
    ("create-payment-for-invoice", "payment", {"record_id": INVOICE}),
]
KEYS = [key for key, _, _ in CASES]
OTHERS = dict(zip(KEYS, ("5020", "5001", "5001", "5022", "", "", "5022"), strict=True))
"""Another source of the same type; none where the seed company has only one."""


@pytest.mark.parametrize(("key", "word", "inputs"), CASES, ids=KEYS)
async def test_a_repeat_gives_the_same_record_and_sends_nothing(
    over_wire: NetSuite, wire: Any, key: str, word: str, inputs: dict[str, Any]
) -> None:
    named = {f"{word}_external_id": "OURS-1", **inputs}
    first = await over_wire.run(key, named)
    assert first["created"] is True
    assert first["record_id"]
    assert first["warnings"] == []
    writes = wire.count("POST")
    again = await over_wire.run(key, named)
    assert {**again, "created": True} == first
    assert again["created"] is False
    queries = sum(request.method == "POST" and request.url.path.endswith("suiteql") for request in wire.sent)
    assert wire.count("POST") - queries <= writes
    assert sum("!transform" in request.url.path for request in wire.sent) == 1


@pytest.mark.parametrize(("key", "word", "inputs"), CASES, ids=KEYS)
async def test_a_lost_answer_is_found_again(
    over_wire: NetSuite, wire: Any, key: str, word: str, inputs: dict[str, Any]
) -> None:
    wire.lose_answer(lambda request: "!transform" in request.url.path)
    named = {f"{word}_external_id": "OURS-2", **inputs}
    first = await over_wire.run(key, named)
    assert first["created"] is True
    assert sum("!transform" in request.url.path for request in wire.sent) == 1
    assert await over_wire.run(key, named) == {**first, "created": False}


@pytest.mark.parametrize(("key", "word", "inputs"), CASES, ids=KEYS)
async def test_an_external_id_of_another_record_is_refused(
    netsuite: NetSuite, key: str, word: str, inputs: dict[str, Any]
) -> None:
    other = OTHERS[key]
    if not other:
        other = (await netsuite.run("create-return", {"record_id": "5020", "lines": [{"line": 1}]}))["record_id"]
    await netsuite.run(key, {**inputs, f"{word}_external_id": "TAKEN"})
    with pytest.raises(errors.DuplicateRecordError) as caught:
        await netsuite.run(key, {**inputs, "record_id": other, f"{word}_external_id": "TAKEN"})
    assert caught.value.field == f"{word}_external_id"


@pytest.mark.parametrize(("key", "word", "inputs"), CASES, ids=KEYS)
async def test_which_source(netsuite: NetSuite, key: str, word: str, inputs: dict[str, Any]) -> None:
    without = {name: value for name, value in inputs.items() if name != "record_id"}
    with pytest.raises(errors.InputError):
        await netsuite.run(key, without)
    with pytest.raises(errors.InputError):
        await netsuite.run(key, {**inputs, "external_id": "X"})
    with pytest.raises(errors.NotFoundError):
        await netsuite.run(key, {**without, "external_id": f"NO-SUCH-{word}"})
    with pytest.raises(errors.NotFoundError):
        await netsuite.run(key, {**inputs, "record_id": "999999"})


@pytest.mark.parametrize(("key", "word", "inputs"), CASES, ids=KEYS)
async def test_fields_that_are_inputs_too(
    over_wire: NetSuite, wire: Any, key: str, word: str, inputs: dict[str, Any]
) -> None:
    for extra in (
        {"fields": {"externalId": "X"}},
        {"tran_date": "2026-11-20", "fields": {"tranDate": "2026-11-19"}},
        {"memo": "a", "fields": {"memo": "b"}},
    ):
        with pytest.raises(errors.InputError) as caught:
            await over_wire.run(key, {**inputs, **extra})
        assert caught.value.code == "GIVEN_TWICE"
    assert wire.count("POST") == 0
    assert word


@pytest.mark.parametrize(
    ("lines", "code", "field"),
    [
        ([{"line": 99}], "NO_SUCH_LINE", "lines[0].line"),
        ([{"item": "NO-SUCH"}], "NO_SUCH_LINE", "lines[0].line"),
        ([{}], "LINE_OR_ITEM", "lines[0].line"),
        ([{"line": 1, "item": "X"}], "LINE_OR_ITEM", "lines[0].line"),
        ([{"line": 1}, {"line": 1}], "TWICE", "lines[1]"),
        ([{"line": 1, "quantity": 100000}], "MORE_THAN_LEFT", "lines[0].quantity"),
    ],
)
@pytest.mark.parametrize("key", [key for key in KEYS if key != "create-payment-for-invoice"])
async def test_lines_that_do_not_fit_are_not_sent(
    over_wire: NetSuite, wire: Any, key: str, lines: list[dict[str, Any]], code: str, field: str
) -> None:
    inputs = next(inputs for name, _, inputs in CASES if name == key)
    with pytest.raises(errors.InputError) as caught:
        await over_wire.run(key, {**inputs, "lines": lines})
    assert (caught.value.code, caught.value.field) == (code, field)
    assert caught.value.fix
    assert not any("!transform" in request.url.path for request in wire.sent)


async def test_an_order_in_two_invoices(netsuite: NetSuite, account: Account) -> None:
    order = account.store.get("salesOrder", ORDER) or {}
    line = order["item"][0]
    first = await netsuite.run(
        "create-invoice-from-sales-order", {"record_id": ORDER, "lines": [{"line": line["line"], "quantity": 1}]}
    )
    assert [(made["source_line"], made["quantity"]) for made in first["lines"]] == [(line["line"], 1.0)]
    second = await netsuite.run("create-invoice-from-sales-order", {"record_id": ORDER, "tran_date": "2026-11-20"})
    assert first["record_id"] != second["record_id"]
    with pytest.raises(errors.InputError) as caught:
        await netsuite.run("create-invoice-from-sales-order", {"record_id": ORDER})
    assert caught.value.code == "NOTHING_TO_BILL"
    assert "billed already" in (caught.value.cause or "")


async def test_a_purchase_from_order_to_bill(netsuite: NetSuite, account: Account) -> None:
    order = account.store.get("purchaseOrder", PURCHASE) or {}
    knives = next(line for line in order["item"] if line.get("itemType") == "InvtPart")
    received = await netsuite.run(
        "receive-purchase-order", {"record_id": PURCHASE, "lines": [{"line": knives["line"], "quantity": 7}]}
    )
    assert [(line["source_line"], line["quantity"]) for line in received["lines"]] == [(knives["line"], 7.0)]
    body = account.store.get("purchaseOrder", PURCHASE) or {}
    assert [line.get("quantityReceived", 0.0) for line in body["item"] if line["line"] == knives["line"]] == [7.0]
    billed = await netsuite.run(
        "bill-purchase-order",
        {"record_id": PURCHASE, "bill_number": "B-7", "lines": [{"line": knives["line"], "quantity": 7}]},
    )
    assert (billed["tran_id"], billed["total"]) == ("B-7", pytest.approx(7 * knives["rate"]))


async def test_lots_come_in_by_their_number(netsuite: NetSuite, account: Account) -> None:
    order = account.store.get("purchaseOrder", PURCHASE) or {}
    tea = next(
        line for line in order["item"] if account.store.type_of("item", line["item"]) == "lotNumberedInventoryItem"
    )
    detail = [
        {"inventory_number": "NEW-1", "quantity": 2, "expiration_date": "2028-01-31"},
        {"inventory_number": "NEW-2", "quantity": 3},
    ]
    wish = {"line": tea["line"], "quantity": 5, "inventory_detail": detail}
    await netsuite.run("receive-purchase-order", {"record_id": PURCHASE, "lines": [wish]})
    numbers = {lot["inventoryNumber"] for lot in account.store.scan("inventoryNumber")}
    assert {"NEW-1", "NEW-2"} <= numbers
    with pytest.raises(errors.InputError) as caught:
        await netsuite.run("receive-purchase-order", {"record_id": PURCHASE, "lines": [{**wish, "quantity": 6}]})
    assert caught.value.code == "DETAIL_DOES_NOT_ADD_UP"


async def test_goods_come_back_and_are_credited(netsuite: NetSuite, account: Account) -> None:
    goods, service = (account.store.get("returnAuthorization", RETURN) or {})["item"]
    with pytest.raises(errors.InputError) as caught:
        await netsuite.run("receive-return", {"record_id": RETURN, "lines": [{"line": service["line"]}]})
    assert "not received" in caught.value.message
    wish = {"record_id": RETURN, "location_id": goods["location"], "lines": [{"line": goods["line"]}]}
    received = await netsuite.run("receive-return", wish)
    assert len(received["lines"]) == 1
    credit = await netsuite.run("credit-return", {"record_id": RETURN})
    assert {line["source_line"] for line in credit["lines"]} == {1, 2}
    assert credit["total"] > 0


async def test_an_invoice_is_paid_in_two_steps(netsuite: NetSuite) -> None:
    before = (await netsuite.run("get-invoice", {"record_id": INVOICE, "fields": ["amountRemaining"]}))["record"]
    first = await netsuite.run("create-payment-for-invoice", {"record_id": INVOICE, "amount": 10, "memo": "First"})
    assert first["amount_remaining"] == pytest.approx(before["amountRemaining"] - 10)
    with pytest.raises(errors.InputError) as caught:
        await netsuite.run("create-payment-for-invoice", {"record_id": INVOICE, "amount": before["amountRemaining"]})
    assert (caught.value.code, caught.value.field) == ("MORE_THAN_LEFT", "amount")
    second = await netsuite.run("create-payment-for-invoice", {"record_id": INVOICE, "tran_date": "2026-11-20"})
    assert second["amount_remaining"] == 0.0
    with pytest.raises(errors.InputError) as caught:
        await netsuite.run("create-payment-for-invoice", {"record_id": INVOICE})
    assert caught.value.code == "NOTHING_TO_PAY"
    listed = await netsuite.run("list-customer-payments", {"invoice_id": INVOICE})
    assert {first["record_id"], second["record_id"]} <= {item["id"] for item in listed["items"]}


@pytest.mark.parametrize("key", KEYS)
async def test_a_role_that_may_only_read(connect: Any, connection: Any, key: str) -> None:
    inputs = next(inputs for name, _, inputs in CASES if name == key)
    reader = connect(connection("tba", role_id="1001"))
    with pytest.raises(errors.PermissionDeniedError):
        await reader.run(key, inputs)


def test_what_they_declare() -> None:
    for key, word, _ in CASES:
        spec = registry.action(key)
        assert f"{word}_external_id" in spec.inputs.model_fields
        assert any("(Create)" in permission for permission in spec.permissions)
