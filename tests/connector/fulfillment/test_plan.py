"""From what is open and what is wanted to the lines of a fulfilment."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.errors import InputError
from suiteplug.connector.fulfillment.plan import body_lines, number_key, plan
from suiteplug.connector.fulfillment.wanted import WantedLine
from suiteplug.connector.order_lines.line import OrderLine


def line(number: int, item: str = "MUG", left: str = "3", why_not: str = "", location: str | None = None) -> OrderLine:
    return OrderLine(number, f"10{item}", item, Decimal(5), Decimal(left), location, why_not)


ORDER = (
    line(1, "MUG", "3", location="1"),
    line(2, "WRAP", "1", "has an item that is not shipped"),
    line(4, "TEA", "2.5"),
    line(5, "MUG", "2"),
    line(7, "POT", "0", "has nothing left to ship"),
)


def wanted(**members: Any) -> WantedLine:
    return WantedLine.model_validate(members)


def ship(
    *entries: WantedLine, location: str | None = None, numbers: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    return body_lines(ORDER, plan(ORDER, entries, location), numbers or {})


def test_what_is_not_wanted_stays_open() -> None:
    assert ship(wanted(line=4, quantity=1)) == [
        {"orderLine": 1, "itemReceive": False},
        {"orderLine": 4, "itemReceive": True, "quantity": 1},
        {"orderLine": 5, "itemReceive": False},
    ]


def test_nothing_named_means_everything_open() -> None:
    assert [(entry["orderLine"], entry["quantity"], entry.get("location")) for entry in ship(location="6")] == [
        (1, 3, {"id": "6"}),
        (4, 2.5, {"id": "6"}),
        (5, 2, {"id": "6"}),
    ]


def test_locations_from_the_nearest_place() -> None:
    lines = ship(wanted(line=1), wanted(line=4, location_id=8), wanted(line=5), location=None)
    assert [entry.get("location") for entry in lines] == [{"id": "1"}, {"id": "8"}, None]
    lines = ship(wanted(line=1), wanted(line=4, location_id=8), wanted(line=5), location="6")
    assert [entry.get("location") for entry in lines] == [{"id": "6"}, {"id": "8"}, {"id": "6"}]


def test_an_item_fills_its_lines_in_order() -> None:
    assert [(entry["orderLine"], entry.get("quantity")) for entry in ship(wanted(item="mug", quantity=4))] == [
        (1, 3),
        (4, None),
        (5, 1),
    ]
    assert [entry.get("quantity") for entry in ship(wanted(item="10MUG"))] == [3, None, 2]


def test_lots_and_bins() -> None:
    detail = [
        {"inventory_number": "LOT-1", "quantity": 2},
        {"inventory_number_id": 77, "bin_id": 5, "quantity": 0.5},
    ]
    lines = ship(wanted(line=4, inventory_detail=detail), numbers={number_key("10TEA", "LOT-1"): "70"})
    assert lines[1]["inventoryDetail"] == {
        "inventoryAssignment": {
            "items": [
                {"quantity": 2, "issueInventoryNumber": {"id": "70"}},
                {"quantity": 0.5, "issueInventoryNumber": {"id": "77"}, "binNumber": {"id": "5"}},
            ]
        }
    }


@pytest.mark.parametrize(
    ("entries", "code", "field", "said"),
    [
        ([{"line": 3}], "NO_SUCH_LINE", "lines[0].line", "line 1 (MUG) has 3 of 5 left"),
        ([{"line": 1}, {"line": 2}], "LINE_NOT_OPEN", "lines[1].line", "not shipped"),
        ([{"line": 7}], "LINE_NOT_OPEN", "lines[0].line", "nothing left"),
        ([{"item": "JUG"}], "NO_SUCH_LINE", "lines[0].line", "JUG"),
        ([{"line": 1, "quantity": 3.5}], "MORE_THAN_LEFT", "lines[0].quantity", "3.5 of MUG are wanted, 3 are left"),
        ([{"item": "MUG", "quantity": 6}], "MORE_THAN_LEFT", "lines[0].quantity", "at most 5"),
        ([{"line": 1}, {"item": "MUG"}], "TWICE", "lines[1]", "Line 1"),
        ([{"line": 1, "item": "MUG"}], "LINE_OR_ITEM", "lines[0].line", "one of the two"),
        ([{"quantity": 1}], "LINE_OR_ITEM", "lines[0].line", "one of the two"),
        (
            [{"item": "MUG", "inventory_detail": [{"bin_id": 1, "quantity": 5}]}],
            "ITEM_NOT_UNIQUE",
            "lines[0]",
            "lines 1, 5",
        ),
        (
            [{"line": 4, "inventory_detail": [{"bin_id": 1, "quantity": 2}]}],
            "DETAIL_DOES_NOT_ADD_UP",
            "lines[0].inventory_detail",
            "makes up 2, the line ships 2.5",
        ),
        (
            [{"line": 4, "inventory_detail": [{"inventory_number": "A", "inventory_number_id": 1, "quantity": 2.5}]}],
            "TWO_NUMBERS",
            "lines[0].inventory_detail[0]",
            "one of the two",
        ),
    ],
)
def test_what_does_not_fit_is_explained(entries: list[dict[str, Any]], code: str, field: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        ship(*(wanted(**entry) for entry in entries))
    assert (caught.value.code, caught.value.field) == (code, field)
    assert said in f"{caught.value.message} {caught.value.fix}"


def test_an_order_with_nothing_left() -> None:
    with pytest.raises(InputError, match="Nothing on this order is left") as caught:
        plan([line(1, why_not="is closed")], (), None)
    assert "line 1 (MUG) is closed" in caught.value.cause
    with pytest.raises(InputError):
        plan([], (), None)


quantities = st.decimals(0, 100, places=2)


@given(st.lists(quantities, min_size=1, max_size=6), st.lists(st.none() | quantities, max_size=6))
def test_never_more_than_is_left(left: list[Decimal], asked: list[Decimal | None]) -> None:
    lines = [
        OrderLine(at, str(at), f"I{at}", amount, amount, None, "" if amount else "has nothing left to ship")
        for at, amount in enumerate(left, start=1)
    ]
    entries = [
        wanted(line=at, quantity=None if amount is None else float(amount))
        for at, amount in enumerate(asked, start=1)
        if amount is None or amount > 0
    ]
    try:
        shipments = plan(lines, entries, None)
    except InputError:
        return
    chosen = {entry["orderLine"]: entry for entry in body_lines(lines, shipments, {})}
    assert chosen.keys() == {entry.line for entry in lines if not entry.why_not}
    for shipment in shipments:
        assert 0 < shipment.quantity <= shipment.line.left
        assert chosen[shipment.line.line]["itemReceive"] is True
    unwanted = chosen.keys() - {shipment.line.line for shipment in shipments}
    assert all(chosen[number] == {"orderLine": number, "itemReceive": False} for number in unwanted)
