"""What no page tells, both ways: each switch of `Guesses`, and records that somebody else changes meanwhile."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Request, Response
from suiteplug.emulator.record.guesses import CONTRARY, Guesses
from suiteplug.emulator.roles import Caller, Role, User
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from suiteplug.emulator.snapshot import Snapshot

RECORDS = "/services/rest/record/v1"
ADMINISTRATOR = Caller(User("-5", "Tester", "t@example.com"), Role("3", "Admin", administrator=True), "1", "tba")
NOW = datetime(2026, 8, 24, 17, tzinfo=UTC)
TEAPOT = {"companyName": "Teapot Ltd", "subsidiary": {"id": "1"}, "comments": "kept?"}


@pytest.fixture(scope="module")
def stocked() -> Snapshot:
    with Account.open(Settings(seed="stocked"), Clock(NOW)) as account:
        return account.snapshot()


class Wire:
    """Requests without a socket, as an administrator."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def send(self, method: str, path: str, body: Any = None, accept: str = "") -> Response:
        raw = b"" if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json", **({"accept": accept} if accept else {})}
        path, _, query = path.partition("?")
        request = Request(method, "http://127.0.0.1:1", RECORDS + path, query, headers, raw, caller=ADMINISTRATOR)
        return self.account.router.find(request).handle(request)

    def save(self, method: str, path: str, body: Any) -> str:
        response = self.send(method, path, body)
        assert response.status == 204
        return response.headers.get("location", "").rpartition("/")[2]

    def read(self, path: str) -> Any:
        return json.loads(self.send("GET", path).body)


@pytest.fixture
def wire(stocked: Snapshot, request: pytest.FixtureRequest) -> Any:
    """An account whose guesses (or other settings) are the parameter's."""
    settings = Settings(seed="stocked", **request.param)
    with Account.open_copy(stocked, settings, Clock(NOW)) as account:
        yield Wire(account)


def guess(name: str) -> pytest.MarkDecorator:
    """The test runs with a guess on, and off."""
    both = [({"record_guesses": Guesses(**{name: value})}, value) for value in (True, False)]
    return pytest.mark.parametrize(("wire", "on"), both, indirect=["wire"])


def test_every_guess_has_its_contrary() -> None:
    assert all(getattr(CONTRARY, one.name) is not getattr(Guesses(), one.name) for one in fields(Guesses))


@guess("upsert_keeps_fields")
def test_what_a_put_does_not_name(wire: Wire, *, on: bool) -> None:
    wire.save("PUT", "/customer/eid:T-1", TEAPOT)
    wire.save("PUT", "/customer/eid:T-1", {"companyName": "Teapot & Sons"})
    record = wire.read("/customer/eid:T-1")
    assert (record["companyName"], "comments" in record) == ("Teapot & Sons", on)
    assert record["subsidiary"]["id"] == "1"


@guess("references_by_name")
def test_a_reference_by_name(wire: Wire, *, on: bool) -> None:
    body = {**TEAPOT, "subsidiary": {"refName": "Clay & Kettle UK Ltd"}}
    if on:
        made = wire.save("POST", "/customer", body)
        assert wire.read(f"/customer/{made}")["subsidiary"]["id"] == "2"
        with pytest.raises(Problem, match="Invalid Field Value Nowhere"):
            wire.send("POST", "/customer", {**body, "subsidiary": {"refName": "Nowhere"}})
    else:
        with pytest.raises(Problem) as caught:
            wire.send("POST", "/customer", body)
        assert caught.value.code == "INVALID_VALUE"


def order_of_two(wire: Wire) -> str:
    customer = wire.save("POST", "/customer", TEAPOT)
    items = [wire.account.rules.context.lookup.item_named(name) for name in ("MUG-BLUE", "PLATE-L")]
    lines = [{"item": {"id": item.item_id}, "quantity": 2} for item in items if item is not None]
    body = {"entity": {"id": customer}, "location": {"id": "11"}, "orderStatus": {"id": "B"}}
    return wire.save("POST", "/salesOrder", {**body, "item": {"items": lines}})


@guess("omitted_lines_are_taken")
def test_lines_that_a_transform_does_not_name(wire: Wire, *, on: bool) -> None:
    order = order_of_two(wire)
    named = {"item": {"items": [{"orderLine": 1, "quantity": 1}]}}
    made = wire.save("POST", f"/salesOrder/{order}/!transform/itemFulfillment", named)
    lines = wire.read(f"/itemFulfillment/{made}/item?expandSubResources=true")["items"]
    assert [line["orderLine"] for line in lines] == ([1, 2] if on else [1])
    rest = wire.save("POST", f"/salesOrder/{order}/!transform/itemFulfillment", {})
    assert wire.read(f"/itemFulfillment/{rest}/item")["totalResults"] == (1 if on else 2)


@guess("static_lists_can_be_replaced")
def test_replacing_a_list_that_the_source_decides(wire: Wire, *, on: bool) -> None:
    path = f"/salesOrder/{order_of_two(wire)}/!transform/itemFulfillment?replace=item"
    body = {"item": {"items": [{"orderLine": 2, "quantity": 1}]}}
    if on:
        made = wire.save("POST", path, body)
        lines = wire.read(f"/itemFulfillment/{made}/item?expandSubResources=true")["items"]
        assert [(line["orderLine"], line["quantity"]) for line in lines] == [(2, 1)]
    else:
        with pytest.raises(Problem, match="invalid sublist or line item operation"):
            wire.send("POST", path, body)


@guess("options_of_lines_nested")
def test_where_options_of_a_line_stand(wire: Wire, *, on: bool) -> None:
    accept = "application/vnd.oracle.resource+json; type=select-options"
    found = json.loads(wire.send("POST", "/salesOrder?fields=item.price", {}, accept).body)
    assert ("item" in found, "item.price" in found) == (on, not on)


@guess("detaching_needs_attachment")
def test_detaching_what_is_not_attached(wire: Wire, *, on: bool) -> None:
    customer = wire.save("POST", "/customer", TEAPOT)
    path = f"/customer/{customer}/!detach/file/701"
    if on:
        with pytest.raises(Problem, match="is not attached"):
            wire.send("POST", path, {})
    else:
        assert wire.send("POST", path, {}).status == 204


@pytest.mark.parametrize(
    ("wire", "code"),
    [
        ({"changed_records": frozenset({"term/2"})}, "USER_ERROR"),
        (
            {"changed_records": frozenset({"term/2"}), "record_guesses": Guesses(clash_is_user_error=False)},
            "RCRD_HAS_BEEN_CHANGED",
        ),
    ],
    indirect=["wire"],
)
def test_a_record_that_was_changed_meanwhile(wire: Wire, code: str) -> None:
    with pytest.raises(Problem) as caught:
        wire.send("PATCH", "/term/2", {"name": "Net 30 days"})
    assert (caught.value.status, caught.value.code) == (400, code)
    assert caught.value.detail.endswith("Record has been changed.")
    assert wire.read("/term/2")["name"] == "Net 30"
    wire.save("PATCH", "/term/2", {"name": "Net 30 days"})
    assert wire.read("/term/2")["name"] == "Net 30 days"
