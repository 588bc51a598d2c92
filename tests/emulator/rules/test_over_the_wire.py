"""The rules behind the record service: what a stranger's requests do to orders, stock and invoices."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Request
from suiteplug.emulator.roles import Caller, Role, User

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account

RECORDS = "/services/rest/record/v1"
ADMINISTRATOR = Caller(
    User("-5", "Tester", "t@example.com"), Role("3", "Administrator", administrator=True), "1", "tba"
)


class Client:
    """Sends requests past the sign-in."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def send(self, method: str, path: str, body: Any = None, query: str = "") -> tuple[int, Any]:
        """``(status, body)``; for a write the body is the new record's ID."""
        raw = b"" if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json", "x-netsuite-propertynamevalidation": "error"}
        request = Request(method, "http://127.0.0.1:1", RECORDS + path, query, headers, raw, caller=ADMINISTRATOR)
        try:
            response = self.account.router.find(request).handle(request)
        except Problem as problem:
            return problem.status, problem.body()["o:errorDetails"][0]
        if response.body:
            return response.status, json.loads(response.body)
        return response.status, response.headers.get("location", "").rpartition("/")[2]

    def create(self, path: str, body: Any) -> str:
        status, found = self.send("POST", path, body)
        assert status == 204, found
        return str(found)

    def get(self, path: str) -> Any:
        status, found = self.send("GET", path, query="expandSubResources=true")
        assert status == 200, found
        return found


@pytest.fixture
def caller(account: Account) -> Client:
    return Client(account)


@pytest.fixture
def order(caller: Client) -> str:
    customer = caller.create("/customer", {"companyName": "Wire Ltd", "subsidiary": {"id": "1"}, "externalId": "WIRE"})
    lines = [{"item": {"id": "311"}, "quantity": 4}, {"item": {"id": "332"}, "quantity": 2}]
    body = {"entity": {"id": customer}, "location": {"id": "11"}, "shippingCost": 0, "item": {"items": lines}}
    body["orderStatus"] = {"id": "B"}
    return caller.create("/salesOrder", body)


def lot(caller: Client, account: Account) -> str:
    return next(
        str(body["id"])
        for body in account.store.scan("inventoryNumber")
        if body["item"] == "332" and any(place["location"] == "11" for place in body["locations"])
    )


def test_order_to_cash(caller: Client, account: Account, order: str) -> None:
    assert caller.get(f"/salesOrder/{order}")["orderStatus"] == {
        "links": [],
        "id": "B",
        "refName": "Pending Fulfillment",
    }
    detail = {"inventoryAssignment": {"items": [{"issueInventoryNumber": {"id": lot(caller, account)}, "quantity": 2}]}}
    lines = [{"orderLine": 1, "quantity": 1}, {"orderLine": 2, "inventoryDetail": detail}]
    body = {"shipStatus": {"id": "C"}, "item": {"items": lines}}
    shipment = caller.create(f"/salesOrder/{order}/!transform/itemFulfillment", body)
    shipped = caller.get(f"/itemFulfillment/{shipment}")
    assert [(line["orderLine"], line["quantity"]) for line in shipped["item"]["items"]] == [(1, 1.0), (2, 2.0)]
    assert caller.get(f"/salesOrder/{order}")["orderStatus"]["id"] == "E"

    invoice = caller.create(f"/salesOrder/{order}/!transform/invoice", {})
    assert caller.get(f"/invoice/{invoice}")["total"] == 18.0 + 2 * 12.5
    paid = caller.create(f"/invoice/{invoice}/!transform/customerPayment", {"payment": 40})
    assert caller.get(f"/customerPayment/{paid}")["applied"] == 40.0
    assert caller.get(f"/invoice/{invoice}")["amountRemaining"] == 3.0
    assert caller.get("/customer/eid:WIRE")["balance"] == 3.0

    assert caller.send("DELETE", f"/customerPayment/{paid}")[0] == 204
    assert caller.get(f"/invoice/{invoice}")["amountRemaining"] == 43.0
    assert caller.send("DELETE", f"/invoice/{invoice}")[0] == 204
    assert caller.get(f"/salesOrder/{order}")["orderStatus"]["id"] == "E"
    assert caller.send("DELETE", f"/itemFulfillment/{shipment}")[0] == 204
    assert caller.get(f"/salesOrder/{order}")["orderStatus"]["id"] == "B"
    assert caller.send("DELETE", f"/salesOrder/{order}")[0] == 204


def test_unticked_lines_stay_open(caller: Client, order: str) -> None:
    lines = [{"orderLine": 1}, {"orderLine": 2, "itemReceive": False}]
    caller.create(f"/salesOrder/{order}/!transform/itemFulfillment", {"item": {"items": lines}})
    counters = [line.get("quantityFulfilled") for line in caller.get(f"/salesOrder/{order}")["item"]["items"]]
    assert counters == [4.0, None]


def test_a_line_is_added_changed_and_left_out(caller: Client, order: str) -> None:
    caller.send("PATCH", f"/salesOrder/{order}", {"item": {"items": [{"item": {"id": "339"}}]}})
    saved = caller.get(f"/salesOrder/{order}")
    assert [(line["line"], line["amount"]) for line in saved["item"]["items"]] == [(1, 72.0), (2, 25.0), (3, 4.5)]
    caller.send("PATCH", f"/salesOrder/{order}", {"item": {"items": [{"line": 1, "quantity": 5}]}})
    assert caller.get(f"/salesOrder/{order}")["total"] == 90.0 + 25.0 + 4.5
    kept = {"item": {"items": [{"line": 1}, {"line": 3}]}}
    caller.send("PATCH", f"/salesOrder/{order}", kept, "replace=item")
    assert caller.get(f"/salesOrder/{order}")["total"] == 94.5


def test_refusals_leave_nothing_behind(caller: Client, account: Account, order: str) -> None:
    before = "\n".join(account.db.iterdump())
    status, problem = caller.send("POST", f"/salesOrder/{order}/!transform/itemFulfillment", {})
    assert (status, problem["o:errorCode"]) == (400, "USER_ERROR")
    assert problem["detail"].endswith("Please configure the inventory detail in line 2 of the item list.")
    assert caller.send("POST", f"/salesOrder/{order}/!transform/invoice", {})[0] == 400
    assert caller.send("DELETE", "/customer/eid:WIRE")[0] == 400
    assert caller.send("DELETE", "/currency/1")[0] == 400
    assert "\n".join(account.db.iterdump()) == before


def test_a_credit_memo_by_oracles_sample(caller: Client, account: Account, order: str) -> None:
    """The body has the shape of the sample on Oracle help section_157901123882."""
    caller.create(
        f"/salesOrder/{order}/!transform/itemFulfillment",
        {"item": {"items": [{"orderLine": 1}, {"orderLine": 2, "itemReceive": False}]}},
    )
    invoice = caller.create(f"/salesOrder/{order}/!transform/invoice", {})
    apply = {"items": [{"doc": {"id": invoice}, "line": 0, "apply": True, "amount": 3.01}]}
    memo = caller.create(f"/invoice/{invoice}/!transform/creditMemo", {"apply": apply})
    assert caller.get(f"/creditMemo/{memo}")["amountRemaining"] == 68.99
    assert caller.get(f"/invoice/{invoice}")["amountRemaining"] == 68.99


def test_every_seeded_record_can_be_read_and_saved_again(caller: Client, account: Account) -> None:
    for record_type in account.store.schema.types:
        for record_id in account.store.ids(record_type.name)[:3]:
            path = f"/{record_type.name}/{record_id}"
            before = caller.get(path)
            status, problem = caller.send("PATCH", path, {})
            closed = status == 400 and "closed period" in problem["detail"]
            assert status == 204 or closed, (path, problem)
            after = caller.get(path)
            for stamp in ("lastModifiedDate", "lastModified"):
                before.pop(stamp, None)
                after.pop(stamp, None)
            assert after == before, path
